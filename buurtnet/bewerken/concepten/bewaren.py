"""Where a page sends a draft while somebody types, and where it is dropped."""

import re

from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from buurtnet.web.adres import is_pad_hier

from ..inzending import is_net_ingestuurd
from .concept import LANGSTE_ADRES, LANGSTE_SLEUTEL, Concept, TeGroot, bewaar
from .tonen import gezien_nummer

# As `tonen.sleutel_van` makes it.
SLEUTEL = re.compile(r"[a-z_]+:[a-z_]+:[0-9]{0,18}")


@require_POST
@rate_limit(action="concept")
def concept(request):
    """Keep what was typed in a form: one's own, and nothing but that.

    A script gets how the draft is numbered now; who pressed a button goes back to the form.
    """
    sleutel, adres = _formulier(request)
    if not sleutel or not adres:
        return HttpResponseBadRequest()
    if is_net_ingestuurd(request):
        # It was on the way while the form itself was sent: that holds all of it.
        return _antwoord(request, adres, {"ingestuurd": True}, status=409)
    gezien = gezien_nummer(request.POST)
    try:
        bewaard, van_ander = bewaar(request.user, sleutel, adres, request.POST, gezien)
    except TeGroot:
        return _antwoord(request, adres, {"te_groot": True}, status=413)
    om = date_format(timezone.localtime(bewaard.gewijzigd_op), "H.i")
    return _antwoord(request, adres, {"nummer": bewaard.nummer, "om": om, "ander": van_ander})


def _antwoord(request, adres, gegevens, status=200):
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(gegevens, status=status)
    if "te_groot" in gegevens:
        messages.error(request, _("Je concept is te groot om te bewaren. Maak de tekst korter."))
    elif "ingestuurd" not in gegevens:
        zin = _("Je concept is bewaard om %(om)s. Alleen jij ziet het.")
        messages.success(request, zin % gegevens)
    return redirect(adres)


@require_POST
def concept_weggooien(request):
    """Drop one's own draft of a form, and go back to that form as it is saved.

    Of two the one that is shown; the other is there still.
    """
    sleutel, adres = _formulier(request)
    with transaction.atomic():
        concept, _weg = Concept.objects.van(request.user, sleutel).houd_vast()
        if concept:
            concept.leg_weg(vorige="concept_vorige" in request.POST)
    return redirect(adres or resolve_url(settings.LOGIN_REDIRECT_URL))


@require_POST
def concept_terughalen(request):
    """Bring back one's own draft that was dropped, and go back to its form."""
    sleutel, adres = _formulier(request)
    with transaction.atomic():
        sinds, weg = Concept.objects.van(request.user, sleutel).houd_vast()
        kan = weg and weg.is_terug_te_halen(timezone.now())
        if kan and not weg.zet_terug(sinds):
            messages.error(request, _("Er staan al twee concepten. Gooi er eerst een weg."))
    return redirect(adres or resolve_url(settings.LOGIN_REDIRECT_URL))


def _formulier(request):
    """(key, address) of the form that the request names; "" for what is neither."""
    sleutel, adres = (request.POST.get(f"concept_{n}", "") for n in ("sleutel", "adres"))
    kan = len(sleutel) <= LANGSTE_SLEUTEL and SLEUTEL.fullmatch(sleutel)
    hier = len(adres) <= LANGSTE_ADRES and is_pad_hier(adres)
    return sleutel if kan else "", adres if hier else ""
