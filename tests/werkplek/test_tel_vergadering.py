"""A meeting as it is held, in a browser: how much one does for it, and that nothing is lost."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.hulp.browserproef import log_in
from tests.hulp.telproef import Teller

pytestmark = pytest.mark.eenmaal

NETWERK = "/netwerken/sterk-netwerk-beijum/"
MEESTE, MEESTE_LADINGEN = 25, 6
AXE = "async () => (await axe.run({resultTypes: ['violations'], preload: false})).violations"


@pytest.fixture
def venster(browser, browser_context_args, site):
    context = browser.new_context(**browser_context_args | {"base_url": site.url})
    yield context.new_page()
    context.close()


def gebreken(venster):
    venster.evaluate(AXE_SCRIPT)
    return [(een["id"], een["nodes"][0]["html"][:120]) for een in venster.evaluate(AXE)]


def begin(venster, site):
    """A new meeting at the table, counted from the page of the network on; gives the Teller."""
    log_in(venster, site, "coordinator_beijum")
    venster.goto(NETWERK)
    teller = Teller(venster)
    teller.klik(venster.get_by_role("link", name="Bijeenkomsten").first)
    teller.klik(venster.get_by_role("link", name="Nieuwe bijeenkomst"))
    teller.klik(venster.get_by_role("button", name="Toevoegen"))
    expect(venster.get_by_role("heading", name="Wie is er")).to_be_visible()
    return teller


def concept_bewaard(venster):
    expect(venster.locator("[data-concept]")).to_contain_text("Concept, bewaard om")


def test_eight_present_and_two_decisions_take_few_interactions(venster, site):
    teller = begin(venster, site)
    for nummer in range(8):
        teller.klik(venster.locator(".stoel input[name=wie]").nth(nummer))
    for nummer, besluit in enumerate(("Elke dinsdag soep", "We vragen om een bankje")):
        teller.typ(f"[name=nieuw-{nummer}-onderwerp]", f"Punt {nummer}")
        teller.typ(f"[name=nieuw-{nummer}-besluit]", besluit)
    teller.klik(venster.get_by_role("button", name="Bewaar en rond af"))
    expect(venster.locator("main")).to_contain_text("8 aanwezig erbij, 2 besluiten en afspraken")
    assert teller.interacties <= MEESTE
    assert teller.ladingen <= MEESTE_LADINGEN
    assert gebreken(venster) == []
    venster.get_by_role("link", name="Lees en print het verslag").click()
    expect(venster.locator("main")).to_contain_text("Elke dinsdag soep")
    assert gebreken(venster) == []
    venster.get_by_role("link", name="Mail het verslag").click()
    expect(venster.locator("main")).to_contain_text("Dit komt in de mail")
    assert gebreken(venster) == []


def test_what_is_typed_outlives_a_reload_a_second_tab_and_a_logout(venster, site):
    begin(venster, site)
    adres = venster.url
    venster.fill("[name=verslag]", "Half af")
    concept_bewaard(venster)
    venster.reload()
    expect(venster.locator("[name=verslag]")).to_have_value("Half af")
    expect(venster.locator("main")).to_contain_text("Dit is je concept van")
    assert gebreken(venster) == []
    # What was typed a moment before one leaves is there as well.
    venster.fill("[name=verslag]", "Bijna af")
    venster.reload()
    expect(venster.locator("[name=verslag]")).to_have_value("Bijna af")
    ander = venster.context.new_page()
    ander.goto(adres)
    ander.fill("[name=verslag]", "Uit een ander tabblad")
    concept_bewaard(ander)
    expect(venster.locator("[data-concept]")).to_contain_text("ook in een ander tabblad open")
    venster.fill("[name=verslag]", "Uit het eerste")
    expect(venster.locator("[data-concept]")).to_contain_text("stond iets anders")
    ander.reload()
    ander.get_by_role("link", name="In een ander tabblad typte je iets anders").click()
    expect(ander.locator("[name=verslag]")).to_have_value("Uit een ander tabblad")
    # Logged out meanwhile, the page says so and keeps what is typed until one is in again.
    koekjes = venster.context.cookies()
    venster.context.clear_cookies(name="sessionid")
    venster.fill("[name=verslag]", "Na het uitloggen")
    expect(venster.locator("[data-concept]")).to_contain_text("niet meer ingelogd")
    venster.context.add_cookies(koekjes)
    venster.fill("[name=verslag]", "Weer binnen")
    concept_bewaard(venster)
    venster.get_by_role("button", name="Bewaar", exact=True).last.click()
    expect(venster.locator("main")).to_contain_text("verslag bijgewerkt")
    # What the other tab held is there still, until one drops it.
    expect(venster.locator("[name=verslag]")).to_have_value("Uit een ander tabblad")
    venster.get_by_role("button", name="Gooi het concept weg").click()
    expect(venster.locator("[name=verslag]")).to_have_value("Weer binnen")
    expect(venster.locator("main")).not_to_contain_text("Dit is je concept")


def test_what_is_said_is_changed_in_the_wijk_there_and_then(venster, site):
    teller = begin(venster, site)
    rooster = venster.locator("#rooster")
    # Beside the table, not below it.
    wie = venster.get_by_role("heading", name="Wie is er").bounding_box()
    naast = venster.get_by_role("heading", name="Wijzigingen in de wijk").bounding_box()
    assert abs(wie["y"] - naast["y"]) < 40
    assert naast["x"] > wie["x"] + 300
    teller.typ("[name=verslag]", "GON begint iets nieuws")
    vakje = rooster.locator("tbody td:not(.k) input:not(:checked):visible")
    teller.klik(vakje.first)
    expect(rooster.locator(".rooster-telling")).to_have_text("1 erbij")
    concept_bewaard(venster)
    venster.reload()
    expect(rooster.locator(".rooster-telling")).to_have_text("1 erbij")
    assert gebreken(venster) == []
    # Space presses the boxes, and "/" finds a name, as on the rooster by itself.
    venster.keyboard.press("/")
    venster.keyboard.type("WerkPro")
    expect(rooster.locator("tr").filter(has_text="Humanitas").first).to_be_hidden()
    venster.get_by_role("button", name="Bewaar", exact=True).last.click()
    expect(venster.locator("main")).to_contain_text(
        "verslag bijgewerkt. Rooster van Beijum: 1 erbij"
    )
    venster.get_by_role("button", name="Maak ongedaan").click()
    expect(venster.locator("main")).to_contain_text("Ongedaan gemaakt")
    expect(venster.locator("[name=verslag]")).to_have_value("")


def test_a_phone_without_a_script_has_the_same_powers(browser, browser_context_args, site):
    smal = {"width": 360, "height": 740}
    soort = {"base_url": site.url, "java_script_enabled": False, "viewport": smal}
    context = browser.new_context(**browser_context_args | soort)
    venster = context.new_page()
    begin(venster, site)
    assert venster.evaluate("document.documentElement.scrollWidth") <= smal["width"]
    venster.locator(".stoel input[name=wie]").first.check()
    venster.fill("[name=nieuw-0-onderwerp]", "Soep")
    venster.get_by_role("button", name="Bewaar als concept").click()
    expect(venster.locator("main")).to_contain_text("Dit is je concept van")
    # The rooster is part of the same sheet, and of its draft.
    kaart = venster.locator("#rooster tr").filter(has_text="Humanitas").first
    kaart.get_by_label("Klopt nog").check()
    venster.get_by_role("button", name="Bewaar als concept").click()
    expect(kaart.get_by_label("Klopt nog")).to_be_checked()
    venster.get_by_role("button", name="Bewaar", exact=True).last.click()
    expect(venster.locator("main")).to_contain_text("1 aanwezig erbij")
    expect(venster.locator("main")).to_contain_text("Rooster van Beijum: 1 partij nagegaan")
    context.close()
