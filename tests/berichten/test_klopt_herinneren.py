"""Who doesn't answer is asked twice more, kindly, in the same conversation; then we call."""

import datetime

import pytest

from netwerken.models import Contactadres, Inzet, Navraag
from netwerken.models.navraag import AANLOOP, HERINNERINGEN, RUST, RUST_ZONDER_ANTWOORD
from tests.hulp.bouwers import VANDAAG, maak_netwerk
from tests.hulp.meldproef import tekst_van
from tests.hulp.navraagproef import DAG, druk, link_uit, maak_partij, staat, stuur

pytestmark = pytest.mark.django_db
TWEEDE, DERDE = (VANDAAG + na for na in HERINNERINGEN)


@pytest.fixture
def partij(vandaag, wijk):
    return maak_partij(maak_netwerk(), wijk)


def op(time_machine, datum):
    time_machine.move_to(datetime.datetime.combine(datum, datetime.time(12)))


def test_two_reminders_and_no_more_in_the_same_conversation(partij):
    [eerste] = stuur()
    assert len(stuur(TWEEDE - DAG)) == 1
    for _keer in range(2):
        berichten = stuur(TWEEDE)
    assert len(berichten) == 2
    assert berichten[1].subject == f"Re: {eerste.subject}"
    assert berichten[1].extra_headers["In-Reply-To"] == eerste.extra_headers["Message-ID"]
    assert len(stuur(DERDE)) == 3
    assert len(stuur(DERDE + 30 * DAG)) == 3
    assert {een.stand for een in Navraag.objects.filter(ronde__lt=3)} == {"vervangen"}


def test_a_day_that_was_missed_is_made_up_for(partij):
    stuur()
    assert len(stuur(DERDE + 3 * DAG)) == 2
    assert len(stuur(DERDE + 4 * DAG)) == 3


def test_the_link_of_a_reminder_takes_the_place_of_the_one_before(client, partij, time_machine):
    eerste = link_uit(stuur()[0])
    op(time_machine, TWEEDE)
    tweede = link_uit(stuur(TWEEDE)[1])
    assert "nieuwere mail" in tekst_van(client.get(eerste))
    assert "nieuwere mail" in tekst_van(druk(client, eerste, alles="1"))
    assert not Inzet.objects.filter(bevestigd_op=TWEEDE).exists()
    druk(client, tweede, alles="1")
    assert Inzet.objects.filter(bevestigd_op=TWEEDE).count() == 3
    assert len(stuur(DERDE)) == 2


def test_a_reminder_asks_only_what_nothing_was_said_of(client, partij):
    pad = link_uit(stuur()[0])
    naam = next(naam for naam in staat().rijen if naam.startswith("inzet"))
    druk(client, pad, klopt=naam)
    stuur(TWEEDE)
    assert naam not in staat().rijen
    assert len(staat().rijen) == 4


@pytest.mark.parametrize("wat", ["email", "bezwaar_op"])
def test_no_reminder_goes_to_another_address_or_after_an_objection(partij, wat):
    stuur()
    adres = Contactadres.objects.get()
    setattr(adres, wat, VANDAAG if wat == "bezwaar_op" else "ander@voorbeeld.nl")
    adres.save()
    berichten = stuur(TWEEDE)
    if wat == "bezwaar_op":
        assert len(berichten) == 1
    else:
        # The new address is asked for itself.
        assert [bericht.to for bericht in berichten[1:]] == [["ander@voorbeeld.nl"]]
        assert not berichten[1].subject.startswith("Re:")


def test_who_answers_is_asked_before_anything_grows_stale_again(client, partij):
    druk(client, link_uit(stuur()[0]), alles="1")
    assert len(stuur(VANDAAG + RUST)) == 1
    half_jaar = VANDAAG + datetime.timedelta(days=181)
    assert len(stuur(half_jaar - AANLOOP)) == 2


def test_who_never_answers_is_left_alone_for_a_while(partij):
    for na in (0 * DAG, *HERINNERINGEN, RUST_ZONDER_ANTWOORD - DAG):
        berichten = stuur(VANDAAG + na)
    assert len(berichten) == 3
    assert len(stuur(VANDAAG + RUST_ZONDER_ANTWOORD)) == 4


def test_what_is_to_be_confirmed_each_month_is_asked_each_month(client, partij, time_machine):
    type(partij).objects.update(nagaan_elke=1)
    for maand in range(3):
        dag = VANDAAG + maand * datetime.timedelta(days=30)
        op(time_machine, dag)
        berichten = stuur(dag)
        assert len(berichten) == maand + 1
        druk(client, link_uit(berichten[-1]), alles="1")
