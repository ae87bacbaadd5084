"""Who works on a theme, as pages name them: organisations, roles, networks and initiatives."""

from dataclasses import dataclass, field
from typing import NamedTuple

from buurtnet.web.taal import recordadres
from initiatieven.models import Initiatief

from .models import Inzet

GETOOND = 4  # parties per theme
RIJEN_PER_PARTIJ = 2.5  # rows read per party that is shown: one may have several


@dataclass
class Partij:
    """One party that works on a theme; `rijen` says how: via what, where, since when."""

    naam: str
    url: str
    is_verzameling: bool
    rijen: list = field(default_factory=list)


class Betrokken(NamedTuple):
    """The first Partijen that work on a theme, and how many more there are."""

    partijen: list
    rest: int


def partij_van(rij):
    """The Partij of who a row is about that `InzetQuerySet.eerste_per` gave."""
    if slug := rij["organisatie__slug"]:
        url = recordadres("netwerken:organisatie", slug)
        return Partij(rij["naam"], url, rij["organisatie__is_verzameling"])
    if rij["naam"] == rij["netwerk__naam"]:
        url = recordadres("netwerken:netwerk", rij["netwerk__slug"])
        return Partij(rij["naam"], url, rij["netwerk__is_verzameling"])
    return Partij(rij["naam"], "", False)


def betrokken_per_thema(dekking, themas, datum, gebruiker, getoond=GETOOND):
    """{theme: Betrokken} of who works on these themes in the columns of `dekking`, a Dekking on
    `datum` as `gebruiker` may see it. As many queries for many themes as for one."""
    kolommen = dekking.omgeving.kolommen
    cellen = {thema: dekking.cel_over([k.pk for k in kolommen], [thema]) for thema in themas}
    namen = _uit_inzet(dekking.omgeving, themas, datum, gebruiker, getoond)
    for thema, erbij in _uit_initiatieven(cellen, namen, getoond).items():
        namen[thema] |= erbij
    betrokken = {}
    for thema, cel in cellen.items():
        partijen = list(namen[thema].values())[:getoond]
        tellend = sum(not partij.is_verzameling for partij in partijen)
        betrokken[thema] = Betrokken(partijen, max(cel.partijen - tellend, 0))
    return betrokken


def _uit_inzet(omgeving, themas, datum, gebruiker, getoond):
    """{theme: {(name, address): Partij}}, those of the places themselves first."""
    eigen = {pk for kolom in omgeving.kolommen for pk in omgeving.tak(kolom)}
    inzetten = Inzet.objects.op(datum).visible_to(gebruiker).in_wijken(omgeving.ids)
    gelezen = int(getoond * RIJEN_PER_PARTIJ * len(omgeving.kolommen))
    namen = {thema: {} for thema in themas}
    for rij in inzetten.filter(thema__in=themas).eerste_per("thema", gelezen, eigen):
        partij = partij_van(rij)
        namen[rij["thema"]].setdefault((partij.naam, partij.url), partij)
    return namen


def _uit_initiatieven(cellen, namen, getoond):
    """The same of the initiatives that no inzet there names, as far as there is room."""
    nummers = {
        thema: sorted(cel.initiatieven - cel.genoemd)[: max(getoond - len(namen[thema]), 0)]
        for thema, cel in cellen.items()
    }
    alle = Initiatief.objects.filter(pk__in={pk for groep in nummers.values() for pk in groep})
    gelezen = alle.order_by("naam", "pk").values("pk", "naam", "slug", "is_verzameling")
    partijen = {
        rij["pk"]: Partij(
            rij["naam"], recordadres("initiatieven:initiatief", rij["slug"]), rij["is_verzameling"]
        )
        for rij in gelezen
    }
    return {
        thema: {(partijen[pk].naam, partijen[pk].url): partijen[pk] for pk in groep}
        for thema, groep in nummers.items()
    }
