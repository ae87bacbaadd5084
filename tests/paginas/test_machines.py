"""The addresses that machines ask for: monitors, crawlers and who reports a leak."""

import pytest
from django.db import OperationalError, connection
from django.urls import reverse


def test_live_asks_no_database(client):
    antwoord = client.get(reverse("live"))
    assert (antwoord.status_code, antwoord.content) == (200, b"ok\n")
    assert "no-store" in antwoord["Cache-Control"]


@pytest.mark.django_db
def test_ready_asks_the_database_once(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert client.get(reverse("ready")).content == b"ok\n"


@pytest.mark.django_db
def test_ready_says_when_the_database_is_away(client):
    with connection.execute_wrapper(_weg):
        antwoord = client.get(reverse("ready"))
    assert (antwoord.status_code, antwoord.content) == (503, b"database\n")


def _weg(execute, sql, params, many, context):
    raise OperationalError("away")


@pytest.mark.django_db
def test_robots_keeps_crawlers_out_of_accounts_and_names_the_sitemap(client):
    tekst = client.get("/robots.txt").content.decode()
    assert "Disallow: /accounts/\n" in tekst
    assert "Sitemap: http://localhost:8000/sitemap.xml\n" in tekst


@pytest.mark.django_db
def test_security_txt_follows_rfc_9116(client, vandaag):
    antwoord = client.get("/.well-known/security.txt")
    assert antwoord["Content-Type"] == "text/plain; charset=utf-8"
    regels = dict(regel.split(": ", 1) for regel in antwoord.content.decode().splitlines())
    assert regels["Contact"] == "http://localhost:8000/over/"
    assert regels["Expires"] == "2027-05-23T00:00:00Z"


@pytest.mark.django_db
@pytest.mark.parametrize("naam", ["live", "ready", "robots", "security"])
def test_machine_pages_set_no_cookie_and_refuse_post(client, naam):
    antwoord = client.get(reverse(naam))
    assert not antwoord.cookies
    assert "default-src 'none'" in antwoord["Content-Security-Policy"]
    assert client.post(reverse(naam)).status_code == 405
