"""All that a party does in all wijken of a network, called still right in one press."""

import zlib
from typing import NamedTuple

from django.utils.translation import gettext as _

from buurtnet.kern.status import VOORBIJ
from netwerken.models import Inzet
from netwerken.models.inzet import partijen_zichtbaar

from .partij import sleutel_van, van_partij
from .plaats import netwerken_in, wijken_van

# What a confirmation changes, and what tells nothing of what somebody does.
ZEGT_NIETS = frozenset(
    {
        *("versie", "gewijzigd_op", "bron", "vindplaats"),
        *("bevestigd_op", "bevestigd_door", "vermeld_tot"),
    }
)
ZEGT_IETS = tuple(
    veld.attname for veld in Inzet._meta.concrete_fields if veld.name not in ZEGT_NIETS
)
BEVESTIGD = "bevestigd"


class Overal(NamedTuple):
    """The rows of a party in all wijken of a network, by key; and a mark of what they say.

    A sheet that was made while they said something else bears another mark.
    """

    sleutels: tuple
    merk: str

    @property
    def aantal(self):
        return len(self.sleutels)


class AlleWijken:
    """The wijken of the network of a rooster: one that is given, or the only one of the user that
    works in `wijk`. Nothing when there is none, or only one wijk.
    """

    def __init__(self, gebruiker, *, wijk, netwerk, dag):
        netwerken = [netwerk] if netwerk else netwerken_in(wijk, gebruiker, dag)
        self.gebruiker, self.wijk, self.dag = gebruiker, wijk, dag
        self.netwerk = netwerken[0] if len(netwerken) == 1 else None
        wijken = wijken_van(self.netwerk, gebruiker, dag) if self.netwerk else []
        self.wijken = {een.pk: een for een in wijken} if len(wijken) > 1 else {}

    def rijen(self):
        """The inzet there that holds and that the user looks after."""
        eigen = Inzet.objects.editable_by(self.gebruiker)
        return eigen.loopt_op(self.dag).exclude(status__in=VOORBIJ).filter(wijk__in=self.wijken)

    def per_partij(self):
        """{sleutel: Overal} of who works in more of these than the wijk of the rooster."""
        if not self.wijken:
            return {}
        per_partij = {}
        for rij in self.rijen().order_by("pk").values_list(*ZEGT_IETS, named=True):
            per_partij.setdefault(sleutel_van(rij), []).append(rij)
        return {
            sleutel: Overal(tuple(rij.id for rij in rijen), _merk(rijen))
            for sleutel, rijen in per_partij.items()
            if any(rij.wijk_id != self.wijk.pk for rij in rijen)
        }

    def laatste(self, sleutel):
        """What was saved last of this party there, and was no confirmation: (who, what)."""
        versies = Inzet.history.filter(van_partij(sleutel), wijk__in=self.wijken)
        versies = versies.filter(partijen_zichtbaar(self.gebruiker))
        versies = versies.exclude(history_change_reason=BEVESTIGD).order_by("-history_id")
        laatste = versies.select_related("history_user").first()
        if laatste is None:
            return _("iemand anders"), _("veranderde iets")
        wie = str(laatste.history_user or _("iemand anders"))
        plek = self.wijken[laatste.wijk_id]
        return wie, _("veranderde iets in %(wijk)s") % {"wijk": plek}


def _merk(rijen):
    return f"{zlib.crc32(repr([tuple(rij) for rij in rijen]).encode()):08x}"
