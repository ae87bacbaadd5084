"""What a search box offers while somebody types, in a real browser: by keyboard and by pointer."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

pytestmark = pytest.mark.eenmaal


@pytest.fixture
def veld(page, site):
    """The large search box of the front page, on a phone."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site.url)
    return page.locator("#zoek-groot")


def opties(page):
    return page.get_by_role("listbox").get_by_role("option")


def test_a_suggestion_is_chosen_by_keyboard(page, veld):
    veld.press_sequentially("slimo")
    expect(opties(page).first).to_contain_text("Slimotheek")
    expect(veld).to_have_attribute("aria-expanded", "true")
    expect(page.locator("form.zoek-groot [role=status]")).to_have_text(re.compile(r"^\d+ sugg"))
    page.evaluate(AXE_SCRIPT)
    fouten = page.evaluate("axe.run().then(uitslag => uitslag.violations.map(v => v.id))")
    assert fouten == []
    veld.press("ArrowDown")
    gekozen = veld.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{gekozen}")).to_have_attribute("aria-selected", "true")
    vak = page.get_by_role("listbox").bounding_box()
    assert 0 <= vak["x"] <= vak["x"] + vak["width"] <= 360
    veld.press("Enter")
    expect(page).to_have_url(re.compile("/initiatieven/slimotheek/$"))


def test_it_is_said_when_there_is_nothing_to_choose(page, veld):
    veld.press_sequentially("xqzzt")
    status = page.locator("form.zoek-groot [role=status]")
    expect(status).to_have_text("Geen suggesties. Druk op Enter om te zoeken.")
    expect(veld).to_have_attribute("aria-expanded", "false")


def test_escape_and_leaving_close_the_list_and_enter_still_searches(page, veld):
    veld.press_sequentially("beijum")
    expect(opties(page).first).to_be_visible()
    veld.press("Escape")
    expect(veld).to_have_attribute("aria-expanded", "false")
    expect(veld).to_have_value("beijum")
    veld.press("ArrowDown")
    expect(opties(page).first).to_be_visible()
    veld.press("Tab")
    expect(page.get_by_role("listbox")).to_have_count(0)
    veld.press("Enter")
    expect(page).to_have_url(re.compile(r"/zoeken/\?q=beijum"))


def test_a_pointer_chooses_too_and_a_failure_breaks_nothing(page, veld, site):
    veld.press_sequentially("geldzorg")
    expect(opties(page).first).to_contain_text("Rondkomen en armoede")
    opties(page).first.click()
    expect(page).to_have_url(re.compile("/themas/rondkomen-en-armoede/$"))
    page.route("**/zoeken/suggesties/**", lambda route: route.abort())
    page.goto(site.url)
    veld.press_sequentially("beijum")
    veld.press("Enter")
    expect(page).to_have_url(re.compile(r"/zoeken/\?q=beijum"))
