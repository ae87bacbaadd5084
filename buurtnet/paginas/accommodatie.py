"""Places to meet: their list, and the page of one."""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.db.models import F, Q
from django.shortcuts import render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from buurtnet.kern.periode import op_q
from buurtnet.lijsten.facetten import KolomFacet
from buurtnet.lijsten.lijst import Facetlijst, toon_lijst
from buurtnet.lijsten.uitvoer import HERKOMST_KOLOMMEN, PERIODE_KOLOMMEN
from buurtnet.web.adres import haal_of_verwijs
from buurtnet.web.peildatum_lezen import lees_peildatum
from initiatieven.models import Accommodatie
from netwerken.models import Afspraak
from netwerken.models.openbaar import openbaar_q
from wijken.kaart.kaart import kaart_van
from wijken.kaart.locator import verdeling, waar
from wijken.kaart.plekkenkaart import plekkenkaart

from .delen import (
    Rijen,
    maak_delen,
    met_toezeggingen,
    met_wie,
    overleg,
    recordcontext,
)
from .facetten import (
    NAAM_KOLOMMEN,
    WijkFacet,
    alle_plekken,
    geef,
    kort,
    namen,
    plekkoppeling,
    waarde,
)


class AccommodatieFilters(Facetlijst):
    kolommen = [
        *NAAM_KOLOMMEN,
        ("rol", waarde("rol")),
        ("gesubsidieerd", waarde("gesubsidieerd")),
        ("wijken", namen("plekken")),
        ("adres_plek", waarde("adres")),
        ("postcode", waarde("postcode")),
        ("lat", waarde("lat")),
        ("lon", waarde("lon")),
        ("openingstijden", waarde("openingstijden")),
        *PERIODE_KOLOMMEN,
        *HERKOMST_KOLOMMEN,
    ]
    koppelingen = {"wijken": plekkoppeling(Accommodatie)}

    wijk = WijkFacet()
    soort = KolomFacet(Accommodatie.Soort, label=_("Soort plek"))
    rol = KolomFacet(Accommodatie.Rol, label=_("Rol in de wijk"))
    gesubsidieerd = KolomFacet(Accommodatie.Gesubsidieerd, label=_("Gesubsidieerd"))

    class Meta:
        model = Accommodatie
        fields = []

    def basis(self):
        return super().basis().te_tonen(self.peildatum)

    def verrijk(self, rijen):
        geef(rijen, Accommodatie.wijken, "plekken", alle_plekken(self.versie))


@login_not_required
@require_safe
def accommodaties(request):
    lijst = AccommodatieFilters.from_request(request, lees_peildatum(request))
    return toon_lijst(
        request, lijst, "initiatieven/accommodaties.html", partial(_kaart, request, lijst)
    )


def _kaart(request, lijst, pagina):
    """The map of the one place that was chosen; without any position only where that place is."""
    if len(lijst.gekozen["wijk"]) != 1:
        return {}
    alle = alle_plekken(lijst.versie)
    gekozen = alle[lijst.gekozen["wijk"][0]]
    hogere = [alle[pk] for pk in gekozen.keten[:-1] if pk in alle]
    kaart, rijen = kaart_van(request), pagina.object_list
    plekken = plekkenkaart(kaart, [gekozen], rijen, lijst.peildatum.vraag)
    locator = None if plekken or not rijen else waar(kaart, gekozen, hogere)
    return {"plekkenkaart": plekken, "locator": locator}


@login_not_required
@require_safe
def accommodatie(request, slug):
    alle = Accommodatie.objects.select_related("bron", "onderdeel_van").prefetch_related(kort())
    accommodatie = haal_of_verwijs(alle, slug, request.user)
    peildatum = lees_peildatum(request)
    context = recordcontext(request, accommodatie, peildatum) | {
        **_waar(request, accommodatie),
        "delen": maak_delen(request, _delen(accommodatie, peildatum)),
        "contactpunten": accommodatie.contactpunten.all().voor(request.user),
    }
    return render(request, "initiatieven/accommodatie.html", context)


def _waar(request, accommodatie):
    """Where the place is in its wijk; without a position which wijken it belongs to."""
    kaart, wijken = kaart_van(request), list(accommodatie.wijken.all())
    plekken = plekkenkaart(kaart, wijken, [accommodatie])
    telling = [(wijk, 1) for wijk in wijken]
    locator = None if plekken else verdeling(kaart, telling, _t("waar deze plek ligt"))
    return {"plekkenkaart": plekken, "locator": locator}


def _delen(accommodatie, peildatum):
    huisvestingen = accommodatie.huisvestingen.filter(openbaar_q("organisatie", "initiatief"))
    huisvestingen = huisvestingen.select_related("organisatie", "initiatief", "bron")
    huisvestingen = huisvestingen.order_by(F("vanaf").asc(nulls_first=True), "pk")
    hier = op_q(peildatum.datum)
    deelnames = accommodatie.deelnames.te_tonen(peildatum).filter(netwerk__openbaar=True)
    return {
        "huisvestingen": Rijen(
            huisvestingen.filter(hier | Q(tot__lt=peildatum.datum)),
            peildatum=peildatum,
            verleden="voorbij",
        ),
        "plannen": huisvestingen.te_tonen(peildatum).exclude(hier),
        "activiteiten": accommodatie.activiteiten.te_tonen(peildatum).filter(openbaar=True),
        "deelnames": deelnames.select_related("netwerk", "bron").order_by("netwerk__slug", "pk"),
        "onderdelen": accommodatie.onderdelen.vermeld_op(peildatum.datum).filter(openbaar=True),
        "signalen": overleg(accommodatie.signalen),
        "bijeenkomsten": overleg(accommodatie.bijeenkomsten),
        "afspraken": met_toezeggingen(overleg(_afspraken(accommodatie))),
        "peilingen": met_wie(overleg(accommodatie.peilingen)),
        "verhalen": accommodatie.verhalen.filter(openbaar=True, datum__lte=peildatum.datum),
    }


def _afspraken(accommodatie):
    """What is agreed about it, and what it takes part in."""
    doet_mee = accommodatie.toezeggingen.order_by().values("afspraak")
    return Afspraak.objects.filter(Q(accommodatie=accommodatie) | Q(pk__in=doet_mee))
