"""A rhythm in pieces that every calendar program reads alike.

RFC 5545 says more than programs understand. Some know no weeks by number, nor loose dates beside
a rule (RDATE); in others the 31st of a short month is its last day, and the fifth Friday the last
one. So a calendar is given only rules that are `is_gangbaar`, and days of their own for the rest.
"""

import datetime
from dataclasses import replace
from itertools import groupby, takewhile
from operator import attrgetter
from typing import NamedTuple

from buurtnet.kern.status import Status

from .dagen import EEN_DAG, MEESTE_DAGEN, dagen_van, is_eenmalig, reeks, vaste_regel
from .kalender import HORIZON
from .regel import LANGSTE_MAAND, Regel

# What no rule says is said for whole years: this one and the next, and some more until it is much.
# Not for long: there are programs that know no summer time ten years from now.
ZEKERE_JAREN, MEESTE_JAREN, VEEL = 2, 5, 12
FEBRUARI, KORTSTE_MAAND = 2, 28
GANGBARE_RANGEN = (1, 2, 3, 4, -1)


class Stuk(NamedTuple):
    """What is on one day or, by a rule, on more: from `eerste`, and not on the days of `niet_op`.

    `naam` tells it from the other pieces of the same thing, also when those change; "" is the main
    one. `regel` is None for one day; what ends has a last day in it, never a number of times.
    """

    naam: str
    eerste: datetime.date
    regel: Regel | None = None
    niet_op: tuple = ()


def stukken(wat, begin, vandaag):
    """The Stukken of a Wanneer from the day `begin` on, or from this year when that is later.

    Together they give each day of `wat` once: as far as rules go for good, else for some years.
    Whether a plan goes on at all is for who asks.
    """
    begin = max(begin, datetime.date(vandaag.year, 1, 1))
    kaal = wat._replace(status=Status.ACTIEF, niet_op=(), ook_op=())
    gevonden = _van_regel(kaal, wat.niet_op, begin)
    if not wat.regel and is_eenmalig(wat) and wat.vanaf not in wat.niet_op:
        gevonden.append(Stuk("", wat.vanaf))
    return gevonden + _extra(wat, kaal, begin)


def _extra(wat, kaal, begin):
    """The days on which it is besides."""
    extra = sorted(set(wat.ook_op) - set(wat.niet_op))
    binnen = [dag for dag in extra if begin <= dag and (wat.tot is None or dag <= wat.tot)]
    if not binnen:
        return []
    gewoon = set(dagen_van(kaal, binnen[0], binnen[-1]))
    return [_los(dag) for dag in binnen if dag not in gewoon]


def _los(dag):
    return Stuk(f"-{dag:%Y%m%d}", dag)


def _van_regel(kaal, niet_op, begin):
    regel = vaste_regel(kaal)
    if not regel:
        return []
    laatste = _laatste_dag(kaal, regel)
    takken = _takken(replace(regel, keren=None, tot=None))
    gevonden, gehad = [], set()
    for nummer, tak in enumerate(takken):
        deel = kaal._replace(regel=str(tak), tot=laatste)
        gangbaar = is_gangbaar(tak)
        alleen = gangbaar and len(takken) == 1
        dagen = [] if alleen else dagen_van(deel, begin, _einde(begin))
        if gangbaar and gehad.isdisjoint(dagen):
            naam = f"-{nummer + 1}" if nummer else ""
            gevonden += _doorlopend(naam, replace(tak, tot=laatste), deel, niet_op, begin)
        else:
            # Of two that coincide now and then, as the fourth and the last, each day once.
            nieuw = [dag for dag in dagen if dag not in gehad]
            gevonden += _per_jaar(nieuw, _loop(tak), frozenset(niet_op))
        gehad.update(dagen)
    return gevonden


def _laatste_dag(kaal, regel):
    """The last day that the rule or the period leaves, or None."""
    keren = reeks(regel, kaal.vanaf, None)[-1:] if regel.keren else ()
    return min(filter(None, (regel.tot, kaal.tot, *keren)), default=None)


def _einde(begin):
    return datetime.date(begin.year + MEESTE_JAREN - 1, 12, 31)


def _takken(regel):
    """Rules that together give the days of `regel`, each for one day of a month or a year."""
    if regel.weken or regel.freq in ("DAILY", "WEEKLY"):
        return [regel]
    kaal = replace(regel, dagen=(), maanddagen=(), maanden=())
    if regel.maanden:
        kaal = replace(kaal, freq="YEARLY")
    takken = []
    for maand in regel.maanden or (None,):
        per_maand = replace(kaal, maanden=(maand,) if maand else ())
        takken += [replace(per_maand, dagen=(dag,)) for dag in regel.dagen]
        takken += [
            replace(per_maand, maanddagen=(_van_maand(maand, dag),))
            for dag in regel.maanddagen
            if dag <= LANGSTE_MAAND.get(maand, 31)
        ]
    return takken


def _van_maand(maand, dag):
    """The last day of a month by its number, where that is always the same."""
    altijd = dag == -1 and maand not in (None, FEBRUARI)
    return LANGSTE_MAAND.get(maand, 31) if altijd else dag


def is_gangbaar(regel):
    """Whether every program reads a rule alike, because people choose it in its form.

    The form of Outlook has least ([MS-OXCICAL] 2.1.3.2.2): some weekdays of all weeks, one day of
    the month or the year, or one weekday of a month.
    """
    if regel.freq in ("DAILY", "WEEKLY"):
        return not regel.maanden
    if regel.weken or len(regel.dagen) + len(regel.maanddagen) > 1 or len(regel.maanden) > 1:
        return False
    if regel.dagen:
        return regel.dagen[0][0] in GANGBARE_RANGEN
    [dag] = regel.maanddagen
    if regel.freq == "MONTHLY":
        return dag <= KORTSTE_MAAND
    return dag > 0 and (regel.maanden, dag) != ((FEBRUARI,), 29)


def _doorlopend(naam, regel, wat, niet_op, begin):
    """One Stuk with a rule that goes on until its own end; none when nothing of it is left."""
    weg = set(niet_op)
    for aantal in (HORIZON, MEESTE_DAGEN):
        # The first day may be years away.
        dagen = dagen_van(wat, begin, begin + aantal * EEN_DAG)
        eerste = next((dag for dag in dagen if dag not in weg), None)
        if eerste:
            gewoon = set(dagen_van(wat, eerste, max(weg, default=eerste)))
            return [Stuk(naam, eerste, regel, tuple(sorted(weg & gewoon)))]
    return []


def _loop(regel):
    """The rule by which some days of `regel` follow each other, or None."""
    if regel.weken:
        return Regel("WEEKLY", elke=2, dagen=regel.dagen)
    return replace(regel, maanden=()) if regel.freq in ("DAILY", "WEEKLY") else None


def _per_jaar(dagen, regel, niet_op):
    """Stukken for `dagen`, none of which is in two years, so that they stay the same later on."""
    gevonden = []
    for jaren, (_jaar, van_jaar) in enumerate(groupby(dagen, key=attrgetter("year"))):
        if jaren >= ZEKERE_JAREN and len(gevonden) >= VEEL:
            break
        for loop in _lopen(list(van_jaar), regel):
            blijft = [dag for dag in loop if dag not in niet_op]
            if len(blijft) > 1:
                weg = tuple(dag for dag in loop if dag in niet_op and dag > blijft[0])
                tot_slot = replace(regel, tot=loop[-1])
                gevonden.append(Stuk(_los(loop[-1]).naam, blijft[0], tot_slot, weg))
            else:
                gevonden += map(_los, blijft)
    return gevonden


def _lopen(dagen, regel):
    """`dagen`, in order, as lists of days that follow each other by `regel`."""
    while dagen:
        volgens = reeks(regel, dagen[0], dagen[-1]) if regel else ()
        zelfde = takewhile(lambda paar: paar[0] == paar[1], zip(dagen, volgens, strict=False))
        aantal = len(list(zelfde)) or 1
        yield dagen[:aantal]
        dagen = dagen[aantal:]
