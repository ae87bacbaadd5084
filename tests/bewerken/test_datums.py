"""Dates as people say them, read and said back."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from buurtnet.bewerken.velden.datum import PeriodeDatumField
from buurtnet.kern.datumtekst import Tijdstip, lees_tijdstip
from buurtnet.kern.precisie import Precisie, begin_van, datum_in_woorden, einde_van

VANDAAG = datetime.date(2026, 11, 22)
DAGEN = st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))


def d(tekst):
    return datetime.date.fromisoformat(tekst)


@pytest.mark.parametrize(
    ("tekst", "begin", "einde", "precisie"),
    [
        ("2019", "2019-01-01", "2019-12-31", "jaar"),
        ("mei 2021", "2021-05-01", "2021-05-31", "maand"),
        ("Feb 2024", "2024-02-01", "2024-02-29", "maand"),
        ("sinds mei 2021", "2021-05-01", "2021-05-31", "maand"),
        ("5-2021", "2021-05-01", "2021-05-31", "maand"),
        ("12-5-2021", "2021-05-12", "2021-05-12", "dag"),
        ("12/05/2021", "2021-05-12", "2021-05-12", "dag"),
        ("2021-05-12", "2021-05-12", "2021-05-12", "dag"),
        (" 12  mei   2021 ", "2021-05-12", "2021-05-12", "dag"),
        ("begin 2022", "2022-01-01", "2022-01-01", "ongeveer"),
        ("eind 2022", "2022-12-31", "2022-12-31", "ongeveer"),
        ("half 2022", "2022-07-01", "2022-07-01", "ongeveer"),
        ("half april 2022", "2022-04-15", "2022-04-15", "ongeveer"),
        ("medio april 2022", "2022-04-15", "2022-04-15", "ongeveer"),
        ("begin mei 2022", "2022-05-05", "2022-05-05", "ongeveer"),
        ("rond april 2022", "2022-04-01", "2022-04-30", "ongeveer"),
        ("ca. april 2022", "2022-04-01", "2022-04-30", "ongeveer"),
        ("vandaag", "2026-11-22", "2026-11-22", "dag"),
        ("gisteren", "2026-11-21", "2026-11-21", "dag"),
    ],
)
def test_a_date_is_read_as_its_first_or_last_day(tekst, begin, einde, precisie):
    assert lees_tijdstip(tekst, vandaag=VANDAAG) == (d(begin), precisie)
    assert lees_tijdstip(tekst, einde=True, vandaag=VANDAAG) == (d(einde), precisie)


@pytest.mark.parametrize(
    ("tekst", "uitleg"),
    [
        ("straks", "Dit lezen we niet als datum"),
        ("12-5-21", "Dit lezen we niet als datum"),
        ("31-2-2021", "Die dag bestaat niet"),
        ("31 februari 2021", "Die dag bestaat niet"),
        ("31 februari", "Die dag bestaat niet"),
        ("31-2", "Die dag bestaat niet"),
        ("12 mei", "Het jaar ontbreekt"),
        ("29 februari", "Het jaar ontbreekt"),
        ("12-5", "Het jaar ontbreekt"),
        ("sinds mei", "Het jaar ontbreekt"),
        ("eind mei", "Het jaar ontbreekt"),
        ("12 foo", "Dit lezen we niet als datum"),
        ("13-2021", "Die dag bestaat niet"),
        ("lente 2021", "“lente” is geen maand"),
        ("12 foo 2021", "“foo” is geen maand"),
        ("0001", "Het jaar 1 kan niet kloppen"),
        ("9999", "Het jaar 9999 kan niet kloppen"),
        ("-1", "Dit lezen we niet als datum"),
        ("٢٠١٩", "Dit lezen we niet als datum"),
    ],
)
def test_what_is_no_date_gets_a_plain_answer(tekst, uitleg):
    with pytest.raises(ValidationError, match=uitleg):
        PeriodeDatumField().clean(tekst)


TALEN = st.sampled_from(["nl", "en"])


@given(DAGEN, st.sampled_from([Precisie.DAG, Precisie.MAAND, Precisie.JAAR]), st.booleans(), TALEN)
def test_what_is_shown_is_read_as_the_same_date(dag, precisie, einde, taal):
    opgeslagen = (einde_van if einde else begin_van)(dag, precisie)
    with translation.override(taal):
        tekst = datum_in_woorden(opgeslagen, precisie)
    assert lees_tijdstip(tekst, einde=einde) == (opgeslagen, precisie)


@given(DAGEN, st.booleans(), TALEN)
def test_what_is_about_a_date_keeps_its_words(dag, einde, taal):
    with translation.override(taal):
        tekst = datum_in_woorden(dag, Precisie.ONGEVEER)
        gelezen = lees_tijdstip(tekst, einde=einde)
        assert str(gelezen) == tekst
    assert gelezen.precisie == Precisie.ONGEVEER


@given(DAGEN, st.booleans())
def test_an_unchanged_date_about_then_is_no_change(dag, einde):
    veld = PeriodeDatumField(required=False, einde=einde)
    opgeslagen = Tijdstip(dag, Precisie.ONGEVEER)
    assert not veld.has_changed(opgeslagen, str(opgeslagen))


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(tekst):
    try:
        PeriodeDatumField(required=False).clean(tekst)
    except ValidationError as fout:
        assert fout.messages
