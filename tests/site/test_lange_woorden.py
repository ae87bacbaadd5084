"""A long word gives way wherever it stands: no page scrolls sideways, on screen or on paper."""

import pytest

from buurtnet.web.stijlen import BRONNEN

pytestmark = pytest.mark.eenmaal

WOORD = "Buurtontmoetingscentrumvrijwilligerscoördinatie"
ADRESSEN = [
    "/",
    "/wijken/",
    "/wijken/beijum/",
    "/wijken/beijum/gids/",
    "/themas/rondkomen-en-armoede/",
    "/organisaties/?soort=zorg",
    "/organisaties/humanitas/",
    "/initiatieven/",
    "/accommodaties/",
    "/activiteiten/",
    "/netwerken/sterk-netwerk-beijum/",
    "/verhalen/zondag-in-de-stroming/",
    "/zoeken/?q=moestuin",
    "/dekking/",
]
# Widths in pixels: the narrowest phone, and sheets of A5 and A4 without their margins.
BREEDTES = [("screen", 320), ("print", 420), ("print", 660)]
# Puts the word where names and texts of records stand.
VUL = """woord => {
  const plek = 'a, h1, h2, h3, p, li, dd, dt, .merk, small'
  const lopen = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
  const teksten = []
  while (lopen.nextNode()) teksten.push(lopen.currentNode)
  for (const tekst of teksten) {
    if (tekst.parentElement.matches(plek) && !tekst.parentElement.closest('table, .dekking, .vv'))
      if (tekst.data.trim()) tekst.data += woord
  }
}"""
TE_BREED = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("adres", ADRESSEN)
def test_a_long_word_never_makes_a_page_scroll_sideways(page, site, adres):
    page.goto(f"{site.url}{adres}")
    page.evaluate(VUL, WOORD)
    for media, breedte in BREEDTES:
        page.emulate_media(media=media)
        page.set_viewport_size({"width": breedte, "height": 800})
        assert page.evaluate(TE_BREED) <= 0, (media, breedte)


def test_words_give_way_by_one_rule_for_the_whole_page():
    """Also where no browser looks: what a component says of it, it says for a reason."""
    body = (BRONNEN / "base.css").read_text().partition("body {")[2].partition("@media")[0]
    assert "overflow-wrap: anywhere;" in body
    elders = [
        blad.name
        for blad in BRONNEN.rglob("*.css")
        if "word-break: keep-all" in blad.read_text() or "overflow-wrap: normal" in blad.read_text()
    ]
    assert elders == []
