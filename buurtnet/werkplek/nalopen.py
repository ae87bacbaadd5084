"""What was not confirmed for long in what is a coordinator's own, and confirming it."""

import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import DateField, Value
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from buurtnet.bewerken import opslaan
from buurtnet.bewerken.handelingen import handeling, meld_gedaan
from buurtnet.kern import soorten
from buurtnet.kern.noemen import noem
from buurtnet.kern.sloten import slotrang
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
    """Confirm the row of the button, or all that are ticked, and go back to the same page.

    What can't be confirmed is left out and told. When none can, the answer is that of one such row.
    """
    waarden = request.POST.getlist("een") or request.POST.getlist("rij")
    sleutels = [_sleutel(waarde) for waarde in dict.fromkeys(waarden[:MEESTE])]
    bevestigd, voorbij, fouten = {}, {}, []
    terug = _terug(request)
    with transaction.atomic(), handeling(request.user, terug=terug) as gedaan:
        # In everybody's order, so that two who confirm the same rows never wait for each other.
        for soort, pk in sorted(sleutels, key=_slotvolgorde):
            try:
                rij = opslaan.mijn(request, NAGELOPEN[soort].objects, pk=pk)
                naam = noem(rij, request.user)
                if opslaan.is_voorbij(rij):
                    voorbij[soort, pk] = naam
                else:
                    opslaan.bevestig(rij, request.user)
                    bevestigd[soort, pk] = naam
            except (Http404, PermissionDenied) as fout:
                fouten.append(fout)
        namen = [[per[s] for s in sleutels if s in per] for per in (bevestigd, voorbij)]
        gedaan.wat = _("Bevestigd: %(naam)s. Dank je wel.") % {"naam": _som_op(namen[0])}
    if fouten and not bevestigd:
        raise fouten[0]
    _meld(request, gedaan, *namen, len(fouten))
    return redirect(terug)


def _terug(request):
    """The address of the same page of the desk."""
    pagina = request.POST.get("oud", "")
    vraag = f"?oud={pagina}" if pagina.isascii() and pagina.isdigit() and len(pagina) < 10 else ""
    return f"{reverse('netwerken:werkplek')}{vraag}#oud"


def _slotvolgorde(sleutel):
    soort, pk = sleutel
    return (*slotrang(NAGELOPEN[soort]), pk)


def _sleutel(waarde):
    """(kind, key) that the form sends for a row. Raises Http404 for anything else."""
    soort, _streep, pk = waarde.partition(":")
    if soort not in NAGELOPEN or not (pk.isascii() and pk.isdigit() and len(pk) < 18):
        raise Http404
    return soort, int(pk)


def _meld(request, gedaan, bevestigd, voorbij, vreemd):
    """Say what was confirmed, and what was not: names of what is over, and how many others."""
    if not (bevestigd or voorbij):
        messages.info(request, _("Kruis eerst aan wat nog steeds juist is."))
    if bevestigd:
        meld_gedaan(request, gedaan.wat, gedaan)
    if voorbij:
        zin = _("Niet bevestigd, want voorbij: %(naam)s.")
        messages.warning(request, zin % {"naam": _som_op(voorbij)})
    if vreemd:
        zin = ngettext(
            "%(n)d regel is niet bevestigd: die is er niet meer, of is niet meer van jou.",
            "%(n)d regels zijn niet bevestigd: die zijn er niet meer, of zijn niet meer van jou.",
            vreemd,
        )
        messages.warning(request, zin % {"n": vreemd})


def _som_op(namen):
    genoemd = "; ".join(namen[:GENOEMD])
    if len(namen) <= GENOEMD:
        return genoemd
    return _("%(genoemd)s en nog %(n)d") % {"genoemd": genoemd, "n": len(namen) - GENOEMD}
