"""Outlines as arcs, so that places that share a border go on sharing it when it is simplified.

A point is (lon, lat) in steps of 0.00001 degree, about a metre: whole numbers, so that the same
point is the same everywhere. A ring is a list of points that doesn't repeat its first one. It is
cut where borders meet. Each arc between two such points is kept once, whichever place and
whichever direction it came from, and simplified once. Arcs that are used twice by the parts of
one place lie inside it and drop out. Why not shapely: docs/besluiten/0007.
"""

import math
from collections import defaultdict
from itertools import pairwise

STAPPEN = 100_000
METER_PER_STAP = 111_320 / STAPPEN


class Bogen:
    """The parts of a map, cut into arcs and simplified to `tolerantie` metres.

    `delen` is {name: its rings, outer rings and holes alike, in any direction}. No point of a
    ring ends up further than `tolerantie` from the simplified line, and no ring that encloses
    anything collapses, however small it is.
    """

    def __init__(self, delen, tolerantie):
        self._bogen = {}
        knopen = _knopen([ring for ringen in delen.values() for ring in ringen])
        self._delen = {
            naam: [self._knip(ring, knopen, tolerantie) for ring in ringen]
            for naam, ringen in delen.items()
        }

    def _knip(self, ring, knopen, tolerantie):
        """The arcs of a ring in a row: [(key, reversed?), ...]. Both directions have one key."""
        pad = []
        for punten in _stukken(ring, knopen):
            sleutel = min(punten, punten[::-1])
            if sleutel not in self._bogen:
                self._bogen[sleutel] = Boog(sleutel, tolerantie)
            pad.append((sleutel, sleutel != punten))
        return pad

    def omtrekken(self, plaatsen):
        """Outlines of unions of parts: {name: closed rings of points, the largest first}.

        `plaatsen` is {name: names of its parts}.
        """
        paden = {naam: self._verenig(delen) for naam, delen in plaatsen.items()}
        for groep in (*self._delen.values(), *paden.values()):
            for pad in groep:
                self._houd_open(pad)
        return {naam: self._teken(groep) for naam, groep in paden.items()}

    def _verenig(self, delen):
        buiten = set()
        for pad in (pad for deel in delen for pad in self._delen[deel]):
            for sleutel, _om in pad:
                buiten ^= {sleutel}
        return _rijg(buiten)

    def _houd_open(self, pad):
        """Give a ring that became a line or a point enough of its own points back."""
        bogen = [self._bogen[sleutel] for sleutel, _om in pad]
        while not oppervlakte(self._punten(pad)):
            if not max(bogen, key=Boog.ernaast).geef_terug():
                return

    def _teken(self, paden):
        ringen = [self._punten(pad) for pad in paden]
        ringen = [ring for ring in ringen if oppervlakte(ring)]
        ringen.sort(key=lambda ring: -abs(oppervlakte(ring)))
        return [[*ring, ring[0]] for ring in ringen]

    def _punten(self, pad):
        """The simplified points of arcs in a row, without the first one at the end."""
        punten = []
        for sleutel, om in pad:
            boog = self._bogen[sleutel].vereenvoudigd
            punten += (boog[::-1] if om else boog)[:-1]
        return punten

    def telling(self):
        """How many points the borders had, and how many they have now."""
        bogen = self._bogen.values()
        return sum(len(b.punten) - 1 for b in bogen), sum(len(b.blijft) - 1 for b in bogen)


class Boog:
    """A piece of border; `blijft` are the places of the points that stay, in order."""

    def __init__(self, punten, tolerantie):
        self.punten = punten
        # In metres, flat enough for anything the size of a municipality.
        breedte = METER_PER_STAP * math.cos(math.radians(punten[0][1] / STAPPEN))
        self._vlak = [(lon * breedte, lat * METER_PER_STAP) for lon, lat in punten]
        self.blijft = self._vereenvoudig(tolerantie)

    @property
    def vereenvoudigd(self):
        return [self.punten[plek] for plek in self.blijft]

    def _vereenvoudig(self, tolerantie):
        """Douglas-Peucker: both ends, and what lies too far from the line between them."""
        blijft = {0, len(self.punten) - 1}
        wachtrij = [(0, len(self.punten) - 1)]
        while wachtrij:
            begin, eind = wachtrij.pop()
            afstand, plek = self._verste_tussen(begin, eind)
            if afstand > tolerantie:
                blijft.add(plek)
                wachtrij += [(begin, plek), (plek, eind)]
        return sorted(blijft)

    def _verste_tussen(self, begin, eind):
        """The point between these two that is furthest from their line: (metres, place)."""
        een, ander = self._vlak[begin], self._vlak[eind]
        afstanden = (
            (_afstand(self._vlak[plek], een, ander), plek) for plek in range(begin + 1, eind)
        )
        return max(afstanden, default=(-1, -1))

    def _verste(self):
        paren = pairwise(self.blijft)
        return max(self._verste_tussen(begin, eind) for begin, eind in paren)

    def ernaast(self):
        """How far the simplified line runs from the real one, in metres; -1 when nowhere."""
        return self._verste()[0]

    def geef_terug(self):
        """Take the point back that is furthest from the simplified line, if there is one."""
        _meter, plek = self._verste()
        if plek < 0:
            return False
        self.blijft = sorted([*self.blijft, plek])
        return True


def _knopen(ringen):
    """The points where borders meet: they have other neighbours in one ring than in another."""
    buren, knopen = {}, set()
    for ring in ringen:
        for nummer, punt in enumerate(ring):
            paar = frozenset((ring[nummer - 1], ring[(nummer + 1) % len(ring)]))
            if buren.setdefault(punt, paar) != paar:
                knopen.add(punt)
    return knopen


def _stukken(ring, knopen):
    """The arcs of one ring as tuples; a ring that meets no other is one closed arc."""
    plekken = [nummer for nummer, punt in enumerate(ring) if punt in knopen]
    begin = plekken[0] if plekken else ring.index(min(ring))
    rondom = [*ring[begin:], *ring[: begin + 1]]
    grenzen = [*(plek - begin for plek in plekken or [begin]), len(ring)]
    return [tuple(rondom[van : tot + 1]) for van, tot in pairwise(grenzen)]


def _rijg(sleutels):
    """Put loose arcs in a row to rings: [[(key, reversed?), ...], ...]."""
    bij_punt = defaultdict(list)
    for sleutel in sorted(sleutels):
        bij_punt[sleutel[0]].append((sleutel, False))
        bij_punt[sleutel[-1]].append((sleutel, True))
    over, paden = set(sleutels), []
    for eerste in sorted(sleutels):
        punt, pad = eerste[0], []
        while eerste in over or punt != eerste[0]:
            sleutel, om = next(keer for keer in bij_punt[punt] if keer[0] in over)
            over.remove(sleutel)
            pad.append((sleutel, om))
            punt = sleutel[0] if om else sleutel[-1]
        if pad:
            paden.append(pad)
    return paden


def _afstand(punt, een, ander):
    """From a point to the line between two others, in metres."""
    x, y = punt[0] - een[0], punt[1] - een[1]
    dx, dy = ander[0] - een[0], ander[1] - een[1]
    lengte = dx * dx + dy * dy
    deel = min(1, max(0, (x * dx + y * dy) / lengte)) if lengte else 0
    return math.hypot(x - deel * dx, y - deel * dy)


def oppervlakte(ring):
    """Twice what a ring encloses, in square steps: positive when it runs anticlockwise."""
    return sum(a * d - b * c for (a, b), (c, d) in zip(ring, [*ring[1:], *ring[:1]], strict=True))
