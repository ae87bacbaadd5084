"""The desk of a coordinator: what to do first, then what needs care, and what changed."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from buurtnet.bewerken.wijzigingen import laatste_wijzigingen
from buurtnet.kern import rechten
from netwerken.models import Netwerk

from .eerste_stappen import eerste_stappen
from .partijen import partijen, regels_van
from .te_doen import taken
from .vlekken import vlekken_van

NETWERKEN, PARTIJEN = 10, 15


@require_safe
def werkplek(request):
    gebruiker, vandaag = request.user, timezone.localdate()
    context = {"mag_toevoegen": rechten.mag_toevoegen(gebruiker)}
    if context["mag_toevoegen"]:
        oud = _pagina(request, partijen(gebruiker, vandaag), "oud", PARTIJEN)
        context |= {
            "stappen": eerste_stappen(gebruiker),
            "taken": taken(gebruiker, vandaag),
            "vlekken": vlekken_van(gebruiker, vandaag),
            "oud": oud,
            "na_te_lopen": regels_van(oud, gebruiker),
            "wijzigingen": laatste_wijzigingen(gebruiker),
            "netwerken": _pagina(request, _netwerken(gebruiker, vandaag), "pagina", NETWERKEN),
        }
    return render(request, "werkplek/werkplek.html", context)


def _pagina(request, rijen, naam, per_pagina):
    return Paginator(rijen, per_pagina).get_page(request.GET.get(naam))


def _netwerken(gebruiker, vandaag):
    rijen = Netwerk.objects.editable_by(gebruiker).niet_voorbij(vandaag)
    return rijen if gebruiker.is_redacteur else list(rijen)
