"""What happens when, of thousands of things at once.

Rules that need no first day of their own share their days (see `dagen.uitgelijnd`), so a city
with 20,000 activities has some hundreds of different rules to work out.
"""

import datetime
from collections import defaultdict
from typing import NamedTuple

from .dagen import EEN_DAG, dagen_van

# How far "the coming month" and the search for the next time look.
MAAND, HORIZON = 30, 400
TERMIJNEN = {"vandaag": 0, "week": 6, "maand": MAAND}


class Bron(NamedTuple):
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


class Kalender:
    """The coming days of some records, seen from `vandaag` (a date).

    `per_dag`: {day: keys}, in order of time, for a month; `eerste`: {key: its next day}.
    """

    def __init__(self, bronnen, vandaag):
        self.vandaag = vandaag
        self.eerste = {}
        self.volgorde = {}
        per_dag = defaultdict(list)
        maand, horizon = (vandaag + n * EEN_DAG for n in (MAAND, HORIZON))
        for bron in bronnen:
            dagen = dagen_van(bron, vandaag, horizon)
            if not dagen:
                continue
            self.eerste[bron.pk] = dagen[0]
            # What has no time comes after what has one.
            self.volgorde[bron.pk] = (bron.begint_om or datetime.time.max, bron.slug)
            for dag in dagen:
                if dag > maand:
                    break
                per_dag[dag].append(bron.pk)
        self.per_dag = {
            dag: sorted(per_dag[dag], key=self.volgorde.__getitem__) for dag in sorted(per_dag)
        }

    def keren(self, termijn):
        """(day, key) of every time within "vandaag", "week" or "maand", in order."""
        einde = self.vandaag + TERMIJNEN[termijn] * EEN_DAG
        for dag, sleutels in self.per_dag.items():
            if dag > einde:
                return
            for sleutel in sleutels:
                yield dag, sleutel

    def sleutels(self, termijn):
        """The keys of what happens within it."""
        return {sleutel for _dag, sleutel in self.keren(termijn)}
