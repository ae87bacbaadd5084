"""What was not confirmed for long in what is a coordinator's own, and confirming it."""

import datetime

from django.contrib import messages
from django.db import transaction
from django.db.models import DateField, Value
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from buurtnet.bewerken import opslaan
from buurtnet.kern import soorten
from buurtnet.kern.noemen import noem
from buurtnet.kern.sloten import slotvolgorde
from buurtnet.kern.versheid import niet_vers_q

# What the desk asks to confirm.
NAGELOPEN = {model._meta.model_name: model for model in soorten.rijen() if model.rijsoort.nagelopen}
NOOIT = datetime.date.min
MEESTE, GENOEMD = 50, 3


def lang_niet_bevestigd(gebruiker, vandaag):
    """(kind, key, day) of what runs and was not confirmed lately, the longest ago first."""
    sinds = Coalesce("bevestigd_op", Value(NOOIT), output_field=DateField())
    delen = [
        model.objects.visible_to(gebruiker)
        .editable_by(gebruiker)
        .op(vandaag)
        .filter(niet_vers_q(vandaag))
        .order_by()
        .annotate(soortnaam=Value(soort), sinds=sinds)
        .values_list("soortnaam", "pk", "sinds")
        for soort, model in NAGELOPEN.items()
    ]
    return delen[0].union(*delen[1:], all=True).order_by("sinds", "soortnaam", "pk")


def rijen_van(pagina):
    """The records of a page of `lang_niet_bevestigd`, each with the value that ticks it."""
    sleutels = {}
    for soort, pk, _sinds in pagina:
        sleutels.setdefault(soort, []).append(pk)
    rijen = {}
    for soort, pks in sleutels.items():
        model = NAGELOPEN[soort]
        rijen[soort] = model.objects.select_related(*model.rijsoort.relaties).in_bulk(pks)
    return [(f"{soort}:{pk}", rijen[soort][pk]) for soort, pk, _sinds in pagina]


@require_POST
def werkplek_bevestigen(request):
    """Confirm the row of the button, or all that are ticked, and go back to the same page."""
    waarden = request.POST.getlist("een") or request.POST.getlist("rij")
    rijen = [_mijn(request, waarde) for waarde in dict.fromkeys(waarden[:MEESTE])]
    with transaction.atomic():
        for rij in sorted(rijen, key=slotvolgorde):
            opslaan.bevestig(rij, request.user)
    _meld(request, [noem(rij, request.user) for rij in rijen])
    pagina = request.POST.get("oud", "")
    vraag = f"?oud={pagina}" if pagina.isascii() and pagina.isdigit() and len(pagina) < 10 else ""
    return redirect(f"{reverse('netwerken:werkplek')}{vraag}#oud")


def _mijn(request, waarde):
    soort, _streep, pk = waarde.partition(":")
    if soort not in NAGELOPEN or not (pk.isascii() and pk.isdigit() and len(pk) < 18):
        raise Http404
    return opslaan.mijn(request, NAGELOPEN[soort].objects, pk=pk)


def _meld(request, namen):
    if not namen:
        messages.info(request, _("Kruis eerst aan wat nog steeds juist is."))
        return
    genoemd = "; ".join(namen[:GENOEMD])
    if len(namen) > GENOEMD:
        genoemd = _("%(genoemd)s en nog %(n)d") % {
            "genoemd": genoemd,
            "n": len(namen) - GENOEMD,
        }
    messages.success(request, _("Bevestigd: %(naam)s. Dank je wel.") % {"naam": genoemd})
