import contextlib
import datetime
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.urls import reverse

from buurtnet.basis import dataversie
from wijken.models import Thema


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
def test_security_txt_follows_rfc_9116(client, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC), tick=False)
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


# Backup and restore, as the timer runs them


def _draai(script, argument, var, database_url):
    omgeving = {"PATH": os.environ["PATH"], "VAR_DIR": str(var)}
    if database_url:
        omgeving["DATABASE_URL"] = database_url
    opdracht = [settings.BASE_DIR / "deploy" / script, str(argument)]
    klaar = subprocess.run(opdracht, env=omgeving, capture_output=True, text=True, check=True)
    return klaar.stdout.strip()


def test_a_backup_of_sqlite_brings_back_what_was_lost(tmp_path):
    pad = tmp_path / "db.sqlite3"
    with contextlib.closing(sqlite3.connect(pad)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("CREATE TABLE wijk (naam)")
        db.execute("INSERT INTO wijk VALUES ('Beijum')")
        db.commit()
        kopie = _draai("backup", tmp_path / "kopie", tmp_path, "")
        db.execute("DELETE FROM wijk")
        db.commit()
    assert Path(kopie).stat().st_mode & 0o077 == 0
    _draai("restore", kopie, tmp_path, "")
    with contextlib.closing(sqlite3.connect(pad)) as db:
        assert db.execute("SELECT naam FROM wijk").fetchall() == [("Beijum",)]


@pytest.mark.django_db(transaction=True)
def test_a_backup_of_postgresql_brings_back_what_was_lost(tmp_path):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    if not shutil.which("pg_dump"):
        pytest.skip("needs pg_dump")
    gegevens = connection.get_connection_params()
    url = "postgresql://{user}@{host}:{port}/{dbname}".format(**{"port": 5432} | gegevens)
    Thema.objects.create(naam="Ontmoeten")
    kopie = _draai("backup", tmp_path, tmp_path, url)
    Thema.objects.all().delete()
    connection.close()
    _draai("restore", kopie, tmp_path, url)
    assert Thema.objects.get().naam == "Ontmoeten"
    versie = dataversie.lees()
    Thema.objects.update(volgorde=2)
    assert dataversie.lees() != versie


def test_a_backup_keeps_the_pictures_that_are_lost(tmp_path):
    sqlite3.connect(tmp_path / "db.sqlite3").close()
    beeld = tmp_path / "media" / "afbeeldingen" / "0f" / ("0f" * 16 + "-9x9") / "9.webp"
    beeld.parent.mkdir(parents=True)
    beeld.write_bytes(b"beeld")
    (beeld.parents[2] / ".nieuw-x").mkdir()
    for _nacht in range(2):
        kopie = _draai("backup", tmp_path / "kopie", tmp_path, "")
    shutil.rmtree(tmp_path / "media")
    _draai("backup", tmp_path / "kopie", tmp_path, "")
    _draai("restore", kopie, tmp_path, "")
    assert beeld.read_bytes() == b"beeld"
    assert [pad.name for pad in (tmp_path / "media" / "afbeeldingen").iterdir()] == ["0f"]


def test_old_backups_make_room(tmp_path):
    sqlite3.connect(tmp_path / "db.sqlite3").close()
    kopieen = tmp_path / "kopie"
    kopieen.mkdir()
    for dag in range(1, 21):
        (kopieen / f"buurtnet-202601{dag:02}T031500.sqlite3").touch()
    nieuwste = _draai("backup", kopieen, tmp_path, "")
    over = sorted(kopieen.glob("buurtnet-*"))
    assert len(over) == 14
    assert str(over[-1]) == nieuwste
