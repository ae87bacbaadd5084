"""What coordinators do with organisations and networks."""

from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from buurtnet.bewerken import beeindigen, opslaan
from netwerken.models import Netwerk, Organisatie

from .formulieren.netwerk import NetwerkFormulier, NetwerkNieuwFormulier
from .formulieren.organisatie import OrganisatieFormulier, OrganisatieNieuwFormulier


def organisatie_nieuw(request):
    opslaan.eis_toevoegen(request.user)
    return opslaan.nieuw(
        request, OrganisatieNieuwFormulier, terug=reverse("netwerken:organisaties")
    )


def organisatie_wijzigen(request, slug):
    organisatie = opslaan.mijn(request, Organisatie.objects, slug=slug)
    return opslaan.wijzigen(request, organisatie, OrganisatieFormulier)


def organisatie_beeindigen(request, slug):
    return beeindigen.beeindigen(request, opslaan.mijn(request, Organisatie.objects, slug=slug))


@require_POST
def organisatie_bevestigen(request, slug):
    return opslaan.bevestigen(request, opslaan.mijn(request, Organisatie.objects, slug=slug))


def organisatie_geschiedenis(request, slug):
    return opslaan.geschiedenis(request, opslaan.mijn(request, Organisatie.objects, slug=slug))


def netwerk_nieuw(request):
    opslaan.eis_toevoegen(request.user)
    return opslaan.nieuw(request, NetwerkNieuwFormulier, terug=reverse("netwerken:netwerken"))


def netwerk_wijzigen(request, slug):
    netwerk = opslaan.mijn(request, Netwerk.objects, slug=slug)
    return opslaan.wijzigen(request, netwerk, NetwerkFormulier)


def netwerk_beeindigen(request, slug):
    return beeindigen.beeindigen(request, opslaan.mijn(request, Netwerk.objects, slug=slug))


@require_POST
def netwerk_bevestigen(request, slug):
    return opslaan.bevestigen(request, opslaan.mijn(request, Netwerk.objects, slug=slug))


def netwerk_geschiedenis(request, slug):
    return opslaan.geschiedenis(request, opslaan.mijn(request, Netwerk.objects, slug=slug))


@require_safe
def organisatie_suggesties(request):
    return opslaan.suggesties(request, Organisatie.objects)
