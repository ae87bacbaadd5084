"""The front page: what happens in your wijk?"""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.hulp.bouwers import (
    maak_accommodatie,
    maak_activiteit,
    maak_agendapunt,
    maak_gebied,
    maak_stad,
    maak_thema,
    maak_verhaal,
    maak_wijk,
)
from tests.hulp.pagina import Pagina

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]


def test_home_asks_what_happens_in_your_wijk_and_offers_search(client):
    pagina = Pagina(client, "/")
    assert pagina.tekst(pagina.boom.find(".//h1")) == "Wat gebeurt er in jouw wijk?"
    velden = [veld.get("id") for veld in pagina.boom.iter("input")]
    assert "zoek-groot" in velden


def test_home_leads_to_every_wijk_by_gebied_to_themes_and_to_coverage(client):
    zuid = maak_gebied(naam="Zuid", ligt_in=maak_stad())
    wijk = maak_wijk(naam="De Wijert", ligt_in=zuid)
    maak_agendapunt(wijk=wijk, thema=maak_thema(naam="Rondkomen"))
    pagina = Pagina(client, "/")
    assert "Zuid De Wijert" in pagina.blok("wijken")
    assert "Rondkomen1 agenda" in pagina.blok("themas")
    doelen = {"/wijken/zuid/", "/wijken/de-wijert/", "/themas/rondkomen/", "/dekking/"}
    assert doelen <= pagina.links()


def test_home_shows_what_there_is_to_do_and_two_stories(client):
    maak_activiteit(
        naam="Filmavond", ritme="elke maand", accommodatie=maak_accommodatie(naam="MFC")
    )
    maak_activiteit(naam="Voorbij", ritme="elke week", tot="2026-01-01", status="gestopt")
    for nummer in (1, 2, 3):
        maak_verhaal(naam=f"Verhaal {nummer}", datum=datetime.date(2026, 1, nummer))
    maak_verhaal(naam="Morgen", datum=datetime.date(2026, 11, 23))
    pagina = Pagina(client, "/")
    assert "Filmavond Elke maand, MFC" in pagina.blok("te-doen")
    assert "Verhaal 3" in pagina.blok("verhalen")
    for naam in ("Voorbij", "Verhaal 1", "Morgen"):
        assert naam not in pagina


def test_home_says_how_old_it_is_what_it_knows_of_what_is_on(client):
    vers = {"ritme": "elke week", "bevestigd_op": datetime.date(2026, 11, 1)}
    maak_activiteit(naam="Soep", **vers)
    assert "Soep Elke week nagegaan in november 2026" in Pagina(client, "/").blok("te-doen")
    maak_activiteit(naam="Film", **vers | {"bevestigd_op": datetime.date(2018, 12, 4)})
    blok = Pagina(client, "/").blok("te-doen")
    assert "Film Elke week al jaren niet nagegaan" in blok
    assert "Vraag eerst na of het doorgaat." in blok
    assert blok.count("al jaren niet") == 1


def test_home_is_honest_when_empty(client):
    assert "Nog geen wijken" in Pagina(client, "/")


@pytest.mark.eenmaal
def test_home_costs_the_same_number_of_queries_for_1_and_30_rows(client):
    zuid = maak_gebied(ligt_in=maak_stad())

    def vul(aantal):
        for _ in range(aantal):
            maak_agendapunt(wijk=maak_wijk(ligt_in=zuid), thema=maak_thema())
            maak_activiteit(ritme="elke week", accommodatie=maak_accommodatie())
            maak_verhaal()

    def tel():
        with CaptureQueriesContext(connection) as queries:
            Pagina(client, "/")
        return len(queries)

    vul(1)
    een = tel()
    vul(29)
    assert tel() == een <= 20
