"""What a form for something new has chosen beforehand: what was asked, the only wijk."""

from netwerken.models import Afspraak, Bijeenkomst, Netwerk
from wijken.models import Thema, Wijk


def waar_het_netwerk_werkt(request, netwerk):
    """{"wijken": [wijk]}: those of the network today that the user may choose."""
    hier = netwerk.werkgebieden.actueel().values("wijk")
    return {"wijken": list(Wijk.objects.te_kiezen_door(request.user).filter(pk__in=hier))}


def pact_van_de_wijk(_request, wijk):
    """{field: value}: what a wijk agrees is a pact, of that wijk."""
    return {"wijken": [wijk], "soort": Afspraak.Soort.WIJKPACT}


def voorkeuze(request, ouder):
    """Of an Inzet: {field: key or None}, below `ouder`: a network, an organisation, or the wijk."""
    wijk = None
    if isinstance(ouder, Netwerk):
        wijk = _enige_wijk(request.user, ouder)
    elif not isinstance(ouder, Wijk):
        wijk = _enige(Wijk.objects.te_kiezen_door(request.user))
    return {"thema": _gevraagd_thema(request), "wijk": wijk}


def signaal_uit_netwerk(request, netwerk):
    """Of a signal of a network: the only wijk, the theme and the meeting that the address names."""
    wijk, thema = _enige_wijk(request.user, netwerk), _gevraagd_thema(request)
    return {
        "wijken": Wijk.objects.filter(pk=wijk),
        "themas": Thema.objects.filter(pk=thema),
        "bijeenkomst": _gevraagde_bijeenkomst(request, netwerk),
    }


def signaal_van_plek(request, accommodatie):
    """Of a signal about a place: the wijken where that is, as far as the user may choose them."""
    hier = accommodatie.wijken.order_by().values("pk")
    return {"wijken": Wijk.objects.te_kiezen_door(request.user).filter(pk__in=hier)}


def _gevraagde_bijeenkomst(request, netwerk):
    """The key of the meeting of this network in the address; None when it is none of theirs."""
    sleutel = request.GET.get("bijeenkomst", "")
    if not (sleutel.isascii() and sleutel.isdigit() and len(sleutel) < 10):
        return None
    alle = Bijeenkomst.objects.visible_to(request.user).filter(netwerk=netwerk, pk=sleutel)
    return alle.values_list("pk", flat=True).first()


def _enige_wijk(gebruiker, netwerk):
    """The key of the wijk where the network works, when there is only one to choose."""
    hier = netwerk.werkgebieden.actueel().values("wijk")
    wijken = Wijk.objects.te_kiezen_door(gebruiker).filter(pk__in=hier)
    return _enige(wijken) if len(hier) == 1 else None


def _enige(wijken):
    """The key of the wijk when there is only one to choose."""
    # What is meant for a whole gebied is for people to say.
    sleutels = list(wijken.woonplaatsen().values_list("pk", flat=True)[:2])
    return sleutels[0] if len(sleutels) == 1 else None


def _gevraagd_thema(request):
    """The key of the theme in the address; None when they can't choose it."""
    slug = request.GET.get("thema", "").replace("\x00", "")
    themas = Thema.objects.visible_to(request.user)
    return themas.filter(slug=slug).values_list("pk", flat=True).first()
