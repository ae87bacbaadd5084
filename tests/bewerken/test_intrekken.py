"""What was never so is taken back by who added it, for a while; it stays in the history."""

import datetime

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from buurtnet.bewerken.handelingen import TERMIJN, Handeling, handeling
from buurtnet.bewerken.intrekken import (
    NietIngetrokken,
    mag_intrekken,
    pas_toegevoegd,
    trek_in,
)
from buurtnet.bewerken.ongedaan import maak_ongedaan
from netwerken.models import Deelname, Hoede, Inzet, Organisatie
from tests.hulp.bouwers import (
    log_in,
    maak_coordinator,
    maak_inzet,
    maak_organisatie,
    maak_peiling,
    maak_redacteur,
    maak_thema,
)
from tests.hulp.inzetproef import nieuw, velden
from tests.hulp.naamwoorden import adres, ingevuld

pytestmark = pytest.mark.django_db
ORGANISATIE = {"organisatie": "De Zonnewijzer", "organisatie_bij": "De Zonnewijzer"}
ORGANISATIE |= {"organisatie_keuze": "nieuw", "organisatie_soort": "welzijn"}


@pytest.fixture
def zij(eigen):
    return eigen.netwerk.coordinatoren.get()


@pytest.fixture
def inzet(client, eigen):
    """An inzet that she added just now, with a new organisation that takes part in her network."""
    antwoord = client.post(nieuw(eigen.netwerk), velden(eigen.wijk, maak_thema(), **ORGANISATIE))
    assert antwoord.status_code == 302
    return Inzet.objects.get()


def test_what_she_added_by_mistake_goes_and_stays_in_the_history(client, inzet):
    pad = adres(inzet, "intrekken")
    assert pad in client.get(adres(inzet, "beeindigen")).content.decode()
    assert pad in client.get(adres(inzet, "wijzigen")).content.decode()
    assert "Dit kan tot en met" in client.get(pad).content.decode()
    antwoord = client.post(pad, {"reden": "verkeerde wijk"}, follow=True)
    assert "Inzet ingetrokken: De Zonnewijzer" in antwoord.content.decode()
    assert "Maak ongedaan" in antwoord.content.decode()
    assert not Inzet.objects.exists()
    laatste = Inzet.history.latest("history_id")
    assert laatste.history_type == "-"
    assert laatste.history_change_reason == "ingetrokken: verkeerde wijk"
    # What came along has a life of its own.
    assert Organisatie.objects.exists() and Deelname.objects.exists()


def test_taking_back_is_undone_under_the_same_key(client, inzet, zij):
    client.post(adres(inzet, "intrekken"))
    maak_ongedaan(Handeling.objects.latest("pk"), zij)
    assert Inzet.objects.get().pk == inzet.pk


def test_what_she_changed_in_another_tab_meanwhile_comes_back_by_undoing(client, inzet, zij):
    gegevens = ingevuld(client, inzet) | {"toelichting": "elke dinsdag"}
    client.post(adres(inzet, "wijzigen"), gegevens)
    assert Inzet.objects.get().toelichting == "elke dinsdag"
    with transaction.atomic(), handeling(zij, "ingetrokken") as gedaan:
        trek_in(inzet, zij)  # as it was read before she changed it
    maak_ongedaan(gedaan, zij)
    assert Inzet.objects.get().toelichting == "elke dinsdag"


def test_a_record_goes_with_all_that_came_along_with_it(client, inzet):
    organisatie = inzet.organisatie
    pad = adres(organisatie, "intrekken")
    tekst = client.get(pad).content.decode()
    assert "Dit gaat mee weg" in tekst
    antwoord = client.post(pad, follow=True)
    assert "Organisatie ingetrokken: De Zonnewijzer" in antwoord.content.decode()
    for model in (Organisatie, Inzet, Deelname, Hoede):
        assert not model.objects.exists()
        # Each once.
        assert model.history.filter(history_type="-").count() == 1
    maak_ongedaan(Handeling.objects.latest("pk"), maak_redacteur())
    assert Organisatie.objects.get() == organisatie
    assert Inzet.objects.get().organisatie == organisatie


def test_after_a_while_it_is_ended_instead(client, inzet, zij):
    with time_machine.travel(timezone.now() + TERMIJN + datetime.timedelta(minutes=1)):
        assert not mag_intrekken(inzet, zij)
        client.force_login(zij)
        assert (
            adres(inzet, "intrekken") not in client.get(adres(inzet, "wijzigen")).content.decode()
        )
        antwoord = client.post(adres(inzet, "intrekken"))
        assert "langer dan 14 dagen geleden" in antwoord.content.decode()
    assert Inzet.objects.exists()


def test_a_colleague_may_not_but_the_redactie_may(eigen, inzet):
    collega = maak_coordinator(eigen.netwerk)
    assert inzet.can_edit(collega)
    with pytest.raises(NietIngetrokken, match="Alleen wie dit toevoegde"):
        trek_in(inzet, collega)
    trek_in(inzet, maak_redacteur())
    assert not Inzet.objects.exists()


def test_what_nobody_here_added_is_not_taken_back(eigen, zij):
    inzet = maak_inzet(wijk=eigen.wijk)
    redacteur = maak_redacteur()
    assert not mag_intrekken(inzet, zij) and not mag_intrekken(inzet, redacteur)
    inzet.history.all().delete()
    assert not mag_intrekken(inzet, redacteur)


def test_what_a_colleague_confirmed_was_so(client, eigen, inzet, zij):
    log_in(client, maak_coordinator(eigen.netwerk))
    client.post(adres(inzet, "bevestigen"))
    with pytest.raises(NietIngetrokken, match="wijzigde of bevestigde"):
        trek_in(inzet, zij)


def test_what_others_hung_something_on_stays(client, eigen, inzet, zij):
    organisatie = inzet.organisatie
    collega = maak_coordinator(eigen.netwerk)
    log_in(client, collega)
    gegevens = velden(eigen.wijk, maak_thema(), organisatie="De Zonnewijzer")
    assert client.post(nieuw(eigen.netwerk), gegevens).status_code == 302
    with pytest.raises(NietIngetrokken, match="wat een ander invulde"):
        trek_in(organisatie, zij)
    # Nor does the redactie take work of others along.
    with pytest.raises(NietIngetrokken, match="wat een ander invulde"):
        trek_in(organisatie, maak_redacteur())
    assert Organisatie.objects.exists()


def test_what_a_list_or_a_tree_names_is_taken_out_there_first(inzet, zij):
    organisatie = inzet.organisatie
    peiling = maak_peiling(uitvoerders=[organisatie], naam="Wijkscan")
    with pytest.raises(NietIngetrokken, match="Wijkscan"):
        trek_in(organisatie, zij)
    peiling.uitvoerders.clear()
    maak_organisatie(naam="Afdeling", koepel=organisatie)
    with pytest.raises(NietIngetrokken, match="Afdeling"):
        trek_in(organisatie, zij)


def test_what_is_hidden_has_no_name_in_the_reason(inzet, zij):
    maak_organisatie(naam="Geheim", koepel=inzet.organisatie, openbaar=False)
    with pytest.raises(NietIngetrokken) as fout:
        trek_in(inzet.organisatie, zij)
    assert "Geheim" not in fout.value.zin and "(niet openbaar)" in fout.value.zin


def test_many_rows_are_asked_about_in_one_query(inzet, zij, django_assert_num_queries):
    anderen = [maak_inzet().pk for _n in range(3)]
    assert not zij.is_redacteur  # asked once for each person
    with django_assert_num_queries(1):
        assert pas_toegevoegd(Inzet, [inzet.pk, *anderen], zij) == {inzet.pk}


def test_a_second_click_says_that_it_is_gone(client, inzet, zij):
    pad, vers = adres(inzet, "intrekken"), Inzet.objects.get()
    trek_in(inzet, zij)
    for rij in (inzet, vers):
        with pytest.raises(NietIngetrokken, match="bestaat niet meer"):
            trek_in(rij, zij)
    assert client.post(pad).status_code == 404


def test_who_changed_it_since_may_still_take_it_back(client, inzet, zij):
    client.post(adres(inzet, "wijzigen"), ingevuld(client, inzet) | {"toelichting": "Soep."})
    inzet.refresh_from_db()
    assert inzet.versie == 2
    assert mag_intrekken(inzet, zij)
