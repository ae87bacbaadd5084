"""The meetings of a network: what is to come, what comes back, and what was."""

from typing import NamedTuple

from django.core.paginator import Paginator
from django.db.models import Count, F
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from netwerken.models import Bijeenkomst

from ..ouders import mijn_netwerk
from .volgende import volgende_dag

PER_PAGINA = 25


class Reeks(NamedTuple):
    """What comes back in a rhythm, and the next day for which nothing is planned; or None."""

    bijeenkomst: Bijeenkomst
    dag: object


@require_safe
def netwerk_bijeenkomsten(request, slug):
    netwerk, vandaag = mijn_netwerk(request, slug), timezone.localdate()
    rijen = netwerk.bijeenkomsten.select_related("accommodatie", "netwerk")
    rijen = rijen.annotate(wie_er_was=Count("aanwezigen"))
    komend = list(rijen.komend(vandaag))
    geweest = rijen.filter(ritme="").exclude(pk__in=[rij.pk for rij in komend])
    geweest = geweest.order_by(F("vanaf").desc(nulls_last=True), "-pk")
    context = {
        "netwerk": netwerk,
        "komend": komend,
        "reeksen": [
            Reeks(rij, volgende_dag(rij, vandaag))
            for rij in rijen.reeksen(vandaag).order_by("naam", "pk")
        ],
        "pagina": Paginator(geweest, PER_PAGINA).get_page(request.GET.get("pagina")),
    }
    return render(request, "werkplek/bijeenkomst/netwerk_bijeenkomsten.html", context)
