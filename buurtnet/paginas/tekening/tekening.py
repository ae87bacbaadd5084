"""A picture of who works on what: names left and right, a line for each pair that belongs together.

Knows nothing of where the rows come from, so every page that has two kinds of names can use it.
"""

from collections import Counter
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from .kruisingen import ontwar

# More names than this on a side, or more lines, aren't readable: the busiest are drawn.
MEESTE, MEESTE_LIJNEN = 60, 300
# Of a longer name the middle is left out: names mostly differ at their ends.
LANGSTE_NAAM, EINDE = 36, 15
# In units of the drawing, of which so many go in the size of a letter of the page.
LETTER = 18
REGEL, NAAMBREED, LIJNBREED = 28, 330, 240
# So many names on the left stand together with all that they work on: both ends of a line are in
# sight on one screen.
BLOK = 20
# A line is drawn in units of a quarter of a row, and of its own width.
PER_REGEL = 4
EENHEID = REGEL // PER_REGEL
# From how many rows on a line is drawn thick, and thicker.
DIK, DIKST = 2, 4
# The groups of who works somewhere, by what they are.
KANTEN = {
    "formeel": (0, _("Formeel")),
    "informeel": (1, _("Informeel")),
    "netwerk": (2, _("Netwerken")),
    "plek": (3, _("Plekken")),
    "rol": (4, _("Rollen")),
}
NIET_BEKEND = (5, _("Nog niet bekend"))


class Naam(NamedTuple):
    """Somebody or something to draw; `url` is empty for a role in words.

    On the left those of a `groep` (its rank and title) stand together.
    """

    naam: str
    url: str = ""
    groep: tuple = (0, "")


def kant(wat):
    """The group (rank, title) of who is `wat`: formal, informal, or no organisation at all."""
    return KANTEN.get(wat, NIET_BEKEND)


def partij(naam, url, wat):
    """Somebody who works somewhere; `wat` as for `kant`."""
    return Naam(naam, url or "", kant(wat))


class Knoop(NamedTuple):
    """A Naam where it stands: `paden` are (class, path) of its lines, `uitleg` their words."""

    wie: Naam
    y: int
    uitleg: str
    paden: list

    @property
    def kort(self):
        naam = self.wie.naam
        if len(naam) <= LANGSTE_NAAM:
            return naam
        return f"{naam[: LANGSTE_NAAM - EINDE - 1].rstrip()}…{naam[-EINDE:].lstrip()}"


class Tekening:
    """What the template draws of `rijen`: (Naam left, Naam right, how often).

    Many names on the left are drawn in blocks below each other, each with its own names right.
    """

    breed, links, rechts = 2 * NAAMBREED + LIJNBREED, NAAMBREED, NAAMBREED + LIJNBREED
    lijnbreed, eenheid = LIJNBREED, EENHEID
    # The drawing grows with the letters of the page.
    wijdte = f"{breed / LETTER:g}rem"

    def __init__(self, rijen):
        paren = Counter()
        for linker, rechter, aantal in rijen:
            paren[linker, rechter] += aantal
        self._paren = _drukste(paren)
        self.meer = len(_namen(paren)) - len(_namen(self._paren))
        self.koppen, self.namen_links, self.namen_rechts = [], [], []
        groepen, rechts = self._orden()
        einde = 0
        for blok in _blokken(groepen):
            einde = self._teken(blok, rechts, einde, len(groepen) > 1) + PER_REGEL
        self.hoog = (einde - PER_REGEL) * EENHEID

    def __contains__(self, paar):
        """Whether there is a line between these two names."""
        return paar in self._paren

    def _orden(self):
        """The groups on the left and the names on the right, so that little crosses."""
        lijnen = sorted(self._paren)
        groepen = {}
        for naam in sorted({linker for linker, _rechter in lijnen}, key=_alfabet):
            groepen.setdefault(naam.groep, []).append(naam)
        rechts = sorted({rechter for _linker, rechter in lijnen}, key=_alfabet)
        return ontwar(lijnen, [groepen[titel] for titel in sorted(groepen)], rechts)

    def _teken(self, groepen, rechts, begin, met_koppen):
        """Draw a block of names from `begin` down, in units; gives where it ends."""
        hier = {naam for groep in groepen for naam in groep}
        paren = {paar: aantal for paar, aantal in self._paren.items() if paar[0] in hier}
        rechts = [naam for naam in rechts if any(paar[1] == naam for paar in paren)]
        groepen, rechts = ontwar(sorted(paren), groepen, rechts)
        links = [deel for groep in groepen for deel in ([None] * met_koppen + groep)]
        rijen = max(len(links), len(rechts))
        hoogtes = [begin + _hoogte(rang, len(links), rijen) for rang in range(len(links))]
        koppen = (y for deel, y in zip(links, hoogtes, strict=True) if deel is None)
        self.koppen += [
            (groep[0].groep[1], y * EENHEID) for groep, y in zip(groepen, koppen, strict=False)
        ]
        plekken = {deel: y for deel, y in zip(links, hoogtes, strict=True) if deel}
        overkant = {
            naam: begin + _hoogte(rang, len(rechts), rijen) for rang, naam in enumerate(rechts)
        }
        self.namen_links += [_knoop(naam, y, paren, overkant, 0) for naam, y in plekken.items()]
        self.namen_rechts += [_knoop(naam, y, paren, plekken, 1) for naam, y in overkant.items()]
        return begin + rijen * PER_REGEL

    @property
    def is_de_moeite(self):
        """Whether the drawing says more than one line of a table."""
        return len(self._paren) > 1

    @property
    def verschilt(self):
        """Whether some lines are thicker than others."""
        return len({_dikte(aantal) for aantal in self._paren.values()}) > 1

    def in_woorden(self):
        """[(title of a group or "", its Knopen by name)]: all lines are in their `uitleg`."""
        per_groep = {}
        for knoop in sorted(self.namen_links, key=lambda knoop: _alfabet(knoop.wie)):
            per_groep.setdefault(knoop.wie.groep, []).append(knoop)
        if len(per_groep) == 1:
            return [("", *per_groep.values())]
        return [(groep[1], per_groep[groep]) for groep in sorted(per_groep)]


def _knoop(naam, y, paren, overkant, zijde):
    """A Knoop with its lines to the other side (`zijde` is which side it is on itself)."""
    anderen = [
        (overkant[paar[1 - zijde]], paar[1 - zijde].naam, aantal)
        for paar, aantal in paren.items()
        if paar[zijde] == naam
    ]
    paden = {}
    for daar, _naam, aantal in sorted(anderen):
        begin, eind = (y, daar) if zijde == 0 else (daar, y)
        lijn = f"M0 {begin}C.5 {begin} .5 {eind} 1 {eind}"
        # Only the left is always to be seen; the right is for when it is pointed at.
        paden.setdefault(_dikte(aantal) if zijde == 0 else "", []).append(lijn)
    woorden = ", ".join(
        f"{ander} ({aantal})" if aantal > 1 else ander for _y, ander, aantal in sorted(anderen)
    )
    regels = [(dikte, "".join(lijnen)) for dikte, lijnen in sorted(paden.items())]
    return Knoop(naam, y * EENHEID, woorden, regels)


def _drukste(paren):
    """Those `paren` of which both names are among the ones with most lines on their side."""
    for zijde, meeste_lijnen in ((1, len(paren)), (0, MEESTE_LIJNEN)):
        lijnen = Counter(paar[zijde] for paar in paren)
        namen = sorted(lijnen, key=lambda naam: (-lijnen[naam], _alfabet(naam)))[:MEESTE]
        opgeteld = accumulate(lijnen[naam] for naam in namen)
        blijft = {naam for naam, n in zip(namen, opgeteld, strict=True) if n <= meeste_lijnen}
        paren = {paar: aantal for paar, aantal in paren.items() if paar[zijde] in blijft}
    return paren


def _namen(paren):
    return {(zijde, paar[zijde]) for paar in paren for zijde in (0, 1)}


def _blokken(groepen):
    """The groups in blocks of at most BLOK names; what is too large is cut in equal parts."""
    blokken, vol = [], BLOK
    for groep in groepen:
        delen = ceil(len(groep) / BLOK)
        per_deel = ceil(len(groep) / delen)
        for begin in range(0, len(groep), per_deel):
            deel = groep[begin : begin + per_deel]
            if vol + len(deel) > BLOK:
                blokken.append([])
                vol = 0
            blokken[-1].append(deel)
            vol += len(deel)
    return blokken


def _alfabet(naam):
    return naam.naam.casefold(), naam.url


def _hoogte(rang, aantal, rijen):
    """Where the name of this rank stands, of `aantal` spread over `rijen`, in units."""
    return round((rang + 0.5) * PER_REGEL * rijen / aantal)


def _dikte(aantal):
    return "w3" if aantal >= DIKST else "w2" if aantal >= DIK else ""
