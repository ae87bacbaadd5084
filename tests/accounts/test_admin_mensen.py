"""People in the admin: who may change whom, inviting, switching off, a lost second step."""

import pytest
from allauth.mfa.models import Authenticator

from buurtnet.accounts.models import Gebruiker
from tests.hulp import bouwers
from tests.hulp.adminproef import adres, formuliervelden
from tests.hulp.bouwers import log_in_met_tweede_stap, maak_beheerder

pytestmark = pytest.mark.django_db


def test_staff_that_is_no_superuser_can_not_touch_staff(client):
    log_in_met_tweede_stap(client, bouwers.maak_gebruiker(is_staff=True))
    beheerder, coordinator = maak_beheerder(), bouwers.maak_coordinator()
    antwoord = client.get(adres(Gebruiker, "change", beheerder.pk))
    assert not antwoord.context["has_change_permission"]
    url = adres(Gebruiker, "change", coordinator.pk)
    velden = formuliervelden(client.get(url))
    client.post(url, velden | {"is_superuser": "on", "is_staff": "on", "naam": "Co"})
    coordinator.refresh_from_db()
    assert (coordinator.naam, coordinator.is_staff, coordinator.is_superuser) == (
        "Co",
        False,
        False,
    )


def test_a_new_address_must_be_proven_again(staf):
    gebruiker = bouwers.maak_gebruiker()
    gebruiker.bevestig_email()
    url = adres(Gebruiker, "change", gebruiker.pk)
    staf.post(url, formuliervelden(staf.get(url)) | {"email": "Nieuw@Voorbeeld.nl"})
    gebruiker.refresh_from_db()
    assert gebruiker.email == "nieuw@voorbeeld.nl"
    assert not gebruiker.emailaddress_set.exists()


def test_a_new_person_is_invited_from_the_list(staf, postbus):
    staf.post(
        adres(Gebruiker, "add"),
        formuliervelden(staf.get(adres(Gebruiker, "add")))
        | {
            "email": "nieuw@voorbeeld.nl",
            "naam": "Nel",
            "is_active": "on",
        },
    )
    nel = Gebruiker.objects.get(email="nieuw@voorbeeld.nl")
    assert not nel.has_usable_password()
    staf.post(adres(Gebruiker, "changelist"), {"action": "nodig_uit", "_selected_action": [nel.pk]})
    assert [bericht.to for bericht in postbus] == [["nieuw@voorbeeld.nl"]]
    staf.post(adres(Gebruiker, "changelist"), {"action": "log_uit", "_selected_action": [nel.pk]})
    nel.refresh_from_db()
    assert nel.uitlogteller == 1


def test_an_action_skips_whom_staff_may_not_change(client):
    log_in_met_tweede_stap(client, bouwers.maak_gebruiker(is_staff=True))
    beheerder, coordinator = maak_beheerder(naam="Bea"), bouwers.maak_coordinator()
    for actie in ("log_uit", "nodig_uit"):
        keuze = {"action": actie, "_selected_action": [beheerder.pk, coordinator.pk]}
        antwoord = client.post(adres(Gebruiker, "changelist"), keuze, follow=True)
        assert "Bea is overgeslagen" in antwoord.content.decode()
    for gebruiker, uitgelogd in ((beheerder, 0), (coordinator, 1)):
        gebruiker.refresh_from_db()
        assert gebruiker.uitlogteller == uitgelogd
    antwoord = client.post(
        adres(Gebruiker, "changelist"),
        {"action": "log_uit", "_selected_action": [beheerder.pk]},
        follow=True,
    )
    assert "Uitgelogd" not in antwoord.content.decode()


def test_secrets_of_a_second_step_stay_out_of_sight(staf):
    beheerder = Gebruiker.objects.get(is_superuser=True)
    antwoord = staf.get(adres(Gebruiker, "change", beheerder.pk))
    assert bouwers.TOTP_SLEUTEL not in antwoord.content.decode()
    assert "app met codes" in antwoord.content.decode()


def test_a_lost_second_step_is_taken_away_by_staff(staf):
    coordinator = bouwers.maak_coordinator()
    stap = Authenticator.objects.create(user=coordinator, type="totp", data={"secret": "x"})
    url = adres(Gebruiker, "change", coordinator.pk)
    velden = formuliervelden(staf.get(url))
    staf.post(url, velden | {"authenticator_set-0-DELETE": "on"})
    assert not Authenticator.objects.filter(pk=stap.pk).exists()


def test_people_are_switched_off_and_not_deleted(staf):
    coordinator = bouwers.maak_coordinator()
    assert staf.post(adres(Gebruiker, "delete", coordinator.pk)).status_code == 403
