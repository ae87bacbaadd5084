"""The pieces of a rhythm: rules that every program knows, and together all its days, each once."""

import datetime

from icalendar import Event, vRecur

from initiatieven.herhaling.dagen import dagen_van
from initiatieven.herhaling.kalender import Wanneer
from initiatieven.herhaling.stukken import ZEKERE_JAREN, stukken
from tests.hulp import agendaproef
from tests.hulp.ritmes import alle_regels

VANDAAG = datetime.date(2026, 11, 22)
ZEKER = datetime.date(VANDAAG.year + ZEKERE_JAREN - 1, 12, 31)
BEGINNEN = [
    None,
    datetime.date(2026, 11, 24),
    datetime.date(2024, 2, 29),
    datetime.date(2027, 3, 28),
]
EINDES = [None, datetime.date(2027, 6, 16)]


def wanneer(regel, **velden):
    leeg = dict.fromkeys(Wanneer._fields) | {"vanaf_precisie": "dag", "status": "actief"}
    return Wanneer(**leeg | {"niet_op": (), "ook_op": (), "regel": str(regel)} | velden)


def als_gebeurtenis(stuk):
    """A whole-day VEVENT of a piece; how the site makes one, test_ics says."""
    gebeurtenis = Event()
    gebeurtenis.add("uid", stuk.naam)
    gebeurtenis.add("dtstart", stuk.eerste)
    if stuk.regel:
        waarden = vRecur.from_ical(str(stuk.regel))
        if stuk.regel.tot:
            waarden["UNTIL"] = [stuk.regel.tot]
        waarden["WKST"] = ["MO"]
        gebeurtenis.add("rrule", waarden)
    for dag in stuk.niet_op:
        gebeurtenis.add("exdate", dag)
    return gebeurtenis


def test_the_pieces_of_every_rhythm_give_its_days_by_rules_that_all_programs_know():
    """Whatever it began, whenever it ends, and with days off and days besides."""
    proeven = 0
    for nummer, regel in enumerate(alle_regels()):
        begin = BEGINNEN[nummer % 4] or (BEGINNEN[1] if regel.heeft_begin_nodig else None)
        wat = wanneer(regel, vanaf=begin, tot=EINDES[nummer % 3 == 2])
        gewoon = dagen_van(wat, VANDAAG, ZEKER)
        if not gewoon:
            continue
        proeven += 1
        los = [dag + datetime.timedelta(1) for dag in gewoon[:40:7]]
        wat = wat._replace(niet_op=tuple(gewoon[:60:5]), ook_op=tuple(los))
        gebeurtenissen = [
            als_gebeurtenis(stuk) for stuk in stukken(wat, wat.vanaf or VANDAAG, VANDAAG)
        ]
        assert agendaproef.bezwaren(gebeurtenissen) == [], regel
        verwacht = dagen_van(wat, VANDAAG, ZEKER)
        assert agendaproef.dagen(gebeurtenissen, VANDAAG, ZEKER) == verwacht, regel
    assert proeven > 300


def test_what_never_is_has_no_pieces():
    for wat in (
        wanneer("FREQ=MONTHLY"),
        wanneer("FREQ=SECONDLY"),
        wanneer("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        wanneer("FREQ=WEEKLY;BYDAY=SU", tot=datetime.date(2025, 1, 1)),
        wanneer("", vanaf=VANDAAG, tot=VANDAAG, niet_op=(VANDAAG,)),
        wanneer("", ook_op=(datetime.date(2027, 1, 2),), tot=datetime.date(2027, 1, 1)),
        wanneer("FREQ=WEEKLY;BYDAY=SU", tot=datetime.date(2026, 11, 28), niet_op=(VANDAAG,)),
    ):
        assert stukken(wat, wat.vanaf or VANDAAG, VANDAAG) == [], wat
