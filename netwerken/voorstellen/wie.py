"""Who is going to look at a proposal, to tell who sent it."""

from django.db.models.functions import Length
from django.utils import timezone

from netwerken.hoede import hoeder_van, kan_in_hoede
from netwerken.models import Netwerk, Werkgebied
from wijken.models import Wijk


def wie_kijkt(voorstel):
    """The network whose coordinators look at it; None: the redactie."""
    rij = voorstel.record
    if rij is None or isinstance(rij, Netwerk):
        return rij
    if kan_in_hoede(rij):
        return hoeder_van(rij)
    wijken = [rij] if isinstance(rij, Wijk) else _wijken_van(rij)
    keten = {pk for wijk in wijken for pk in (*wijk.voorouder_ids, wijk.pk)}
    daar = Werkgebied.objects.actueel().filter(wijk__in=keten).select_related("netwerk")
    lopend = Netwerk.objects.niet_voorbij(timezone.localdate()).order_by().values("pk")
    daar = daar.filter(netwerk__in=lopend).order_by(-Length("wijk__pad"), "netwerk__naam", "pk")
    eerste = daar.first()
    return eerste and eerste.netwerk


def _wijken_van(rij):
    if hasattr(rij, "wijken"):
        return list(rij.wijken.defer("omtrek"))
    return [rij.wijk] if getattr(rij, "wijk", None) else []
