"""Mail that came back: only a report about what we sent counts, and then for who it went to."""

import email
import mailbox

import pytest
from django.core.management import CommandError, call_command

from buurtnet.omgeving import postbus
from buurtnet.post.adressen import GeweigerdAdres
from buurtnet.post.bericht import Bericht, Stand
from buurtnet.post.terug import lees_melding, verwerk
from tests.hulp.bouwers import maak_bericht
from tests.hulp.imapproef import imap
from tests.hulp.postproef import bezorg

pytestmark = pytest.mark.django_db
MELDING = """\
From: MAILER-DAEMON@mx.voorbeeld.nl
To: buurtnet@voorbeeld.nl
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grens"

--grens
Content-Type: text/plain

This is the mail system. I'm sorry.

--grens
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.voorbeeld.nl

Final-Recipient: rfc822; {wie}
Action: {actie}
Status: {status}
Diagnostic-Code: {code}

--grens
Content-Type: {soort}

From: buurtnet@voorbeeld.nl
To: {wie}
Message-ID: {message_id}
Subject: Klopt dit nog?

Hallo
--grens--
"""
ZOMAAR = "From: nel@voorbeeld.nl\nSubject: Bedankt!\n\nDat klopt nog.\n"


def melding(bericht, **velden):
    anders = {
        "wie": "elders@voorbeeld.nl",
        "actie": "failed",
        "status": "5.1.1",
        "code": "smtp; 550 5.1.1 <nel@voorbeeld.nl>: user unknown",
        "soort": "message/rfc822",
        "message_id": bericht.message_id,
    }
    return MELDING.format(**(anders | velden))


@pytest.fixture
def verstuurd():
    bericht = maak_bericht(aan="Nel@voorbeeld.nl")
    bezorg()
    return bericht


def verwerkt(tekst):
    gelezen = lees_melding(email.message_from_string(tekst))
    return bool(gelezen and verwerk(gelezen))


@pytest.mark.parametrize("soort", ["message/rfc822", "text/rfc822-headers"])
def test_what_came_back_is_told_and_the_address_that_it_went_to_gets_no_more(verstuurd, soort):
    assert verwerkt(melding(verstuurd, soort=soort))
    verstuurd.refresh_from_db()
    assert verstuurd.stand == Stand.MISLUKT
    assert verstuurd.laatste_fout.startswith("5.1.1 smtp; 550 5.1.1")
    # Not whom the report names: mail may have been sent on.
    assert [rij.adres for rij in GeweigerdAdres.objects.all()] == ["nel@voorbeeld.nl"]
    maak_bericht(aan="nel@voorbeeld.nl")
    assert len(bezorg()) == 1


def test_what_came_back_for_another_reason_says_nothing_of_the_address(verstuurd):
    assert verwerkt(melding(verstuurd, status="5.7.1", code="smtp; 550 5.7.1 looks like spam"))
    assert Bericht.objects.get().stand == Stand.MISLUKT
    assert not GeweigerdAdres.objects.exists()
    # There is nothing left to send once more.
    assert Bericht.objects.probeer_opnieuw(verstuurd.op) == 0


@pytest.mark.parametrize(
    "velden",
    [
        {"actie": "delayed"},
        {"actie": "delivered", "status": "2.0.0"},
        {"status": "4.2.2"},
        {"message_id": "<geraden@voorbeeld.nl>"},
        {"message_id": ""},
        {"soort": "text/plain"},
    ],
)
def test_a_delay_and_a_report_about_what_we_did_not_send_change_nothing(verstuurd, velden):
    assert not verwerkt(melding(verstuurd, **velden))
    assert Bericht.objects.get().stand == Stand.VERSTUURD
    assert not GeweigerdAdres.objects.exists()


@pytest.mark.parametrize(
    "tekst",
    [
        ZOMAAR,
        MELDING.split("--grens")[0],
        MELDING.partition("Reporting-MTA")[0],
        MELDING.replace("multipart/report", "multipart/mixed"),
        "",
    ],
    ids=["letter", "head only", "half", "other kind", "nothing"],
)
def test_what_is_no_whole_report_is_no_report(tekst):
    assert lees_melding(email.message_from_string(tekst)) is None


def test_a_folder_is_read_once_and_the_letters_in_it_are_left_alone(
    verstuurd, tmp_path, settings, capsys
):
    folder = mailbox.Maildir(tmp_path / "post")
    for tekst in (ZOMAAR, melding(verstuurd), melding(verstuurd, message_id="<ander@x.nl>")):
        folder.add(tekst)
    settings.BOUNCES = {"soort": "maildir", "pad": str(tmp_path / "post")}
    for _keer in range(2):
        call_command("lees_bounces")
    assert capsys.readouterr().out == "1 mails kwamen terug.\n0 mails kwamen terug.\n"
    assert sorted(mail.get_flags() for mail in folder) == ["", "", "S"]


def test_a_mailbox_on_a_server_is_read_once_and_the_letters_in_it_are_left_alone(
    verstuurd, settings, capsys
):
    with imap(ZOMAAR.encode(), melding(verstuurd).encode()) as bus:
        settings.BOUNCES = instelling(f"imap://ik:geheim@127.0.0.1:{bus.poort}/Post/Terug")
        for _keer in range(2):
            call_command("lees_bounces")
        assert bus.gelezen == {2}
        settings.BOUNCES = settings.BOUNCES | {"wachtwoord": "anders"}
        with pytest.raises(CommandError, match="niet te lezen"):
            call_command("lees_bounces")
    assert capsys.readouterr().out == "1 mails kwamen terug.\n0 mails kwamen terug.\n"
    assert Bericht.objects.get().stand == Stand.MISLUKT


def test_a_mailbox_that_is_not_there_is_told_without_its_name(settings, tmp_path, capsys):
    settings.BOUNCES = None
    call_command("lees_bounces")
    assert "Geen BOUNCES_URL" in capsys.readouterr().out
    settings.BOUNCES = {"soort": "maildir", "pad": str(tmp_path / "weg")}
    with pytest.raises(CommandError, match="NoSuchMailboxError"):
        call_command("lees_bounces")


def instelling(waarde):
    with pytest.MonkeyPatch.context() as mp:
        mp.setenv("BOUNCES_URL", waarde)
        return postbus("BOUNCES_URL")


def test_the_setting_says_where_the_mailbox_is():
    assert instelling("") is None
    assert instelling("maildir:///var/mail/buurt%20net") == {
        "soort": "maildir",
        "pad": "/var/mail/buurt net",
    }
    assert instelling("imaps://ik%40x.nl:ge%2Fheim@post.nl") == {
        "soort": "imaps",
        "host": "post.nl",
        "poort": 993,
        "naam": "ik@x.nl",
        "wachtwoord": "ge/heim",
        "map": "INBOX",
    }


@pytest.mark.parametrize(
    "waarde", ["pop://ik:x@post.nl", "imaps://post.nl", "maildir://x", "imaps://ik:x@post.nl:duif"]
)
def test_a_mailbox_that_makes_no_sense_stops_the_start(waarde):
    with pytest.raises(SystemExit, match="De instelling BOUNCES_URL klopt niet") as fout:
        instelling(waarde)
    assert waarde not in str(fout.value)
