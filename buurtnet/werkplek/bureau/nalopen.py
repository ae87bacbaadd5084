"""Confirming what was not confirmed for long, of one party, of several or of all."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from buurtnet.bewerken import opslaan
from buurtnet.bewerken.handelingen import handeling, meld_gedaan
from buurtnet.kern.noemen import noem
from buurtnet.kern.sloten import vergrendel_per_soort
from netwerken.nagelopen import TE_BEVESTIGEN

from .partijen import rijen_van

# So many rows at once: more is for another press.
MEESTE, GENOEMD = 1000, 3


@require_POST
def werkplek_bevestigen(request):
    """Confirm all that the form names, and go back to the same page of the desk.

    Single rows are `een` or `rij`, parties `een_partij` or `partij`; `alles` is all of the list.
    What can't be confirmed is left out and told. When none can, the answer is that of one such row.
    """
    sleutels = _gevraagd(request)
    terug = _terug(request)
    with transaction.atomic(), handeling(request.user, terug=terug) as gedaan:
        rijen = _vergrendel(request.user, sleutels)
        namen = {sleutel: noem(rij, request.user) for sleutel, rij in rijen.items()}
        voorbij = {s: namen[s] for s, rij in rijen.items() if opslaan.is_voorbij(rij)}
        bevestigd = {s: naam for s, naam in namen.items() if s not in voorbij}
        for sleutel in bevestigd:
            rijen[sleutel].bewaar_bevestiging(request.user, timezone.localdate())
        lijsten = [[per[s] for s in sleutels if s in per] for per in (bevestigd, voorbij)]
        gedaan.wat = _("Bevestigd: %(naam)s. Dank je wel.") % {"naam": _som_op(lijsten[0])}
    vreemd = [sleutel for sleutel in sleutels if sleutel not in rijen]
    if vreemd and not bevestigd:
        soort, pk = vreemd[0]
        opslaan.mijn(request, TE_BEVESTIGEN[soort].objects, pk=pk)
    _meld(request, gedaan, *lijsten, len(vreemd))
    return redirect(terug)


def _gevraagd(request):
    """(kind, key) of each row that the form names, each once."""
    if "alles" in request.POST or (partijen := _gekozen(request, "een_partij", "partij")):
        waarden = None if "alles" in request.POST else partijen
        per = rijen_van(request.user, timezone.localdate(), waarden)
        return [(soort, pk) for soort, pks in per.items() for pk in pks][:MEESTE]
    waarden = _gekozen(request, "een", "rij")
    return [_sleutel(waarde) for waarde in dict.fromkeys(waarden[:MEESTE])]


def _gekozen(request, knop, vakje):
    """The value of the button that was pressed, or else those of the boxes that are ticked."""
    return request.POST.getlist(knop) or request.POST.getlist(vakje)


def _vergrendel(gebruiker, sleutels):
    """{(kind, key): row} of those that are the user's, locked in everybody's order.

    So that two who confirm the same rows never wait for each other.
    """
    groepen = []
    for soort in {soort for soort, _pk in sleutels}:
        model = TE_BEVESTIGEN[soort]
        eigen = model.objects.visible_to(gebruiker).editable_by(gebruiker)
        eigen = eigen.filter(pk__in=[pk for wat, pk in sleutels if wat == soort])
        groepen.append(eigen.select_related(*model.rijsoort.relaties))
    return {(rij._meta.model_name, rij.pk): rij for rij in vergrendel_per_soort(groepen)}


def _terug(request):
    """The address of the same page of the desk, at the part with the form."""
    if "vermeld" in request.POST:
        return f"{reverse('netwerken:werkplek')}#vermeld"
    pagina = request.POST.get("oud", "")
    vraag = f"?oud={pagina}" if pagina.isascii() and pagina.isdigit() and len(pagina) < 10 else ""
    return f"{reverse('netwerken:werkplek')}{vraag}#oud"


def _sleutel(waarde):
    """(kind, key) that the form sends for a row. Raises Http404 for anything else."""
    soort, _streep, pk = waarde.partition(":")
    if soort not in TE_BEVESTIGEN or not (pk.isascii() and pk.isdigit() and len(pk) < 18):
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
