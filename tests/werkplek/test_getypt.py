"""What was typed in a form stays through back, reload and a session that ended."""

import pytest
from playwright.sync_api import expect

from tests.hulp.browserproef import log_in

pytestmark = pytest.mark.eenmaal

PAD = "/wijken/beijum/inzet/nieuw/"


@pytest.fixture
def venster(browser, browser_context_args, site):
    context = browser.new_context(**browser_context_args | {"base_url": site.url})
    venster = context.new_page()
    log_in(venster, site, "coordinator_beijum")
    yield venster
    context.close()


def vul_in(venster, hoeveelste=3):
    venster.goto(PAD)
    venster.fill("[name=organisatie]", "Humanitas")
    venster.select_option("[name=thema]", index=hoeveelste)
    venster.fill("[name=toelichting]", "Elke dinsdag maatjes op bezoek.")
    return venster.input_value("[name=thema]")


def staat_er(venster, thema):
    expect(venster.locator("[name=toelichting]")).to_have_value("Elke dinsdag maatjes op bezoek.")
    expect(venster.locator("[name=organisatie]")).to_have_value("Humanitas")
    expect(venster.locator("[name=thema]")).to_have_value(thema)
    expect(venster.get_by_text("Wat je eerder typte, staat er weer in.")).to_be_visible()


def test_what_was_typed_stays_through_reload_and_back(venster, site):
    thema = vul_in(venster)
    venster.reload()
    staat_er(venster, thema)
    venster.goto("/werkplek/")
    venster.go_back()
    staat_er(venster, thema)
    venster.get_by_role("link", name="Begin opnieuw").click()
    expect(venster.locator("[name=toelichting]")).to_have_value("")


def test_what_was_typed_stays_through_a_session_that_ended(venster, site):
    thema = vul_in(venster)
    venster.context.clear_cookies()
    venster.get_by_role("button", name="Toevoegen").click()
    expect(venster.locator("h1")).to_have_text("Het formulier is niet verstuurd")
    # As that page says: once more in a new tab, where one logs in.
    with venster.expect_popup() as nieuw_tabblad:
        venster.get_by_role("link", name="Open het formulier opnieuw").click()
    tabblad, wie = nieuw_tabblad.value, site.gebruikers["coordinator_beijum"]
    tabblad.fill("[name=login]", wie["email"])
    tabblad.fill("[name=password]", wie["wachtwoord"])
    tabblad.press("[name=password]", "Enter")
    staat_er(tabblad, thema)


def test_what_was_saved_is_not_filled_in_again(venster, site):
    vul_in(venster)
    venster.get_by_role("button", name="Toevoegen").click()
    expect(venster.locator("main")).to_contain_text("Inzet toegevoegd: Humanitas")
    venster.goto(PAD)
    expect(venster.locator("[name=toelichting]")).to_have_value("")


def test_what_was_typed_stays_when_the_connection_breaks_as_it_is_sent(venster, site):
    # Another theme than what is saved above: the site is the same.
    thema = vul_in(venster, hoeveelste=5)
    venster.context.set_offline(True)
    with venster.expect_event("requestfailed"):
        venster.get_by_role("button", name="Toevoegen").click()
    venster.wait_for_url("chrome-error://**")
    venster.context.set_offline(False)
    venster.goto(PAD)
    staat_er(venster, thema)
    venster.get_by_role("button", name="Toevoegen").click()
    expect(venster.locator("main")).to_contain_text("Inzet toegevoegd: Humanitas")
