"""How much a coordinator does in a browser for a signal and its answer."""

import pytest
from playwright.sync_api import expect

from tests.hulp.browserproef import log_in
from tests.hulp.telproef import Teller

pytestmark = pytest.mark.eenmaal


@pytest.fixture
def venster(browser, browser_context_args, site):
    context = browser.new_context(**browser_context_args | {"base_url": site.url})
    yield context.new_page()
    context.close()


def test_a_signal_and_its_answer_take_twelve_steps(venster, site):
    log_in(venster, site, "coordinator_beijum")
    venster.goto("/netwerken/sterk-netwerk-beijum/")
    teller = Teller(venster)
    teller.klik(venster.get_by_role("link", name="Signalen", exact=True))
    teller.klik(venster.get_by_role("link", name="Signaal toevoegen"))
    expect(venster.locator("[name=naam]")).to_be_focused()
    teller.typ("[name=naam]", "Er is geen bankje bij het plein")
    teller.klik(venster.get_by_label("Eenzaamheid en ontmoeting"))
    teller.klik(venster.get_by_role("button", name="Toevoegen"))
    teller.klik(venster.get_by_role("button", name="Opgepakt"))
    expect(venster.locator("main")).to_contain_text("is nu: opgepakt")
    teller.klik(venster.get_by_role("link", name="Antwoord geven"))
    expect(venster.locator("[name=antwoord]")).to_be_focused()
    teller.typ("[name=antwoord]", "De gemeente zet er in april een bankje neer.")
    teller.klik(venster.get_by_role("button", name="Bewaar"))
    expect(venster.locator("main")).to_contain_text("De gemeente zet er in april een bankje neer.")
    assert teller.interacties <= 12
    assert teller.ladingen <= 6
