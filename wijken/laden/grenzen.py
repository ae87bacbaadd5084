"""CBS "Wijken en buurten" as PDOK publishes it: from features to outlines of places."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from ..kaart.rijksdriehoek import in_nederland, naar_wgs84
from ..models import Wijk
from . import Fout
from .bogen import STAPPEN, Bogen, oppervlakte
from .geojson import GeoJson
from .plekken import CODE, gemeente_van

# As PDOK names them, and as the files of CBS did before; capitals don't matter.
VELDEN = {
    "buurt": (("buurtcode", "bu_code"), ("buurtnaam", "bu_naam")),
    "wijk": (("wijkcode", "wk_code"), ("wijknaam", "wk_naam")),
    "gemeente": (("gemeentecode", "gm_code"), ("gemeentenaam", "gm_naam")),
}
# As the areas of CBS are named where one field holds all kinds of them.
STATISTIEK = ("statcode", "jrstatcode"), ("statnaam",)
JAARTAL = re.compile(r"^\d{4}(?=[A-Z]{2})")
WATER = ("water", "h2o")
RIJKSDRIEHOEK = re.compile(r"\b(28992|7415)$")
GRADEN = re.compile(r"(CRS84|\b(4326|4258))$", re.IGNORECASE)
SOORTEN = {"GM": Wijk.Soort.STAD, "WK": Wijk.Soort.WIJK, "BU": Wijk.Soort.BUURT}
PER_MELDING = 5000
# Of a large gemeente a tenth of this; each takes some hundred bytes.
MEESTE_PUNTEN = 2_000_000


@dataclass
class Vlak:
    """One area of CBS, of all its features together."""

    code: str
    naam: str
    # Codes and names of what it lies in, the nearest first.
    ligt_in: dict
    ringen: list = field(default_factory=list)


class Kaart:
    """The areas of a file that lie in some gemeenten, without the water."""

    def __init__(self):
        self.vlakken = {}
        self.gelezen = self.water = self.te_klein = 0

    def delen_van(self, code):
        """The areas that `code` consists of: itself, or what lies in it at the lowest level."""
        if code in self.vlakken:
            return [code]
        delen = [vlak.code for vlak in self.vlakken.values() if code in vlak.ligt_in]
        laagste = max(map(len, delen), default=0)
        return [deel for deel in delen if len(deel) == laagste]

    def delen_van_plek(self, codes, bekend):
        """The areas of a place that consists of `codes`; none unless all are here.

        A code that the site knows (`bekend`) and that is missing shows that the file doesn't
        hold all of what lies above it.
        """
        delen = []
        for code in codes:
            deel = self.delen_van(code)
            kaal = code[2:]
            if not deel or (
                deel != [code]
                and any(
                    ander[:2] == deel[0][:2] and ander[2:].startswith(kaal)
                    for ander in bekend - self.vlakken.keys()
                )
            ):
                return []
            delen += deel
        return delen


def lees_grenzen(pad, gemeenten, meld):
    """The Kaart of what lies in `gemeenten` in the GeoJSON file `pad`."""
    bestand, kaart, vormen, punten = GeoJson(pad), Kaart(), [], 0
    for nummer, feature in bestand.features():
        kaart.gelezen = nummer
        if not nummer % PER_MELDING:
            meld(nummer, "vlakken")
        try:
            vlak = _lees_vlak(feature, gemeenten)
            if vlak and _is_water(feature):
                kaart.water += 1
            elif vlak:
                # The system of the coordinates may stand at the end of the file.
                vormen.append((nummer, vlak, _veelhoeken(feature.get("geometry"))))
                punten += sum(len(ring) for veelhoek in vormen[-1][2] for ring in veelhoek)
                if punten > MEESTE_PUNTEN:
                    raise Fout("te veel punten tot hier. Laad minder gemeenten tegelijk")
        except (Fout, AttributeError, LookupError, TypeError) as fout:
            raise _fout(pad, nummer, fout) from fout
    punt = _omrekening(bestand)
    for nummer, vlak, veelhoeken in vormen:
        vlak = kaart.vlakken.setdefault(vlak.code, vlak)
        try:
            ringen = [_ring(ruw, punt) for veelhoek in veelhoeken for ruw in veelhoek]
        except (Fout, ArithmeticError, TypeError, ValueError) as fout:
            raise _fout(pad, nummer, fout) from fout
        vlak.ringen += [ring for ring in ringen if oppervlakte(ring)]
        kaart.te_klein += sum(not oppervlakte(ring) for ring in ringen)
    if not kaart.vlakken:
        raise Fout(f"{pad}: geen enkel vlak ligt in {', '.join(sorted(gemeenten))}.")
    return kaart


def _fout(pad, nummer, fout):
    zin = fout if isinstance(fout, Fout) else "de vorm klopt niet"
    return Fout(f"{pad}, vlak {nummer}: {zin}.")


def _lees_vlak(feature, gemeenten):
    """The area of a feature, without rings yet; None when it lies elsewhere."""
    eigenschappen = {naam.lower(): waarde for naam, waarde in feature["properties"].items()}
    gevonden = {}
    eigen = JAARTAL.sub("", _eerste(eigenschappen, STATISTIEK[0]))
    if CODE.fullmatch(eigen):
        gevonden[eigen] = _eerste(eigenschappen, STATISTIEK[1]) or eigen
    for codes, namen in VELDEN.values():
        code = _eerste(eigenschappen, codes)
        if CODE.fullmatch(code):
            gevonden[code] = _eerste(eigenschappen, namen) or code
    if not gevonden:
        raise Fout("geen buurtcode, wijkcode of gemeentecode zoals CBS die geeft")
    (code, naam), *ligt_in = gevonden.items()
    if gemeente_van(code) not in gemeenten:
        return None
    ligt_in = dict(ligt_in)
    if code.startswith("BU"):
        ligt_in = {f"WK{code[2:8]}": ""} | ligt_in
    if not code.startswith("GM"):
        ligt_in.setdefault(gemeente_van(code), "")
    return Vlak(code, naam, ligt_in)


def _eerste(eigenschappen, namen):
    waarden = (str(eigenschappen.get(naam) or "").strip() for naam in namen)
    return next(filter(None, waarden), "")


def _is_water(feature):
    eigenschappen = {naam.lower(): waarde for naam, waarde in feature["properties"].items()}
    return _eerste(eigenschappen, WATER).upper() == "JA"


def _veelhoeken(vorm):
    soort = vorm.get("type") if vorm else "niets"
    if soort == "Polygon":
        return [vorm["coordinates"]]
    if soort == "MultiPolygon":
        return vorm["coordinates"]
    raise Fout(f"de vorm is geen (Multi)Polygon maar {soort}")


def _omrekening(bestand):
    """How a position in the file becomes (lon, lat), by the system that the file names."""
    crs = bestand.leden.get("crs")
    if not crs:
        return _graden
    try:
        naam = str(crs["properties"]["name"])
    except (KeyError, TypeError) as fout:
        raise Fout(f"{bestand.pad}: onleesbaar coördinatenstelsel {crs}.") from fout
    if RIJKSDRIEHOEK.search(naam):
        return naar_wgs84
    if GRADEN.search(naam):
        return _graden
    raise Fout(f"{bestand.pad}: coördinatenstelsel {naam}; alleen EPSG:28992 en WGS84 kunnen.")


def _graden(lon, lat):
    return lon, lat


def _ring(ruw, punt):
    """A ring of points in steps; without its closing point, nor the same point twice in a row."""
    ring = []
    for x, y, *_hoogte in ruw:
        lon, lat = punt(x, y)
        if not in_nederland(lon, lat):
            raise Fout(f"({x}, {y}) ligt niet in Nederland, of het coördinatenstelsel klopt niet")
        stap = round(lon * STAPPEN), round(lat * STAPPEN)
        if not ring or ring[-1] != stap:
            ring.append(stap)
    while len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    return ring


class Inpassing:
    """Which areas make up which place, the new ones included."""

    def __init__(self, kaart, plekken):
        self.kaart, self.plekken = kaart, plekken
        self.delen, self.ontbreekt = {}, []
        for plek in plekken.met_code():
            delen = kaart.delen_van_plek(plek.cbs_codes, plekken.codes())
            if delen:
                self.delen[plek] = delen
            else:
                self.ontbreekt.append(plek)
        self.onbekend = [
            vlak for code, vlak in sorted(kaart.vlakken.items()) if not plekken.met_eigen(code)
        ]

    def maak_nieuwe(self, bron):
        """Make the unknown areas as places below what they lie in, the largest kind first."""
        nieuw = []
        for vlak in sorted(self.onbekend, key=lambda vlak: len(vlak.code)):
            gemeente = gemeente_van(vlak.code)
            if not self.plekken.ken(gemeente) and vlak.code != gemeente:
                self._maak(Vlak(gemeente, vlak.ligt_in[gemeente] or gemeente, {}), bron, nieuw)
            self._maak(vlak, bron, nieuw)
        return nieuw

    def _maak(self, vlak, bron, nieuw):
        plek = Wijk(
            naam=vlak.naam[:160],
            soort=SOORTEN[vlak.code[:2]],
            cbs_code=vlak.code,
            ligt_in=self.plekken.kleinste([vlak.code, *vlak.ligt_in]),
            bron=bron,
            vindplaats=vlak.code,
        )
        plek._change_reason = bron.naam
        plek.save()
        self.plekken.neem_op(plek)
        self.delen[plek] = self.kaart.delen_van(vlak.code)
        nieuw.append(plek)

    def teken(self, tolerantie):
        """Simplified outlines, and how many points there were and are: ({plek: ...}, (n, m))."""
        delen = {code: vlak.ringen for code, vlak in self.kaart.vlakken.items()}
        bogen = Bogen(delen, tolerantie)
        return bogen.omtrekken(self.delen), bogen.telling()


def in_graden(omtrek):
    """An outline as `Wijk.omtrek` keeps it: rings of [lon, lat]."""
    return [[[lon / STAPPEN, lat / STAPPEN] for lon, lat in ring] for ring in omtrek]


def midden(omtrek):
    """The centre of gravity of the largest ring: (lat, lon) in four decimals."""
    ring = omtrek[0]
    lon0, lat0 = ring[0]
    vlak = som_lon = som_lat = 0
    for (a, b), (c, d) in pairwise(ring):
        a, b, c, d = a - lon0, b - lat0, c - lon0, d - lat0
        kruis = a * d - b * c
        vlak += kruis
        som_lon += (a + c) * kruis
        som_lat += (b + d) * kruis
    graden = (lat0 + som_lat / (3 * vlak)) / STAPPEN, (lon0 + som_lon / (3 * vlak)) / STAPPEN
    return tuple(Decimal(f"{waarde:.4f}") for waarde in graden)
