"""How often something happens: plain Dutch, the rule that it stands for, and words again."""

import datetime
import time

import pytest

from initiatieven.herhaling import in_woorden, lees_herhaling, lees_regel
from initiatieven.herhaling.regel import LANGSTE_MAAND

EVEN = ",".join(str(week) for week in range(2, 53, 2))
ONEVEN = ",".join(str(week) for week in range(1, 54, 2))
GELEZEN = {
    "elke week op zondag": ("FREQ=WEEKLY;BYDAY=SU", "elke zondag"),
    "elke zondag": ("FREQ=WEEKLY;BYDAY=SU", "elke zondag"),
    "Zondagmiddag": ("FREQ=WEEKLY;BYDAY=SU", "elke zondagmiddag"),
    "'s zondags": ("FREQ=WEEKLY;BYDAY=SU", "elke zondag"),
    "om de week op dinsdag en donderdag": (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
        "om de week op dinsdag en donderdag",
    ),
    "1 keer in de twee weken op maandag": (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
        "om de week op maandag",
    ),
    "elke eerste en derde woensdag van de maand": (
        "FREQ=MONTHLY;BYDAY=1WE,3WE",
        "elke eerste en derde woensdag van de maand",
    ),
    "elke laatste vrijdag van de maand": (
        "FREQ=MONTHLY;BYDAY=-1FR",
        "elke laatste vrijdag van de maand",
    ),
    "elke dag": ("FREQ=DAILY", "elke dag"),
    "dagelijks": ("FREQ=DAILY", "elke dag"),
    "elke werkdag": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "elke werkdag"),
    "maandag t/m vrijdag": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "elke werkdag"),
    "elke dag behalve zondag": (
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA",
        "elke dag behalve zondag",
    ),
    "dinsdag- en donderdagochtend": (
        "FREQ=WEEKLY;BYDAY=TU,TH",
        "elke dinsdagochtend en donderdagochtend",
    ),
    "elke 1e en 15e van de maand": ("FREQ=MONTHLY;BYMONTHDAY=1,15", "elke 1e en 15e van de maand"),
    "elke eerste zaterdag van september": (
        "FREQ=YEARLY;BYMONTH=9;BYDAY=1SA",
        "elk jaar op de eerste zaterdag van september",
    ),
    "elk jaar op 5 december": ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5", "elk jaar op 5 december"),
    "elke dinsdag, 10 keer": ("FREQ=WEEKLY;BYDAY=TU;COUNT=10", "elke dinsdag, 10 keer"),
    "elke dinsdag tot en met 20-12-2026": (
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261220",
        "elke dinsdag, tot en met 20 december 2026",
    ),
    "elke woensdag van juni t/m augustus": (
        "FREQ=WEEKLY;BYMONTH=6,7,8;BYDAY=WE",
        "elke woensdag in juni, juli en augustus",
    ),
    # As coordinators type it
    "de laatste vrijdag van de maand": (
        "FREQ=MONTHLY;BYDAY=-1FR",
        "elke laatste vrijdag van de maand",
    ),
    "op de laatste vrijdag van elke maand": (
        "FREQ=MONTHLY;BYDAY=-1FR",
        "elke laatste vrijdag van de maand",
    ),
    "eerste dinsdag van de maand": ("FREQ=MONTHLY;BYDAY=1TU", "elke eerste dinsdag van de maand"),
    "maandelijks op de eerste dinsdag": (
        "FREQ=MONTHLY;BYDAY=1TU",
        "elke eerste dinsdag van de maand",
    ),
    "eerste en de derde dinsdag van de maand": (
        "FREQ=MONTHLY;BYDAY=1TU,3TU",
        "elke eerste en derde dinsdag van de maand",
    ),
    "de 15e van de maand": ("FREQ=MONTHLY;BYMONTHDAY=15", "elke 15e van de maand"),
    "1x per week": ("FREQ=WEEKLY", "elke week"),
    "1x per week op dinsdag": ("FREQ=WEEKLY;BYDAY=TU", "elke dinsdag"),
    "2x per week op dinsdag en vrijdag": ("FREQ=WEEKLY;BYDAY=TU,FR", "elke dinsdag en vrijdag"),
    "wekelijks op dinsdag": ("FREQ=WEEKLY;BYDAY=TU", "elke dinsdag"),
    "tweewekelijks op dinsdag": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "om de week op dinsdag"),
    "dinsdag om de week": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "om de week op dinsdag"),
    "elke derde week": ("FREQ=WEEKLY;INTERVAL=3", "elke 3 weken"),
    "elke derde week op dinsdag": (
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU",
        "elke 3 weken op dinsdag",
    ),
    "jaarlijks op 5 mei": ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=5", "elk jaar op 5 mei"),
    "elk kwartaal": ("FREQ=MONTHLY;INTERVAL=3", "elke 3 maanden"),
    "één keer per kwartaal": ("FREQ=MONTHLY;INTERVAL=3", "elke 3 maanden"),
    "eerste maandag van het kwartaal": (
        "FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=1MO",
        "elk jaar op de eerste maandag van januari, april, juli en oktober",
    ),
    "elke dinsdag en elke donderdag": ("FREQ=WEEKLY;BYDAY=TU,TH", "elke dinsdag en donderdag"),
    "alle dinsdagen": ("FREQ=WEEKLY;BYDAY=TU", "elke dinsdag"),
    "op dinsdagen en donderdagen": ("FREQ=WEEKLY;BYDAY=TU,TH", "elke dinsdag en donderdag"),
    "ma-vr": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "elke werkdag"),
    "ma/wo/vr": ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "elke maandag, woensdag en vrijdag"),
    "maandag tot en met donderdag": (
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH",
        "elke maandag, dinsdag, woensdag en donderdag",
    ),
    "werkdagen": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "elke werkdag"),
    "in het weekend": ("FREQ=WEEKLY;BYDAY=SA,SU", "elke zaterdag en zondag"),
    "elke woensdag 's avonds": ("FREQ=WEEKLY;BYDAY=WE", "elke woensdagavond"),
    "woensdag- en vrijdagmorgen": (
        "FREQ=WEEKLY;BYDAY=WE,FR",
        "elke woensdagochtend en vrijdagochtend",
    ),
    "’s avonds": ("FREQ=DAILY", "elke avond"),
    "dinsdag in de even weken": (
        f"FREQ=YEARLY;BYWEEKNO={EVEN};BYDAY=TU",
        "elke dinsdag in de even weken",
    ),
    "even weken op dinsdag en donderdag": (
        f"FREQ=YEARLY;BYWEEKNO={EVEN};BYDAY=TU,TH",
        "elke dinsdag en donderdag in de even weken",
    ),
    "oneven weken": (f"FREQ=YEARLY;BYWEEKNO={ONEVEN}", "in de oneven weken"),
    "elke dinsdag tot 1 juli 2027": (
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630",
        "elke dinsdag, tot en met 30 juni 2027",
    ),
    "elke dinsdag tot juli 2027": (
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630",
        "elke dinsdag, tot en met 30 juni 2027",
    ),
    "elke dinsdag behalve in juli en augustus": (
        "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,9,10,11,12;BYDAY=TU",
        "elke dinsdag, behalve in juli en augustus",
    ),
    "elke dinsdag, maar niet in juli t/m september": (
        "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,10,11,12;BYDAY=TU",
        "elke dinsdag, behalve in juli, augustus en september",
    ),
    "eerste dinsdag van de maand behalve in augustus": (
        "FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,9,10,11,12;BYDAY=1TU",
        "elke eerste dinsdag van de maand, behalve in augustus",
    ),
    "elke dinsdag behalve in juli, 10 keer": (
        "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,8,9,10,11,12;BYDAY=TU;COUNT=10",
        "elke dinsdag, behalve in juli, 10 keer",
    ),
}


@pytest.mark.parametrize("getypt", GELEZEN)
def test_what_people_type_becomes_a_rule_and_words(getypt):
    herhaling = lees_herhaling(getypt)
    assert (str(herhaling.regel), herhaling.woorden) == GELEZEN[getypt]


@pytest.mark.parametrize(
    ("getypt", "woorden"),
    [
        ("twee dagen per week", "twee dagen per week"),
        ("2 dagen per week", "twee dagen per week"),
        ("12 keer per jaar", "12 keer per jaar"),
        ("twee keer per maand", "twee keer per maand"),
        ("één middag per week", "één middag per week"),
        ("elke maand", "elke maand"),
        ("één keer per jaar in september", "elk jaar in september"),
        ("één keer per maand op dinsdag", "één keer per maand op dinsdag"),
        ("elke maand op dinsdag", "één keer per maand op dinsdag"),
        ("2x per maand op woensdagavond", "twee keer per maand op woensdagavond"),
        ("wisselend", "wisselend"),
        ("onregelmatig", "onregelmatig"),
        ("in overleg", "in overleg"),
        ("op afspraak", "op afspraak"),
    ],
)
def test_open_days_stay_words_and_give_no_days(getypt, woorden):
    herhaling = lees_herhaling(getypt)
    assert herhaling.woorden == woorden
    assert herhaling.regel is None or not herhaling.regel.heeft_vaste_dagen


def test_what_is_once_is_read_with_its_day():
    for getypt in ("op 12 december 2026", "zaterdag 12-12-2026", "op zaterdag 12 december 2026"):
        herhaling = lees_herhaling(getypt)
        assert herhaling.datum == datetime.date(2026, 12, 12)
        assert herhaling.woorden == "op zaterdag 12 december 2026"


@pytest.mark.parametrize(
    ("getypt", "vanaf", "einde"),
    [
        ("elke dinsdag vanaf 1 september 2026", "2026-09-01", None),
        ("vanaf 1-9-2026 elke dinsdag", "2026-09-01", None),
        ("elke dinsdag vanaf september 2026 tot 1 juli 2027", "2026-09-01", "2027-06-30"),
        ("elke dinsdag van 1 september 2026 t/m 1 juli 2027", "2026-09-01", "2027-07-01"),
    ],
)
def test_a_first_day_is_taken_out_of_the_words(getypt, vanaf, einde):
    herhaling = lees_herhaling(getypt)
    assert herhaling.vanaf.datum.isoformat() == vanaf
    assert herhaling.regel.tot == (einde and datetime.date.fromisoformat(einde))
    assert herhaling.zonder_einde.woorden == "elke dinsdag"


@pytest.mark.parametrize(
    ("getypt", "dagen"),
    [
        ("elke dinsdag behalve op 24 en 31 december 2026", ["2026-12-24", "2026-12-31"]),
        ("elke dinsdag, niet op 1-12-2026", ["2026-12-01"]),
        ("elke dinsdag behalve 1 t/m 3 december 2026", ["2026-12-01", "2026-12-02", "2026-12-03"]),
    ],
)
def test_days_on_which_it_is_not_are_taken_out_of_the_words(getypt, dagen):
    herhaling = lees_herhaling(getypt)
    assert [dag.isoformat() for dag in herhaling.niet_op] == dagen
    assert herhaling.woorden == "elke dinsdag"
    assert len(lees_herhaling("elke dinsdag behalve in juli en augustus 2027").niet_op) == 62


@pytest.mark.parametrize(
    ("getypt", "zegt"),
    [
        ("elke blauwe maandag", "Schrijf bijvoorbeeld"),
        ("elke zondag in de zomer", "Schrijf bijvoorbeeld"),
        ("12 december", "Zeg ook het jaar"),
        ("op vrijdag 12 december 2026", "andere dag van de week"),
        ("elke zondag, 5000 keer", "Hoogstens 400"),
        ("elke 31e van de maand in februari", "heeft die maand niet"),
        ("elke 6e zondag van de maand", "hoeveelste"),
        ("elke zondag tot en met 30-2-2026", "dag bestaat niet"),
        ("10 keer", "Zeg ook wanneer"),
        ("elke dinsdag tot 1 juli", "ook het jaar"),
        ("elke dinsdag vanaf 1 september", "ook het jaar"),
        ("elke dinsdag behalve op 24 december", "ook het jaar"),
        ("elke dinsdag behalve in de schoolvakanties", "weten we hier niet"),
        ("elke dinsdag buiten de schoolvakanties", "weten we hier niet"),
        ("a" * 401, "te lang"),
        ("", "Schrijf bijvoorbeeld"),
    ],
)
def test_what_is_not_understood_is_told_with_examples(getypt, zegt):
    with pytest.raises(ValueError, match=zegt):
        lees_herhaling(getypt)


SLECHT = [
    "FREQ=SECONDLY",
    "FREQ=MINUTELY;INTERVAL=1",
    "FREQ=WEEKLY;COUNT=999999999",
    "FREQ=WEEKLY;COUNT=401",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;INTERVAL=99",
    "FREQ=DAILY;UNTIL=99991231",
    "FREQ=DAILY;UNTIL=20260230",
    "FREQ=WEEKLY;BYDAY=XX",
    "FREQ=WEEKLY;BYDAY=2MO",
    "FREQ=MONTHLY;BYDAY=MO",
    "FREQ=MONTHLY;BYDAY=-3MO",
    "FREQ=MONTHLY;BYMONTHDAY=32",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;INTERVAL=2",
    "FREQ=YEARLY;BYMONTH=13",
    "FREQ=YEARLY;BYDAY=20MO",
    "FREQ=YEARLY;BYWEEKNO=1,2,3;BYDAY=MO",
    f"FREQ=WEEKLY;BYWEEKNO={EVEN};BYDAY=MO",
    f"FREQ=YEARLY;INTERVAL=2;BYWEEKNO={EVEN};BYDAY=MO",
    f"FREQ=YEARLY;BYWEEKNO={EVEN};BYDAY=1MO",
    f"FREQ=YEARLY;BYWEEKNO={EVEN};BYMONTHDAY=1",
    "FREQ=MONTHLY;BYSETPOS=1;BYDAY=MO",
    "FREQ=WEEKLY;BYHOUR=9",
    "FREQ=WEEKLY;COUNT=2;UNTIL=20261231",
    "FREQ=WEEKLY;FREQ=DAILY",
    "FREQ=WEEKLY;WKST=SU",
    "FREQ=WEEKLY;BYDAY",
    "FREQ",
    "elke zondag",
    "FREQ=WEEKLY;BYDAY=" + "MO," * 3000,
    "FREQ=WEEKLY;COUNT=١",
    "\x00",
]


@pytest.mark.parametrize("regel", SLECHT)
def test_a_bad_rule_is_refused_at_once(regel):
    begin = time.perf_counter()
    with pytest.raises(ValueError, match=r"\w"):
        lees_regel(regel)
    assert time.perf_counter() - begin < 1


def test_months_know_their_longest_day():
    for maand in range(1, 13):
        volgende = datetime.date(2028 + maand // 12, maand % 12 + 1, 1)
        assert (volgende - datetime.timedelta(1)).day == LANGSTE_MAAND.get(maand, 31)


def test_pages_say_it_in_the_typed_words_or_in_those_of_the_rule():
    assert in_woorden("zondagmiddag", "FREQ=WEEKLY;BYDAY=SU", "nl") == "zondagmiddag"
    assert in_woorden("", "FREQ=WEEKLY;BYDAY=SU", "nl") == "elke zondag"
    assert in_woorden("in overleg", "", "en") == "in overleg"
    assert in_woorden("", "FREQ=SECONDLY", "nl") == ""
