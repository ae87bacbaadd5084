"""Which places count for a place: what lies above it, itself, and what lies below it."""

import os
from typing import NamedTuple

from django.db.models import Case, OuterRef, Q, Subquery, Value, When

from .models import Wijk

VELDEN = ("pk", "pad", "naam", "slug", "soort")


class Plek(NamedTuple):
    """As much of a Wijk as it takes to place, name and link it."""

    pk: int
    pad: str
    naam: str
    slug: str
    soort: str

    @property
    def keten(self):
        """Keys from the root to this place."""
        return [int(sleutel) for sleutel in self.pad.strip("/").split("/")]

    @property
    def niveau_in_woorden(self):
        return Wijk(soort=self.soort, naam=self.naam).niveau_in_woorden

    @property
    def is_woonplaats(self):
        return self.soort in Wijk.WOONPLAATSEN


class Omgeving:
    """The places around `kolommen`, read in two queries however many there are.

    An informal area (streek) is treated as a level above the wijken it takes in.
    """

    def __init__(self, kolommen):
        self.plekken = _rond(kolommen)
        self.kolommen = [self.plekken[wijk.pk] for wijk in kolommen]
        leden = _leden_van_streken(self.plekken)
        self._boven, self._onder = {}, {wijk.pk: [] for wijk in kolommen}
        for plek in self.plekken.values():
            keten = plek.keten
            streken = [streek for streek in leden if leden[streek] & set(keten)]
            for pk in {*keten, *streken} & self._onder.keys():
                self._onder[pk].append(plek.pk)
            if plek.pk in self._onder:
                self._boven[plek.pk] = [*keten[:-1], *(s for s in streken if s not in keten)]

    def boven(self, kolom):
        """Keys of all that lies above it, the root first; informal areas last."""
        return self._boven[kolom.pk]

    def onder(self, kolom):
        """Keys of itself and of all that lies below it."""
        return self._onder[kolom.pk]

    def rond(self, kolom):
        return [*self.boven(kolom), *self.onder(kolom)]

    @property
    def ids(self):
        """Keys of every place that counts for one of the columns."""
        return {pk for kolom in self.kolommen for pk in self.rond(kolom)}

    def kolommen_van(self):
        """Per place the keys of the columns that it counts for."""
        voor = {}
        for kolom in self.kolommen:
            for pk in self.rond(kolom):
                voor.setdefault(pk, []).append(kolom.pk)
        return voor

    def met_plaats(self, rijen, kolom):
        """Annotate `rijen` (with a many-to-many `wijken`) with `plaats`: which of the
        places around `kolom` they are for, and `eigen`: 0 there or below, 1 above."""
        eigen, boven = self.onder(kolom), self.boven(kolom)
        door = rijen.model.wijken.through.objects
        naam = rijen.model._meta.model_name
        band = Case(
            When(wijk=kolom.pk, then=Value(0)),
            When(wijk__in=eigen, then=Value(1)),
            default=Value(2),
        )
        beste = door.filter(**{naam: OuterRef("pk")}, wijk__in=[*boven, *eigen]).order_by(
            band, "-wijk__pad"
        )
        return rijen.filter(pk__in=door.filter(wijk__in=[*boven, *eigen]).values(naam)).annotate(
            plaats=Subquery(beste.values("wijk")[:1]),
            eigen=Case(When(plaats__in=eigen, then=Value(0)), default=Value(1)),
        )

    def merk(self, pk, kolom):
        """How to mark what is for place `pk`: "" when that is `kolom` itself."""
        if pk == kolom.pk:
            return ""
        plek = self.plekken[pk]
        return plek.naam if pk in self.onder(kolom) else plek.niveau_in_woorden


def _rond(kolommen):
    """Plek by key of all that lies under the lowest place that all columns share, and above it."""
    gedeeld = _gedeeld_pad(kolommen)
    boven = [int(sleutel) for sleutel in gedeeld.strip("/").split("/") if sleutel]
    q = Q(pk__in=boven) | Q(pad__startswith=gedeeld) | Q(soort=Wijk.Soort.STREEK)
    rijen = Wijk.objects.filter(q).order_by("pad").values_list(*VELDEN)
    return {rij[0]: Plek(*rij) for rij in rijen}


def _gedeeld_pad(kolommen):
    """What all columns lie under; the members of a streek lie where the streek itself lies."""
    paden = [
        wijk.pad.removesuffix(f"{wijk.pk}/") if wijk.soort == Wijk.Soort.STREEK else wijk.pad
        for wijk in kolommen
    ]
    gedeeld = os.path.commonprefix(paden)
    return gedeeld[: gedeeld.rfind("/") + 1]


def _leden_van_streken(plekken):
    """Per informal area the set of keys of the places it takes in."""
    leden = {}
    door = Wijk.omvat.through.objects.filter(from_wijk__in=plekken)
    for streek, lid in door.values_list("from_wijk", "to_wijk"):
        leden.setdefault(streek, set()).add(lid)
    return leden
