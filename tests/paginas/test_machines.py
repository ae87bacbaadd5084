"""The addresses that machines ask for: monitors, crawlers and who reports a leak."""

import resource
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buurtnet.web import gezond
from buurtnet.web.dataversie import Dataversie
from tests.hulp.storingsproef import volle_schijf, weigert


def test_live_asks_no_database(client):
    antwoord = client.get(reverse("live"))
    assert (antwoord.status_code, antwoord.content) == (200, b"ok\n")
    assert "no-store" in antwoord["Cache-Control"]


@pytest.fixture
def schrijver(monkeypatch, settings, tmp_path):
    """What tries to write has never done so."""
    settings.VAR_DIR = tmp_path
    nieuw = gezond.Proefschrijver()
    monkeypatch.setattr(gezond, "_proefschrijver", nieuw)
    return nieuw


@pytest.mark.django_db
def test_ready_asks_a_table_each_time_and_writes_rarely(client, schrijver):
    with CaptureQueriesContext(connection) as eerste:
        assert client.get(reverse("ready")).content == b"ok\n"
    with CaptureQueriesContext(connection) as tweede:
        assert client.get(reverse("ready")).content == b"ok\n"
    assert len(tweede) == 1 <= len(eerste)
    assert Dataversie._meta.db_table in tweede[0]["sql"]
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_ready_says_when_the_database_is_away(client, schrijver):
    with weigert("no connection"):
        antwoord = client.get(reverse("ready"))
    assert (antwoord.status_code, antwoord.content) == (503, b"database\n")


@pytest.mark.django_db
def test_ready_says_when_the_tables_are_away(client, schrijver):
    def zonder(execute, sql, *rest):
        return execute(sql.replace("basis_dataversie", "basis_nergens"), *rest)

    with connection.execute_wrapper(zonder), transaction.atomic():
        antwoord = client.get(reverse("ready"))
        transaction.set_rollback(True)
    assert (antwoord.status_code, antwoord.content) == (503, b"database\n")


@pytest.mark.django_db
def test_ready_says_when_the_disk_is_full(client, schrijver):
    """A limit on the size of files does what a full disk does."""
    zacht, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        antwoorden = [client.get(reverse("ready")) for _keer in range(2)]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (zacht, hard))
    assert {(een.status_code, een.content) for een in antwoorden} == {(503, b"schijf vol\n")}
    assert client.get(reverse("ready")).status_code == 200


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's disk is ours")
def test_ready_says_when_the_disk_of_the_server_is_full(client, transactional_db, schrijver):
    with volle_schijf():
        antwoord = client.get(reverse("ready"))
    assert (antwoord.status_code, antwoord.content) == (503, b"schijf vol\n")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no file")
def test_ready_says_when_the_file_of_the_database_is_gone(client, transactional_db, schrijver):
    bestand = Path(connection.settings_dict["NAME"])
    assert client.get(reverse("ready")).status_code == 200
    bestand.rename(bestand.with_suffix(".weg"))
    try:
        antwoord = client.get(reverse("ready"))
        assert (antwoord.status_code, antwoord.content) == (503, b"database\n")
        assert not bestand.exists()
    finally:
        bestand.with_suffix(".weg").rename(bestand)
    assert client.get(reverse("ready")).status_code == 200


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
