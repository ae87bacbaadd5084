"""A real messy sheet of 40 parties by 14 themes: how much a coordinator has to do for it."""

import datetime

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.hulp.browserproef import log_in
from tests.hulp.inleesproef import werkboek
from tests.hulp.telproef import Teller

pytestmark = pytest.mark.eenmaal

MEESTE = 12
KOPPEN = (
    "eenzaamheid",
    "Armoede",
    "Gezondheid",
    "Opgroeien",
    "Ouder worden",
    "Meedoen & werk",
    "Taal",
    "Samen leven",
    "Groen",
    "Wonen",
    "Veiligheid",
    "Informatie",
    "Sport/cultuur",
    "Zeggenschap",
)
BEKEND = ("WIJ Groningn", "Stichting Humanitas", "WerkPro", "leger des heils")
AXE = "async () => (await axe.run({resultTypes: ['violations'], preload: false})).violations"


def rommelig_rooster():
    """Title rows, merged cells, an empty column, remarks, a column of telephone numbers."""
    namen = [*BEKEND, *(f"Beijumer Kring {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")]
    namen += [f"Hobbyclub {letter}" for letter in "KLMNOPQRST"]
    rijen = [["WIE DOET WAT IN BEIJUM"], [f"stand {datetime.date(2026, 11, 3)}, nog niet af"], []]
    rijen += [["", "", "Thema's"], ["Organisatie", "", *KOPPEN, "telefoon"]]
    for nr, naam in enumerate(namen):
        kruisen = [("x", "X", "●", "ja")[i % 4] if (nr + i) % 6 == 0 else None for i in range(14)]
        rijen.append([naam, None, *kruisen, "050 1234567"])
        if nr % 10 == 9:
            rijen.append([])
    rijen.append(["Totaal", None, *[7] * 14])
    return werkboek(*rijen, samengevoegd=["A1:Q1", "C4:P4"])


def is_toegankelijk(venster):
    venster.evaluate(AXE_SCRIPT)
    gebreken = venster.evaluate(AXE)
    return [(gebrek["id"], gebrek["nodes"][0]["html"][:120]) for gebrek in gebreken] == []


def test_a_messy_sheet_of_forty_by_fourteen_takes_few_interactions(browser, site):
    context = browser.new_context(base_url=site.url, locale="nl-NL")
    venster = context.new_page()
    log_in(venster, site, "coordinator_beijum")
    teller = Teller(venster)
    teller.klik(venster.get_by_text("Kies wat je wilt toevoegen"))
    teller.klik(venster.get_by_role("link", name="uit een rekenblad"))
    bestand = {"name": "wie doet wat.xlsx", "mimeType": "", "buffer": rommelig_rooster()}
    venster.set_input_files("[name=bestand]", bestand)
    teller.interacties += 1
    teller.klik(venster.get_by_role("button", name="Verder"))
    expect(venster.locator("h1")).to_have_text("Wat staat waar?")
    assert is_toegankelijk(venster)
    teller.klik(venster.get_by_role("button", name="Verder").first)
    expect(venster.locator("h1")).to_have_text("Klopt dit?")
    assert is_toegankelijk(venster)
    open_keuzes = venster.locator("main select").filter(
        has=venster.locator("option[value='']:checked")
    )
    while open_keuzes.count():
        nieuw = open_keuzes.first.locator("option[value=nieuw]").inner_text()
        teller.kies(open_keuzes.first, nieuw)
    teller.klik(venster.get_by_role("button", name="Verder met deze keuzes"))
    teller.klik(venster.get_by_role("button", name="over"))
    expect(venster.locator("main")).to_contain_text("Overgenomen uit wie doet wat.xlsx")
    assert teller.interacties <= MEESTE
    teller.klik(venster.get_by_role("button", name="Maak ongedaan"))
    expect(venster.locator("main")).to_contain_text("Ongedaan gemaakt")
    context.close()


def test_without_javascript_and_on_a_phone_it_works_as_well(browser, site):
    maat = {"width": 360, "height": 740}
    context = browser.new_context(base_url=site.url, java_script_enabled=False, viewport=maat)
    venster = context.new_page()
    log_in(venster, site, "coordinator_beijum")
    venster.goto("/werkplek/inlezen/")
    tekst = "organisatie;wijk;thema\nBuurtkring Oost;Beijum;Gezondheid\n"
    bestand = {"name": "klein.csv", "mimeType": "text/csv", "buffer": tekst.encode()}
    venster.set_input_files("[name=bestand]", bestand)
    venster.get_by_role("button", name="Verder").click()
    venster.get_by_role("button", name="Verder").first.click()
    expect(venster.get_by_role("button", name="Neem 1 regel over")).to_be_visible()
    breedte = venster.evaluate("document.documentElement.scrollWidth")
    assert breedte <= maat["width"]
    venster.get_by_role("button", name="Neem 1 regel over").click()
    expect(venster.locator("main")).to_contain_text("1 nieuw")
    venster.get_by_role("button", name="Maak ongedaan").click()
    context.close()
