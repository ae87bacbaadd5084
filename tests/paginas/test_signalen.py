"""The list of signals and the page of one, and what several wijken have in common."""

import pytest
from django.urls import reverse

from tests.hulp.bouwers import (
    maak_bijeenkomst,
    maak_gebied,
    maak_initiatief,
    maak_netwerk,
    maak_signaal,
    maak_thema,
    maak_wijk,
)
from tests.hulp.lijstproef import open_pagina

pytestmark = pytest.mark.django_db
LIJST = "netwerken:signalen"


@pytest.fixture
def wijken(zuid):
    return [maak_wijk(naam=naam, ligt_in=zuid) for naam in ("Corpus", "De Wijert", "Helpman")]


def test_signals_can_be_narrowed_by_place_theme_kind_stand_and_words(client, zuid, wijken, thema):
    hier = {"wijken": wijken[:1], "themas": [thema], "soort": "vraagstuk", "stand": "opgepakt"}
    maak_signaal(naam="Hier is geen bankje", omschrijving="Bij het plein", **hier)
    maak_signaal(naam="Daar wel")
    vragen = ("wijk=corpus", "wijk=zuid", "thema=rondkomen", "soort=vraagstuk", "stand=opgepakt")
    for vraag in (*vragen, "q=bankje+plein"):
        tekst, _n = open_pagina(client, f"{reverse(LIJST)}?{vraag}")
        assert "1 signaal of vraag" in tekst, vraag
        assert "Hier is geen bankje" in tekst
        assert "Daar wel" not in tekst
    assert "Niets gevonden" in open_pagina(client, f"{reverse(LIJST)}?q=bankje+zee")[0]


def test_signals_is_honest_when_empty(client):
    assert "Nog geen signalen" in open_pagina(client, reverse(LIJST))[0]


@pytest.mark.eenmaal
def test_the_list_and_the_city_cost_as_much_for_thirty_signals_as_for_one(client, stad):
    adressen = (reverse(LIJST), stad.get_absolute_url())

    def kosten(aantal):
        for _keer in range(aantal):
            wijken = [maak_wijk(ligt_in=stad) for _plek in range(3)]
            maak_signaal(wijken=wijken, themas=[maak_thema()], netwerk=maak_netwerk())
        return [open_pagina(client, adres)[1] for adres in adressen]

    een = kosten(1)
    assert kosten(19) == een


def test_a_signal_leads_to_all_that_it_has_to_do_with(client, wijken, thema):
    netwerk = maak_netwerk(naam="Sterk Zuid")
    avond = maak_bijeenkomst(naam="Avond", netwerk=netwerk)
    tuin = maak_initiatief(naam="De tuin")
    rij = maak_signaal(
        naam="Geen groen",
        netwerk=netwerk,
        bijeenkomst=avond,
        wijken=wijken,
        themas=[thema],
        leidde_tot=[tuin],
        stand="beantwoord",
        antwoord="Er is nu een tuin.",
    )
    tekst, _n = open_pagina(client, rij.get_absolute_url())
    for woord in ("Sterk Zuid", "Avond", "De tuin", "Helpman", "Rondkomen", "Er is nu een tuin."):
        assert woord in tekst
    assert f"{reverse(LIJST)}?thema=rondkomen" in tekst


# What several wijken have in common


def gedeeld(client, stad):
    tekst, _n = open_pagina(client, stad.get_absolute_url())
    return "speelt in drie of meer wijken" in tekst, tekst


def test_the_city_shows_a_theme_once_three_wijken_speak_of_it(client, stad, wijken, thema):
    for wijk in wijken[:2]:
        maak_signaal(naam=f"Krap in {wijk}", wijken=[wijk], themas=[thema])
    maak_signaal(naam="Nog eens", wijken=wijken[:1], themas=[thema])
    assert not gedeeld(client, stad)[0]
    maak_signaal(naam="Ook hier", wijken=wijken[2:], themas=[thema])
    er_is, tekst = gedeeld(client, stad)
    assert er_is
    for woord in ("Rondkomen", "Krap in Corpus", "Ook hier", "Rondkomen: 3 wijken"):
        assert woord in tekst
    assert "Rondkomen: 3 wijken" in open_pagina(client, reverse(LIJST))[0]


def test_what_is_answered_hidden_or_of_a_whole_gebied_counts_for_none(client, stad, wijken, thema):
    over = {"themas": [thema]}
    for wijk in wijken[:2]:
        maak_signaal(wijken=[wijk], **over)
    maak_signaal(wijken=wijken[2:], stand="beantwoord", **over)
    maak_signaal(wijken=wijken[2:], openbaar=False, **over)
    maak_signaal(wijken=wijken[2:], netwerk=maak_netwerk(openbaar=False), **over)
    maak_signaal(wijken=[maak_gebied(ligt_in=stad), stad], **over)
    maak_signaal(wijken=[maak_wijk(ligt_in=stad, openbaar=False)], **over)
    maak_signaal(wijken=wijken, themas=[maak_thema(naam="Geheim", openbaar=False)])
    er_is, tekst = gedeeld(client, stad)
    assert not er_is
    assert "Geheim" not in tekst


def test_a_part_of_a_wijk_counts_as_that_wijk(client, stad, wijken, thema):
    delen = [maak_wijk(soort="buurt", ligt_in=wijken[0]) for _keer in range(3)]
    for deel in delen:
        maak_signaal(wijken=[deel], themas=[thema])
    assert not gedeeld(client, stad)[0]
    for wijk in wijken[1:]:
        maak_signaal(wijken=[wijk], themas=[thema])
    assert gedeeld(client, stad)[0]


def test_a_wijk_tells_the_latest_answers_and_leads_to_all_its_signals(client, wijken):
    wijk = wijken[0]
    for nummer in range(1, 6):
        maak_signaal(
            naam=f"Vraag {nummer}",
            wijken=[wijk],
            stand="beantwoord",
            antwoord=f"Zo {nummer}.",
            beantwoord_op=f"2026-10-0{nummer}",
        )
    tekst, _n = open_pagina(client, wijk.get_absolute_url())
    assert [n for n in range(1, 6) if f"Zo {n}." in tekst] == [3, 4, 5]
    assert f"{reverse(LIJST)}?wijk=corpus" in tekst
