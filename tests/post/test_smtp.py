"""Sending to a real mail server: what it took, refused, put off, or left us in the dark about."""

import datetime
import logging

import pytest
from django.utils import timezone

from buurtnet.post.adressen import GeweigerdAdres
from buurtnet.post.bericht import Bericht, Stand
from buurtnet.post.versturen import verstuur, wachttijd
from tests.hulp.bouwers import maak_bericht
from tests.hulp.postproef import gebruik, hang_op, postkantoor, stomme_server, vrije_poort

pytestmark = pytest.mark.django_db
UUR = datetime.timedelta(hours=1)


@pytest.fixture
def kantoor(settings):
    with postkantoor(settings) as open_kantoor:
        yield open_kantoor


def na_versturen(bericht):
    verstuur()
    bericht.refresh_from_db()
    return bericht


def later(time_machine, hoeveel=UUR):
    time_machine.move_to(timezone.now() + hoeveel)


def test_what_the_server_took_is_sent_once(kantoor):
    bericht = na_versturen(maak_bericht(tekst="Hallo\n.\nDag é"))
    assert (bericht.stand, bericht.pogingen, bericht.claim) == (Stand.VERSTUURD, 1, None)
    verstuur()
    (post,) = kantoor.ontvangen
    assert post["Message-ID"] == bericht.message_id
    assert post.get_body(("plain",)).get_content().splitlines() == ["Hallo", ".", "Dag é"]
    assert "Hallo" in post.get_body(("html",)).get_content()


def test_many_go_in_a_few_connections_those_in_a_hurry_first(kantoor):
    for nummer in range(45):
        maak_bericht(aan=f"p{nummer}@voorbeeld.nl")
    maak_bericht(aan="haast@voorbeeld.nl", spoed=True)
    assert verstuur() == {Stand.VERSTUURD: 46}
    assert kantoor.adressen[:2] == ["haast@voorbeeld.nl", "p0@voorbeeld.nl"]


def test_who_sent_for_long_enough_begins_at_no_other_mail(kantoor):
    bericht = maak_bericht()
    assert verstuur(seconden=0) == {}
    bericht.refresh_from_db()
    assert (bericht.stand, bericht.pogingen) == (Stand.KLAAR, 0)


@pytest.mark.parametrize("plek", ["bij_adres", "bij_inhoud"])
def test_what_is_refused_for_good_is_kept_and_shown(kantoor, plek):
    setattr(kantoor, plek, "554 5.7.1 we don't like this")
    bericht = na_versturen(maak_bericht())
    assert (bericht.stand, bericht.tekst) == (Stand.MISLUKT, "Hallo Nel")
    assert bericht.laatste_fout == "554 5.7.1 we don't like this"
    # It says nothing of the address.
    assert not GeweigerdAdres.objects.exists()


def test_an_address_that_is_not_there_goes_on_the_list(kantoor):
    kantoor.bij_adres = "550 5.1.1 <nel@voorbeeld.nl>: user unknown"
    na_versturen(maak_bericht(aan="Nel@voorbeeld.nl"))
    assert GeweigerdAdres.objects.get().adres == "nel@voorbeeld.nl"


@pytest.mark.parametrize("plek", ["bij_adres", "bij_inhoud"])
def test_what_is_put_off_is_tried_again_and_later_each_time(kantoor, plek, time_machine):
    setattr(kantoor, plek, "451 4.7.1 greylisted")
    bericht = na_versturen(maak_bericht())
    assert (bericht.stand, bericht.laatste_fout) == (Stand.KLAAR, "451 4.7.1 greylisted")
    assert verstuur() == {}
    later(time_machine)
    na_versturen(bericht)
    assert bericht.pogingen == 2
    setattr(kantoor, plek, "250 OK")
    later(time_machine)
    assert na_versturen(bericht).stand == Stand.VERSTUURD
    assert bericht.laatste_fout == ""


def test_what_is_put_off_for_five_days_is_given_up(kantoor, time_machine):
    kantoor.bij_adres = "452 4.2.2 mailbox full"
    bericht = maak_bericht()
    later(time_machine, datetime.timedelta(days=5, minutes=1))
    assert na_versturen(bericht).stand == Stand.MISLUKT


def test_the_wait_doubles_up_to_a_limit():
    minuten = [wachttijd(poging, False).total_seconds() / 60 for poging in (1, 2, 3, 4, 5, 9, 10)]
    assert minuten == [1, 2, 4, 8, 16, 256, 360]
    assert wachttijd(500, True).total_seconds() == 15 * 60


@pytest.mark.parametrize("hoe", ["dicht", "afzender", "vertrekt"])
def test_a_server_that_is_away_or_wants_nothing_of_us_loses_nothing(
    kantoor, settings, time_machine, hoe
):
    een, twee = maak_bericht(), maak_bericht()
    if hoe == "dicht":
        gebruik(settings, vrije_poort())
    elif hoe == "afzender":
        kantoor.bij_afzender = "550 5.7.1 who are you"
    else:
        kantoor.bij_adres = "421 4.3.2 shutting down"
    later(time_machine, datetime.timedelta(days=30))
    na_versturen(een)
    assert (een.stand, een.pogingen) == (Stand.KLAAR, 1)
    twee.refresh_from_db()
    assert twee.pogingen == 0
    kantoor.bij_afzender = kantoor.bij_adres = "250 OK"
    if hoe == "dicht":
        return
    later(time_machine)
    assert verstuur() == {Stand.VERSTUURD: 2}


def test_a_server_that_is_silent_is_left_after_a_while(settings):
    with stomme_server(settings) as aan_de_lijn:
        settings.EMAIL_TIMEOUT = 0.2
        assert na_versturen(maak_bericht()).stand == Stand.KLAAR
        assert len(aan_de_lijn) == 1


def test_what_was_perhaps_taken_is_never_sent_by_itself(kantoor, time_machine):
    kantoor.bij_inhoud = hang_op
    bericht = na_versturen(maak_bericht())
    assert (bericht.stand, len(kantoor.ontvangen)) == (Stand.ONZEKER, 1)
    kantoor.bij_inhoud = "250 OK"
    later(time_machine, datetime.timedelta(days=30))
    verstuur()
    assert len(kantoor.ontvangen) == 1
    # Somebody looked and saw that it never came: it keeps its number.
    assert Bericht.objects.probeer_opnieuw(timezone.now()) == 1
    assert na_versturen(bericht).stand == Stand.VERSTUURD
    assert kantoor.nummers == [bericht.message_id] * 2


def test_a_server_that_says_nothing_once_it_has_the_message_may_have_taken_it(settings):
    """Unlike one that is silent before."""
    settings.POST_WACHT_OP_ONTVANGST = 0.2
    with stomme_server(settings, "220 hier", "250 hallo", "250 ok", "250 ok", "354 kom maar"):
        assert na_versturen(maak_bericht()).stand == Stand.ONZEKER


def test_a_line_that_breaks_before_the_message_was_handed_over_is_tried_again(kantoor):
    kantoor.bij_adres = hang_op
    assert na_versturen(maak_bericht()).stand == Stand.KLAAR
    assert kantoor.ontvangen == []


def test_nonsense_instead_of_an_answer_leaves_us_in_the_dark(settings):
    woorden = ("220 hier", "250 hallo", "250 ok", "250 ok", "354 kom maar", "wat?")
    with stomme_server(settings, *woorden):
        settings.EMAIL_TIMEOUT = 0.2
        assert na_versturen(maak_bericht()).stand == Stand.ONZEKER


def test_what_nobody_came_back_to_tell_of_is_uncertain_and_not_sent_again(kantoor, time_machine):
    bericht = maak_bericht()
    Bericht.objects.update(stand=Stand.GECLAIMD, geclaimd_op=timezone.now())
    later(time_machine, datetime.timedelta(minutes=14))
    assert na_versturen(bericht).stand == Stand.GECLAIMD
    later(time_machine, datetime.timedelta(minutes=2))
    assert na_versturen(bericht).stand == Stand.ONZEKER
    assert kantoor.ontvangen == []


def test_no_address_and_no_word_of_a_mail_is_in_a_log(kantoor, caplog):
    caplog.set_level(logging.DEBUG)
    for antwoord in ("550 5.1.1 <%s> unknown", "451 <%s> later", hang_op):
        kantoor.bij_adres = antwoord if callable(antwoord) else antwoord % "kanarie@voorbeeld.nl"
        bericht = na_versturen(maak_bericht(aan="kanarie@voorbeeld.nl", tekst="Kanarie"))
        GeweigerdAdres.objects.all().delete()
        assert f"mail {bericht.pk} (proef)" in caplog.text
    van_ons = [regel.getMessage() for regel in caplog.records if regel.name != "mail.log"]
    assert "kanarie" not in " ".join(van_ons).lower()
