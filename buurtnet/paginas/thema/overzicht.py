"""A theme over all places: on whose agenda it is, who works on it where, what is missing."""

from collections import Counter
from functools import cached_property, reduce

from django.utils.translation import ngettext

from buurtnet.kern.versheid import Samengeteld, samengeteld_op
from buurtnet.web.taal import recordadres
from netwerken.dekking import bereken
from netwerken.models import Inzet
from wijken.models import Agenda, Agendapunt, Wijk
from wijken.telt_mee import lees_omgeving, plekken

from ..tekening.tekening import Naam, Tekening, partij

PLEKKEN = 40  # places on the page; the matrix has them all


def lees_themaoverzicht(thema, datum, gebruiker):
    """The Themaoverzicht of all wijken and villages by name."""
    wijken = plekken(Wijk.objects.visible_to(gebruiker).woonplaatsen())
    omgeving = lees_omgeving(sorted(wijken, key=lambda wijk: wijk.naam))
    inzetten = Inzet.objects.filter(thema=thema)
    dekking = bereken(inzetten, omgeving, datum, gebruiker, themas=[thema.pk])
    inzetten = inzetten.op(datum).visible_to(gebruiker)
    return Themaoverzicht(thema, dekking, inzetten, datum, gebruiker)


class Themaoverzicht:
    """`thema` on `datum` as `gebruiker` may see it, set out over the columns of a Dekking.

    `inzetten` is a queryset of all Inzet on it that holds then and that they may see.
    """

    def __init__(self, thema, dekking, inzetten, datum, gebruiker):
        self.thema, self.dekking, self.inzetten = thema, dekking, inzetten
        self.datum, self.gebruiker = datum, gebruiker
        self.omgeving = dekking.omgeving

    @cached_property
    def regels(self):
        """One row per wijk or village that has the theme on its agenda or people of its own."""
        return [self._regel(kolom) for kolom in self._kolommen]

    @property
    def getoond(self):
        return self.regels[:PLEKKEN]

    @property
    def rest(self):
        return max(len(self.regels) - PLEKKEN, 0)

    @property
    def per_plek(self):
        """[(place, how many parties)] of the rows."""
        return [(regel["plek"], len(regel["cel"].wie)) for regel in self.regels]

    @cached_property
    def witte_vlekken(self):
        return [regel["plek"] for regel in self.regels if regel["cel"].stand == "witte_vlek"]

    @cached_property
    def op_agenda(self):
        """How many wijken and villages have it on their agenda, or on one from above."""
        return sum(self._cel(kolom).op_agenda for kolom in self.omgeving.kolommen)

    @cached_property
    def partijen(self):
        kolommen = [kolom.pk for kolom in self.omgeving.kolommen]
        return len(self.dekking.cel_over(kolommen, [self.thema.pk]).wie)

    @cached_property
    def nagegaan(self):
        """The Samengeteld of all rows of Inzet that are told of here."""
        return reduce(Samengeteld.met, (geteld for *_wie, geteld in self._rijen), Samengeteld())

    @cached_property
    def hoger(self):
        """What is meant for the city, a whole gebied or an informal area."""
        rijen = [
            {"plek": plek, "punten": self._punten.get(plek.pk, []), "wie": self._wie(plek)}
            for plek in self._hoger
        ]
        return [rij for rij in rijen if rij["punten"] or rij["plek"].pk in self._werk]

    @cached_property
    def tekening(self):
        """A drawing: who works on it on the left, the places of this page on the right."""
        return Tekening(
            (naam, Naam(plek.naam, plek.get_absolute_url()), aantal)
            for plek in [*self._hoger, *self._kolommen[:PLEKKEN]]
            for naam, aantal in self._werk.get(plek.pk, {}).items()
        )

    @cached_property
    def _kolommen(self):
        return [kolom for kolom in self.dekking.met_iets() if self._cel(kolom).stand]

    @cached_property
    def _hoger(self):
        return [plek for plek in self.omgeving.plekken.values() if plek.soort in Wijk.HOGER]

    def _cel(self, kolom):
        return self.dekking.cel(kolom.pk, self.thema.pk)

    def _regel(self, kolom):
        return {
            "plek": kolom,
            "cel": self._cel(kolom),
            "punten": self._punten.get(kolom.pk, []),
            "wie": self._wie(kolom, self._erbij(kolom)),
        }

    def _wie(self, plek, erbij=()):
        """Who is drawn for a place, by name, and in words who are not."""
        daar = Naam(plek.naam, plek.get_absolute_url())
        alle = self._werk.get(plek.pk, {})
        namen = [paar for paar in alle.items() if (paar[0], daar) in self.tekening]
        namen.sort(key=lambda paar: paar[0].naam.casefold())
        nog = len(alle) - len(namen)
        nog_meer = [ngettext("%(n)d andere partij", "%(n)d andere partijen", nog) % {"n": nog}]
        return {"namen": namen, "erbij": [*nog_meer * bool(nog), *erbij], "adres": daar.url}

    def _erbij(self, kolom):
        """In words who else counts there: from above, in a part of it, and initiatives."""
        cel = self._cel(kolom)
        anderen = cel.wie - self._sleutels.get(kolom.pk, set())
        hoger = set().union(*(self._sleutels.get(pk, ()) for pk in self.omgeving.hogere(kolom)))
        breder, delen = len(anderen & hoger), len(anderen - hoger)
        ongenoemd = len(cel.initiatieven - cel.genoemd)
        woorden = (
            (
                breder,
                ngettext(
                    "%(n)d partij uit een groter gebied",
                    "%(n)d partijen uit een groter gebied",
                    breder,
                ),
            ),
            (
                delen,
                ngettext(
                    "%(n)d partij in een deel ervan", "%(n)d partijen in een deel ervan", delen
                ),
            ),
            (ongenoemd, ngettext("%(n)d initiatief", "%(n)d initiatieven", ongenoemd)),
        )
        return [vorm % {"n": aantal} for aantal, vorm in woorden if aantal]

    @cached_property
    def _werk(self):
        """{place of this page: Counter of who works there}."""
        werk = {}
        for plek, naam, _sleutel, geteld in self._rijen:
            werk.setdefault(plek, Counter())[naam] += geteld.aantal
        return werk

    @cached_property
    def _sleutels(self):
        """{place of this page: how Dekking knows who works there}."""
        sleutels = {}
        for plek, _naam, sleutel, _samen in self._rijen:
            sleutels.setdefault(plek, set()).add(sleutel)
        return sleutels

    @cached_property
    def _rijen(self):
        """[(place of this page, who, how Dekking knows them, their rows as a Samengeteld)]."""
        rijen = self.inzetten.order_by().values_list(
            *("wijk", "organisatie", "organisatie__naam", "organisatie__slug"),
            *("organisatie__formeel", "omschreven_rol"),
            *("netwerk", "netwerk__naam", "netwerk__slug"),
        )
        plekken = self._plek_van()
        return [
            (
                plekken[wijk],
                *_partij(*rij[: -len(Samengeteld._fields)]),
                Samengeteld(*rij[-len(Samengeteld._fields) :]),
            )
            for wijk, *rij in rijen.annotate(**samengeteld_op(Inzet, self.datum))
            if wijk in plekken
        ]

    def _plek_van(self):
        """{place: the place of this page that it counts for}: itself, or the wijk around it."""
        van = {plek.pk: plek.pk for plek in self._hoger}
        for kolom in sorted(self.omgeving.kolommen, key=lambda kolom: len(kolom.keten)):
            van |= dict.fromkeys(self.omgeving.tak(kolom), kolom.pk)
        return van

    @cached_property
    def _punten(self):
        """{place: the points of its own agendas on this theme}."""
        rijen = (
            Agendapunt.objects.die_tellen(self.datum)
            .filter(thema=self.thema, agenda__wijken__isnull=False)
            .filter(agenda__in=Agenda.objects.geldend(self.datum).visible_to(self.gebruiker))
            .values_list("agenda__wijken", "tekst", "agenda__naam", "agenda__slug")
        )
        punten = {}
        for wijk, tekst, naam, slug in rijen:
            punten.setdefault(wijk, []).append((tekst, naam, recordadres("wijken:agenda", slug)))
        return punten


def _partij(organisatie, naam, slug, formeel, rol, netwerk, netwerknaam, netwerkslug):
    """(who as a Naam, how Dekking knows them)."""
    if organisatie:
        return partij(naam, recordadres("netwerken:organisatie", slug), formeel), organisatie
    if rol:
        return partij(rol, "", "rol"), rol
    adres = recordadres("netwerken:netwerk", netwerkslug)
    return partij(netwerknaam, adres, "netwerk"), ("netwerk", netwerk)
