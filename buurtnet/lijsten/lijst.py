"""Lists that can be narrowed: every choice says how many results it would leave.

Counting is shaped for many rows. The columns of the listed records are counted in one query,
grouped by all of them at once; what links to them is counted from the narrow link table, with
the other filters as a subquery. Counts are remembered until the content changes.
"""

from collections import Counter
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import django_filters
from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, F, Value
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from buurtnet.web import dataversie
from buurtnet.web.adres import heel_adres, verwijs_vraag
from buurtnet.web.taal import nlmaker
from buurtnet.zoeken import vraag as zoeken

from . import uitvoer
from .facetten import Facet, KolomFacet, KoppelFacet, schoon

MEESTE_KEUZES = 100
LANGSTE_VRAAG = 120
PER_PAGINA = 25
PER_GREEP = 500


class Keuze(NamedTuple):
    waarde: str
    titel: str
    aantal: int
    gekozen: bool


class Blok(NamedTuple):
    """A facet as a page shows it."""

    naam: str
    titel: str
    keuzes: list


class VraagField(forms.Field):
    def to_python(self, value):
        return schoon(value or "")[:LANGSTE_VRAAG].strip()


class VraagFilter(django_filters.Filter):
    field_class = VraagField


class GeteldePaginator(Paginator):
    """A Paginator that is told how many there are."""

    def __init__(self, object_list, per_page, aantal):
        super().__init__(object_list, per_page)
        self.count = aantal


class Facetlijst(django_filters.FilterSet):
    """The records of `Meta.model` that a request asks for, and what it could ask next.

    A subclass declares its facets, `koppelingen` (name -> Koppeling) and perhaps `sorteringen`
    (slug -> title and the columns to sort by, the last a key).
    """

    koppelingen = {}
    # Of the machine forms: (name, function from a record to the value).
    kolommen = []
    # The slug is the name without capitals and accents, and has an index.
    sorteringen = {
        "naam": (_("op naam"), ["slug"]),
        "bevestigd": (_("laatst bevestigd eerst"), [F("bevestigd_op").desc(nulls_last=True), "pk"]),
    }

    # What else narrows the records, besides the facets and the question.
    kader = ""

    q = VraagFilter()
    sorteer = VraagFilter()

    def __init__(self, request, peildatum, *, gegevens=None, versie=""):
        """`gegevens` stands in for what the address asks; `versie` for reading it once more."""
        # Of a page for visitors the version was read before anything else.
        self.versie = versie or getattr(request, "dataversie", None) or dataversie.lees_versie()
        self.peildatum = peildatum
        self.datum = peildatum.datum
        self.gebruiker = request.user
        gegevens = request.GET if gegevens is None else gegevens
        super().__init__(gegevens, queryset=self.basis(), request=request)
        self.errors  # noqa: B018  reads the address: fills form.cleaned_data
        self.facetten = [f for f in self.filters.values() if isinstance(f, Facet)]
        self.onbekend = []
        self.gekozen = {facet.field_name: self._sleutels(facet) for facet in self.facetten}
        if self.onbekend and gegevens is request.GET:
            self._verwijs_oude_adressen(gegevens)

    def basis(self):
        """All that could be listed, before any choice."""
        return self._meta.model.objects.visible_to(self.gebruiker)

    @property
    def vraag(self):
        return self.form.cleaned_data["q"]

    @property
    def sortering(self):
        gevraagd = self.form.cleaned_data["sorteer"]
        return gevraagd if gevraagd in self.sorteringen else next(iter(self.sorteringen))

    @property
    def sorteerkeuzes(self):
        return [
            (slug, titel, slug == self.sortering) for slug, (titel, _k) in self.sorteringen.items()
        ]

    @property
    def gekozen_namen(self):
        """The names of all that was chosen, as plain text."""
        return [
            str(optie.titel)
            for facet in self.facetten
            for optie in facet.opties(self)
            if optie.sleutel in self.gekozen[facet.field_name]
        ]

    @property
    def is_gefilterd(self):
        return bool(self.vraag or any(self.gekozen.values()))

    def _sleutels(self, facet):
        """The keys that were chosen; what we don't know is kept to tell."""
        waarden = self.form.cleaned_data[facet.field_name]
        if not waarden:
            return ()
        bekend = {optie.waarde: optie.sleutel for optie in facet.opties(self)}
        gewoon = {waarde: waarde.lower().replace("_", "-") for waarde in waarden}
        self.onbekend += [(facet.label, w) for w in waarden if gewoon[w] not in bekend]
        return tuple(bekend[gewoon[w]] for w in waarden if gewoon[w] in bekend)

    def _verwijs_oude_adressen(self, vraag):
        """Raise VraagVerhuisd when what we don't know is an address that a record used to have."""
        onbekend = {titel for titel, _waarde in self.onbekend}
        tabellen = [f for f in self.facetten if isinstance(f, KoppelFacet) and f.label in onbekend]
        nieuw = {f.field_name: f.nieuwe_adressen(vraag.getlist(f.field_name)) for f in tabellen}
        verwijs_vraag(vraag, nieuw)

    # Filtering

    def filter_queryset(self, queryset):
        return self._gefilterd().order_by(*self.sorteringen[self.sortering][1])

    def _gefilterd(self, *, kolommen=True, zonder=None):
        """What the choices leave; those of columns or of the link table `zonder` left out."""
        qs = self.queryset
        if self.vraag:
            qs = qs.filter(pk__in=self._gevonden)
        for naam, koppeling in self.koppelingen.items():
            if naam != zonder and self._kiest(naam):
                rijen = self._koppelrijen(naam)
                qs = qs.filter(pk__in=rijen.values(koppeling.eigenaar))
        if kolommen:
            for facet in self._kolomfacetten:
                sleutels = facet.sleutels(self)
                qs = facet.filter(qs, (sleutels, self.datum)) if sleutels else qs
        return qs

    @cached_property
    def _gevonden(self):
        return zoeken.ids_voor(self._meta.model._meta.label_lower, self.vraag)

    @cached_property
    def _kolomfacetten(self):
        return [facet for facet in self.facetten if isinstance(facet, KolomFacet)]

    def _van_koppeling(self, naam):
        return [f for f in self.facetten if getattr(f, "koppeling", None) == naam]

    def _kiest(self, naam, zonder=None):
        return any(self.gekozen[f.field_name] for f in self._van_koppeling(naam) if f is not zonder)

    def _koppelrijen(self, naam, zonder=None):
        """The rows of a link table that its facets leave, `zonder` not asked."""
        rijen = self.koppelingen[naam].rijen(self.datum)
        for facet in self._van_koppeling(naam):
            sleutels = self.gekozen[facet.field_name]
            if sleutels and facet is not zonder:
                rijen = facet.rijen_met(rijen, sleutels, self)
        return rijen

    # Counting

    @cached_property
    def aantal(self):
        """How many records the choices leave."""
        return sum(n for waarden, n in self._kruistabel if self._past(waarden))

    @property
    def geteld(self):
        return self.aantal - self.verzamelingen

    @cached_property
    def verzamelingen(self):
        """How many of those are collections, which are shown but not counted."""
        return sum(n for waarden, n in self._kruistabel if waarden[-1] and self._past(waarden))

    @cached_property
    def blokken(self):
        """The facets to show, each with its choices; none that would leave nothing."""
        return [Blok(facet.field_name, facet.label, self._keuzes(facet)) for facet in self.facetten]

    def telling(self, naam):
        """How many records each choice of a facet would leave: {key: number}."""
        return self._aanbod(self.filters[naam])[0]

    def _keuzes(self, facet):
        telling, opties = self._aanbod(facet)
        gekozen = self.gekozen[facet.field_name]
        erbij = set(gekozen) - {optie.sleutel for optie in opties}
        if erbij:
            opties = [o for o in facet.opties(self) if o.sleutel in erbij] + opties
        # What comes from a table is content; the words of a column are the interface's own.
        titel = nlmaker() if isinstance(facet, KoppelFacet) else str
        return [
            Keuze(
                o.waarde,
                titel(capfirst(o.titel)),
                telling.get(o.sleutel, 0),
                o.sleutel in gekozen,
            )
            for o in opties
        ]

    def _aanbod(self, facet):
        """(how many each key would leave, the Optie to offer)."""
        if isinstance(facet, KolomFacet):
            telling = self._kolomtelling(facet)
            return telling, _drukste(facet.getoond(self), telling)
        return self._onthoud(facet.field_name, facet, lambda: self._koppelaanbod(facet))

    def _koppelaanbod(self, facet):
        telling = self._tel_koppeling(facet)
        return telling, _drukste(facet.getoond(self), telling)

    def _tel_koppeling(self, facet):
        koppeling = self.koppelingen[facet.koppeling]
        buiten = self._gefilterd(zonder=facet.koppeling).order_by()
        rijen = self._koppelrijen(facet.koppeling, zonder=facet)
        if self._kiest(facet.koppeling, zonder=facet):
            # Says nothing new, but keeps the database from listing all owners first.
            buiten = buiten.filter(pk__in=rijen.values(koppeling.eigenaar))
        rijen = rijen.filter(**{f"{koppeling.eigenaar}__in": buiten.values("pk")})
        return facet.tel(rijen, koppeling, self)

    def _kolomtelling(self, facet):
        plaats = self._kolomfacetten.index(facet)
        telling = Counter()
        for waarden, n in self._kruistabel:
            if self._past(waarden, zonder=plaats):
                telling[waarden[plaats]] += n
        return telling

    def _past(self, waarden, zonder=None):
        """Whether these values of the columns are among the chosen ones."""
        return all(
            nummer == zonder
            or not (sleutels := facet.sleutels(self))
            or waarden[nummer] in sleutels
            for nummer, facet in enumerate(self._kolomfacetten)
        )

    @cached_property
    def _kruistabel(self):
        """(values of all columns with a facet and is_verzameling, how many have them)."""
        return self._onthoud("kruistabel", None, self._lees_kruistabel)

    def _lees_kruistabel(self):
        qs = self._gefilterd(kolommen=False).order_by()
        kolommen = {}
        for facet in self._kolomfacetten:
            kolommen |= facet.kolom(self.datum)
        heeft_verzameling = hasattr(self._meta.model, "is_verzameling")
        kolommen["verzameling"] = F("is_verzameling") if heeft_verzameling else Value(0)
        rijen = qs.annotate(**kolommen).values_list(*kolommen).annotate(n=Count("pk"))
        return [(rij[:-1], rij[-1]) for rij in rijen]

    def _onthoud(self, wat, facet, maak):
        """`maak()`, remembered under all choices that it depends on."""
        keuzes = tuple(
            (naam, sleutels)
            for naam, sleutels in self.gekozen.items()
            if not (facet and naam == facet.field_name)
            and (wat != "kruistabel" or not isinstance(self.filters[naam], KolomFacet))
        )
        wie = (self.gebruiker.pk, self.gebruiker.is_redacteur) if self.gebruiker.pk else None
        label = type(self).__name__
        return dataversie.onthoud(
            self.versie, (label, wie, self.datum, self.vraag, self.kader, wat, keuzes), maak
        )

    # Showing

    def pagina(self, per_pagina=PER_PAGINA):
        """The page that was asked for; the nearest one when it isn't there."""
        paginator = GeteldePaginator(self.voor_lijst(self.qs), per_pagina, self.aantal)
        pagina = paginator.get_page(self.data.get("pagina"))
        pagina.object_list = list(pagina.object_list)
        self.verrijk(pagina.object_list)
        return pagina

    def voor_lijst(self, qs):
        """Add to `qs` what a row of the list shows."""
        return qs

    def verrijk(self, rijen):
        """Add to some records what a row of the list shows and `voor_lijst` could not."""

    def voor_tabel(self, qs):
        """Add to `qs` what `kolommen` read."""
        return self.voor_lijst(qs)

    def verrijk_tabel(self, rijen):
        """Add to some records what `kolommen` read and `voor_tabel` could not."""
        self.verrijk(rijen)

    def tabel(self):
        """The names of the columns, and a row for every record that the choices leave."""
        return [kop for kop, _waarde in self.kolommen], self._tabelrijen()

    def _tabelrijen(self):
        alle = self.voor_tabel(self.qs).select_related("bron").iterator(chunk_size=PER_GREEP)
        while greep := list(islice(alle, PER_GREEP)):
            self.verrijk_tabel(greep)
            for record in greep:
                yield [waarde(record) for _kop, waarde in self.kolommen]


def _drukste(opties, telling):
    """Those of `opties` that leave something, the busiest when there are many, in their order."""
    opties = [optie for optie in opties if telling.get(optie.sleutel)]
    if len(opties) <= MEESTE_KEUZES:
        return opties
    drukste = sorted(opties, key=lambda optie: -telling[optie.sleutel])[:MEESTE_KEUZES]
    blijft = {optie.sleutel for optie in drukste}
    return [optie for optie in opties if optie.sleutel in blijft]


def toon_lijst(request, lijst, template, erbij=None):
    """The list as a page, or as the file that `?formaat=` asks for.

    `erbij(page)` gives what the page shows besides, as a dict.
    """
    formaat = uitvoer.formaat_van(request)
    if formaat:
        naam = lijst._meta.model._meta.verbose_name_plural
        return uitvoer.antwoord(lijst.peildatum, formaat, naam, *lijst.tabel())
    pagina = lijst.pagina()
    context = erbij(pagina) if erbij else {}
    return render(request, template, {"lijst": lijst, "pagina": pagina, **context})


# Columns of machine forms


def kolom_url(record):
    return heel_adres(record.get_absolute_url())


def kolom_bron(record):
    return record.bron.naam if record.bron else ""


HERKOMST_KOLOMMEN = [
    ("bron", kolom_bron),
    ("vindplaats", lambda record: record.vindplaats),
    ("bevestigd_op", lambda record: record.bevestigd_op),
    ("adres", kolom_url),
    ("uuid", lambda record: str(record.uuid)),
]
PERIODE_KOLOMMEN = [
    ("status", lambda record: record.status),
    ("vanaf", lambda record: record.vanaf),
    ("tot", lambda record: record.tot),
]
