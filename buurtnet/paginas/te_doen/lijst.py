"""The list of what there is to do, and what narrows it: where, what, for whom, when."""

from collections import Counter
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from buurtnet.lijsten.facetten import LANGSTE_WAARDE, KoppelFacet, Koppeling, koppeling_van, schoon
from buurtnet.lijsten.lijst import Facetlijst
from buurtnet.lijsten.sleutels import uit_lijst
from buurtnet.lijsten.uitvoer import HERKOMST_KOLOMMEN, PERIODE_KOLOMMEN
from initiatieven.herhaling.kalender import TERMIJNEN, ZONDER_DAG
from initiatieven.models import Activiteit, Doelgroep
from netwerken.models import Inzet, Netwerk
from wijken.telt_mee import Plek

from ..facetten import (
    DoelgroepFacet,
    ThemaFacet,
    WijkFacet,
    alle_themas,
    geef,
    namen,
    openbare_naam,
    plekkoppeling,
    waarde,
)
from . import aanbod
from .bijeenkomsten import Bijeenkomsten

WANNEER = {
    "": _("Alles"),
    "vandaag": _("Vandaag"),
    "week": _("Deze week"),
    "maand": _("Deze maand"),
    ZONDER_DAG: _("Zonder vaste dag"),
}


def _netwerken():
    return Netwerk.objects.filter(openbaar=True)


def _via_netwerk(datum):
    """Inzet on `datum` by way of a network, for an initiatief that has activities."""
    via = Inzet.objects.op(datum).filter(netwerk__openbaar=True, initiatief__openbaar=True)
    return via.exclude(organisatie__openbaar=False)


class NetwerkFacet(KoppelFacet):
    """What is on of a network itself: by way of its inzet, and its meetings for residents."""

    def __init__(self, **kwargs):
        label = _("Van een netwerk")
        super().__init__(
            _netwerken, koppeling="netwerken", sleutel="netwerk", label=label, **kwargs
        )

    def tel(self, rijen, koppeling, lijst):
        eigen = (soort(lijst).per_netwerk() for soort in SOORTEN)
        return sum(eigen, Counter(super().tel(rijen, koppeling, lijst)))


def waarde_of(veld, anders=""):
    """Column with a field that not everything that is on has."""
    return lambda record: getattr(record, veld, anders)


class ActiviteitFilters(Facetlijst):
    kolommen = [
        ("naam", waarde("naam")),
        ("soort", lambda record: record._meta.verbose_name),
        ("wanneer", waarde("ritme_in_woorden")),
        ("eerstvolgende", waarde_of("eerstvolgende", None)),
        ("regel", waarde("regel")),
        ("niet_op", lambda record: [dag.isoformat() for dag in getattr(record, "niet_op", ())]),
        ("ook_op", lambda record: [dag.isoformat() for dag in getattr(record, "ook_op", ())]),
        ("begint_om", waarde("begint_om")),
        ("eindigt_om", waarde_of("eindigt_om", None)),
        ("plek", openbare_naam("accommodatie")),
        ("initiatief", openbare_naam("initiatief")),
        ("wijken", namen("plekken")),
        ("themas", namen("waaraan")),
        ("doelgroepen", namen("voor_wie")),
        ("kosten", waarde_of("kosten")),
        *PERIODE_KOLOMMEN,
        *HERKOMST_KOLOMMEN[:-1],
        ("uuid", lambda record: str(getattr(record, "uuid", ""))),
    ]
    koppelingen = {
        "wijken": plekkoppeling(Activiteit),
        "themas": koppeling_van(Activiteit.themas),
        "doelgroepen": koppeling_van(Activiteit.doelgroepen),
        "netwerken": Koppeling(_via_netwerk, "initiatief__activiteiten", uniek=False),
    }
    sorteringen = {
        "wanneer": (_("eerst wat het eerst komt"), ["slug"]),
        "naam": (_("op naam"), ["slug"]),
        "bevestigd": Facetlijst.sorteringen["bevestigd"],
    }

    wijk = WijkFacet()
    thema = ThemaFacet()
    doelgroep = DoelgroepFacet()
    netwerk = NetwerkFacet()

    class Meta:
        model = Activiteit
        fields = []

    def basis(self):
        return super().basis().te_tonen(self.peildatum)

    @cached_property
    def _gevraagde_wanneer(self):
        return schoon(self.data.get("wanneer", ""))

    @cached_property
    def wanneer(self):
        """When it is on: a key of WANNEER, "" for any time."""
        wanneer = self._gevraagde_wanneer.lower()
        return wanneer if wanneer in WANNEER else ""

    @property
    def onbekend(self):
        if not self._gevraagde_wanneer or self.wanneer:
            return super().onbekend
        return [*super().onbekend, (_("Wanneer"), self._gevraagde_wanneer[:LANGSTE_WAARDE])]

    @property
    def kader(self):
        return self.wanneer

    @property
    def is_gefilterd(self):
        return bool(self.wanneer or super().is_gefilterd)

    @cached_property
    def kalender(self):
        return aanbod.kalender_van(
            Activiteiten.naam, Activiteiten.momenten, self.versie, self.datum
        )

    def gefilterd(self, *, kolommen=True, weggelaten=None):
        qs = self.wanneer_ook(kolommen=kolommen, weggelaten=weggelaten)
        if self.wanneer == ZONDER_DAG:
            return qs.exclude(pk__in=uit_lijst(self.kalender.eerste))
        if self.wanneer in TERMIJNEN:
            return qs.filter(pk__in=uit_lijst(self.kalender.sleutels(self.wanneer)))
        return qs

    def wanneer_ook(self, **kwargs):
        """What the choices leave, whenever it is."""
        return super().gefilterd(**kwargs)

    def voor_lijst(self, qs):
        return qs.select_related("accommodatie", "initiatief")

    # A list of what is on has no collections.
    verzamelingen = 0

    @cached_property
    def plekken(self):
        """{key: Plek} of all public places, from what the facet knows already."""
        boom = self.filters["wijk"].boom(self)
        return {pk: Plek(pk, "", naam, slug, boom.soorten[pk]) for slug, naam, pk in boom.opties}

    @cached_property
    def doelgroepen(self):
        opties = self.filters["doelgroep"].opties(self)
        return {o.sleutel: Doelgroep(naam=o.titel, volgorde=n) for n, o in enumerate(opties)}

    def verrijk(self, rijen):
        geef(rijen, Activiteit.wijken, "plekken", self.plekken)
        geef(rijen, Activiteit.doelgroepen, "voor_wie", self.doelgroepen, "volgorde")

    def verrijk_tabel(self, rijen):
        self.verrijk(rijen)
        geef(rijen, Activiteit.themas, "waaraan", alle_themas(self.versie), "volgorde")
        for rij in rijen:
            rij.eerstvolgende = self.kalender.eerste.get(rij.pk)


class Activiteiten(aanbod.Aanbod):
    naam = "activiteit"

    @staticmethod
    def momenten(datum):
        return Activiteit.objects.momenten(datum)

    @cached_property
    def _op_volgorde(self):
        """{key: rhythm} of what the choices leave, in the order that was asked."""
        lijst = self.lijst
        qs = lijst.wanneer_ook().order_by(*lijst.sorteringen[lijst.sortering][1])
        return dict(qs.values_list("pk", "ritme"))

    @property
    def sleutels(self):
        return list(self._op_volgorde)

    @cached_property
    def met_ritme(self):
        return frozenset(pk for pk, ritme in self._op_volgorde.items() if ritme)

    def rijen(self, sleutels):
        rijen = self._verrijkt(Activiteit.objects.filter(pk__in=sleutels))
        return {rij.pk: rij for rij in rijen}

    @staticmethod
    def te_zien(sleutels, gebruiker):
        rijen = Activiteit.objects.visible_to(gebruiker).select_related("accommodatie")
        return rijen.in_bulk(list(sleutels))

    def nieuwste(self, aantal):
        return self._verrijkt(self.lijst.qs.order_by("-gewijzigd_op", "pk")[:aantal])

    def _verrijkt(self, qs):
        rijen = list(self.lijst.voor_lijst(qs))
        self.lijst.verrijk(rijen)
        for rij in rijen:
            rij.eerstvolgende = self.kalender.eerste.get(rij.pk)
        return rijen


# In the order of showing.
SOORTEN = (Activiteiten, Bijeenkomsten)


class TeDoenFilters(ActiviteitFilters):
    """The same choices for a page of every kind: what it says of how many is of all together."""

    @cached_property
    def soorten(self):
        """The Aanbod of each kind, the activities first."""
        return [soort(self) for soort in SOORTEN]

    @cached_property
    def aantal(self):
        return sum(len(soort.binnen(self.wanneer)) for soort in self.soorten)
