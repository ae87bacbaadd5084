"""A mail is written in the transaction of the change, once, and says what it said then."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone, translation

from buurtnet.post.adressen import geweigerd
from buurtnet.post.bericht import Bericht, Stand
from buurtnet.post.klaarzetten import zet_klaar
from tests.hulp.bouwers import maak_bericht
from tests.hulp.postproef import bezorg

pytestmark = pytest.mark.django_db


def test_a_mail_is_there_when_and_only_when_the_change_is():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        maak_bericht()
        raise ZeroDivisionError
    assert not Bericht.objects.exists()
    assert bezorg() == []


def test_the_same_mark_is_the_same_mail_whatever_it_says():
    een, nieuw = zet_klaar("proef", "proef:1", "nel@voorbeeld.nl", "Een", "Hallo")
    ander, nog_een = zet_klaar("proef", "proef:1", "jan@voorbeeld.nl", "Twee", "Dag")
    assert (nieuw, nog_een, ander.pk) == (True, False, een.pk)
    assert [post.to for post in bezorg()] == [["nel@voorbeeld.nl"]]
    zet_klaar("proef", "proef:1", "nel@voorbeeld.nl", "Een", "Hallo")
    assert len(bezorg()) == 1


def test_a_mail_goes_out_as_it_was_written():
    bericht = maak_bericht(
        aan="nel@voorbeeld.nl",
        onderwerp="Klopt dit\r\nnog?",
        tekst="Hallo Nel,\n\nTot ziens.",
        antwoord_aan="jan@voorbeeld.nl",
        afmelden="https://buurt.nl/af/x/",
    )
    (post,) = bezorg()
    assert (post.to, post.subject, post.body) == (
        ["nel@voorbeeld.nl"],
        "Klopt dit nog?",
        "Hallo Nel,\n\nTot ziens.",
    )
    assert post.reply_to == ["jan@voorbeeld.nl"]
    kop = post.message()
    assert kop["Message-ID"] == bericht.message_id
    assert kop["Auto-Submitted"] == "auto-generated"
    assert kop["List-Unsubscribe"] == "<https://buurt.nl/af/x/>"
    assert kop["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    ((html, soort),) = post.alternatives
    assert soort == "text/html" and "<p>Hallo Nel,</p>" in html


def test_once_it_went_out_nothing_is_left_of_what_it_said():
    bericht = maak_bericht(tekst="Geheim van Nel")
    bezorg()
    bericht.refresh_from_db()
    assert (bericht.stand, bericht.tekst) == (Stand.VERSTUURD, "")
    assert bericht.verstuurd_op


def test_what_opens_a_door_can_not_be_read_in_the_database():
    bericht = maak_bericht(tekst="https://buurt.nl/sleutel/abc/", geheim=True)
    assert "sleutel" not in Bericht.objects.values_list("tekst", flat=True).get()
    assert bericht.inhoud == "https://buurt.nl/sleutel/abc/"
    assert bezorg()[0].body == "https://buurt.nl/sleutel/abc/"


def test_a_mail_has_the_language_in_which_it_was_written():
    with translation.override("en"):
        maak_bericht()
    (post,) = bezorg()
    assert '<html lang="en">' in post.alternatives[0][0]


def test_nothing_goes_before_its_time_or_after_it(time_machine):
    nu = timezone.now()
    dag = datetime.timedelta(days=1)
    maak_bericht(kenmerk="straks", niet_voor=nu + dag)
    te_laat = maak_bericht(kenmerk="te laat", geldig_tot=nu + dag)
    Bericht.objects.filter(pk=te_laat.pk).update(niet_voor=nu + dag)
    assert bezorg() == []
    time_machine.move_to(nu + dag * 1.5)
    assert len(bezorg()) == 1
    te_laat.refresh_from_db()
    assert (te_laat.stand, te_laat.laatste_fout) == (Stand.MISLUKT, "Te laat om nog te sturen.")


@pytest.mark.parametrize(
    "velden",
    [
        {"kenmerk": "voor:nel@voorbeeld.nl"},
        {"aan": ""},
        {"aan": "nel@voorbeeld.nl\r\nBcc: jan@voorbeeld.nl"},
        {"afmelden": "https://buurt.nl/\r\nBcc: jan@voorbeeld.nl"},
        {"koppen": {"X-Proef": "een\ntwee"}},
    ],
    ids=["address in mark", "nobody", "to", "unsubscribe", "header"],
)
def test_what_can_not_be_sent_stops_who_writes_it(velden):
    with pytest.raises(ValueError):
        maak_bericht(**velden)
    assert not Bericht.objects.exists()


def test_an_address_that_refuses_mail_gets_none_however_it_is_written():
    wacht = maak_bericht(kenmerk="voor", aan="Nel@voorbeeld.nl")
    geweigerd("nel@Voorbeeld.nl", "550 5.1.1 unknown")
    geweigerd("nel@voorbeeld.nl", "later")
    later = maak_bericht(kenmerk="na", aan="NEL@voorbeeld.nl")
    # Between the two: written before, and taken to be sent after.
    tussen = maak_bericht(kenmerk="tussen", aan="nel@voorbeeld.nl")
    Bericht.objects.filter(pk=tussen.pk).update(stand=Stand.KLAAR)
    maak_bericht(kenmerk="ander", aan="jan@voorbeeld.nl")
    assert [post.to for post in bezorg()] == [["jan@voorbeeld.nl"]]
    for bericht in (wacht, later, tussen):
        bericht.refresh_from_db()
        assert (bericht.stand, bericht.laatste_fout) == (Stand.MISLUKT, "Dit adres weigert post.")


def test_without_a_mail_server_a_mail_is_there_right_after_the_change(
    mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        maak_bericht()
        assert mailoutbox == []
    assert len(mailoutbox) == 1
