"""What is new of a wijk, a theme or a network, as a feed (RFC 4287)."""

import re
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.hulp.bouwers import (
    maak_accommodatie,
    maak_activiteit,
    maak_afspraak,
    maak_agenda,
    maak_agendapunt,
    maak_deelname,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_verhaal,
    maak_werkgebied,
)
from tests.hulp.lijstproef import open_pagina

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def adres(record):
    soort = record._meta.model_name
    return reverse(f"netwerken:{soort}_veranderd", args=[record.slug]) + "?formaat=atom"


def vermeldingen(client, record):
    """{title: (id, link)} of the entries of the feed of `record`."""
    feed = ET.fromstring(client.get(adres(record)).content)  # noqa: S314  our own feed
    return {
        stuk.find(f"{ATOM}title").text: (
            stuk.find(f"{ATOM}id").text,
            stuk.find(f"{ATOM}link").get("href"),
        )
        for stuk in feed.findall(f"{ATOM}entry")
    }


def test_a_wijk_tells_what_was_entered_there(client, wijk, thema):
    maak_inzet(organisatie=maak_organisatie(naam="Humanitas"), wijk=wijk, thema=thema)
    maak_initiatief(naam="Moestuin", wijken=[wijk])
    maak_activiteit(naam="Koffie", wijken=[wijk])
    maak_verhaal(naam="Samen koken", wijken=[wijk])
    maak_initiatief(naam="Elders")
    gevonden = vermeldingen(client, wijk)
    assert {"Nieuw: Humanitas (Rondkomen)", "Nieuw: Moestuin", "Nieuw: Koffie"} <= set(gevonden)
    assert "Nieuw: Samen koken" in gevonden
    assert "Elders" not in str(gevonden)
    assert all(kenmerk.startswith("tag:") for kenmerk, _link in gevonden.values())


def test_a_theme_and_a_network_tell_theirs(client, wijk, thema):
    netwerk = maak_netwerk()
    maak_inzet(
        organisatie=maak_organisatie(naam="Humanitas"), wijk=wijk, thema=thema, netwerk=netwerk
    )
    assert "Nieuw: Humanitas (De Wijert)" in vermeldingen(client, thema)
    assert "Nieuw: Humanitas (De Wijert, Rondkomen)" in vermeldingen(client, netwerk)


def test_each_kind_of_row_leads_to_where_it_stands(client, wijk, thema):
    agenda = maak_agenda(naam="Wijkagenda", wijken=[wijk])
    netwerk = maak_netwerk(naam="Sterk Netwerk", agenda=agenda)
    humanitas = maak_organisatie(naam="Humanitas")
    maak_agendapunt(agenda=agenda, thema=thema, tekst="Minder eenzaam")
    maak_werkgebied(netwerk=netwerk, wijk=wijk)
    maak_deelname(netwerk=netwerk, organisatie=humanitas)
    maak_inzet(organisatie=humanitas, netwerk=netwerk, wijk=wijk, thema=thema)
    maak_inzet(omschreven_rol="buur", netwerk=netwerk, wijk=wijk, thema=thema)
    maak_afspraak(naam="Zaal huren", netwerk=netwerk, wijken=[wijk])
    plek = maak_accommodatie(naam="De Stroming", wijken=[wijk])
    van_wijk = vermeldingen(client, wijk)
    assert van_wijk["Nieuw: Minder eenzaam (Wijkagenda, Rondkomen)"][1].endswith(
        agenda.get_absolute_url()
    )
    assert van_wijk["Nieuw: Wijkagenda"][1].endswith(agenda.get_absolute_url())
    assert van_wijk["Nieuw: De Stroming"][1].endswith(plek.get_absolute_url())
    for record in (wijk, netwerk, thema):
        gevonden = vermeldingen(client, record)
        assert len(gevonden) >= 4
        for _kenmerk, link in gevonden.values():
            assert client.get(link.partition("#")[0]).status_code == 200, link


def test_what_is_hidden_is_in_no_feed(client, wijk, thema):
    geheim = maak_organisatie(naam="Schuiladres", openbaar=False)
    netwerk = maak_netwerk(naam="Geheim", openbaar=False)
    maak_werkgebied(netwerk=netwerk, wijk=wijk)
    maak_inzet(organisatie=geheim, wijk=wijk, thema=thema)
    maak_inzet(organisatie=maak_organisatie(), netwerk=netwerk, wijk=wijk, thema=thema)
    assert client.get(adres(netwerk)).status_code == 404
    for record in (wijk, thema):
        tekst = client.get(adres(record)).content.decode()
        assert "Schuiladres" not in tekst and "Geheim" not in tekst


def test_the_same_facts_give_the_same_feed(client, wijk):
    maak_initiatief(wijken=[wijk])
    eerste = client.get(adres(wijk))
    assert eerste.content == client.get(adres(wijk)).content
    assert client.get(adres(wijk), headers={"If-None-Match": eerste["ETag"]}).status_code == 304


@pytest.mark.eenmaal
def test_a_feed_of_much_costs_as_many_queries(client, wijk, thema):
    def kosten(aantal):
        for _n in range(aantal):
            maak_inzet(organisatie=maak_organisatie(), wijk=wijk, thema=thema)
            maak_initiatief(wijken=[wijk])
            for netwerk in (maak_netwerk(), None):
                maak_afspraak(netwerk=netwerk, wijken=[wijk])
        with CaptureQueriesContext(connection) as vangst:
            assert client.get(adres(wijk)).status_code == 200
        return len(vangst)

    assert kosten(1) == kosten(6)


def test_pages_tell_where_the_feed_and_the_form_are(client, wijk, thema):
    for record in (wijk, thema, maak_netwerk()):
        tekst, _n = open_pagina(client, record.get_absolute_url())
        links = re.findall(r"<link[^>]*application/atom\+xml[^>]*>", tekst, re.DOTALL)
        assert any(adres(record) in link for link in links)
        assert f'href="{adres(record)}"' in tekst
        soort = record._meta.model_name
        assert reverse(f"netwerken:{soort}_volgen", args=[record.slug]) in tekst
