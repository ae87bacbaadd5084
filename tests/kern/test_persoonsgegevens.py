"""What is of one person is found however it is written; what only looks like it is left alone."""

import datetime
import sys
import time

import pytest
from django.core.exceptions import ValidationError
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum import iban
from stdnum.nl import bsn

from buurtnet.kern.persoonsgegevens import Soort, vind_persoonsgegevens, weiger_persoonsgegevens

ZINNEN = ["{}", "Mevrouw belt ({}), graag terugbellen.", "Bereikbaar op:\n{}\nna vijven", "nr.{}!"]


def soorten(tekst):
    return [soort for soort, _tekst in vind_persoonsgegevens(tekst)]


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("123456782", Soort.BSN),
        ("BSN123456782", Soort.BSN),
        ("bsn: 1234.56.782.", Soort.BSN),
        ("1234 56 782", Soort.BSN),
        ("123.456.782", Soort.BSN),
        ("123-456-782", Soort.BSN),
        ("op 3 mei 1234 56 782 genoemd", Soort.BSN),
        ("１２３４５６７８２", Soort.BSN),
        ("NL91 ABNA 0417 1643 00", Soort.IBAN),
        ("nl91abna0417164300", Soort.IBAN),
        ("NL91ABNA0417164300 op naam van", Soort.IBAN),
        ("BE68 5390 0754 7034", Soort.IBAN),
        ("06-12345678", Soort.MOBIEL),
        ("06 12 34 56 78", Soort.MOBIEL),
        ("06.12.34.56.78", Soort.MOBIEL),
        ("06 - 1234 5678", Soort.MOBIEL),
        ("0 6 1234 5678", Soort.MOBIEL),
        ("06/12345678", Soort.MOBIEL),
        ("(06) 1234 5678", Soort.MOBIEL),
        ("06: 12345678", Soort.MOBIEL),
        ("0612345678", Soort.MOBIEL),
        ("+31 6 12345678", Soort.MOBIEL),
        ("+31612345678", Soort.MOBIEL),
        ("+31 (0)6 12 34 56 78", Soort.MOBIEL),
        ("0031 6 12345678", Soort.MOBIEL),
        ("https://wa.me/31612345678", Soort.MOBIEL),
        ("06\u00a012\u00a034\u00a056\u00a078", Soort.MOBIEL),
        ("06\u201112345678", Soort.MOBIEL),
        ("jan@voorbeeld.nl", Soort.EMAIL),
        ("Jan.de-Boer+wijk@mail.voorbeeld.nl.", Soort.EMAIL),
        ("jan (at) voorbeeld.nl", Soort.EMAIL),
        ("mailto:info@stichting.org", Soort.EMAIL),
    ],
)
def test_what_is_of_one_person_is_found(tekst, soort):
    assert soorten(tekst) == [soort]


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "KvK 12345678",
        "KvK-nummer 41012345, gevestigd 2019",
        "RSIN 123456782",
        "RSIN-nummer: 123456782",
        "bestelnummer 123456782",
        "order-nr 1, bestelnr. 123456782",
        "NL123456782B01",
        "123456789",
        "€ 123.456.782",
        "123456782,00",
        "123.456.782 euro",
        "050-3123456",
        "050 312 34 56",
        "+31 50 312 34 56",
        "+31 (0)123456782",
        "0031 123456782",
        "0800-0612345",
        "14 050",
        "9736 AB 12",
        "2019-2026",
        "2019-2026 1 keer",
        "06-12-2026",
        "06-12-2026 10:30",
        "06-12-2026 10.30 uur",
        "2026-06-12 2026-06-13",
        "06.30 - 12.30 - 14.00",
        "06.30 uur 12 30 14 15",
        "06:30-12.30-14.00",
        "06/12/2026",
        "2026/06/12345678",
        "om 06:30",
        "https://gemeente.groningen.nl/nieuws/123456782",
        "www.voorbeeld.nl/123456782",
        "Veel mensen @ Beijum",
        "3 @ 2,50",
        "NL91 ABNA 0417 1643 01",
        "Zaal AB12 is te klein voor 30 mensen en er is geen koffie meer",
    ],
)
def test_what_only_looks_like_it_is_left_alone(tekst):
    assert vind_persoonsgegevens(tekst) == []


def test_each_is_found_in_the_order_of_the_text_and_only_once():
    tekst = "06-12345678, a@b.nl, NL91 ABNA 0417 1643 00 en 123456782; 0612345678@b.nl"
    assert vind_persoonsgegevens(tekst) == [
        (Soort.MOBIEL, "06-12345678"),
        (Soort.EMAIL, "a@b.nl"),
        (Soort.IBAN, "NL91 ABNA 0417 1643 00"),
        (Soort.BSN, "123456782"),
        (Soort.EMAIL, "0612345678@b.nl"),
    ]


def test_it_is_refused_with_what_was_found_and_what_to_do():
    with pytest.raises(ValidationError) as fout:
        weiger_persoonsgegevens("Bel Jan op 06-12345678 of 123456782.")
    assert fout.value.messages == [
        "Hier staat een mobiel nummer: 06-12345678. Zet hier niets over één persoon. Is het van een"
        " organisatie? Zet het dan bij haar contactpunten.",
        "Hier staat een burgerservicenummer: 123456782. Zet hier niets over één persoon. Is het"
        " iets anders? Zet er dan voor wat, zoals “RSIN” of “bestelnummer”.",
    ]
    weiger_persoonsgegevens("Er is behoefte aan een plek voor jongeren.")


def in_groepen(cijfers, lengtes, scheiding):
    tekens = iter(cijfers)
    return scheiding.join("".join(next(tekens) for _plek in range(n)) for n in lengtes)


@given(
    st.integers(1_000_000, 99_999_999),
    st.sampled_from([(9,), (4, 2, 3), (3, 3, 3), (2, 2, 2, 3), (4, 5)]),
    st.sampled_from([" ", ".", "-"]),
    st.sampled_from(ZINNEN),
)
def test_nine_digits_are_a_bsn_exactly_when_they_pass_the_proof(begin, lengtes, scheiding, zin):
    # The ninth digit is chosen, so that one in ten begins has none that passes.
    goed = [f"{begin:08}{n}" for n in range(10) if bsn.is_valid(f"{begin:08}{n}")]
    fout = [f"{begin:08}{n}" for n in range(10) if f"{begin:08}{n}" not in goed]
    # What begins as a mobile number is too short to be one.
    for cijfers in goed:
        tekst = zin.format(in_groepen(cijfers, lengtes, scheiding))
        assert soorten(tekst) == [Soort.BSN]
    for cijfers in fout:
        assert soorten(zin.format(in_groepen(cijfers, lengtes, scheiding))) == []


@given(
    st.sampled_from(["06", "+316", "00316", "+31 6", "0031 (0)6", "0 6"]),
    st.integers(10_000_000, 99_999_999),
    st.sampled_from([(8,), (4, 4), (2, 2, 2, 2), (1, 7), (2, 3, 3)]),
    st.sampled_from(["", " ", "-", ".", "\u2011", "\u00a0"]),
    st.sampled_from(ZINNEN),
)
def test_every_mobile_number_is_found(begin, nummer, lengtes, scheiding, zin):
    cijfers = in_groepen(str(nummer), lengtes, scheiding)
    # As "06.12.34" it may be a day or a time, of which more digits follow.
    tekst = zin.format(f"{begin}-{cijfers}")
    assert soorten(tekst) == [Soort.MOBIEL]


@given(
    st.from_regex("[A-Z]{4}[0-9]{10}", fullmatch=True),
    st.sampled_from(["", " ", "-", "."]),
    st.booleans(),
    st.sampled_from(ZINNEN[:3]),
)
def test_every_dutch_account_is_found_and_none_with_wrong_check_digits(
    rekening, scheiding, klein, zin
):
    nummer = f"NL{iban.calc_check_digits('NL00' + rekening)}{rekening}"
    assume(iban.is_valid(nummer))
    delen = [nummer[plek : plek + 4] for plek in range(0, len(nummer), 4)]
    tekst = scheiding.join(delen)
    assert soorten(zin.format(tekst.lower() if klein else tekst)) == [Soort.IBAN]
    anders = f"{(int(nummer[2:4]) + 1) % 97:02}"
    assume(anders != nummer[2:4])
    assert Soort.IBAN not in soorten(zin.format(f"NL{anders}{scheiding}{rekening}"))


@given(st.integers(10_000_000, 99_999_999), st.sampled_from(ZINNEN))
def test_no_kvk_number_is_taken_for_one_of_a_person(nummer, zin):
    assert vind_persoonsgegevens(zin.format(nummer)) == []


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)),
    st.sampled_from(["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%-d-%-m-%Y", "%d %m %Y"]),
    st.times(),
    st.sampled_from(["", " %H:%M", " %H.%M uur", " om %H uur"]),
)
def test_no_day_or_time_is_taken_for_one_of_a_person(dag, vorm, tijd, tijdvorm):
    tekst = f"Op {dag:{vorm}}{tijd.strftime(tijdvorm)} met elkaar gesproken"
    assert vind_persoonsgegevens(tekst) == []


@given(st.sampled_from(["010", "050", "058", "0592", "0800", "085"]), st.integers(0, 9_999_999))
def test_no_number_of_an_organisation_is_taken_for_one_of_a_person(netnummer, nummer):
    abonnee = f"{nummer:07}"[: 10 - len(netnummer)]
    for tekst in (f"{netnummer}-{abonnee}", f"{netnummer} {abonnee[:3]} {abonnee[3:]}"):
        assert vind_persoonsgegevens(f"Bel {tekst} voor hulp") == []


@given(st.text())
def test_any_text_can_be_read(tekst):
    for soort, gevonden in vind_persoonsgegevens(tekst):
        assert soort in Soort
        assert gevonden


@pytest.mark.parametrize("stuk", ["a", "0", "06 ", "NL91 ", "a.", "12 ", "a@", "06-1", "1234 56 "])
def test_a_long_text_takes_no_time_to_speak_of(stuk):
    begin = time.process_time()
    vind_persoonsgegevens(stuk * 20_000)
    assert time.process_time() - begin < 2


# Beginnings of account numbers that go on as one does, or hold real ones; an address after another.
LASTIG = ["NL91 ", "NL91ABNA ", "DE1", "GB29NWBK60161331926819 ", "NL91ABNA0417164300 ", "a@b.nl "]


@pytest.mark.parametrize("stuk", LASTIG)
def test_a_text_twice_as_long_takes_twice_the_time(stuk):
    """Steps, not seconds: how long a machine takes for one is not for a test to say."""
    stappen = [stappen_van(stuk * n) for n in (400, 800)]
    assert stappen[1] < stappen[0] * 2.2


@pytest.mark.parametrize("stuk", LASTIG)
def test_as_much_as_a_form_can_hold_is_read_in_a_second(stuk):
    begin = time.process_time()
    vind_persoonsgegevens(stuk * (150_000 // len(stuk)))
    assert time.process_time() - begin < 1


def stappen_van(tekst):
    """How many calls reading `tekst` takes, with the characters that these copy."""
    aantal = 0

    def tel(_frame, wat, _wie):
        nonlocal aantal
        aantal += wat in ("call", "c_call")

    sys.setprofile(tel)
    try:
        vind_persoonsgegevens(tekst)
    finally:
        sys.setprofile(None)
    return aantal
