"""The page of a signal, with what became of it."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from buurtnet.kern.noemen import mag_noemen
from buurtnet.web.peildatum_lezen import lees_peildatum
from initiatieven.models import Initiatief
from netwerken.models import Signaal
from wijken.models import Thema, Wijk

from ..delen import bronnen_van

VAN = ("netwerk", "accommodatie", "bijeenkomst", "bron")


@login_not_required
@require_safe
def signaal(request, pk):
    """A signal: where and when it was heard, each step since, and the answer."""
    gebruiker = request.user
    alle = Signaal.objects.visible_to(gebruiker).select_related(*VAN)
    rij = get_object_or_404(alle, pk=pk)
    context = {
        "signaal": rij,
        "peildatum": lees_peildatum(request),
        "wijken": _zichtbaar(Wijk.objects.defer("omtrek"), rij.wijken, gebruiker),
        "themas": _zichtbaar(Thema.objects, rij.themas, gebruiker),
        "waarvan": {naam: _te_noemen(rij, naam, gebruiker) for naam in VAN[:3]},
        "leidde_tot": _zichtbaar(Initiatief.objects, rij.leidde_tot, gebruiker),
        "bronnen": bronnen_van(rij),
        "mag_wijzigen": rij.can_edit(gebruiker),
    }
    return render(request, "signalen/signaal.html", context)


def _zichtbaar(alle, gekozen, gebruiker):
    return list(alle.visible_to(gebruiker).filter(pk__in=gekozen.order_by().values("pk")))


def _te_noemen(rij, naam, gebruiker):
    """What the signal points at by this field; None for what isn't there for `gebruiker`."""
    ander = getattr(rij, naam)
    return ander if ander and mag_noemen(ander, gebruiker) else None
