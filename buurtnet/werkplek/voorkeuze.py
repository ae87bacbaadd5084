"""What the form for a new Inzet has chosen beforehand: the theme that was asked, the only wijk."""

from netwerken.models import Netwerk
from wijken.models import Thema, Wijk


def voorkeuze(request, ouder):
    """{field: key or None} to begin with, below `ouder`: a network, or the wijk itself."""
    in_netwerk = isinstance(ouder, Netwerk)
    return {
        "thema": _gevraagd_thema(request),
        "wijk": _enige_wijk(request.user, ouder) if in_netwerk else None,
    }


def _enige_wijk(gebruiker, netwerk):
    """The key of the wijk where the network works, when there is only one to choose."""
    hier = netwerk.werkgebieden.actueel().values("wijk")
    # What is meant for a whole gebied is for people to say.
    wijken = Wijk.objects.te_kiezen_door(gebruiker).filter(pk__in=hier).woonplaatsen()
    sleutels = list(wijken.values_list("pk", flat=True)[:2])
    return sleutels[0] if len(sleutels) == 1 and len(hier) == 1 else None


def _gevraagd_thema(request):
    """The key of the theme in the address; None when they can't choose it."""
    slug = request.GET.get("thema", "").replace("\x00", "")
    themas = Thema.objects.visible_to(request.user)
    return themas.filter(slug=slug).values_list("pk", flat=True).first()
