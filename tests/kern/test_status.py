"""The state of a thing on a day: one rule for its own page and for the lists that hold it."""

import datetime
from itertools import product

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from buurtnet.kern.periode import niet_voorbij_q
from buurtnet.kern.status import (
    NIET_VOORBIJ,
    NOG_NIET_BEGONNEN,
    VOORBIJ,
    Status,
    stand_op,
    status_op,
)
from initiatieven.models import Initiatief
from tests.hulp.bouwers import VANDAAG, maak_initiatief

DAGEN = (None, *(VANDAAG + datetime.timedelta(days=aantal) for aantal in (-1, 0, 1)))


def mag(vanaf, tot, status):
    """Whether the database takes a Periode like this."""
    return (tot or status not in VOORBIJ) and not (vanaf and tot and tot < vanaf)


ALLES = [deel for deel in product(DAGEN, DAGEN, Status) if mag(*deel)]
NABIJ = st.dates(VANDAAG - datetime.timedelta(days=9), VANDAAG + datetime.timedelta(days=9))
PERIODES = st.tuples(st.none() | NABIJ, st.none() | NABIJ, st.sampled_from(Status)).filter(
    lambda deel: mag(*deel)
)


def verwacht(vanaf, tot, status, datum):
    """What lists make of it: as its page does, but for a plan and for a last day."""
    if status in NOG_NIET_BEGONNEN and tot and tot < datum:
        return Status.GESTOPT
    if status in VOORBIJ and tot == datum:
        return Status.ACTIEF
    return stand_op(vanaf, tot, status, datum)


def maak(periodes):
    Initiatief.objects.bulk_create(
        Initiatief(
            naam=f"I {n}", slug=f"i-{n}", soort="project", vanaf=vanaf, tot=tot, status=status
        )
        for n, (vanaf, tot, status) in enumerate(periodes)
    )


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example(datum=VANDAAG, periodes=ALLES)
@given(datum=NABIJ, periodes=st.lists(PERIODES, max_size=8))
def test_python_and_sql_agree_on_any_day(db, datum, periodes):
    with transaction.atomic():
        maak(periodes)
        rijen = Initiatief.objects.annotate(nu=status_op(datum))
        for vanaf, tot, status, nu in rijen.values_list("vanaf", "tot", "status", "nu"):
            assert nu == verwacht(vanaf, tot, status, datum), (vanaf, tot, status)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_what_is_not_over_is_the_same_in_words_and_by_index():
    for vanaf, tot, status in ALLES:
        maak_initiatief(status=status, vanaf=vanaf, tot=tot)
    in_woorden = Initiatief.objects.alias(nu=status_op(VANDAAG)).filter(nu__in=NIET_VOORBIJ)
    met_index = Initiatief.objects.filter(niet_voorbij_q(VANDAAG))
    assert set(met_index) == set(in_woorden)
    assert 0 < len(met_index) < Initiatief.objects.count()
