"""What coordinators do with Inzet, via a network or straight in a wijk."""

from django.urls import reverse
from django.views.decorators.http import require_POST

from buurtnet.bewerken import beeindigen, opslaan
from netwerken.models import Inzet
from wijken.models import Thema, Wijk

from .agendas import wijk_om_te_kiezen
from .formulieren.inzet import InzetFormulier
from .rijenlijst import mijn_netwerk


def inzet_nieuw(request, netwerk=None, wijk=None):
    if netwerk:
        vast = {"netwerk": mijn_netwerk(request, netwerk)}
        terug = reverse("netwerken:netwerk_inzet", args=[netwerk])
    else:
        vast = {"wijk": wijk_om_te_kiezen(request, wijk)}
        terug = vast["wijk"].get_absolute_url()
    return opslaan.nieuw(
        request,
        InzetFormulier,
        terug=terug,
        vast=vast,
        initial={"thema": _gevraagd_thema(request), "wijk": _enige_wijk(request.user, vast)},
        naar=naar_lijst(request),
    )


def _enige_wijk(gebruiker, vast):
    """The key of the wijk when there is only one to choose: of a network, the one it works in."""
    if "wijk" in vast:
        return None
    hier = vast["netwerk"].werkgebieden.actueel().values("wijk")
    # What is meant for a whole gebied is for people to say.
    wijken = Wijk.objects.te_kiezen_door(gebruiker).filter(pk__in=hier).woonplaatsen()
    sleutels = list(wijken.values_list("pk", flat=True)[:2])
    return sleutels[0] if len(sleutels) == 1 and len(hier) == 1 else None


def _gevraagd_thema(request):
    """The key of the theme in the address, chosen beforehand; None when there is no such theme."""
    slug = request.GET.get("thema", "").replace("\x00", "")
    return Thema.objects.filter(slug=slug).values_list("pk", flat=True).first()


def naar_lijst(request):
    """After saving: the list of the network when that is the user's, else the page of the wijk."""

    def naar(inzet):
        if inzet.netwerk and inzet.netwerk.can_edit(request.user):
            return reverse("netwerken:netwerk_inzet", args=[inzet.netwerk.slug])
        return inzet.get_absolute_url()

    return naar


def _mijn_inzet(request, pk, netwerk, wijk):
    plek = {"netwerk__slug": netwerk} if netwerk else {"netwerk": None, "wijk__slug": wijk}
    return opslaan.mijn(request, Inzet.objects, pk=pk, **plek)


def inzet_wijzigen(request, pk, netwerk=None, wijk=None):
    inzet = _mijn_inzet(request, pk, netwerk, wijk)
    return opslaan.wijzigen(request, inzet, InzetFormulier, naar=naar_lijst(request))


def inzet_beeindigen(request, pk, netwerk=None, wijk=None):
    inzet = _mijn_inzet(request, pk, netwerk, wijk)
    return beeindigen.beeindigen(request, inzet, naar=naar_lijst(request))


@require_POST
def inzet_bevestigen(request, pk, netwerk=None, wijk=None):
    inzet = _mijn_inzet(request, pk, netwerk, wijk)
    return opslaan.bevestigen(request, inzet, naar=naar_lijst(request))


def inzet_geschiedenis(request, pk, netwerk=None, wijk=None):
    return opslaan.geschiedenis(request, _mijn_inzet(request, pk, netwerk, wijk))
