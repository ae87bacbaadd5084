"""Freshness is one rule: what Python says of a confirmation, the database says of its row."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from buurtnet.kern.versheid import (
    STANDAARD,
    Nagegaan,
    Samengeteld,
    Termijn,
    Versheid,
    grens,
    is_later_bevestigd,
    is_onbevestigd,
    is_vers,
    nagegaan_van,
    niet_vers_q,
    samengeteld_op,
    samengeteld_van,
    termijn_op,
    vers_q,
    versheid_op,
    versheid_van,
)
from buurtnet.kern.versheidtekst import nagegaan_in_woorden, samengeteld_in_woorden
from netwerken.models import Inzet, Netwerk
from tests.hulp.bouwers import VANDAAG, maak_inzet, maak_netwerk, maak_thema, maak_wijk

DATUMS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))
TERMIJNEN = st.sampled_from([None, *Termijn.values])
# How many days ago somebody confirmed; None for nobody, less than 0 for later.
GELEDEN = st.none() | st.integers(-400, 800)
# (days ago, own interval, whether it is of a network, interval of that network)
RIJEN = st.lists(st.tuples(GELEDEN, TERMIJNEN, st.booleans(), TERMIJNEN), max_size=6)


def dag_van(datum, geleden):
    return None if geleden is None else datum - datetime.timedelta(days=geleden)


@pytest.fixture
def plek(db):
    return {"wijk": maak_wijk(), "thema": maak_thema()}


def maak_rijen(rijen, datum, plek):
    netwerken = Netwerk.objects.bulk_create(
        Netwerk(naam=f"N {n}", slug=f"n-{n}", soort="overleg", nagaan_elke=van_netwerk)
        for n, (*_rij, van_netwerk) in enumerate(rijen)
    )
    Inzet.objects.bulk_create(
        Inzet(
            omschreven_rol=f"rol {n}",
            bevestigd_op=dag_van(datum, geleden),
            nagaan_elke=eigen,
            netwerk=netwerken[n] if met_netwerk else None,
            **plek,
        )
        for n, (geleden, eigen, met_netwerk, _van_netwerk) in enumerate(rijen)
    )


def op_de_grens(datum):
    """Rows around the two borders of each interval, own or of the network."""
    return [
        ((datum - grens(datum, maanden * keer)).days + verschil, *termijn)
        for maanden in Termijn.values
        for keer in (1, 2)
        for verschil in (-1, 0)
        for termijn in ((maanden, True, None), (None, True, maanden))
    ]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(datum=VANDAAG, rijen=op_de_grens(VANDAAG))
@example(datum=datetime.date(2025, 3, 30), rijen=op_de_grens(datetime.date(2025, 3, 30)))
@example(datum=datetime.date(2024, 2, 29), rijen=op_de_grens(datetime.date(2024, 2, 29)))
@given(datum=DATUMS, rijen=RIJEN)
def test_python_and_sql_agree_on_any_day(plek, datum, rijen):
    with transaction.atomic():
        maak_rijen(rijen, datum, plek)
        gevonden = Inzet.objects.select_related("netwerk").annotate(
            stand=versheid_op(Inzet, datum), hoe_vaak=termijn_op(Inzet)
        )
        alle = {rij.pk: nagegaan_van(rij) for rij in gevonden}
        for rij in gevonden:
            assert rij.hoe_vaak == rij.termijn
            assert rij.stand == versheid_van(alle[rij.pk], datum)
        vers = {pk for pk, nagegaan in alle.items() if is_vers(nagegaan, datum)}
        assert set(gevonden.filter(vers_q(Inzet, datum)).values_list("pk", flat=True)) == vers
        oud = set(gevonden.filter(niet_vers_q(Inzet, datum)).values_list("pk", flat=True))
        assert oud == alle.keys() - vers
        geteld = [
            Samengeteld(*rij)
            for rij in Inzet.objects.order_by()
            .values_list("wijk")
            .annotate(**samengeteld_op(Inzet, datum))
            .values_list("aantal", "vers", "oudste")
        ]
        assert geteld == ([samengeteld_van(alle.values(), datum)] if alle else [])
        transaction.set_rollback(True)


@settings(max_examples=25)
@given(datum=DATUMS, rijen=st.lists(st.tuples(GELEDEN, st.sampled_from(Termijn.values))))
def test_together_they_are_never_fresher_than_the_oldest(datum, rijen):
    alle = [Nagegaan(dag_van(datum, geleden), termijn) for geleden, termijn in rijen]
    geteld = samengeteld_van(alle, datum)
    assert (geteld.vers == geteld.aantal) == all(is_vers(een, datum) for een in alle)
    assert geteld.dag is None or all(een.dag and een.dag >= geteld.dag for een in alle)
    helft = len(alle) // 2
    assert geteld == samengeteld_van(alle[:helft], datum).met(samengeteld_van(alle[helft:], datum))


@settings(max_examples=50)
@given(datum=DATUMS, geleden=st.integers(0, 1000), termijn=st.sampled_from(Termijn.values))
def test_what_is_no_longer_fresh_never_becomes_so_by_waiting(datum, geleden, termijn):
    nagegaan = Nagegaan(dag_van(datum, geleden), termijn)
    volgorde = list(Versheid)
    vandaag = volgorde.index(versheid_van(nagegaan, datum))
    morgen = volgorde.index(versheid_van(nagegaan, datum + datetime.timedelta(days=1)))
    assert vandaag <= morgen


@pytest.mark.parametrize(
    ("op", "stand"),
    [
        (None, Versheid.ONBEVESTIGD),
        ("2026-11-23", Versheid.ONBEVESTIGD),
        ("2026-11-22", Versheid.VERS),
        ("2026-05-23", Versheid.VERS),
        ("2026-05-22", Versheid.VEROUDERD),
        ("2025-11-23", Versheid.VEROUDERD),
        ("2025-11-22", Versheid.ONBEVESTIGD),
    ],
)
def test_half_a_year_is_fresh_and_a_year_is_the_end_of_it(op, stand):
    nagegaan = Nagegaan(op and datetime.date.fromisoformat(op))
    assert versheid_van(nagegaan, VANDAAG) == stand
    assert is_vers(nagegaan, VANDAAG) == (stand == Versheid.VERS)
    assert is_onbevestigd(nagegaan, VANDAAG) == (stand == Versheid.ONBEVESTIGD)
    assert is_later_bevestigd(nagegaan, VANDAAG) == (op == "2026-11-23")


@pytest.mark.parametrize(
    ("datum", "maanden", "dag"),
    [
        ("2026-11-22", 6, "2026-05-22"),
        ("2026-03-30", 1, "2026-02-28"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2026-01-15", 12, "2025-01-15"),
        ("2026-08-31", 6, "2026-02-28"),
        ("0001-03-01", 6, "0001-01-01"),
    ],
)
def test_a_month_of_which_the_day_is_missing_ends_on_its_last(datum, maanden, dag):
    assert grens(datetime.date.fromisoformat(datum), maanden).isoformat() == dag


def test_a_row_is_confirmed_as_often_as_its_network_unless_it_says_so_itself(db):
    netwerk = maak_netwerk(nagaan_elke=1)
    rij = maak_inzet(netwerk=netwerk, bevestigd_op=datetime.date(2026, 10, 20))
    assert (rij.termijn, is_vers(nagegaan_van(rij), VANDAAG)) == (1, False)
    rij.nagaan_elke = 12
    assert (rij.termijn, is_vers(nagegaan_van(rij), VANDAAG)) == (12, True)
    assert maak_inzet().termijn == STANDAARD == 6


def test_only_an_interval_of_the_list_can_be_kept(db):
    netwerk = maak_netwerk()
    netwerk.nagaan_elke = 5
    with pytest.raises(ValidationError, match="geen geldige keuze"):
        netwerk.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Netwerk.objects.filter(pk=netwerk.pk).update(nagaan_elke=5)


def dag(tekst):
    return datetime.date.fromisoformat(tekst)


WOORDEN = [
    (None, "nog nooit nagegaan", "never checked yet"),
    ("2026-11-22", "vandaag nagegaan", "checked today"),
    ("2026-11-21", "gisteren nagegaan", "checked yesterday"),
    ("2026-09-01", "nagegaan in september 2026", "checked in September 2026"),
    ("2026-03-01", "voor het laatst nagegaan in maart 2026", "last checked in March 2026"),
    ("2024-11-23", "voor het laatst nagegaan in november 2024", "last checked in November 2024"),
    ("2024-11-22", "al jaren niet nagegaan", "not checked for years"),
    ("2027-01-01", "toen nog niet nagegaan", "not checked yet at that time"),
]


@pytest.mark.parametrize(("op", "nederlands", "engels"), WOORDEN)
def test_freshness_is_said_in_the_words_of_people(vandaag, op, nederlands, engels):
    nagegaan = Nagegaan(op and dag(op))
    assert nagegaan_in_woorden(nagegaan, VANDAAG) == nederlands
    with override("en"):
        assert nagegaan_in_woorden(nagegaan, VANDAAG) == engels


@pytest.mark.parametrize(
    ("geteld", "nederlands", "engels"),
    [
        (Samengeteld(), "", ""),
        (
            Samengeteld(1, 1, dag("2026-09-01")),
            "nagegaan in september 2026",
            "checked in September 2026",
        ),
        (Samengeteld(1, 0, dag("2021-09-01")), "al jaren niet nagegaan", "not checked for years"),
        (Samengeteld(7, 2, datetime.date.min), "2 van 7 nagegaan", "2 of 7 checked"),
        (
            Samengeteld(7, 0, dag("2021-09-01")),
            "geen van 7 pas nagegaan",
            "none of 7 checked recently",
        ),
        (
            Samengeteld(7, 7, dag("2026-09-01")),
            "alle 7 nagegaan in september 2026 of later",
            "all 7 checked in September 2026 or later",
        ),
        (Samengeteld(7, 7, VANDAAG), "vandaag nagegaan", "checked today"),
    ],
)
def test_many_together_say_how_many_or_the_oldest(vandaag, geteld, nederlands, engels):
    assert samengeteld_in_woorden(geteld, VANDAAG) == nederlands
    with override("en"):
        assert samengeteld_in_woorden(geteld, VANDAAG) == engels


def test_on_another_day_nothing_is_checked_today(vandaag):
    toen = dag("2021-06-30")
    assert nagegaan_in_woorden(Nagegaan(toen), toen) == "nagegaan in juni 2021"
