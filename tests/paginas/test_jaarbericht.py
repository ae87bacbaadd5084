"""The jaarbericht: a year of a place or a network, to print and hand to the council."""

import csv
import datetime
import io

import pytest
from django.urls import reverse

from tests.hulp.bouwers import (
    maak_afspraak,
    maak_agenda,
    maak_agendapunt,
    maak_bespreekpunt,
    maak_gebied,
    maak_initiatief,
    maak_inzet,
    maak_maandstand,
    maak_netwerk,
    maak_organisatie,
    maak_signaal,
    maak_stad,
    maak_thema,
    maak_toezegging,
    maak_wijk,
)
from tests.hulp.lijstproef import kost_evenveel, open_pagina

pytestmark = pytest.mark.django_db
IN, ERNA = datetime.date(2025, 6, 1), datetime.date(2026, 2, 1)


@pytest.fixture
def wijk():
    return maak_wijk(naam="Beijum", ligt_in=maak_gebied(naam="Oost", ligt_in=maak_stad()))


def adres(record, jaar=2025):
    soort = type(record)._meta.model_name
    return reverse(f"netwerken:{soort}_jaarbericht", args=[record.slug, jaar])


def punten(client, record, jaar=2025):
    """{words of a point: (who, initiatives, what was agreed)} of all agendas."""
    agendas = client.get(adres(record, jaar)).context["bericht"].agendas
    return {
        punt.tekst: (punt.wie, punt.initiatieven, [str(rij) for rij in punt.afspraken])
        for deel in agendas
        for punt in deel.punten
    }


def test_agenda_by_agenda_who_worked_on_it_and_what_came_of_it(client, wijk):
    groen, zorg = maak_thema(), maak_thema()
    agenda = maak_agenda(naam="Wijkagenda", wijken=[wijk])
    punt = maak_agendapunt(agenda=agenda, thema=groen, tekst="Meer groen")
    maak_agendapunt(agenda=agenda, thema=zorg, tekst="Zorg dichtbij")
    maak_inzet(wijk=wijk, thema=groen, organisatie=maak_organisatie(naam="De Club"), vanaf=IN)
    maak_inzet(wijk=wijk.ligt_in, thema=groen, organisatie=maak_organisatie(naam="Van Oost"))
    maak_inzet(wijk=wijk, thema=zorg, vanaf=ERNA)
    maak_inzet(wijk=maak_wijk(ligt_in=wijk.ligt_in), thema=zorg)
    maak_initiatief(naam="Moestuin", wijken=[wijk], themas=[groen])
    maak_afspraak(naam="Samen schoon", punt=maak_bespreekpunt(agendapunt=punt), gemaakt_op=IN)
    assert punten(client, wijk) == {
        "Meer groen": (["De Club", "Van Oost"], ["Moestuin"], ["Samen schoon"]),
        "Zorg dichtbij": ([], [], []),
    }
    tekst, _n = open_pagina(client, adres(wijk))
    assert "Punten waaraan iemand werkte: 1 van 2." in tekst
    assert "Wat niemand oppakte" in tekst


def test_of_an_agenda_of_the_city_counts_who_works_in_the_place_itself(client, wijk):
    thema = maak_thema()
    maak_agendapunt(agenda=maak_agenda(wijken=[wijk.ligt_in.ligt_in]), thema=thema, tekst="Punt")
    maak_inzet(wijk=maak_wijk(ligt_in=wijk.ligt_in), thema=thema)
    assert punten(client, wijk) == {"Punt": ([], [], [])}
    assert len(punten(client, wijk.ligt_in)["Punt"][0]) == 1


def test_a_network_tells_of_its_own_agenda_and_its_own_work(client, wijk):
    thema, agenda = maak_thema(), maak_agenda(wijken=[wijk])
    maak_agendapunt(agenda=agenda, thema=thema, tekst="Punt")
    netwerk = maak_netwerk(agenda=agenda)
    club = maak_organisatie(naam="De Club")
    maak_inzet(wijk=wijk, thema=thema, netwerk=netwerk, organisatie=club)
    maak_inzet(wijk=wijk, thema=thema)
    assert punten(client, netwerk) == {"Punt": (["De Club"], [], [])}


def test_promises_and_signals_of_the_year_are_in_it(client, wijk):
    afspraak = maak_afspraak(naam="Samen schoon", wijken=[wijk], gemaakt_op=IN, stand="geldt")
    maak_toezegging(afspraak=afspraak, wat="ruimt op", stand="gedaan", uitkomst="Drie straten.")
    maak_afspraak(naam="Van later", wijken=[wijk], gemaakt_op=ERNA)
    signaal = {"wijken": [wijk], "openbaar": True}
    af = {"stand": "beantwoord", "antwoord": "Er kwam een bankje."}
    maak_signaal(naam="Geen bankje", beantwoord_op=IN, **af, **signaal)
    maak_signaal(naam="Te donker", gehoord_op=IN, **signaal)
    maak_signaal(naam="Te laat", gehoord_op=IN, beantwoord_op=ERNA, **af, **signaal)
    bericht = client.get(adres(wijk)).context["bericht"]
    assert [rij.naam for rij in bericht.afspraken] == ["Samen schoon"]
    assert [rij.naam for rij in bericht.signalen.beantwoord] == ["Geen bankje"]
    assert [rij.naam for rij in bericht.signalen.open] == ["Te donker", "Te laat"]
    tekst, _n = open_pagina(client, adres(wijk))
    assert "Drie straten." in tekst and "Er kwam een bankje." in tekst


def test_the_numbers_are_those_that_were_kept(client, wijk):
    maak_maandstand(wijk=wijk, maand=datetime.date(2024, 12, 31), gedekt=3)
    maak_maandstand(wijk=wijk, maand=datetime.date(2025, 12, 31), gedekt=5)
    maak_maandstand(wijk=wijk, maand=datetime.date(2026, 1, 31), gedekt=9)
    assert [rij.gedekt for rij in client.get(adres(wijk)).context["bericht"].cijfers] == [3, 5]


def test_nothing_that_is_hidden_is_in_it(client, wijk):
    thema, stil = maak_thema(), maak_thema(openbaar=False)
    agenda = maak_agenda(wijken=[wijk])
    maak_agendapunt(agenda=agenda, thema=thema, tekst="Punt")
    maak_agendapunt(agenda=agenda, thema=stil)
    maak_agendapunt(agenda=maak_agenda(wijken=[wijk], openbaar=False), thema=thema, tekst="Nee")
    maak_inzet(wijk=wijk, thema=thema, organisatie=maak_organisatie(openbaar=False))
    maak_initiatief(wijken=[wijk], themas=[thema], openbaar=False)
    maak_afspraak(wijken=[wijk], gemaakt_op=IN, openbaar=False)
    maak_signaal(wijken=[wijk], gehoord_op=IN, openbaar=False)
    bericht = client.get(adres(wijk)).context["bericht"]
    ((punt,),) = [deel.punten for deel in bericht.agendas]
    assert punt.niemand and not punt.afspraken
    assert not bericht.afspraken and not any(bericht.signalen)


@pytest.mark.parametrize("jaar", [1899, 2999])
def test_a_year_that_is_to_come_or_long_ago_is_not_there(client, wijk, jaar):
    assert client.get(adres(wijk, jaar)).status_code == 404


def test_a_year_without_anything_says_what_would_stand_there(client, wijk, vandaag):
    assert "weten we nog niets" in open_pagina(client, adres(wijk))[0]
    assert "Dit jaar loopt nog" in open_pagina(client, adres(wijk, 2026))[0]


def test_the_file_tells_the_same(client, wijk):
    thema = maak_thema()
    maak_agendapunt(agenda=maak_agenda(naam="Agenda", wijken=[wijk]), thema=thema, tekst="Punt")
    inhoud = b"".join(client.get(adres(wijk) + "?formaat=csv")).decode("utf-8-sig")
    (rij,) = csv.DictReader(io.StringIO(inhoud), delimiter=";")
    assert [*rij.values()] == ["agenda", "Agenda", "Punt", "", "niemand", ""]


def test_the_page_of_the_years_leads_there(client, wijk, vandaag):
    tekst = client.get(reverse("netwerken:wijk_jaren", args=[wijk.slug])).content.decode()
    assert f'href="{adres(wijk, 2026)}"' in tekst and f'href="{adres(wijk, 2021)}"' in tekst


def test_the_sitemap_has_the_last_year_of_places_with_an_agenda(client, wijk, vandaag):
    maak_agenda(wijken=[wijk])
    tekst = client.get("/sitemap-jaarbericht.xml").content.decode()
    assert adres(wijk) in tekst
    assert adres(wijk.ligt_in) not in tekst


@pytest.mark.eenmaal
def test_it_costs_the_same_for_1_and_many(client):
    def rijk(aantal):
        wijk = maak_wijk(naam=f"Wijk {aantal}", ligt_in=maak_gebied(ligt_in=maak_stad()))
        for _n in range(aantal):
            thema = maak_thema()
            punt = maak_agendapunt(agenda=maak_agenda(wijken=[wijk]), thema=thema)
            maak_inzet(wijk=wijk, thema=thema)
            maak_initiatief(wijken=[wijk], themas=[thema])
            gemaakt = {"gemaakt_op": IN, "wijken": [wijk]}
            afspraak = maak_afspraak(punt=maak_bespreekpunt(agendapunt=punt), **gemaakt)
            maak_toezegging(afspraak=afspraak, wat="helpt")
            maak_signaal(wijken=[wijk], gehoord_op=IN, openbaar=True)
        wijk.get_absolute_url = lambda: adres(wijk)
        return wijk

    kost_evenveel(client, rijk, 5)
