"""Who is going to look at a record: at a proposal about it, or whether it is still right."""

from django.db.models.functions import Length
from django.utils import timezone

from netwerken.hoede import hoeder_van, kan_in_hoede
from netwerken.models import Netwerk, Werkgebied
from wijken.models import Wijk


def wie_kijkt(voorstel):
    """The network whose coordinators look at it; None: the redactie."""
    return wie_let_op(voorstel.record)


def wie_let_op(rij):
    """The network that is to see that `rij` is right; None: the redactie."""
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
