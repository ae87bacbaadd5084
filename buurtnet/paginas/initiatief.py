"""Initiatives: their list, and the page of one."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from buurtnet.kern.periode import begonnen_q
from buurtnet.lijsten.facetten import KolomFacet, Optie, StatusFacet, koppeling_van
from buurtnet.lijsten.lijst import Facetlijst, toon_lijst
from buurtnet.lijsten.uitvoer import HERKOMST_KOLOMMEN, PERIODE_KOLOMMEN
from buurtnet.web.adres import haal_of_verwijs
from buurtnet.web.peildatum_lezen import lees_peildatum
from initiatieven.models import Doelgroep, Initiatief
from netwerken.models.openbaar import openbaar_q

from .delen import (
    HUIDIGE_EERST,
    OP_ORGANISATIE,
    Rijen,
    maak_delen,
    met_toezeggingen,
    met_wie,
    overleg,
    recordcontext,
)
from .facetten import (
    NAAM_KOLOMMEN,
    DoelgroepFacet,
    ThemaFacet,
    WijkFacet,
    alle_plekken,
    alle_themas,
    geef,
    kort,
    namen,
    openbaar_thema,
    plekkoppeling,
    waarde,
)

JA_NEE = [
    Optie("ja", _("ja"), True),
    Optie("nee", _("nee"), False),
    Optie("onbekend", _("onbekend"), None),
]


class InitiatiefFilters(Facetlijst):
    kolommen = [
        *NAAM_KOLOMMEN,
        ("door_bewoners", waarde("door_bewoners")),
        ("wijken", namen("plekken")),
        ("themas", namen("waaraan")),
        ("doelgroepen", namen("voor_wie")),
        ("omschrijving", waarde("omschrijving")),
        *PERIODE_KOLOMMEN,
        *HERKOMST_KOLOMMEN,
    ]
    koppelingen = {
        "wijken": plekkoppeling(Initiatief),
        "themas": koppeling_van(Initiatief.themas),
        "doelgroepen": koppeling_van(Initiatief.doelgroepen),
    }

    wijk = WijkFacet()
    thema = ThemaFacet()
    doelgroep = DoelgroepFacet()
    soort = KolomFacet(Initiatief.Soort, label=_("Soort"))
    door_bewoners = KolomFacet(JA_NEE, label=_("Door bewoners"))
    status = StatusFacet()

    class Meta:
        model = Initiatief
        fields = []

    def basis(self):
        return super().basis().vermeld_op(self.datum).filter(begonnen_q(self.peildatum))

    def verrijk(self, rijen):
        geef(rijen, Initiatief.wijken, "plekken", alle_plekken(self.versie))
        geef(rijen, Initiatief.themas, "waaraan", alle_themas(self.versie), "volgorde")

    def verrijk_tabel(self, rijen):
        self.verrijk(rijen)
        geef(rijen, Initiatief.doelgroepen, "voor_wie", Doelgroep.objects.in_bulk(), "volgorde")


@login_not_required
@require_safe
def initiatieven(request):
    lijst = InitiatiefFilters.from_request(request, lees_peildatum(request))
    return toon_lijst(request, lijst, "initiatieven/initiatieven.html")


@login_not_required
@require_safe
def initiatief(request, slug):
    alle = Initiatief.objects.select_related("bron", "onderdeel_van")
    initiatief = haal_of_verwijs(
        alle.prefetch_related(kort(), openbaar_thema(), "doelgroepen"), slug, request.user
    )
    peildatum = lees_peildatum(request)
    context = recordcontext(request, initiatief, peildatum) | {
        "delen": maak_delen(request, _delen(initiatief, peildatum)),
        "contactpunten": initiatief.contactpunten.all().voor(request.user),
    }
    return render(request, "initiatieven/initiatief.html", context)


def _delen(initiatief, peildatum):
    inzet = initiatief.inzetten.filter(openbaar_q("organisatie", "netwerk", "wijk", "thema"))
    inzet = inzet.select_related("organisatie", "netwerk", "thema", "wijk", "bron").defer(
        "wijk__omtrek"
    )
    return {
        "inzet": Rijen(
            inzet.order_by(*OP_ORGANISATIE),
            peildatum=peildatum,
            verleden="voorbij",
        ),
        "plekken": initiatief.huisvestingen.vermeld_op(peildatum.datum)
        .filter(accommodatie__openbaar=True)
        .select_related("accommodatie", "bron")
        .order_by(*HUIDIGE_EERST),
        "activiteiten": initiatief.activiteiten.te_tonen(peildatum)
        .filter(openbaar=True)
        .select_related("accommodatie"),
        "onderdelen": initiatief.onderdelen.vermeld_op(peildatum.datum).filter(openbaar=True),
        "signalen": overleg(initiatief.signalen),
        "bijeenkomsten": overleg(initiatief.bijeenkomsten),
        "afspraken": met_toezeggingen(overleg(initiatief.afspraken)),
        "peilingen": met_wie(overleg(initiatief.peilingen)),
        "verhalen": initiatief.verhalen.filter(openbaar=True, datum__lte=peildatum.datum),
    }
