"""Lists of rows with links to their forms: of a network, an organisation, a place, a wijk."""

from django.core.paginator import Paginator
from django.db.models import Case, Value, When
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from netwerken.models import Deelname, Inzet, Organisatie

from .ouders import accommodatie_met_gasten, mijn_netwerk, record_met_rijen, wijk_om_te_kiezen

PER_PAGINA = 25


def _toon(request, ouder, rijen, nieuw, *relaties):
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
    context = {
        "ouder": ouder,
        "soort": rijen.model._meta,
        "pagina": Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina")),
        "nieuw": nieuw,
    }
    return render(request, "werkplek/rijenlijst.html", context)


@require_safe
def netwerk_inzet(request, slug):
    netwerk = mijn_netwerk(request, slug)
    nieuw = reverse("netwerken:inzet_nieuw", kwargs={"netwerk": slug})
    return _toon(request, netwerk, netwerk.inzetten.all(), nieuw, *Inzet.rijsoort.relaties)


@require_safe
def netwerk_deelnames(request, slug):
    netwerk = mijn_netwerk(request, slug)
    nieuw = reverse("netwerken:deelname_nieuw", args=[slug])
    return _toon(request, netwerk, netwerk.deelnames.all(), nieuw, *Deelname.rijsoort.relaties)


@require_safe
def netwerk_werkgebied(request, slug):
    netwerk = mijn_netwerk(request, slug)
    nieuw = reverse("netwerken:werkgebied_nieuw", args=[slug])
    return _toon(request, netwerk, netwerk.werkgebieden.all(), nieuw, "netwerk", "wijk")


@require_safe
def organisatie_inzet(request, slug):
    organisatie = record_met_rijen(request, Organisatie, slug)
    return _toon(request, organisatie, organisatie.inzetten.all(), "", *Inzet.rijsoort.relaties)


@require_safe
def wijk_inzet(request, slug):
    wijk = wijk_om_te_kiezen(request, slug)
    nieuw = reverse("netwerken:inzet_nieuw", kwargs={"wijk": slug})
    return _toon(request, wijk, wijk.inzetten.all(), nieuw, *Inzet.rijsoort.relaties)


@require_safe
def accommodatie_huisvesting(request, slug):
    accommodatie = accommodatie_met_gasten(request, slug)
    nieuw = reverse("netwerken:huisvesting_nieuw", args=[slug])
    relaties = ("accommodatie", "organisatie", "initiatief")
    return _toon(request, accommodatie, accommodatie.huisvestingen.all(), nieuw, *relaties)
