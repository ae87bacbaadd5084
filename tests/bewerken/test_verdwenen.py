"""A history names what is gone as it was called, as far as its reader may know."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from netwerken.samenvoegen import voeg_samen
from tests.hulp import adminproef
from tests.hulp.bouwers import (
    log_in,
    log_in_met_tweede_stap,
    maak_beheerder,
    maak_inzet,
    maak_organisatie,
    maak_peiling,
    maak_redacteur,
)
from tests.hulp.naamwoorden import adres

pytestmark = pytest.mark.django_db


def geschiedenis_in_beheer(client, rij):
    log_in_met_tweede_stap(client, maak_beheerder())
    return client.get(adminproef.adres(type(rij), "history", rij.pk)).content.decode()


def test_a_survey_names_who_did_it_before_a_merge(client):
    blijft, weg = maak_organisatie(naam="WIJ Groningen"), maak_organisatie(naam="WIJ-team")
    peiling = maak_peiling(uitvoerders=[weg])
    voeg_samen(blijft, weg)
    tekst = geschiedenis_in_beheer(client, peiling)
    assert "None" not in tekst
    assert "WIJ-team" in tekst and "WIJ Groningen" in tekst


def test_a_survey_names_who_did_it_and_was_deleted(client):
    weg = maak_organisatie(naam="Buurtkring")
    peiling = maak_peiling(uitvoerders=[weg, maak_organisatie()])
    weg.delete()
    tekst = geschiedenis_in_beheer(client, peiling)
    assert "Buurtkring is verwijderd" in tekst
    assert "None" not in tekst


@pytest.mark.parametrize("openbaar", [True, False])
def test_an_inzet_names_who_did_it_before_a_merge_unless_that_was_hidden(client, openbaar):
    blijft = maak_organisatie(naam="WIJ Groningen")
    weg = maak_organisatie(naam="WIJ-team", openbaar=openbaar)
    inzet = maak_inzet(organisatie=weg)
    voeg_samen(blijft, weg)
    log_in(client, maak_redacteur())
    tekst = client.get(adres(inzet, "geschiedenis")).content.decode()
    assert ("WIJ-team" in tekst) == openbaar
    assert "bestaat niet meer" not in tekst


@pytest.mark.eenmaal
def test_many_that_are_gone_cost_no_more_than_one(client):
    log_in(client, maak_redacteur())
    inzet = maak_inzet()
    pad = adres(inzet, "geschiedenis")
    aantallen = []
    for _n in range(2):
        for _keer in range(4):
            inzet.refresh_from_db()
            voeg_samen(maak_organisatie(), inzet.organisatie)
        with CaptureQueriesContext(connection) as gezien:
            client.get(pad)
        aantallen.append(len(gezien))
    assert aantallen[0] == aantallen[1]
