"""How often something happens: plain Dutch, the rule that it stands for, and words again."""

import datetime
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatieven.herhaling import in_woorden, lees, lees_regel
from initiatieven.herhaling.regel import LANGSTE_MAAND, RANGEN, Regel, keur
from initiatieven.herhaling.woorden import DAGDELEN, WISSELEND, Herhaling

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
}


@pytest.mark.parametrize("getypt", GELEZEN)
def test_what_people_type_becomes_a_rule_and_words(getypt):
    herhaling = lees(getypt)
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
        ("wisselend", "wisselend"),
    ],
)
def test_open_days_stay_words_and_give_no_days(getypt, woorden):
    herhaling = lees(getypt)
    assert herhaling.woorden == woorden
    assert herhaling.regel is None or not herhaling.regel.heeft_vaste_dagen


def test_what_is_once_is_read_with_its_day():
    for getypt in ("op 12 december 2026", "zaterdag 12-12-2026", "op zaterdag 12 december 2026"):
        herhaling = lees(getypt)
        assert herhaling.datum == datetime.date(2026, 12, 12)
        assert herhaling.woorden == "op zaterdag 12 december 2026"


def test_times_are_taken_out_of_the_words():
    herhaling = lees("elke donderdag van 10 tot 12.30 uur")
    assert herhaling.tijden == (datetime.time(10), datetime.time(12, 30))
    assert herhaling.woorden == "elke donderdag"
    assert lees("elke woensdag om 19:30").tijden == (datetime.time(19, 30), None)


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
        ("elke woensdag om 25:00", "tijd bestaat niet"),
        ("elke zondag tot en met 30-2-2026", "dag bestaat niet"),
        ("a" * 401, "te lang"),
        ("", "Schrijf bijvoorbeeld"),
    ],
)
def test_what_is_not_understood_is_told_with_examples(getypt, zegt):
    with pytest.raises(ValueError, match=zegt):
        lees(getypt)


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


# Words and rules say the same

regels = st.builds(
    Regel,
    freq=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    elke=st.integers(1, 5),
    dagen=st.lists(st.tuples(st.sampled_from([0, *RANGEN]), st.integers(0, 6)), max_size=4).map(
        tuple
    ),
    maanddagen=st.lists(st.sampled_from([-1, *range(1, 32)]), max_size=3).map(tuple),
    maanden=st.lists(st.integers(1, 12), max_size=4).map(tuple),
    keren=st.none() | st.integers(1, 400),
    tot=st.none() | st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)),
)


def goede(regel):
    try:
        return keur(regel)
    except ValueError:
        return None


@given(regels.map(goede).filter(bool), st.sampled_from(["", *DAGDELEN]))
def test_words_of_a_rule_are_read_as_that_rule(regel, dagdeel):
    assert lees_regel(str(regel)) == regel
    herhaling = Herhaling(regel, dagdeel=dagdeel)
    gelezen = lees(herhaling.woorden)
    assert gelezen.regel == regel
    assert gelezen.woorden == herhaling.woorden
    assert lees(gelezen.woorden) == gelezen


@given(
    st.builds(
        Herhaling,
        keren=st.tuples(
            st.integers(2, 99),
            st.sampled_from(["keer", "dag", "ochtend", "middag", "avond"]),
            st.sampled_from(["week", "maand"]),
        ),
    )
    | st.builds(Herhaling, datum=st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)))
    | st.builds(Herhaling, wisselend=st.sampled_from(sorted(WISSELEND)))
)
def test_words_without_a_rule_are_read_as_the_same(herhaling):
    assert lees(herhaling.woorden) == herhaling


@given(st.text(max_size=200) | st.text("elkomdwzn0123456789 ,.-/'", max_size=80))
def test_any_text_is_read_or_refused(tekst):
    try:
        herhaling = lees(tekst)
    except ValueError:
        return
    assert lees(herhaling.woorden) == replace(herhaling, tijden=None)


def test_months_know_their_longest_day():
    for maand in range(1, 13):
        volgende = datetime.date(2028 + maand // 12, maand % 12 + 1, 1)
        assert (volgende - datetime.timedelta(1)).day == LANGSTE_MAAND.get(maand, 31)


def test_pages_say_it_in_the_typed_words_or_in_those_of_the_rule():
    assert in_woorden("zondagmiddag", "FREQ=WEEKLY;BYDAY=SU", "nl") == "zondagmiddag"
    assert in_woorden("", "FREQ=WEEKLY;BYDAY=SU", "nl") == "elke zondag"
    assert in_woorden("in overleg", "", "en") == "in overleg"
    assert in_woorden("", "FREQ=SECONDLY", "nl") == ""
