"""Every machine form of every list says which version it is, and is not sent twice."""

import pytest
from django.urls import reverse

from buurtnet.kern import soorten
from netwerken.models import Organisatie

pytestmark = pytest.mark.django_db
FORMATEN = ("csv", "xlsx", "json", "ics", "atom")
LIJSTEN = sorted({model.rijsoort.lijst for model in soorten.alle()} | {"netwerken:dekking"})
# Those that the lists have besides the three that each with open data has.
ANDERE = {("initiatieven:activiteiten", "ics"), ("initiatieven:activiteiten", "atom")}
ANDERE |= {("initiatieven:verhalen", "atom")}


def bestanden(client):
    """{(list, format): address} of the files that lists give."""
    adressen = {(naam, f): f"{reverse(naam)}?formaat={f}" for naam in LIJSTEN for f in FORMATEN}
    soort = {sleutel: client.get(adres)["Content-Type"] for sleutel, adres in adressen.items()}
    return {s: adres for s, adres in adressen.items() if not soort[s].startswith("text/html")}


def test_each_file_of_a_list_carries_a_validator_and_is_not_sent_twice(wereld, client):
    alle = bestanden(client)
    met_data = [model.rijsoort.lijst for model in soorten.alle() if model.rijsoort.open_data]
    vast = {(naam, f) for naam in (*met_data, "netwerken:dekking") for f in FORMATEN[:3]}
    assert vast | ANDERE <= alle.keys()
    for sleutel, adres in alle.items():
        eerst = client.get(adres)
        assert (eerst.status_code, eerst["Cache-Control"]) == (200, "no-cache"), sleutel
        assert not eerst.cookies, sleutel
        kop = client.head(adres)
        assert (kop["ETag"], b"".join(kop)) == (eerst["ETag"], b""), sleutel
        opnieuw = client.get(adres, headers={"If-None-Match": eerst["ETag"]})
        assert (opnieuw.status_code, opnieuw.content) == (304, b""), sleutel


def test_a_file_is_new_once_something_changed(wereld, client):
    alle = bestanden(client)
    etags = {adres: client.get(adres)["ETag"] for adres in alle.values()}
    Organisatie.objects.filter(pk=wereld.organisatie.pk).update(omschrijving="Nieuw.")
    for adres, etag in etags.items():
        opnieuw = client.get(adres, headers={"If-None-Match": etag})
        assert opnieuw.status_code == 200, adres
        assert opnieuw["ETag"] != etag, adres


def test_who_is_logged_in_gets_a_file_that_nobody_keeps(wereld):
    for adres in bestanden(wereld.client("eigen")).values():
        antwoord = wereld.client("eigen").get(adres)
        assert "no-store" in antwoord["Cache-Control"], adres
        assert not antwoord.has_header("ETag"), adres
