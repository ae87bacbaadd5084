"""What there is to go to, of one kind.

A list of what is on asks each Aanbod for the keys that its choices leave, their coming days and
the records to show.
"""

from collections import Counter
from functools import cached_property

from buurtnet.web import dataversie
from initiatieven.herhaling.kalender import TERMIJNEN, ZONDER_DAG, Kalender


class Aanbod:
    """Things to go to of one kind, as far as `lijst` (ActiviteitFilters) asks for them."""

    naam = ""

    def __init__(self, lijst):
        self.lijst = lijst

    @cached_property
    def kalender(self):
        return kalender_van(self.naam, self.momenten, self.lijst.versie, self.lijst.datum)

    @staticmethod
    def momenten(datum):
        """A Wanneer (see Kalender) for each thing that is not over on `datum`."""
        raise NotImplementedError

    @cached_property
    def sleutels(self):
        """Keys of what the choices leave, whenever it is, in the order that was asked."""
        raise NotImplementedError

    @cached_property
    def met_ritme(self):
        """Keys of what says how often it is, though perhaps not on which days."""
        raise NotImplementedError

    def rijen(self, sleutels):
        """{key: record} ready to show, in a fixed number of queries."""
        raise NotImplementedError

    @staticmethod
    def te_zien(sleutels, gebruiker):
        """{key: record} of those keys that `gebruiker` may see, in one query."""
        raise NotImplementedError

    def nieuwste(self, aantal):
        """The records that changed last."""
        raise NotImplementedError

    def per_netwerk(self):
        """{key of a network: how many of them are its own}, whichever network was chosen."""
        return Counter()

    @cached_property
    def gekozen(self):
        return frozenset(self.sleutels)

    def binnen(self, wanneer):
        """Those of them that are on at a choice of `wanneer`, as a set."""
        return self._binnen(self.gekozen, wanneer)

    def _binnen(self, sleutels, wanneer):
        if wanneer in TERMIJNEN:
            return sleutels & self.kalender.sleutels(wanneer)
        return sleutels - self.kalender.eerste.keys() if wanneer == ZONDER_DAG else sleutels


def nieuwste_eerst(records):
    """Records of any kind, what changed last first; of the same moment in a fixed order."""
    vast = sorted(records, key=lambda record: (record._meta.label, record.pk))
    return sorted(vast, key=lambda record: record.gewijzigd_op, reverse=True)


def kalender_van(naam, momenten, versie, datum):
    """The Kalender of `momenten(datum)`, remembered until the content or the day changes."""
    return dataversie.onthoud(
        versie, ("kalender", naam, datum), lambda: Kalender(momenten(datum), datum)
    )
