"""`?op=` is a day, or a message: never an error."""

import datetime

import pytest

from buurtnet.kern.peildatum import Peildatum, peildatum_van
from tests.hulp.bouwers import VANDAAG

pytestmark = pytest.mark.usefixtures("vandaag")


def lees(*waarden):
    return peildatum_van(list(waarden), VANDAAG)


@pytest.mark.parametrize("waarden", [[], [""], ["2026-11-22"]])
def test_no_date_and_the_date_of_today_are_today(waarden):
    peildatum = lees(*waarden)
    assert (peildatum.datum, peildatum.is_vandaag, peildatum.fout) == (VANDAAG, True, "")
    assert (peildatum.vraag, peildatum.erbij) == ("", "")


def test_another_day_travels_along_in_links():
    peildatum = lees("2021-06-30")
    assert (peildatum.datum, peildatum.is_vandaag, peildatum.fout) == (
        datetime.date(2021, 6, 30),
        False,
        "",
    )
    assert (peildatum.vraag, peildatum.erbij) == ("?op=2021-06-30", "&op=2021-06-30")


@pytest.mark.parametrize(
    "onzin",
    [
        ["gisteren"],
        ["2021-02-30"],
        ["2021-6-3"],
        ["20210630"],
        ["2021-W26-3"],
        ["2021-06-30\x00"],
        ["2021-06-30\n"],
        ["٢٠٢١-٠٦-٣٠"],
        ["0000-01-01"],
        ["0001-01-01"],
        ["9999-12-31"],
        ["9" * 10_000],
        ["2021-06-30", "2021-07-01"],
    ],
)
def test_nonsense_is_today_with_a_message(onzin):
    peildatum = lees(*onzin)
    assert (peildatum.datum, peildatum.is_vandaag, peildatum.vraag) == (VANDAAG, True, "")
    assert "2021-06-30" in peildatum.fout


@pytest.mark.parametrize("dag", ["1900-01-01", "2100-12-31"])
def test_the_first_and_the_last_day_that_can_be_asked_for(dag):
    assert lees(dag).vraag == f"?op={dag}"
    assert lees("1899-12-31").fout and lees("2101-01-01").fout


@pytest.mark.parametrize(
    ("dag", "voorbij"), [("2026-11-21", True), ("2026-11-22", False), ("2026-11-23", False)]
)
def test_a_day_is_past_from_the_day_after_it(dag, voorbij):
    assert lees(dag).is_voorbij == voorbij
    later = Peildatum(datetime.date.fromisoformat(dag), is_vandaag=False)
    assert later.is_voorbij == voorbij
