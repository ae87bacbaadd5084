"""The page with results, and what a search box offers while somebody types."""

import re

import pytest

from tests.hulp.bouwers import (
    maak_accommodatie,
    maak_activiteit,
    maak_agenda,
    maak_gebied,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_synoniem,
    maak_thema,
    maak_verhaal,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.lijstproef import open_pagina
from tests.hulp.zoekproef import koppen, namen, suggesties

pytestmark = pytest.mark.django_db


# The page with results


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
    assert inhoud.index("</svg>Initiatieven") < inhoud.index("</svg>Organisaties")
    alle = client.get("/zoeken/", {"q": "moestuin", "soort": "initiatief"}).content.decode()
    assert alle.count("Oosterpark") == 7


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


@pytest.mark.eenmaal
def test_zoeken_costs_the_same_number_of_queries_for_three_and_thirty(
    client, django_assert_max_num_queries
):
    wijk = maak_wijk()
    aantallen = []
    for hoeveel in (3, 27):
        for _nummer in range(hoeveel):
            maak_initiatief(naam="Moestuin", wijken=[wijk])
        with django_assert_max_num_queries(12) as vragen:
            client.get("/zoeken/", {"q": "moestuin", "keer": hoeveel})
        aantallen.append(len(vragen.captured_queries))
    assert aantallen[0] == aantallen[1]


def test_zoeken_says_what_it_read_when_little_was_found(client):
    maak_initiatief(naam="Slimotheek")
    inhoud, _queries = open_pagina(client, "/zoeken/?q=slimoteek")
    assert "Daarom zochten we ook naar <strong>slimotheek</strong>" in inhoud
    assert namen(client, "slimoteek") == ["Slimotheek"]
    assert "zochten we ook naar" not in open_pagina(client, "/zoeken/?q=slimotheek")[0]


def test_what_is_said_of_another_reading_agrees_with_how_much_was_found(client):
    for nummer in range(9):
        maak_initiatief(naam=f"Maatje {nummer}")
    inhoud, _queries = open_pagina(client, "/zoeken/?q=maatjes")
    assert "9 resultaten" in inhoud
    assert "Bijna niets past precies bij “maatjes”" in inhoud
    assert "zochten we ook naar <strong>maatje</strong>" in inhoud
    assert "vonden bijna niets" not in inhoud


def test_zoeken_says_so_when_only_a_part_of_the_words_was_found(client):
    maak_wijk(naam="Beijum")
    maak_initiatief(naam="Moestuin")
    inhoud, _queries = open_pagina(client, "/zoeken/?q=moestuin+beijum")
    assert "niets waar al je woorden in staan" in inhoud
    assert namen(client, "moestuin beijum") == ["Beijum", "Moestuin"]


def test_zoeken_leads_on_when_nothing_is_found(client):
    inhoud, _queries = open_pagina(client, "/zoeken/?q=xqzzt")
    assert "Niets gevonden" in inhoud
    assert 'href="/wijken/">alle wijken' in inhoud
    assert "een korter of een ander woord" in inhoud


@pytest.mark.parametrize("vraag", ["a", "xyz"])
def test_zoeken_asks_for_a_longer_word_when_it_was_short(client, vraag):
    inhoud, _queries = open_pagina(client, f"/zoeken/?q={vraag}")
    assert "Probeer een langer woord" in inhoud
    assert "korter" not in inhoud


ORDE = "wijk thema activiteit initiatief accommodatie organisatie netwerk agenda verhaal".split()


def test_results_go_wijk_theme_what_you_can_do_who_however_well_they_fit(client):
    maak_wijk(naam="Tuinwijk achter de beek")
    maak_thema(naam="Buiten", trefwoorden="tuin")
    maak_activiteit(naam="Harken", omschrijving="In de tuin.")
    maak_initiatief(naam="Kas", omschrijving="In de tuin.")
    maak_accommodatie(naam="Schuur", omschrijving="In de tuin.")
    maak_organisatie(naam="Tuin Groningen")
    maak_netwerk(naam="Tuin en huis")
    maak_agenda(naam="Tuin en beek")
    maak_verhaal(naam="Tuin in bloei")
    assert koppen(client, "tuin") == ORDE


def test_a_record_that_is_called_what_was_asked_goes_before_all(client):
    maak_wijk(naam="Groen Zuid")
    maak_thema(naam="Groen en duurzaam")
    maak_organisatie(naam="Groen Groningen")
    assert koppen(client, "groen") == ["wijk", "thema", "organisatie"]
    maak_organisatie(naam="Groen Oost Nederland", afkorting="Groen")
    assert koppen(client, "groen") == ["organisatie", "wijk", "thema"]
    maak_initiatief(naam="Groen")
    assert koppen(client, "groen") == ["initiatief", "organisatie", "wijk", "thema"]


@pytest.mark.parametrize("vraag", ["slimotheek", "SLIMOTHEEK", "de slimotheek", "slimoteek"])
def test_a_name_is_on_top_in_any_spelling(client, vraag):
    maak_thema(naam="Ouder worden", trefwoorden="slimotheek")
    maak_organisatie(naam="Slimotheek")
    assert koppen(client, vraag) == ["organisatie", "thema"]


def test_what_a_word_means_is_no_name(client):
    maak_thema(naam="Ouder worden")
    maak_organisatie(naam="Odensehuis")
    maak_synoniem(woord="dementie", bedoelt="odensehuis, ouder worden")
    assert koppen(client, "dementie") == koppen(client, "dementi") == ["thema", "organisatie"]


def test_a_wijk_that_has_the_word_in_its_text_only_comes_last(client):
    maak_wijk(naam="Zuid", omschrijving="Hier staat de soepbus.")
    maak_verhaal(naam="De soepbus van Zuid")
    assert koppen(client, "soepbus") == ["verhaal", "wijk"]


def test_every_result_says_what_it_is_and_where(client):
    oost = maak_gebied(naam="Oost")
    beijum = maak_wijk(naam="Beijum", ligt_in=oost)
    maak_initiatief(naam="Beijum Bloeit", wijken=[beijum])
    maak_thema(naam="Beijum en omstreken")
    actief = maak_organisatie(naam="Beijum Actief", soort="anders")
    for nummer in range(5):
        maak_inzet(organisatie=actief, wijk=maak_wijk(naam=f"Wijk {nummer}"))
    maak_werkgebied(netwerk=maak_netwerk(naam="Netwerk Beijum"), wijk=oost)
    inhoud = client.get("/zoeken/", {"q": "beijum"}).content.decode()
    kaal = " ".join(re.sub("<[^>]*>", "", inhoud).split())
    assert "Beijum wijk · Oost" in kaal
    assert "Beijum Bloeit bewonersinitiatief · Beijum" in kaal
    assert "Beijum en omstreken thema" in kaal
    assert "Beijum Actief organisatie · Wijk 0, Wijk 1, Wijk 2 en nog 2" in kaal
    assert "Netwerk Beijum wijknetwerk · Oost" in kaal


def test_one_kind_can_be_chosen_and_left_again(client):
    maak_wijk(naam="Beijum")
    maak_initiatief(naam="Beijum Bloeit")
    inhoud, _queries = open_pagina(client, "/zoeken/?q=beijum&soort=initiatief")
    assert namen(client, "beijum", soort="initiatief") == ["Beijum Bloeit"]
    kaal = " ".join(inhoud.split())
    assert re.search(r'soort=initiatief"\s+aria-current="page"\s*>\s*Initiatieven \(1\)', kaal)
    assert re.search(r'href="\?q=beijum"[^>]*>\s*Alles \(2\)', kaal)


# While somebody types


def test_suggestions_tell_how_many_there_are_and_when_there_are_none(client):
    def melding(vraag):
        inhoud = client.get("/zoeken/suggesties/", {"q": vraag}).content.decode()
        return re.search(r'data-melding="([^"]*)"', inhoud)[1]

    assert melding("bei") == "Geen suggesties. Druk op Enter om te zoeken."
    maak_wijk(naam="Beijum")
    assert melding("bei") == "1 suggestie. Kies met de pijltjes."


def test_suggestions_say_what_and_where_the_wijk_first(client):
    oost = maak_gebied(naam="Oost")
    beijum = maak_wijk(naam="Beijum", ligt_in=oost)
    maak_initiatief(naam="Beijum Bloeit", wijken=[beijum])
    maak_initiatief(naam="Tuin", omschrijving="In Beijum.")
    verwacht = [
        ("/wijken/beijum/", "Beijum wijk · Oost"),
        ("/initiatieven/beijum-bloeit/", "Beijum Bloeit bewonersinitiatief · Beijum"),
    ]
    for vraag in ("bei", "beij", "beijum", "BEI"):
        assert suggesties(client, vraag) == verwacht, vraag
    # Two letters stand in too many names.
    assert suggesties(client, "be") == verwacht[:1]


def test_suggestions_start_at_two_letters_and_are_eight_at_most(client):
    for nummer in range(12):
        maak_organisatie(naam=f"Bond {nummer}")
        maak_wijk(naam=f"Bolwerk {nummer}")
    assert len(suggesties(client, "bo")) == 8
    assert suggesties(client, "b") == suggesties(client, "") == []
    assert len(suggesties(client, "bon")) == 8


@pytest.mark.parametrize("vraag", ["moestuin d", "de hoek", "hoe", "oekemoestui"])
def test_suggestions_come_from_any_word_of_a_name(client, vraag):
    maak_initiatief(naam="Moestuin de Hoek")
    maak_initiatief(naam="Hondenclub")
    gevonden = [adres for adres, _tekst in suggesties(client, vraag)]
    assert gevonden == ([] if vraag == "oekemoestui" else ["/initiatieven/moestuin-de-hoek/"])


def test_suggestions_leave_no_kind_out_while_another_fills_the_list(client):
    for nummer in range(9):
        maak_wijk(naam=f"Bolwerk {nummer}")
    maak_thema(naam="Bol en plant")
    maak_organisatie(naam="Bolder")
    maak_initiatief(naam="Bolbloemen")
    adressen = [adres.split("/")[1] for adres, _tekst in suggesties(client, "bol")]
    assert adressen == ["wijken"] * 5 + ["themas", "initiatieven", "organisaties"]


@pytest.mark.parametrize("vraag", ["geldzorgen", "geldz", "geldsorgen"])
def test_suggestions_know_synonyms_and_forgive_slips(client, vraag):
    maak_thema(naam="Rondkomen en armoede")
    maak_synoniem(woord="geldzorgen", bedoelt="rondkomen en armoede")
    assert [adres for adres, _tekst in suggesties(client, vraag)] == [
        "/themas/rondkomen-en-armoede/"
    ]


def test_suggestions_hide_what_is_not_public(client):
    maak_organisatie(naam="Bond", openbaar=False)
    assert suggesties(client, "bond") == []
    client.force_login(maak_redacteur())
    assert suggesties(client, "bond") == []


def test_suggestions_are_for_every_cache(client):
    maak_wijk(naam="Beijum")
    antwoord = client.get("/zoeken/suggesties/", {"q": "bei"})
    assert not antwoord.cookies
    assert antwoord["Cache-Control"] == "no-cache"
    opnieuw = client.get(
        "/zoeken/suggesties/", {"q": "bei"}, headers={"If-None-Match": antwoord["ETag"]}
    )
    assert opnieuw.status_code == 304


def test_suggestions_speak_the_language_of_the_page(client):
    maak_wijk(naam="Beijum")
    inhoud = client.get("/en/zoeken/suggesties/", {"q": "bei"}).content.decode()
    assert 'data-adres="/en/wijken/beijum/"' in inhoud


@pytest.mark.parametrize("vraag", ["\x00a", "%_", "x" * 9000, "🙂🙂", "<b>bond", "ij ij ij"])
def test_suggestions_survive_any_question(client, vraag):
    maak_organisatie(naam="Bond")
    antwoord = client.get("/zoeken/suggesties/", {"q": vraag})
    assert antwoord.status_code == 200
    assert b"<b>" not in antwoord.content


@pytest.mark.eenmaal
def test_suggestions_cost_the_same_number_of_queries_for_three_and_thirty(
    client, django_assert_max_num_queries
):
    wijk = maak_wijk()
    aantallen = []
    for hoeveel in (3, 27):
        for _nummer in range(hoeveel):
            maak_initiatief(naam="Moestuin", wijken=[wijk])
        with django_assert_max_num_queries(10) as vragen:
            client.get("/zoeken/suggesties/", {"q": "moes", "keer": hoeveel})
        aantallen.append(len(vragen.captured_queries))
    assert aantallen[0] == aantallen[1]
