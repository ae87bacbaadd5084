"""The rows behind the rooster, one by one, with their forms: of a cell, a party, or all of them."""

from django.db.models import Q
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from netwerken.models import Inzet

from ..ouders import mijn_netwerk, wijk_om_te_kiezen
from ..rijenlijst import LIJST, toon_rijen
from .ingevuld import is_partij
from .partij import van_partij


@require_http_methods(LIJST)
def netwerk_inzet_regels(request, slug):
    """Those of a network, what ended too; "partij", "thema" and "wijk" say which."""
    netwerk = mijn_netwerk(request, slug)
    nieuw = reverse("netwerken:inzet_nieuw", kwargs={"netwerk": slug})
    rijen = netwerk.inzetten.filter(_gevraagd(request, "partij", "thema", "wijk"))
    return _toon(request, netwerk, rijen, nieuw)


@require_http_methods(LIJST)
def wijk_inzet_regels(request, slug):
    """Those of a wijk, what ended too; "partij" and "thema" say which."""
    wijk = wijk_om_te_kiezen(request, slug)
    nieuw = reverse("netwerken:inzet_nieuw", kwargs={"wijk": slug})
    rijen = wijk.inzetten.filter(_gevraagd(request, "partij", "thema"))
    return _toon(request, wijk, rijen, nieuw)


def _toon(request, ouder, rijen, nieuw):
    rijen = rijen.prefetch_related("initiatief__doelgroepen")
    relaties = (*Inzet.rijsoort.relaties, "initiatief")
    sjabloon = "werkplek/rooster/regels.html"
    return toon_rijen(request, ouder, rijen, nieuw, *relaties, sjabloon=sjabloon)


def _gevraagd(request, *namen):
    """Q for what the address names by these; what is not there, or makes no sense, is all."""
    q = Q()
    for naam in namen:
        waarde = request.GET.get(naam, "").replace("\x00", "")
        if naam != "partij" and waarde:
            q &= Q(**{f"{naam}__slug": waarde})
        elif is_partij(waarde):
            q &= van_partij(waarde)
    return q
