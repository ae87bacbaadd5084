"""How coordinators keep how to reach what they look after."""

import pytest
from django.urls import reverse

from buurtnet.bewerken.handelingen import Handeling
from netwerken.models import Contactpunt
from tests.hulp.bouwers import (
    in_hoede_van,
    log_in,
    maak_accommodatie,
    maak_contactpunt,
    maak_coordinator,
    maak_initiatief,
    maak_organisatie,
    maak_redacteur,
)
from tests.hulp.lijstproef import kost_evenveel
from tests.hulp.naamwoorden import adres, ingevuld

pytestmark = pytest.mark.django_db
SOORTEN = ("organisatie", "netwerk", "initiatief", "accommodatie")


@pytest.fixture
def records(eigen):
    """{kind: a record that the network of `eigen` looks after}."""
    maak = {
        "organisatie": maak_organisatie,
        "initiatief": maak_initiatief,
        "accommodatie": maak_accommodatie,
    }
    records = {soort: in_hoede_van(eigen.netwerk, een()) for soort, een in maak.items()}
    return records | {"netwerk": eigen.netwerk}


def lijst(record):
    return reverse(f"netwerken:{record._meta.model_name}_contactpunten", args=[record.slug])


def nieuw(record):
    return reverse("netwerken:contactpunt_nieuw", kwargs={record._meta.model_name: record.slug})


@pytest.mark.parametrize("soort", SOORTEN)
def test_a_contact_is_added_to_each_kind_and_closed_until_said_otherwise(client, records, soort):
    record = records[soort]
    assert lijst(record) in client.get(record.get_absolute_url()).content.decode()
    form = client.get(nieuw(record)).context["form"]
    gekozen = {form[f"{veld}_zichtbaar"].value() for veld in ("naam", "telefoon", "email")}
    assert gekozen == {"netwerk"}
    gegevens = {naam: form[naam].value() or "" for naam in form.fields if naam != "gevoelig"}
    gegevens |= {"functie": "balie", "telefoon": "050 123 45 67"}
    antwoord = client.post(nieuw(record), gegevens)
    assert antwoord.url == lijst(record)
    punt = Contactpunt.objects.get()
    assert (punt.eigenaar, punt.telefoon_zichtbaar) == (record, "netwerk")
    assert "050 123 45 67" in client.get(lijst(record)).content.decode()
    log_in(client, maak_coordinator())
    assert "050 123 45 67" not in client.get(record.get_absolute_url()).content.decode()
    assert client.get(lijst(record)).status_code == 403


def test_what_is_for_everybody_stands_on_the_page_at_once(client, records):
    record = records["organisatie"]
    punt = maak_contactpunt(organisatie=record, telefoon="050 1", telefoon_zichtbaar="netwerk")
    velden = ingevuld(client, punt) | {"telefoon_zichtbaar": "openbaar"}
    assert client.post(adres(punt, "wijzigen"), velden).status_code == 302
    client.logout()
    assert "050 1" in client.get(record.get_absolute_url()).content.decode()


def test_a_contact_without_a_way_to_reach_it_is_refused(client, records):
    form = client.get(nieuw(records["netwerk"])).context["form"]
    gegevens = {naam: form[naam].value() or "" for naam in form.fields if naam != "gevoelig"}
    antwoord = client.post(nieuw(records["netwerk"]), gegevens | {"functie": "balie"})
    fouten = antwoord.context["form"].errors
    assert fouten["telefoon"] == ["Vul een telefoonnummer of e-mailadres in."]


def test_a_name_asks_for_its_ground_day_and_wording(client, records):
    punt = maak_contactpunt(netwerk=records["netwerk"], telefoon="1", telefoon_zichtbaar="netwerk")
    velden = ingevuld(client, punt) | {"naam": "Jo de Vries"}
    antwoord = client.post(adres(punt, "wijzigen"), velden)
    assert "waarom die hier mag staan" in antwoord.content.decode()
    assert antwoord.context["form"]["naam"].value() == "Jo de Vries"
    velden |= {
        "toestemming_grond": "toestemming",
        "toestemming_op": "12-5-2026",
        "toestemming_tekst": "Mag je naam erbij? Ja.",
    }
    assert client.post(adres(punt, "wijzigen"), velden).status_code == 302
    punt.refresh_from_db()
    assert (punt.naam, str(punt.toestemming_op)) == ("Jo de Vries", "2026-05-12")


def test_of_a_church_the_form_says_why_it_can_t_be_public(client, records):
    kerk = records["organisatie"]
    kerk.soort = "kerk"
    kerk.save()
    punt = maak_contactpunt(organisatie=kerk, telefoon="050 1", telefoon_zichtbaar="netwerk")
    velden = ingevuld(client, punt) | {"telefoon_zichtbaar": "openbaar", "gevoelig": ""}
    antwoord = client.post(adres(punt, "wijzigen"), velden)
    assert "Dit is gevoelig" in antwoord.content.decode()
    punt.refresh_from_db()
    assert (punt.telefoon_zichtbaar, punt.gevoelig) == ("netwerk", True)


def test_a_contact_is_taken_away_and_brought_back_in_one_press(client, records):
    record = records["organisatie"]
    punt = maak_contactpunt(organisatie=record, telefoon="050 1", telefoon_zichtbaar="openbaar")
    weg = reverse("netwerken:contactpunt_weg", args=[punt.pk])
    assert client.post(weg).url == lijst(record)
    assert not Contactpunt.objects.exists()
    assert "050 1" not in client.get(record.get_absolute_url()).content.decode()
    gedaan = Handeling.objects.get()
    assert gedaan.wat == "Contactpunt verwijderd: balie."
    client.post(reverse("ongedaan"), {"handeling": gedaan.pk})
    assert Contactpunt.objects.get().telefoon == "050 1"


def test_what_was_for_the_redactie_alone_is_not_on_the_list_of_a_coordinator(client, records):
    record = records["organisatie"]
    punt = maak_contactpunt(organisatie=record, functie="directie", telefoon="050 9998877")
    assert "directie" not in client.get(lijst(record)).content.decode().lower()
    for verb in ("wijzigen", "geschiedenis"):
        assert client.get(adres(punt, verb)).status_code in (403, 404)
    log_in(client, maak_redacteur())
    assert "050 9998877" in client.get(lijst(record)).content.decode()


@pytest.mark.eenmaal
def test_the_list_costs_as_much_for_thirty_contacts_as_for_one(client, records):
    record = records["organisatie"]

    def rijk(aantal):
        for nummer in range(aantal):
            bereik = {"telefoon": "1", "telefoon_zichtbaar": "netwerk"}
            maak_contactpunt(organisatie=record, functie=f"balie {nummer}", **bereik)

    kost_evenveel(client, rijk, 20, lijst(record))


@pytest.mark.parametrize("functie", ["Jan, 06-12345678", "jan@voorbeeld.nl"])
def test_a_function_holds_nothing_that_has_a_box_of_its_own(client, records, functie):
    """Everybody who reads anything of a contact reads its function, whoever may see the rest."""
    gegevens = {f"{veld}_zichtbaar": "netwerk" for veld in ("naam", "telefoon", "email")}
    gegevens |= {"functie": functie, "telefoon": "050 123 45 67"}
    antwoord = client.post(nieuw(records["netwerk"]), gegevens)
    assert "in het vak daarvoor" in antwoord.context["form"].errors["functie"][0]
    assert not Contactpunt.objects.exists()
