"""The report of a meeting: who reads what of it."""

import pytest
from django.urls import reverse

from tests.hulp.bouwers import (
    VANDAAG,
    maak_aanwezigheid,
    maak_afspraak,
    maak_agendapunt,
    maak_bespreekpunt,
    maak_bijeenkomst,
    maak_coordinator,
    maak_netwerk,
    maak_organisatie,
    maak_signaal,
    maak_toezegging,
)
from tests.hulp.lijstproef import kost_evenveel, open_pagina

pytestmark = pytest.mark.django_db


def verslag(bijeenkomst):
    return reverse("netwerken:bijeenkomst_verslag", kwargs=bijeenkomst.padsleutel)


@pytest.fixture
def bijeenkomst():
    bijeenkomst = maak_bijeenkomst(
        netwerk=maak_netwerk(), naam="Wijkoverleg", vanaf=VANDAAG, verslag="Met taart."
    )
    maak_aanwezigheid(bijeenkomst=bijeenkomst, organisatie=maak_organisatie(naam="Humanitas"))
    punt = maak_bespreekpunt(bijeenkomst=bijeenkomst, onderwerp="Soep", notitie="Lekker.")
    afspraak = maak_afspraak(
        naam="Elke dinsdag soep", bijeenkomst=bijeenkomst, punt=punt, soort="besluit"
    )
    maak_toezegging(afspraak=afspraak, omschreven_rol="bewoners")
    return bijeenkomst


def test_a_report_is_for_who_keeps_the_network_unless_it_is_marked(client, bijeenkomst):
    assert client.get(verslag(bijeenkomst)).status_code == 404
    client.force_login(maak_coordinator())
    assert client.get(verslag(bijeenkomst)).status_code == 404
    client.force_login(maak_coordinator(bijeenkomst.netwerk))
    tekst = client.get(verslag(bijeenkomst)).content.decode()
    for woord in ("Humanitas", "Soep", "Lekker.", "Elke dinsdag soep", "bewoners", "Met taart."):
        assert woord in tekst


def test_of_decisions_alone_nothing_else_is_told(client, bijeenkomst):
    bijeenkomst.verslag_openbaar = "besluiten"
    bijeenkomst.save()
    tekst, _vragen = open_pagina(client, verslag(bijeenkomst))
    assert "Elke dinsdag soep" in tekst
    for woord in ("Humanitas", "Lekker.", "Met taart."):
        assert woord not in tekst


def test_a_public_report_tells_all_but_what_is_hidden(client, bijeenkomst):
    bijeenkomst.verslag_openbaar = "ja"
    bijeenkomst.save()
    maak_aanwezigheid(
        bijeenkomst=bijeenkomst, organisatie=maak_organisatie(naam="Geheim", openbaar=False)
    )
    besloten = maak_signaal(naam="Geheim signaal", openbaar=False)
    verborgen = maak_agendapunt()
    verborgen.agenda.openbaar = False
    verborgen.agenda.save()
    maak_bespreekpunt(bijeenkomst=bijeenkomst, onderwerp="Geheim", signaal=besloten)
    maak_bespreekpunt(bijeenkomst=bijeenkomst, onderwerp="Geheim", agendapunt=verborgen)
    maak_afspraak(naam="Geheim", bijeenkomst=bijeenkomst, openbaar=False)
    tekst, _vragen = open_pagina(client, verslag(bijeenkomst))
    assert "Lekker." in tekst
    assert "Geheim" not in tekst
    # Of a network that is hidden there is nothing at all.
    bijeenkomst.netwerk.openbaar = False
    bijeenkomst.netwerk.save()
    assert client.get(verslag(bijeenkomst)).status_code == 404


def test_a_report_is_printed_and_never_found_by_search_engines(client, bijeenkomst):
    bijeenkomst.verslag_openbaar = "ja"
    bijeenkomst.save()
    tekst, _vragen = open_pagina(client, verslag(bijeenkomst))
    assert "data-afdrukken" in tekst
    assert 'content="noindex"' in tekst


@pytest.mark.eenmaal
def test_a_long_report_costs_no_more_queries(client):
    def rijk(aantal):
        bijeenkomst = maak_bijeenkomst(netwerk=maak_netwerk(slug="n"), verslag_openbaar="ja", pk=7)
        for _keer in range(aantal):
            maak_aanwezigheid(bijeenkomst=bijeenkomst)
            punt = maak_bespreekpunt(bijeenkomst=bijeenkomst, signaal=maak_signaal(openbaar=True))
            maak_toezegging(afspraak=maak_afspraak(bijeenkomst=bijeenkomst, punt=punt))
            maak_afspraak(bijeenkomst=bijeenkomst)
        return bijeenkomst

    adres = reverse("netwerken:bijeenkomst_verslag", kwargs={"netwerk": "n", "pk": 7})
    kost_evenveel(client, rijk, 30, adres)
