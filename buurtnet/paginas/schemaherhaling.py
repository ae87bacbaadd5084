"""A recurrence rule of RFC 5545 as a Schedule of schema.org."""

import re

from django.conf import settings

from buurtnet.kern.precisie import Precisie

DAGEN = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
# How ISO 8601 writes a period of one of these.
EENHEDEN = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}
DAG = re.compile(r"(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
GETAL = re.compile(r"[1-9][0-9]{0,2}", re.ASCII)
EINDE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(T[0-9]{6}Z?)?", re.ASCII)
BEKEND = {"FREQ", "INTERVAL", "BYDAY", "BYMONTH", "BYMONTHDAY", "COUNT", "UNTIL", "WKST"}


def schema_van_regel(activiteit):
    """The Schedule of an activity; None for a rule that it can't say whole."""
    delen = dict(deel.partition("=")[::2] for deel in activiteit.regel.upper().split(";") if deel)
    herhaling = _herhaling(delen) if delen.keys() <= BEKEND else None
    if herhaling is None:
        return None
    begin, eind = activiteit.begint_om, activiteit.eindigt_om
    return {
        "@type": "Schedule",
        **herhaling,
        "startDate": _dag(activiteit.vanaf, activiteit.vanaf_precisie),
        "endDate": _dag(activiteit.tot, activiteit.tot_precisie) or _tot(delen.get("UNTIL", "")),
        "startTime": f"{begin:%H:%M}" if begin else "",
        "endTime": f"{eind:%H:%M}" if eind else "",
        "exceptDate": [dag.isoformat() for dag in getattr(activiteit, "niet_op", ())],
        "scheduleTimezone": settings.TIME_ZONE,
    }


def _herhaling(delen):
    """What repeats, without its dates; None when a part has no word in schema.org."""
    eenheid, elke = EENHEDEN.get(delen.get("FREQ")), delen.get("INTERVAL", "1")
    dagen = [DAG.fullmatch(dag) for dag in _lijst(delen, "BYDAY")]
    getallen = [*_lijst(delen, "BYMONTH"), *_lijst(delen, "BYMONTHDAY"), elke]
    getallen += _lijst(delen, "COUNT")
    if not eenheid or not all(dagen) or not all(map(GETAL.fullmatch, getallen)):
        return None
    weken = {dag[1] for dag in dagen}
    if len(weken) > 1:
        return None
    week = weken.pop() if weken else None
    return {
        "repeatFrequency": f"P{elke}{eenheid}",
        "byDay": [f"https://schema.org/{DAGEN[dag[2]]}" for dag in dagen],
        "byMonthWeek": int(week) if week else None,
        "byMonth": [int(maand) for maand in _lijst(delen, "BYMONTH")],
        "byMonthDay": [int(dag) for dag in _lijst(delen, "BYMONTHDAY")],
        "repeatCount": int(delen["COUNT"]) if "COUNT" in delen else None,
    }


def _lijst(delen, naam):
    return delen[naam].split(",") if naam in delen else []


def _dag(dag, precisie):
    return dag.isoformat() if dag and precisie == Precisie.DAG else ""


def _tot(tekst):
    gevonden = EINDE.fullmatch(tekst)
    return "-".join(gevonden.groups()[:3]) if gevonden else ""
