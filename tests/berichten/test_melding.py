"""Anybody says that something isn't right: one press from the record, no account, no trace."""

import datetime
import re
import uuid

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from buurtnet.berichten.melding.formulieren import VRAAGBAAR
from buurtnet.web.dataversie import lees_versie
from netwerken import voorstellen
from netwerken.models import Voorstel
from tests.hulp.bouwers import (
    maak_accommodatie,
    maak_activiteit,
    maak_agenda,
    maak_bijeenkomst,
    maak_contactpunt,
    maak_coordinator,
    maak_initiatief,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_signaal,
    maak_thema,
    maak_verhaal,
)
from tests.hulp.meldproef import HIER, MELDING, NIEUW, meld, over, tekst_van

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nog_niets_gemeld")]


# One press from the record


@pytest.mark.parametrize(
    "maak",
    [
        *(maak_organisatie, maak_initiatief, maak_accommodatie, maak_activiteit, maak_netwerk),
        *(maak_agenda, maak_verhaal, maak_thema, maak_signaal),
    ],
)
def test_every_record_carries_itself_along(client, maak):
    rij = maak()
    pagina = client.get(rij.get_absolute_url()).content.decode()
    link = f"{MELDING}?over={rij._meta.model_name}%2F{getattr(rij, 'slug', None) or rij.pk}"
    assert link in pagina
    assert rij.naam in tekst_van(client.get(link))


def test_a_wijk_and_a_report_of_a_meeting_carry_themselves_along(client, wijk):
    assert f"over=wijk%2F{wijk.slug}" in client.get(wijk.get_absolute_url()).content.decode()
    avond = maak_bijeenkomst(
        netwerk=maak_netwerk(),
        verslag="Soep.",
        verslag_openbaar="ja",
        vanaf=datetime.date(2026, 1, 1),
    )
    adres = reverse("netwerken:bijeenkomst_verslag", kwargs=avond.padsleutel)
    assert f"over=bijeenkomst%2F{avond.pk}" in client.get(adres).content.decode()


def test_what_is_missing_asks_for_itself(client):
    leeg = maak_accommodatie()
    pagina = client.get(leeg.get_absolute_url()).content.decode()
    for veld in ("telefoon", "openingstijden", "adres"):
        link = f"{MELDING}?over=accommodatie%2F{leeg.slug}&amp;veld={veld}"
        assert link in pagina
        vraag = client.get(link.replace("&amp;", "&"))
        assert re.search(rf'type="hidden" name="veld" value="{veld}"', vraag.content.decode())
    bereik = {"telefoon": "050 1", "telefoon_zichtbaar": "openbaar"}
    vol = maak_accommodatie(openingstijden="altijd", adres="Straat 1")
    maak_contactpunt(accommodatie=vol, **bereik)
    assert "Weet jij het" not in tekst_van(client.get(vol.get_absolute_url()))


def test_what_ended_and_a_day_in_the_past_ask_for_nothing(client):
    weg = maak_accommodatie(tot=datetime.date(2021, 1, 1), status="gestopt")
    assert "Weet jij het" not in tekst_van(client.get(weg.get_absolute_url()))
    plek = maak_accommodatie()
    toen = client.get(f"{plek.get_absolute_url()}?op=2021-06-30")
    assert "Weet jij het" not in tekst_van(toen)


# Sending it


def test_a_report_becomes_a_proposal_and_the_code_tells_of_it(client, plek):
    antwoord = meld(client, plek, tekst="Ze zijn nu tot vijf uur open.")
    voorstel = Voorstel.objects.get()
    assert (voorstel.record, voorstel.soort, voorstel.voorsteller) == (plek, "melding", None)
    assert antwoord["Location"] == f"/melding/{voorstel.leesbare_code}/"
    stand = client.get(antwoord["Location"])
    assert voorstel.leesbare_code in tekst_van(stand)
    assert "De redactie kijkt ernaar. Meestal duurt dat niet langer dan een week." in tekst_van(
        stand
    )


def test_a_field_is_proposed_as_what_it_is_to_say(client, plek):
    meld(client, plek, veld="openingstijden", waarde="ma t/m vr 9-17 uur")
    assert Voorstel.objects.get().gegevens == {
        "openingstijden": ["ma 9-12 uur", "ma t/m vr 9-17 uur"]
    }


def test_nobody_gets_a_cookie_or_a_token(client, plek):
    adres = f"{MELDING}?over={over(plek)}"
    streng = Client(enforce_csrf_checks=True)
    antwoorden = [streng.get(adres), streng.get(NIEUW), meld(streng, plek, tekst="Klopt niet.")]
    antwoorden += [meld(streng, plek), streng.get(antwoorden[2]["Location"])]
    assert antwoorden[2].status_code == 302
    for antwoord in antwoorden:
        assert not antwoord.cookies
        assert "csrfmiddlewaretoken" not in antwoord.content.decode()
        assert "no-store" in antwoord["Cache-Control"]
        if antwoord.status_code == 200:
            assert 'content="noindex' in antwoord.content.decode()


def test_a_report_makes_no_kept_page_new(client, plek):
    eerder = lees_versie()
    meld(client, plek, tekst="Klopt niet.")
    voorstellen.weiger(Voorstel.objects.all(), maak_redacteur_van(eerder), "Nee.")
    assert Voorstel.objects.get().stand == "geweigerd"


def maak_redacteur_van(eerder):
    assert lees_versie() == eerder
    return maak_redacteur()


def test_the_same_form_sent_twice_is_one_report(client, plek):
    zelfde = {"sleutel": uuid.uuid4(), "tekst": "Klopt niet."}
    een, ander = (meld(client, plek, **zelfde)["Location"] for _keer in range(2))
    assert een == ander
    assert Voorstel.objects.count() == 1
    # Filled in anew it is another.
    meld(client, plek, **zelfde | {"tekst": "Iets anders."})
    assert Voorstel.objects.count() == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elders.example"},
        {"Origin": "null"},
        {"Referer": "https://elders.example/pagina"},
    ],
)
@pytest.mark.parametrize("adres", [MELDING, NIEUW])
def test_another_site_sends_nothing_here(client, plek, headers, adres):
    velden = {"over": over(plek), "tekst": "Gekaapt.", "sleutel": uuid.uuid4()}
    antwoord = client.post(adres, velden, headers=headers)
    assert antwoord.status_code == 403
    assert "Gekaapt" not in antwoord.content.decode()
    assert not Voorstel.objects.exists()


@pytest.mark.parametrize("headers", [{}, HIER, {"Origin": "http://testserver"}])
def test_our_own_page_and_a_program_may(client, plek, headers):
    assert meld(client, plek, headers=headers, tekst="Klopt niet.").status_code == 302


def test_who_has_an_account_is_named_only_when_the_page_was_ours(client, plek):
    gebruiker = maak_coordinator()
    client.force_login(gebruiker)
    meld(client, plek, headers={}, tekst="Zonder.")
    meld(client, plek, tekst="Met.")
    wie = dict(Voorstel.objects.values_list("tekst", "voorsteller"))
    assert wie == {"Zonder.": None, "Met.": gebruiker.pk}


def test_what_a_program_fills_in_unseen_is_given_back(client, plek):
    antwoord = meld(client, plek, tekst="Koop nu.", laat_leeg="https://spam.example")
    assert antwoord.status_code == 200
    assert "Maak dit vak leeg" in tekst_van(antwoord)
    assert not Voorstel.objects.exists()


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"tekst": "Bel Jan op 06-12345678"}, "een mobiel nummer: 06-12345678"),
        ({"tekst": "Mail jan@voorbeeld.nl"}, "een e-mailadres: jan@voorbeeld.nl"),
        ({"veld": "telefoon", "waarde": "0612345678"}, "dat er een nieuw nummer is"),
        ({"veld": "openingstijden", "waarde": "mail jan@voorbeeld.nl"}, "een e-mailadres"),
        ({"waarde": "9-17"}, "Kies waar dit bij hoort"),
        ({"veld": "openingstijden", "waarde": "ma 9-12 uur"}, "Dat staat er al zo"),
        ({"veld": "telefoon", "waarde": "geen idee"}, "Vul een telefoonnummer in"),
        ({"veld": "postcode", "waarde": "onzin"}, "postcode"),
        ({}, "Schrijf op wat er niet klopt"),
    ],
)
def test_what_can_not_be_kept_is_given_back_with_the_reason(client, plek, velden, zin):
    antwoord = meld(client, plek, **velden)
    assert antwoord.status_code == 200
    assert zin.lower() in tekst_van(antwoord).lower()
    for waarde in velden.values():
        assert waarde in antwoord.content.decode()
    assert not Voorstel.objects.exists()


def test_who_sends_too_much_is_asked_to_wait_and_loses_nothing(client, plek):
    for keer in range(10):
        assert meld(client, plek, tekst=f"Klopt niet {keer}").status_code == 302
    antwoord = meld(client, plek, tekst="De elfde.")
    assert antwoord.status_code == 429
    assert "De elfde." in antwoord.content.decode()
    assert "over een uur" in tekst_van(antwoord)
    assert Voorstel.objects.count() == 10
    # Somebody else is not in the way.
    ander = Client(REMOTE_ADDR="192.0.2.7")
    assert meld(ander, plek, tekst="Van een ander.").status_code == 302


def test_all_together_send_no_more_than_people_read(plek):
    grens = int(settings.ACCOUNT_RATE_LIMITS["melding"].split(",")[1].split("/")[0])
    for nummer in range(grens):
        client = Client(REMOTE_ADDR=f"10.0.{nummer // 250}.{nummer % 250}")
        assert meld(client, tekst=f"Melding {nummer}").status_code == 302
    assert meld(Client(REMOTE_ADDR="192.0.2.7"), tekst="Te veel").status_code == 429


def test_what_is_hidden_or_unknown_is_not_there(client):
    verborgen = maak_accommodatie(naam="Geheime zaal", openbaar=False)
    onzin = ["accommodatie/a\x00b", "accommodatie/bestaat-niet", "gebruiker/1", "x"]
    onzin += ["signaal/x", "signaal/9999999999999"]
    for naam in (over(verborgen), *onzin):
        assert client.get(MELDING, {"over": naam}).status_code == 404
    # What was hidden while somebody typed keeps their words.
    antwoord = meld(client, verborgen, tekst="Ze zijn dicht.")
    assert "Ze zijn dicht." in antwoord.content.decode()
    assert "Geheime zaal" not in antwoord.content.decode()
    assert not Voorstel.objects.exists()


def test_an_old_address_still_carries_the_record_along(client, plek):
    plek.naam = "De Nieuwe Stroming"
    plek.save()
    assert "De Nieuwe Stroming" in tekst_van(client.get(f"{MELDING}?over=accommodatie/de-stroming"))


def test_every_field_that_is_asked_can_be_proposed():
    for soort, namen in VRAAGBAAR.items():
        model = voorstellen.verschil.SOORTEN[soort]
        assert all(voorstellen.velden.mag_heten(model, naam) for naam in namen)
