"""The scripts in deploy/: the site's own commands, backup and restore, as they are run there."""

import contextlib
import getpass
import os
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from buurtnet.web import dataversie
from wijken.models import Thema

DEPLOY = settings.BASE_DIR / "deploy"


@pytest.fixture
def postgresql():
    """The address of the test database, where that is one that can be dumped."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    if not shutil.which("pg_dump"):
        pytest.skip("needs pg_dump")
    gegevens = connection.get_connection_params()
    return "postgresql://{user}@{host}:{port}/{dbname}".format(**{"port": 5432} | gegevens)


def _draai(script, argument, var, database_url):
    omgeving = {"PATH": os.environ["PATH"], "VAR_DIR": str(var)}
    if database_url:
        omgeving["DATABASE_URL"] = database_url
    opdracht = [DEPLOY / script, str(argument)]
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
def test_a_backup_of_postgresql_brings_back_what_was_lost(tmp_path, postgresql):
    Thema.objects.create(naam="Ontmoeten")
    kopie = _draai("backup", tmp_path, tmp_path, postgresql)
    Thema.objects.all().delete()
    with connection.cursor() as cursor:
        # As a later version of the site could have made.
        cursor.execute("CREATE TABLE later (thema bigint REFERENCES wijken_thema (id))")
    connection.close()
    _draai("restore", kopie, tmp_path, postgresql)
    assert Thema.objects.get().naam == "Ontmoeten"
    assert "later" not in connection.introspection.table_names()
    versie = dataversie.lees_versie()
    Thema.objects.update(volgorde=2)
    assert dataversie.lees_versie() != versie


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


@pytest.mark.django_db(transaction=True)
def test_a_backup_that_can_not_be_read_changes_nothing(tmp_path, postgresql):
    Thema.objects.create(naam="Ontmoeten")
    kopie = Path(_draai("backup", tmp_path, tmp_path, postgresql))
    kopie.write_bytes(kopie.read_bytes()[:-2000])
    connection.close()
    with pytest.raises(subprocess.CalledProcessError):
        _draai("restore", kopie, tmp_path, postgresql)
    assert Thema.objects.get().naam == "Ontmoeten"


# The site's own commands


def test_beheer_runs_with_the_settings_of_the_sample(tmp_path):
    voorbeeld = (DEPLOY / "buurtnet.env").read_text()
    instellingen = tmp_path / "buurtnet.env"
    tekst = voorbeeld.replace("/var/lib/buurtnet", str(tmp_path))
    instellingen.write_text(re.sub("^DATABASE_URL=.*$", "", tekst, flags=re.M))
    omgeving = {
        "PATH": os.environ["PATH"],
        "BUURTNET_USER": getpass.getuser(),
        "BUURTNET_ENV": str(instellingen),
    }
    code = "from django.conf import settings as s; print(s.ORGANISATIE, s.SITE_URL, s.VAR_DIR)"
    opdracht = [DEPLOY / "beheer", "shell", "--no-imports", "--command", code]
    klaar = subprocess.run(opdracht, env=omgeving, capture_output=True, text=True, check=True)
    verwacht = f"Naam van de beheerder https://buurtnet.voorbeeld.nl {tmp_path}"
    assert klaar.stdout.strip() == verwacht


def test_what_the_units_write_in_is_made_by_systemd():
    for unit in DEPLOY.glob("*.service"):
        tekst = unit.read_text()
        paden = set(re.findall(r"/var/\S+", "\n".join(re.findall(r"^[^#].*", tekst, re.M))))
        mappen = set(re.search(r"^StateDirectory=(.*)$", tekst, re.M)[1].split())
        assert paden <= {f"/var/lib/{map_}" for map_ in mappen}, unit.name
