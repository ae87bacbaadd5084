"""What coordinators do with initiatives, places, activities and stories."""

from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from buurtnet.bewerken import beeindigen, opslaan
from initiatieven.models import Accommodatie, Activiteit, Initiatief, Verhaal

from .formulieren.accommodatie import AccommodatieFormulier
from .formulieren.activiteit import ActiviteitFormulier
from .formulieren.initiatief import InitiatiefFormulier
from .formulieren.verhaal import VerhaalFormulier


def initiatief_nieuw(request):
    opslaan.eis_toevoegen(request.user)
    return opslaan.nieuw(request, InitiatiefFormulier, terug=reverse("initiatieven:initiatieven"))


def initiatief_wijzigen(request, slug):
    initiatief = opslaan.mijn(request, Initiatief.objects, slug=slug)
    return opslaan.wijzigen(request, initiatief, InitiatiefFormulier)


def initiatief_beeindigen(request, slug):
    return beeindigen.beeindigen(request, opslaan.mijn(request, Initiatief.objects, slug=slug))


@require_POST
def initiatief_bevestigen(request, slug):
    return opslaan.bevestigen(request, opslaan.mijn(request, Initiatief.objects, slug=slug))


def initiatief_geschiedenis(request, slug):
    return opslaan.geschiedenis(request, opslaan.mijn(request, Initiatief.objects, slug=slug))


@require_safe
def initiatief_suggesties(request):
    return opslaan.suggesties(request, Initiatief.objects)


def accommodatie_nieuw(request):
    opslaan.eis_toevoegen(request.user)
    return opslaan.nieuw(
        request, AccommodatieFormulier, terug=reverse("initiatieven:accommodaties")
    )


def accommodatie_wijzigen(request, slug):
    accommodatie = opslaan.mijn(request, Accommodatie.objects, slug=slug)
    return opslaan.wijzigen(request, accommodatie, AccommodatieFormulier)


def accommodatie_beeindigen(request, slug):
    return beeindigen.beeindigen(request, opslaan.mijn(request, Accommodatie.objects, slug=slug))


@require_POST
def accommodatie_bevestigen(request, slug):
    return opslaan.bevestigen(request, opslaan.mijn(request, Accommodatie.objects, slug=slug))


def accommodatie_geschiedenis(request, slug):
    return opslaan.geschiedenis(request, opslaan.mijn(request, Accommodatie.objects, slug=slug))


@require_safe
def accommodatie_suggesties(request):
    return opslaan.suggesties(request, Accommodatie.objects)


def activiteit_nieuw(request):
    opslaan.eis_toevoegen(request.user)
    return opslaan.nieuw(request, ActiviteitFormulier, terug=reverse("initiatieven:activiteiten"))


def activiteit_wijzigen(request, slug):
    activiteit = opslaan.mijn(request, Activiteit.objects, slug=slug)
    return opslaan.wijzigen(request, activiteit, ActiviteitFormulier)


def activiteit_beeindigen(request, slug):
    return beeindigen.beeindigen(request, opslaan.mijn(request, Activiteit.objects, slug=slug))


@require_POST
def activiteit_bevestigen(request, slug):
    return opslaan.bevestigen(request, opslaan.mijn(request, Activiteit.objects, slug=slug))


def activiteit_geschiedenis(request, slug):
    return opslaan.geschiedenis(request, opslaan.mijn(request, Activiteit.objects, slug=slug))


def verhaal_nieuw(request):
    opslaan.eis_toevoegen(request.user)
    return opslaan.nieuw(request, VerhaalFormulier, terug=reverse("initiatieven:verhalen"))


def verhaal_wijzigen(request, slug):
    verhaal = opslaan.mijn(request, Verhaal.objects, slug=slug)
    return opslaan.wijzigen(request, verhaal, VerhaalFormulier)


@require_POST
def verhaal_bevestigen(request, slug):
    return opslaan.bevestigen(request, opslaan.mijn(request, Verhaal.objects, slug=slug))


def verhaal_geschiedenis(request, slug):
    return opslaan.geschiedenis(request, opslaan.mijn(request, Verhaal.objects, slug=slug))
