"""Each week a coordinator is told of her area: no more than that, and nothing when it is quiet."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from buurtnet.accounts.models import Gebruiker
from buurtnet.berichten.dagelijks import TAKEN
from buurtnet.post.adressen import geweigerd
from buurtnet.post.bericht import Bericht
from netwerken.models import Inzet
from tests.hulp.bouwers import (
    VANDAAG,
    log_in,
    maak_afspraak,
    maak_agenda,
    maak_agendapunt,
    maak_bijeenkomst,
    maak_contactadres,
    maak_coordinator,
    maak_gebied,
    maak_gebruiker,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_voorstel,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.bouwers import in_hoede_van as geef
from tests.hulp.postproef import postkantoor
from tests.hulp.weekproef import MAANDAG, pad_uit, stuur

pytestmark = pytest.mark.django_db
DAG = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def middag(vandaag):
    """It is VANDAAG, a Sunday."""


@pytest.fixture
def netwerk(wijk):
    netwerk = maak_netwerk(naam="Sterk Netwerk")
    maak_werkgebied(netwerk=netwerk, wijk=wijk)
    return netwerk


@pytest.fixture
def nel(netwerk):
    return maak_coordinator(netwerk, naam="Nel", email="nel@voorbeeld.nl")


def maandag(time_machine, dagen=0):
    dag = MAANDAG + dagen * DAG
    time_machine.move_to(datetime.datetime.combine(dag, datetime.time(6), datetime.UTC))
    return dag


def wijzig(rij, wie, **velden):
    """A change of a row by this person."""
    for naam, waarde in velden.items():
        setattr(rij, naam, waarde)
    rij._history_user = wie
    rij.save()


# What is in it


def test_it_tells_what_others_changed_and_not_what_she_did_herself(nel, netwerk, time_machine):
    piet = maak_coordinator(netwerk, naam="Piet")
    for wie, naam in ((piet, "Buurthulp"), (nel, "Eigen club")):
        wijzig(geef(netwerk, maak_organisatie(naam=naam)), wie, soort="welzijn")
    maandag(time_machine)
    [bericht] = [b for b in stuur() if b.to == [nel.email]]
    assert "Buurthulp" in bericht.body and "Gewijzigd door Piet op 22 november." in bericht.body
    assert "Eigen club" not in bericht.body


def test_it_tells_of_agreements_that_are_late_and_soon_due(nel, netwerk):
    maak_afspraak(naam="Huisarts bellen", netwerk=netwerk, deadline=VANDAAG, stand="geldt")
    maak_afspraak(naam="Zaal huren", netwerk=netwerk, deadline=MAANDAG + 3 * DAG, stand="geldt")
    maak_afspraak(naam="Ooit", netwerk=netwerk, deadline=MAANDAG + 30 * DAG, stand="geldt")
    [bericht] = stuur()
    assert "Had klaar moeten zijn op zondag 22 november." in bericht.body
    assert "Moet klaar zijn op donderdag 26 november." in bericht.body
    assert "Ooit" not in bericht.body
    assert "/afspraken/" in bericht.body


def test_it_tells_what_waits(nel, netwerk, wijk, time_machine):
    organisatie = geef(netwerk, maak_organisatie(naam="Humanitas"))
    maak_voorstel(organisatie, tekst="Ze zijn verhuisd.")
    maak_bijeenkomst(naam="Tafel", netwerk=netwerk, vanaf=MAANDAG + 2 * DAG)
    maak_bijeenkomst(naam="Vorige", netwerk=netwerk, vanaf=MAANDAG - 3 * DAG)
    maak_contactadres(organisatie=organisatie, email="weg@voorbeeld.nl")
    geweigerd("weg@voorbeeld.nl")
    maandag(time_machine)
    [bericht] = stuur()
    for deel in (
        "Iemand stelde dit voor op zondag 22 november",
        "/werkplek/voorstellen/",
        "Tafel (Sterk Netwerk)",
        "Het verslag is nog niet af.",
        "Mail naar dit adres komt terug.",
    ):
        assert deel in bericht.body, deel
    assert "weg@voorbeeld.nl" not in bericht.body


def test_it_tells_what_grew_stale_this_week_and_no_older(nel, netwerk, wijk, thema):
    half_jaar = {"wijk": wijk, "thema": thema, "netwerk": netwerk}
    net = maak_organisatie(naam="Humanitas")
    maak_inzet(organisatie=net, bevestigd_op=datetime.date(2026, 5, 20), **half_jaar)
    lang = maak_organisatie(naam="Oud nieuws")
    maak_inzet(organisatie=lang, bevestigd_op=datetime.date(2024, 5, 20), **half_jaar)
    [bericht] = stuur()
    assert "Humanitas\n  1 regel is te lang niet nagegaan." in bericht.body
    assert "Oud nieuws" not in bericht.body


def test_it_tells_of_white_spots_that_are_new_and_that_are_coming(nel, netwerk, wijk, thema):
    maak_agendapunt(agenda=maak_agenda(wijken=[wijk]), thema=thema)
    inzet = maak_inzet(
        organisatie=maak_organisatie(), wijk=wijk, thema=thema, tot=VANDAAG, status="gestopt"
    )
    [bericht] = stuur()
    assert "Hier werkt nu niemand aan" in bericht.body
    assert f"/wijken/{wijk.slug}/inzet/?thema={thema.slug}#rooster" in bericht.body
    Bericht.objects.all().delete()
    Gebruiker.objects.update(weekbericht_tot=None)
    Inzet.objects.filter(pk=inzet.pk).update(tot=MAANDAG + 3 * DAG, status="actief")
    [_oud, bericht] = stuur()
    assert "Vanaf vrijdag 27 november werkt hier niemand meer aan." in bericht.body


def test_nothing_of_another_area_is_in_it(nel, netwerk, time_machine):
    ander = maak_netwerk(naam="Elders")
    piet = maak_coordinator(ander, naam="Piet")
    wijzig(geef(ander, maak_organisatie(naam="Geheime club", openbaar=False)), piet, soort="zorg")
    maak_afspraak(naam="Stil", netwerk=ander, deadline=VANDAAG, stand="geldt", openbaar=False)
    maak_afspraak(naam="Zaal huren", netwerk=netwerk, deadline=VANDAAG, stand="geldt")
    maandag(time_machine)
    [bericht] = [b for b in stuur() if b.to == [nel.email]]
    assert "Zaal huren" in bericht.body
    assert "Geheime club" not in bericht.body and "Stil" not in bericht.body


def test_a_redacteur_gets_it_gebied_by_gebied(netwerk, wijk, stad):
    maak_redacteur(email="red@voorbeeld.nl")
    oost = maak_wijk(ligt_in=maak_gebied(naam="Oost", ligt_in=stad))
    elders = maak_netwerk()
    maak_werkgebied(netwerk=elders, wijk=oost)
    stand = {"deadline": VANDAAG, "stand": "geldt"}
    maak_afspraak(naam="Van Zuid", netwerk=netwerk, **stand)
    maak_afspraak(naam="Van Oost", netwerk=elders, **stand)
    maak_afspraak(naam="Van de stad", wijken=[stad], **stand)
    [bericht] = stuur()
    koppen = [kop.strip() for kop in bericht.body.split("\n") if kop.endswith(": Afspraken")]
    breed = "Voor meer gebieden, of voor de hele stad: Afspraken"
    assert koppen == ["Oost: Afspraken", f"{wijk.ligt_in.naam}: Afspraken", breed]
    assert bericht.body.index("Van Oost") < bericht.body.index("Van Zuid")


@pytest.mark.eenmaal
def test_a_long_week_is_told_in_short_and_costs_as_many_queries(nel, netwerk):
    def kosten(aantal):
        for nummer in range(aantal):
            maak_afspraak(naam=f"Zaal {nummer}", netwerk=netwerk, deadline=VANDAAG, stand="geldt")
        Gebruiker.objects.update(weekbericht_tot=None)
        Bericht.objects.all().delete()
        with CaptureQueriesContext(connection) as vangst:
            berichten = stuur()
        return len(vangst), berichten[-1].body

    een, _tekst = kosten(1)
    tien, tekst = kosten(10)
    assert een == tien
    assert "en nog 5 regels" in tekst and "/werkplek/#taken" in tekst


# When it comes, and to whom


def test_it_comes_once_a_week_and_a_day_that_was_skipped_is_made_up_for(nel, netwerk):
    maak_afspraak(netwerk=netwerk, deadline=VANDAAG, stand="geldt")
    for dag in (MAANDAG + DAG, MAANDAG + DAG, MAANDAG + 4 * DAG):
        assert len(stuur(dag)) == 1
    assert "weekbericht" in {taak.naam for taak in TAKEN}


def test_a_quiet_week_brings_no_mail_however_much_still_waits(nel, netwerk, time_machine):
    maak_afspraak(netwerk=netwerk, deadline=VANDAAG - 40 * DAG, stand="geldt")
    assert stuur() == []
    assert stuur(MAANDAG + 2 * DAG) == []
    nel.refresh_from_db()
    assert nel.weekbericht_tot == MAANDAG


@pytest.mark.eenmaal
def test_the_day_may_be_done_by_the_command_twice(nel, netwerk, time_machine):
    maak_afspraak(netwerk=netwerk, deadline=VANDAAG, stand="geldt")
    maandag(time_machine)
    for _keer in range(2):
        call_command("dagelijks")
    assert Bericht.objects.filter(soort="weekbericht").count() == 1


def test_it_goes_to_who_keeps_something_and_can_be_mailed(netwerk):
    maak_afspraak(netwerk=netwerk, deadline=VANDAAG, stand="geldt")
    maak_gebruiker(email="niets@voorbeeld.nl")
    maak_coordinator(netwerk, email="uit@voorbeeld.nl", weekbericht=False)
    maak_coordinator(netwerk, email="weg@voorbeeld.nl", is_active=False)
    maak_coordinator(netwerk, email="weigert@voorbeeld.nl")
    geweigerd("weigert@voorbeeld.nl")
    genodigde, _nieuw = Gebruiker.objects.nodig_uit("nieuw@voorbeeld.nl", "Nieuw", None)
    netwerk.coordinatoren.add(genodigde)
    assert stuur() == []
    maak_coordinator(netwerk, email="nel@voorbeeld.nl")
    assert [bericht.to for bericht in stuur()] == [["nel@voorbeeld.nl"]]


# Switching it off and on


def test_one_press_stops_it_and_her_account_switches_it_on_again(client, settings, nel, netwerk):
    maak_afspraak(netwerk=netwerk, deadline=VANDAAG, stand="geldt")
    with postkantoor(settings) as kantoor:
        stuur()
        [ontvangen] = kantoor.ontvangen
    assert ontvangen["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    pad = pad_uit(ontvangen["List-Unsubscribe"])
    antwoord = client.get(pad)
    assert antwoord["Cache-Control"] == "no-store, private" and not antwoord.cookies
    nel.refresh_from_db()
    assert nel.weekbericht
    een_druk = {"List-Unsubscribe": "One-Click"}
    for _keer in range(2):
        assert client.post(pad, een_druk).content == b""
    nel.refresh_from_db()
    assert not nel.weekbericht
    log_in(client, nel)
    assert "Stuur mij het weekbericht" in client.get("/accounts/").content.decode()
    client.post("/accounts/weekbericht/", {"aan": "1"})
    nel.refresh_from_db()
    assert nel.weekbericht


def test_a_key_that_was_not_sent_stops_nothing(client, nel):
    for onzin in (f"{nel.pk}:onzin", "onzin", f"{nel.pk}"):
        assert client.post(f"/weekbericht/{onzin}/stoppen/").status_code == 200
    nel.refresh_from_db()
    assert nel.weekbericht


def test_what_is_told_of_an_initiative_leads_to_where_it_is_done(nel, netwerk, time_machine):
    piet = maak_coordinator(netwerk, naam="Piet")
    initiatief = geef(netwerk, maak_initiatief(naam="Moestuin"))
    wijzig(initiatief, piet, doel="Samen eten.")
    maandag(time_machine)
    [bericht] = [b for b in stuur() if b.to == [nel.email]]
    assert initiatief.get_absolute_url() in bericht.body
    assert f'{initiatief.get_absolute_url()}">Bekijk</a>' in bericht.alternatives[0][0]
