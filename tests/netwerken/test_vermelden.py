"""Each night: what nobody confirmed for two years is announced, and leaves the lists a month later.

Whatever is still shown never names what is not.
"""

import datetime

import pytest
from django.db import transaction

from buurtnet.kern.vermelding import AANKONDIGING
from initiatieven.models import Accommodatie, Activiteit, Initiatief
from netwerken import vermelden
from netwerken.models import Deelname, Huisvesting, Inzet, Organisatie
from netwerken.nieuws import nieuws_van
from tests.hulp.bouwers import (
    VANDAAG,
    in_hoede_van,
    maak_accommodatie,
    maak_activiteit,
    maak_deelname,
    maak_huisvesting,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
)

pytestmark = pytest.mark.django_db
DAG = datetime.timedelta(days=1)
LANG_GELEDEN = datetime.datetime(2024, 10, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture
def toen(vandaag, time_machine):
    """What the test makes came on the site more than two years ago."""
    time_machine.move_to(LANG_GELEDEN, tick=False)


def werk_bij(datum=VANDAAG):
    with transaction.atomic():
        return vermelden.werk_bij(datum)


def vers(rij):
    return type(rij).objects.get(pk=rij.pk)


def test_these_kinds_leave_the_lists_parts_before_what_they_hang_on():
    soorten = vermelden.soorten()
    assert set(soorten) == {
        *(Organisatie, Initiatief, Accommodatie, Activiteit),
        *(Inzet, Deelname, Huisvesting),
    }
    assert soorten.index(Inzet) < soorten.index(Organisatie)
    assert soorten.index(Activiteit) < soorten.index(Initiatief)


def test_it_stays_a_month_after_it_was_announced(toen):
    inzet = maak_inzet()
    bijgewerkt = werk_bij()
    assert inzet in bijgewerkt.aangekondigd
    assert vers(inzet).vermeld_tot == VANDAAG + AANKONDIGING
    assert Inzet.objects.op(VANDAAG + AANKONDIGING).exists()
    assert not Inzet.objects.op(VANDAAG + AANKONDIGING + DAG).exists()


def test_the_history_says_until_when(toen):
    inzet = maak_inzet()
    werk_bij()
    reden = inzet.history.first().history_change_reason
    assert reden == "blijft in de lijsten tot en met 23 december 2026"


def test_a_second_night_and_a_second_run_say_nothing_more(toen):
    maak_inzet()
    assert werk_bij().aangekondigd
    assert werk_bij() == ([], 0)
    assert werk_bij(VANDAAG + DAG) == ([], 0)
    assert werk_bij(VANDAAG + 2 * AANKONDIGING) == ([], 0)


def test_what_was_loaded_without_a_history_is_announced_once_too(toen):
    inzet = maak_inzet()
    inzet.history.all().delete()
    assert inzet in werk_bij().aangekondigd
    assert werk_bij(VANDAAG + DAG) == ([], 0)


def test_what_is_over_hidden_or_new_is_left_alone(toen, time_machine):
    for velden in ({"tot": "2025-01-01", "status": "gestopt"}, {"openbaar": False}):
        maak_organisatie(**velden)
    time_machine.move_to(datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC), tick=False)
    maak_organisatie(bevestigd_op="2018-01-01")
    assert werk_bij() == ([], 0)


WIJZERS = [
    (maak_organisatie, lambda rij: maak_inzet(organisatie=rij)),
    (maak_organisatie, lambda rij: maak_deelname(organisatie=rij)),
    (maak_organisatie, lambda rij: maak_huisvesting(organisatie=rij)),
    (maak_organisatie, lambda rij: maak_organisatie(koepel=rij)),
    (maak_initiatief, lambda rij: maak_inzet(initiatief=rij)),
    (maak_initiatief, lambda rij: maak_activiteit(initiatief=rij)),
    (maak_initiatief, lambda rij: maak_initiatief(onderdeel_van=rij)),
    (maak_accommodatie, lambda rij: maak_activiteit(accommodatie=rij)),
    (maak_accommodatie, lambda rij: maak_huisvesting(accommodatie=rij)),
    (maak_accommodatie, lambda rij: maak_deelname(accommodatie=rij)),
    (maak_accommodatie, lambda rij: maak_accommodatie(onderdeel_van=rij)),
]


@pytest.mark.parametrize(("maak", "maak_wijzer"), WIJZERS)
def test_what_is_confirmed_keeps_what_it_names_in_the_lists(toen, maak, maak_wijzer):
    rij = maak()
    wijzer = maak_wijzer(rij)
    wijzer.bewaar_bevestiging(None, VANDAAG - DAG)
    werk_bij()
    assert vers(rij).vermeld_tot is None
    type(wijzer).objects.filter(pk=wijzer.pk).update(bevestigd_op=None)
    werk_bij()
    assert vers(rij).vermeld_tot == vers(wijzer).vermeld_tot == VANDAAG + AANKONDIGING


def test_it_holds_for_the_whole_tree(toen):
    boven = maak_organisatie()
    midden = maak_organisatie(koepel=boven)
    maak_inzet(organisatie=midden).bewaar_bevestiging(None, VANDAAG)
    werk_bij()
    assert vers(boven).vermeld_tot is vers(midden).vermeld_tot is None


def test_confirming_what_names_it_brings_it_back_the_next_night(toen):
    organisatie = maak_organisatie()
    inzet = maak_inzet(organisatie=organisatie)
    werk_bij()
    weg = VANDAAG + 2 * AANKONDIGING
    vers(inzet).bewaar_bevestiging(None, weg)
    assert werk_bij(weg + DAG).terug == 1
    assert vers(organisatie).vermeld_tot is None


def test_no_door_is_forgotten_whatever_wrote_the_confirmation(toen):
    inzet = maak_inzet()
    werk_bij()
    Inzet.objects.filter(pk=inzet.pk).update(bevestigd_op=VANDAAG)
    werk_bij(VANDAAG + DAG)
    assert vers(inzet).vermeld_tot is None


def test_no_more_in_one_day_than_a_person_can_look_at(toen, monkeypatch):
    monkeypatch.setattr(vermelden, "MEESTE", 3)
    organisatie = maak_organisatie()
    for _keer in range(4):
        maak_inzet(organisatie=organisatie)
    assert [type(rij) for rij in werk_bij().aangekondigd] == [Inzet] * 3
    assert werk_bij() == ([], 0)
    eerst, laatst = werk_bij(VANDAAG + DAG).aangekondigd
    assert isinstance(eerst, Inzet)
    assert laatst == organisatie


def test_who_is_told_is_who_looks_after_it(toen):
    netwerk, plek = maak_netwerk(), maak_accommodatie()
    in_hoede_van(netwerk, plek)
    for rij in (
        *(maak_inzet(netwerk=netwerk), maak_deelname(netwerk=netwerk)),
        *(plek, maak_huisvesting(accommodatie=plek)),
    ):
        assert vermelden.wie_weet_het(rij) == netwerk
    assert vermelden.wie_weet_het(maak_organisatie()) is None


def test_that_it_leaves_the_lists_is_no_news_for_who_follows_the_wijk(toen, time_machine):
    wijk = maak_inzet().wijk
    nu = datetime.datetime.combine(VANDAAG, datetime.time(12), datetime.UTC)
    time_machine.move_to(nu, tick=False)
    werk_bij()
    assert Inzet.objects.get().vermeld_tot
    assert nieuws_van(wijk, nu - 7 * DAG, nu + DAG, 100) == []
