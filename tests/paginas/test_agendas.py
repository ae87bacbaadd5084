"""The list of agendas and what narrows it, and who works on the points of one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.hulp.bouwers import (
    VANDAAG,
    maak_afspraak,
    maak_agenda,
    maak_agendapunt,
    maak_bespreekpunt,
    maak_gebied,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_thema,
    maak_wijk,
)
from tests.hulp.lijstproef import open_pagina
from tests.hulp.pagina import Pagina

pytestmark = pytest.mark.django_db
LIJST = "wijken:agendas"


def test_agendas_can_be_narrowed_by_place_theme_kind_and_state(client):
    wijk = maak_wijk(naam="Beijum", ligt_in=maak_gebied(naam="Oost"))
    hier = maak_agenda(naam="Hier", wijken=[wijk], soort="dorpsagenda", stand="concept")
    maak_agendapunt(agenda=hier, thema=maak_thema(naam="Rondkomen"))
    maak_agenda(naam="Daar", soort="visie")
    vragen = ("wijk=beijum", "wijk=oost", "thema=rondkomen", "soort=dorpsagenda", "stand=concept")
    for vraag in vragen:
        tekst, _n = open_pagina(client, f"{reverse(LIJST)}?{vraag}")
        assert "1 agenda" in tekst, vraag
        assert "Hier" in tekst
        assert "Daar" not in tekst


def test_agendas_marks_what_is_no_decision_and_keeps_what_is_over_behind_a_choice(client):
    maak_agenda(
        naam="Dorpsagenda",
        stand="concept",
        draagvlak="gesprekspartijen",
        status="in_oprichting",
    )
    maak_agenda(naam="Vroeger", tot="2020-01-01", status="afgerond")
    maak_agenda(naam="Geheim", openbaar=False)
    tekst, _n = open_pagina(client, reverse(LIJST))
    assert "concept van de gesprekspartijen" in tekst
    assert "Geheim" not in tekst
    assert "/agendas/vroeger/" not in tekst
    toen, _n = open_pagina(client, f"{reverse(LIJST)}?status=afgerond")
    assert "/agendas/vroeger/" in toen


def test_agendas_is_honest_when_empty(client):
    assert "Nog geen agenda" in open_pagina(client, reverse(LIJST))[0]


@pytest.mark.eenmaal
def test_agendas_costs_the_same_number_of_queries_for_1_and_30_rows(client):
    def vul(aantal):
        for _n in range(aantal):
            maak_agendapunt(agenda=maak_agenda(wijken=[maak_wijk()]), thema=maak_thema())

    vul(1)
    een = open_pagina(client, reverse(LIJST))[1]
    vul(29)
    assert open_pagina(client, reverse(LIJST))[1] == een


def test_the_pages_of_themes_and_of_an_agenda_lead_to_the_list(client):
    for adres in ("/themas/", maak_agenda().get_absolute_url()):
        assert 'href="/agendas/"' in client.get(adres).content.decode()


@pytest.fixture
def op_agenda(wijk, thema):
    return maak_agendapunt(agenda=maak_agenda(wijken=[wijk]), thema=thema).agenda


def test_an_agenda_names_who_works_on_each_point(client, op_agenda, wijk, thema):
    maak_agendapunt(agenda=op_agenda, thema=maak_thema())
    for naam in "ABCDE":
        maak_inzet(wijk=wijk, thema=thema, organisatie=maak_organisatie(naam=f"Partij {naam}"))
    geheim = maak_organisatie(naam="Geheim", openbaar=False)
    maak_inzet(wijk=wijk, thema=thema, organisatie=geheim)
    maak_initiatief(naam="Moestuin", wijken=[wijk], themas=[thema])
    pagina = Pagina(client, op_agenda.get_absolute_url())
    assert "Wie eraan werkt: Partij A, Partij B, Partij C, Partij D en nog 2" in pagina
    assert "Hier werkt nog niemand aan" in pagina
    assert "Geheim" not in pagina


def test_an_agenda_names_initiatives_where_there_is_room(client, op_agenda, wijk, thema):
    maak_inzet(wijk=wijk, thema=thema, omschreven_rol="cultuurcoach")
    maak_initiatief(naam="Moestuin", wijken=[wijk], themas=[thema])
    assert "Wie eraan werkt: cultuurcoach, Moestuin" in Pagina(client, op_agenda.get_absolute_url())


@pytest.mark.usefixtures("vandaag")
def test_an_agenda_names_what_was_agreed_on_a_point_as_far_as_one_may_read_it(client, op_agenda):
    onder = maak_bespreekpunt(agendapunt=op_agenda.punten.get())
    maak_afspraak(naam="Samen eten op vrijdag", punt=onder, stand="geldt")
    maak_afspraak(naam="Van de baan", punt=onder, stand="vervallen")
    maak_afspraak(naam="Onder ons", punt=onder, openbaar=False)
    maak_afspraak(naam="Over iets anders", punt=maak_bespreekpunt())
    maak_afspraak(naam="Van later", punt=onder, gemaakt_op=VANDAAG)
    pagina = Pagina(client, op_agenda.get_absolute_url())
    assert "Afgesproken: Samen eten op vrijdag (geldt)" in pagina
    for naam in ("Van de baan", "Onder ons", "Over iets anders"):
        assert naam not in pagina
    assert "Van later" in pagina
    assert "Van later" not in Pagina(client, f"{op_agenda.get_absolute_url()}?op=2026-01-01")


@pytest.mark.eenmaal
def test_an_agenda_costs_the_same_for_many_points(client, op_agenda, wijk):
    def telling():
        with CaptureQueriesContext(connection) as vragen:
            Pagina(client, op_agenda.get_absolute_url())
        return len(vragen)

    def meer(aantal):
        for _n in range(aantal):
            thema = maak_thema()
            punt = maak_agendapunt(agenda=op_agenda, thema=thema)
            maak_afspraak(punt=maak_bespreekpunt(agendapunt=punt), netwerk=maak_netwerk())
            maak_inzet(wijk=wijk, thema=thema)
            maak_initiatief(wijken=[wijk], themas=[thema])

    meer(1)
    eerst = telling()
    meer(20)
    assert telling() == eerst
