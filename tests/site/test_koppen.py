"""Every answer has the same security headers, whatever went wrong and whoever noticed."""

import http.client
import socket
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from buurtnet.web.koppen import vaste_koppen

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
KOPPEN = vaste_koppen(over_https=False)
VAST = {naam: waarde for naam, waarde in KOPPEN.items() if naam != "Content-Security-Policy"}


def eis_koppen(koppen):
    assert {naam: koppen.get(naam) for naam in VAST} == VAST
    assert "default-src 'none'" in koppen["Content-Security-Policy"]


# How to get each


def _vraag(pad, methode="GET", **koppen):
    return lambda client: client.generic(methode, pad, **{"headers": koppen} if koppen else {})


def _stuk(pad, fout):
    """While the database says `fout`."""

    def vraag(client):
        client.raise_request_exception = False
        with connection.execute_wrapper(lambda *_alles: _gooi(fout)):
            return client.get(pad)

    return vraag


def _gooi(fout):
    raise fout


def _te_vaak(client):
    for _keer in range(40):
        antwoord = client.post("/accounts/login/", {"login": "a@b.nl", "password": "x"})
        if antwoord.status_code == 429:
            break
    return antwoord


def _zonder_token(client):
    return Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a@b.nl"})


def _opnieuw(client):
    etag = client.get("/over/")["ETag"]
    return client.get("/over/", headers={"If-None-Match": etag})


ANTWOORDEN = [
    (200, _vraag("/over/")),
    (200, _vraag("/static/img/favicon.svg")),
    (200, _vraag("/kaart.svg")),
    (200, _vraag("/-/live")),
    (301, _vraag("/over")),
    (302, _vraag("/werkplek/")),
    (304, _opnieuw),
    (400, _vraag("/over/", Host="elders.example")),
    (400, _vraag("/organisaties/?op=onzin&formaat=csv")),
    (403, _zonder_token),
    (403, _stuk("/over/", PermissionDenied())),
    (404, _vraag("/bestaat-niet/")),
    (404, _vraag("/static/bestaat-niet.css")),
    (404, _vraag("/media/bestaat-niet.webp")),
    (405, _vraag("/over/", "PUT")),
    (405, _vraag("/static/img/favicon.svg", "PUT")),
    (429, _te_vaak),
    (400, _stuk("/over/", SuspiciousOperation())),
    (500, _stuk("/over/", ValueError())),
    (503, _stuk("/-/ready", OperationalError())),
]


@pytest.mark.parametrize(("status", "vraag"), ANTWOORDEN)
def test_an_answer_of_the_site_has_all_headers(client, status, vraag):
    antwoord = vraag(client)
    antwoord.close()
    assert antwoord.status_code == status
    eis_koppen(antwoord.headers)


def test_the_way_to_https_and_what_is_there_have_them_too(client, settings):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 3600
    doorverwezen = Client().get("/over/")
    assert (doorverwezen.status_code, doorverwezen.url) == (301, "https://testserver/over/")
    eis_koppen(doorverwezen.headers)
    assert not doorverwezen.has_header("Strict-Transport-Security")
    vreemd = Client().get("/over/", secure=True, headers={"host": "elders.example"})
    assert (vreemd.status_code, vreemd["Strict-Transport-Security"]) == (400, "max-age=3600")
    eis_koppen(vreemd.headers)


# What the server refuses before Django sees it

LANG = "a" * 9000
GEWEIGERD = {
    414: f"GET /zoeken/?q={LANG} HTTP/1.1\r\nHost: localhost\r\n\r\n",
    431: f"GET /over/ HTTP/1.1\r\nHost: localhost\r\nX-Lang: {LANG}\r\n\r\n",
    417: "GET /over/ HTTP/1.1\r\nHost: localhost\r\nExpect: niets\r\n\r\n",
    501: "POST /over/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: onzin\r\n\r\n",
    400: "GET  HTTP/9\r\n\r\n",
}


def gekregen(site, verzoek):
    with socket.create_connection(("127.0.0.1", urlsplit(site.url).port), timeout=20) as lijn:
        lijn.sendall(verzoek.encode())
        antwoord = http.client.HTTPResponse(lijn)
        antwoord.begin()
        return antwoord.status, antwoord.headers, antwoord.read().decode()


@pytest.mark.parametrize("status", GEWEIGERD)
def test_what_the_server_refuses_has_all_headers_and_a_page(site, status):
    gegeven, koppen, inhoud = gekregen(site, GEWEIGERD[status])
    assert gegeven == status
    eis_koppen(koppen)
    assert koppen["Cache-Control"] == "no-store"
    assert "<h1>" in inhoud and reverse("home") in inhoud


def test_what_the_server_sends_on_has_all_headers(site):
    for pad in ("/over/", "/bestaat-niet/", "/static/img/favicon.svg", "/over", "/-/ready"):
        _status, koppen, _inhoud = gekregen(
            site, f"GET {pad} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        )
        eis_koppen(koppen)
