"""A calendar, read by the rules of RFC 5545 and without any code of the site."""

import datetime
import re

from dateutil.rrule import rrulestr

DAG = "(MO|TU|WE|TH|FR|SA|SU)"
# What people choose in the form of any calendar program, and so every program understands.
BEKEND = [
    re.compile(rf"FREQ={patroon}")
    for patroon in (
        "DAILY",
        rf"WEEKLY;BYDAY={DAG}(,{DAG})*",
        "MONTHLY;BYMONTHDAY=([1-9]|1[0-9]|2[0-8]|-1)",
        rf"MONTHLY;BYDAY=([1-4]|-1){DAG}",
        "YEARLY;BYMONTHDAY=([1-9]|[12][0-9]|3[01]);BYMONTH=([1-9]|1[0-2])",
        rf"YEARLY;BYDAY=([1-4]|-1){DAG};BYMONTH=([1-9]|1[0-2])",
    )
]
SCHRIKKELDAG = {"BYMONTHDAY": [29], "BYMONTH": [2]}
HELE_DAG = datetime.timedelta(hours=23, minutes=59)


def dagen(gebeurtenissen, van, tot):
    """All days of some VEVENTs between two days, in order; twice what stands there twice."""
    return sorted(dag for g in gebeurtenissen for dag in _dagen(g, van, tot))


def _dagen(gebeurtenis, van, tot):
    begin = gebeurtenis.decoded("dtstart")
    lokaal = _lokaal(begin)
    momenten = [lokaal]
    if "rrule" in gebeurtenis:
        regel = gebeurtenis["rrule"].copy()
        if "UNTIL" in regel:
            [einde] = regel["UNTIL"]
            regel["UNTIL"] = [_lokaal(einde, getattr(begin, "tzinfo", None))]
        momenten = rrulestr(regel.to_ical().decode(), dtstart=lokaal)
        grenzen = [_lokaal(dag) for dag in (van, tot)]
        momenten = momenten.between(grenzen[0], grenzen[1] + HELE_DAG, inc=True)
    weg = {_lokaal(moment) for moment in uitzonderingen(gebeurtenis)}
    return [m.date() for m in momenten if m not in weg and van <= m.date() <= tot]


def _lokaal(moment, zone=None):
    """A date or a moment by the clock of its own zone, or of another one."""
    if not isinstance(moment, datetime.datetime):
        return datetime.datetime.combine(moment, datetime.time())
    return (moment.astimezone(zone) if zone else moment).replace(tzinfo=None)


def uitzonderingen(gebeurtenis):
    delen = gebeurtenis.get("exdate", [])
    delen = delen if isinstance(delen, list) else [delen]
    return [moment.dt for deel in delen for moment in deel.dts]


def bezwaren(gebeurtenissen):
    """What some program would read otherwise than we mean it, as sentences."""
    namen = [str(g["uid"]) for g in gebeurtenissen]
    dubbel = sorted({naam for naam in namen if namen.count(naam) > 1})
    eigen = [f"{g['uid']}: {zin}" for g in gebeurtenissen for zin in _bezwaren(g)]
    return [f"{naam}: twice" for naam in dubbel] + eigen


def _bezwaren(gebeurtenis):
    begin = gebeurtenis.decoded("dtstart")
    weg = uitzonderingen(gebeurtenis)
    if "rdate" in gebeurtenis or "recurrence-id" in gebeurtenis:
        yield "a date beside the rule"
    if begin in weg:
        yield "its first day is left out"
    if any(type(moment) is not type(begin) for moment in weg):
        yield "an exception that is written otherwise than the first day"
    if "rrule" in gebeurtenis:
        yield from _bezwaren_regel(gebeurtenis["rrule"], begin)


def _bezwaren_regel(regel, begin):
    einde = regel.get("UNTIL", [None])[0]
    if einde is not None and type(einde) is not type(begin):
        yield "an end that is written otherwise than the first day"
    if isinstance(einde, datetime.datetime) and einde.tzname() != "UTC":
        yield "an end that is not in UTC"
    elke = regel.get("INTERVAL", [1])[0]
    if regel["FREQ"] == ["WEEKLY"] and elke > 1 and regel.get("WKST") != ["MO"]:
        yield "weeks that begin where a program has them begin"
    kaal = regel.copy()
    for naam in ("UNTIL", "INTERVAL", "WKST"):
        kaal.pop(naam, None)
    tekst = kaal.to_ical().decode()
    if not any(patroon.fullmatch(tekst) for patroon in BEKEND):
        yield f"a rule that not every program knows: {tekst}"
    if SCHRIKKELDAG.items() <= kaal.items():
        yield "29 February"
    lokaal = _lokaal(begin)
    if next(iter(rrulestr(tekst, dtstart=lokaal))) != lokaal:
        yield "its first day is none of the rule"
