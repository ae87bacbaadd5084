"""Days and stretches of days, as people type them and as they are said back."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initiatieven.dagenveld import Dagen
from initiatieven.herhaling.lossedagen import MEESTE, lees_dagen


@pytest.mark.parametrize(
    ("getypt", "woorden", "aantal"),
    [
        ("24 december 2026, 31-12-2026", "24 december 2026, 31 december 2026", 2),
        ("24 en 31 december 2026", "24 december 2026, 31 december 2026", 2),
        ("op 1, 8 en 15 december 2026", "1 december 2026, 8 december 2026, 15 december 2026", 3),
        ("1 t/m 14 december 2026", "1 t/m 14 december 2026", 14),
        ("1-14 december 2026", "1 t/m 14 december 2026", 14),
        ("van 1 tot en met 14 december 2026", "1 t/m 14 december 2026", 14),
        ("24-12-2026 t/m 3-1-2027", "24 december 2026 t/m 3 januari 2027", 11),
        ("20 december t/m 3 januari 2027", "20 december 2026 t/m 3 januari 2027", 15),
        ("juli 2027", "1 t/m 31 juli 2027", 31),
        ("in juli en augustus 2027", "1 juli t/m 31 augustus 2027", 62),
        ("juli t/m augustus 2027", "1 juli t/m 31 augustus 2027", 62),
        ("1 July to 31 August 2027", "1 juli t/m 31 augustus 2027", 62),
        ("", "", 0),
    ],
)
def test_days_and_stretches_of_days_are_read_and_said(getypt, woorden, aantal):
    dagen = Dagen(lees_dagen(getypt))
    assert (str(dagen), len(dagen)) == (woorden, aantal)


@pytest.mark.parametrize(
    ("getypt", "zegt"),
    [
        ("in de schoolvakanties", "weten we hier niet"),
        ("kerstvakantie", "weten we hier niet"),
        ("juli en augustus", "ook het jaar"),
        ("24 december", "ook het jaar"),
        ("2027", "is geen dag"),
        ("morgen", "is geen dag"),
        ("14 t/m 1 december 2026", "einde ligt voor het begin"),
        ("1 januari 2026 t/m 31 december 2029", "meer dan een jaar"),
        ("1 t/m 3 t/m 5 mei 2027", "is geen dag"),
        (", ".join(f"{d}-1-{j}" for j in (2026, 2027, 2028) for d in range(1, 30)), "Hoogstens 60"),
    ],
)
def test_what_is_no_day_is_told(getypt, zegt):
    with pytest.raises(ValueError, match=zegt):
        lees_dagen(getypt)


@settings(max_examples=40)
@given(st.lists(st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 1, 1)), max_size=8))
@pytest.mark.parametrize("extra", range(5))
def test_days_that_are_said_are_read_as_the_same(extra, dagen):
    reeks = [dag + datetime.timedelta(n) for dag in dagen for n in range(extra * 10 + 1)]
    alle = Dagen(reeks[:MEESTE])
    assert Dagen(lees_dagen(str(alle))) == alle
