"""What coordinators do with organisations and networks."""

from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from buurtnet.basis import beheer, einde

from ..forms import (
    NetwerkFormulier,
    NetwerkNieuwFormulier,
    OrganisatieFormulier,
    OrganisatieNieuwFormulier,
)
from ..models import Netwerk, Organisatie


def organisatie_nieuw(request):
    beheer.eis_toevoegen(request.user)
    return beheer.nieuw(request, OrganisatieNieuwFormulier, terug=reverse("netwerken:organisaties"))


def organisatie_wijzigen(request, slug):
    organisatie = beheer.mijn(request, Organisatie.objects, slug=slug)
    return beheer.wijzigen(request, organisatie, OrganisatieFormulier)


def organisatie_beeindigen(request, slug):
    return einde.beeindigen(request, beheer.mijn(request, Organisatie.objects, slug=slug))


@require_POST
def organisatie_bevestigen(request, slug):
    return beheer.bevestigen(request, beheer.mijn(request, Organisatie.objects, slug=slug))


def organisatie_geschiedenis(request, slug):
    return beheer.geschiedenis(request, beheer.mijn(request, Organisatie.objects, slug=slug))


def netwerk_nieuw(request):
    beheer.eis_toevoegen(request.user)
    return beheer.nieuw(request, NetwerkNieuwFormulier, terug=reverse("netwerken:netwerken"))


def netwerk_wijzigen(request, slug):
    netwerk = beheer.mijn(request, Netwerk.objects, slug=slug)
    return beheer.wijzigen(request, netwerk, NetwerkFormulier)


def netwerk_beeindigen(request, slug):
    return einde.beeindigen(request, beheer.mijn(request, Netwerk.objects, slug=slug))


@require_POST
def netwerk_bevestigen(request, slug):
    return beheer.bevestigen(request, beheer.mijn(request, Netwerk.objects, slug=slug))


def netwerk_geschiedenis(request, slug):
    return beheer.geschiedenis(request, beheer.mijn(request, Netwerk.objects, slug=slug))


@require_safe
def organisatie_suggesties(request):
    return beheer.suggesties(request, Organisatie.objects)
