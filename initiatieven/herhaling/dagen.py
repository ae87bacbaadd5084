"""On which days something happens, worked out with dateutil.

All in days and local times of Europe/Amsterdam: what begins at 19:30 does so summer and winter.
"""

import datetime
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from dateutil import rrule
from django.utils import timezone

from buurtnet.kern.precisie import Precisie
from buurtnet.kern.status import Status

from .regel import WEKEN, lees_regel

# No look ahead goes further, whatever is asked.
MEESTE_DAGEN = 3700
EEN_DAG = datetime.timedelta(days=1)
FREQ = {
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}


class Keer(NamedTuple):
    """One time that something happens; `begin` and `einde` are aware, None when not known."""

    dag: datetime.date
    begin: datetime.datetime | None
    einde: datetime.datetime | None


def komende(wat, van, tot_en_met):
    """The Keren of `wat` from `van` to `tot_en_met` (days, both inclusive), in order."""
    return [
        Keer(dag, *tijden_op(dag, wat.begint_om, wat.eindigt_om))
        for dag in dagen_van(wat, van, tot_en_met)
    ]


def tijden_op(dag, begint_om, eindigt_om):
    """(begin, end) on that day as aware datetimes; what ends before it begins ends a day later."""
    if begint_om is None:
        return None, None
    begin = _lokaal(dag, begint_om)
    if eindigt_om is None:
        return begin, None
    return begin, _lokaal(dag + EEN_DAG if eindigt_om <= begint_om else dag, eindigt_om)


def _lokaal(dag, tijd):
    return datetime.datetime.combine(dag, tijd, tzinfo=timezone.get_default_timezone())


def dagen_van(wat, van, tot_en_met):
    """The days of `wat` within `van` and `tot_en_met`, both inclusive, in order.

    `wat` has regel, niet_op, ook_op and the fields of a Periode.
    """
    van, tot_en_met = _binnen(wat, van, tot_en_met)
    if van is None or van > tot_en_met:
        return []
    reeks = _van_regel(wat, van, tot_en_met)
    eenmalig = not wat.regel and is_eenmalig(wat)
    if not (eenmalig or wat.ook_op or wat.niet_op):
        # By far the most of thousands: a part of days that are in order already.
        return list(reeks[bisect_left(reeks, van) : bisect_right(reeks, tot_en_met)])
    dagen = {*reeks, *wat.ook_op, *([wat.vanaf] if eenmalig else ())}
    return sorted(dag for dag in dagen - set(wat.niet_op) if van <= dag <= tot_en_met)


def is_eenmalig(wat):
    """Whether it is on one known day."""
    return wat.vanaf is not None and wat.vanaf == wat.tot and weet_dag(wat)


def weet_dag(wat):
    """Whether its first day is known to the day."""
    return wat.vanaf is not None and wat.vanaf_precisie == Precisie.DAG


def _binnen(wat, van, tot_en_met):
    """The part of a stretch of days in which `wat` goes on; (None, None) for a mere idea.

    A plan has dates as long as its first day is still to come; it never begins by itself.
    """
    if wat.status in (Status.IDEE, Status.IN_OPRICHTING):
        return None, None
    if wat.status == Status.GEPLAND and not (weet_dag(wat) and wat.vanaf >= van):
        return None, None
    if wat.tot:
        tot_en_met = min(tot_en_met, wat.tot)
    if wat.vanaf:
        van = max(van, wat.vanaf)
    ver = (tot_en_met - van).days > MEESTE_DAGEN
    return van, van + MEESTE_DAGEN * EEN_DAG if ver else tot_en_met


def _van_regel(wat, van, tot_en_met):
    regel = vaste_regel(wat)
    if not regel:
        return ()
    if regel.tot:
        tot_en_met = min(tot_en_met, regel.tot)
    if van > tot_en_met:
        return ()
    return reeks(regel, uitgelijnd(regel, wat.vanaf, van), tot_en_met)


def vaste_regel(wat):
    """The Regel of `wat` when that says on which days it is, or None."""
    if not wat.regel:
        return None
    try:
        regel = lees_regel(wat.regel)
    except ValueError:  # kept from before, or written past the forms
        return None
    weet_begin = weet_dag(wat) or not regel.heeft_begin_nodig
    return regel if regel.heeft_vaste_dagen and weet_begin else None


def uitgelijnd(regel, begin, van):
    """A day to start counting from near `van` that gives the same days as `begin` does.

    Rules without a first day of their own share their days, which are then worked out once.
    """
    if regel.keren:
        return begin
    if regel.elke == 1:
        begin = van
    n = regel.elke
    if regel.freq == "DAILY":
        return van - ((van - begin).days % n) * EEN_DAG
    if regel.freq == "WEEKLY":
        maandag = begin - begin.weekday() * EEN_DAG
        return van - ((van - maandag).days % (7 * n)) * EEN_DAG
    if regel.freq == "MONTHLY":
        maanden = van.year * 12 + van.month - 1
        maanden -= (maanden - (begin.year * 12 + begin.month - 1)) % n
        return datetime.date(maanden // 12, maanden % 12 + 1, 1)
    return datetime.date(van.year - (van.year - begin.year) % n, 1, 1)


@lru_cache(maxsize=2000)
def reeks(regel, begin, tot_en_met):
    """The days of a rule from `begin`, in order; all of them when it says how many there are."""
    momenten = rrule.rrule(
        rrule.WEEKLY if regel.weken else FREQ[regel.freq],
        dtstart=datetime.datetime.combine(begin, datetime.time.min),
        interval=regel.elke,
        byweekday=[_weekdag(*paar) for paar in regel.dagen] or None,
        bymonthday=regel.maanddagen or None,
        bymonth=regel.maanden or None,
        count=None if regel.weken else regel.keren,
        until=None if regel.keren else datetime.datetime.combine(tot_en_met, datetime.time.min),
    )
    dagen = (moment.date() for moment in momenten)
    if regel.weken:
        # dateutil miscounts the last week of some years, such as 2021.
        weken = frozenset(WEKEN[regel.weken])
        dagen = islice((dag for dag in dagen if dag.isocalendar().week in weken), regel.keren)
    return tuple(dagen)


def _weekdag(nummer, dag):
    return rrule.weekday(dag, nummer or None)
