"""Who works on what in a network: drawn, and said in words with since when and how fresh."""

from functools import cached_property

from django.db.models import Min

from buurtnet.kern.versheid import Samengeteld, samengeteld_op
from buurtnet.web.taal import adresmaker
from netwerken.models import Inzet

from ..tekening.tekening import Naam, Tekening, partij

VELDEN = (
    *("organisatie__naam", "organisatie__slug", "organisatie__formeel", "omschreven_rol"),
    *("thema__naam", "thema__slug"),
)


class Inzettekening:
    """`inzetten` is what holds of `netwerk` on `datum`, of whatever size; one query."""

    def __init__(self, netwerk, inzetten, datum):
        self._netwerk, self._inzetten, self._datum = netwerk, inzetten, datum

    @cached_property
    def _rijen(self):
        """[(who, theme, how often, since, how fresh as a Samengeteld)]."""
        wie, waaraan = adresmaker("netwerken:organisatie"), adresmaker("wijken:thema")
        rijen = self._inzetten.order_by().values_list(*VELDEN)
        rijen = rijen.annotate(Min("vanaf"), **samengeteld_op(Inzet, self._datum))
        gelezen = []
        for naam, slug, formeel, rol, thema, thema_slug, sinds, *geteld in rijen:
            wat = formeel or ("rol" if rol else "netwerk")
            party = partij(naam or rol or self._netwerk.naam, slug and wie(slug), wat)
            geteld = Samengeteld(*geteld)
            gelezen.append((party, Naam(thema, waaraan(thema_slug)), geteld.aantal, sinds, geteld))
        return gelezen

    @cached_property
    def tekening(self):
        return Tekening(rij[:3] for rij in self._rijen)

    @property
    def aantal(self):
        """How many rows of Inzet there are."""
        return sum(rij[2] for rij in self._rijen)

    def in_woorden(self):
        """[(title of a group, [(Knoop, since (None: not known), how fresh as a Samengeteld)])]."""
        sinds, vers = {}, {}
        for wie, _thema, _aantal, vanaf, geteld in self._rijen:
            sinds.setdefault(wie, set()).add(vanaf)
            vers[wie] = vers.get(wie, Samengeteld()).met(geteld)

        def regel(knoop):
            return knoop, min(sinds[knoop.wie] - {None}, default=None), vers[knoop.wie]

        groepen = self.tekening.in_woorden()
        return [(titel, [regel(knoop) for knoop in knopen]) for titel, knopen in groepen]
