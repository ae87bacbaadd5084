"""A question with a place in it: what is for that place is found by the other words alone."""

import datetime

import pytest

from buurtnet.paginas.zoeken.plek import herken
from buurtnet.web.dataversie import lees_versie
from tests.hulp.bouwers import (
    maak_accommodatie,
    maak_activiteit,
    maak_agenda,
    maak_agendapunt,
    maak_gebied,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_stad,
    maak_synoniem,
    maak_thema,
    maak_verhaal,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.lijstproef import open_pagina
from tests.hulp.zoekproef import koppen, namen, suggesties

pytestmark = pytest.mark.django_db


@pytest.fixture
def beijum():
    return maak_wijk(naam="Beijum", ligt_in=maak_gebied(naam="Oost", ligt_in=maak_stad()))


def plek(vraag):
    gevonden = herken(lees_versie(), vraag)
    return gevonden and gevonden.naam


# Which place is named


@pytest.mark.parametrize(
    "vraag",
    [
        *("koffie beijum", "beijum koffie", "Koffie in Beijum", "koffie, BEIJUM!"),
        *("koffie de wijert", "koffie wijert", "Wijert koffie", "koffie wijert-zuid"),
        *("koffie De Wijert Zuid", "koffie sint-jansbuurt", "koffie st. jansbuurt"),
        *("koffie tenboer", "koffie ten boer", "koffie oosterpark", "koffie curacaostraat"),
    ],
)
def test_a_place_is_known_in_any_spelling(beijum, vraag):
    maak_wijk(naam="De Wijert")
    maak_wijk(naam="De Wijert-Zuid")
    maak_wijk(naam="Sint Jansbuurt", ook_bekend_als="de Sint, St. Jansbuurt")
    maak_wijk(naam="Ten Boer")
    maak_wijk(naam="Oosterparkwijk")
    maak_wijk(naam="Curaçaostraat")
    verwacht = {
        "zuid": "De Wijert-Zuid",
        "wijert": "De Wijert",
        "jans": "Sint Jansbuurt",
        "boer": "Ten Boer",
        "oosterpark": "Oosterparkwijk",
        "curacao": "Curaçaostraat",
        "beijum": "Beijum",
    }
    assert plek(vraag) == next(naam for deel, naam in verwacht.items() if deel in vraag.casefold())


@pytest.mark.parametrize("vraag", ["", "de", "beijum", "De Beijum", "koffie", "tuin koffie"])
def test_a_question_without_place_or_without_more_names_none(beijum, vraag):
    maak_wijk(naam="Tuinwijk")
    assert plek(vraag) is None


def test_of_two_places_the_smallest_is_meant_and_one_that_is_hidden_is_none(beijum):
    maak_wijk(naam="Geheim", openbaar=False)
    assert plek("koffie groningen beijum") == plek("beijum groningen koffie") == "Beijum"
    assert plek("koffie oost groningen") == "Oost"
    assert plek("koffie geheim") is None


# What is found there


def test_what_is_for_the_place_is_found_and_the_place_goes_first(client, beijum):
    elders = maak_wijk(naam="Helpman", ligt_in=beijum.ligt_in)
    for waar in (beijum, elders):
        rest = {"naam": f"Koffie {waar.pk}", "wijken": [waar]}
        maak_activiteit(**rest)
        maak_initiatief(**rest)
        maak_accommodatie(**rest)
        maak_verhaal(**rest)
        maak_agenda(**rest)
        maak_inzet(organisatie=maak_organisatie(naam=rest["naam"]), wijk=waar)
        maak_werkgebied(netwerk=maak_netwerk(naam=rest["naam"]), wijk=waar)
    assert namen(client, "koffie beijum") == ["Beijum", *[f"Koffie {beijum.pk}"] * 7]
    assert koppen(client, "koffie beijum")[0] == "wijk"
    assert namen(client, "koffie helpman") == ["Helpman", *[f"Koffie {elders.pk}"] * 7]


def test_what_is_for_a_place_above_or_below_counts_too(client, beijum):
    plein = maak_wijk(naam="Plein", soort="plek", ligt_in=beijum)
    ernaast = maak_wijk(naam="Helpman", ligt_in=beijum.ligt_in)
    for waar in (plein, beijum.ligt_in, beijum.ligt_in.ligt_in, ernaast):
        maak_initiatief(naam=f"Koffie {waar.naam}", wijken=[waar])
    assert sorted(namen(client, "koffie beijum", soort="initiatief")) == [
        *("Koffie Groningen", "Koffie Oost", "Koffie Plein"),
    ]


def test_a_theme_is_found_where_somebody_works_on_it_or_the_agenda_has_it(client, beijum):
    op_agenda = maak_thema(naam="Armoede agenda")
    maak_agendapunt(agenda=maak_agenda(wijken=[beijum]), thema=op_agenda)
    maak_inzet(thema=maak_thema(naam="Armoede inzet"), wijk=beijum)
    maak_thema(naam="Armoede elders")
    assert namen(client, "armoede beijum", soort="thema") == ["Armoede agenda", "Armoede inzet"]


def test_an_organisation_is_found_where_it_works_today(client, beijum, time_machine):
    bond, tot = maak_organisatie(naam="Bond"), datetime.date(2021, 6, 30)
    maak_inzet(organisatie=bond, wijk=beijum, tot=tot)
    time_machine.move_to("2021-06-01")
    assert namen(client, "bond beijum") == ["Beijum", "Bond"]
    assert "Bond" in namen(client, "bond beijum", soort="organisatie")
    time_machine.move_to("2021-07-01")
    inhoud, _queries = open_pagina(client, "/zoeken/?q=bond+beijum")
    assert "Er is niets waar al je woorden in staan" in inhoud
    assert "We zochten ook" not in inhoud


def test_what_is_not_public_or_not_yet_is_not_found_by_its_place(client, beijum, time_machine):
    time_machine.move_to("2021-06-01")
    maak_initiatief(naam="Koffie geheim", wijken=[beijum], openbaar=False)
    maak_verhaal(naam="Koffie later", wijken=[beijum], datum=datetime.date(2021, 6, 2))
    besloten = maak_netwerk(openbaar=False)
    stil = maak_organisatie(naam="Koffie stil")
    maak_inzet(organisatie=stil, wijk=beijum, netwerk=besloten)
    maak_initiatief(naam="Koffie open", wijken=[beijum])
    assert namen(client, "koffie beijum") == ["Beijum", "Koffie open"]


def test_a_name_with_all_words_stays_on_top(client, beijum):
    for nummer in range(6):
        maak_initiatief(naam=f"Buurthuis {nummer}", wijken=[beijum])
    maak_initiatief(naam="Buurthuis van en voor heel Beijum")
    assert namen(client, "buurthuis beijum")[:2] == ["Beijum", "Buurthuis van en voor heel Beijum"]
    maak_organisatie(naam="Buurthuis Beijum")
    assert koppen(client, "buurthuis beijum") == ["organisatie", "wijk", "initiatief"]


def test_everything_is_for_the_city(client, beijum):
    maak_initiatief(naam="Koffie", wijken=[beijum])
    maak_organisatie(naam="Koffiebond")
    assert namen(client, "koffie groningen") == ["Groningen", "Koffie", "Koffiebond"]


def test_a_record_that_says_so_and_is_there_stands_there_once(client, beijum):
    maak_initiatief(naam="Koffie en thee in Beijum", wijken=[beijum, beijum.ligt_in])
    assert namen(client, "koffie beijum") == ["Beijum", "Koffie en thee in Beijum"]
    assert "2 resultaten" in open_pagina(client, "/zoeken/?q=koffie+beijum")[0]


def test_slips_in_either_word_are_forgiven(client, beijum):
    maak_initiatief(naam="Slimotheek", wijken=[beijum])
    assert namen(client, "slimoteek beijum") == ["Beijum", "Slimotheek"]
    assert namen(client, "slimotheek bejum") == ["Beijum", "Slimotheek"]


def test_a_synonym_that_holds_the_name_is_no_place(client, beijum):
    maak_organisatie(naam="Actief")
    maak_initiatief(naam="Koffie", wijken=[beijum])
    maak_synoniem(woord="beweegt beijum", bedoelt="actief")
    assert namen(client, "beweegt beijum") == ["Actief"]


# What the page and the search box say


def test_the_page_says_where_it_looked_and_leads_on(client, beijum):
    maak_inzet(thema=maak_thema(naam="Armoede", slug="armoede"), wijk=beijum)
    inhoud, _queries = open_pagina(client, "/zoeken/?q=Armoede+in+beijum")
    assert "We zochten ook naar “armoede” in Beijum." in inhoud
    verder = "/waar-kan-ik-terecht/?wijk=beijum&thema=armoede&doelgroep="
    assert f'href="{verder.replace("&", "&amp;")}"' in inhoud
    assert "Waar kun je in Beijum terecht voor “Armoede”?" in inhoud
    assert "Hier kun je terecht" in open_pagina(client, verder)[0]
    assert "We zochten ook" not in open_pagina(client, "/zoeken/?q=armoede")[0]


def test_a_theme_that_has_the_word_in_its_text_only_is_not_what_was_asked(client, beijum):
    maak_inzet(thema=maak_thema(naam="Rondkomen", omschrijving="Ook koffie."), wijk=beijum)
    inhoud, _queries = open_pagina(client, "/zoeken/?q=koffie+beijum")
    assert "We zochten ook naar “koffie” in Beijum." in inhoud
    assert "Waar kun je in" not in inhoud


def test_suggestions_know_the_place_too(client, beijum):
    maak_activiteit(naam="Stamtafel met koffie", slug="stamtafel", wijken=[beijum])
    maak_activiteit(naam="Koffie elders")
    verwacht = ["/wijken/beijum/", "/activiteiten/stamtafel/"]
    for vraag in ("koffie beijum", "beijum koffie", "beijum kof"):
        assert [adres for adres, _tekst in suggesties(client, vraag)] == verwacht, vraag


@pytest.mark.eenmaal
def test_a_place_costs_the_same_number_of_queries_for_three_and_thirty(
    client, beijum, django_assert_max_num_queries
):
    aantallen = []
    for hoeveel in (3, 27):
        for _nummer in range(hoeveel):
            maak_initiatief(naam="Moestuin", wijken=[beijum])
        with django_assert_max_num_queries(15) as vragen:
            client.get("/zoeken/", {"q": "moestuin beijum", "keer": hoeveel})
        aantallen.append(len(vragen.captured_queries))
    assert aantallen[0] == aantallen[1]
