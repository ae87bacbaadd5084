"""Which network works where in a city: rows networks, columns wijken by gebied."""

from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from django.db.models import FilteredRelation

from buurtnet.kern.periode import op_q
from wijken.models import Wijk

MEESTE_RIJEN = 40
# So many columns fit on a wide screen; so many places are named beside a network.
PAST_BREED, GENOEMD = 8, 2
# How a network counts for a wijk: for itself, for a part of it, from a level above, or not; of
# one without any place it is not known.
ZELF, DEEL, HOGER, NIET, ONBEKEND = "zelf", "deel", "hoger", "niet", "onbekend"


class Cel(NamedTuple):
    """So many wijken in a row for which a network counts in the same way, perhaps in words."""

    hoe: str
    woorden: str
    breed: int


class Rij(NamedTuple):
    """A network; `boven` is the name of the one in the table that it is part of, or "".

    `waar` names its places: they may stand in columns that are out of sight.
    """

    naam: str
    slug: str
    soort: str
    waar: str
    diepte: int
    onderdeel_van: str
    cellen: list


class Netwerkmatrix:
    """Networks by the wijken around `omgeving`; `netwerken` as `lees_netwerkmatrix` reads them.

    What works in the whole city makes no column: it works in each of them.
    """

    def __init__(self, netwerken, omgeving):
        self._omgeving, self._netwerken = omgeving, netwerken
        self._getoond = self._met_plek()
        self.totaal = len(self._getoond)
        self.geteld = sum(not self._netwerken[pk]["is_verzameling"] for pk in self._getoond)
        self.zonder = len(self._netwerken) - self.totaal

    @cached_property
    def kolommen(self):
        """The wijken that a network works in, other than in the whole city, by gebied and name."""
        stad = {plek.pk for plek in self._omgeving.plekken.values() if plek.soort == "stad"}
        plekken = set().union(*(rij["plekken"] for rij in self._netwerken.values())) - stad
        wijken = [
            plek
            for plek in self._omgeving.plekken.values()
            if plek.is_woonplaats and self._stand(plek, plekken)[0] != NIET
        ]
        return sorted(wijken, key=lambda wijk: (self._gebied_naam(wijk), wijk.naam))

    @property
    def past_breed(self):
        """Whether a wide screen shows all columns, so that only a phone has to scroll."""
        return len(self.kolommen) <= PAST_BREED

    @property
    def groepen(self):
        """[(gebied or None, number of columns)], in the order of the columns."""
        per_gebied = groupby(self.kolommen, self._gebied)
        return [(gebied, len(list(groep))) for gebied, groep in per_gebied]

    @cached_property
    def rijen(self):
        """The networks by name, each with what is part of it below it."""
        volgorde = sorted(self._getoond, key=self._ladder)
        return [self._rij(pk) for pk in volgorde[:MEESTE_RIJEN]]

    @property
    def nog(self):
        return self.totaal - len(self.rijen)

    # Which networks

    def _met_plek(self):
        """Keys of the networks with a place here, and of all that is above or below these."""
        met_plek = {pk for pk, rij in self._netwerken.items() if rij["plekken"]}
        hoger = {ouder for pk in met_plek for ouder in self._netwerken[pk]["keten"]}
        lager = {pk for pk, rij in self._netwerken.items() if met_plek & set(rij["keten"])}
        return (met_plek | hoger | lager) & self._netwerken.keys()

    def _ladder(self, pk):
        """The names from the highest network in the table down to this one, to sort by."""
        return [(self._netwerken[ouder]["naam"].casefold(), ouder) for ouder in self._keten(pk)]

    def _keten(self, pk):
        return [ouder for ouder in self._netwerken[pk]["keten"] if ouder in self._getoond]

    def _rij(self, pk):
        rij, keten = self._netwerken[pk], self._keten(pk)
        geheel = self._netwerken[keten[-2]]["naam"] if len(keten) > 1 else ""
        cellen = self._cellen(rij["plekken"])
        waar = self._waar(rij["plekken"])
        return Rij(rij["naam"], rij["slug"], rij["soort"], waar, len(keten) - 1, geheel, cellen)

    def _waar(self, plekken):
        namen = sorted(self._plek(pk).naam for pk in plekken)
        rest = [f"+ {len(namen) - GENOEMD}"] * (len(namen) > GENOEMD)
        return " ".join([", ".join(namen[:GENOEMD]), *rest])

    # Cells

    def _cellen(self, plekken):
        """Cellen that fill the row: neighbours for which it counts in the same way are one."""
        if not plekken:
            return [Cel(ONBEKEND, "", len(self.kolommen))]
        standen = [self._stand(kolom, plekken) for kolom in self.kolommen]
        return [Cel(*stand, len(list(groep))) for stand, groep in groupby(standen)]

    def _stand(self, wijk, plekken):
        """(how these places count for a wijk, in what words)."""
        if wijk.pk in plekken:
            return ZELF, ""
        delen = [self._plek(pk) for pk in plekken if wijk.pk in self._plek(pk).keten]
        if delen:
            return DEEL, min(plek.naam for plek in delen)
        hoger = [pk for pk in self._hoger(wijk) if pk in plekken]
        return (HOGER, self._plek(hoger[0]).niveau_in_woorden) if hoger else (NIET, "")

    def _plek(self, pk):
        return self._omgeving.plekken[pk]

    def _hoger(self, wijk):
        """Keys of what a wijk lies in, the nearest first; informal areas before the city."""
        keten = wijk.keten[-2::-1]
        streken = [pk for pk, leden in self._omgeving.leden.items() if leden & set(wijk.keten)]
        return [*keten[:-1], *streken, *keten[-1:]]

    def _gebied(self, wijk):
        keten = (self._omgeving.plekken.get(pk) for pk in wijk.keten)
        return next((plek for plek in keten if plek and plek.soort == Wijk.Soort.GEBIED), None)

    def _gebied_naam(self, wijk):
        gebied = self._gebied(wijk)
        return gebied.naam if gebied else ""


def lees_netwerkmatrix(netwerken, omgeving, datum):
    """The Netwerkmatrix of `netwerken` (a queryset), as they were on `datum`; one query.

    Each network has its chain of networks above it and its places in `omgeving`.
    """
    soorten = dict(netwerken.model._meta.get_field("soort").choices)
    rijen = (
        netwerken.op(datum)
        .annotate(gebied=FilteredRelation("werkgebieden", condition=op_q(datum, "werkgebieden__")))
        .order_by("naam", "pk", "gebied__wijk")
        .values_list("pk", "pad", "naam", "slug", "soort", "is_verzameling", "gebied__wijk")
    )
    gelezen = {}
    for pk, pad, naam, slug, soort, is_verzameling, plek in rijen:
        nieuw = {"naam": naam, "slug": slug, "soort": soorten[soort], "plekken": set()}
        nieuw["is_verzameling"] = is_verzameling
        rij = gelezen.setdefault(pk, nieuw)
        rij["keten"] = [int(sleutel) for sleutel in pad.strip("/").split("/")]
        if plek in omgeving.plekken:
            rij["plekken"].add(plek)
    return Netwerkmatrix(gelezen, omgeving)
