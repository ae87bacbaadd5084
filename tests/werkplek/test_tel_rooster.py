"""Bringing a wijk up to date, counted in a browser; by keyboard, without a script, on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.hulp.browserproef import log_in
from tests.hulp.telproef import Teller

pytestmark = pytest.mark.eenmaal

ROOSTER = "/netwerken/sterk-netwerk-beijum/inzet/"
PARTIJEN = ("WIJ Groningen", "GON", "Humanitas", "Kerk in Beijum", "WerkPro", "De Wiershoeck")
NA_TE_GAAN = (*PARTIJEN, "Beijum Beweegt", "Buurthuizen in Beijum")
ERBIJ, GESTOPT = ("Gezondheid", "Taal en leren"), "verminderen eenzaamheid"
NIEUW = {
    "Fietsgilde De Ketting": "Gezondheid",
    "Naaiatelier Zoomlicht": "Taal en leren",
    "Schaakclub Eindspel": "verbinden jong en oud",
}


@pytest.fixture(scope="module")
def koekjes(browser, eigen_site, browser_context_args):
    """Of somebody who logged in once for all that follows."""
    context = browser.new_context(**browser_context_args)
    log_in(context.new_page(), eigen_site, "coordinator_beijum")
    yield context.cookies()
    context.close()


@pytest.fixture
def open_venster(browser, eigen_site, koekjes, browser_context_args):
    contexten = []

    def maak(**opties):
        context = browser.new_context(base_url=eigen_site.url, **browser_context_args | opties)
        context.add_cookies(koekjes)
        contexten.append(context)
        return context.new_page()

    yield maak
    for context in contexten:
        context.close()


def vak(venster, wie, kolom):
    """The box of this party in this column, by what it is called."""
    return venster.get_by_role("checkbox", name=f"{wie} {kolom}", exact=True)


def label(venster, wie, kolom):
    return venster.locator("#rooster label").filter(has=vak(venster, wie, kolom))


def maak_ongedaan(venster):
    """So that whoever comes next finds the wijk as it was."""
    venster.get_by_role("button", name="Maak ongedaan").first.click()
    expect(venster.locator(".meldingen")).to_contain_text(re.compile("ongedaan", re.IGNORECASE))


def test_a_meeting_takes_forty_presses_and_six_loads_at_most(open_venster):
    """12 additions, 5 endings, 3 new organisations, 8 confirmations; begins at the desk."""
    venster = open_venster(viewport={"width": 1280, "height": 900})
    venster.goto("/werkplek/")
    teller = Teller(venster)
    teller.klik(venster.locator(f"main a[href='{ROOSTER}']").first)
    teller.klik(venster.get_by_label("Meer thema's"))
    for wie in PARTIJEN:
        for thema in ERBIJ:
            teller.klik(label(venster, wie, thema))
    for wie in PARTIJEN[:5]:
        teller.klik(label(venster, wie, GESTOPT))
    for nummer, (naam, thema) in enumerate(NIEUW.items()):
        regel = venster.locator(f"[data-nieuw='{nummer}']")
        teller.typ(regel.get_by_role("textbox"), naam)
        teller.klik(regel.locator("label").filter(has_text=thema))
    for wie in NA_TE_GAAN:
        teller.klik(label(venster, wie, "Klopt nog"))
    teller.typ(venster.get_by_label("Waarom?"), "afgesproken in het overleg")
    telling = venster.locator(".rooster-telling")
    expect(telling).to_have_text("15 erbij · 5 gestopt · 8 nagegaan · 3 nieuw op de site")
    teller.klik(venster.get_by_role("button", name="Bewaar"))
    expect(venster.locator(".meldingen")).to_contain_text(
        "15 erbij, 5 gestopt, 3 nieuwe partijen, 8 partijen nagegaan"
    )
    assert teller.interacties <= 40
    assert teller.ladingen <= 6
    maak_ongedaan(venster)
    expect(vak(venster, "Humanitas", GESTOPT)).to_be_checked()
    expect(venster.locator("main")).not_to_contain_text("Naaiatelier")


def test_it_is_done_by_keyboard_alone(open_venster):
    venster = open_venster()
    venster.goto(ROOSTER)
    venster.keyboard.press("/")
    venster.keyboard.type("humani")
    expect(venster.locator("#rooster tbody tr:visible th > [id^=r]")).to_have_text(["Humanitas"])
    venster.keyboard.press("Enter")
    expect(vak(venster, "Humanitas", GESTOPT)).to_be_focused()
    venster.keyboard.press("ArrowRight")
    expect(vak(venster, "Humanitas", "informatie over de wijk")).to_be_focused()
    venster.keyboard.press("Home")
    expect(venster.get_by_role("link", name="Humanitas")).to_be_focused()
    venster.keyboard.press("ArrowRight")
    venster.keyboard.press("Space")
    expect(venster.locator(".rooster-telling")).to_have_text("1 gestopt")
    venster.keyboard.press("Space")
    venster.keyboard.press("End")
    venster.keyboard.press("Space")
    venster.keyboard.press("Control+Home")
    venster.keyboard.press("ArrowRight")
    venster.keyboard.press("Enter")
    venstertje = venster.get_by_role("dialog")
    expect(venstertje).to_contain_text("sinds 2019")
    venster.keyboard.press("Escape")
    expect(vak(venster, "Humanitas", GESTOPT)).to_be_focused()
    venster.keyboard.press("?")
    expect(venster.get_by_text("Pijltjes: naar een ander vakje")).to_be_visible()
    venster.keyboard.press("Escape")
    expect(venster.get_by_text("Pijltjes: naar een ander vakje")).to_be_hidden()
    venster.get_by_role("button", name="Bewaar").press("Enter")
    expect(venster.locator(".meldingen")).to_contain_text("1 partij nagegaan")
    maak_ongedaan(venster)


def test_tab_stops_once_in_the_whole_grid(open_venster):
    venster = open_venster()
    venster.goto(ROOSTER)
    stops = venster.locator("#rooster tbody tr:not(.rooster-nieuw) [tabindex='0']")
    expect(stops).to_have_count(1)
    assert venster.locator("#rooster tbody tr:not(.rooster-nieuw) input").count() > 40


def test_without_a_script_it_is_a_plain_form(open_venster):
    venster = open_venster(java_script_enabled=False)
    venster.goto(f"{ROOSTER}?q=humanitas")
    expect(venster.locator("#rooster tbody th > [id^=r]")).to_have_text(["Humanitas"])
    label(venster, "Humanitas", GESTOPT).click()
    venster.get_by_label("Meer thema's").check()
    label(venster, "Humanitas", "Gezondheid").click()
    venster.get_by_label("Wat stopt, stopt op").fill("gisteren")
    venster.get_by_role("button", name="Bewaar").click()
    expect(venster.locator(".meldingen")).to_contain_text("1 erbij, 1 gestopt")
    expect(venster.locator("#rooster tbody th > [id^=r]")).to_have_text(["Humanitas"])
    maak_ongedaan(venster)


# The boxes of what can be pressed on the sheet, and is in sight: [left, top, width, height].
DOELEN = """[...document.querySelectorAll("#rooster :is(input, select, button, a)")]
  .map((element) => element.closest("label") ?? element)
  .filter((element) => element.offsetParent)
  .map((element) => element.getBoundingClientRect())
  .map(({ left, top, width, height }) => [left, top, width, height].map(Math.round))"""


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_each_party_is_a_card_that_opens_to_its_themes(open_venster, script):
    venster = open_venster(viewport={"width": 360, "height": 740}, java_script_enabled=script)
    venster.goto(ROOSTER)
    kaart = venster.locator("#rooster tr", has=venster.get_by_role("link", name="Humanitas"))
    thema = kaart.get_by_text("verminderen eenzaamheid")
    expect(thema).to_be_hidden()
    kaart.get_by_text("5 thema's").click()
    expect(thema).to_be_visible()
    expect(kaart.get_by_text("Gezondheid")).to_be_hidden()
    # Side by side, the first of the agenda first, each large enough for a thumb.
    chips = [kaart.locator("td label").nth(nummer).bounding_box() for nummer in range(2)]
    assert chips[0]["y"] == chips[1]["y"]
    assert chips[0]["x"] < chips[1]["x"]
    if script:
        assert min(hoogte for _x, _y, _breedte, hoogte in venster.evaluate(DOELEN)) >= 44
        lengte, breedte = venster.evaluate(
            "[document.documentElement.scrollHeight, document.documentElement.scrollWidth]"
        )
        assert breedte <= 360
        assert lengte <= 4_600
    thema.click()
    kaart.get_by_text("5 thema's").click()
    expect(thema).to_be_visible()
    if script:
        expect(venster.locator(".rooster-telling")).to_have_text("1 gestopt")
    venster.get_by_role("button", name="Bewaar").click()
    expect(venster.locator(".meldingen")).to_contain_text("1 gestopt")
    # The sheet stays where it was, and one still sees that it was saved and undoes it.
    expect(venster.get_by_role("button", name="Maak ongedaan")).to_be_in_viewport(ratio=1)
    maak_ongedaan(venster)


def test_all_is_what_is_in_sight(open_venster):
    venster = open_venster()
    venster.goto(ROOSTER)
    venster.get_by_label("Zoek een naam of thema").fill("humani")
    venster.get_by_role("checkbox", name="alles wat hier staat").check()
    expect(venster.locator(".rooster-telling")).to_have_text("1 nagegaan")
    venster.get_by_role("button", name="Bewaar").click()
    expect(venster.locator(".meldingen")).to_contain_text("1 partij nagegaan")
    # Saved and undone, it shows what it showed.
    namen = venster.locator("#rooster tbody tr:visible th > [id^=r]")
    expect(namen).to_have_text(["Humanitas"])
    maak_ongedaan(venster)
    expect(namen).to_have_text(["Humanitas"])
    expect(venster.get_by_label("Zoek een naam of thema")).to_have_value("humani")


def test_what_was_chosen_to_be_shown_stays_after_saving(open_venster):
    venster = open_venster(viewport={"width": 1280, "height": 500})
    venster.goto(ROOSTER)
    venster.get_by_label("Meer thema's").check()
    venster.get_by_label("Thema", exact=True).select_option(label="Gezondheid")
    label(venster, "Humanitas", "Gezondheid").click()
    venster.evaluate("scrollTo(0, 400)")
    venster.get_by_role("button", name="Bewaar").click()
    expect(venster.locator(".meldingen")).to_contain_text("1 erbij")
    expect(venster.get_by_role("heading", level=1)).not_to_be_in_viewport()
    expect(venster.get_by_role("button", name="Maak ongedaan")).to_be_in_viewport(ratio=1)
    expect(vak(venster, "Humanitas", "Gezondheid")).to_be_checked()
    expect(vak(venster, "Humanitas", GESTOPT)).to_be_hidden()
    expect(venster.get_by_label("Meer thema's")).to_be_checked()
    maak_ongedaan(venster)
    expect(vak(venster, "Humanitas", GESTOPT)).to_be_hidden()


def test_a_party_in_all_wijken_is_counted_in_the_bar_and_undone(browser, eigen_site):
    with browser.new_context(base_url=eigen_site.url) as context:
        venster = context.new_page()
        log_in(venster, eigen_site, "coordinator_zuid")
        venster.goto("/netwerken/denktank-zuid/inzet/?wijk=de-wijert")
        zin = re.compile("alles van GON, in alle wijken van dit netwerk, klopt nog")
        venster.get_by_role("checkbox", name=zin).check()
        telling = venster.locator(".rooster-telling")
        expect(telling).to_have_text("1 nagegaan in alle wijken")
        alles = venster.get_by_role("checkbox", name="alles wat hier staat")
        alles.check()
        expect(telling).to_contain_text("1 nagegaan in alle wijken")
        alles.uncheck()
        expect(telling).to_have_text("1 nagegaan in alle wijken")
        venster.get_by_role("button", name="Bewaar").click()
        expect(venster.locator(".meldingen")).to_contain_text("1 partij nagegaan in alle wijken")
        maak_ongedaan(venster)


def test_what_is_filled_in_is_not_lost_by_going_elsewhere(open_venster):
    venster = open_venster()
    venster.goto(ROOSTER)
    label(venster, "Humanitas", GESTOPT).click()
    vragen = []
    venster.on("dialog", lambda vraag: (vragen.append(vraag.type), vraag.dismiss()))
    venster.get_by_role("link", name="Netwerken", exact=True).first.click()
    expect(vak(venster, "Humanitas", GESTOPT)).not_to_be_checked()
    assert vragen == ["beforeunload"]
