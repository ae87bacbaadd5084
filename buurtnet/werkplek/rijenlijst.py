"""Lists of rows with links to their forms: of a network, an organisation, a place."""

from django.core.paginator import Paginator
from django.db.models import Case, Value, When
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from buurtnet.bewerken import opslaan
from netwerken.models import Deelname, Inzet, Organisatie

from .bestanden import bestand_van_rijen
from .bulk.acties import acties_van
from .bulk.pagina import doe_met_vele
from .ouders import (
    accommodatie_met_gasten,
    mijn_netwerk,
    organisatie_met_inzet,
    wijk_om_te_kiezen,
)

PER_PAGINA = 25
# What a list answers to: it is sent with what is to be done to the rows that were ticked.
LIJST = ("GET", "HEAD", "POST")


def toon_rijen(request, ouder, rijen, nieuw, *relaties, sjabloon="werkplek/rijenlijst.html"):
    """Those of `rijen` that the user may change: what runs first, the latest change on top.

    `ouder` is what they hang on, `nieuw` the address of the form for a new one, or empty, and
    `relaties` are to be fetched along.
    """
    voorbij = Case(When(tot__lt=timezone.localdate(), then=Value(1)), default=Value(0))
    rijen = (
        rijen.visible_to(request.user)
        .editable_by(request.user)
        .select_related(*relaties)
        .order_by(voorbij, "-gewijzigd_op", "-pk")
    )
    if request.method == "POST":
        return doe_met_vele(request, ouder, rijen)
    if bestand := bestand_van_rijen(request, str(ouder or ""), rijen):
        return bestand
    context = {
        "ouder": ouder,
        "soort": rijen.model._meta,
        "pagina": Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina")),
        "nieuw": nieuw,
        "acties": acties_van(rijen.model).values(),
    }
    return render(request, sjabloon, context)


@require_http_methods(LIJST)
def organisaties(request):
    """The organisations that the user looks after."""
    opslaan.eis_toevoegen(request.user)
    rijen, nieuw = Organisatie.objects.all(), reverse("netwerken:organisatie_nieuw")
    return toon_rijen(request, None, rijen, nieuw, sjabloon="werkplek/organisaties.html")


@require_http_methods(LIJST)
def netwerk_deelnames(request, slug):
    netwerk = mijn_netwerk(request, slug)
    nieuw = reverse("netwerken:deelname_nieuw", args=[slug])
    return toon_rijen(request, netwerk, netwerk.deelnames.all(), nieuw, *Deelname.rijsoort.relaties)


@require_http_methods(LIJST)
def netwerk_werkgebied(request, slug):
    netwerk = mijn_netwerk(request, slug)
    nieuw = reverse("netwerken:werkgebied_nieuw", args=[slug])
    return toon_rijen(request, netwerk, netwerk.werkgebieden.all(), nieuw, "netwerk", "wijk")


@require_http_methods(LIJST)
def organisatie_inzet(request, slug):
    organisatie = organisatie_met_inzet(request, slug)
    rijen = organisatie.inzetten.all()
    nieuw = reverse("netwerken:inzet_nieuw", kwargs={"organisatie": slug})
    return toon_rijen(request, organisatie, rijen, nieuw, *Inzet.rijsoort.relaties)


@require_http_methods(LIJST)
def accommodatie_huisvesting(request, slug):
    accommodatie = accommodatie_met_gasten(request, slug)
    nieuw = reverse("netwerken:huisvesting_nieuw", args=[slug])
    relaties = ("accommodatie", "organisatie", "initiatief")
    return toon_rijen(request, accommodatie, accommodatie.huisvestingen.all(), nieuw, *relaties)


@require_safe
def netwerk_peilingen(request, slug):
    netwerk = mijn_netwerk(request, slug)
    nieuw = reverse("netwerken:peiling_nieuw", kwargs={"netwerk": slug})
    return toon_rijen(request, netwerk, netwerk.peilingen.all(), nieuw, "netwerk")


@require_safe
def wijk_peilingen(request, slug):
    wijk = wijk_om_te_kiezen(request, slug)
    nieuw = reverse("netwerken:peiling_nieuw", kwargs={"wijk": slug})
    return toon_rijen(request, wijk, wijk.peilingen.all(), nieuw, "netwerk")
