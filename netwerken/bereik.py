"""How far the rights of a coordinator reach, from the networks that name them."""

from django.db.models import Exists, OuterRef
from django.db.models.functions import Length, Substr
from django.utils import timezone
from django.utils.functional import cached_property

from buurtnet.accounts.models import Gebruiker
from buurtnet.kern.rechten import Bereik
from wijken.models import Wijk

from .models import Hoede, Netwerk, Werkgebied


class Coordinatorbereik(Bereik):
    """The Bereik of a person today, each part read once, when it is first asked."""

    @cached_property
    def netwerk_ids(self):
        """Until the last day of a network: what has ended is the redactie's."""
        lopend = Netwerk.objects.niet_voorbij(timezone.localdate()).order_by()
        erboven = lopend.filter(coordinatoren=self.gebruiker, pad=_begin_van_pad("pad"))
        return frozenset(lopend.filter(Exists(erboven)).values_list("pk", flat=True))

    @cached_property
    def wijk_ids(self):
        gebieden = Werkgebied.objects.actueel().filter(
            netwerk__in=self.netwerk_ids, wijk__pad=_begin_van_pad("wijk__pad")
        )
        wijken = Wijk.objects.filter(Exists(gebieden.order_by())).order_by()
        return frozenset(wijken.values_list("pk", flat=True))

    @property
    def agenda_ids(self):
        """As a query, which becomes part of the one that filters by it."""
        met_agenda = Netwerk.objects.filter(pk__in=self.netwerk_ids, agenda__isnull=False)
        return met_agenda.order_by().values("agenda")

    def in_hoede(self, model):
        """As a query, as are `agenda_ids`."""
        naam = model._meta.model_name
        rijen = Hoede.objects.filter(netwerk__in=self.netwerk_ids).exclude(**{naam: None})
        return rijen.order_by().values(naam)

    @property
    def eigen_netwerken(self):
        return Netwerk.objects.filter(coordinatoren=self.gebruiker).order_by("naam", "pk")


class Netwerkbereik(Coordinatorbereik):
    """The Bereik of nobody in particular: what one network keeps, and not what lies around it."""

    wijk_ids = eigen_netwerken = ()

    def __init__(self, gebruiker, netwerk):
        super().__init__(gebruiker)
        self.netwerk_ids = frozenset([netwerk.pk])


def wie_erbij_zit(netwerk):
    """A reader, not saved, of what is public or of this network: to whom its words are sent."""
    lezer = Gebruiker(naam=str(netwerk))
    lezer.is_redacteur, lezer._bereik = False, Netwerkbereik(lezer, netwerk)
    return lezer


def zonder_coordinator(netwerken):
    """Those of these networks that nobody coordinates who can come in, nor one above them."""
    wie = Gebruiker.objects.kan_inloggen().filter(netwerken=OuterRef("pk")).order_by()
    lopend = Netwerk.objects.niet_voorbij(timezone.localdate()).order_by()
    erboven = lopend.filter(Exists(wie), pad=_begin_van_pad("pad"))
    return netwerken.filter(~Exists(erboven))


def _begin_van_pad(pad):
    """The first part of the path of an outer row, as long as `pad` (a lookup to one) is.

    The outer row lies below what has that path, or is it, when both are the same.
    """
    return Substr(OuterRef("pad"), 1, Length(pad))
