"""What coordinators do with where a network works and who takes part in it."""

from django.urls import reverse
from django.views.decorators.http import require_POST

from buurtnet.bewerken import beeindigen, opslaan
from netwerken.models import Deelname, Werkgebied

from .formulieren.deelname import DeelnameFormulier
from .formulieren.werkgebied import WerkgebiedFormulier
from .rijenlijst import mijn_netwerk


def _naar_lijst(soort):
    """Where to go after saving a row: the list that it is in."""
    return lambda rij: reverse(f"netwerken:netwerk_{soort}", args=[rij.netwerk.slug])


def werkgebied_nieuw(request, netwerk):
    rij = mijn_netwerk(request, netwerk)
    return opslaan.nieuw(
        request,
        WerkgebiedFormulier,
        terug=reverse("netwerken:netwerk_werkgebied", args=[netwerk]),
        vast={"netwerk": rij},
        naar=_naar_lijst("werkgebied"),
    )


def _mijn_werkgebied(request, netwerk, pk):
    return opslaan.mijn(request, Werkgebied.objects, netwerk__slug=netwerk, pk=pk)


def werkgebied_wijzigen(request, netwerk, pk):
    werkgebied = _mijn_werkgebied(request, netwerk, pk)
    return opslaan.wijzigen(
        request, werkgebied, WerkgebiedFormulier, naar=_naar_lijst("werkgebied")
    )


def werkgebied_beeindigen(request, netwerk, pk):
    werkgebied = _mijn_werkgebied(request, netwerk, pk)
    return beeindigen.beeindigen(request, werkgebied, naar=_naar_lijst("werkgebied"))


@require_POST
def werkgebied_bevestigen(request, netwerk, pk):
    werkgebied = _mijn_werkgebied(request, netwerk, pk)
    return opslaan.bevestigen(request, werkgebied, naar=_naar_lijst("werkgebied"))


def werkgebied_geschiedenis(request, netwerk, pk):
    return opslaan.geschiedenis(request, _mijn_werkgebied(request, netwerk, pk))


def deelname_nieuw(request, netwerk):
    rij = mijn_netwerk(request, netwerk)
    return opslaan.nieuw(
        request,
        DeelnameFormulier,
        terug=reverse("netwerken:netwerk_deelnames", args=[netwerk]),
        vast={"netwerk": rij},
        naar=_naar_lijst("deelnames"),
    )


def _mijn_deelname(request, netwerk, pk):
    return opslaan.mijn(request, Deelname.objects, netwerk__slug=netwerk, pk=pk)


def deelname_wijzigen(request, netwerk, pk):
    deelname = _mijn_deelname(request, netwerk, pk)
    return opslaan.wijzigen(request, deelname, DeelnameFormulier, naar=_naar_lijst("deelnames"))


def deelname_beeindigen(request, netwerk, pk):
    deelname = _mijn_deelname(request, netwerk, pk)
    return beeindigen.beeindigen(request, deelname, naar=_naar_lijst("deelnames"))


@require_POST
def deelname_bevestigen(request, netwerk, pk):
    deelname = _mijn_deelname(request, netwerk, pk)
    return opslaan.bevestigen(request, deelname, naar=_naar_lijst("deelnames"))


def deelname_geschiedenis(request, netwerk, pk):
    return opslaan.geschiedenis(request, _mijn_deelname(request, netwerk, pk))
