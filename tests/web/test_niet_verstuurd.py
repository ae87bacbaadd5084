"""A form that can't be taken in gives back what was typed."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.hulp.bouwers import maak_coordinator, maak_netwerk, maak_thema, maak_wijk

pytestmark = pytest.mark.django_db
HIER = {"headers": {"origin": "http://testserver"}}
GEGEVENS = {
    "naam": "Een nieuwe naam",
    "doel": "Samen <b>eten</b>\nen drinken",
    "vanaf": "12-5-2021",
    "punten-0-tekst": "Meer groen",
    "status": "actief",
    "openbaar": "on",
    "versie": "3",
    "csrfmiddlewaretoken": "geheim-teken",
    "password": "geheim-woord",
}


@pytest.fixture
def netwerk():
    return maak_netwerk()


@pytest.fixture
def pad(netwerk):
    return reverse("netwerken:netwerk_wijzigen", args=[netwerk.slug])


def bekijk(antwoord, pad):
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 403
    assert "no-store" in antwoord["Cache-Control"]
    for typte in ("Een nieuwe naam", "12-5-2021", "Punten 1 tekst", "Meer groen"):
        assert typte in tekst
    assert "Samen &lt;b&gt;eten&lt;/b&gt;<br>en drinken" in tekst
    assert f'href="{pad}" target="_blank"' in tekst
    assert "geheim" not in tekst
    assert "<dd>3</dd>" not in tekst
    assert not antwoord.cookies


def test_without_a_token_what_was_typed_is_shown(netwerk, pad, settings):
    settings.DEBUG = False
    klant = Client(enforce_csrf_checks=True)
    klant.force_login(maak_coordinator(netwerk))
    bekijk(klant.post(pad, GEGEVENS, **HIER), pad)
    netwerk.refresh_from_db()
    assert netwerk.versie == 1


def test_who_was_logged_out_meanwhile_gets_the_text_back(client, pad):
    bekijk(client.post(pad, GEGEVENS, **HIER), pad)


def test_what_was_chosen_has_the_name_that_the_form_gave_it(client, netwerk):
    thema, wijken = maak_thema(naam="Rondkomen"), [maak_wijk(naam="Beijum"), maak_wijk(naam="Zuid")]
    geheim = maak_netwerk(naam="Stil netwerk", openbaar=False)
    pad = reverse("netwerken:inzet_nieuw", kwargs={"netwerk": netwerk.slug})
    gegevens = {
        "organisatie": "Humanitas",
        "organisatie_keuze": "12",
        "organisatie_soort": "kerk",
        "thema": thema.pk,
        "wijken": [wijk.pk for wijk in wijken],
        "punten-0-thema": thema.pk,
        "netwerk": geheim.pk,
        "status": "in_oprichting",
        "zelf": "on",
        "versie": "3",
    }
    antwoord = client.post(pad, gegevens, **HIER)
    assert antwoord.status_code == 403
    assert antwoord.context["getypt"] == [
        ("Organisatie", "Humanitas"),
        ("Organisatie soort", "kerk of kerkelijk verband"),
        ("Thema", "Rondkomen"),
        ("Wijken", "Beijum"),
        ("Wijken", "Zuid"),
        ("Punten 1 thema", "Rondkomen"),
        ("Status", "in oprichting"),
        ("Zelf", "ja"),
    ]


def test_a_choice_that_does_not_exist_is_no_trouble(client, pad):
    for waarde in ("9" * 30, "-1", "x", "\u0661"):
        antwoord = client.post(pad, GEGEVENS | {"bovenliggend": waarde}, **HIER)
        assert antwoord.status_code == 403


def test_without_any_text_one_just_logs_in(client, netwerk):
    pad = reverse("netwerken:netwerk_bevestigen", args=[netwerk.slug])
    antwoord = client.post(pad, {"versie": "1"}, **HIER)
    assert antwoord.url == f"{reverse('account_login')}?next={pad}"


@pytest.mark.parametrize("herkomst", ["https://elders.example", "null", ""])
def test_what_another_site_sends_is_not_shown(pad, herkomst):
    klant = Client(enforce_csrf_checks=True)
    antwoord = klant.post(pad, GEGEVENS, headers={"origin": herkomst} if herkomst else {})
    assert antwoord.status_code == 403
    tekst = antwoord.content.decode()
    assert "Een nieuwe naam" not in tekst
    assert "Ga terug met de knop van je browser" in tekst


def test_nothing_about_an_account_is_shown():
    antwoord = Client(enforce_csrf_checks=True).post(
        reverse("account_login"), {"login": "ik@voorbeeld.nl"}, **HIER
    )
    assert antwoord.status_code == 403
    assert "ik@voorbeeld.nl" not in antwoord.content.decode()
