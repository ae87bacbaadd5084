"""The map on the front page: tinted gebieden, and over them a link for every wijk and village."""

from typing import NamedTuple

from buurtnet.web import dataversie
from wijken.kaart.kaart import ALLES
from wijken.models import Wijk

# Widths of a letter and heights of a line in units, for the sizes of letters in plattegrond.css.
LETTER, REGEL = 17, 40
LETTER_SMAL = 30
LETTER_GEBIED, REGEL_GEBIED = 37, 62
# More links than this make the page too heavy: the map then leads to the gebieden only.
MEESTE_LINKS = 150


class Naam(NamedTuple):
    """The name of a gebied with its middle at (x, y), in units; `klasse` says when it shows."""

    klasse: str
    x: int
    y: int
    naam: str


class Link(NamedTuple):
    """A place to go to: its page, its shape in the drawing, and its name as Naam has it."""

    url: str
    vorm: str
    klasse: str
    x: int
    y: int
    naam: str


class Stadskaart(NamedTuple):
    """What is drawn, from below: an outline, shapes as (number of a tint, address), and names."""

    rand: str
    vlakken: list
    namen: list
    links: list


def teken_stadskaart(kaart):
    """The Stadskaart of a Kaart with shapes; remembered per drawing and language."""
    return dataversie.onthoud(kaart.versie, ("stadskaart",), lambda: _stadskaart(kaart))


def _stadskaart(kaart):
    namen = _namen_van_gebieden(kaart)
    bezet = [_vak(x, y, vorm.naam, LETTER_GEBIED, REGEL_GEBIED) for vorm, x, y in namen]
    op_kaart = kaart.woonplaatsen
    if not 0 < len(op_kaart) <= MEESTE_LINKS:
        op_kaart = kaart.gebieden
    past = _die_passen(kaart, op_kaart, bezet)
    buiten = [vorm for vorm in kaart.woonplaatsen if not vorm.gebied]
    tinten = [(kaart.tinten[vorm.slug], kaart.adres(vorm.slug)) for vorm in kaart.gebieden]
    return Stadskaart(
        rand=kaart.adres(ALLES),
        vlakken=tinten + [(0, kaart.adres(vorm.slug)) for vorm in buiten],
        namen=[_gebiednaam(*naam) for naam in namen],
        links=[_link(kaart, vorm, vorm.slug in past) for vorm in op_kaart],
    )


def _gebiednaam(vorm, x, y):
    """A name wider than its gebied is left to the list where the map is small."""
    klasse = "ruim" if len(vorm.naam) * LETTER_GEBIED > vorm.breed else "altijd"
    return Naam(klasse, x, y, vorm.naam)


def _link(kaart, vorm, past):
    """A wijk; its name always shows where it `past`, else on focus and hover."""
    x, y = vorm.midden
    return Link(
        Wijk(slug=vorm.slug).get_absolute_url(),
        kaart.adres(vorm.slug),
        "ruim" if past else "los",
        x if past else _binnen(x, vorm.naam, kaart.breed),
        y + REGEL // 4 if past else _erboven(vorm),
        vorm.naam,
    )


def _binnen(x, naam, breed, letter=LETTER_SMAL):
    """`x` for the middle of a text, so far inwards that its ends stay on the map."""
    half = min(len(naam) * letter / 2, breed / 2)
    return round(min(max(x, half), breed - half))


def _erboven(vorm):
    """Where a name stands so that the shape itself stays in sight: above it, or else below."""
    if vorm.bovenkant > REGEL_GEBIED:
        return vorm.bovenkant - REGEL // 3
    return vorm.bovenkant + vorm.hoog + REGEL_GEBIED


def _namen_van_gebieden(kaart):
    """[(gebied, x, y)], moved up or down until no name covers another."""
    geplaatst = []
    for vorm in sorted(kaart.gebieden, key=lambda vorm: (vorm.midden[1], vorm.slug)):
        x, y = vorm.midden
        x = _binnen(x, vorm.naam, kaart.breed, LETTER_GEBIED)
        for ander, ander_x, ander_y in geplaatst:
            ruimte = (len(vorm.naam) + len(ander.naam)) * LETTER_GEBIED / 2
            if abs(x - ander_x) < ruimte and y - ander_y < REGEL_GEBIED:
                y = ander_y + REGEL_GEBIED
        geplaatst.append((vorm, x, y))
    return geplaatst


def _vak(x, y, naam, letter, regel):
    half = len(naam) * letter / 2
    return x - half, y - regel, x + half, y + regel / 3


def _die_passen(kaart, vormen, bezet):
    """Slugs of the places whose name fits in their own shape and covers no other name."""
    past, bezet = set(), list(bezet)
    namen = {gebied.naam for gebied in kaart.gebieden}
    nieuw = (vorm for vorm in vormen if vorm.naam not in namen)
    for vorm in sorted(nieuw, key=lambda vorm: -vorm.opp):
        vak = _vak(*vorm.midden, vorm.naam, LETTER, REGEL)
        te_breed = len(vorm.naam) * LETTER > vorm.breed or vorm.hoog < REGEL
        steekt_uit = vak[0] < 0 or vak[2] > kaart.breed
        if not (te_breed or steekt_uit or any(_raakt(vak, ander) for ander in bezet)):
            past.add(vorm.slug)
            bezet.append(vak)
    return past


def _raakt(een, ander):
    return een[0] < ander[2] and ander[0] < een[2] and een[1] < ander[3] and ander[1] < een[3]
