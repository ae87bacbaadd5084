"""Inviting somebody: by staff or a redacteur, with a link that works once, for two weeks."""

import datetime
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from buurtnet.accounts import uitnodigingen
from buurtnet.accounts.models import EEN_MINUUT, Gebruiker
from buurtnet.post.adressen import GeweigerdAdres
from buurtnet.post.bericht import Bericht, Stand
from buurtnet.post.versturen import verstuur
from tests.hulp.bouwers import (
    log_in_met_tweede_stap,
    maak_beheerder,
    maak_coordinator,
    maak_gebruiker,
    maak_netwerk,
    maak_redacteur,
)
from tests.hulp.postproef import postkantoor

pytestmark = pytest.mark.django_db
UITNODIGEN = "/werkplek/uitnodigen/"
ADRES = "nel@voorbeeld.nl"
WACHTWOORD = {
    "naam": "Nel Nieuw",
    "new_password1": "vier losse woorden samen",
    "new_password2": "vier losse woorden samen",
}


@pytest.fixture
def redacteur(client):
    redacteur = maak_redacteur(naam="Rie")
    client.force_login(redacteur)
    return redacteur


@pytest.fixture
def netwerk():
    return maak_netwerk(naam="Netwerk Beijum")


def nodig_uit(client, netwerk, email=ADRES, **velden):
    velden = {"email": email, "naam": "Nel", "netwerken": [netwerk.slug]} | velden
    return client.post(UITNODIGEN, velden)


def link(mail):
    return re.search(r"http://localhost:8000(/accounts/uitnodiging/\S+)", mail.body)[1]


def later(**duur):
    return time_machine.travel(timezone.now() + datetime.timedelta(**duur), tick=False)


def test_uitnodigen_to_first_login(client, redacteur, netwerk, postbus):
    antwoord = nodig_uit(client, netwerk)
    assert antwoord.url == UITNODIGEN
    nel = Gebruiker.objects.get(email=ADRES)
    assert not nel.has_usable_password()
    assert list(nel.netwerken.all()) == [netwerk]
    assert nel.uitgenodigd_door == redacteur
    [mail] = postbus
    assert mail.to == [ADRES]
    for tekst in ("Hallo Nel,", "Rie nodigt je uit", "- Netwerk Beijum", "14 dagen"):
        assert tekst in mail.body
    bezoeker = Client()
    assert ADRES in bezoeker.get(link(mail)).content.decode()
    antwoord = bezoeker.post(link(mail), WACHTWOORD)
    assert antwoord.url == reverse("netwerken:werkplek")
    nel.refresh_from_db()
    assert nel.naam == "Nel Nieuw"
    assert nel.emailaddress_set.get().verified
    assert "Netwerk Beijum" in bezoeker.get(antwoord.url).content.decode()
    velden = {"login": ADRES, "password": WACHTWOORD["new_password1"]}
    assert Client().post("/accounts/login/", velden).url == "/werkplek/"


def test_uitnodigen_lists_who_has_not_come_in(client, redacteur, netwerk, postbus):
    nodig_uit(client, netwerk)
    antwoord = client.get(UITNODIGEN)
    assert "1 open uitnodiging" in antwoord.content.decode()
    assert ADRES in antwoord.content.decode()
    Client().post(link(postbus[0]), WACHTWOORD)
    assert "Geen open uitnodigingen" in client.get(UITNODIGEN).content.decode()


def test_uitnodigen_is_not_for_who_coordinates_nothing(client, netwerk, postbus):
    client.force_login(maak_gebruiker())
    assert client.get(UITNODIGEN).status_code == 403
    assert nodig_uit(client, netwerk).status_code == 403
    assert list(postbus) == []


def test_a_coordinator_invites_for_what_is_hers_and_no_more(client, netwerk, postbus):
    eigen = maak_netwerk(naam="Werkgroep", bovenliggend=netwerk)
    vreemd = maak_netwerk(naam="Netwerk Paddepoel")
    client.force_login(maak_coordinator(netwerk, naam="Cor"))
    aangeboden = client.get(UITNODIGEN).context["form"].fields["netwerken"].queryset
    assert set(aangeboden) == {netwerk, eigen}
    assert "netwerken" in nodig_uit(client, vreemd).context["form"].errors
    velden = {"email": "rik@voorbeeld.nl", "netwerken": [netwerk.slug], "redacteur": "on"}
    for gegevens in (velden, {"email": ADRES, "netwerken": [eigen.slug]}):
        assert nodig_uit(client, netwerk, **gegevens).url == UITNODIGEN
    nel, rik = (Gebruiker.objects.get(email=e) for e in (ADRES, "rik@voorbeeld.nl"))
    assert list(nel.netwerken.all()) == [eigen]
    assert not rik.is_redacteur
    assert "Cor nodigt je uit" in postbus[0].body


def test_a_coordinator_deals_with_the_invitations_that_are_hers(client, redacteur, netwerk):
    nodig_uit(client, netwerk)
    nodig_uit(client, maak_netwerk(naam="Elders"), email="elders@voorbeeld.nl")
    client.force_login(maak_coordinator(netwerk))
    nel, elders = (Gebruiker.objects.get(email=email) for email in (ADRES, "elders@voorbeeld.nl"))
    assert list(client.get(UITNODIGEN).context["pagina"]) == [nel]
    for naam in ("uitnodiging_sturen", "uitnodiging_intrekken"):
        assert client.post(reverse(f"netwerken:{naam}", args=[elders.pk])).status_code == 404
        assert client.post(reverse(f"netwerken:{naam}", args=[nel.pk])).status_code == 302


@pytest.mark.parametrize("wat", ["ingetrokken", "verlopen"])
def test_inviting_brings_no_rights_back_that_are_not_hers(client, redacteur, netwerk, wat):
    nodig_uit(client, maak_netwerk(naam="Elders"))
    nel = Gebruiker.objects.get(email=ADRES)
    if wat == "ingetrokken":
        client.post(reverse("netwerken:uitnodiging_intrekken", args=[nel.pk]))
    coordinator = maak_coordinator(netwerk)
    with later(days=15):
        client.force_login(coordinator)
        fout = nodig_uit(client, netwerk).context["form"].errors["email"]
        assert "Vraag de redactie" in fout[0]
        assert not nel.netwerken.filter(pk=netwerk.pk).exists()
        client.force_login(redacteur)
        assert nodig_uit(client, netwerk).status_code == 302


def test_uitnodigen_by_staff_asks_for_the_second_step(client, netwerk):
    beheerder = maak_beheerder()
    client.force_login(beheerder)
    assert client.get(UITNODIGEN).url == reverse("mfa_index")
    log_in_met_tweede_stap(client, beheerder)
    assert client.get(UITNODIGEN).status_code == 200


def test_only_staff_makes_a_redacteur(client, redacteur, netwerk):
    nodig_uit(client, netwerk, redacteur="on")
    assert not Gebruiker.objects.get(email=ADRES).is_redacteur
    assert "redacteur" not in client.get(UITNODIGEN).context["form"].fields
    log_in_met_tweede_stap(client, maak_beheerder())
    client.post(UITNODIGEN, {"email": "rik@voorbeeld.nl", "naam": "Rik", "redacteur": "on"})
    assert Gebruiker.objects.get(email="rik@voorbeeld.nl").is_redacteur


def test_uitnodigen_needs_a_network_and_a_good_address(client, redacteur, netwerk):
    zonder = client.post(UITNODIGEN, {"email": "geen adres", "naam": ""})
    assert set(zonder.context["form"].errors) == {"email", "naam", "netwerken"}
    vreemd = client.post(
        UITNODIGEN, {"email": ADRES, "naam": "N", "netwerken": ["9999", "x", "9" * 30]}
    )
    assert "netwerken" in vreemd.context["form"].errors
    groot = client.post(UITNODIGEN, {"email": ADRES, "naam": "N", "netwerken": ["9" * 30]})
    assert "netwerken" in groot.context["form"].errors
    nul = client.post(UITNODIGEN, {"email": "a\x00@b.nl", "naam": "\x00", "netwerken": ["\x00"]})
    assert set(nul.context["form"].errors) == {"email", "naam", "netwerken"}
    assert Gebruiker.objects.count() == 1


def test_a_form_sent_twice_makes_one_person_and_one_mail(client, redacteur, netwerk, postbus):
    nodig_uit(client, netwerk)
    antwoord = nodig_uit(client, netwerk, email=ADRES.upper())
    assert antwoord.status_code == 302
    assert Gebruiker.objects.filter(email=ADRES).count() == 1
    assert len(postbus) == 1


def test_somebody_who_has_an_account_gets_the_network_and_a_mail_about_it(
    client, redacteur, netwerk, postbus, django_capture_on_commit_callbacks
):
    bekend = maak_coordinator(email=ADRES, naam="Nel")
    with django_capture_on_commit_callbacks(execute=True):
        antwoord = client.post(
            UITNODIGEN, {"email": ADRES, "naam": "X", "netwerken": [netwerk.slug]}, follow=True
        )
    assert "had al een account" in antwoord.content.decode()
    assert netwerk in bekend.netwerken.all()
    bekend.refresh_from_db()
    assert (bekend.naam, bekend.uitgenodigd_op) == ("Nel", None)
    [mail] = postbus
    assert (mail.to, mail.subject) == ([ADRES], "Je bent coördinator geworden")
    for tekst in ("Hallo Nel,", "Rie maakte je coördinator van:\n- Netwerk Beijum", "/werkplek/"):
        assert tekst in mail.body
    with django_capture_on_commit_callbacks(execute=True):
        nodig_uit(client, netwerk)
    assert len(postbus) == 1


def test_an_account_that_is_off_is_not_switched_on_by_inviting(client, redacteur, netwerk):
    maak_coordinator(email=ADRES, is_active=False)
    assert "email" in nodig_uit(client, netwerk).context["form"].errors


def test_the_link_works_once(client, redacteur, netwerk, postbus):
    nodig_uit(client, netwerk)
    adres = link(postbus[0])
    Client().post(adres, WACHTWOORD)
    for antwoord in (Client().get(adres), Client().post(adres, WACHTWOORD)):
        assert antwoord.status_code == 410
        assert "al gebruikt" in antwoord.content.decode()


def test_the_link_works_for_two_weeks(client, redacteur, netwerk, postbus):
    nodig_uit(client, netwerk)
    adres = link(postbus[0])
    with later(days=13):
        assert Client().get(adres).status_code == 200
    assert "geldig tot" in client.get(UITNODIGEN).content.decode()
    with later(days=15):
        client.force_login(redacteur)
        assert "verlopen" in client.get(UITNODIGEN).content.decode()
        antwoord = Client().get(adres)
        assert antwoord.status_code == 410
        assert "ouder dan twee weken" in antwoord.content.decode()


@pytest.mark.parametrize("sleutel", ["x", "a:b:c", "é", "a" * 3000])
def test_a_broken_link_gets_a_clear_answer(client, sleutel):
    antwoord = client.get(reverse("uitnodiging", args=[sleutel]))
    assert antwoord.status_code == 404
    assert "niet compleet" in antwoord.content.decode()


def test_uitnodiging_sturen_makes_the_older_mail_useless(client, redacteur, netwerk, postbus):
    nodig_uit(client, netwerk)
    adres = reverse("netwerken:uitnodiging_sturen", args=[Gebruiker.objects.get(email=ADRES).pk])
    client.post(adres)
    assert len(postbus) == 1
    with later(seconds=EEN_MINUUT.total_seconds() + 1):
        client.post(adres)
        oud, nieuw = map(link, postbus)
        assert "nieuwere mail" in Client().get(oud).content.decode()
        assert Client().get(nieuw).status_code == 200


def test_uitnodiging_intrekken_and_inviting_again(client, redacteur, netwerk, postbus):
    nodig_uit(client, netwerk)
    adres = link(postbus[0])
    nel = Gebruiker.objects.get(email=ADRES)
    client.post(reverse("netwerken:uitnodiging_intrekken", args=[nel.pk]))
    assert Client().get(adres).status_code == 410
    nodig_uit(client, netwerk)
    assert Client().get(link(postbus[1])).status_code == 200


@pytest.mark.parametrize("naam", ["uitnodiging_sturen", "uitnodiging_intrekken"])
def test_only_open_invitations_are_sent_or_withdrawn(client, redacteur, naam):
    ander = maak_coordinator()
    assert client.post(reverse(f"netwerken:{naam}", args=[ander.pk])).status_code == 404
    assert client.get(reverse(f"netwerken:{naam}", args=[ander.pk])).status_code == 405
    client.force_login(maak_gebruiker())
    assert client.post(reverse(f"netwerken:{naam}", args=[ander.pk])).status_code == 403


def test_the_link_of_somebody_else_asks_to_log_out_first(client, redacteur, netwerk, postbus):
    nodig_uit(client, netwerk)
    antwoord = client.post(link(postbus[0]), WACHTWOORD)
    assert "Je bent ingelogd als Rie" in antwoord.content.decode()
    assert not Gebruiker.objects.get(email=ADRES).has_usable_password()


def test_a_weak_password_is_explained_in_dutch(client, redacteur, netwerk, postbus):
    nodig_uit(client, netwerk)
    velden = WACHTWOORD | {"new_password1": "kort", "new_password2": "kort"}
    antwoord = Client().post(link(postbus[0]), velden)
    assert "Dit wachtwoord is te kort" in antwoord.content.decode()


def test_inviting_is_limited(client, redacteur, netwerk, settings):
    settings.ACCOUNT_RATE_LIMITS = {"uitnodigen": "2/h/user"}
    for nummer in range(2):
        assert nodig_uit(client, netwerk, email=f"p{nummer}@voorbeeld.nl").status_code == 302
    assert nodig_uit(client, netwerk, email="p3@voorbeeld.nl").status_code == 429


def test_an_invitation_that_is_refused_is_told_and_another_takes_its_place(
    client, redacteur, netwerk, settings
):
    with postkantoor(settings) as kantoor:
        kantoor.bij_adres = "550 5.1.1 no such user"
        nodig_uit(client, netwerk)
        verstuur()
    tekst = client.get(UITNODIGEN).content.decode()
    assert "1 open uitnodiging" in tekst and "de mail kwam misschien niet aan" in tekst
    nel = Gebruiker.objects.get(email=ADRES)
    GeweigerdAdres.objects.all().delete()
    with later(minutes=2):
        client.post(reverse("netwerken:uitnodiging_sturen", args=[nel.pk]))
        assert "de mail kwam misschien niet aan" not in client.get(UITNODIGEN).content.decode()
    standen = Bericht.objects.order_by("pk").values_list("stand", flat=True)
    assert list(standen) == [Stand.INGETROKKEN, Stand.KLAAR]


def test_an_invitation_that_is_withdrawn_before_it_went_is_not_sent(
    client, redacteur, netwerk, postbus
):
    nodig_uit(client, netwerk)
    nel = Gebruiker.objects.get(email=ADRES)
    client.post(reverse("netwerken:uitnodiging_intrekken", args=[nel.pk]))
    assert list(postbus) == []


@pytest.mark.eenmaal
def test_open_invitations_cost_the_same_for_many(
    client, redacteur, netwerk, django_assert_max_num_queries
):
    for nummer in range(30):
        Gebruiker.objects.nodig_uit(f"p{nummer}@voorbeeld.nl", "P", redacteur)
    with django_assert_max_num_queries(20):
        antwoord = client.get(UITNODIGEN)
    assert "30 open uitnodigingen" in antwoord.content.decode()
    assert len(antwoord.context["pagina"]) == 25


def test_a_key_is_of_no_use_to_somebody_else(redacteur):
    een, _nieuw = Gebruiker.objects.nodig_uit("een@voorbeeld.nl", "Een", redacteur)
    sleutel = uitnodigingen.sleutel_voor(een)
    een.email = "ander@voorbeeld.nl"
    een.save()
    with pytest.raises(uitnodigingen.OngeldigeUitnodiging):
        uitnodigingen.lees_uitnodiging(sleutel)
