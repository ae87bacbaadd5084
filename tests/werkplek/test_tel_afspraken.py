"""How much a coordinator does in a browser for a wijkpact of three parties, and for a survey."""

import re

import pytest
from playwright.sync_api import expect

from tests.hulp.browserproef import log_in
from tests.hulp.telproef import Teller

pytestmark = pytest.mark.eenmaal

PARTIJEN = (
    ("WIJ Groningen", "zoekt uit wie alleen eet", "maart 2027"),
    ("Humanitas", "zoekt twaalf mensen die koken", "eind 2027"),
    ("GON", "nodigt mensen uit", "1-6-2027"),
)


@pytest.fixture
def venster(browser, browser_context_args, site):
    context = browser.new_context(**browser_context_args | {"base_url": site.url})
    yield context.new_page()
    context.close()


def test_a_pact_of_three_parties_takes_fifteen_steps(venster, site):
    log_in(venster, site, "coordinator_beijum")
    venster.goto("/wijken/beijum/wijkpact/")
    teller = Teller(venster)
    teller.klik(venster.get_by_role("link", name="Afspraak toevoegen"))
    teller.typ("[name=naam]", "Niemand in Beijum eet alleen")
    for i, (wie, wat, uiterlijk) in enumerate(PARTIJEN):
        teller.typ(f"[name=toezeggingen-{i}-organisatie]", wie)
        teller.typ(f"[name=toezeggingen-{i}-wat]", wat)
        teller.typ(f"[name=toezeggingen-{i}-uiterlijk]", uiterlijk)
    teller.klik(venster.get_by_role("button", name="Toevoegen", exact=True))
    pact = venster.get_by_role("region", name="Niemand in Beijum eet alleen", exact=True)
    for wie, wat, _uiterlijk in PARTIJEN:
        expect(pact.get_by_role("rowheader", name=wie)).to_be_visible()
        expect(pact).to_contain_text(wat)
    assert teller.interacties <= 15
    assert teller.ladingen <= 2
    venster.goto("/wijken/beijum/afspraken/")
    teller.begin()
    teller.klik(
        venster.get_by_role("button", name=re.compile("Uitgevoerd ?: Niemand in Beijum eet"))
    )
    expect(venster.locator("main")).to_contain_text("Uitgevoerd: Niemand in Beijum eet alleen.")
    teller.klik(venster.get_by_role("button", name="Maak ongedaan"))
    expect(venster.locator("main")).to_contain_text("Ongedaan gemaakt")
    assert teller.interacties == 2


def test_a_survey_with_its_decision_takes_twelve_steps(venster, site):
    log_in(venster, site, "coordinator_beijum")
    venster.goto("/wijken/beijum/")
    teller = Teller(venster)
    teller.klik(venster.get_by_role("link", name="Peiling toevoegen"))
    teller.typ("[name=naam]", "Deur aan deur")
    teller.kies("[name=soort]", "behoeftepeiling")
    teller.typ("[name=vraag]", "Wat mist u in Beijum?")
    teller.typ(venster.locator("[name=uitvoerders]").first, "Humanitas")
    teller.typ(venster.locator("[name=beslissers]").first, "WIJ Groningen")
    teller.typ("[name=vanaf]", "oktober 2026")
    teller.typ("[name=uitkomst]", "Een plek om samen te eten.")
    teller.typ("[name=gevolg]", "De Stroming gaat elke donderdag open.")
    teller.klik(venster.get_by_role("button", name="Toevoegen", exact=True))
    peilingen = venster.get_by_role("region", name="peiling")
    expect(peilingen).to_contain_text("Wie erover beslist: WIJ Groningen")
    expect(peilingen).to_contain_text("De Stroming gaat elke donderdag open.")
    assert teller.interacties <= 12
    assert teller.ladingen <= 2
