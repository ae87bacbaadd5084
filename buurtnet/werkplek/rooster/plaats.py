"""Where a rooster is of: the wijken of a network to choose from, the networks of a wijk."""

from functools import reduce
from operator import or_

from django.db.models import Q

from netwerken.hoede import netwerken_daar
from netwerken.models import Inzet, Netwerk, Werkgebied
from wijken.models import Wijk


def wijken_van(netwerk, gebruiker, dag):
    """The places of which `netwerk` has a rooster: where it works, then what lies in those, then
    where else it has inzet. A list.
    """
    waar = Werkgebied.objects.filter(netwerk=netwerk).niet_voorbij(dag).select_related("wijk")
    gebieden = [werkgebied.wijk for werkgebied in waar]
    eigen = {wijk.pk for wijk in gebieden}
    binnen = [
        Q(pad__startswith=wijk.pad) | Q(streken=wijk.pk)
        for wijk in gebieden
        if wijk.soort in Wijk.HOGER
    ]
    inzet = Inzet.objects.filter(netwerk=netwerk).niet_voorbij(dag).order_by().values("wijk")
    waar = reduce(or_, [q & Q(soort__in=Wijk.WOONPLAATSEN) for q in binnen], Q(pk__in=inzet))
    zichtbaar = Wijk.objects.visible_to(gebruiker).filter(Q(pk__in=eigen) | waar).distinct()
    return sorted(zichtbaar, key=lambda wijk: wijk.pk not in eigen)


def netwerken_in(wijk, gebruiker, dag):
    """The networks by which `gebruiker` may add inzet in `wijk`: of a coordinator her own that
    work there, of a redacteur all that do. A list.
    """
    if not gebruiker.is_redacteur:
        return netwerken_daar(gebruiker, wijk)
    hier = Werkgebied.objects.filter(wijk__in=[*wijk.voorouder_ids, wijk.pk]).niet_voorbij(dag)
    alle = Netwerk.objects.visible_to(gebruiker).niet_voorbij(dag)
    return list(alle.filter(pk__in=hier.order_by().values("netwerk")))
