"""The rows of the rooster: the parties that work in a wijk, and those that may begin to."""

from dataclasses import dataclass

from django.db.models import Q

from buurtnet.kern.letters import slug_van
from netwerken.models import Deelname, Huisvesting, Inzet, Netwerk, Organisatie


def sleutel_van(rij):
    """What tells one party from another: of an inzet, a deelname, or a row of their history.

    "o12" is an organisation, "n3" a network that works itself, "r:cultuurcoach" a role.
    """
    if rij.organisatie_id:
        return f"o{rij.organisatie_id}"
    return f"r:{rij.omschreven_rol}" if rij.omschreven_rol else f"n{rij.netwerk_id}"


def van_partij(sleutel):
    """Q for the inzet of the party with this sleutel, or versions of it."""
    soort, rest = sleutel[0], sleutel[1:]
    if soort == "r":
        return Q(organisatie=None, omschreven_rol=rest.removeprefix(":"))
    if soort == "o":
        return Q(organisatie=rest)
    return Q(organisatie=None, omschreven_rol="", netwerk=rest)


@dataclass(frozen=True)
class Partij:
    """Who works somewhere: an organisation, a network (`record`), or a role without a record."""

    sleutel: str
    naam: str
    record: Organisatie | Netwerk | None = None

    @property
    def is_organisatie(self):
        return isinstance(self.record, Organisatie)

    @property
    def is_netwerk(self):
        return isinstance(self.record, Netwerk)

    @property
    def is_rol(self):
        return self.record is None

    @property
    def wie(self):
        """The fields of an inzet or a deelname that say who; of a network itself none."""
        if self.is_organisatie:
            return {"organisatie": self.record}
        return {} if self.is_netwerk else {"omschreven_rol": self.naam}

    @property
    def volgorde(self):
        return (slug_van(self.naam), self.sleutel)


def partij_van(rij):
    """The Partij of an inzet or a deelname, with its organisation and network read along."""
    record = rij.organisatie or (None if rij.omschreven_rol else rij.netwerk)
    return Partij(sleutel_van(rij), record.naam if record else rij.omschreven_rol, record)


def organisatie_als_partij(organisatie):
    return Partij(f"o{organisatie.pk}", organisatie.naam, organisatie)


def vind_partij(sleutel, gebruiker):
    """The Partij that a sleutel names, when `gebruiker` may see it, or None."""
    soort, rest = sleutel[0], sleutel[1:]
    if soort == "r":
        return Partij(sleutel, rest.removeprefix(":"))
    model = {"o": Organisatie, "n": Netwerk}[soort]
    record = model.objects.visible_to(gebruiker).filter(pk=rest).first()
    return record and Partij(sleutel, record.naam, record)


def partijen_erbij(gebruiker, wijk, netwerken, dag):
    """Who has no inzet there yet but may: participants of `netwerken`, and who is housed there.

    {sleutel: Partij}; two queries.
    """
    lopend = Organisatie.objects.visible_to(gebruiker).niet_voorbij(dag)
    deelnames = (
        Deelname.objects.visible_to(gebruiker)
        .niet_voorbij(dag)
        .filter(Q(organisatie=None) | Q(organisatie__in=lopend.order_by().values("pk")))
        .filter(netwerk__in=[netwerk.pk for netwerk in netwerken], accommodatie=None)
        .only("organisatie", "omschreven_rol", "netwerk")
        .prefetch_related("organisatie")
    )
    gehuisvest = (
        Huisvesting.objects.visible_to(gebruiker)
        .loopt_op(dag)
        .filter(accommodatie__wijken=wijk.pk, organisatie__isnull=False)
    )
    partijen = [partij_van(deelname) for deelname in deelnames]
    hier = lopend.filter(pk__in=gehuisvest.order_by().values("organisatie"))
    partijen += [organisatie_als_partij(organisatie) for organisatie in hier]
    return {partij.sleutel: partij for partij in partijen}


def inzet_om(gebruiker, plekken, dag):
    """The inzet in these places (keys) that `gebruiker` may see and is not over, to show."""
    rijen = Inzet.objects.visible_to(gebruiker).niet_voorbij(dag).filter(wijk__in=plekken)
    # Read apart: one organisation has many rows, and a theme and a network more still.
    relaties = ("organisatie", "thema", "netwerk", "initiatief")
    alle = rijen.prefetch_related(*relaties).order_by("pk")
    return [rij for rij in alle if not rij.is_voorbij(dag)]
