"""The list of the rows of one network, with links to their forms."""

from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from buurtnet.basis import beheer

from ..models import Netwerk

PER_PAGINA = 25


def mijn_netwerk(request, slug):
    return beheer.mijn(request, Netwerk.objects, slug=slug)


def toon_lijst(request, netwerk, rijen, soort):
    """All rows of one kind of a network: what still runs first."""
    rijen = rijen.order_by(F("tot").desc(nulls_first=True), *rijen.model._meta.ordering)
    context = {
        "netwerk": netwerk,
        "soort": rijen.model._meta,
        "pagina": Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina")),
        "nieuw": reverse(f"netwerken:{soort}_nieuw", kwargs={"netwerk": netwerk.slug}),
        "vandaag": timezone.localdate(),
    }
    return render(request, "netwerken/beheerlijst.html", context)
