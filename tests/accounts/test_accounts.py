"""Logging in, passwords, addresses and the account page: in Dutch, and without open doors."""

import datetime
import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from buurtnet.accounts.models import Gebruiker
from buurtnet.post.bericht import Bericht
from tests.hulp.bouwers import (
    WACHTWOORD,
    log_in_met_tweede_stap,
    maak_beheerder,
    maak_coordinator,
    maak_gebruiker,
    maak_netwerk,
)
from tests.hulp.postproef import SMTP, bezorg

pytestmark = pytest.mark.django_db
NIEUW = "vier losse woorden samen"
# Words of the package that would mean a text was not translated.
ENGELS = re.compile(r"\b(the|your|you|please|password is|sign|address is)\b", re.IGNORECASE)
OPEN = [
    "account_login",
    "account_signup",
    "account_inactive",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
]
BESLOTEN = [
    "mijn_account",
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "account_logout",
    "mfa_index",
]


@pytest.fixture
def gebruiker(client):
    gebruiker = maak_coordinator(naam="Co Ordinator")
    gebruiker.bevestig_email()
    return gebruiker


def log_in(client, gebruiker, wachtwoord=WACHTWOORD):
    velden = {"login": gebruiker.email, "password": wachtwoord}
    return client.post(reverse("account_login"), velden)


def zichtbare_tekst(antwoord):
    """The words of the page, without code and attributes."""
    html = re.sub(r"<(script|style)\b.*?</\1>", " ", antwoord.content.decode(), flags=re.S)
    return re.sub(r"<[^>]+>", " ", html)


@pytest.mark.parametrize("naam", OPEN)
def test_open_page_is_dutch_and_kept_by_nobody(client, naam):
    antwoord = client.get(reverse(naam))
    assert antwoord.status_code == 200
    assert "no-store" in antwoord["Cache-Control"]
    assert not ENGELS.search(zichtbare_tekst(antwoord))
    assert antwoord.content.decode().count("<h1>") == 1


@pytest.mark.parametrize("naam", BESLOTEN)
def test_own_page_needs_a_login_and_is_dutch(client, gebruiker, naam):
    if naam != "account_logout":
        assert "/accounts/login/" in client.get(reverse(naam)).url
    log_in(client, gebruiker)
    antwoord = client.get(reverse(naam))
    assert antwoord.status_code == 200
    assert not ENGELS.search(zichtbare_tekst(antwoord))


@pytest.mark.parametrize(
    "adres", ["/accounts/3rdparty/", "/accounts/login/code/", "/accounts/signup/passkey/"]
)
def test_pages_of_the_package_that_we_do_not_use_are_closed(client, gebruiker, adres):
    log_in(client, gebruiker)
    assert client.get(adres).status_code == 404


def test_signup_says_that_an_account_comes_by_invitation(client):
    velden = {"email": "ik@voorbeeld.nl", "password1": NIEUW, "password2": NIEUW}
    for antwoord in (client.get("/accounts/signup/"), client.post("/accounts/signup/", velden)):
        assert "op uitnodiging" in antwoord.content.decode()
    assert not Gebruiker.objects.exists()


def test_login_leads_to_the_workplace_and_ends_with_the_browser(client, gebruiker):
    antwoord = log_in(client, gebruiker)
    assert antwoord.url == "/werkplek/"
    assert client.session.get_expire_at_browser_close()
    client.logout()
    client.post(
        reverse("account_login"),
        {"login": gebruiker.email.upper(), "password": WACHTWOORD, "remember": "on"},
    )
    assert not client.session.get_expire_at_browser_close()


def test_wrong_password_and_unknown_address_get_the_same_answer(client, gebruiker):
    fout = log_in(client, gebruiker, "verkeerd").context["form"].errors
    onbekend = client.post(
        reverse("account_login"), {"login": "wie@voorbeeld.nl", "password": "verkeerd"}
    )
    assert fout == onbekend.context["form"].errors
    assert "horen niet bij elkaar" in str(fout)


def test_login_never_leads_to_another_site(client, gebruiker):
    velden = {"login": gebruiker.email, "password": WACHTWOORD, "next": "https://kwaad.voorbeeld/"}
    assert client.post(reverse("account_login"), velden).url == "/werkplek/"


def test_an_inactive_account_does_not_get_in(client, gebruiker):
    gebruiker.is_active = False
    gebruiker.save()
    antwoord = log_in(client, gebruiker)
    assert "_auth_user_id" not in client.session
    assert antwoord.status_code in {200, 302}


def test_guessing_a_password_is_stopped_for_all_processes_alike(client, gebruiker):
    for _keer in range(5):
        log_in(client, gebruiker, "verkeerd")
    antwoord = log_in(Client(), gebruiker)
    assert "Te vaak geprobeerd" in antwoord.content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM gedeelde_cache")
        assert cursor.fetchone()[0] > 0


def test_too_many_requests_get_a_page_of_ours(client):
    for _keer in range(20):
        client.post(reverse("account_reset_password"), {"email": "a@voorbeeld.nl"})
    antwoord = client.post(reverse("account_reset_password"), {"email": "a@voorbeeld.nl"})
    assert antwoord.status_code == 429
    assert "Even wachten" in antwoord.content.decode()


def test_logout_asks_first_and_leads_home(client, gebruiker):
    log_in(client, gebruiker)
    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    assert client.post(reverse("account_logout")).url == "/"
    assert "_auth_user_id" not in client.session


def test_password_reset_by_mail(client, gebruiker, postbus):
    client.post(reverse("account_reset_password"), {"email": gebruiker.email})
    [mail] = postbus
    assert not ENGELS.search(mail.subject + mail.body)
    link = re.search(r"http://testserver(\S+)", mail.body)[1]
    pagina = client.get(link, follow=True)
    adres = pagina.redirect_chain[-1][0]
    fout = client.post(adres, {"password1": "kort", "password2": "kort"})
    assert fout.status_code == 200
    assert not ENGELS.search(zichtbare_tekst(fout))
    antwoord = client.post(adres, {"password1": NIEUW, "password2": NIEUW}, follow=True)
    assert antwoord.status_code == 200
    assert log_in(Client(), gebruiker, NIEUW).status_code == 302
    assert "werkt niet meer" in Client().get(link, follow=True).content.decode()


def test_password_reset_tells_nobody_who_has_an_account(client, postbus):
    antwoord = client.post(reverse("account_reset_password"), {"email": "wie@voorbeeld.nl"})
    assert antwoord.url == reverse("account_reset_password_done")
    assert list(postbus) == []


def test_a_new_password_keeps_me_in_and_ends_other_sessions(client, gebruiker):
    elders = Client()
    log_in(elders, gebruiker)
    log_in(client, gebruiker)
    velden = {"oldpassword": WACHTWOORD, "password1": NIEUW, "password2": NIEUW}
    antwoord = client.post(reverse("account_change_password"), velden)
    assert antwoord.url == reverse("mijn_account")
    assert client.get(reverse("mijn_account")).status_code == 200
    assert elders.get(reverse("mijn_account")).status_code == 302


def test_log_out_everywhere_else(client, gebruiker):
    elders = Client()
    log_in(elders, gebruiker)
    log_in(client, gebruiker)
    assert client.get(reverse("overal_uitloggen")).status_code == 405
    client.post(reverse("overal_uitloggen"))
    assert client.get(reverse("mijn_account")).status_code == 200
    assert elders.get(reverse("mijn_account")).status_code == 302


def test_mijn_account_shows_and_changes_my_name(client, gebruiker):
    maak_netwerk(naam="Netwerk Zuid").coordinatoren.add(gebruiker)
    log_in(client, gebruiker)
    tekst = client.get(reverse("mijn_account")).content.decode()
    assert "Netwerk Zuid" in tekst
    assert "Je coördineert 2 netwerken" in tekst
    assert client.post(reverse("mijn_account"), {"naam": ""}).status_code == 200
    client.post(reverse("mijn_account"), {"naam": "Coby", "is_staff": "on"})
    gebruiker.refresh_from_db()
    assert (gebruiker.naam, gebruiker.is_staff) == ("Coby", False)


def test_a_new_address_counts_once_it_is_confirmed(client, gebruiker, postbus):
    oud = gebruiker.email
    log_in(client, gebruiker)
    velden = {"action_add": "", "email": "nieuw@voorbeeld.nl"}
    antwoord = client.post(reverse("account_email"), velden, follow=True)
    assert "We hebben een mail gestuurd naar nieuw@voorbeeld.nl" in antwoord.content.decode()
    gebruiker.refresh_from_db()
    assert gebruiker.email == oud
    mail = postbus[-1]
    assert mail.to == ["nieuw@voorbeeld.nl"]
    link = re.search(r"http://testserver(\S+)", mail.body)[1]
    assert "Is nieuw@voorbeeld.nl jouw e-mailadres?" in client.get(link).content.decode()
    client.post(link)
    gebruiker.refresh_from_db()
    assert gebruiker.email == "nieuw@voorbeeld.nl"
    assert [adres.email for adres in gebruiker.emailaddress_set.all()] == ["nieuw@voorbeeld.nl"]
    assert not any(ENGELS.search(bericht.subject + bericht.body) for bericht in postbus)


def test_an_address_of_somebody_else_is_not_taken(client, gebruiker):
    ander = maak_gebruiker()
    ander.bevestig_email()
    log_in(client, gebruiker)
    velden = {"action_add": "", "email": ander.email.upper()}
    antwoord = client.post(reverse("account_email"), velden)
    assert "gebruikt dit e-mailadres al" in antwoord.content.decode()
    assert not EmailAddress.objects.filter(user=gebruiker, email=ander.email).exists()


def test_who_has_a_second_step_can_change_the_address_too(client):
    gebruiker = log_in_met_tweede_stap(client, maak_beheerder())
    gebruiker.bevestig_email()
    antwoord = client.post(
        reverse("account_email"), {"action_add": "", "email": "nieuw@voorbeeld.nl"}, follow=True
    )
    assert "We hebben een mail gestuurd" in antwoord.content.decode()


def test_an_address_never_confirmed_gets_a_mail_at_login(client, postbus):
    gebruiker = maak_gebruiker()
    assert log_in(client, gebruiker).url == reverse("account_email_verification_sent")
    link = re.search(r"http://testserver(\S+)", postbus[0].body)[1]
    client.post(link)
    assert log_in(Client(), gebruiker).url == "/werkplek/"


@pytest.mark.parametrize("sleutel", ["x", "é", "a" * 3000])
def test_nonsense_keys_get_an_answer(client, sleutel):
    for naam, args in (
        ("account_confirm_email", [sleutel]),
        ("account_reset_password_from_key", ["1", sleutel]),
    ):
        antwoord = client.get(reverse(naam, args=args), follow=True)
        assert antwoord.status_code == 200
        assert "werkt niet meer" in antwoord.content.decode()


def test_a_mail_server_that_is_down_stops_nobody_and_loses_nothing(client, gebruiker, settings):
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, SMTP
    settings.EMAIL_PORT = 1
    log_in(client, gebruiker)
    velden = {"oldpassword": WACHTWOORD, "password1": NIEUW, "password2": NIEUW}
    assert client.post(reverse("account_change_password"), velden).status_code == 302
    assert log_in(Client(), gebruiker, NIEUW).status_code == 302
    assert bezorg() == []
    settings.EMAIL_BACKEND = backend
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=1)):
        assert [post.subject for post in bezorg()] == ["Wachtwoord gewijzigd"]


def test_the_link_to_a_new_password_is_nowhere_in_the_database(client, gebruiker, postbus):
    client.post(reverse("account_reset_password"), {"email": gebruiker.email})
    assert "http" not in Bericht.objects.get().tekst
    assert "http" in postbus[0].body
    assert Bericht.objects.get().tekst == ""


def test_who_is_switched_off_while_changing_a_password_stays_off():
    gebruiker = maak_gebruiker()
    ander = type(gebruiker).objects.get(pk=gebruiker.pk)
    ander.is_active = False
    ander.save()
    gebruiker.set_password("een heel ander wachtwoord")
    gebruiker.save()
    gebruiker.refresh_from_db()
    assert not gebruiker.is_active
    assert gebruiker.check_password("een heel ander wachtwoord")


def test_logging_out_everywhere_twice_at_once_counts_twice():
    gebruiker = maak_gebruiker()
    ander = type(gebruiker).objects.get(pk=gebruiker.pk)
    gebruiker.log_overal_uit()
    ander.log_overal_uit()
    assert ander.uitlogteller == 2
