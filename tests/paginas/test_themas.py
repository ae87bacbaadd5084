"""Themes over all places: on whose agenda, in which words, who works on it, what is missing."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.hulp.bouwers import (
    VANDAAG,
    maak_agenda,
    maak_agendapunt,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_thema,
    maak_wijk,
)
from tests.hulp.pagina import Pagina

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]
GISTEREN = VANDAAG - datetime.timedelta(days=1)
ADRES = "/themas/rondkomen/"


def test_themas_says_on_how_many_agendas_each_is(client, thema, wijk, zuid):
    maak_agendapunt(agenda=maak_agenda(wijken=[wijk, zuid]), thema=thema)
    maak_thema(naam="Veiligheid")
    pagina = Pagina(client, "/themas/")
    assert "2 thema's" in pagina
    assert "Rondkomen1 agenda" in pagina
    assert "Veiligheidop geen agenda" in pagina


def test_themas_is_honest_when_empty(client):
    assert "Nog geen thema's" in Pagina(client, "/themas/")


def test_thema_shows_per_wijk_its_own_words_the_state_and_who(client, thema, wijk):
    agenda = maak_agenda(naam="Agenda De Wijert", wijken=[wijk])
    maak_agendapunt(agenda=agenda, thema=thema, tekst="minder schulden")
    humanitas = maak_organisatie(naam="Humanitas")
    maak_inzet(wijk=wijk, thema=thema, organisatie=humanitas, bevestigd_op=VANDAAG)
    pagina = Pagina(client, ADRES)
    blok = pagina.blok("wijken")
    assert "De Wijert “minder schulden” Agenda De Wijert dun vandaag nagegaan Humanitas" in blok
    assert {"/wijken/de-wijert/#thema-rondkomen", "/agendas/agenda-de-wijert/"} <= pagina.links()


def test_thema_names_its_white_spots(client, thema, wijk):
    maak_agendapunt(wijk=wijk, thema=thema)
    assert "1 witte vlek" in Pagina(client, ADRES)
    assert "De Wijert" in Pagina(client, ADRES).blok("wit")


def test_thema_keeps_what_is_for_a_whole_gebied_apart(client, thema, wijk, zuid):
    maak_inzet(wijk=zuid, thema=thema, organisatie=maak_organisatie(naam="WIJ"))
    pagina = Pagina(client, ADRES)
    assert "Zuid WIJ" in pagina.blok("breed")
    assert "De Wijert" not in pagina.blok("wijken")


def test_thema_says_who_else_counts_in_a_wijk_than_who_is_drawn_there(client, thema, wijk, zuid):
    """What is drawn is named; who counts besides is told apart by where they come from."""
    buren = maak_organisatie(naam="De Buren")
    for netwerk in (maak_netwerk(), maak_netwerk()):
        maak_inzet(wijk=wijk, thema=thema, organisatie=buren, netwerk=netwerk)
    maak_inzet(wijk=wijk, thema=thema, omschreven_rol="cultuurcoach")
    maak_inzet(wijk=wijk, thema=thema, netwerk=maak_netwerk(naam="Wijkdeal"))
    plek = maak_wijk(naam="Het Plein", soort="plek", ligt_in=wijk)
    maak_inzet(wijk=plek, thema=thema, organisatie=maak_organisatie(naam="Aan het Plein"))
    maak_inzet(wijk=zuid, thema=thema, organisatie=maak_organisatie(naam="WIJ"))
    binnen = maak_wijk(naam="Binnenwijk", ligt_in=wijk)
    maak_inzet(wijk=binnen, thema=thema, organisatie=maak_organisatie(naam="Binnen"))
    maak_initiatief(themas=[thema], wijken=[wijk])
    pagina = Pagina(client, ADRES)
    blok = pagina.blok("wijken")
    namen = "Aan het Plein, cultuurcoach, De Buren (2), Wijkdeal"
    erbij = "1 partij uit een groter gebied + 1 partij in een deel ervan + 1 initiatief"
    assert f"De Wijert – extra {namen} + {erbij}" in blok
    assert "Binnenwijk – extra Binnen +" in blok
    assert "6 partijen" in pagina
    getekend = re.findall("<title>([^<]+)</title>", client.get(ADRES).content.decode())
    assert sum(titel.partition(": ")[2].startswith("De Wijert") for titel in getekend) == 4


def test_thema_shows_initiatives_and_networks(client, thema, wijk):
    maak_initiatief(naam="Ruilkast", themas=[thema], wijken=[wijk])
    maak_inzet(wijk=wijk, thema=thema, netwerk=maak_netwerk(naam="Wijkdeal"))
    pagina = Pagina(client, ADRES)
    assert "1 initiatief Ruilkast bewonersinitiatief" in pagina.blok("initiatieven")
    assert "1 netwerk Wijkdeal wijknetwerk" in pagina.blok("netwerken")


def test_thema_on_another_day_shows_that_day(client, thema, wijk):
    maak_agendapunt(wijk=wijk, thema=thema)
    maak_inzet(wijk=wijk, thema=thema, tot=GISTEREN, status="gestopt", bevestigd_op=GISTEREN)
    assert "witte vlek" in Pagina(client, ADRES).blok("wijken")
    pagina = Pagina(client, f"{ADRES}?op=2026-11-21")
    assert "dun" in pagina.blok("wijken")
    assert "/wijken/de-wijert/?op=2026-11-21#thema-rondkomen" in pagina.links()


def test_an_unknown_or_hidden_theme_is_not_found(client):
    maak_thema(naam="Geheim", openbaar=False)
    for slug in ("bestaat-niet", "geheim"):
        assert client.get(f"/themas/{slug}/").status_code == 404


@pytest.mark.eenmaal
def test_thema_costs_the_same_number_of_queries_for_1_and_30_wijken(client, thema, zuid):
    def vul(aantal):
        for _ in range(aantal):
            wijk = maak_wijk(ligt_in=zuid)
            maak_agendapunt(wijk=wijk, thema=thema)
            maak_inzet(wijk=wijk, thema=thema, netwerk=maak_netwerk())
            maak_initiatief(wijken=[wijk], themas=[thema])

    def tel(adres):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(adres).status_code == 200
        return len(queries)

    vul(1)
    een = [tel(ADRES), tel("/themas/")]
    vul(29)
    assert [tel(ADRES), tel("/themas/")] == een
    assert max(een) <= 20


def test_thema_says_how_many_of_its_places_have_it_on_the_agenda_and_leads_to_names(
    client, thema, wijk, zuid
):
    maak_agendapunt(wijk=wijk, thema=thema)
    maak_initiatief(wijken=[wijk], themas=[thema])
    maak_inzet(wijk=maak_wijk(naam="Beijum", ligt_in=zuid), thema=thema)
    pagina = Pagina(client, ADRES)
    blok = pagina.blok("wijken")
    assert blok.startswith("2 wijken en dorpen")
    assert "Bij 1 staat dit op de agenda. Bij de andere werken er mensen aan." in blok
    namen = [
        pagina.tekst(a)
        for a in pagina.boom.findall(".//td//a")
        if a.get("href") == "/wijken/de-wijert/#thema-rondkomen"
    ]
    assert namen == ["1 initiatief"]


def test_themas_name_the_agendas_that_are_in_force_nowhere(client, zuid):
    maak_agenda(naam="Geldt hier", wijken=[zuid])
    maak_agenda(naam="Zonder wijk")
    maak_agenda(naam="Van vroeger", wijken=[zuid], tot="2020-01-01", status="afgerond")
    maak_agenda(naam="Geheim", openbaar=False)
    maak_agenda(
        naam="Dorpsagenda",
        wijken=[zuid],
        status="in_oprichting",
        stand="concept",
        draagvlak="gesprekspartijen",
    )
    pagina = Pagina(client, "/themas/")
    tekst = pagina.blok("elders")
    assert "Dorpsagenda" not in tekst
    nieuw = pagina.blok("in-voorbereiding")
    assert "Dorpsagenda" in nieuw
    assert "concept van de gesprekspartijen in oprichting" in nieuw
    assert "Geldt hier" not in nieuw
    assert "Zonder wijk" in tekst
    assert "Van vroeger" in tekst
    assert "Geldt hier" not in tekst
    assert "Geheim" not in tekst
