"""The list of networks, and what narrows it."""

from django.utils.translation import gettext_lazy as _

from buurtnet.lijsten.facetten import KolomFacet, Koppeling
from buurtnet.lijsten.lijst import Facetlijst
from buurtnet.lijsten.uitvoer import HERKOMST_KOLOMMEN, PERIODE_KOLOMMEN
from netwerken.models import Netwerk, Werkgebied
from wijken.models import Agendapunt

from ..facetten import (
    NAAM_KOLOMMEN,
    ThemaFacet,
    WijkFacet,
    alle_plekken,
    namen,
    op_volgorde,
    openbare_naam,
    plekkoppeling,
    waarde,
)


class NetwerkFilters(Facetlijst):
    kolommen = [
        *NAAM_KOLOMMEN,
        ("doel", waarde("doel")),
        ("is_verzameling", waarde("is_verzameling")),
        ("onderdeel_van", openbare_naam("bovenliggend")),
        ("wijken", namen("plekken")),
        ("agenda", openbare_naam("agenda")),
        ("budget", waarde("budget")),
        ("website", waarde("website")),
        *PERIODE_KOLOMMEN,
        *HERKOMST_KOLOMMEN,
    ]
    koppelingen = {
        "werkgebieden": plekkoppeling(Netwerk),
        "agendapunten": Koppeling(
            lambda datum: Agendapunt.objects.die_tellen(datum).filter(agenda__openbaar=True),
            "agenda__netwerken",
            uniek=False,
        ),
    }

    wijk = WijkFacet("werkgebieden")
    thema = ThemaFacet("agendapunten")
    soort = KolomFacet(Netwerk.Soort, label=_("Soort"))

    class Meta:
        model = Netwerk
        fields = []

    def basis(self):
        return super().basis().te_tonen(self.peildatum)

    def voor_lijst(self, qs):
        return qs.select_related("bovenliggend", "agenda")

    def verrijk(self, rijen):
        """Give each network `plekken`: where it works."""
        waar = {}
        gebieden = Werkgebied.objects.op(self.datum).filter(netwerk__in=[n.pk for n in rijen])
        for netwerk, wijk in gebieden.order_by().values_list("netwerk", "wijk"):
            waar.setdefault(netwerk, set()).add(wijk)
        plekken = alle_plekken(self.versie)
        for netwerk in rijen:
            netwerk.plekken = op_volgorde(waar.get(netwerk.pk, ()), plekken)
