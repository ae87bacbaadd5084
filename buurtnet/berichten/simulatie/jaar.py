"""The days one after another, by the tasks of the site itself, and what is counted of each."""

import datetime
import random
import statistics
from collections import Counter
from typing import NamedTuple

from buurtnet.kern.versheid import samengeteld_op
from netwerken.nagelopen import NAGELOPEN
from netwerken.navragen.wat import SOORTEN

from ..dagelijks import TAKEN, doe_dagelijks
from . import aannamen
from .geheugen import in_geheugen
from .gemeente import Gemeente
from .mensen import Contacten, Coordinator

# A year that is over: nothing in it is still to come, whatever asks what day it is.
BEGIN = datetime.date(2024, 1, 1)
DAG = datetime.timedelta(days=1)
# Whatever somebody is asked about, by mail or on the desk; all that is in force counts.
GETELD = [*(SOORTEN | NAGELOPEN).values()]
VAN_DE_RONDE = tuple(taak for taak in TAKEN if taak.van_de_ronde)
# What is promised: of the records on any day, and minutes a week for a hundred organisations.
DOEL_VERS, DOEL_MINUTEN = 0.95, 30


class Uitkomst(NamedTuple):
    """What became of it: {day: (records in force, how many are *vers*)}, mails, and work."""

    per_dag: dict
    mails: int
    werk: Counter
    organisaties: int

    @property
    def aandelen(self):
        """{day: share of the records that is *vers*}."""
        return {dag: vers / max(alle, 1) for dag, (alle, vers) in self.per_dag.items()}

    @property
    def minst(self):
        return min(self.aandelen.values())

    @property
    def mediaan(self):
        return statistics.median(self.aandelen.values())

    @property
    def per_maand(self):
        """{first day of a month: mean share of its days}."""
        maanden = {}
        for dag, aandeel in self.aandelen.items():
            maanden.setdefault(dag.replace(day=1), []).append(aandeel)
        return {maand: statistics.mean(alle) for maand, alle in maanden.items()}

    @property
    def mails_per_jaar(self):
        """Mails to one organisation in a year."""
        return self.mails / self.organisaties * 365 / len(self.per_dag)

    def minuten(self, waaraan):
        """Minutes a week for a hundred organisations, of "werkplek" or "telefoon"."""
        weken = len(self.per_dag) / 7
        return self.werk[waaraan] / 60 / weken * 100 / self.organisaties

    @property
    def haalt_doel(self):
        minuten = self.minuten("werkplek") + self.minuten("telefoon")
        return self.minst >= DOEL_VERS and minuten <= DOEL_MINUTEN


def simuleer(organisaties, dagen, antwoord, zaad):
    """The Uitkomst of so many days; `antwoord` is a share, or None: nobody asks anybody anything.

    In a database of its own. The same for the same `zaad`.
    """
    kans = random.Random(zaad)  # noqa: S311 - data, not secrets
    with in_geheugen() as bus:
        gemeente = Gemeente(kans, organisaties, BEGIN)
        mensen = [Coordinator(kans, wie) for wie in gemeente.coordinatoren]
        contacten = Contacten(kans, antwoord or 0)
        per_dag, mails = {}, 0
        for dag in (BEGIN + nummer * DAG for nummer in range(dagen)):
            if antwoord is not None:
                mails += _doe(dag, bus, contacten, mensen)
            per_dag[dag] = tel(dag)
    werk = sum((wie.werk for wie in mensen), Counter())
    return Uitkomst(per_dag, mails, werk, organisaties)


def _doe(dag, bus, contacten, mensen):
    """What one day brings; gives how many mails came into `bus`, which is emptied."""
    for gedaan in doe_dagelijks(dag, VAN_DE_RONDE):
        if gedaan.fout:
            raise gedaan.fout
    berichten = [*bus]
    bus.clear()
    contacten.ontvang(berichten, dag)
    contacten.antwoord(dag)
    for wie in mensen if dag.weekday() in aannamen.WERKDAGEN else ():
        wie.zit_aan(dag)
    return len(berichten)


def tel(dag):
    """(records in force on `dag`, how many of them are *vers*)."""
    geteld = [
        model.objects.loopt_op(dag).aggregate(**samengeteld_op(model, dag)) for model in GETELD
    ]
    return sum(een["aantal"] for een in geteld), sum(een["vers"] for een in geteld)
