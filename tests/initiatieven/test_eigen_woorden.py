"""What the site says of a rhythm it understands itself, whatever rhythm there is."""

import datetime
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.utils.text import capfirst
from hypothesis import example, given
from hypothesis import strategies as st

from buurtnet.paginas.templatetags.kalender import tijden
from initiatieven.herhaling import lees_herhaling, lees_regel
from initiatieven.herhaling.regel import RANGEN, Regel, keur
from initiatieven.herhaling.woorden import DAGDELEN, WISSELEND, Herhaling
from tests.hulp.ritmes import alle_getypt, alle_regels

pytestmark = pytest.mark.eenmaal

regels = st.builds(
    Regel,
    freq=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    elke=st.integers(1, 5),
    dagen=st.lists(st.tuples(st.sampled_from([0, *RANGEN]), st.integers(0, 6)), max_size=4).map(
        tuple
    ),
    maanddagen=st.lists(st.sampled_from([-1, *range(1, 32)]), max_size=3).map(tuple),
    maanden=st.lists(st.integers(1, 12), max_size=11).map(tuple),
    weken=st.sampled_from(["", "", "even", "oneven"]),
    keren=st.none() | st.integers(1, 400),
    tot=st.none() | st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)),
)


def goede(regel):
    try:
        return keur(regel)
    except ValueError:
        return None


def lees_eigen_woorden(regel, dagdeel):
    assert lees_regel(str(regel)) == regel
    herhaling = Herhaling(regel, dagdeel=dagdeel)
    gelezen = lees_herhaling(herhaling.woorden)
    assert gelezen.regel == regel
    assert gelezen.woorden == herhaling.woorden
    assert lees_herhaling(gelezen.woorden) == gelezen


def test_words_of_every_kind_of_rule_are_read_as_that_rule():
    alle = alle_regels()
    assert len(alle) > 550
    for regel in alle:
        for dagdeel in ("", *DAGDELEN):
            lees_eigen_woorden(regel, dagdeel)


@given(regels.map(goede).filter(bool), st.sampled_from(["", *DAGDELEN]))
@example(Regel("YEARLY", dagen=((0, 1),), maanden=(1,), weken="even"), "")
@example(Regel("YEARLY", maanden=tuple(range(1, 12)), weken="oneven"), "")
def test_words_of_any_rule_are_read_as_that_rule(regel, dagdeel):
    lees_eigen_woorden(regel, dagdeel)


def test_whatever_is_put_together_is_read_back_as_the_site_writes_it():
    """Its words, and those with the time behind them as on the page of an activity."""
    begrepen = set()
    for getypt in alle_getypt():
        try:
            herhaling = lees_herhaling(getypt)
        except ValueError:
            continue
        begrepen.add(herhaling)
        assert lees_herhaling(herhaling.woorden) == herhaling.gezegd, getypt
        if herhaling.tijden:
            begin, einde = herhaling.tijden
            moment = SimpleNamespace(begint_om=begin, eindigt_om=einde)
            op_bladzijde = f"{capfirst(herhaling.woorden)}, {tijden(moment)}"
            gelezen = lees_herhaling(op_bladzijde)
            assert gelezen == replace(herhaling.gezegd, tijden=herhaling.tijden), getypt
    assert len(begrepen) > 1500


@given(
    st.builds(
        Herhaling,
        keren=st.tuples(
            st.integers(2, 99),
            st.sampled_from(["keer", "dag", "ochtend", "middag", "avond"]),
            st.sampled_from(["week", "maand"]),
        ),
    )
    | st.builds(
        Herhaling,
        keren=st.tuples(st.integers(1, 99), st.just("keer"), st.sampled_from(["maand", "jaar"])),
        op=st.sets(st.integers(0, 6), min_size=1, max_size=6).map(lambda dagen: (*sorted(dagen),)),
        dagdeel=st.sampled_from(["", *DAGDELEN]),
    )
    | st.builds(Herhaling, datum=st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)))
    | st.builds(Herhaling, wisselend=st.sampled_from(sorted(WISSELEND)))
)
def test_words_without_a_rule_are_read_as_the_same(herhaling):
    assert lees_herhaling(herhaling.woorden) == herhaling


@given(st.text(max_size=200) | st.text("elkomdwzn0123456789 ,.-/'", max_size=80))
def test_any_text_is_read_or_refused(tekst):
    try:
        herhaling = lees_herhaling(tekst)
    except ValueError:
        return
    assert lees_herhaling(herhaling.woorden) == herhaling.gezegd
