"""Search: one index of normalised, stemmed words over every public record."""

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from buurtnet.basis.models import Zoekingang, Zoekvermelding
from buurtnet.basis.woorden import normaliseer, stam, tokens, vormen
from buurtnet.basis.zoeken import Zoekvraag, ids_voor, met_ingangen
from initiatieven.models import Initiatief
from tests.bouwers import (
    maak_accommodatie,
    maak_agenda,
    maak_initiatief,
    maak_organisatie,
    maak_redacteur,
    maak_wijk,
)

pytestmark = pytest.mark.django_db


def gevonden(vraag):
    """Names of what the question finds, the best first."""
    return [ingang.naam for ingang in met_ingangen(Zoekvraag(vraag).beste(per_soort=99))]


@pytest.mark.parametrize(
    ("vraag", "naam"),
    [
        ("moestuin", "Buurtmoestuin De Hoek"),
        ("moestuinen", "Buurtmoestuin De Hoek"),
        ("buurthuizen", "Buurthuis Oost"),
        ("BUURTHUIS", "Buurthuis Oost"),
        ("één", "EEN voor allen"),
        ("een", "EEN voor allen"),
        ("brieven", "Brief aan de buren"),
        ("koffie drinken", "Samen koffie drinken"),
    ],
)
def test_another_form_of_the_word_finds_the_record(vraag, naam):
    maak_initiatief(naam=naam)
    maak_initiatief(naam="Iets heel anders")
    assert gevonden(vraag) == [naam]


@pytest.mark.parametrize("vraag", ["wijert", "de Wijert", "WIJERT", "dewijert"])
def test_any_spelling_finds_the_wijk(vraag):
    maak_wijk(naam="De Wijert", ook_bekend_als="Wijert, DeWijert")
    assert gevonden(vraag) == ["De Wijert"]


def test_the_kind_of_a_place_finds_it():
    maak_accommodatie(naam="De Stroming", soort="buurthuis")
    assert gevonden("buurthuizen") == ["De Stroming"]


def test_an_abbreviation_finds_the_organisation_but_no_longer_words():
    maak_organisatie(naam="Gezond Oud Nieuw", afkorting="GON")
    maak_organisatie(naam="Pentagongroep")
    assert gevonden("GON") == ["Gezond Oud Nieuw"]


def test_the_pronoun_wij_does_not_find_every_wijk():
    maak_organisatie(naam="WIJ Groningen")
    maak_initiatief(naam="Wijkrestaurant")
    assert gevonden("wij") == ["WIJ Groningen"]


def test_every_telling_word_must_be_there():
    maak_initiatief(naam="Eten in de wijk")
    maak_initiatief(naam="Eten met ouderen")
    assert gevonden("eten voor ouderen") == ["Eten met ouderen"]


def test_a_name_goes_before_a_text_and_the_exact_name_before_all():
    maak_initiatief(naam="Soepbus", omschrijving="Met een moestuin erbij.")
    maak_initiatief(naam="Moestuinclub")
    maak_initiatief(naam="Moestuin")
    assert gevonden("moestuin") == ["Moestuin", "Moestuinclub", "Soepbus"]


def test_the_words_of_an_agenda_are_found():
    agenda = maak_agenda(naam="Agenda van de wijk")
    agenda.punten.create(tekst="Minder eenzaamheid")
    assert gevonden("eenzaam") == ["Agenda van de wijk"]


def test_the_index_follows_every_path_of_change():
    initiatief = maak_initiatief(naam="Soepbus")
    Initiatief.objects.filter(pk=initiatief.pk).update(naam="Pannenkoekboot")
    assert gevonden("soepbus") == []
    assert gevonden("pannenkoekboot") == ["Pannenkoekboot"]
    Initiatief.objects.bulk_create([Initiatief(naam="Ruilkast", slug="ruilkast", soort="dienst")])
    assert gevonden("ruilkast") == ["Ruilkast"]
    Initiatief.objects.filter(naam="Ruilkast").delete()
    assert gevonden("ruilkast") == []
    initiatief.delete()
    assert not Zoekingang.objects.filter(soort="initiatieven.initiatief").exists()


def test_the_command_rebuilds_the_same_index(capsys):
    maak_initiatief(naam="Soepbus", omschrijving="Elke dag soep voor iedereen.")
    maak_organisatie(naam="Humanitas")
    eerst = set(Zoekvermelding.objects.values_list("ingang__naam", "woord__woord", "gewicht"))
    Zoekingang.objects.all().delete()
    call_command("zoekindex")
    daarna = set(Zoekvermelding.objects.values_list("ingang__naam", "woord__woord", "gewicht"))
    assert eerst == daarna != set()
    assert "initiatieven: 1" in capsys.readouterr().out


def test_saving_again_without_change_writes_no_index(django_assert_num_queries):
    initiatief = maak_initiatief(naam="Soepbus")
    sleutels = set(Zoekvermelding.objects.values_list("pk", flat=True))
    initiatief.save()
    assert set(Zoekvermelding.objects.values_list("pk", flat=True)) == sleutels


def test_what_is_no_longer_public_is_no_longer_found():
    initiatief = maak_initiatief(naam="Soepbus")
    initiatief.openbaar = False
    initiatief.save()
    assert gevonden("soepbus") == []
    Initiatief.objects.update(openbaar=True)
    assert gevonden("soepbus") == ["Soepbus"]


def test_lists_ask_the_index_for_keys():
    moestuin = maak_initiatief(naam="Moestuin")
    maak_organisatie(naam="Moestuinvereniging")
    gevonden = Initiatief.objects.filter(pk__in=ids_voor("initiatieven.initiatief", "tuin"))
    assert list(gevonden) == [moestuin]


def test_zoeken_groups_by_kind_with_counts_and_places(client):
    wijk = maak_wijk(naam="Oosterpark", ligt_in=maak_wijk(naam="Stad", soort="stad"))
    for nummer in range(7):
        maak_initiatief(naam=f"Moestuin {nummer}", wijken=[wijk])
    maak_organisatie(naam="Moestuinvereniging")
    antwoord = client.get("/zoeken/", {"q": "moestuin"})
    inhoud = antwoord.content.decode()
    assert "8 resultaten" in inhoud
    assert inhoud.count("Oosterpark") == 5
    assert "Alle 7 bij Initiatieven" in inhoud
    assert inhoud.index("Initiatieven <") < inhoud.index("Organisaties <")
    alle = client.get("/zoeken/", {"q": "moestuin", "soort": "initiatief"}).content.decode()
    assert alle.count("Oosterpark") == 7


def test_zoeken_answers_usefully_when_nothing_is_found(client):
    maak_initiatief(naam="Slimotheek")
    inhoud = client.get("/zoeken/", {"q": "slimoteek"}).content.decode()
    assert "Niets gevonden" in inhoud
    assert "Slimotheek" in inhoud


def test_zoeken_hides_what_is_not_public(client):
    maak_initiatief(naam="Geheime tuin", openbaar=False)
    assert "Geheime tuin" not in client.get("/zoeken/", {"q": "tuin"}).content.decode()
    assert "Geheime tuin" not in client.get("/zoeken/", {"q": "geheime tuim"}).content.decode()
    client.force_login(maak_redacteur())
    assert "Geheime tuin" in client.get("/zoeken/", {"q": "tuin"}).content.decode()


def test_zoeken_names_no_place_that_is_not_public(client):
    geheim = maak_wijk(naam="Geheime plek", openbaar=False)
    maak_initiatief(naam="Moestuin", wijken=[geheim])
    assert "Geheime plek" not in client.get("/zoeken/", {"q": "moestuin"}).content.decode()


@pytest.mark.parametrize(
    "vraag",
    ["", "   ", "\x00", "a\x00b", "x" * 10_000, "%", "_", "'", '"><script>', "🙂", "de het een"],
)
@pytest.mark.parametrize("rest", [{}, {"soort": "x"}, {"soort": "wijk", "pagina": "-3"}])
def test_zoeken_survives_any_question(client, vraag, rest):
    maak_wijk(naam="De Wijert")
    antwoord = client.get("/zoeken/", {"q": vraag} | rest)
    assert antwoord.status_code == 200
    assert "<script>" not in antwoord.content.decode()


def test_zoeken_costs_the_same_number_of_queries_for_one_and_thirty(
    client, django_assert_max_num_queries
):
    wijk = maak_wijk()
    aantallen = []
    for hoeveel in (1, 29):
        for _nummer in range(hoeveel):
            maak_initiatief(naam="Moestuin", wijken=[wijk])
        with django_assert_max_num_queries(12) as vragen:
            client.get("/zoeken/", {"q": "moestuin", "keer": hoeveel})
        aantallen.append(len(vragen.captured_queries))
    assert aantallen[0] == aantallen[1]


@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing(tekst):
    for token in tokens(tekst):
        assert tokens(normaliseer(token)) == [token]
        assert 1 <= len(token) <= 80
        assert stam(token) in vormen(token)
