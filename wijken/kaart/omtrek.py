"""Outlines as SVG path data: relative whole numbers on a grid that neighbours share.

A point is (x, y) in metres RD. Rounded on one grid, a border that two places share stays shared.
"""

from dataclasses import dataclass
from itertools import pairwise

from .rijksdriehoek import in_nederland, naar_rd

MINSTE_PUNTEN = 3


@dataclass(frozen=True)
class Raster:
    """Where a drawing begins (its upper left corner, in metres) and how long one unit is.

    Points are rounded to multiples of `grof` units: less detail, a smaller drawing.
    """

    west: float
    noord: float
    stap: float
    grof: int = 1

    def fijn(self, punt):
        """A point in units; y runs down, as in SVG."""
        x, y = punt
        return (x - self.west) / self.stap, (self.noord - y) / self.stap

    def op(self, punt):
        """A point in whole units, rounded."""
        x, y = self.fijn(punt)
        return round(x / self.grof) * self.grof, round(y / self.grof) * self.grof


def ringen(omtrek):
    """The rings of a stored outline in metres RD, open; what is no outline gives []."""
    if not isinstance(omtrek, list):
        return []
    gevonden = [_ring(ring) for ring in omtrek]
    return [ring for ring in gevonden if len(ring) >= MINSTE_PUNTEN]


def _ring(ring):
    if not isinstance(ring, list) or not ring:
        return []
    punten = [naar_rd(*punt[:2]) for punt in ring if _is_punt(punt)]
    if len(punten) != len(ring):
        return []
    return punten[:-1] if punten[0] == punten[-1] else punten


def _is_punt(punt):
    return (
        isinstance(punt, list)
        and len(punt) >= 2
        and all(type(getal) in (int, float) for getal in punt[:2])
        and in_nederland(*punt[:2])
    )


def kader(punten):
    """(west, south, east, north) around some points."""
    oost_west, noord_zuid = zip(*punten, strict=True)
    return min(oost_west), min(noord_zuid), max(oost_west), max(noord_zuid)


def pad(ringen, raster):
    """Path data of rings: "M40 7l3-4 5 6z"; what shrinks to a line is left out."""
    return "".join(filter(None, (_ringpad(ring, raster) for ring in ringen)))


def _ringpad(ring, raster):
    punten = [raster.op(punt) for punt in ring]
    vorige = [punten[-1], *punten]
    punten = [punt for punt, vorig in zip(punten, vorige, strict=False) if punt != vorig]
    if len(punten) < MINSTE_PUNTEN:
        return ""
    stappen = [(x - vorige_x, y - vorige_y) for (vorige_x, vorige_y), (x, y) in pairwise(punten)]
    return f"M{_getallen([punten[0]])}l{_getallen(stappen)}z"


def _getallen(paren):
    """Numbers side by side, with a space only where no minus sign parts them."""
    tekst = " ".join(f"{getal}" for paar in paren for getal in paar)
    return tekst.replace(" -", "-")


def oppervlakte(ring):
    """Square metres within a ring."""
    zijden = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x * y_2 - x_2 * y for (x, y), (x_2, y_2) in zijden)) / 2
