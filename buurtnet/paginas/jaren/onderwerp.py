"""What the pages about the years are about: a place, a network or a theme, as was asked for."""

from django.http import Http404

from buurtnet.web.adres import haal_of_verwijs
from netwerken.models import Netwerk
from wijken.models import Thema, Wijk
from wijken.telt_mee import lees_omgeving


def haal_wijk(request, slug):
    """(the place, its Omgeving, the Plekken above it); what lies outside has no such page."""
    wijk = haal_of_verwijs(Wijk.objects.defer("omtrek"), slug, request.user)
    if wijk.ligt_erbuiten:
        raise Http404
    omgeving = lees_omgeving([wijk])
    keten = omgeving.kolommen[0].keten[:-1]
    return wijk, omgeving, [omgeving.plekken[pk] for pk in keten if pk in omgeving.plekken]


def haal_netwerk(request, slug):
    return haal_of_verwijs(Netwerk.objects.all(), slug, request.user)


def haal_thema(request, slug):
    return haal_of_verwijs(Thema.objects.all(), slug, request.user)
