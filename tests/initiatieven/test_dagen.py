"""On which days something happens, held against dateutil; 19:30 stays 19:30 all year."""

import datetime
import time
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from buurtnet.kern.status import Status
from buurtnet.paginas.wijkgids.gids import ELKE_DAG, weekdagen
from initiatieven.herhaling import komende, lees_herhaling
from initiatieven.herhaling.dagen import MEESTE_DAGEN, dagen_van
from initiatieven.herhaling.kalender import TERMIJNEN, Kalender, Wanneer, einde_van
from initiatieven.herhaling.regel import Regel

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def dag(tekst):
    return datetime.date.fromisoformat(tekst)


def bron(wanneer="", **velden):
    """Something that happens when these words say."""
    regel = str(lees_herhaling(wanneer).regel) if wanneer else ""
    gewoon = {
        "regel": regel,
        "vanaf": None,
        "vanaf_precisie": "dag",
        "tot": None,
        "status": Status.ACTIEF,
        "niet_op": (),
        "ook_op": (),
        "begint_om": None,
        "eindigt_om": None,
    }
    return SimpleNamespace(**gewoon | velden)


def dagen(wat, van, tot):
    return [d.isoformat() for d in dagen_van(wat, dag(van), dag(tot))]


def test_every_sunday_includes_both_ends():
    assert dagen(bron("elke zondag"), "2026-11-22", "2026-12-06") == [
        "2026-11-22",
        "2026-11-29",
        "2026-12-06",
    ]


@pytest.mark.parametrize(
    ("dagen_rond", "uren"),
    [(("2027-03-21", "2027-04-04"), {1, 2}), (("2026-10-18", "2026-11-01"), {2, 1})],
)
def test_local_time_stays_the_same_when_summer_time_begins_or_ends(dagen_rond, uren):
    film = bron("elke zondag", begint_om=datetime.time(19, 30), eindigt_om=datetime.time(21))
    keren = komende(film, *map(dag, dagen_rond))
    assert len(keren) == 3
    assert {keer.begin.astimezone(AMSTERDAM).strftime("%H:%M") for keer in keren} == {"19:30"}
    assert {keer.einde.strftime("%H:%M") for keer in keren} == {"21:00"}
    assert {keer.begin.utcoffset() // datetime.timedelta(hours=1) for keer in keren} == uren


def test_what_ends_after_midnight_ends_the_next_day():
    feest = bron("elke zaterdag", begint_om=datetime.time(21), eindigt_om=datetime.time(1))
    [keer] = komende(feest, dag("2026-11-28"), dag("2026-11-28"))
    assert keer.einde.date() == dag("2026-11-29")


def test_the_last_friday_is_the_last_whatever_the_month():
    assert dagen(bron("elke laatste vrijdag van de maand"), "2026-01-01", "2026-05-31") == [
        "2026-01-30",
        "2026-02-27",
        "2026-03-27",
        "2026-04-24",
        "2026-05-29",
    ]


def test_the_31st_skips_short_months():
    assert dagen(bron("elke 31e van de maand"), "2026-01-01", "2026-08-31") == [
        "2026-01-31",
        "2026-03-31",
        "2026-05-31",
        "2026-07-31",
        "2026-08-31",
    ]


def test_29_february_is_there_in_leap_years_only():
    gevonden = dagen(bron("elk jaar op 29 februari"), "2024-01-01", "2033-12-31")
    assert gevonden == ["2024-02-29", "2028-02-29", "2032-02-29"]


def test_every_other_week_counts_from_the_first_week():
    om_de_week = bron("om de week op dinsdag en donderdag", vanaf=dag("2026-11-04"))
    assert dagen(om_de_week, "2026-10-01", "2026-11-30") == [
        "2026-11-05",
        "2026-11-17",
        "2026-11-19",
    ]


@pytest.mark.parametrize("wanneer", ["om de week op dinsdag", "elke dinsdag, 3 keer"])
@pytest.mark.parametrize("begin", [{}, {"vanaf": dag("2026-01-01"), "vanaf_precisie": "jaar"}])
def test_without_a_known_first_day_no_days_are_made_up(wanneer, begin):
    assert dagen(bron(wanneer, **begin), "2026-11-01", "2027-11-01") == []


def test_ten_times_is_ten_times_from_the_first_day():
    cursus = bron("elke dinsdag, 10 keer", vanaf=dag("2026-09-01"))
    gevonden = dagen(cursus, "2026-01-01", "2027-12-31")
    assert len(gevonden) == 10
    assert gevonden[-1] == "2026-11-03"
    assert dagen(cursus, "2026-10-28", "2027-12-31") == ["2026-11-03"]


def test_the_end_is_inclusive():
    assert dagen(bron("elke zondag", tot=dag("2026-11-29")), "2026-11-22", "2027-01-01") == [
        "2026-11-22",
        "2026-11-29",
    ]
    met_einde = bron("elke zondag tot en met 29 november 2026")
    assert dagen(met_einde, "2026-11-22", "2027-01-01") == ["2026-11-22", "2026-11-29"]


def test_exceptions_are_left_out_and_extra_days_put_in():
    kerst = bron(
        "elke vrijdag", niet_op=(dag("2026-12-25"),), ook_op=(dag("2026-12-23"), dag("2026-12-18"))
    )
    assert dagen(kerst, "2026-12-14", "2027-01-01") == ["2026-12-18", "2026-12-23", "2027-01-01"]


@pytest.mark.parametrize("wanneer", ["elke maand", "elke week", "één keer per jaar in september"])
def test_a_rhythm_without_days_has_none(wanneer):
    los = bron(wanneer, vanaf=dag("2026-01-05"))
    assert dagen(los, "2026-01-01", "2027-12-31") == []
    assert dagen(bron(), "2026-01-01", "2027-12-31") == []


def test_what_is_on_one_day_is_on_that_day():
    eenmalig = bron(vanaf=dag("2026-12-12"), tot=dag("2026-12-12"))
    assert dagen(eenmalig, "2026-11-22", "2027-11-22") == ["2026-12-12"]
    in_december = bron(vanaf=dag("2026-12-01"), tot=dag("2026-12-31"), vanaf_precisie="maand")
    assert dagen(in_december, "2026-11-22", "2027-11-22") == []


@pytest.mark.parametrize(
    ("status", "vanaf", "aantal"),
    [
        (Status.ACTIEF, None, 2),
        (Status.IDEE, None, 0),
        (Status.IN_OPRICHTING, "2026-11-22", 0),
        (Status.GEPLAND, None, 0),
        (Status.GEPLAND, "2026-11-24", 1),
        (Status.GEPLAND, "2026-11-21", 0),
    ],
)
def test_a_plan_never_begins_by_the_calendar_alone(status, vanaf, aantal):
    plan = bron("elke zondag", status=status, vanaf=vanaf and dag(vanaf))
    assert len(dagen(plan, "2026-11-22", "2026-11-29")) == aantal


def test_looking_ahead_is_bounded():
    begin = time.perf_counter()
    assert len(dagen(bron("elke dag"), "2026-01-01", "9999-12-31")) == MEESTE_DAGEN + 1
    zelden = bron("elk jaar op de vijfde maandag van februari")
    assert dagen(zelden, "2026-01-01", "2036-01-01") == []
    assert dagen(bron(regel="FREQ=SECONDLY"), "2026-01-01", "2026-12-31") == []
    assert time.perf_counter() - begin < 2


@settings(max_examples=60)
@given(
    st.sampled_from(
        [
            "elke dag",
            "om de dag",
            "elke 3 dagen",
            "om de week op dinsdag en donderdag",
            "elke 3 weken op zondag en maandag",
            "om de maand op de eerste en laatste vrijdag van de maand",
            "elke 5 maanden op de 31e van de maand",
            "om het jaar op 28 februari",
            "elke 3 jaar op de laatste zondag van maart",
            "elke woensdag in juli en augustus",
            "elke woensdag behalve in juli en augustus",
            "eerste dinsdag van de maand behalve in augustus",
            "dinsdag in de oneven weken",
        ]
    ),
    st.dates(datetime.date(2018, 1, 1), datetime.date(2026, 12, 31)),
    st.integers(-400, 1500),
    st.integers(0, 400),
)
def test_days_near_are_those_that_dateutil_counts_from_the_first(wanneer, begin, verder, lengte):
    """Starting the count near the days that are asked gives the same as counting them all."""
    van = begin + datetime.timedelta(verder)
    tot = van + datetime.timedelta(lengte)
    wat = bron(wanneer, vanaf=begin)
    alle = rrule.rrulestr(wat.regel, dtstart=datetime.datetime.combine(begin, datetime.time()))
    grenzen = [datetime.datetime.combine(d, datetime.time()) for d in (van, tot)]
    assert dagen_van(wat, van, tot) == [m.date() for m in alle.between(*grenzen, inc=True)]


def test_a_calendar_holds_a_month_and_the_next_day_of_each():
    def rij(pk, wanneer, **velden):
        wat = vars(bron(wanneer, **velden)) | {"pk": pk, "slug": f"a{pk}"}
        return Wanneer(**{veld: wat[veld] for veld in Wanneer._fields})

    kalender = Kalender(
        [
            rij(1, "elke zondag"),
            rij(2, "elke dag", begint_om=datetime.time(9)),
            rij(3, "elk jaar op 5 mei"),
            rij(4, "elke maand"),
        ],
        dag("2026-11-22"),
    )
    assert kalender.eerste == {
        1: dag("2026-11-22"),
        2: dag("2026-11-22"),
        3: dag("2027-05-05"),
    }
    assert kalender.per_dag[dag("2026-11-29")] == [2, 1]
    assert kalender.sleutels("vandaag") == {1, 2}
    assert len(list(kalender.keren_tot(dag("2026-11-28")))) == 8
    assert [einde_van(t, dag("2026-11-25")) for t in TERMIJNEN] == [
        dag("2026-11-25"),
        dag("2026-11-29"),
        dag("2026-11-30"),
    ]
    assert max(kalender.per_dag) == dag("2026-12-22")


@settings(max_examples=60)
@given(
    st.sampled_from(["even", "oneven"]),
    st.sets(st.integers(0, 6), min_size=1),
    st.dates(datetime.date(2018, 1, 1), datetime.date(2034, 12, 31)),
    st.integers(0, 500),
)
def test_even_and_odd_weeks_are_those_of_the_calendar(weken, weekdagen, van, lengte):
    """Held against the week numbers of ISO 8601: 2026 has 53, so two odd weeks follow."""
    wat = bron(regel=str(Regel("YEARLY", weken=weken, dagen=tuple((0, d) for d in weekdagen))))
    alle = [van + datetime.timedelta(n) for n in range(lengte + 1)]
    rest = 0 if weken == "even" else 1
    assert dagen_van(wat, van, alle[-1]) == [
        d for d in alle if d.isocalendar().week % 2 == rest and d.weekday() in weekdagen
    ]


def test_a_summer_break_skips_its_months_every_year():
    koor = bron("elke dinsdag behalve in juli en augustus")
    assert dagen(koor, "2027-06-22", "2027-09-10") == ["2027-06-22", "2027-06-29", "2027-09-07"]
    assert dagen(koor, "2028-06-26", "2028-09-06") == ["2028-06-27", "2028-09-05"]


@pytest.mark.parametrize(
    ("regel", "dagen"),
    [
        ("", set()),
        ("FREQ=MONTHLY", set()),
        ("FREQ=WEEKLY;BYDAY=SU,MO", {0, 6}),
        ("FREQ=MONTHLY;BYDAY=-1FR", {4}),
        ("FREQ=DAILY", {ELKE_DAG}),
        ("onzin;BYDAY=,,XX,;", set()),
    ],
)
def test_the_days_of_the_week_of_a_rule(regel, dagen):
    assert weekdagen(regel) == dagen
