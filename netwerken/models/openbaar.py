"""Who sees and changes what a network, or nobody in particular, brings forward."""

from django.db.models import Q

from buurtnet.kern.rechten import BewerkbaarQuerySet
from wijken.models import Wijk

from .netwerk import Netwerk


class OpenbaarQuerySet(BewerkbaarQuerySet):
    """Rows of a network (or none) that are public or not."""

    def visible_to(self, gebruiker):
        openbaar = Q(openbaar=True) & (
            Q(netwerk__isnull=True) | Q(netwerk__in=Netwerk.objects.visible_to(gebruiker))
        )
        return self.openbaar_of_eigen(openbaar, gebruiker)

    def hidden_from(self, gebruiker):
        """What `gebruiker` may not read."""
        return self.exclude(pk__in=self.model.objects.visible_to(gebruiker).order_by().values("pk"))

    def van_coordinator(self, gebruiker):
        door = self.model.wijken.through.objects.filter(
            wijk__in=Wijk.objects.in_werkgebied_van(gebruiker)
        )
        return Q(netwerk__in=gebruiker.netwerk_ids()) | Q(
            netwerk__isnull=True, pk__in=door.values(self.model._meta.model_name)
        )


def openbaar_q(*paden):
    """Q for rows whose relations at `paden` are public, or not there."""
    q = Q()
    for pad in paden:
        q &= Q(**{f"{pad}__isnull": True}) | Q(**{f"{pad}__openbaar": True})
    return q


def eerste_wijk(rij):
    """The first public place that such a row is for, the widest first; None without any."""
    return rij.wijken.filter(openbaar=True).order_by("pad").defer("omtrek").first()


def pagina_van_overleg(rij, anker, anders):
    """Where such a row is told: the page of its network, of its wijk, or of one of `anders`.

    `anker` is the part of that page; `anders` are records or None.
    """
    plek = rij.netwerk or eerste_wijk(rij)
    if plek is None:
        plek = next((ander for ander in anders if ander and ander.openbaar), None)
    return f"{plek.get_absolute_url()}#{anker}" if plek else ""
