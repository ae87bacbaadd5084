"""How much a coordinator does in a browser to hand over, and to begin a network like another."""

import pytest
from playwright.sync_api import expect

from tests.hulp.browserproef import log_in
from tests.hulp.telproef import Teller


@pytest.fixture
def venster(browser, browser_context_args, site):
    context = browser.new_context(**browser_context_args | {"base_url": site.url})
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
