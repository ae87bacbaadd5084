"""A picture of a network: who works in it on the left, themes on the right, lines between."""

from collections import Counter
from typing import NamedTuple

MEESTE = 16
REGEL = 32
BREED, LINKS, RECHTS = 720, 290, 430
LANGSTE_NAAM = 32


class Knoop(NamedTuple):
    """A name with where it stands; `url` is empty for a role in words."""

    naam: str
    url: str
    y: int

    @property
    def kort(self):
        return self.naam if len(self.naam) <= LANGSTE_NAAM else f"{self.naam[: LANGSTE_NAAM - 1]}…"


class Lijn(NamedTuple):
    y1: int
    y2: int


class Beeld:
    """Coordinates for the drawing, in units of its own viewBox. Costs one query."""

    breed, links, rechts = BREED, LINKS, RECHTS
    # Of Inzet: as much as the drawing needs.
    velden = (
        *("netwerk", "omschreven_rol", "organisatie__naam", "organisatie__slug"),
        *("thema__naam", "thema__slug", "thema__volgorde"),
    )

    def __init__(self, inzet):
        """`inzet` is a queryset of what holds on the day shown, with organisatie and thema."""
        wie, waaraan, paren = {}, {}, set()
        for rij in inzet:
            wie.setdefault(str(rij.wie), rij.wie)
            waaraan.setdefault(rij.thema.naam, rij.thema)
            paren.add((str(rij.wie), rij.thema.naam))
        themas_van = Counter(naam for naam, _thema in paren)
        druk = sorted(wie, key=lambda naam: (-themas_van[naam], naam.lower()))
        self.meer = max(0, len(druk) - MEESTE)
        themas = sorted(waaraan, key=lambda naam: (waaraan[naam].volgorde, naam))[:MEESTE]
        self.hoog = max(len(druk[:MEESTE]), len(themas)) * REGEL
        self.wie = self._knopen(sorted(druk[:MEESTE], key=str.lower), wie)
        self.themas = self._knopen(themas, waaraan)
        plaats = {("w", k.naam): k.y for k in self.wie} | {("t", k.naam): k.y for k in self.themas}
        self.lijnen = [
            Lijn(plaats["w", naam], plaats["t", thema])
            for naam, thema in sorted(paren)
            if ("w", naam) in plaats and ("t", thema) in plaats
        ]

    def _knopen(self, namen, bij_naam):
        """Spread the names over the full height."""
        stap = self.hoog / len(namen) if namen else 0
        return [
            Knoop(naam, _adres(bij_naam[naam]), round(stap * (nummer + 0.5)))
            for nummer, naam in enumerate(namen)
        ]

    @property
    def is_de_moeite(self):
        """Whether the drawing says more than one line of the table."""
        return len(self.lijnen) > 1


def _adres(record):
    return "" if isinstance(record, str) else record.get_absolute_url()
