"""A wijk up close with numbered dots; the list beside it has the same numbers."""

from dataclasses import dataclass
from itertools import count
from math import cos, pi, sin
from typing import NamedTuple

from .kaart import ALLES, Kaart
from .rijksdriehoek import in_nederland, naar_rd

# The map is this many units wide, so that a dot is no smaller than a fingertip on a phone.
BREED, HOOGSTE = 330, 420
STRAAL, RUIMTE = 14, 3
# Directions in which a dot looks for room, and how far it may stray, in dots.
RICHTINGEN, RINGEN = 12, 8
# Around what is shown, in units of the municipality; and the least it shows, about 600 metres.
RAND, MINSTE = 6, 40
# A place this far outside the municipality (its larger side, times) is taken for a mistake.
TE_VER = 0.25


class Stip(NamedTuple):
    """A dot at (x, y) for a place that is at (echt_x, echt_y), all written for SVG."""

    nummer: int
    naam: str
    url: str
    x: str
    y: str
    echt_x: str
    echt_y: str

    @property
    def is_verplaatst(self):
        return (self.x, self.y) != (self.echt_x, self.echt_y)


@dataclass
class Plekrij:
    """A place to show that was read as plain values."""

    naam: str
    adres: str
    lat: object
    lon: object
    is_verzameling: bool = False
    nummer: int = 0

    def get_absolute_url(self):
        return self.adres


@dataclass
class Plekkenkaart:
    kaart: Kaart
    naam: str
    vormen: list  # addresses of the shapes that it is about
    stippen: list
    schuif: str  # transform from the municipality to this map
    lijn: str  # width of a border in units of the municipality
    hoog: int

    breed = BREED
    straal = STRAAL

    @property
    def basis(self):
        return self.kaart.adres(ALLES)

    @property
    def vak(self):
        return f"0 0 {BREED} {self.hoog}"


def bij_lijst(kaart, wijk, rijen, adres, vraag=""):
    """The Plekkenkaart of a list of places, dicts that get their `nummer`; None without a dot.

    `adres` makes the address of a place from its slug; `vraag` goes behind it.
    """
    plekken = [
        Plekrij(
            rij["naam"],
            adres(rij["slug"]),
            rij["lat"],
            rij["lon"],
            rij["is_verzameling"],
        )
        for rij in rijen
    ]
    tekening = plekkenkaart(kaart, [wijk], plekken, vraag)
    for rij, genummerd in zip(rijen, plekken, strict=True):
        rij["nummer"] = genummerd.nummer
    return tekening


def plekkenkaart(kaart, wijken, rijen, vraag=""):
    """The Plekkenkaart of `wijken`, or None when no row has a position that it can show.

    A row has `lat`, `lon`, `naam`, `is_verzameling` and an address, and is given its `nummer`: 0
    without a dot. A collection has no place of its own.
    `vraag` goes behind the address.
    """
    punten, nummers = [], count(1)
    for rij in rijen:
        punt = _op_kaart(kaart, rij) if kaart else None
        rij.nummer = next(nummers) if punt else 0
        punten += [(rij, punt)] if punt else []
    if not punten:
        return None
    vormen = [kaart.vormen[wijk.slug] for wijk in wijken if wijk.slug in kaart.vormen]
    west, noord, oost, zuid = _uitsnede(vormen, [punt for _rij, punt in punten])
    schaal = min(BREED / (oost - west), HOOGSTE / (zuid - noord))
    hoog = round((zuid - noord) * schaal)
    # What is narrow stands in the middle.
    west -= (BREED / schaal - (oost - west)) / 2
    plaatsen = [((x - west) * schaal, (y - noord) * schaal) for _rij, (x, y) in punten]
    stippen = [
        Stip(rij.nummer, rij.naam, f"{rij.get_absolute_url()}{vraag}", *map(_getal, stip + echt))
        for (rij, _punt), stip, echt in zip(punten, _spreid(plaatsen, hoog), plaatsen, strict=True)
    ]
    return Plekkenkaart(
        kaart,
        ", ".join(wijk.naam for wijk in wijken),
        [kaart.adres(vorm.slug) for vorm in vormen],
        stippen,
        f"scale({schaal:.3f})translate({-west:.1f} {-noord:.1f})",
        f"{1.5 / schaal:.2f}",
        hoog,
    )


def _op_kaart(kaart, rij):
    """Where a row is, in units of the municipality; None without a position that can be right."""
    if rij.is_verzameling or rij.lat is None or rij.lon is None:
        return None
    if not in_nederland(float(rij.lon), float(rij.lat)):
        return None
    x, y = kaart.raster.fijn(naar_rd(float(rij.lon), float(rij.lat)))
    erbij = TE_VER * max(kaart.breed, kaart.hoog)
    is_dichtbij = -erbij <= x <= kaart.breed + erbij and -erbij <= y <= kaart.hoog + erbij
    return (x, y) if is_dichtbij else None


def _uitsnede(vormen, punten):
    """(west, north, east, south) of what to show, in units of the municipality."""
    kaders = [(v.links, v.bovenkant, v.links + v.breed, v.bovenkant + v.hoog) for v in vormen]
    kaders += [(x, y, x, y) for x, y in punten]
    west, noord, oost, zuid = zip(*kaders, strict=True)
    west, noord, oost, zuid = min(west), min(noord), max(oost), max(zuid)
    erbij = max(MINSTE - (oost - west), MINSTE - (zuid - noord), 0) / 2 + RAND
    return west - erbij, noord - erbij, oost + erbij, zuid + erbij


def _spreid(plaatsen, hoog):
    """Where each dot can stand without covering another: as near to its place as there is room."""
    gezet = []
    for plaats in plaatsen:
        mogelijk = (punt for punt in _rondom(plaats) if _is_vrij(punt, gezet, hoog))
        gezet.append(next(mogelijk, plaats))
    return gezet


def _rondom(plaats):
    """The place itself, then rings of points around it."""
    yield plaats
    for ring in range(1, RINGEN + 1):
        afstand = ring * (2 * STRAAL + RUIMTE)
        for stap in range(RICHTINGEN * ring):
            hoek = 2 * pi * stap / (RICHTINGEN * ring)
            yield plaats[0] + afstand * cos(hoek), plaats[1] + afstand * sin(hoek)


def _is_vrij(punt, gezet, hoog):
    x, y = punt
    binnen = STRAAL <= x <= BREED - STRAAL and STRAAL <= y <= hoog - STRAAL
    genoeg = (2 * STRAAL + RUIMTE - 1) ** 2
    return binnen and all((x - a) ** 2 + (y - b) ** 2 >= genoeg for a, b in gezet)


def _getal(maat):
    """A number for SVG, whatever the language: with one decimal, more can't be seen."""
    return f"{maat:.1f}"
