"""On paper: the wijkgids as a booklet, and every other page as a clean sheet."""

import io

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.eenmaal

MM = 72 / 25.4
A4, A5 = (210, 297), (148, 210)
# Furniture of the screen: nobody can press it on paper.
ALLEEN_SCHERM = (
    *("Menu", "Inloggen", "Direct naar de inhoud", "Zoek in de wijken", "Filters", "English"),
    *("Print de wijkgids", "Sorteer", "Download", "Toon alle", "cookies", "Laat het weten"),
)
BLADEN = {
    "/": "Wat gebeurt er in jouw wijk?",
    "/wijken/beijum/": "via Sterk Netwerk Beijum",
    "/dekking/?kolommen=alle": "Witte vlekken",
    "/initiatieven/?wijk=beijum": "Jasmijn Zorgt",
    "/netwerken/sterk-netwerk-beijum/": "Waar dit netwerk werkt",
    "/verhalen/zondag-in-de-stroming/": "Zelf de deur open",
}


class Papier:
    """A page of the site as it comes out of a printer."""

    def __init__(self, venster, adres):
        venster.goto(adres)
        inhoud = venster.pdf(format="A4", prefer_css_page_size=True)
        self.bladen = PdfReader(io.BytesIO(inhoud)).pages
        self.teksten = [" ".join(blad.extract_text().split()) for blad in self.bladen]
        self.tekst = " ".join(self.teksten)

    @property
    def maten(self):
        """The sizes of its sheets, in whole millimetres."""
        return {
            (round(float(blad.mediabox.width) / MM), round(float(blad.mediabox.height) / MM))
            for blad in self.bladen
        }


@pytest.fixture(scope="module")
def venster(browser, site):
    """A window in the dark scheme, which must not be seen on paper."""
    context = browser.new_context(base_url=site.url, color_scheme="dark")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("papier", "maat", "bladen"), [("a4", A4, (5, 9)), ("a5", A5, (7, 14))])
def test_the_wijkgids_of_beijum_comes_out_as_a_booklet(venster, site, papier, maat, bladen):
    gids = Papier(venster, f"/wijken/beijum/gids/?papier={papier}")
    assert gids.maten == {maat}
    assert bladen[0] <= len(gids.bladen) <= bladen[1]
    kaft, inhoud, *rest = gids.teksten
    assert kaft.startswith("Wijkgids Beijum Wijk in Oost, Groningen")
    assert f"{site.url.partition('://')[2]}/wijken/beijum/" in kaft
    assert inhoud.startswith("2 Wat staat erin 1. ")
    for woorden in ("Eenzaamheid en ontmoeting", "Humanitas", "“verbinden jong en oud”"):
        assert woorden in " ".join(rest)
    assert "Let op: niets in deze gids is pas nagegaan." in inhoud


def test_the_wijkgids_numbers_its_pages_but_not_the_cover(venster):
    gids = Papier(venster, "/wijken/beijum/gids/")
    for nummer, tekst in enumerate(gids.teksten, 1):
        assert tekst.startswith(f"{nummer} ") == (nummer > 1), tekst


def test_the_last_page_of_the_wijkgids_is_for_notes_and_no_page_is_blank(venster):
    for vraag in ("", "?papier=a5"):
        gids = Papier(venster, f"/wijken/beijum/gids/{vraag}")
        assert "Je eigen aantekeningen" in gids.teksten[-1]
        assert all(len(tekst) > 20 for tekst in gids.teksten), gids.teksten


def test_the_wijkgids_of_a_wijk_without_anything_of_its_own_is_thin(venster):
    gids = Papier(venster, "/wijken/harkstede-gn/gids/")
    assert 3 <= len(gids.bladen) <= 5
    assert "Je eigen aantekeningen" in gids.teksten[-1]


@pytest.mark.parametrize(("adres", "woorden"), BLADEN.items())
def test_a_page_prints_as_a_clean_sheet_with_its_address_and_date(venster, site, adres, woorden):
    blad = Papier(venster, adres)
    assert woorden in blad.tekst
    assert f"{site.url.partition('://')[2]}{adres} · afgedrukt op" in blad.tekst
    for woord in ALLEEN_SCHERM:
        assert woord not in blad.tekst, woord


def test_nothing_of_a_wide_table_is_cut_off_on_paper(venster):
    venster.emulate_media(media="print")
    # A sheet of A4 on its side, without its margins, in pixels of 1/96 inch.
    venster.set_viewport_size({"width": 1009, "height": 660})
    venster.goto("/dekking/?kolommen=alle")
    breed = venster.locator("table.matrix").evaluate("tabel => tabel.scrollWidth")
    assert breed <= 1009
    venster.emulate_media(media="null")


def test_the_dark_scheme_never_prints_dark(venster):
    venster.goto("/wijken/beijum/")
    kleur = "() => getComputedStyle(document.body).backgroundColor"
    assert venster.evaluate(kleur) == "rgb(20, 26, 27)"
    venster.emulate_media(media="print")
    assert venster.evaluate(kleur) == "rgb(255, 255, 255)"
    assert venster.evaluate("() => getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    venster.emulate_media(media="null")
