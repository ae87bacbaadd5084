"""How many: what the choices of a list leave, and what each next choice would.

Counting is shaped for many rows. The columns of the listed records are counted in one query,
grouped by all of them at once; what links to them is counted from the narrow link table, with
the other filters as a subquery. How a facet adds up those rows is its `tel`, in facetten.py: a
KoppelFacet counts owners per key, a BoomFacet an owner once for each place above, at or below one
of its own. `gefilterd` and `koppelrijen` of a Facetlijst are its records, or their link rows, that
fit all choices but those of the facets that are left out. Counts are remembered
until the content changes.
"""

from collections import Counter
from functools import cached_property

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Aggregate, Count, F, TextField, Value

from buurtnet.web import dataversie

MEESTE_KEUZES = 100


class Teller:
    """Counts for a Facetlijst."""

    def __init__(self, lijst):
        self._lijst = lijst

    @cached_property
    def aantal(self):
        """How many records the choices leave."""
        return sum(aantal for waarden, aantal in self._kruistabel if self._past(waarden))

    @cached_property
    def verzamelingen(self):
        """How many of those are collections."""
        return sum(
            aantal for waarden, aantal in self._kruistabel if waarden[-1] and self._past(waarden)
        )

    def aanbod(self, facet):
        """({key: how many records it would leave}, the Optie to offer) of a facet."""
        if not facet.koppeling:
            return self._met_drukste(facet, self._tel_kolom(facet))
        return self._onthoud(
            facet.field_name,
            [ander for ander in self._lijst.facetten if ander is not facet],
            lambda: self._met_drukste(facet, self._tel_koppeling(facet)),
        )

    def _met_drukste(self, facet, telling):
        return telling, _drukste(facet.getoond(self._lijst), telling)

    # What links to the records

    def _tel_koppeling(self, facet):
        lijst, koppeling = self._lijst, self._lijst.koppelingen[facet.koppeling]
        records = lijst.gefilterd(weggelaten=facet.koppeling).order_by()
        rijen = lijst.koppelrijen(facet.koppeling, weggelaten=facet)
        if lijst.kiest(facet.koppeling, weggelaten=facet):
            # Says nothing new, but keeps the database from listing all owners first.
            records = records.filter(pk__in=rijen.values(koppeling.eigenaar))
        rijen = rijen.filter(**{f"{koppeling.eigenaar}__in": records.values("pk")})
        return facet.tel(rijen, koppeling, lijst)

    # Their own columns

    def _tel_kolom(self, facet):
        plaats = self._lijst.kolomfacetten.index(facet)
        telling = Counter()
        for waarden, aantal in self._kruistabel:
            if self._past(waarden, weggelaten=plaats):
                telling[waarden[plaats]] += aantal
        return telling

    def _past(self, waarden, weggelaten=None):
        """Whether these values of the columns are among the chosen ones."""
        return all(
            nummer == weggelaten
            or not (sleutels := facet.sleutels(self._lijst))
            or waarden[nummer] in sleutels
            for nummer, facet in enumerate(self._lijst.kolomfacetten)
        )

    @cached_property
    def _kruistabel(self):
        """[(values of all columns with a facet and is_verzameling, how many have them)]."""
        koppelfacetten = [facet for facet in self._lijst.facetten if facet.koppeling]
        return self._onthoud("kruistabel", koppelfacetten, self._lees_kruistabel)

    def _lees_kruistabel(self):
        lijst = self._lijst
        records = lijst.gefilterd(kolommen=False).order_by()
        kolommen = {}
        for facet in lijst.kolomfacetten:
            kolommen |= facet.kolom(lijst.datum)
        heeft_verzameling = hasattr(records.model, "is_verzameling")
        kolommen["verzameling"] = F("is_verzameling") if heeft_verzameling else Value(0)
        rijen = records.annotate(**kolommen).values_list(*kolommen).annotate(n=Count("pk"))
        return [(rij[:-1], rij[-1]) for rij in rijen]

    def _onthoud(self, wat, facetten, maak):
        """`maak()`, remembered under all that it depends on: the choices of `facetten` too."""
        lijst = self._lijst
        keuzes = tuple((facet.field_name, lijst.gekozen[facet.field_name]) for facet in facetten)
        gebruiker = lijst.gebruiker
        wie = (gebruiker.pk, gebruiker.is_redacteur) if gebruiker.pk else None
        sleutel = (type(lijst).__name__, wie, lijst.datum, lijst.vraag, lijst.kader, wat, keuzes)
        return dataversie.onthoud(lijst.versie, sleutel, maak)


def _drukste(opties, telling):
    """Those of `opties` that leave something, the busiest when there are many, in their order."""
    opties = [optie for optie in opties if telling.get(optie.sleutel)]
    if len(opties) <= MEESTE_KEUZES:
        return opties
    drukste = sorted(opties, key=lambda optie: -telling[optie.sleutel])[:MEESTE_KEUZES]
    blijft = {optie.sleutel for optie in drukste}
    return [optie for optie in opties if optie.sleutel in blijft]


class Sleutels(Aggregate):
    """The keys of a group in one text: "3,15"."""

    allow_distinct = True
    output_field = TextField()

    def as_sqlite(self, compiler, connection, **kwargs):
        return self.as_sql(compiler, connection, function="group_concat", **kwargs)

    def as_postgresql(self, compiler, connection, **kwargs):
        sjabloon = "string_agg(%(distinct)s%(expressions)s::text, ',')"
        return self.as_sql(compiler, connection, template=sjabloon, **kwargs)


def tel_groepen(groepen):
    """{key: how many owners have it} of groups (keys, how many owners)."""
    telling = Counter()
    for sleutels, aantal in groepen:
        for sleutel in sleutels:
            telling[sleutel] += aantal
    return telling


def groepen_van(rijen, koppeling, sleutel):
    """(keys that owners have together, how many owners) of all groups in a link table.

    For distinct owners that is several times cheaper than COUNT(DISTINCT) of them.
    """
    sleutels = Sleutels(sleutel, distinct=not koppeling.uniek)
    per_eigenaar = rijen.order_by().values(koppeling.eigenaar).annotate(groep=sleutels)
    try:
        sql, waarden = per_eigenaar.values("groep").query.sql_with_params()
    except EmptyResultSet:
        return
    with connection.cursor() as cursor:
        # An aggregate of an aggregate: the one thing here that the ORM can't say. It wrote what
        # is put in, with the values apart.
        cursor.execute(
            f"SELECT groep, COUNT(*) FROM ({sql}) per_eigenaar GROUP BY groep",  # noqa: S608
            waarden,
        )
        for groep, aantal in cursor.fetchall():
            yield map(int, groep.split(",")), aantal
