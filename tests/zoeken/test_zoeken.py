"""Search: one index of normalised, stemmed words over every public record."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from buurtnet.kern.woorden import normaliseer, stam, tokens, vormen
from buurtnet.kern.zoekindex import Zoekingang, Zoekvermelding
from buurtnet.zoeken.spelling import afstand
from buurtnet.zoeken.vraag import Zoekvraag, ids_voor, met_ingangen
from initiatieven.models import Initiatief, Verhaal
from tests.hulp.bouwers import (
    maak_accommodatie,
    maak_agenda,
    maak_initiatief,
    maak_organisatie,
    maak_synoniem,
    maak_thema,
    maak_verhaal,
    maak_wijk,
)

pytestmark = pytest.mark.django_db


def gevonden(vraag, **opties):
    """Names of what the question finds, the best first."""
    gevraagd = Zoekvraag(vraag, per_soort=99, **opties).zoek()
    return [ingang.naam for ingang in met_ingangen(gevraagd.beste)]


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


@pytest.mark.parametrize(
    ("vraag", "naam"),
    [
        ("مسجد", "مسجد النور"),
        ("النور", "مسجد النور"),
        ("مَسْجِد", "مسجد النور"),
        ("МОСТ", "Культурный мост"),
        ("kulturnyj", "Культурный мост"),
        ("κοινοτητα", "Ελληνική Κοινότητα"),
        ("北京", "北京茶馆"),
        ("lodz", "Vrienden van Łódź"),
        ("strasse", "Straße Fest"),
        ("İzmir", "Izmir Kültür"),
    ],
)
def test_a_name_in_another_script_is_found_as_written_or_as_we_would_write_it(vraag, naam):
    maak_organisatie(naam=naam)
    maak_organisatie(naam="Iets heel anders")
    assert gevonden(vraag) == [naam]


@pytest.mark.parametrize("vraag", ["wijert", "de Wijert", "WIJERT", "dewijert"])
def test_any_spelling_finds_the_wijk(vraag):
    maak_wijk(naam="De Wijert", ook_bekend_als="Wijert, DeWijert")
    assert gevonden(vraag) == ["De Wijert"]


@pytest.mark.parametrize("vraag", ["tenpost", "TenPost", "Ten Post", "ten-post", "tenpsot"])
def test_the_name_of_a_wijk_may_be_typed_as_one_word(vraag):
    maak_wijk(naam="Ten Post")
    maak_wijk(naam="Ten Boer")
    assert gevonden(vraag)[0] == "Ten Post"


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
    velden = ("ingang__naam", "woord__woord", "woord__geschreven", "gewicht")
    eerst = set(Zoekvermelding.objects.values_list(*velden))
    Zoekingang.objects.all().delete()
    call_command("zoekindex")
    daarna = set(Zoekvermelding.objects.values_list(*velden))
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


# Slips of the pen


@pytest.mark.parametrize(
    ("getypt", "naam", "gelezen"),
    [
        ("slimoteek", "Slimotheek", "slimotheek"),
        ("slimotheeek", "Slimotheek", "slimotheek"),
        ("slimtoheek", "Slimotheek", "slimotheek"),
        ("zlimotheek", "Slimotheek", "slimotheek"),
        ("bejum", "Beijum", "beijum"),
        ("bijeum", "Beijum", "beijum"),
        ("beyum", "Beijum", "beijum"),
        ("haern", "Haren", "haren"),
        ("jaren", "Haren", "haren"),
        ("selwerd zuit", "Selwerd Zuid", "selwerd zuid"),
    ],
)
def test_a_slip_of_the_pen_is_forgiven_and_told(getypt, naam, gelezen):
    maak_wijk(naam=naam)
    maak_wijk(naam="Oosterpoort")
    assert gevonden(getypt) == [naam]
    assert Zoekvraag(getypt).zoek().gezocht_naar == gelezen


def test_a_corrected_word_finds_longer_words_too():
    maak_initiatief(naam="Moestuinbakken")
    maak_initiatief(naam="Een moestuin")
    assert gevonden("moesuin") == ["Een moestuin", "Moestuinbakken"]


@pytest.mark.parametrize("vraag", ["wij", "wok", "buurt", "xqzzt"])
def test_nothing_is_corrected_that_is_short_right_or_unlike_anything(vraag):
    maak_organisatie(naam="WIJ")
    for _nummer in range(3):
        maak_initiatief(naam="Buurtkamer", omschrijving="In de buurt.")
    maak_initiatief(naam="Kok")
    assert Zoekvraag(vraag).zoek().gezocht_naar == ""


def test_a_word_that_is_not_public_is_never_suggested():
    maak_initiatief(naam="Geheimzinnig", openbaar=False)
    assert Zoekvraag("gehijmzinnig").zoek().gezocht_naar == ""
    assert Zoekvraag("gehijmzinnig", ook_besloten=True).zoek().gezocht_naar == "geheimzinnig"


@pytest.mark.parametrize("vraag", ["fiets", "graak", "moett"])
def test_nothing_is_corrected_into_a_word_of_grammar(vraag):
    maak_initiatief(naam="Soepbus", omschrijving="Graag iets eten? Dat moet kunnen.")
    assert (gevonden(vraag), Zoekvraag(vraag).zoek().gezocht_naar) == ([], "")


WOORD = st.text("abcde", max_size=7)


@given(WOORD, WOORD, WOORD)
def test_the_distance_between_words_is_a_distance(een, ander, derde):
    assert afstand(een, een, 9) == 0
    assert (afstand(een, ander, 9) == 0) == (een == ander)
    assert afstand(een, ander, 9) == afstand(ander, een, 9) <= max(len(een), len(ander))
    ver = afstand(een, derde, 9)
    assert afstand(een, derde, 2) == min(ver, 3)


# Synonyms


def test_a_synonym_finds_what_staff_says_it_means():
    maak_thema(naam="Rondkomen en armoede")
    maak_thema(naam="Wonen")
    maak_synoniem(woord="geldzorgen", bedoelt="rondkomen en armoede, schulden")
    assert gevonden("geldzorgen") == ["Rondkomen en armoede"]
    assert gevonden("geldzorg") == ["Rondkomen en armoede"]
    assert gevonden("geltzorgen") == ["Rondkomen en armoede"]


def test_a_term_of_more_words_means_all_of_them():
    maak_thema(naam="Ouder worden")
    maak_initiatief(naam="Volwassen worden")
    maak_synoniem(woord="opa en oma", bedoelt="ouder worden")
    assert gevonden("opa en oma") == gevonden("OPA, OMA") == ["Ouder worden"]
    assert gevonden("opa") == []


def test_what_somebody_typed_goes_before_what_it_means():
    maak_initiatief(naam="Taalles")
    maak_initiatief(naam="Taal")
    maak_synoniem(woord="taalles", bedoelt="taal")
    assert gevonden("taalles") == ["Taalles", "Taal"]


def test_a_change_of_the_synonyms_counts_at_once(client):
    maak_thema(naam="Rondkomen")
    assert "Rondkomen" not in client.get("/zoeken/", {"q": "geldzorgen"}).content.decode()
    maak_synoniem(woord="geldzorgen", bedoelt="rondkomen")
    assert "Rondkomen" in client.get("/zoeken/", {"q": "geldzorgen"}).content.decode()


@pytest.mark.parametrize("velden", [{"woord": "!?"}, {"bedoelt": ", ,"}])
def test_a_synonym_says_something(velden):
    with pytest.raises(ValidationError, match="geen woord"):
        maak_synoniem(**{"woord": "oma", "bedoelt": "ouderen"} | velden)


# Compounds


def test_a_compound_finds_what_it_is_made_of():
    maak_initiatief(naam="Moestuin", omschrijving="In de buurt.")
    maak_initiatief(naam="Buurthuis")
    assert gevonden("buurtmoestuin") == ["Moestuin"]


@pytest.mark.parametrize(
    ("vraag", "naam"), [("koor", "Inloopkoor"), ("taal", "Buurttaalhuis"), ("brei", "Breicafé")]
)
def test_a_word_of_four_letters_is_found_in_a_compound_whatever_its_stem(vraag, naam):
    maak_initiatief(naam=naam)
    maak_initiatief(naam="Korfbal op tallen")
    assert gevonden(vraag) == [naam]
    assert gevonden(vraag, beginletters=True) == [naam]


def test_what_a_synonym_means_may_begin_a_longer_word():
    maak_initiatief(naam="Koorzang")
    maak_synoniem(woord="zingen", bedoelt="koor")
    assert gevonden("zingen") == ["Koorzang"]


@pytest.mark.parametrize(
    ("vraag", "naam"),
    [
        ("haakclub", "Haken en kletsen"),
        ("tekenmiddag", "Tekenen"),
        ("korrewegbuurt", "Korrewegwijk"),
        ("korrewegclub", "Korrewegwijk"),
    ],
)
def test_a_head_that_only_says_the_form_may_be_missing(vraag, naam):
    maak_initiatief(naam=naam)
    maak_initiatief(naam="Buurtkamer")
    assert gevonden(vraag) == [naam]


def test_two_such_heads_mean_nothing_apart():
    maak_initiatief(naam="Buurtkamer")
    assert gevonden("buurtclub") == []


@pytest.mark.parametrize("vraag", ["ouderengymnastiek", "gymnastieksouderen"])
def test_the_letters_that_link_the_parts_may_stand_between(vraag):
    maak_initiatief(naam="Gymnastiek voor ouderen")
    assert gevonden(vraag) == ["Gymnastiek voor ouderen"]


def test_a_short_part_says_too_little_on_its_own():
    maak_initiatief(naam="Hulp", omschrijving="Bij schuld.")
    maak_initiatief(naam="Hulp in huis")
    assert gevonden("schuldhulp") == ["Hulp"]


def test_letters_that_happen_to_be_a_word_are_not_a_part():
    maak_initiatief(naam="Tuin")
    maak_initiatief(naam="Moes")
    assert gevonden("groentetuin") == []


# What is asked for and what isn't there


def test_when_nothing_has_all_words_a_part_of_them_will_do():
    maak_wijk(naam="Beijum")
    maak_initiatief(naam="Moestuin")
    vraag = Zoekvraag("moestuin beijum").zoek()
    assert vraag.ruim
    assert sorted(gevonden("moestuin beijum")) == ["Beijum", "Moestuin"]


def test_another_name_counts_as_a_name():
    maak_initiatief(naam="Team", omschrijving="De RUG doet mee.")
    maak_organisatie(naam="Rijksuniversiteit Groningen", afkorting="RUG")
    maak_wijk(naam="De Wijert", ook_bekend_als="Wijert, DeWijert")
    assert gevonden("rug") == ["Rijksuniversiteit Groningen", "Team"]
    assert Zoekvraag("dewijert").zoek().beste[0]["score"] == 240


def test_a_story_is_not_found_before_its_day(time_machine):
    maak_verhaal(naam="Morgenland", datum=datetime.date(2026, 11, 23))
    time_machine.move_to(datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC))
    assert gevonden("morgenland") == []
    assert Zoekvraag("morgenlant").zoek().gezocht_naar == ""
    assert gevonden("morgenland", ook_besloten=True) == ["Morgenland"]
    time_machine.move_to(datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC))
    assert gevonden("morgenland") == ["Morgenland"]
    Verhaal.objects.update(datum=datetime.date(2027, 1, 1))
    assert gevonden("morgenland") == []


@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing(tekst):
    for token in tokens(tekst):
        assert tokens(normaliseer(token)) == [token]
        assert 1 <= len(token) <= 80
        assert stam(token) in vormen(token)
