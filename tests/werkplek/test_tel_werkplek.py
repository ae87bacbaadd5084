"""How much a coordinator does in a browser to hand over, and to begin a network like another."""

import pytest
from playwright.sync_api import expect

from tests.hulp.browserproef import log_in
from tests.hulp.telproef import Teller

pytestmark = pytest.mark.eenmaal


@pytest.fixture(params=[True, False], ids=["javascript", "no javascript"])
def venster(request, browser, browser_context_args, site):
    soort = {"base_url": site.url, "java_script_enabled": request.param}
    context = browser.new_context(**browser_context_args | soort)
    yield context.new_page()
    context.close()


def test_handing_over_takes_five_steps_and_is_undone_in_one(venster, site):
    log_in(venster, site, "coordinator_beijum")
    teller = Teller(venster)
    teller.klik(venster.get_by_role("link", name="Collega's"))
    teller.klik(venster.get_by_role("link", name="Ik stop"))
    teller.typ("[name=email]", "opvolger@voorbeeld.test")
    teller.typ("[name=naam]", "Olga Opvolger")
    teller.klik(venster.get_by_role("button", name="Draag over"))
    expect(venster.locator("main")).to_contain_text("droeg over aan Olga Opvolger")
    assert teller.interacties <= 5
    assert teller.ladingen <= 3
    teller.begin()
    teller.klik(venster.get_by_role("button", name="Maak ongedaan"))
    expect(venster.locator("main")).to_contain_text("Ongedaan gemaakt")
    expect(venster.locator("main")).to_contain_text("Sterk Netwerk Beijum")
    assert teller.interacties == 1


def test_a_network_like_that_of_beijum_takes_ten_steps(venster, site):
    log_in(venster, site, "redacteur")
    venster.goto("/netwerken/sterk-netwerk-beijum/")
    teller = Teller(venster)
    teller.klik(venster.get_by_role("link", name="Nieuw netwerk zoals dit"))
    expect(venster.locator("[name=naam]")).to_be_focused()
    teller.typ("[name=naam]", "Sterk Netwerk Selwerd")
    teller.klik(venster.locator("summary", has_text="West"))
    teller.klik(venster.get_by_label("Selwerd", exact=True))
    for wie in ("WIJ Groningen", "Humanitas", "GON"):
        teller.klik(venster.get_by_label(wie, exact=True))
    teller.klik(venster.get_by_role("button", name="Toevoegen"))
    expect(venster.locator("main")).to_contain_text("Netwerk toegevoegd: Sterk Netwerk Selwerd")
    expect(venster.locator("main")).to_contain_text("Agenda van Sterk Netwerk Selwerd")
    assert teller.interacties <= 10
    assert teller.ladingen <= 2
    venster.get_by_role("button", name="Maak ongedaan").click()
    expect(venster.locator("main")).to_contain_text("Ongedaan gemaakt")


def test_a_move_takes_six_steps(venster, site):
    log_in(venster, site, "redacteur")
    venster.goto("/accommodaties/groenhuis/")
    teller = Teller(venster)
    teller.klik(venster.get_by_role("link", name="Wie hier zit"))
    teller.klik(venster.get_by_role("link", name="Verhuis"))
    expect(venster.locator("[name=nieuwe_plek]")).to_be_focused()
    teller.typ("[name=nieuwe_plek]", "De Oude Bieb")
    teller.klik(venster.get_by_role("button", name="Verhuis"))
    expect(venster.locator("main")).to_contain_text("GroenHuis verhuist naar De Oude Bieb")
    assert teller.interacties <= 6
    assert teller.ladingen <= 3
    venster.get_by_role("button", name="Maak ongedaan").click()
    expect(venster.locator("main")).to_contain_text("Ongedaan gemaakt")
