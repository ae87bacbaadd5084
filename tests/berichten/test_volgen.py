"""Residents follow a wijk, a theme or a network by mail: no account, asked twice, one press off."""

import datetime

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from buurtnet.berichten.dagelijks import TAKEN, vergeet_volgers
from buurtnet.post.adressen import geweigerd
from buurtnet.post.bericht import Bericht, Stand
from buurtnet.web import dataversie
from netwerken import volgen
from netwerken.models import Inzet, Volger
from netwerken.wissen.wissen import wis as wis_overal
from tests.hulp.bouwers import (
    VANDAAG,
    maak_deelname,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_volger,
    maak_werkgebied,
)
from tests.hulp.postproef import bezorg, postkantoor
from tests.hulp.volgproef import EMAIL, HIER, MAANDAG, adres_van, link_uit, meld_aan, stuur

pytestmark = pytest.mark.django_db
DAG = datetime.timedelta(days=1)
WEEK = 7 * DAG


@pytest.fixture(autouse=True)
def nog_niemand(vandaag):
    """Nobody asked for anything yet, as the rate limits count it."""
    cache.clear()


def volgende_dag(time_machine, datum=MAANDAG):
    time_machine.move_to(datetime.datetime.combine(datum, datetime.time(6), datetime.UTC))


# Asking and confirming


@pytest.mark.parametrize("soort", ["wijk", "thema", "netwerk"])
def test_nothing_is_sent_until_the_address_is_confirmed(client, wijk, thema, soort, time_machine):
    record = {"wijk": wijk, "thema": thema, "netwerk": maak_netwerk()}[soort]
    assert meld_aan(client, record).url == "/volgen/verstuurd/"
    [vraag] = bezorg()
    assert vraag.to == [EMAIL]
    netwerk = record if soort == "netwerk" else None
    maak_inzet(wijk=wijk, thema=thema, organisatie=maak_organisatie(), netwerk=netwerk)
    volgende_dag(time_machine)
    assert stuur() == []
    client.post(link_uit(vraag, "bevestigen"))
    assert Volger.objects.get().bevestigd_op


def test_a_scanner_that_opens_the_link_confirms_nothing(client, wijk):
    meld_aan(client, wijk)
    pad = link_uit(bezorg()[0], "bevestigen")
    for _keer in range(3):
        antwoord = client.get(pad)
        assert antwoord.status_code == client.head(pad).status_code == 200
    assert antwoord["Cache-Control"] == "no-store, private"
    assert not antwoord.cookies
    assert Volger.objects.get().bevestigd_op is None


def test_the_answer_is_the_same_for_who_follows_already_and_who_refuses_mail(client, wijk, thema):
    maak_volger(wijk, email=EMAIL)
    geweigerd("weg@voorbeeld.nl")
    antwoorden = [meld_aan(client, wijk, email) for email in (EMAIL, "weg@voorbeeld.nl", "n@b.nl")]
    assert len({(een.status_code, een.url) for een in antwoorden}) == 1
    assert [bericht.to for bericht in bezorg()] == [["n@b.nl"]]


def test_who_asks_twice_is_one_and_gets_one_mail(client, wijk):
    for email in (EMAIL, EMAIL.upper()):
        meld_aan(client, wijk, email)
    assert Volger.objects.count() == len(bezorg()) == 1


def test_the_address_is_kept_unreadable(client, wijk):
    meld_aan(client, wijk)
    volger = Volger.objects.get()
    assert volger.email == EMAIL
    assert EMAIL not in str(Volger.objects.values_list()) and EMAIL not in str(volger)
    assert Bericht.objects.get().kenmerk.count("@") == 0


def test_a_program_that_fills_in_every_field_is_refused(client, wijk):
    antwoord = meld_aan(client, wijk, laat_leeg="http://spam.voorbeeld")
    assert antwoord.status_code == 200
    assert not Volger.objects.exists()


def test_another_site_can_not_sign_somebody_up(client, wijk):
    antwoord = meld_aan(client, wijk, headers={"Sec-Fetch-Site": "cross-site"})
    assert antwoord.status_code == 403
    assert not Volger.objects.exists()


def test_one_visitor_can_not_sign_up_many_nor_one_address_be_bothered(client, wijk, thema):
    statussen = [meld_aan(client, wijk, f"n{n}@b.nl").status_code for n in range(25)]
    assert (statussen[0], statussen[-1]) == (302, 429)
    cache.clear()
    Bericht.objects.all().delete()
    for _n in range(12):
        assert meld_aan(client, maak_netwerk(), EMAIL).status_code == 302
    assert Bericht.objects.count() == 10


def test_what_is_hidden_is_followed_by_nobody(client):
    assert meld_aan(client, maak_netwerk(openbaar=False)).status_code == 404


def test_following_makes_no_page_new(client, wijk):
    voor = dataversie.lees_versie()
    meld_aan(client, wijk)
    assert voor and dataversie.lees_versie() == voor


def test_a_key_of_something_else_opens_nothing(client, wijk):
    volger = maak_volger(wijk, bevestigd_op=None)
    sleutel = volgen.sleutel_voor(volger, volgen.STOPPEN)
    for onzin in (sleutel, "onzin", f"{volger.pk}:onzin"):
        client.post(f"/volgen/{onzin}/bevestigen/")
    assert Volger.objects.get().bevestigd_op is None


# The weekly mail


def test_a_follower_reads_once_a_week_what_is_new(wijk, thema, time_machine):
    maak_volger(wijk)
    maak_inzet(organisatie=maak_organisatie(naam="Humanitas"), wijk=wijk, thema=thema)
    maak_initiatief(naam="Moestuin", wijken=[wijk])
    volgende_dag(time_machine)
    for _keer in range(2):
        [bericht] = stuur()
    assert "Humanitas (Rondkomen): nieuw" in bericht.body
    assert "Moestuin: nieuw" in bericht.body
    assert "/initiatieven/" in bericht.body
    html = bericht.alternatives[0][0]
    assert "Moestuin" in html and "<img" not in html
    assert len(stuur(MAANDAG + 3 * DAG)) == 1


def test_a_day_that_was_skipped_is_made_up_for_and_no_news_is_no_mail(wijk, time_machine):
    maak_volger(wijk)
    volgende_dag(time_machine, MAANDAG + 2 * DAG)
    assert stuur(MAANDAG + 2 * DAG) == []
    assert Volger.objects.get().verteld_tot == MAANDAG + 2 * DAG
    maak_initiatief(naam="Moestuin", wijken=[wijk])
    volgende_dag(time_machine, MAANDAG + 8 * DAG)
    [bericht] = stuur(MAANDAG + 8 * DAG)
    assert "Moestuin" in bericht.body


def test_what_was_only_confirmed_is_no_news(wijk, thema, time_machine):
    maak_inzet(wijk=wijk, thema=thema, organisatie=maak_organisatie())
    volger = maak_volger(wijk, verteld_tot=MAANDAG)
    volgende_dag(time_machine)
    Inzet.objects.get().bewaar_bevestiging(None, MAANDAG)
    volgende_dag(time_machine, MAANDAG + WEEK)
    assert stuur(MAANDAG + WEEK) == []
    inzet = Inzet.objects.get()
    inzet.tot, inzet.status = MAANDAG, "gestopt"
    inzet.save()
    Volger.objects.filter(pk=volger.pk).update(verteld_tot=MAANDAG + DAG)
    volgende_dag(time_machine, MAANDAG + 2 * WEEK)
    [bericht] = stuur(MAANDAG + 2 * WEEK)
    assert ": gestopt" in bericht.body


def test_only_what_everybody_may_read_is_in_it(wijk, thema, time_machine):
    netwerk = maak_netwerk(naam="Geheim netwerk", openbaar=False)
    geheim = maak_organisatie(naam="Schuiladres", openbaar=False)
    zichtbaar = maak_netwerk(naam="Open netwerk")
    maak_werkgebied(netwerk=netwerk, wijk=wijk)
    maak_werkgebied(netwerk=zichtbaar, wijk=wijk)
    maak_deelname(netwerk=zichtbaar, organisatie=geheim)
    for organisatie, via in ((geheim, zichtbaar), (maak_organisatie(), netwerk)):
        maak_inzet(organisatie=organisatie, netwerk=via, wijk=wijk, thema=thema)
    maak_initiatief(naam="Verborgen tuin", openbaar=False, wijken=[wijk])
    for record in (wijk, thema, zichtbaar, netwerk):
        maak_volger(record)
    volgende_dag(time_machine)
    tekst = " ".join(bericht.body for bericht in stuur())
    assert "Open netwerk" in tekst
    for naam in ("Geheim", "Schuiladres", "Verborgen"):
        assert naam not in tekst


def test_who_refuses_mail_gets_none(wijk, time_machine):
    maak_volger(wijk)
    maak_initiatief(wijken=[wijk])
    geweigerd("volger@voorbeeld.nl")
    volgende_dag(time_machine)
    assert stuur() == []
    assert not Bericht.objects.exists()


def test_it_is_said_in_the_language_that_was_asked_in(client, wijk, time_machine):
    client.post(f"/en{adres_van(wijk)}", {"email": EMAIL}, headers=HIER)
    client.post(link_uit(bezorg()[0], "bevestigen"))
    volgende_dag(time_machine, MAANDAG + DAG)
    maak_initiatief(naam="Moestuin", wijken=[wijk])
    volgende_dag(time_machine, MAANDAG + WEEK)
    [bericht] = stuur(MAANDAG + WEEK)
    assert "Moestuin: new" in bericht.body
    assert "/en/initiatieven/" in bericht.body


# Stopping


def test_one_press_in_the_mail_program_stops_it(client, settings, wijk, time_machine):
    maak_volger(wijk)
    maak_initiatief(wijken=[wijk])
    volgende_dag(time_machine)
    with postkantoor(settings) as kantoor:
        stuur()
        [ontvangen] = kantoor.ontvangen
    assert ontvangen["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    pad = ontvangen["List-Unsubscribe"].strip("<>").split("//")[1].partition("/")[2]
    client.get(f"/{pad}")
    assert Volger.objects.exists()
    een_druk = {"List-Unsubscribe": "One-Click"}
    for _keer in range(3):
        antwoord = client.post(f"/{pad}", een_druk, headers={"Sec-Fetch-Site": "cross-site"})
        assert (antwoord.status_code, antwoord.content) == (200, b"")
    assert not Volger.objects.exists()
    assert client.get(f"/{pad}").status_code == 200


def test_what_waits_for_who_stops_is_not_sent(client, wijk):
    meld_aan(client, wijk)
    assert volgen.wis(EMAIL.upper()) == 1
    assert Bericht.objects.get().stand in (Stand.INGETROKKEN, Stand.VERSTUURD)
    assert not Volger.objects.exists()
    assert volgen.wis(EMAIL) == 0


def test_who_is_erased_follows_nothing_any_more(wijk, thema):
    maak_volger(wijk, email=EMAIL)
    maak_volger(thema)
    wis_overal(EMAIL.upper(), set(), VANDAAG)
    assert [volger.thema for volger in Volger.objects.all()] == [thema]


def test_who_does_not_confirm_is_forgotten_after_a_week(wijk, thema):
    nu = timezone.now()
    oud = {"bevestigd_op": None, "op": nu - 8 * DAG}
    maak_volger(wijk, **oud)
    maak_volger(thema, **oud | {"op": nu - 6 * DAG})
    maak_volger(maak_netwerk(), op=nu - 800 * DAG)
    for _keer in range(2):
        vergeet_volgers(VANDAAG)
    assert {volger.thema_id for volger in Volger.objects.all()} == {thema.pk, None}
    call_command("dagelijks")
    assert {"volgers mailen", "volgers opruimen"} <= {taak.naam for taak in TAKEN}


def test_staff_reads_how_many_follow_and_never_who(staf, wijk):
    maak_volger(wijk, email=EMAIL)
    lijst = staf.get("/admin/netwerken/volger/").content.decode()
    assert wijk.naam in lijst and EMAIL not in lijst
    rij = staf.get(f"/admin/netwerken/volger/{Volger.objects.get().pk}/change/")
    assert EMAIL not in rij.content.decode() and "fernet" not in rij.content.decode()
