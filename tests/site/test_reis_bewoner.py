"""The journeys of a resident, by keyboard and without JavaScript."""

import io
import re
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.hulp.bladen import Bezoeker

pytestmark = pytest.mark.eenmaal

MEESTE_STAPPEN = 250


@pytest.fixture
def bewoner(browser, site):
    """A window without scripts, cookies or a mouse."""
    opties = {"java_script_enabled": False, "base_url": site.url, "locale": "nl-NL"}
    context = browser.new_context(**opties)
    yield context.new_page()
    context.close()


def tab_naar(venster, naam):
    """Press Tab until the link, button or field called `naam` (text or pattern) has the focus."""
    for _stap in range(MEESTE_STAPPEN):
        venster.keyboard.press("Tab")
        gefocust = venster.locator(":focus")
        if not gefocust.count():
            continue
        tekst = " ".join(gefocust.text_content().split()) or gefocust.get_attribute("name") or ""
        if re.fullmatch(naam, tekst):
            return gefocust
    raise AssertionError(f"Tab never reached {naam!r} on {venster.url}")


def open_link(venster, naam):
    tab_naar(venster, naam)
    venster.keyboard.press("Enter")
    venster.wait_for_load_state()


def test_three_questions_lead_to_who_helps_with_money_worries(bewoner):
    bewoner.goto("/")
    open_link(bewoner, r"Waar kan ik terecht\?.*")
    open_link(bewoner, "De Wijert")
    open_link(bewoner, "Rondkomen en armoede.*")
    expect(bewoner.locator("main")).to_contain_text("De Wijert Voedt")
    open_link(bewoner, "De Wijert Voedt")
    expect(bewoner.locator("h1")).to_have_text("De Wijert Voedt")


def test_a_search_in_own_words_leads_to_who_helps_with_money_worries(bewoner):
    bewoner.goto("/")
    tab_naar(bewoner, "q")
    bewoner.keyboard.type("geldzorgen")
    bewoner.keyboard.press("Enter")
    bewoner.wait_for_url(re.compile(r"/zoeken/\?q=geldzorgen"))
    open_link(bewoner, "Rondkomen en armoede")
    open_link(bewoner, "De Wijert")
    expect(bewoner.locator("h1")).to_have_text("De Wijert")
    blok = bewoner.locator("#thema-rondkomen-en-armoede")
    expect(blok).to_contain_text("Gezond en Gelukkig de Wijert")


def test_what_is_on_in_a_wijk_can_be_subscribed_to(bewoner, site):
    bewoner.goto("/wijken/rivierenbuurt/")
    tab_naar(bewoner, "Zet in je agenda")
    bewoner.keyboard.press("Enter")
    adres = urlsplit(tab_naar(bewoner, "Abonneer je").get_attribute("href"))
    assert adres.scheme == "webcal"
    with Bezoeker(site.url) as agenda:
        status, koppen, inhoud = agenda.haal(f"{adres.path}?{adres.query}")
    assert (status, koppen.get_content_type()) == (200, "text/calendar")
    namen = [str(dag["SUMMARY"]) for dag in Calendar.from_ical(inhoud).walk("VEVENT")]
    assert "Zondagmiddag in De Stroming" in namen


def test_the_wijkgids_is_printed_from_the_page_of_the_wijk(bewoner, page):
    bewoner.goto("/wijken/beijum/")
    open_link(bewoner, "Print de wijkgids")
    # The browser prints only from a window that may run scripts.
    page.goto(bewoner.url)
    bladen = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    tekst = " ".join(blad.extract_text() for blad in bladen)
    assert len(bladen) >= 3
    for woord in ("Beijum", "Sterk Netwerk Beijum", "Eenzaamheid en ontmoeting"):
        assert woord in tekst
