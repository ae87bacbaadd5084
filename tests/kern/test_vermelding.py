"""What leaves the lists is one rule: what Python says of a row, the database says of it."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buurtnet.kern.vermelding import MAANDEN, te_oud_q, vermeld_q
from buurtnet.kern.versheid import grens
from netwerken.models import Inzet, Netwerk
from tests.hulp.bouwers import VANDAAG, maak_inzet, maak_netwerk, maak_thema, maak_wijk

pytestmark = pytest.mark.django_db
DAG = datetime.timedelta(days=1)
UITERST = grens(VANDAAG, MAANDEN)
# Days around the border on which something was confirmed, came on the site, or leaves the lists.
DAGEN = st.integers(-3, 3).map(lambda n: UITERST + n * DAG)
NU = st.integers(-3, 3).map(lambda n: VANDAAG + n * DAG)
RIJEN = st.lists(
    st.tuples(st.none() | DAGEN, DAGEN, st.none() | DAGEN, st.none() | NU), min_size=1, max_size=5
)


def middag(dag):
    return timezone.make_aware(datetime.datetime.combine(dag, datetime.time(23, 59)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(RIJEN)
def test_the_database_and_python_agree(rijen):
    with transaction.atomic():
        wijk = maak_wijk()
        for bevestigd, gewijzigd, eerste, tot in rijen:
            rij = maak_inzet(wijk=wijk, thema=maak_thema())
            velden = {"bevestigd_op": bevestigd, "vermeld_tot": tot}
            Inzet.objects.filter(pk=rij.pk).update(**velden, gewijzigd_op=middag(gewijzigd))
            if eerste is None:
                rij.history.all().delete()
            else:
                rij.history.update(history_date=middag(eerste))
        alle = list(Inzet.objects.all())
        oud = set(Inzet.objects.filter(te_oud_q(Inzet, VANDAAG)).values_list("pk", flat=True))
        staat = set(Inzet.objects.filter(vermeld_q(Inzet, VANDAAG)).values_list("pk", flat=True))
        assert oud == {rij.pk for rij in alle if rij.is_te_oud(VANDAAG)}
        assert staat == {rij.pk for rij in alle if rij.is_vermeld(VANDAAG)}
        transaction.set_rollback(True)


def test_it_is_two_years_to_the_day(vandaag):
    rij = maak_inzet(bevestigd_op=VANDAAG)
    rij.history.update(history_date=middag(datetime.date(2020, 1, 1)))
    assert not rij.is_te_oud(datetime.date(2028, 11, 21))
    assert rij.is_te_oud(datetime.date(2028, 11, 22))


def test_what_was_confirmed_before_it_came_here_has_two_years_from_that_day(vandaag):
    """A site that begins with data of years ago doesn't empty itself."""
    rij = maak_inzet(bevestigd_op=datetime.date(2018, 5, 1))
    assert rij.op_site_sinds == VANDAAG
    assert not rij.is_te_oud(datetime.date(2028, 11, 21))
    assert rij.is_te_oud(datetime.date(2028, 11, 22))


def test_the_lists_of_a_day_show_what_stood_in_them_then():
    rij = maak_inzet()
    Inzet.objects.filter(pk=rij.pk).update(vermeld_tot=VANDAAG)
    assert Inzet.objects.op(VANDAAG).get() == rij
    assert not Inzet.objects.op(VANDAAG + DAG).exists()
    assert Inzet.objects.loopt_op(VANDAAG + DAG).get() == rij


def test_what_never_leaves_the_lists_is_asked_nothing():
    maak_netwerk()
    assert str(Netwerk.objects.op(VANDAAG).query).count("vermeld_tot") == 0


@pytest.mark.parametrize("velden", [None, ["bevestigd_op"], ["bevestigd_op", "toelichting"]])
def test_saving_a_later_confirmation_keeps_it_in_the_lists(velden):
    pk = maak_inzet(bevestigd_op=datetime.date(2020, 1, 1)).pk
    Inzet.objects.filter(pk=pk).update(vermeld_tot=VANDAAG)
    rij = Inzet.objects.get(pk=pk)
    rij.bevestigd_op = VANDAAG
    rij.save(update_fields=velden)
    assert Inzet.objects.get(pk=pk).vermeld_tot is None


def test_saving_anything_else_does_not():
    pk = maak_inzet(bevestigd_op=datetime.date(2020, 1, 1)).pk
    Inzet.objects.filter(pk=pk).update(vermeld_tot=VANDAAG)
    rij = Inzet.objects.get(pk=pk)
    rij.toelichting = "Maatjes"
    rij.bevestigd_op = datetime.date(2019, 1, 1)
    rij.save()
    assert Inzet.objects.get(pk=pk).vermeld_tot == VANDAAG
