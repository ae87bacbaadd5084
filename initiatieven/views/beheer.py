"""What coordinators do with initiatives, places, activities and stories."""

from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from buurtnet.basis import beheer, einde

from ..activiteitformulier import ActiviteitFormulier
from ..forms import AccommodatieFormulier, InitiatiefFormulier
from ..models import Accommodatie, Activiteit, Initiatief, Verhaal
from ..verhaalformulier import VerhaalFormulier


def initiatief_nieuw(request):
    beheer.eis_toevoegen(request.user)
    return beheer.nieuw(request, InitiatiefFormulier, terug=reverse("initiatieven:initiatieven"))


def initiatief_wijzigen(request, slug):
    initiatief = beheer.mijn(request, Initiatief.objects, slug=slug)
    return beheer.wijzigen(request, initiatief, InitiatiefFormulier)


def initiatief_beeindigen(request, slug):
    return einde.beeindigen(request, beheer.mijn(request, Initiatief.objects, slug=slug))


@require_POST
def initiatief_bevestigen(request, slug):
    return beheer.bevestigen(request, beheer.mijn(request, Initiatief.objects, slug=slug))


def initiatief_geschiedenis(request, slug):
    return beheer.geschiedenis(request, beheer.mijn(request, Initiatief.objects, slug=slug))


@require_safe
def initiatief_suggesties(request):
    return beheer.suggesties(request, Initiatief.objects)


def accommodatie_nieuw(request):
    beheer.eis_toevoegen(request.user)
    return beheer.nieuw(request, AccommodatieFormulier, terug=reverse("initiatieven:accommodaties"))


def accommodatie_wijzigen(request, slug):
    accommodatie = beheer.mijn(request, Accommodatie.objects, slug=slug)
    return beheer.wijzigen(request, accommodatie, AccommodatieFormulier)


def accommodatie_beeindigen(request, slug):
    return einde.beeindigen(request, beheer.mijn(request, Accommodatie.objects, slug=slug))


@require_POST
def accommodatie_bevestigen(request, slug):
    return beheer.bevestigen(request, beheer.mijn(request, Accommodatie.objects, slug=slug))


def accommodatie_geschiedenis(request, slug):
    return beheer.geschiedenis(request, beheer.mijn(request, Accommodatie.objects, slug=slug))


@require_safe
def accommodatie_suggesties(request):
    return beheer.suggesties(request, Accommodatie.objects)


def activiteit_nieuw(request):
    beheer.eis_toevoegen(request.user)
    return beheer.nieuw(request, ActiviteitFormulier, terug=reverse("initiatieven:activiteiten"))


def activiteit_wijzigen(request, slug):
    activiteit = beheer.mijn(request, Activiteit.objects, slug=slug)
    return beheer.wijzigen(request, activiteit, ActiviteitFormulier)


def activiteit_beeindigen(request, slug):
    return einde.beeindigen(request, beheer.mijn(request, Activiteit.objects, slug=slug))


@require_POST
def activiteit_bevestigen(request, slug):
    return beheer.bevestigen(request, beheer.mijn(request, Activiteit.objects, slug=slug))


def activiteit_geschiedenis(request, slug):
    return beheer.geschiedenis(request, beheer.mijn(request, Activiteit.objects, slug=slug))


def verhaal_nieuw(request):
    beheer.eis_toevoegen(request.user)
    return beheer.nieuw(request, VerhaalFormulier, terug=reverse("initiatieven:verhalen"))


def verhaal_wijzigen(request, slug):
    verhaal = beheer.mijn(request, Verhaal.objects, slug=slug)
    return beheer.wijzigen(request, verhaal, VerhaalFormulier)


@require_POST
def verhaal_bevestigen(request, slug):
    return beheer.bevestigen(request, beheer.mijn(request, Verhaal.objects, slug=slug))


def verhaal_geschiedenis(request, slug):
    return beheer.geschiedenis(request, beheer.mijn(request, Verhaal.objects, slug=slug))
