"""Facets: filters for a Facetlijst whose choices can be counted."""

import copy
from collections import Counter, defaultdict
from typing import NamedTuple

import django_filters
from django import forms
from django.core.validators import slug_re
from django.db.models import Count, F, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.periode import niet_voorbij_q
from buurtnet.kern.status import NIET_VOORBIJ, Status, status_op
from buurtnet.web import dataversie

from .tellen import groepen_van, tel_groepen

MEESTE_WAARDEN = 40
LANGSTE_WAARDE = 80
LANGSTE = 1000


class Optie(NamedTuple):
    """Something to choose: its slug in the address, its title, its key in the database."""

    waarde: str
    titel: str
    sleutel: object


class Koppeling(NamedTuple):
    """The link table between the listed records and what they are chosen by.

    `rijen` takes a date and gives the rows that hold on it. `eigenaar` is their column with the
    listed record; `uniek` says that a record stands there once for each thing.
    """

    rijen: object
    eigenaar: str
    uniek: bool = True


def opties_van(keuzes):
    """Optie for each value of a TextChoices class."""
    return [Optie(keuze.value.replace("_", "-"), keuze.label, keuze.value) for keuze in keuzes]


def koppeling_van(veld):
    """The Koppeling of a many-to-many field, such as `Initiatief.wijken`."""
    rijen = veld.through.objects
    return Koppeling(lambda _datum: rijen.all(), veld.field.m2m_field_name())


# What the address says; nothing in it is ever an error.


class WaardenField(forms.Field):
    """The distinct values of a parameter that may be repeated."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        waarden = [schoon(waarde)[:LANGSTE_WAARDE] for waarde in value or ()]
        return tuple(dict.fromkeys(filter(None, waarden)))[:MEESTE_WAARDEN]


def schoon(tekst):
    """Words from an address with single spaces between them, without what no page can hold."""
    leesbaar = "".join(teken if teken.isprintable() else " " for teken in str(tekst)[:LANGSTE])
    return " ".join(leesbaar.split())


# Facets


class Facet(django_filters.Filter):
    """A filter whose choices are counted. Its name is the parameter, its label the title."""

    field_class = WaardenField
    # The name of the link table that it chooses by; a column of the records has none.
    koppeling = None

    def __deepcopy__(self, memo):
        """A FilterSet copies its filters for every request; ours share what never changes."""
        return copy.copy(self)

    def opties(self, lijst):
        """All Optie that may be chosen, in order."""
        raise NotImplementedError

    def getoond(self, lijst):
        """Those among them that a page offers."""
        return self.opties(lijst)

    def herken(self, waarden, lijst):
        """(keys of those `waarden` from an address that may be chosen, the other `waarden`)."""
        if not waarden:
            return (), ()
        bekend = {optie.waarde: optie.sleutel for optie in self.opties(lijst)}
        gewoon = {waarde: waarde.lower().replace("_", "-") for waarde in waarden}
        sleutels = tuple(bekend[gewoon[w]] for w in waarden if gewoon[w] in bekend)
        return sleutels, tuple(w for w in waarden if gewoon[w] not in bekend)

    def nieuwe_adressen(self, slugs):
        """{old slug: slug now} of what the choices used to be called."""
        return {}


class KolomFacet(Facet):
    """A choice from the values of one column, or of an expression made for a date.

    `keuzes` is a TextChoices class or a list of Optie. `standaard` are the keys that hold as
    long as nothing is chosen; empty means all. `standaard_q` takes a date and says the same of
    rows in a way that the database can use an index for.
    """

    def __init__(self, keuzes, *, expressie=None, standaard=(), standaard_q=None, **kwargs):
        super().__init__(**kwargs)
        self._opties = keuzes if isinstance(keuzes, list) else opties_van(keuzes)
        self.expressie = expressie
        self.standaard = standaard
        self.standaard_q = standaard_q

    def opties(self, lijst):
        return self._opties

    @property
    def alias(self):
        return f"facet_{self.naam}"

    @property
    def naam(self):
        return self.field_name

    def kolom(self, datum):
        return {self.alias: self.expressie(datum) if self.expressie else F(self.naam)}

    def sleutels(self, lijst):
        return lijst.gekozen[self.naam] or self.standaard

    def filter(self, qs, value):
        """Take (keys, date): the rows whose column has one of the keys."""
        sleutels, datum = value
        if sleutels == self.standaard and self.standaard_q:
            return qs.filter(self.standaard_q(datum))
        q = Q(**{f"{self.alias}__in": [sleutel for sleutel in sleutels if sleutel is not None]})
        if None in sleutels:
            q |= Q(**{f"{self.alias}__isnull": True})
        return qs.alias(**self.kolom(datum)).filter(q)


class StatusFacet(KolomFacet):
    """The state of a Periode on the date; what is over only when asked for."""

    def __init__(self):
        super().__init__(
            Status,
            expressie=status_op,
            standaard=NIET_VOORBIJ,
            standaard_q=niet_voorbij_q,
            label=_("Status"),
        )


class KoppelFacet(Facet):
    """A choice from a table that a link table leads to.

    `tabel` is a callable that gives the queryset of the choices, in order, with slug and naam;
    `koppeling` names the link table in `Facetlijst.koppelingen`. Facets that share one are
    chosen together: an organisation that does *this* theme in *this* wijk.
    """

    def __init__(self, tabel, *, koppeling, sleutel, **kwargs):
        super().__init__(**kwargs)
        self.tabel = tabel
        self.koppeling = koppeling
        self.sleutel = sleutel

    def opties(self, lijst):
        return dataversie.onthoud(lijst.versie, ("opties", self.sleutel), self._lees_tabel)

    def _lees_tabel(self):
        return [Optie(*rij) for rij in self.tabel().values_list("slug", "naam", "pk")]

    def nieuwe_adressen(self, slugs):
        """{old slug: slug now} of what the choices used to be called."""
        tabel = self.tabel()
        slugs = [slug for slug in slugs[:MEESTE_WAARDEN] if slug_re.fullmatch(slug)]
        return tabel.nieuwe_adressen(slugs) if hasattr(tabel, "nieuwe_adressen") else {}

    def rijen_met(self, rijen, sleutels, lijst):
        """The rows of the link table that lead to one of the keys."""
        return rijen.filter(**{f"{self.sleutel}__in": sleutels})

    def tel(self, rijen, koppeling, lijst):
        """How many distinct owners each key has among these rows of the link table."""
        if koppeling.uniek:
            aantal = Count(koppeling.eigenaar)
            return dict(rijen.order_by().values_list(self.sleutel).annotate(n=aantal))
        return tel_groepen(groepen_van(rijen, koppeling, self.sleutel))


class Boomtabel:
    """A whole tree in memory: keys with what lies above and below them."""

    def __init__(self, rijen, streken, soortnamen):
        """`rijen`: (slug, naam, pk, pad, soort) in the order of showing. As a choice, a name
        that stands there twice says its kind, by `soortnamen`.

        `streken` are pairs of keys (whole, part) outside the tree: the whole stands above the
        part and all that lies below it.
        """
        self.opties = [Optie(*rij[:3]) for rij in rijen]
        self.soorten = {rij[2]: rij[4] for rij in rijen}
        namen = Counter(optie.titel for optie in self.opties)
        self.keuzes = [
            optie._replace(titel=format_lazy("{} ({})", optie.titel, soortnamen[rij[4]]))
            if namen[optie.titel] > 1
            else optie
            for optie, rij in zip(self.opties, rijen, strict=True)
        ]
        self._verwanten = defaultdict(set)
        for rij in rijen:
            pk, lijn = rij[2], [int(sleutel) for sleutel in rij[3].strip("/").split("/")]
            self._verwanten[pk].update(lijn)
            for plek in lijn:
                self._verwanten[plek].add(pk)
        paden = {rij[2]: rij[3] for rij in rijen}
        for geheel, deel in streken:
            for pk in [pk for pk, pad in paden.items() if f"/{deel}/" in pad]:
                self._verwanten[geheel].add(pk)
                self._verwanten[pk].add(geheel)

    def verwanten(self, sleutels):
        """The keys with all that lies above and below them, as a set."""
        return set().union(*(self._verwanten.get(sleutel, ()) for sleutel in sleutels))


class BoomFacet(KoppelFacet):
    """A choice from a tree: what stands above or below the chosen place counts too."""

    def __init__(self, tabel, *, soorten, streken, **kwargs):
        """`soorten`: groups of kinds in the order of showing; `streken`: see Boomtabel."""
        super().__init__(tabel, **kwargs)
        self.soorten = soorten
        self.streken = streken

    def boom(self, lijst):
        return dataversie.onthoud(lijst.versie, ("boom", self.sleutel), self._lees_boom)

    def _lees_boom(self):
        tabel = self.tabel()
        rijen = tabel.values_list("slug", "naam", "pk", "pad", "soort")
        soortnamen = dict(tabel.model._meta.get_field("soort").choices)
        return Boomtabel(list(rijen), list(self.streken()), soortnamen)

    def opties(self, lijst):
        return self.boom(lijst).opties

    def getoond(self, lijst):
        boom = self.boom(lijst)
        return [
            optie
            for soorten in self.soorten
            for optie in boom.keuzes
            if boom.soorten[optie.sleutel] in soorten
        ]

    def plekken(self, sleutels, lijst):
        """The keys of all places that count for these."""
        return self.boom(lijst).verwanten(sleutels)

    def rijen_met(self, rijen, sleutels, lijst):
        return super().rijen_met(rijen, self.plekken(sleutels, lijst), lijst)

    def tel(self, rijen, koppeling, lijst):
        verwanten = self.boom(lijst).verwanten
        groepen = groepen_van(rijen, koppeling, self.sleutel)
        return tel_groepen((verwanten(groep), aantal) for groep, aantal in groepen)
