"""Asking to follow something: the same answer for every address, whether it follows it or not."""

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from buurtnet.web.adres import haal_of_verwijs
from netwerken.models import Netwerk
from netwerken.models.contactadres import afdruk_van
from netwerken.volgen import meld_aan
from wijken.models import Thema, Wijk

from ..melding import poort
from ..melding.pagina import TE_VAAK, VAN_ELDERS
from .formulier import Aanmelding
from .mailen import vraag_bevestiging


def _openbaar(view):
    """A page for everybody, without a cookie: the browser says where a form came from."""
    return login_not_required(csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(view)))


@_openbaar
def wijk_volgen(request, slug):
    wijk = haal_of_verwijs(Wijk.objects.defer("omtrek"), slug, request.user)
    if wijk.ligt_erbuiten:
        raise Http404
    return _volgen(request, wijk)


@_openbaar
def thema_volgen(request, slug):
    return _volgen(request, haal_of_verwijs(Thema.objects.all(), slug, request.user))


@_openbaar
def netwerk_volgen(request, slug):
    return _volgen(request, haal_of_verwijs(Netwerk.objects.all(), slug, request.user))


def _volgen(request, record):
    form = Aanmelding(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _mag(request, form):
        _neem_aan(request, record, form.cleaned_data["email"])
        return redirect("volgen_verstuurd")
    context = {
        "form": form,
        "record": record,
        "feed": reverse(f"netwerken:{record._meta.model_name}_veranderd", args=[record.slug]),
    }
    return render(request, "berichten/volgen/volgen.html", context, status=form.status)


def _mag(request, form):
    """Whether a form was sent that is right, from a page of ours, and not too often."""
    if not poort.komt_van_hier(request):
        form.add_error(None, VAN_ELDERS)
        form.status = 403
    elif form.is_valid() and not poort.mag_door(request, "volgen"):
        form.add_error(None, TE_VAAK)
        form.status = 429
    return form.is_valid()


def _neem_aan(request, record, email):
    """Ask this address to confirm; not more often in a day than one person would want."""
    if poort.mag_door(request, "volgen_adres", afdruk_van(email)):
        with transaction.atomic():
            volger = meld_aan(record, email)
            if volger:
                vraag_bevestiging(volger, record)


@login_not_required
@require_safe
def volgen_verstuurd(request):
    return render(request, "berichten/volgen/verstuurd.html")
