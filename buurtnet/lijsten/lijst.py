"""Lists that can be narrowed: what a request asks for, and the page that shows it.

What a list can be chosen by stands in facetten.py, how many each choice would leave in tellen.py.
"""

from functools import cached_property
from itertools import islice
from typing import NamedTuple

import django_filters
from django import forms
from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from buurtnet.web import dataversie
from buurtnet.web.adres import verwijs_vraag
from buurtnet.web.taal import nlmaker
from buurtnet.zoeken import vraag as zoeken

from . import uitvoer
from .facetten import Facet, schoon
from .tellen import Teller

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
    """The records of `Meta.model` that somebody asks for, and what they could ask next.

    A subclass declares its facets, `koppelingen` (name -> Koppeling) and perhaps `sorteringen`
    (slug -> title and the columns to sort by, the last a key). A view reads one `from_request`.
    """

    koppelingen = {}
    # Of the machine forms: (name, function from a record to the value).
    kolommen = []
    # The slug is the name without capitals and accents, and has an index.
    sorteringen = {
        "naam": (_("op naam"), ["slug"]),
        "bevestigd": (_("laatst nagegaan eerst"), [F("bevestigd_op").desc(nulls_last=True), "pk"]),
    }

    # What else narrows the records, besides the facets and the question.
    kader = ""

    q = VraagFilter()
    sorteer = VraagFilter()

    def __init__(self, gegevens, peildatum, gebruiker, versie):
        """The list on a Peildatum that `gegevens` (a QueryDict) ask for.

        What `gebruiker` may see is in it; `versie` is that of the data (see `dataversie`), read
        before anything else.
        """
        self.peildatum = peildatum
        self.datum = peildatum.datum
        self.gebruiker = gebruiker
        self.versie = versie
        super().__init__(gegevens, queryset=self.basis())
        self.facetten = [f for f in self.filters.values() if isinstance(f, Facet)]
        self.kolomfacetten = [facet for facet in self.facetten if not facet.koppeling]
        self._teller = Teller(self)

    @classmethod
    def from_request(cls, request, peildatum):
        """The list on a Peildatum that the address of `request` asks for.

        Raises VraagVerhuisd when the address names a record as it used to be called.
        """
        versie = dataversie.versie_van(request)
        lijst = cls(request.GET, peildatum, request.user, versie)
        verwijs_vraag(request.GET, lijst.nieuwe_adressen())
        return lijst

    def basis(self):
        """All that could be listed, before any choice."""
        return self._meta.model.objects.visible_to(self.gebruiker)

    # What is asked

    @cached_property
    def _gevraagd(self):
        """{name of a filter: what is asked of it}; nothing that an address says is an error."""
        self.form.full_clean()
        return self.form.cleaned_data

    @property
    def vraag(self):
        return self._gevraagd["q"]

    @property
    def sortering(self):
        gevraagd = self._gevraagd["sorteer"]
        return gevraagd if gevraagd in self.sorteringen else next(iter(self.sorteringen))

    @cached_property
    def gekozen(self):
        """{name of a facet: the keys that were chosen}."""
        return {naam: sleutels for naam, (sleutels, _vreemd) in self._herkend.items()}

    @property
    def onbekend(self):
        """[(title of a facet, value)] of what is asked and nobody knows, to tell."""
        return [
            (self.filters[naam].label, waarde)
            for naam, (_sleutels, vreemd) in self._herkend.items()
            for waarde in vreemd
        ]

    @cached_property
    def _herkend(self):
        """{name of a facet: (keys that were chosen, values that nobody knows)}."""
        return {
            facet.field_name: facet.herken(self._gevraagd[facet.field_name], self)
            for facet in self.facetten
        }

    def nieuwe_adressen(self):
        """{parameter: {old slug: slug now}} for parameters with a value that nobody knows."""
        return {
            naam: self.filters[naam].nieuwe_adressen(self.data.getlist(naam))
            for naam, (_sleutels, vreemd) in self._herkend.items()
            if vreemd
        }

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

    # What that leaves

    def filter_queryset(self, queryset):
        return self.gefilterd().order_by(*self.sorteringen[self.sortering][1])

    def gefilterd(self, *, kolommen=True, weggelaten=None):
        """What the choices leave, as a queryset without a sure order.

        Without `kolommen` the choices of columns are left out; `weggelaten` is the name of a link
        table whose choices are.
        """
        qs = self.queryset
        if self.vraag:
            qs = qs.filter(pk__in=self._gevonden)
        for naam, koppeling in self.koppelingen.items():
            if naam != weggelaten and self.kiest(naam):
                rijen = self.koppelrijen(naam)
                qs = qs.filter(pk__in=rijen.values(koppeling.eigenaar))
        if kolommen:
            for facet in self.kolomfacetten:
                sleutels = facet.sleutels(self)
                qs = facet.filter(qs, (sleutels, self.datum)) if sleutels else qs
        return qs

    @cached_property
    def _gevonden(self):
        return zoeken.ids_voor(self._meta.model._meta.label_lower, self.vraag)

    def kiest(self, koppeling, *, weggelaten=None):
        """Whether anything is chosen by a link table (its name), but for one of its facets."""
        facetten = self._facetten_van(koppeling, weggelaten)
        return any(self.gekozen[facet.field_name] for facet in facetten)

    def koppelrijen(self, koppeling, *, weggelaten=None):
        """The rows of a link table (its name) that its facets leave, but for one of them."""
        rijen = self.koppelingen[koppeling].rijen(self.datum)
        for facet in self._facetten_van(koppeling, weggelaten):
            if sleutels := self.gekozen[facet.field_name]:
                rijen = facet.rijen_met(rijen, sleutels, self)
        return rijen

    def _facetten_van(self, koppeling, weggelaten):
        return [f for f in self.facetten if f.koppeling == koppeling and f is not weggelaten]

    # How many that are

    @cached_property
    def aantal(self):
        """How many records the choices leave."""
        return self._teller.aantal

    @property
    def geteld(self):
        """How many of those are no collection: what a page says that there are."""
        return self.aantal - self.verzamelingen

    @property
    def verzamelingen(self):
        """How many of those are collections, which are shown but not counted."""
        return self._teller.verzamelingen

    def telling(self, naam):
        """How many records each choice of a facet would leave: {key: number}."""
        return self._teller.aanbod(self.filters[naam])[0]

    @cached_property
    def blokken(self):
        """The facets to show, each with its choices; none that would leave nothing."""
        return [Blok(facet.field_name, facet.label, self._keuzes(facet)) for facet in self.facetten]

    def _keuzes(self, facet):
        telling, opties = self._teller.aanbod(facet)
        gekozen = self.gekozen[facet.field_name]
        ontbreekt = set(gekozen) - {optie.sleutel for optie in opties}
        if ontbreekt:
            opties = [o for o in facet.opties(self) if o.sleutel in ontbreekt] + opties
        # What comes from a table is content; the words of a column are the interface's own.
        titel = nlmaker() if facet.koppeling else str
        return [
            Keuze(
                o.waarde,
                titel(capfirst(o.titel)),
                telling.get(o.sleutel, 0),
                o.sleutel in gekozen,
            )
            for o in opties
        ]

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


def toon_lijst(request, lijst, template, aanvulling=None):
    """The list as a page, or as the file that `?formaat=` asks for.

    `aanvulling(page)` gives what the page shows besides, as a dict.
    """
    formaat = uitvoer.formaat_van(request)
    if formaat:
        naam = lijst._meta.model._meta.verbose_name_plural
        return uitvoer.antwoord(lijst.peildatum, formaat, naam, *lijst.tabel())
    pagina = lijst.pagina()
    context = aanvulling(pagina) if aanvulling else {}
    return render(request, template, {"lijst": lijst, "pagina": pagina, **context})
