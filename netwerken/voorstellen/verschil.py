"""What a proposal would make different, field by field as people read it."""

from functools import cached_property
from typing import NamedTuple

from django.utils import timezone

from buurtnet.kern.noemen import noem
from buurtnet.kern.periode import Periode
from netwerken.models import Voorstel
from netwerken.models.voorstel import OVER
from wijken.models import Wijk

from . import velden

SOORTEN = {**OVER, "wijk": Wijk}


class Regel(NamedTuple):
    """One field: what it said when it was proposed, what it says now and what it is to say.

    `botst`: somebody made it something else meanwhile; `is_al`: it says so already.
    """

    naam: str
    label: str
    was: str
    nu: str
    wordt: str
    botst: bool
    is_al: bool


class Verschil:
    """A proposal, beside how the record is now, told to one person."""

    def __init__(self, voorstel, gebruiker):
        self.voorstel, self.gebruiker = voorstel, gebruiker
        self.record = voorstel.record

    @cached_property
    def regels(self):
        return [self._regel(naam, *paar) for naam, paar in self.voorstel.gegevens.items()]

    @property
    def naam(self):
        """What it is about, in words."""
        return noem(self.record, self.gebruiker) if self.record else ""

    @property
    def versie(self):
        """The number of the record, to be sent back with what is decided about this."""
        return getattr(self.record, "versie", 0)

    @property
    def botst(self):
        return any(regel.botst for regel in self.regels)

    @property
    def vervalt(self):
        """Whether what it is about ended, or is hidden or gone by now."""
        return vervalt(self.voorstel)

    def _regel(self, naam, was, wordt):
        is_rij = self.voorstel.soort != Voorstel.Soort.NIEUW and self.record is not None
        nu = velden.geplaatst(self.record, naam) if is_rij else was
        model = type(self.record) if is_rij else model_van(self.voorstel)
        woorden = [self._in_woorden(model, naam, een) for een in (was, nu, wordt)]
        is_al = velden.zelfde(nu, wordt)
        botst = not is_al and not velden.zelfde(nu, was)
        return Regel(naam, velden.label_van(model, naam), *woorden, botst, is_al)

    def _in_woorden(self, model, naam, waarde):
        voorstel = self.voorstel
        if voorstel.soort == Voorstel.Soort.NIEUW and naam == "wijken" and waarde and voorstel.wijk:
            # That was fetched along.
            return noem(voorstel.wijk, self.gebruiker)
        return velden.in_woorden(model, naam, waarde, self.gebruiker)


def model_van(voorstel):
    """The kind of row that it is about, also when that row is gone or still to come."""
    return SOORTEN[voorstel.waarover]


def vervalt(voorstel, datum=None):
    """Whether nothing is left to change on `datum` (today): it is gone, hidden, or ended."""
    if voorstel.is_weg:
        return True
    rij = voorstel.record
    if voorstel.soort == Voorstel.Soort.NIEUW or rij is None:
        return False
    if not getattr(rij, "openbaar", True):
        return True
    if voorstel.soort == Voorstel.Soort.MELDING or not isinstance(rij, Periode):
        return False
    return rij.is_voorbij(datum or timezone.localdate())
