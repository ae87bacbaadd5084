"""An address that a record used to have, or with capitals, leads to its address now."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.hulp.bouwers import (
    maak_accommodatie,
    maak_activiteit,
    maak_agenda,
    maak_gebied,
    maak_initiatief,
    maak_netwerk,
    maak_organisatie,
    maak_stad,
    maak_thema,
    maak_verhaal,
    maak_wijk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def glimmen():
    haren = maak_gebied(naam="Haren", ligt_in=maak_stad())
    wijk = maak_wijk(naam="Glimmen", slug="glimmen", soort="dorp", ligt_in=haren)
    return hernoem(wijk, "glimmen-nieuw")


def hernoem(record, slug):
    record.slug = slug
    record.save()
    return record


@pytest.mark.parametrize(
    "adres", ["/organisaties/", "/initiatieven/", "/accommodaties/", "/dekking/"]
)
def test_a_filter_by_an_old_address_leads_to_the_new_one(client, glimmen, adres):
    antwoord = client.get(f"{adres}?op=2021-06-30&wijk=glimmen&wijk=haren&formaat=csv")
    assert antwoord.status_code == 301
    assert antwoord["Location"] == (
        f"{adres}?op=2021-06-30&wijk=glimmen-nieuw&wijk=haren&formaat=csv"
    )
    assert client.get(antwoord["Location"]).status_code == 200


def test_a_list_of_activities_knows_the_old_address_of_a_network(client):
    hernoem(maak_netwerk(slug="oud"), "anders")
    antwoord = client.get("/activiteiten/?netwerk=oud")
    assert antwoord["Location"] == "/activiteiten/?netwerk=anders"


@pytest.mark.parametrize("naam", ["gebied", "thema", "netwerk"])
def test_every_filter_of_the_coverage_knows_old_addresses(client, naam):
    stad = maak_stad()
    record = {
        "gebied": lambda: maak_gebied(slug="oud", ligt_in=stad),
        "thema": lambda: maak_thema(slug="oud"),
        "netwerk": lambda: maak_netwerk(slug="oud"),
    }[naam]()
    hernoem(record, "anders")
    assert client.get(f"/dekking/?{naam}=oud")["Location"] == f"/dekking/?{naam}=anders"


@pytest.mark.parametrize("adres", ["/organisaties/", "/dekking/"])
def test_an_old_address_of_what_is_hidden_tells_nothing(client, glimmen, adres):
    glimmen.openbaar = False
    glimmen.save()
    assert client.get(f"{adres}?wijk=glimmen").status_code == 200
    assert client.get(f"{adres}?wijk=nooit-geweest").status_code == 200


@pytest.mark.parametrize("adres", ["/organisaties/", "/dekking/"])
def test_old_addresses_are_only_asked_for_when_a_value_is_unknown(client, glimmen, adres):
    def tel(vraag):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{adres}?{vraag}")
        return sum("oudadres" in query["sql"] for query in queries)

    assert tel("wijk=glimmen-nieuw") == 0
    assert tel("wijk=een") == tel("wijk=een&wijk=twee&wijk=drie") == 1


@pytest.mark.parametrize(
    "maak",
    [
        maak_accommodatie,
        maak_activiteit,
        maak_agenda,
        maak_initiatief,
        maak_netwerk,
        maak_organisatie,
        maak_thema,
        maak_verhaal,
        maak_wijk,
    ],
)
def test_an_address_with_capitals_leads_to_the_record(client, maak):
    record = maak(slug="de-hoek")
    adres = record.get_absolute_url()
    met_hoofdletters = adres.replace("de-hoek", "De-HOEK")
    antwoord = client.get(f"{met_hoofdletters}?op=2021-06-30&x=%2F")
    assert antwoord.status_code == 301
    assert antwoord["Location"] == f"{adres}?op=2021-06-30&x=%2F"
    type(record).objects.filter(pk=record.pk).update(openbaar=False)
    assert client.get(met_hoofdletters).status_code == 404
    assert client.get(adres.replace("de-hoek", "De-Kuil")).status_code == 404


def test_capitals_lead_on_in_every_language_from_a_page_below_and_from_an_old_address(
    client, glimmen
):
    verwacht = {
        "/en/wijken/Glimmen-Nieuw/": "/en/wijken/glimmen-nieuw/",
        "/wijken/Glimmen-Nieuw/gids/": "/wijken/glimmen-nieuw/gids/",
        "/wijken/Glimmen/": "/wijken/glimmen-nieuw/",
    }
    assert {adres: client.get(adres).get("Location") for adres in verwacht} == verwacht


def test_an_address_that_was_given_capitals_keeps_them(client):
    maak_wijk(slug="GON")
    assert client.get("/wijken/GON/").status_code == 200
    assert client.get("/wijken/gon/").status_code == 404
