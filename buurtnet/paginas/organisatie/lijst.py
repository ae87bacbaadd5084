"""The lists of who works in the wijken, and what narrows them."""

from django.utils.translation import gettext_lazy as _

from buurtnet.kern.periode import te_tonen_q
from buurtnet.kern.versheid import Versheid, versheid_op
from buurtnet.lijsten.facetten import KolomFacet, KoppelFacet, Koppeling
from buurtnet.lijsten.lijst import Facetlijst
from buurtnet.lijsten.uitvoer import HERKOMST_KOLOMMEN, PERIODE_KOLOMMEN
from netwerken.models import Deelname, Inzet, Netwerk, Organisatie, Werkgebied
from wijken.models import Agendapunt

from ..facetten import (
    NAAM_KOLOMMEN,
    ThemaFacet,
    WijkFacet,
    alle_plekken,
    alle_themas,
    namen,
    op_volgorde,
    openbare_naam,
    waarde,
)


def inzet_in_het_openbaar(datum):
    """Inzet on `datum`, without what only a network that isn't public tells."""
    besloten = Netwerk.objects.filter(openbaar=False)
    return Inzet.objects.op(datum).exclude(netwerk__in=besloten.values("pk"))


class OrganisatieFilters(Facetlijst):
    kolommen = [
        *NAAM_KOLOMMEN,
        ("formeel", waarde("formeel")),
        ("is_verzameling", waarde("is_verzameling")),
        ("afkorting", waarde("afkorting")),
        ("koepel", openbare_naam("koepel")),
        ("wijken", namen("plekken")),
        ("themas", namen("waaraan")),
        ("website", waarde("website")),
        *PERIODE_KOLOMMEN,
        *HERKOMST_KOLOMMEN,
    ]
    koppelingen = {
        "inzet": Koppeling(inzet_in_het_openbaar, "organisatie", uniek=False),
        "deelnames": Koppeling(Deelname.objects.op, "organisatie", uniek=False),
    }

    wijk = WijkFacet("inzet")
    thema = ThemaFacet("inzet")
    soort = KolomFacet(Organisatie.Soort, label=_("Soort"))
    formeel = KolomFacet(Organisatie.Formeel, label=_("Formeel of informeel"))
    netwerk = KoppelFacet(
        lambda: Netwerk.objects.filter(openbaar=True),
        koppeling="deelnames",
        sleutel="netwerk",
        label=_("Doet mee in netwerk"),
    )
    versheid = KolomFacet(Versheid, expressie=versheid_op, label=_("Bevestigd"))

    class Meta:
        model = Organisatie
        fields = []

    def basis(self):
        return super().basis().filter(te_tonen_q(self.peildatum))

    def voor_tabel(self, qs):
        return qs.select_related("koepel")

    def verrijk(self, rijen):
        """Give each organisation `plekken` and `waaraan`: where and on what it works."""
        waar, waaraan = {}, {}
        inzet = inzet_in_het_openbaar(self.datum).filter(organisatie__in=[o.pk for o in rijen])
        drietallen = inzet.order_by().values_list("organisatie", "wijk", "thema").distinct()
        for organisatie, wijk, thema in drietallen:
            waar.setdefault(organisatie, set()).add(wijk)
            waaraan.setdefault(organisatie, set()).add(thema)
        plekken, themas = alle_plekken(self.versie), alle_themas(self.versie)
        for organisatie in rijen:
            organisatie.plekken = op_volgorde(waar.get(organisatie.pk, ()), plekken)
            organisatie.waaraan = op_volgorde(waaraan.get(organisatie.pk, ()), themas, "volgorde")


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
        "werkgebieden": Koppeling(Werkgebied.objects.op, "netwerk", uniek=False),
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
        return super().basis().filter(te_tonen_q(self.peildatum))

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
