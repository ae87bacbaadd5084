"""How much a coordinator does in a browser to put a new agenda in the place of the old one."""

import pytest
from playwright.sync_api import expect

from tests.hulp.browserproef import log_in
from tests.hulp.telproef import Teller

pytestmark = pytest.mark.eenmaal

NIEUW = [
    ("Samen eten", "Eenzaamheid en ontmoeting"),
    ("Rondkomen zonder zorgen", "Rondkomen en armoede"),
    ("Een groene buurt", "Groen en duurzaamheid"),
    ("Veilig over straat", "Veiligheid"),
    ("Jong en oud samen", "Samenleven en inclusie"),
]


@pytest.fixture
def venster(browser, browser_context_args, site):
    context = browser.new_context(**browser_context_args | {"base_url": site.url})
    yield context.new_page()
    context.close()


def _maak_ongedaan(venster):
    """Undo what was said last, which leaves the site as it was."""
    venster.get_by_role("button", name="Maak ongedaan").last.click()
    expect(venster.locator("main")).to_contain_text("Ongedaan gemaakt")


def test_an_agenda_of_five_points_replaces_the_old_one_in_sixteen_steps(venster, site):
    log_in(venster, site, "coordinator_beijum")
    venster.goto(f"{site.url}/agendas/sociale-wijkagenda-beijum/")
    hoofd = venster.locator("main")
    teller = Teller(venster)
    teller.klik(hoofd.get_by_role("link", name="Nieuwe versie"))
    for nummer, (tekst, thema) in enumerate(NIEUW):
        teller.typ(f"[name=punten-{nummer}-tekst]", tekst)
        teller.kies(f"[name=punten-{nummer}-thema]", thema)
    teller.klik(hoofd.get_by_role("button", name="Bewaar en stel vast"))
    teller.klik(hoofd.get_by_text("Gedragen door bewoners"))
    teller.klik(hoofd.get_by_role("button", name="Stel vast"))
    expect(hoofd).to_contain_text("in de plaats van Sociale wijkagenda Beijum")
    assert teller.interacties <= 16
    assert teller.ladingen <= 3
    ander = venster.context.new_page()
    ander.goto(f"{site.url}/wijken/beijum/")
    expect(ander.locator("main")).to_contain_text("Een groene buurt")
    expect(ander.locator("main")).not_to_contain_text("verminderen armoede(stress)")
    _maak_ongedaan(venster)
    ander.reload()
    expect(ander.locator("main")).to_contain_text("verminderen armoede(stress)")


def test_points_are_moved_and_added_in_place_by_mouse_and_by_keys(venster, site):
    log_in(venster, site, "coordinator_beijum")
    venster.goto(f"{site.url}/agendas/sociale-wijkagenda-beijum/wijzigen/")
    teller = Teller(venster)
    punten = venster.locator(".punt")
    eerste, tweede = (punten.nth(n).locator("[name$=-tekst]").input_value() for n in (0, 1))
    teller.klik(punten.nth(1).get_by_role("button", name="Omhoog"))
    expect(punten.nth(0).locator("[name$=-tekst]")).to_have_value(tweede)
    expect(punten.nth(0).get_by_role("button", name="Omhoog")).to_be_focused()
    expect(venster.locator("[data-plaats]")).to_contain_text("Staat nu op plaats 1")
    punten.nth(1).locator("[name$=-tekst]").focus()
    teller.toets("Alt+ArrowUp")
    expect(punten.nth(0).locator("[name$=-tekst]")).to_have_value(eerste)
    expect(punten.nth(0).locator("[name$=-tekst]")).to_be_focused()
    leeg = venster.locator(".punt:has([name$=-sleutel]:not([value])) [name$=-tekst]")
    for nummer in range(leeg.count()):
        leeg.nth(nummer).fill(f"Punt {nummer}")
    aantal = punten.count()
    teller.klik(venster.get_by_role("button", name="Punt erbij"))
    expect(punten).to_have_count(aantal + 1)
    expect(punten.nth(aantal).locator("[name$=-tekst]")).to_be_focused()
    teller.typ(punten.nth(aantal).locator("[name$=-tekst]"), "Nog een punt")
    teller.klik(punten.nth(aantal).get_by_role("button", name="Omhoog"))
    teller.klik(venster.get_by_role("button", name="Bewaar"))
    expect(venster.locator("main")).to_contain_text("Nog een punt")
    assert teller.ladingen == 1
    _maak_ongedaan(venster)
    expect(venster.locator("main")).not_to_contain_text("Nog een punt")


def test_on_a_phone_without_scripts_a_new_version_is_made_and_adopted(
    browser, browser_context_args, site
):
    """In English too, with nothing but the fields and buttons of the pages."""
    instelling = {"base_url": site.url, "viewport": {"width": 360, "height": 740}}
    context = browser.new_context(
        **browser_context_args | instelling | {"java_script_enabled": False}
    )
    venster = context.new_page()
    log_in(venster, site, "coordinator_beijum")
    venster.goto(f"{site.url}/en/agendas/wijkvernieuwing-beijum/nieuwe-versie/")
    venster.locator("[name=punten-2-tekst]").fill("Doe mee")
    venster.locator("[name=verplaats][value='omhoog punten-2']").click()
    expect(venster.locator("[name=punten-1-tekst]")).to_have_value("Doe mee")
    venster.locator("[name=punten-2-tekst]").press("Enter")
    venster.locator("a[href$='/vaststellen/']").click()
    venster.locator("[name=draagvlak][value=voorgelegd]").check()
    venster.locator("[name=vanaf]").press("Enter")
    hoofd = venster.locator("main")
    expect(hoofd).to_contain_text("Doe mee")
    _maak_ongedaan_zonder_script(venster)
    context.close()


def _maak_ongedaan_zonder_script(venster):
    venster.locator("[name=handeling] ~ button").last.click()
    expect(venster.locator(".meldingen")).to_be_visible()
