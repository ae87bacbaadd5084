"""The list of organisations, and what narrows it."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from buurtnet.kern.versheid import Versheid, versheid_op
from buurtnet.lijsten.facetten import KolomFacet, KoppelFacet, Koppeling
from buurtnet.lijsten.lijst import Facetlijst
from buurtnet.lijsten.uitvoer import HERKOMST_KOLOMMEN, PERIODE_KOLOMMEN
from netwerken.models import Deelname, Inzet, Netwerk, Organisatie

from ..facetten import (
    NAAM_KOLOMMEN,
    ThemaFacet,
    WijkFacet,
    alle_plekken,
    alle_themas,
    namen,
    op_volgorde,
    openbare_naam,
    plekkoppeling,
    waarde,
)


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
        "inzet": plekkoppeling(Organisatie),
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
    versheid = KolomFacet(
        Versheid, expressie=partial(versheid_op, Organisatie), label=_("Nagegaan")
    )

    class Meta:
        model = Organisatie
        fields = []

    def basis(self):
        return super().basis().te_tonen(self.peildatum)

    def voor_tabel(self, qs):
        return qs.select_related("koepel")

    def verrijk(self, rijen):
        """Give each organisation `plekken` and `waaraan`: where and on what it works."""
        waar, waaraan = {}, {}
        inzet = Inzet.objects.in_het_openbaar(self.datum).filter(
            organisatie__in=[o.pk for o in rijen]
        )
        drietallen = inzet.order_by().values_list("organisatie", "wijk", "thema").distinct()
        for organisatie, wijk, thema in drietallen:
            waar.setdefault(organisatie, set()).add(wijk)
            waaraan.setdefault(organisatie, set()).add(thema)
        plekken, themas = alle_plekken(self.versie), alle_themas(self.versie)
        for organisatie in rijen:
            organisatie.plekken = op_volgorde(waar.get(organisatie.pk, ()), plekken)
            organisatie.waaraan = op_volgorde(waaraan.get(organisatie.pk, ()), themas, "volgorde")
