"""A picture of who works on what: names left and right, a line for each pair that belongs together.

Knows nothing of where the rows come from, so every page that has two kinds of names can use it.
"""

from collections import Counter
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from .kruisingen import ontwar

# More names than this on a side aren't readable any more: the busiest are drawn.
MEESTE = 60
LANGSTE_NAAM = 30
# In units of the drawing, which are pixels when it is not scaled.
REGEL, NAAMBREED, LIJNBREED = 28, 295, 230
# A line is drawn in units of a quarter of a row, and of its own width.
PER_REGEL = 4
EENHEID = REGEL // PER_REGEL
# From how many rows on a line is drawn thick, and thicker.
DIK, DIKST = 2, 4
# The groups of who works somewhere, by what an organisation is.
KANTEN = {"formeel": (0, _("Formeel")), "informeel": (1, _("Informeel"))}
ANDERS = (2, _("Onbekend of een rol"))


class Naam(NamedTuple):
    """Somebody or something to draw; `url` is empty for a role in words.

    On the left those of a `groep` (its rank and title) stand together.
    """

    naam: str
    url: str = ""
    groep: tuple = (0, "")


def partij(naam, url, formeel):
    """Somebody who works somewhere: formal, informal, or neither is known."""
    return Naam(naam, url or "", KANTEN.get(formeel, ANDERS))


class Knoop(NamedTuple):
    """A name where it stands: `paden` are (class, path) of its lines, `uitleg` their words."""

    naam: str
    url: str
    y: int
    uitleg: str
    paden: list

    @property
    def kort(self):
        return self.naam if len(self.naam) <= LANGSTE_NAAM else f"{self.naam[: LANGSTE_NAAM - 1]}…"


class Beeld:
    """What the template draws of `rijen`: (Naam left, Naam right, how often)."""

    breed, links, rechts = 2 * NAAMBREED + LIJNBREED, NAAMBREED, NAAMBREED + LIJNBREED
    lijnbreed, eenheid = LIJNBREED, EENHEID

    def __init__(self, rijen):
        paren = Counter()
        for van, naar, aantal in rijen:
            paren[van, naar] += aantal
        links, self.meer = _drukste(paren, 0)
        rechts, nog = _drukste(paren, 1)
        self.meer += nog
        self._paren = {
            paar: aantal for paar, aantal in paren.items() if paar[0] in links and paar[1] in rechts
        }
        groepen, rechts = self._orden()
        self._plaats(groepen, rechts)

    def _orden(self):
        """The groups on the left and the names on the right, so that little crosses."""
        lijnen = sorted(self._paren)
        groepen = {}
        for van in sorted({van for van, _naar in lijnen}, key=_alfabet):
            groepen.setdefault(van.groep, []).append(van)
        rechts = sorted({naar for _van, naar in lijnen}, key=_alfabet)
        return ontwar(lijnen, [groepen[titel] for titel in sorted(groepen)], rechts)

    def _plaats(self, groepen, rechts):
        koppen = len(groepen) if len(groepen) > 1 else 0
        aantal = sum(map(len, groepen)) + koppen
        rijen = max(aantal, len(rechts), 1)
        self.hoog = rijen * REGEL
        plekken, self.koppen, rang = {}, [], 0
        for groep in groepen:
            if koppen:
                self.koppen.append((groep[0].groep[1], _hoogte(rang, aantal, rijen) * EENHEID))
                rang += 1
            for naam in groep:
                plekken[naam] = _hoogte(rang, aantal, rijen)
                rang += 1
        plekken_rechts = {naam: _hoogte(r, len(rechts), rijen) for r, naam in enumerate(rechts)}
        self.van = [self._knoop(naam, y, plekken_rechts, 0) for naam, y in plekken.items()]
        self.naar = [self._knoop(naam, y, plekken, 1) for naam, y in plekken_rechts.items()]

    def _knoop(self, naam, y, overkant, kant):
        """A Knoop with its lines to the other side (`kant` is which side it is on itself)."""
        anderen = [
            (overkant[paar[1 - kant]], paar[1 - kant].naam, aantal)
            for paar, aantal in self._paren.items()
            if paar[kant] == naam
        ]
        paden = {}
        for daar, _naam, aantal in sorted(anderen):
            begin, eind = (y, daar) if kant == 0 else (daar, y)
            lijn = f"M0 {begin}C.5 {begin} .5 {eind} 1 {eind}"
            # Only the left is always to be seen; the right is for when it is pointed at.
            paden.setdefault(_dikte(aantal) if kant == 0 else "", []).append(lijn)
        woorden = ", ".join(
            f"{ander} ({aantal})" if aantal > 1 else ander for _y, ander, aantal in sorted(anderen)
        )
        regels = [(dikte, "".join(lijnen)) for dikte, lijnen in sorted(paden.items())]
        return Knoop(naam.naam, naam.url, y * EENHEID, woorden, regels)

    @property
    def is_de_moeite(self):
        """Whether the drawing says more than one line of a table."""
        return len(self._paren) > 1


def _drukste(paren, kant):
    """(the names on a side with most lines, how many there are besides)."""
    lijnen = Counter(paar[kant] for paar in paren)
    namen = sorted(lijnen, key=lambda naam: (-lijnen[naam], _alfabet(naam)))
    return set(namen[:MEESTE]), max(0, len(namen) - MEESTE)


def _alfabet(naam):
    return naam.naam.casefold(), naam.url


def _hoogte(rang, aantal, rijen):
    """Where the name of this rank stands, of `aantal` spread over `rijen`, in units."""
    return round((rang + 0.5) * PER_REGEL * rijen / aantal)


def _dikte(aantal):
    return "w3" if aantal >= DIKST else "w2" if aantal >= DIK else ""
