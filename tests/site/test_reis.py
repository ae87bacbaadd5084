"""The main journey: from what a coordinator writes down to what a visitor finds."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.hulp.browserproef import log_in

# Who starts to work in Beijum, and on what: nobody works on that there yet.
REIZEN = [
    pytest.param(True, "Martini Ziekenhuis", "Gezondheid", "gezondheid", id="javascript"),
    pytest.param(False, "Albertus", "Taal en leren", "taal-en-leren", id="no javascript"),
]


@pytest.mark.parametrize(("javascript", "organisatie", "thema", "slug"), REIZEN)
def test_what_a_coordinator_adds_and_ends_is_what_a_visitor_finds(
    browser, site, javascript, organisatie, thema, slug
):
    opties = {"java_script_enabled": javascript, "base_url": site.url, "locale": "nl-NL"}
    contexten = [browser.new_context(**opties) for _wie in range(2)]
    coordinator, bezoeker = (context.new_page() for context in contexten)
    vorige_week = timezone.localdate() - datetime.timedelta(days=7)

    voeg_toe(coordinator, site, organisatie, thema)
    staat_op_de_wijkpagina(bezoeker, organisatie)
    staat_in_de_dekking(bezoeker, slug)
    staat_bij_zoeken(bezoeker, organisatie, thema)

    beeindig_per_gisteren(coordinator, organisatie)
    bezoeker.goto("/wijken/beijum/")
    expect(bezoeker.locator("main")).not_to_contain_text(organisatie)
    bezoeker.goto("/dekking/?wijk=beijum")
    expect(cel(bezoeker, slug)).to_have_count(0)
    staat_op_de_wijkpagina(bezoeker, organisatie, f"?op={vorige_week}")
    staat_in_de_dekking(bezoeker, slug, f"&op={vorige_week}")

    for context in contexten:
        context.close()


def voeg_toe(venster, site, organisatie, thema):
    """Through the network of the coordinator, as she would find her way."""
    log_in(venster, site, "coordinator_beijum")
    venster.get_by_role("link", name="Sterk Netwerk Beijum", exact=True).first.click()
    venster.get_by_role("link", name=re.compile("^Inzet")).click()
    venster.get_by_role("link", name=re.compile("toevoegen$")).click()
    formulier = venster.locator("main form.formulier")
    formulier.get_by_label("Organisatie").fill(organisatie)
    formulier.get_by_label("Wijk of gebied").select_option("Beijum")
    formulier.get_by_label("Thema").select_option(thema)
    formulier.get_by_label("Vanaf").fill("2020")
    formulier.get_by_role("button", name="Toevoegen").click()
    expect(venster.locator("main")).to_contain_text("Inzet toegevoegd")


def beeindig_per_gisteren(venster, organisatie):
    venster.get_by_role("grid").or_(venster.get_by_role("table")).get_by_role(
        "link", name=organisatie
    ).click()
    venster.get_by_role("link", name=re.compile(f"^Beëindig.*{organisatie}")).click()
    venster.get_by_label("Laatste dag").fill("gisteren")
    venster.get_by_label("Waarom stopt het?").fill("De subsidie is gestopt.")
    venster.get_by_role("button", name="Beëindig").click()
    expect(venster.locator("main")).to_contain_text("Inzet beëindigd")


def staat_op_de_wijkpagina(venster, organisatie, vraag=""):
    venster.goto(f"/wijken/beijum/{vraag}")
    expect(venster.locator("main")).to_contain_text(organisatie)


def cel(venster, slug):
    """The link in the matrix from Beijum and this theme to who works on it."""
    return venster.locator(f"main table a[href$='#thema-{slug}']")


def staat_in_de_dekking(venster, slug, vraag=""):
    venster.goto(f"/dekking/?wijk=beijum{vraag}")
    cel(venster, slug).click()
    expect(venster.locator(f"#thema-{slug}")).to_be_visible()


def staat_bij_zoeken(venster, organisatie, thema):
    venster.goto("/")
    vak = venster.locator("header input[name=q]")
    vak.fill(organisatie.lower())
    vak.press("Enter")
    venster.locator("main").get_by_role("link", name=organisatie).first.click()
    expect(venster.locator("h1")).to_have_text(organisatie)
    expect(venster.locator("main")).to_contain_text("Beijum")
    expect(venster.locator("main")).to_contain_text(thema)
