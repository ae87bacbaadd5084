"""What happens when, of thousands of things at once.

Rules that need no first day of their own share their days (see `dagen.uitgelijnd`), so a city
with 20,000 activities has some hundreds of different rules to work out.
"""

import datetime
from calendar import monthrange
from collections import defaultdict
from typing import NamedTuple

from .dagen import EEN_DAG, dagen_van

# How far the days of all things together, and the search for the next time of each, look.
MAAND, HORIZON = 30, 400
ZONDER_DAG = "zonder-dag"
TERMIJNEN = ("vandaag", "week", "maand")


def einde_van(termijn, vandaag):
    """The last day of today, of this week (its Sunday) or of this month, as a date."""
    if termijn == "week":
        return vandaag + (6 - vandaag.weekday()) * EEN_DAG
    if termijn == "maand":
        return vandaag.replace(day=monthrange(vandaag.year, vandaag.month)[1])
    return vandaag


class Wanneer(NamedTuple):
    """As much of a record as it takes to know when it is; its fields carry these names."""

    pk: int
    slug: str
    regel: str
    vanaf: datetime.date | None
    vanaf_precisie: str
    tot: datetime.date | None
    status: str
    niet_op: tuple
    ook_op: tuple
    begint_om: datetime.time | None
    eindigt_om: datetime.time | None


class Kalender:
    """The coming days of some records, seen from `vandaag` (a date).

    `eerste`: {key: its next day}, the earliest first; `per_dag`: {day: keys in order of time},
    for a month.
    """

    def __init__(self, momenten, vandaag):
        """`momenten`: a Wanneer of each record."""
        self.vandaag = vandaag
        # What has no time comes after what has one.
        self.volgorde = {}
        eerste, per_dag = {}, defaultdict(list)
        maand, horizon = (vandaag + n * EEN_DAG for n in (MAAND, HORIZON))
        for wat in momenten:
            dagen = dagen_van(wat, vandaag, horizon)
            if not dagen:
                continue
            eerste[wat.pk] = dagen[0]
            self.volgorde[wat.pk] = (wat.begint_om or datetime.time.max, wat.slug)
            for dag in dagen:
                if dag > maand:
                    break
                per_dag[dag].append(wat.pk)
        op_tijd = sorted(eerste, key=lambda pk: (eerste[pk], self.volgorde[pk]))
        self.eerste = {pk: eerste[pk] for pk in op_tijd}
        self.per_dag = {
            dag: sorted(per_dag[dag], key=self.volgorde.__getitem__) for dag in sorted(per_dag)
        }
        self._sleutels = {
            termijn: frozenset(pk for _dag, pk in self.keren(termijn)) for termijn in TERMIJNEN
        }

    def keren(self, termijn):
        """(day, key) of every time within one of TERMIJNEN, in order."""
        return self.keren_tot(einde_van(termijn, self.vandaag))

    def keren_tot(self, einde):
        """(day, key) of every time up to and including `einde`, at most a month ahead."""
        for dag, sleutels in self.per_dag.items():
            if dag > einde:
                return
            for sleutel in sleutels:
                yield dag, sleutel

    def sleutels(self, termijn):
        """The keys of what happens within it."""
        return self._sleutels[termijn]
