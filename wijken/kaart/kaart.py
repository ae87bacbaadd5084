"""The map of the municipality: every outline once, in a drawing that pages refer to.

A page says `<use href="/kaart.svg?v=…#beijum">`, so its own HTML stays small and a browser keeps
the drawing between pages. Such a shape takes its colours from the page that uses it.
"""

import gzip
import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from buurtnet.web import dataversie
from buurtnet.web.html import aaneen

from ..models import Wijk
from .omtrek import Raster, kader, oppervlakte, pad, ringen
from .rijksdriehoek import in_nederland, naar_rd

# The longer side of the drawing in units; the sizes of letters in kaart.css belong to it.
EENHEDEN = 1500
MARGE = 20
MAX_BYTES = 9_000
# Tried one after the other until the drawing is small enough.
GROVER = (1, 2, 4, 8)
# Everything together; a slug can't begin with a low line.
ALLES = "_alles"
PAD = '<path id="{}" d="{}"/>\n'
GETEKEND = (Wijk.Soort.GEBIED, *Wijk.WOONPLAATSEN)


class Plaats(NamedTuple):
    """A place with an outline, in metres RD."""

    slug: str
    naam: str
    soort: str
    pad: str
    ringen: list
    midden: tuple


class Vorm(NamedTuple):
    """A place as it is drawn: where it is and how large, in units."""

    slug: str
    naam: str
    soort: str
    gebied: str  # slug of the gebied that it lies in, or ""
    midden: tuple
    links: int
    bovenkant: int
    breed: int
    hoog: int
    opp: float  # square metres
    tekening: str  # path data


@dataclass
class Kaart:
    """`vormen` are drawn, in the order of the tree; `losse` only where a page asks for one."""

    naam: str = ""
    breed: int = 0
    hoog: int = 0
    vormen: dict = field(default_factory=dict)
    losse: dict = field(default_factory=dict)
    raster: Raster | None = None
    tekening: bytes = b'<svg xmlns="http://www.w3.org/2000/svg"/>'

    def __bool__(self):
        return bool(self.vormen)

    @cached_property
    def versie(self):
        # Names are set at their middle, so what pages add to the drawing counts as well.
        namen = [(vorm.naam, vorm.midden) for vorm in self.vormen.values()]
        return hashlib.sha256(self.tekening + repr(namen).encode()).hexdigest()[:10]

    @cached_property
    def ingepakt(self):
        return gzip.compress(self.tekening, mtime=0)

    @property
    def vak(self):
        """The viewBox."""
        return f"0 0 {self.breed} {self.hoog}"

    @property
    def gebieden(self):
        return [vorm for vorm in self.vormen.values() if vorm.soort == Wijk.Soort.GEBIED]

    @property
    def woonplaatsen(self):
        return [vorm for vorm in self.vormen.values() if vorm.soort in Wijk.WOONPLAATSEN]

    @cached_property
    def tinten(self):
        """{slug of a gebied: number of its tint}, in the order of their names."""
        namen = sorted(self.gebieden, key=lambda vorm: (vorm.naam, vorm.slug))
        return {vorm.slug: nummer % 7 + 1 for nummer, vorm in enumerate(namen)}

    def adres(self, slug):
        return f"{reverse('kaart')}?v={self.versie}#{slug}"


def kaart_van(request):
    """The Kaart of all public places, remembered until the content changes."""
    versie = dataversie.versie_van(request)
    return dataversie.onthoud(versie, ("kaart",), lambda: teken(*lees_plaatsen()))


def lees_plaatsen():
    """The public places with a usable outline, what lies above first, and the name of the city.

    The name is "" unless there is exactly one city.
    """
    wat = Q(omtrek__isnull=False) | Q(soort=Wijk.Soort.STAD)
    rijen = Wijk.objects.filter(wat, openbaar=True).order_by("pad")
    velden = ("slug", "naam", "soort", "pad", "omtrek", "lat", "lon")
    plaatsen, steden = [], []
    for slug, naam, soort, plek, omtrek, lat, lon in rijen.values_list(*velden):
        if soort == Wijk.Soort.STAD:
            steden.append(naam)
        rd = ringen(omtrek) if omtrek else []
        if rd:
            plaatsen.append(Plaats(slug, naam, soort, plek, rd, _midden(rd, lat, lon)))
    return plaatsen, steden[0] if len(steden) == 1 else ""


def _midden(rd, lat, lon):
    """A point that stands for a place: the one it was given, or the middle of its largest ring."""
    if lat and lon and in_nederland(float(lon), float(lat)):
        return naar_rd(float(lon), float(lat))
    west, zuid, oost, noord = kader(max(rd, key=oppervlakte))
    return (west + oost) / 2, (zuid + noord) / 2


def teken(plaatsen, naam=""):
    """The Kaart of some Plaatsen, with as much detail as fits in MAX_BYTES compressed."""
    op_kaart = [plaats for plaats in plaatsen if plaats.soort in GETEKEND]
    if not op_kaart:
        return Kaart(naam)
    gebieden = [plaats for plaats in op_kaart if plaats.soort == Wijk.Soort.GEBIED]
    for keuze in (op_kaart, gebieden):
        aantal = 0
        for grover in GROVER:
            kaart = _teken(keuze, plaatsen, naam, grover)
            aantal = aantal or len(kaart.vormen)
            # Less detail may not cost a place: shapes that shrink to nothing are no help.
            if aantal == len(kaart.vormen) > 0 and len(kaart.ingepakt) <= MAX_BYTES:
                return kaart
    return Kaart(naam)


def _teken(op_kaart, plaatsen, naam, grover):
    if not op_kaart:
        return Kaart(naam)
    west, zuid, oost, noord = kader([p for plaats in op_kaart for r in plaats.ringen for p in r])
    stap = max(oost - west, noord - zuid, 1) / EENHEDEN
    raster = Raster(west - MARGE * stap, noord + MARGE * stap, stap, grover)
    kaart = Kaart(naam, *raster.op((oost + MARGE * stap, zuid - MARGE * stap)))
    kaart.raster = raster
    gebieden = [plaats for plaats in op_kaart if plaats.soort == Wijk.Soort.GEBIED]
    for plaats in plaatsen:
        vorm = _vorm(plaats, raster, gebieden)
        if vorm.tekening:
            (kaart.vormen if plaats in op_kaart else kaart.losse)[plaats.slug] = vorm
    kaart.tekening = _svg(kaart).encode()
    return kaart


def _vorm(plaats, raster, gebieden):
    hogere = [g.slug for g in gebieden if plaats.pad.startswith(g.pad) and g.pad != plaats.pad]
    grenzen = kader([raster.op(punt) for ring in plaats.ringen for punt in ring])
    return Vorm(
        plaats.slug,
        plaats.naam,
        plaats.soort,
        hogere[0] if hogere else "",
        raster.op(plaats.midden),
        *grenzen[:2],
        grenzen[2] - grenzen[0],
        grenzen[3] - grenzen[1],
        sum(oppervlakte(ring) for ring in plaats.ringen),
        pad(plaats.ringen, raster),
    )


def _svg(kaart):
    """The drawing: a group per gebied, its own outline under those of its wijken."""
    groepen = {vorm.slug: [vorm] for vorm in kaart.gebieden}
    buiten = []
    for vorm in kaart.woonplaatsen:
        groepen.get(vorm.gebied, buiten).append(vorm)
    inhoud = [_groep(slug, vormen) for slug, vormen in groepen.items()]
    inhoud += [format_html(PAD, vorm.slug, vorm.tekening) for vorm in buiten]
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{}" fill-rule="evenodd">'
        '<g id="{}">{}</g></svg>',
        kaart.vak,
        ALLES,
        aaneen(inhoud),
    )


def _groep(slug, vormen):
    gebied, *wijken = vormen
    delen = [(vorm.slug, vorm.tekening) for vorm in wijken]
    return format_html(
        '<g id="{}"><path d="{}"/>{}</g>',
        slug,
        gebied.tekening,
        format_html_join("", PAD, delen),
    )
