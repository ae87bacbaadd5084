"""Who works on what in a network: drawn, and said in words with since when and how fresh."""

from functools import cached_property

from django.db.models import Count, Max, Min

from buurtnet.web.taal import adresmaker

from ..tekening.tekening import Naam, Tekening, partij

VELDEN = (
    *("organisatie__naam", "organisatie__slug", "organisatie__formeel", "omschreven_rol"),
    *("thema__naam", "thema__slug"),
)


class Inzettekening:
    """`inzetten` is what holds of `netwerk`, of whatever size; one query."""

    def __init__(self, netwerk, inzetten):
        self._netwerk, self._inzetten = netwerk, inzetten

    @cached_property
    def _rijen(self):
        """[(who, theme, how often, since, last confirmed)]."""
        wie, waaraan = adresmaker("netwerken:organisatie"), adresmaker("wijken:thema")
        rijen = self._inzetten.order_by().values_list(*VELDEN)
        rijen = rijen.annotate(Count("pk"), Min("vanaf"), Max("bevestigd_op"))
        gelezen = []
        for naam, slug, formeel, rol, thema, thema_slug, *getallen in rijen:
            wat = formeel or ("rol" if rol else "netwerk")
            party = partij(naam or rol or self._netwerk.naam, slug and wie(slug), wat)
            gelezen.append((party, Naam(thema, waaraan(thema_slug)), *getallen))
        return gelezen

    @cached_property
    def tekening(self):
        return Tekening(rij[:3] for rij in self._rijen)

    @property
    def aantal(self):
        """How many rows of Inzet there are."""
        return sum(rij[2] for rij in self._rijen)

    def in_woorden(self):
        """[(title of a group, [(Knoop, since, last confirmed)])]; None for a day not known."""
        sinds, bevestigd = {}, {}
        for wie, _thema, _aantal, vanaf, vers in self._rijen:
            sinds.setdefault(wie, set()).add(vanaf)
            bevestigd.setdefault(wie, set()).add(vers)

        def regel(knoop):
            eerste = min(sinds[knoop.wie] - {None}, default=None)
            return knoop, eerste, max(bevestigd[knoop.wie] - {None}, default=None)

        groepen = self.tekening.in_woorden()
        return [(titel, [regel(knoop) for knoop in knopen]) for titel, knopen in groepen]
