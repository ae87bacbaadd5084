"""Which places count for a place: what lies above it, itself, and what lies below it."""

from posixpath import commonpath
from typing import NamedTuple

from django.db.models import BigIntegerField, Case, Count, F, Min, Q, Value, When

from buurtnet.web.taal import recordadres

from .models import Wijk
from .models.wijk import niveau_in_woorden

# Added to the key of a place above, so that one number says where and whether it is above.
HOGER = 10**12
MEESTE_DIEPER = 100  # as wide as a matrix may be
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
        return niveau_in_woorden(self.soort, self.naam)

    @property
    def is_woonplaats(self):
        return self.soort in Wijk.WOONPLAATSEN

    def get_absolute_url(self):
        return recordadres("wijken:wijk", self.slug)


class Merk(NamedTuple):
    """For which place something is, other than the one that is looked at.

    `soort` is that of a place above it, "" of a place below it; `nog` how many more below it.
    """

    naam: str
    soort: str = ""
    nog: int = 0


class Omgeving:
    """The places around `kolommen`: `plekken` by key, and of each streek the keys of its `leden`.

    An informal area (streek) is treated as a level above the wijken it takes in. With
    `met_delen` what lies directly below each of them becomes a column too, and of what is wider
    than a wijk all wijken and villages in it, unless these are very many.
    """

    def __init__(self, kolommen, plekken, leden, met_delen=False):
        self.plekken, self.leden = plekken, leden
        self.kolommen = [self.plekken[wijk.pk] for wijk in kolommen]
        if met_delen:
            self.kolommen += self._delen_van(kolommen)
        self._hogere, self._tak = {}, {kolom.pk: [] for kolom in self.kolommen}
        for plek in self.plekken.values():
            self._plaats(plek, plek.keten)

    def _delen_van(self, kolommen):
        delen = {deel.pk: deel for wijk in kolommen for deel in self.delen(wijk)}
        binnen = {wijk.pk for wijk in kolommen if wijk.soort in Wijk.HOGER}
        binnen.update(*(self.leden.get(pk, ()) for pk in binnen))
        dieper = [
            plek
            for plek in self.plekken.values()
            if plek.is_woonplaats and plek.pk not in delen and binnen & set(plek.keten)
        ]
        return [*delen.values(), *(dieper if len(dieper) <= MEESTE_DIEPER else ())]

    def _plaats(self, plek, keten):
        streken = [streek for streek, leden in self.leden.items() if leden & set(keten)]
        for pk in {*keten, *streken} & self._tak.keys():
            self._tak[pk].append(plek.pk)
        if plek.pk in self._tak:
            hoger = [*keten[:-1], *(streek for streek in streken if streek not in keten)]
            self._hogere[plek.pk] = [pk for pk in hoger if pk in self.plekken]

    def delen(self, wijk):
        """The places directly below `wijk`; of an informal area those that it takes in."""
        leden = self.leden.get(wijk.pk, ())
        delen = [
            plek
            for plek in self.plekken.values()
            if plek.pk in leden or (plek.keten[-2:-1] == [wijk.pk])
        ]
        return sorted(delen, key=lambda plek: plek.naam)

    def hogere(self, kolom):
        """Keys of all that lies above it, the root first; informal areas last."""
        return self._hogere[kolom.pk]

    def tak(self, kolom):
        """Keys of itself and of all that lies below it."""
        return self._tak[kolom.pk]

    def woonplaatsen_in(self, kolom):
        """The columns that are a wijk or village below it.

        Of what an informal area takes in those that it names, and not what lies within these.
        """
        lager = {*self.tak(kolom)} - {kolom.pk}
        alle = [plek for plek in self.kolommen if plek.is_woonplaats and plek.pk in lager]
        genoemd = {plek.pk for plek in alle} & self.leden.get(kolom.pk, set())
        return [plek for plek in alle if plek.pk in genoemd or genoemd.isdisjoint(plek.keten)]

    def meetellende(self, kolom):
        return [*self.hogere(kolom), *self.tak(kolom)]

    @property
    def ids(self):
        """Keys of every place that counts for one of the columns."""
        return {pk for kolom in self.kolommen for pk in self.meetellende(kolom)}

    def kolommen_van(self):
        """Per place the keys of the columns that it counts for."""
        voor = {}
        for kolom in self.kolommen:
            for pk in self.meetellende(kolom):
                voor.setdefault(pk, []).append(kolom.pk)
        return voor

    def kolommen_onder(self, pk):
        """Keys of the columns that what holds for the place `pk` holds for: itself and below."""
        return [kolom.pk for kolom in self.kolommen if pk in (kolom.pk, *self.hogere(kolom))]

    def dichtbij(self, rijen, kolom, *velden, langs="wijken", **namen):
        """Those `rijen` that are for a place around `kolom`, once each, as dicts.

        Takes what values() takes, and `langs`: the field that leads to their wijken. Adds
        `plaats` (see `merk`), `hoger`: 0 for what is there or below it, 1 for what is above, and
        `lager`: for how many places there or below it.
        """
        in_tak = Q(**{f"{langs}__in": self.tak(kolom)})
        plaats = Case(
            When(**{langs: kolom.pk}, then=Value(0)),
            When(in_tak, then=F(langs)),
            default=F(langs) + HOGER,
            output_field=BigIntegerField(),
        )
        meetellend = self.meetellende(kolom)
        if langs == "wijken":
            # Said apart: the join below becomes an outer one, that would read all rows.
            door = rijen.model.wijken.through.objects.filter(wijk__in=meetellend)
            rijen = rijen.filter(pk__in=door.values(rijen.model._meta.model_name))
        return (
            rijen.filter(**{f"{langs}__in": meetellend})
            .order_by()
            .values(*velden, **namen)
            .annotate(plaats=Min(plaats), lager=Count(langs, filter=in_tak, distinct=True))
            .annotate(hoger=Case(When(plaats__gte=HOGER, then=Value(1)), default=Value(0)))
        )

    def aantal_hoger(self, rijen, kolom):
        """[(Plek, how many)] of the places above `kolom` that some of `rijen` are for.

        `rijen` is a queryset with `per_plek`.
        """
        hogere = self.hogere(kolom)
        aantallen = rijen.per_plek(hogere) if hogere else {}
        return [(self.plekken[pk], aantallen[pk]) for pk in hogere if pk in aantallen]

    def merk(self, plaats, kolom, nog=0):
        """The Merk of what is for `plaats`, a key or what `dichtbij` gave; None for `kolom`."""
        pk = plaats % HOGER or kolom.pk
        if pk == kolom.pk:
            return None
        plek = self.plekken[pk]
        soort = "" if pk in self._tak[kolom.pk] else plek.soort
        return Merk(plek.naam, soort, max(nog, 0))

    def merk_van(self, rij, kolom):
        """As `merk`, of a row that `dichtbij` gave, with for how many more places it is."""
        return self.merk(rij["plaats"], kolom, rij["lager"] - 1)


def lees_omgeving(kolommen, met_delen=False):
    """The Omgeving of `kolommen` (Wijken), read in two queries however many there are."""
    plekken_om = _plekken_om(kolommen)
    return Omgeving(kolommen, plekken_om, _leden_van_streken(plekken_om), met_delen)


def plekken(wijken):
    """The Plekken of a queryset of Wijken, what lies above first."""
    return [Plek(*rij) for rij in wijken.order_by("pad").values_list(*VELDEN)]


def _plekken_om(kolommen):
    """Plek by key of all that lies under the lowest place that all columns share, and above it."""
    if not kolommen:
        return {}
    gedeeld = _gedeeld_pad(kolommen)
    hogere = [int(sleutel) for sleutel in gedeeld.strip("/").split("/") if sleutel]
    q = Q(pk__in=hogere) | Q(pad__startswith=gedeeld) | Q(soort=Wijk.Soort.STREEK)
    # A place that isn't public counts for no other place, and is named nowhere.
    zichtbaar = Q(openbaar=True) | Q(pk__in=[wijk.pk for wijk in kolommen])
    return {plek.pk: plek for plek in plekken(Wijk.objects.filter(q & zichtbaar))}


def _gedeeld_pad(kolommen):
    """What all columns lie under; the members of a streek lie where the streek itself lies."""
    paden = [
        wijk.pad.removesuffix(f"{wijk.pk}/") if wijk.soort == Wijk.Soort.STREEK else wijk.pad
        for wijk in kolommen
    ]
    return f"{commonpath(paden).rstrip('/')}/"


def _leden_van_streken(plekken):
    """Per informal area the set of keys of the places it takes in."""
    leden = {}
    door = Wijk.omvat.through.objects.filter(from_wijk__in=plekken)
    for streek, lid in door.values_list("from_wijk", "to_wijk"):
        leden.setdefault(streek, set()).add(lid)
    return leden
