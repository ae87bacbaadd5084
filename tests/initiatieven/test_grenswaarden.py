"""What is just allowed in a rhythm is read, and what is one more is refused with a sentence."""

import datetime
from types import SimpleNamespace

import pytest

from initiatieven.dagenveld import Dagen
from initiatieven.herhaling import lees_herhaling, lees_regel
from initiatieven.herhaling.dagen import tijden_op
from initiatieven.herhaling.kalender import MAAND, Kalender
from initiatieven.herhaling.lossedagen import lees_dagen
from initiatieven.herhaling.tijden import keur_tijden

DAG = datetime.date(2026, 11, 22)
EEN_DAG = datetime.timedelta(1)


def gevuld(tekst, lengte):
    """`tekst` with as many spaces in it as make it this long."""
    return tekst.replace(" ", " " * (lengte - len(tekst) + 1), 1)


def regel_van(lengte):
    """A good rule of this many signs."""
    kort = "FREQ=WEEKLY;BYDAY=" + ",".join(["MO"] * 60)
    return kort + ";" * (lengte - len(kort)) if len(kort) < lengte else kort[:lengte]


def dagen(aantal):
    """So many loose days that don't follow each other, as text."""
    return ", ".join(f"{DAG + 2 * n * EEN_DAG:%d-%m-%Y}" for n in range(aantal))


def reeks(aantal):
    """So many days that follow each other, as text."""
    return f"{DAG:%d-%m-%Y} t/m {DAG + (aantal - 1) * EEN_DAG:%d-%m-%Y}"


@pytest.mark.parametrize(
    ("lees", "past", "te_veel"),
    [
        (lees_herhaling, gevuld("elke zondag", 400), gevuld("elke zondag", 401)),
        (lees_herhaling, "elke zondag, 400 keer", "elke zondag, 401 keer"),
        (lees_herhaling, "99 keer per jaar", "100 keer per jaar"),
        (lees_herhaling, "elke 26 weken", "elke 27 weken"),
        (lees_herhaling, "elke 31e van de maand", "elke 32e van de maand"),
        (lees_regel, regel_van(200), regel_van(201)),
        (lees_regel, "FREQ=WEEKLY;COUNT=400", "FREQ=WEEKLY;COUNT=401"),
        (lees_regel, "FREQ=DAILY;INTERVAL=30", "FREQ=DAILY;INTERVAL=31"),
        (lees_regel, "FREQ=DAILY;UNTIL=19000101", "FREQ=DAILY;UNTIL=18991231"),
        (lees_regel, "FREQ=DAILY;UNTIL=21001231", "FREQ=DAILY;UNTIL=21010101"),
        (lees_regel, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
        (lees_dagen, dagen(60), dagen(61)),
        (lees_dagen, reeks(400), f"{reeks(400)}, {DAG - EEN_DAG:%d-%m-%Y}"),
    ],
)
def test_what_just_fits_is_read_and_one_more_is_not(lees, past, te_veel):
    assert lees(past)
    with pytest.raises(ValueError, match=r"\w"):
        lees(te_veel)


def test_three_days_in_a_row_are_a_stretch_and_two_are_not():
    assert "t/m" not in str(Dagen([DAG, DAG + EEN_DAG]))
    assert "t/m" in str(Dagen([DAG, DAG + EEN_DAG, DAG + 2 * EEN_DAG]))


@pytest.mark.parametrize(
    ("begin", "einde", "goed"),
    [
        ("10:00", "10:01", True),
        ("10:00", "10:00", False),
        ("17:00", "06:00", True),
        ("16:59", "06:00", False),
        ("17:00", "06:01", False),
    ],
)
def test_what_ends_in_the_morning_began_in_the_evening(begin, einde, goed):
    tijden = [datetime.time.fromisoformat(tijd) for tijd in (begin, einde)]
    if goed:
        keur_tijden(*tijden)
    else:
        with pytest.raises(ValueError, match="kijk dat na"):
            keur_tijden(*tijden)


@pytest.mark.parametrize(("einde", "later"), [("19:29", 1), ("19:30", 1), ("19:31", 0)])
def test_what_ends_at_its_own_time_ends_a_day_later(einde, later):
    begin, eind = tijden_op(DAG, datetime.time(19, 30), datetime.time.fromisoformat(einde))
    assert (eind.date() - begin.date()).days == later


def test_a_month_of_days_has_its_last_day_and_no_more():
    wat = SimpleNamespace(
        pk=1,
        slug="a",
        regel="FREQ=DAILY",
        vanaf=None,
        tot=None,
        vanaf_precisie="dag",
        status="actief",
        niet_op=(),
        ook_op=(),
        begint_om=None,
        eindigt_om=None,
    )
    kalender = Kalender([wat], DAG)
    assert max(kalender.per_dag) == DAG + MAAND * EEN_DAG
    assert [dag for dag, _pk in kalender.keren_tot(DAG + EEN_DAG)] == [DAG, DAG + EEN_DAG]
    assert kalender.sleutels("vandaag") == {1}
