"""Who coordinates which network, of those that are a coordinator's own; the redactie sees all."""

from typing import NamedTuple

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import render
from django.views.decorators.http import require_safe

from buurtnet.accounts.models import Gebruiker
from netwerken.bereik import zonder_coordinator
from netwerken.models import Netwerk

from .coordinatie import eerst, genodigden_van, mag_alles, netwerken_van

PER_PAGINA = 25
# As a value of `?toon=`: only the networks that nobody coordinates.
ZONDER = "zonder"
MENSEN = Prefetch("coordinatoren", Gebruiker.objects.order_by("naam", "email"))


class Regel(NamedTuple):
    """A network, the people who coordinate it, and else the network above it of which some do."""

    netwerk: Netwerk
    mensen: list[Gebruiker]
    erboven: Netwerk | None


@require_safe
def collegas(request):
    if eerst_daarheen := eerst(request):
        return eerst_daarheen
    netwerken = netwerken_van(request)
    zonder = zonder_coordinator(netwerken)
    alleen_zonder = request.GET.get("toon") == ZONDER
    rijen = (zonder if alleen_zonder else netwerken).order_by("naam", "pk")
    pagina = Paginator(rijen.prefetch_related(MENSEN), PER_PAGINA).get_page(
        request.GET.get("pagina")
    )
    context = {
        "pagina": pagina,
        "regels": _regels(pagina),
        "zonder": zonder.count(),
        "alleen_zonder": alleen_zonder,
        "mag_alles": mag_alles(request),
        "uitnodigingen": genodigden_van(request).count(),
    }
    return render(request, "werkplek/collegas.html", context)


def _regels(netwerken):
    sleutels = {pk for netwerk in netwerken for pk in netwerk.voorouder_ids}
    hogere = Netwerk.objects.prefetch_related(MENSEN).in_bulk(sleutels)
    return [
        Regel(netwerk, list(netwerk.coordinatoren.all()), _erboven(netwerk, hogere))
        for netwerk in netwerken
    ]


def _erboven(netwerk, hogere):
    """The nearest network above with people who can come in; None when it has some of its own."""
    if _met_account(netwerk):
        return None
    keten = [hogere[pk] for pk in reversed(netwerk.voorouder_ids) if pk in hogere]
    return next(filter(_met_account, keten), None)


def _met_account(netwerk):
    return any(wie.is_active for wie in netwerk.coordinatoren.all())
