"""The list of what there is to do, and what narrows it: where, what, for whom, when."""

from collections import defaultdict
from functools import cached_property

from django.db.models import FilteredRelation
from django.utils.translation import gettext_lazy as _

from buurtnet.basis import dataversie
from buurtnet.basis.facetlijst import HERKOMST_KOLOMMEN, PERIODE_KOLOMMEN, Facetlijst
from buurtnet.basis.facetten import (
    KoppelFacet,
    Optie,
    door,
    groepen_van,
    in_beeld_q,
    schoon,
)
from buurtnet.basis.models.periode import op_q
from buurtnet.basis.sleutels import uit_lijst
from wijken.models import Wijk
from wijken.omgeving import Plek

from . import aanbod
from .filters import (
    DoelgroepFacet,
    ThemaFacet,
    WijkFacet,
    alle_themas,
    geef,
    namen,
    openbare_naam,
    waarde,
)
from .herhaling.kalender import TERMIJNEN, ZONDER_DAG
from .models import Activiteit, Doelgroep

WANNEER = {
    "": _("Alles"),
    "vandaag": _("Vandaag"),
    "week": _("Komende 7 dagen"),
    "maand": _("Komende maand"),
    ZONDER_DAG: _("Zonder vaste dag"),
}


def _netwerkmodel():
    """The model of networks, which stands above this app: by way of the places they work in."""
    return Wijk.werkgebieden.rel.related_model._meta.get_field("netwerk").related_model


class NetwerkFacet(KoppelFacet):
    """What is on where a network works, with all above and below it."""

    def __init__(self, **kwargs):
        super().__init__(None, koppeling="wijken", sleutel="netwerk", label=_("Netwerk"), **kwargs)

    def opties(self, lijst):
        return self._tabel(lijst)[0]

    def plekken(self, sleutels, lijst):
        """The keys of all places that count for these networks."""
        boom, werkt_in = lijst.filters["wijk"].boom(lijst), self._tabel(lijst)[1]
        return boom.rond({plek for sleutel in sleutels for plek in werkt_in[sleutel]})

    def _tabel(self, lijst):
        """(all Optie, {key of a network: keys of where it works on the day of the list})."""
        return dataversie.onthoud(
            lijst.versie, ("netwerken", lijst.datum), lambda: self._lees_netwerken(lijst.datum)
        )

    @staticmethod
    def _lees_netwerken(datum):
        netwerken = _netwerkmodel().objects
        rijen = netwerken.filter(openbaar=True).annotate(
            nu=FilteredRelation("werkgebieden", condition=op_q(datum, "werkgebieden__"))
        )
        werkt_in, opties = defaultdict(set), {}
        for *rij, wijk in rijen.order_by("naam", "pk").values_list(
            "slug", "naam", "pk", "nu__wijk"
        ):
            optie = Optie(*rij)
            opties[optie.sleutel] = optie
            werkt_in[optie.sleutel] |= {wijk} - {None}
        return list(opties.values()), dict(werkt_in)

    def rijen_met(self, rijen, sleutels, lijst):
        return rijen.filter(wijk__in=self.plekken(sleutels, lijst))

    def tel_groepen(self, groepen, lijst):
        return {
            optie.sleutel: sum(n for samen, n in groepen if samen & gebied)
            for optie in self.opties(lijst)
            for gebied in [self.plekken([optie.sleutel], lijst)]
        }


def los(veld, anders=""):
    """Column with a field that not everything that is on has."""
    return lambda record: getattr(record, veld, anders)


class ActiviteitFilters(Facetlijst):
    kolommen = [
        ("naam", waarde("naam")),
        ("soort", lambda record: record._meta.verbose_name),
        ("wanneer", waarde("ritme_in_woorden")),
        ("eerstvolgende", los("eerstvolgende", None)),
        ("regel", waarde("regel")),
        ("niet_op", lambda record: [dag.isoformat() for dag in getattr(record, "niet_op", ())]),
        ("ook_op", lambda record: [dag.isoformat() for dag in getattr(record, "ook_op", ())]),
        ("begint_om", waarde("begint_om")),
        ("eindigt_om", los("eindigt_om", None)),
        ("plek", openbare_naam("accommodatie")),
        ("initiatief", openbare_naam("initiatief")),
        ("wijken", namen("plekken")),
        ("themas", namen("waaraan")),
        ("doelgroepen", namen("voor_wie")),
        ("kosten", los("kosten")),
        *PERIODE_KOLOMMEN,
        *HERKOMST_KOLOMMEN[:-1],
        ("uuid", lambda record: str(getattr(record, "uuid", ""))),
    ]
    koppelingen = {
        "wijken": door(Activiteit.wijken),
        "themas": door(Activiteit.themas),
        "doelgroepen": door(Activiteit.doelgroepen),
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

    def __init__(self, request, peildatum, *, gegevens=None, versie=""):
        gegevens = request.GET if gegevens is None else gegevens
        gevraagd = schoon(gegevens.get("wanneer", ""))
        self.wanneer = gevraagd.lower() if gevraagd.lower() in WANNEER else ""
        super().__init__(request, peildatum, gegevens=gegevens, versie=versie)
        if gevraagd and not self.wanneer:
            self.onbekend.append((_("Wanneer"), gevraagd[:80]))

    def basis(self):
        return super().basis().filter(in_beeld_q(self.peildatum))

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

    def _gefilterd(self, *, kolommen=True, zonder=None):
        qs = self.wanneer_ook(kolommen=kolommen, zonder=zonder)
        if self.wanneer == ZONDER_DAG:
            return qs.exclude(pk__in=uit_lijst(self.kalender.eerste))
        if self.wanneer in TERMIJNEN:
            return qs.filter(pk__in=uit_lijst(self.kalender.sleutels(self.wanneer)))
        return qs

    def wanneer_ook(self, **kwargs):
        """What the choices leave, whenever it is."""
        return super()._gefilterd(**kwargs)

    def _tel_koppeling(self, facet):
        """Places are counted twice, by wijk and by network: both from one reading."""
        if facet.koppeling != "wijken":
            return super()._tel_koppeling(facet)
        naam = "netwerk" if facet.field_name == "wijk" else "wijk"
        ander, sleutels, groepen = self.filters[naam], self.gekozen[naam], self._groepen
        if sleutels:
            binnen = ander.plekken(sleutels, self)
            groepen = [(samen & binnen, n) for samen, n in groepen if samen & binnen]
        return facet.tel_groepen(groepen, self)

    @cached_property
    def _groepen(self):
        """The places of all that the other choices leave, as `groepen_van` gives them."""
        buiten = self._gefilterd(zonder="wijken").order_by()
        rijen = Activiteit.wijken.through.objects.filter(activiteit__in=buiten.values("pk"))
        return groepen_van(rijen, self.koppelingen["wijken"], "wijk")

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
    def sleutels(self):
        lijst = self.lijst
        qs = lijst.wanneer_ook().order_by(*lijst.sorteringen[lijst.sortering][1])
        return list(qs.values_list("pk", flat=True))

    def rijen(self, sleutels):
        rijen = self._verrijkt(Activiteit.objects.filter(pk__in=sleutels))
        return {rij.pk: rij for rij in rijen}

    @staticmethod
    def te_zien(sleutels, user):
        rijen = Activiteit.objects.visible_to(user).select_related("accommodatie")
        return rijen.in_bulk(list(sleutels))

    def nieuwste(self, aantal):
        return self._verrijkt(self.lijst.qs.order_by("-gewijzigd_op", "pk")[:aantal])

    def _verrijkt(self, qs):
        rijen = list(self.lijst.voor_lijst(qs))
        self.lijst.verrijk(rijen)
        for rij in rijen:
            rij.eerstvolgende = self.kalender.eerste.get(rij.pk)
        return rijen
