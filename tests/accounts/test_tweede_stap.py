"""Staff reach the admin with a second step only; the way there is short and clear."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.hulp.bouwers import (
    log_in_met_tweede_stap,
    maak_beheerder,
    maak_coordinator,
    maak_gebruiker,
    maak_redacteur,
)
from tests.hulp.inlogproef import code, geef_app, log_in

pytestmark = pytest.mark.django_db
BEHEER = ["/admin/", "/admin/netwerken/organisatie/", "/admin/login/", "/admin/onzin/"]


@pytest.mark.parametrize("adres", BEHEER)
def test_a_visitor_is_asked_to_log_in(client, adres):
    antwoord = client.get(adres, follow=True)
    assert antwoord.redirect_chain[-1][0].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("maak", [maak_coordinator, maak_redacteur, maak_gebruiker])
@pytest.mark.parametrize("adres", BEHEER)
def test_who_is_no_staff_is_refused(client, adres, maak):
    log_in_met_tweede_stap(client, maak())
    assert client.get(adres).status_code == 403


@pytest.mark.parametrize("adres", BEHEER)
def test_staff_without_a_second_step_sets_one_up_first(client, adres):
    client.force_login(maak_beheerder())
    antwoord = client.get(adres, follow=True)
    assert antwoord.redirect_chain == [(reverse("mfa_index"), 302)]
    assert "Beheerders loggen in met een tweede stap" in antwoord.content.decode()


def test_staff_that_only_gave_a_password_is_asked_for_the_second_step(client):
    beheerder = maak_beheerder()
    geef_app(beheerder)
    client.force_login(beheerder)
    antwoord = client.get("/admin/netwerken/organisatie/")
    assert (
        antwoord.url == "/accounts/2fa/reauthenticate/?next=%2Fadmin%2Fnetwerken%2Forganisatie%2F"
    )
    antwoord = client.post(antwoord.url, {"code": code(), "next": "/admin/netwerken/organisatie/"})
    assert antwoord.url == "/admin/netwerken/organisatie/"
    assert client.get(antwoord.url).status_code == 200


def test_staff_with_a_second_step_gets_in(client):
    log_in_met_tweede_stap(client, maak_beheerder())
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/login/").url == "/admin/"


def test_staff_that_takes_the_second_step_away_is_out(client):
    beheerder = log_in_met_tweede_stap(client, maak_beheerder())
    Authenticator.objects.filter(user=beheerder).delete()
    assert client.get("/admin/").url == reverse("mfa_index")


def test_a_second_step_of_somebody_else_does_not_count(client):
    log_in_met_tweede_stap(client, maak_beheerder())
    andere = maak_beheerder()
    geef_app(andere)
    gezet = {naam: w for naam, w in client.session.items() if naam.startswith("account_")}
    client.force_login(andere)
    sessie = client.session
    sessie.update(gezet)
    sessie.save()
    assert client.get("/admin/").status_code == 302


def test_first_login_of_a_beheerder(client):
    """Password, scan, code, recovery codes, admin: nothing is asked twice."""
    antwoord = log_in(client, maak_beheerder(email="bea@voorbeeld.nl"), next="/admin/")
    assert client.get(antwoord.url).url == reverse("mfa_index")
    pagina = client.get(reverse("mfa_activate_totp"))
    assert pagina.status_code == 200
    assert "data:" in pagina["Content-Security-Policy"]
    sleutel = pagina.context["form"].secret
    fout = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "Ongeldige code" in fout.content.decode()
    antwoord = client.post(reverse("mfa_activate_totp"), {"code": code(sleutel)})
    assert antwoord.url == reverse("mfa_view_recovery_codes")
    assert "10 codes over" in client.get(antwoord.url).content.decode()
    assert client.get("/admin/").status_code == 200


def test_login_with_the_app_asks_for_a_code_and_takes_it_once(client):
    gebruiker = maak_coordinator()
    geef_app(gebruiker)
    antwoord = log_in(client, gebruiker)
    assert antwoord.url == reverse("mfa_authenticate")
    assert client.get(antwoord.url).status_code == 200
    assert client.get("/accounts/").status_code == 302
    gegeven = code()
    assert client.post(antwoord.url, {"code": gegeven}).url == "/werkplek/"
    client.logout()
    antwoord = log_in(client, gebruiker)
    assert client.post(antwoord.url, {"code": gegeven}).status_code == 200


@pytest.mark.parametrize(
    "naam",
    [
        "mfa_index",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_deactivate_totp",
    ],
)
def test_pages_of_the_second_step_open(client, naam):
    gebruiker = log_in_met_tweede_stap(client, maak_coordinator())
    data = {"seed": "0123456789abcdef", "used_mask": 0}
    Authenticator.objects.create(user=gebruiker, type="recovery_codes", data=data)
    antwoord = client.get(reverse(naam))
    assert antwoord.status_code == 200
    assert "no-store" in antwoord["Cache-Control"]


@pytest.mark.parametrize("naam", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_a_passkey_is_changed_by_its_owner_only(client, naam):
    eigenaar = maak_coordinator()
    sleutel = Authenticator.objects.create(
        user=eigenaar, type="webauthn", data={"name": "Mijn telefoon", "credential": {}}
    )
    log_in_met_tweede_stap(client, maak_coordinator())
    assert client.get(reverse(naam, args=[sleutel.pk])).status_code == 404
    log_in_met_tweede_stap(client, eigenaar)
    assert "Mijn telefoon" in client.get(reverse(naam, args=[sleutel.pk])).content.decode()


def test_passkey_login_gives_the_browser_its_question(client):
    antwoord = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    assert antwoord.json()["request_options"]["publicKey"]["challenge"]
    assert client.post(reverse("mfa_login_webauthn"), {"credential": "{}"}).status_code == 302


def test_guessing_codes_is_stopped(client):
    gebruiker = maak_coordinator()
    geef_app(gebruiker)
    adres = log_in(client, gebruiker).url
    for _keer in range(5):
        client.post(adres, {"code": "000000"})
    assert "Te vaak geprobeerd" in client.post(adres, {"code": code()}).content.decode()
