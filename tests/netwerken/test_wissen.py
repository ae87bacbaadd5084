"""Somebody who wants to be gone is gone from every column of every table, and that is shown."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection

from buurtnet.accounts.models import Gebruiker
from buurtnet.kern.zoekindex import Zoekwoord
from netwerken.models import Contactadres, Contactpunt
from netwerken.wissen import Gezocht, doorzoek
from tests.hulp import bouwers
from tests.hulp.bouwers import VANDAAG
from tests.hulp.kanarie import plant

pytestmark = pytest.mark.django_db
ADRES, NAAM = "jo.kanarie@voorbeeld.nl", "Jo van Kanarië"
MET_NAAM = {
    "naam": NAAM,
    "toestemming_grond": "toestemming",
    "toestemming_op": VANDAAG,
    "toestemming_tekst": f"{NAAM} zei ja.",
}


def wis(*opties):
    call_command("wis_contact", ADRES, *opties)


def waar(adres=ADRES, namen=(NAAM,)):
    return {f"{vondst.tabel}.{vondst.kolom}" for vondst in doorzoek(Gezocht(adres, namen))}


def test_a_contact_is_gone_with_the_name_that_stands_with_it(vandaag, capsys):
    punt = bouwers.maak_contactpunt(functie="balie", email=ADRES, telefoon="050 1", **MET_NAAM)
    punt.email = "ander@voorbeeld.nl"
    punt.save()
    bouwers.maak_contactadres(email=ADRES.upper())
    bouwers.maak_verhaal(naam="Een tuin", tekst=f"Geplant door {NAAM}.")
    wis()
    assert "Nergens meer" in capsys.readouterr().out
    assert waar() == set()
    assert Contactpunt.objects.get().functie == "balie"
    assert Contactadres.objects.get().bezwaar_op == VANDAAG
    assert not Zoekwoord.objects.filter(geschreven="kanarie").exists()


def test_a_trial_tells_all_and_keeps_everything(vandaag, capsys):
    bouwers.maak_contactpunt(email=ADRES, **MET_NAAM)
    toen = waar()
    wis("--proef")
    assert "contactpunten: 1" in capsys.readouterr().out
    assert waar() == toen != set()


def test_an_address_planted_in_every_column_is_found_in_each_and_erased(wereld):
    wereld.vul_aan()
    geplant = plant(ADRES)
    assert len(geplant) > 150
    # Of the data version a trigger may make another at once.
    assert geplant - waar(namen=()) <= {"basis_dataversie.token"}
    with pytest.raises(CommandError, match="Hier staat het nog") as fout:
        wis()
    over = {regel.strip().partition(":")[0] for regel in str(fout.value).splitlines()[1:]}
    # Only accounts are left: those are up to a beheerder.
    assert over == waar(namen=())
    assert {kolom.split("_")[0] for kolom in over} <= {"accounts", "account", "mfa"}


def test_what_is_encrypted_packed_or_escaped_is_found_too(client, vandaag):
    client.force_login(bouwers.maak_gebruiker())
    sessie = client.session
    sessie["wie"] = f"mail {ADRES}"
    sessie.save()
    cache.set("proef", {"wie": ADRES})
    bouwers.maak_bericht(tekst=f"Dag {NAAM}", geheim=True)
    bouwers.maak_handeling(wat="Jo", adressen=[NAAM])
    assert waar() == {
        "django_session.session_data",
        "gedeelde_cache.value",
        "basis_bericht.tekst",
        "basis_handeling.adressen",
    }
    wis("--naam", NAAM)
    assert waar() == set()
    assert not Session.objects.filter(pk=sessie.session_key).exists()


def test_who_was_invited_and_never_came_is_gone_and_an_account_is_not(vandaag):
    Gebruiker.objects.nodig_uit(ADRES, "Jo", None)
    wis()
    assert not Gebruiker.objects.filter(email=ADRES).exists()
    bouwers.maak_gebruiker(email=ADRES)
    with pytest.raises(CommandError, match=r"accounts_gebruiker\.email: 1"):
        wis()
    assert Gebruiker.objects.filter(email=ADRES).exists()


def test_the_proof_fails_while_anything_is_left(vandaag):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE van_niemand (wat text)")
        cursor.execute("INSERT INTO van_niemand VALUES (%s)", [f"mail {ADRES}."])
    try:
        with pytest.raises(CommandError, match=r"van_niemand\.wat: 1"):
            wis()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE van_niemand")


def test_what_people_edit_becomes_a_new_version_so_that_nobody_puts_it_back(vandaag):
    verhaal = bouwers.maak_verhaal(naam=f"Thuis bij {NAAM}", tekst=f"{NAAM} kookt.")
    versie = verhaal.versie
    wis("--naam", NAAM)
    verhaal.refresh_from_db()
    assert verhaal.versie == versie + 1
    assert verhaal.tekst == "[gewist] kookt."
    assert verhaal.slug == "thuis-bij-gewist"
    assert waar() == set()


def test_the_history_of_the_admin_is_looked_in_too(vandaag):
    LogEntry.objects.log_actions(
        bouwers.maak_gebruiker().pk, [bouwers.maak_geweigerdadres(adres=ADRES)], 2, "x"
    )
    assert "django_admin_log.object_repr" in waar()
    wis()
    assert waar() == set()


@pytest.mark.parametrize(
    "tekst",
    [
        "klaasjo.kanarie@voorbeeld.nl",
        "jo.kanarie@voorbeeld.nl.example.org",
        "jo.kanarie@voorbeeld.nlx",
        "Jo van Kanariës",
        "Jo",
    ],
)
def test_somebody_else_is_left_alone(tekst):
    assert not Gezocht(ADRES, ["Jo van Kanarië", "Jo"]).staat_in(tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "Mail JO.KANARIE@voorbeeld.nl.",
        "mailto:jo.kanarie%40voorbeeld.nl",
        "/verhalen/jo-van-kanarië/",
        json.dumps("Jo van Kanarië"),
    ],
)
def test_it_is_known_however_it_is_written(tekst):
    assert Gezocht(ADRES, ["Jo van Kanarië"]).staat_in(tekst)


def test_what_is_no_address_is_refused():
    with pytest.raises(CommandError, match="geen e-mailadres"):
        call_command("wis_contact", "jo")
