"""What a cell may name: the few wijken, themes and networks, and all that they are called."""

from typing import NamedTuple

from buurtnet.kern.letters import slug_van
from buurtnet.zoeken.gelijkenis import nabij
from netwerken.models import Netwerk
from wijken.models import Agenda, Agendapunt, Thema, Wijk

KANDIDATEN = 5


class Vondst(NamedTuple):
    """What a text may mean: keys of records, the likeliest first; `zeker` when it is the one."""

    zeker: bool
    sleutels: list


NIETS = Vondst(False, [])


class Woordenlijst:
    """Records by their names: `rijen` are {key: (record, all that it is called)}.

    `minder` are words that point to a record without being its name, as `rijen`.
    """

    def __init__(self, rijen, minder=None):
        self.rijen = {sleutel: rij for sleutel, (rij, _namen) in rijen.items()}
        minder = minder or {}
        self._precies = _per_naam({sleutel: namen for sleutel, (_rij, namen) in rijen.items()})
        self._minder = _per_naam(minder)
        self._namen = {
            sleutel: tuple(filter(slug_van, [*namen, *minder.get(sleutel, ())]))
            for sleutel, (_rij, namen) in rijen.items()
        }
        self._onthouden = {}

    def zoek(self, tekst):
        """The Vondst of a text."""
        heel = _aaneen(tekst)
        if heel not in self._onthouden:
            self._onthouden[heel] = self._zoek(tekst, heel)
        return self._onthouden[heel]

    def _zoek(self, tekst, heel):
        precies = self._precies.get(heel, ())
        if len(precies) == 1:
            return Vondst(True, precies)
        if precies or not heel:
            return Vondst(False, list(precies))
        eerst = self._minder.get(heel, [])
        gelijkend = [een for een in nabij(tekst, self._namen) if een not in eerst]
        return Vondst(False, [*eerst, *gelijkend][:KANDIDATEN])

    def kent(self, tekst):
        """Whether `tekst` is a name, or a word that points to one record."""
        heel = _aaneen(tekst)
        return bool(heel) and (heel in self._precies or len(self._minder.get(heel, ())) == 1)


def _aaneen(tekst):
    return slug_van(tekst).replace("-", "")


def _per_naam(namen_per_sleutel):
    """{name as one word: [keys of what is called so]}."""
    per_naam = {}
    for sleutel, namen in namen_per_sleutel.items():
        for heel in dict.fromkeys(map(_aaneen, namen)):
            if heel:
                per_naam.setdefault(heel, []).append(sleutel)
    return per_naam


def _alle_namen(rij):
    andere = getattr(rij, "ook_bekend_als", "").split(",")
    return [rij.naam, rij.slug, *filter(None, map(str.strip, andere))]


def wijken_voor(gebruiker):
    """All wijken that `gebruiker` may read: whoever names another gets to hear that it is so."""
    rijen = Wijk.objects.visible_to(gebruiker).defer("omtrek", "omschrijving", "samenstelling")
    return Woordenlijst({rij.pk: (rij, _alle_namen(rij)) for rij in rijen})


def netwerken_voor(gebruiker):
    """The networks that `gebruiker` may read: what is via another stays so."""
    rijen = Netwerk.objects.visible_to(gebruiker)
    return Woordenlijst({rij.pk: (rij, _alle_namen(rij)) for rij in rijen})


def themas_voor(gebruiker, datum):
    """The themes, also by the words of the agendas in force on `datum`."""
    themas = {rij.pk: (rij, _alle_namen(rij)) for rij in Thema.objects.visible_to(gebruiker)}
    agendas = Agenda.objects.visible_to(gebruiker).geldend(datum).values("pk")
    punten = Agendapunt.objects.die_tellen(datum).filter(agenda__in=agendas, thema__in=themas)
    minder = {pk: rij.trefwoorden.split(",") for pk, (rij, _namen) in themas.items()}
    for thema, tekst in punten.order_by("pk").values_list("thema", "tekst"):
        minder[thema].append(tekst)
    return Woordenlijst(themas, minder)
