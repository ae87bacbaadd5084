"""A number is what its writer meant, or is refused: never a thousandth of it."""

from decimal import Decimal

import pytest

from buurtnet.kern.getal import lees_geheel, lees_getal, rond_af


@pytest.mark.parametrize(
    ("tekst", "getal"),
    [
        ("1.000", 1000),
        ("7.735", 7735),
        ("243.833", 243833),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("1 000", 1000),
        ("1\u00a0000", 1000),
        ("12\u202f345", 12345),
        ("1’000", 1000),
        ("1000.0", 1000),
        ("1000,00", 1000),
        ("7100.000", 7100),
        ("1.000,0", 1000),
        ("1,000.0", 1000),
        ("7,735", 7735),
        (" 12 ", 12),
        ("0", 0),
        ("-99997", -99997),
        ("−1", -1),
    ],
)
def test_a_whole_number_with_thousands_apart_is_read(tekst, getal):
    assert lees_geheel(tekst) == getal


@pytest.mark.parametrize(
    ("tekst", "getal"),
    [
        ("53.219384", "53.219384"),
        ("6,566502", "6.566502"),
        ("53.219", "53.219"),
        ("1.000,5", "1000.5"),
        ("1,000.5", "1000.5"),
        ("12.500,00", "12500.00"),
        (".5", ".5"),
        ("5.", "5"),
    ],
)
def test_a_number_with_decimals_is_read(tekst, getal):
    assert lees_getal(tekst, Decimal(10) ** 5 if "00" in tekst else 1000) == Decimal(getal)


@pytest.mark.parametrize("tekst", ["1.000", "1,000", "12,500", "-1.250"])
def test_what_can_be_two_numbers_is_refused_with_both(tekst):
    with pytest.raises(ValueError, match=r"kan -?[\d.]+ of -?[\d.]+ zijn"):
        lees_getal(tekst, Decimal(10) ** 8)


def test_a_comma_before_three_zeros_is_no_whole_number_one_can_be_sure_of():
    with pytest.raises(ValueError, match="kan 1 of 1000 zijn"):
        lees_geheel("1,000")


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "x",
        ".",
        "-",
        "1.00.000",
        "1.000.00",
        "1,5",
        "1 00",
        "NaN",
        "Infinity",
        "1e9",
        "1..0",
        "१२x",
    ],
)
def test_what_is_no_whole_number_is_refused(tekst):
    with pytest.raises(ValueError, match="“"):
        lees_geheel(tekst)


def test_a_half_rounds_away_from_zero_and_what_is_too_large_is_refused():
    assert rond_af(Decimal("53.21945"), 4) == Decimal("53.2195")
    assert rond_af(Decimal("-6.00005"), 4) == Decimal("-6.0001")
    with pytest.raises(ValueError, match="geen getal"):
        rond_af(Decimal("1e40"), 4)
