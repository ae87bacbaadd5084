"""Signals as coordinators keep them: the list of a network, a step further, and the answer."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buurtnet.bewerken import opslaan
from buurtnet.bewerken.handelingen import handeling, meld_gedaan
from buurtnet.kern.noemen import noem
from buurtnet.web.adres import is_pad_hier
from netwerken.models import Signaal

from .bestanden import bestand_van_rijen
from .formulieren.signaal import AntwoordFormulier
from .ouders import mijn_netwerk

PER_PAGINA = 25


@require_safe
def netwerk_signalen(request, slug):
    """The signals of a network: what has no answer first, then the latest."""
    netwerk = mijn_netwerk(request, slug)
    klaar = Case(When(stand=Signaal.Stand.BEANTWOORD, then=Value(1)), default=Value(0))
    rijen = netwerk.signalen.order_by(klaar, F("gehoord_op").desc(nulls_last=True), "-pk")
    if bestand := bestand_van_rijen(request, str(netwerk), rijen):
        return bestand
    context = {
        "netwerk": netwerk,
        "pagina": Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina")),
        "open": netwerk.signalen.open().count(),
    }
    return render(request, "werkplek/signalen.html", context)


@require_POST
def signaal_stap(request, pk):
    """Take a signal a step further, in one press; `van` is the stand on which that was pressed."""
    rij = opslaan.mijn(request, Signaal.objects, pk=pk)
    terug = request.POST.get("terug", "")
    doel = terug if is_pad_hier(terug) else rij.get_absolute_url()
    with transaction.atomic(), handeling(request.user, terug=doel) as gedaan:
        vers = opslaan.slot(rij)
        past = _kan(vers, request.POST.get("van", ""), request.POST.get("stand", ""))
        if past:
            vers.zet_stand(request.POST["stand"], timezone.localdate())
            vers._change_reason = Signaal.Stand(vers.stand).label
            vers.save()
        woorden = {"naam": noem(vers, request.user), "stand": vers.get_stand_display()}
        gedaan.wat = _("“%(naam)s” is nu: %(stand)s.") % woorden
    if past:
        meld_gedaan(request, gedaan.wat, gedaan)
    else:
        zin = _("“%(naam)s” is intussen: %(stand)s. Kijk of jouw stap nog klopt.")
        messages.error(request, zin % woorden)
    return redirect(doel)


def _kan(signaal, van, stand):
    """Whether the signal is still where that was pressed, and can go from there to `stand`."""
    return signaal.stand == van and stand in signaal.volgende


def signaal_antwoord(request, pk):
    """Write the answer, and with it take the signal to its last step."""
    rij = opslaan.mijn(request, Signaal.objects, pk=pk)
    return opslaan.wijzigen(request, rij, AntwoordFormulier)
