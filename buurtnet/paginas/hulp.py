"""Doors that are always there, in danger or great need: all of them, or those that are meant."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from buurtnet.web.dataversie import onthoud, versie_van
from initiatieven.models import Hulplijn

# Beside a question about something else there is room for the first ones only.
MEESTE_VOORAF = 2


def hulplijnen(versie):
    """All of them, the most urgent first, with the keys of their themes in `themasleutels`."""
    return onthoud(versie, ("hulplijnen",), _lees_alle)


def _lees_alle():
    rijen = list(Hulplijn.objects.prefetch_related("themas"))
    for rij in rijen:
        rij.themasleutels = {thema.pk for thema in rij.themas.all()}
    return rijen


def bij_vraag(versie, vraag):
    """Those that somebody who types `vraag` may need before anything else, as a list."""
    return [rij for rij in hulplijnen(versie) if rij.past_bij(vraag)] if vraag else []


def bij_thema(versie, thema):
    """Those that are for `thema` (None: for no theme in particular), as a list."""
    return [rij for rij in hulplijnen(versie) if thema and thema.pk in rij.themasleutels]


@login_not_required
@require_safe
def nu_hulp(request):
    context = {"hulplijnen": hulplijnen(versie_van(request))}
    return render(request, "paginas/nu_hulp.html", context)
