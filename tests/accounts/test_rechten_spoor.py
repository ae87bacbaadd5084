"""Who gets or loses rights leaves a trace: in the history of the network, or of the person."""

import importlib

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group

from buurtnet.accounts.models import GROEP_REDACTEUR, Gebruiker
from buurtnet.bewerken.geschiedenis import Geschiedenis
from buurtnet.bewerken.opslaan import adres as bewerkadres
from netwerken.models import Netwerk
from tests.hulp import bouwers
from tests.hulp.adminproef import adres, formuliervelden
from tests.hulp.bouwers import (
    log_in_met_tweede_stap,
    maak_beheerder,
    maak_coordinator,
    maak_netwerk,
)

pytestmark = pytest.mark.django_db
migratie = importlib.import_module("netwerken.migrations.0009_schrijf_coordinatoren_op")


@pytest.fixture
def netwerk():
    return maak_netwerk(naam="Netwerk Beijum")


def sporen(netwerk):
    """[(old, new, by whom)] of the coordinators of a network, the newest first."""
    return [
        (verschil.oud, verschil.nieuw, versie.rij.history_user)
        for versie in Geschiedenis(netwerk)[0:20]
        for verschil in versie.verschillen
        if verschil.label == "Coördinatoren"
    ]


def redacteur_sporen(gebruiker):
    zinnen = ("Is redacteur geworden.", "Is geen redacteur meer.")
    regels = LogEntry.objects.filter(object_id=gebruiker.pk, change_message__in=zinnen)
    return list(regels.order_by("pk").values_list("change_message", "user"))


def test_the_history_tells_who_invited_a_coordinator(client, netwerk):
    redacteur = bouwers.maak_redacteur()
    client.force_login(redacteur)
    netwerk.doel = "Samen"
    netwerk.save()
    velden = {"email": "nel@voorbeeld.nl", "naam": "Nel", "netwerken": [netwerk.slug]}
    client.post("/werkplek/uitnodigen/", velden)
    netwerk.refresh_from_db()
    assert sporen(netwerk) == [("", "Nel", redacteur)]
    # What was changed before stays a version of its own.
    assert [v.verschillen[0].label for v in Geschiedenis(netwerk)[0:2]] == ["Coördinatoren", "Doel"]


def test_the_history_tells_what_staff_did_at_the_person(
    client, netwerk, mailoutbox, django_capture_on_commit_callbacks
):
    beheerder = log_in_met_tweede_stap(client, maak_beheerder(naam="Bea"))
    nel = bouwers.maak_gebruiker(naam="Nel")
    url = adres(Gebruiker, "change", nel.pk)
    pagina = client.get(url)
    rijen = pagina.context["inline_admin_formsets"][0].formset.prefix
    erbij = {f"{rijen}-TOTAL_FORMS": "1", f"{rijen}-0-netwerk": netwerk.pk}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url, formuliervelden(pagina) | erbij).status_code == 302
        assert mailoutbox == []
    assert list(nel.netwerken.all()) == [netwerk]
    assert "Bea maakte je coördinator van:\n- Netwerk Beijum" in mailoutbox[0].body
    weg = formuliervelden(client.get(url)) | {f"{rijen}-0-DELETE": "on"}
    assert client.post(url, weg).status_code == 302
    assert not nel.netwerken.exists()
    netwerk.refresh_from_db()
    assert sporen(netwerk) == [("Nel", "", beheerder), ("", "Nel", beheerder)]


def test_the_history_tells_what_staff_did_at_the_network(
    client, netwerk, mailoutbox, django_capture_on_commit_callbacks
):
    beheerder = log_in_met_tweede_stap(client, maak_beheerder())
    nel, nieuw = bouwers.maak_gebruiker(naam="Nel"), bouwers.maak_gebruiker(naam="Nieuw")
    nieuw.set_unusable_password()
    nieuw.save()
    url = adres(Netwerk, "change", netwerk.pk)
    velden = formuliervelden(client.get(url)) | {"coordinatoren": [nel.pk, nieuw.pk]}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url, velden).status_code == 302
    netwerk.refresh_from_db()
    assert sporen(netwerk) == [("", "Nel, Nieuw", beheerder)]
    # Who has no account yet is told by the invitation.
    assert [mail.to for mail in mailoutbox] == [[nel.email]]


def test_putting_an_old_version_back_gives_nobody_rights(client, netwerk):
    weg = maak_coordinator(netwerk)
    eerste = netwerk.history.first()
    blijft = maak_coordinator(netwerk)
    netwerk.stel_coordinatoren_bij(weg=[weg])
    netwerk.refresh_from_db()
    client.force_login(blijft)
    velden = {"toen": eerste.pk, "versie": netwerk.versie}
    client.post(bewerkadres(netwerk, "geschiedenis"), velden)
    assert netwerk.history.first().history_change_reason == "teruggezet"
    assert list(netwerk.coordinatoren.all()) == [blijft]


def test_the_log_tells_who_made_and_unmade_a_redacteur(client):
    beheerder = log_in_met_tweede_stap(client, maak_beheerder())
    groep = Group.objects.get_or_create(name=GROEP_REDACTEUR)[0].pk
    uitnodiging = {"email": "nel@voorbeeld.nl", "naam": "Nel", "redacteur": "on"}
    for _keer in range(2):
        client.post("/werkplek/uitnodigen/", uitnodiging)
    nel = Gebruiker.objects.get(email="nel@voorbeeld.nl")
    assert redacteur_sporen(nel) == [("Is redacteur geworden.", beheerder.pk)]
    url = adres(Gebruiker, "change", nel.pk)
    for groepen in ([groep], [], [groep]):
        velden = formuliervelden(client.get(url)) | {"groups": groepen}
        assert client.post(url, velden).status_code == 302
    zinnen = [zin for zin, _door in redacteur_sporen(nel)]
    geworden, gestopt = "Is redacteur geworden.", "Is geen redacteur meer."
    assert zinnen == [geworden, gestopt, geworden]
    assert gestopt in client.get(adres(Gebruiker, "history", nel.pk)).content.decode()


def test_the_migration_writes_down_who_coordinates_now(netwerk):
    coordinator = maak_coordinator(netwerk)
    schakel = apps.get_model("netwerken", "HistoricalNetwerk_coordinatoren")
    schakel.objects.all().delete()
    migratie.schrijf_op(apps, None)
    assert list(schakel.objects.values_list("history", "gebruiker")) == [
        (netwerk.history.first().pk, coordinator.pk)
    ]
