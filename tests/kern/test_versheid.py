"""Freshness is one rule: what Python says of a confirmation, the database says of its row."""

import datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from buurtnet.kern.versheid import (
    VEROUDERD_DAGEN,
    VERS_DAGEN,
    Versheid,
    is_later_bevestigd,
    is_onbevestigd,
    is_vers,
    laatste_op,
    laatste_van,
    niet_vers_q,
    versheid_op,
    versheid_van,
)
from netwerken.models import Organisatie
from tests.hulp.bouwers import VANDAAG

DATUMS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))
# How many days ago somebody confirmed; None for nobody, less than 0 for later.
GELEDEN = st.none() | st.integers(-400, 800)
GRENZEN = [None, -1, 0, VERS_DAGEN - 1, VERS_DAGEN, VEROUDERD_DAGEN - 1, VEROUDERD_DAGEN]


def dag_van(datum, geleden):
    return None if geleden is None else datum - datetime.timedelta(days=geleden)


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example(datum=VANDAAG, geleden=GRENZEN)
@given(datum=DATUMS, geleden=st.lists(GELEDEN, max_size=8))
def test_python_and_sql_agree_on_any_day(db, datum, geleden):
    dagen = [dag_van(datum, aantal) for aantal in geleden]
    with transaction.atomic():
        Organisatie.objects.bulk_create(
            Organisatie(naam=f"O {n}", slug=f"o-{n}", soort="kerk", bevestigd_op=dag)
            for n, dag in enumerate(dagen)
        )
        rijen = Organisatie.objects.annotate(stand=versheid_op(datum))
        for dag, stand in rijen.values_list("bevestigd_op", "stand"):
            assert stand == versheid_van(dag, datum)
        oud = rijen.filter(niet_vers_q(datum)).values_list("bevestigd_op", flat=True)
        niet_vers = [dag for dag in dagen if not is_vers(dag, datum)]
        assert sorted(map(str, oud)) == sorted(map(str, niet_vers))
        laatst = Organisatie.objects.aggregate(laatst=laatste_op(datum))["laatst"]
        assert laatst == laatste_van(dagen, datum)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("geleden", "stand"),
    [
        (None, Versheid.ONBEVESTIGD),
        (-1, Versheid.ONBEVESTIGD),
        (0, Versheid.VERS),
        (179, Versheid.VERS),
        (180, Versheid.VEROUDERD),
        (364, Versheid.VEROUDERD),
        (365, Versheid.ONBEVESTIGD),
    ],
)
def test_half_a_year_is_fresh_and_a_year_is_the_end_of_it(geleden, stand):
    dag = dag_van(VANDAAG, geleden)
    assert versheid_van(dag, VANDAAG) == stand
    assert is_vers(dag, VANDAAG) == (stand == Versheid.VERS)
    assert is_onbevestigd(dag, VANDAAG) == (stand == Versheid.ONBEVESTIGD)
    assert is_later_bevestigd(dag, VANDAAG) == (geleden == -1)
