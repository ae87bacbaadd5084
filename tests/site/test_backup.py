"""Backups: what is whole and ours is put back, anything else changes nothing."""

import os
import resource
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from buurtnet.post.bericht import Bericht, Stand
from buurtnet.web import dataversie
from tests.hulp.bouwers import maak_bericht
from tests.hulp.kopieproef import (
    draai,
    gelukt,
    geweigerd,
    maak_database,
    vraag,
    wijken_in,
)
from wijken.models import Thema

VEEL = [f"Wijk {nummer:05}" for nummer in range(5000)]


@pytest.fixture
def var(tmp_path):
    map_ = tmp_path / "var"
    map_.mkdir()
    return map_


@pytest.fixture
def live(var):
    return maak_database(var / "db.sqlite3", "Beijum", *VEEL)


@pytest.fixture
def kopie(tmp_path, var, live):
    """A backup of the live database, which has changed since."""
    pad = Path(gelukt(draai("backup", tmp_path / "kopie", var=var)))
    with closing(sqlite3.connect(live)) as db, db:
        db.execute("DELETE FROM wijken_wijk WHERE naam = 'Beijum'")
    return pad


def beschadig(pad, tabel="naar_naam"):
    """Write over a page of an index: what is copied as it is, and answers, but is not right."""
    with closing(sqlite3.connect(pad)) as db:
        (blad,) = db.execute("SELECT max(pageno) FROM dbstat WHERE name = ?", [tabel]).fetchone()
        (grootte,) = db.execute("PRAGMA page_size").fetchone()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with pad.open("rb+") as bestand:
        bestand.seek((blad - 1) * grootte + grootte // 2)
        bestand.write(b"\xff" * (grootte // 4))


# SQLite


def test_a_backup_brings_back_what_was_lost(var, live, kopie):
    assert kopie.stat().st_mode & 0o077 == 0
    assert "Beijum" not in wijken_in(live)
    gelukt(draai("restore", kopie, var=var))
    assert "Beijum" in wijken_in(live)


def test_a_backup_of_a_damaged_database_is_none(tmp_path, var, live):
    beschadig(live)
    assert "beschadigd" in geweigerd(draai("backup", tmp_path / "kopie", var=var))
    assert not list((tmp_path / "kopie").iterdir())


def test_a_backup_of_nothing_is_none(tmp_path, var):
    """An empty database would push the real ones out, night after night."""
    geweigerd(draai("backup", tmp_path / "kopie", var=var))
    sqlite3.connect(var / "db.sqlite3").close()
    geweigerd(draai("backup", tmp_path / "kopie", var=var))
    assert not list((tmp_path / "kopie").iterdir())


def onzin(pad, kopie):
    pad.write_text("een brief\n" * 5000)


def leeg(pad, kopie):
    pad.touch()


def half(pad, kopie):
    inhoud = kopie.read_bytes()
    pad.write_bytes(inhoud[: len(inhoud) // 8192 * 4096])


def kaal(pad, kopie):
    with closing(sqlite3.connect(pad)) as db, db:
        db.execute("CREATE TABLE recept (naam)")


def beschadigd(pad, kopie):
    shutil.copy(kopie, pad)
    beschadig(pad)


def beschadigd_begin(pad, kopie):
    inhoud = bytearray(kopie.read_bytes())
    inhoud[100:2000] = b"\0" * 1900
    pad.write_bytes(inhoud)


def van_een_ander(pad, kopie):
    maak_database(pad, "Elders", applicatie=0x12345678)


def zonder_migraties(pad, kopie):
    maak_database(pad, "Elders", migraties=[("auth", "0001_initial")])


def van_later(pad, kopie):
    maak_database(pad, "Elders", migraties=[("wijken", "0001_begin"), ("wijken", "0999_later")])


def niet_af(pad, kopie):
    shutil.copy(kopie, pad)
    pad.with_name(pad.name + "-wal").write_bytes(b"meer")


def map_(pad, kopie):
    pad.mkdir()


def niets(pad, kopie):
    assert not pad.exists()


GEEN_BACKUP = [
    *(onzin, leeg, half, kaal, beschadigd, beschadigd_begin, van_een_ander, zonder_migraties),
    *(van_later, niet_af, map_, niets),
]


@pytest.mark.parametrize("maak", GEEN_BACKUP)
def test_what_is_no_backup_of_this_site_is_refused_and_changes_nothing(
    tmp_path, var, live, kopie, maak
):
    bestand = tmp_path / "bestand"
    maak(bestand, kopie)
    voor = live.read_bytes()
    assert str(bestand) in geweigerd(draai("restore", bestand, var=var))
    assert live.read_bytes() == voor
    assert [pad.name for pad in var.iterdir()] == ["db.sqlite3"]


def test_a_backup_from_before_the_file_said_whose_it_is_is_taken(tmp_path, var, live):
    gelukt(draai("restore", maak_database(tmp_path / "oud", "Oud", applicatie=0), var=var))
    assert wijken_in(live) == ["Oud"]


def test_the_old_database_stays_beside_the_new_one(var, live, kopie):
    nu = wijken_in(live)
    uitvoer = gelukt(draai("restore", kopie, var=var))
    vorige = var / "db.sqlite3.vorige"
    assert str(vorige) in uitvoer
    assert wijken_in(vorige) == nu


def test_who_restores_once_more_still_has_the_first_one(tmp_path, var, live, kopie):
    nu = wijken_in(live)
    gelukt(draai("restore", kopie, var=var))
    ander = maak_database(tmp_path / "ander", "Ander")
    for _keer in range(2):
        uitvoer = gelukt(draai("restore", ander, var=var))
    oude = sorted(var.glob("db.sqlite3.vorige*"))
    assert [wijken_in(pad) for pad in oude] == [["Ander"], nu, wijken_in(kopie)]
    assert all(str(pad) in uitvoer for pad in oude)


def test_one_of_before_does_not_pass_for_the_one_that_is_lost(tmp_path, var, live, kopie):
    nu = wijken_in(live)
    gelukt(draai("restore", kopie, var=var))
    live.unlink()
    uitvoer = gelukt(draai("restore", kopie, var=var))
    (oudere,) = var.glob("db.sqlite3.vorige*")
    assert wijken_in(oudere) == nu and "De vorige" not in uitvoer


def test_what_stood_outside_the_file_goes_with_the_old_one(var, live, kopie):
    """A process that was killed leaves the last changes beside the file."""
    code = (
        f"import os, sqlite3; db = sqlite3.connect({str(live)!r});"
        "db.execute(\"INSERT INTO wijken_wijk VALUES ('Net')\"); db.commit(); os._exit(1)"
    )
    subprocess.run(["python3", "-c", code], check=False)
    assert (var / "db.sqlite3-wal").stat().st_size
    gelukt(draai("restore", kopie, var=var))
    assert "Net" in wijken_in(var / "db.sqlite3.vorige")
    assert "Net" not in wijken_in(live)


def test_a_damaged_database_is_replaced(var, live, kopie):
    live.write_bytes(b"kapot")
    gelukt(draai("restore", kopie, var=var))
    assert "Beijum" in wijken_in(live)
    assert (var / "db.sqlite3.vorige").read_bytes() == b"kapot"


def test_a_backup_comes_back_where_no_database_is_left(var, live, kopie):
    live.unlink()
    gelukt(draai("restore", kopie, var=var))
    assert "Beijum" in wijken_in(live)


def test_a_database_that_is_in_use_is_not_taken_away_from_its_users(var, live, kopie):
    """What they save would go into a file that nobody looks in any more."""
    with closing(sqlite3.connect(live)) as site:
        site.execute("SELECT count(*) FROM wijken_wijk").fetchone()
        assert "stop eerst de site" in geweigerd(draai("restore", kopie, var=var))
    assert "Beijum" not in wijken_in(live)
    gelukt(draai("restore", kopie, var=var))


def test_what_is_put_back_has_a_version_of_its_own(var, live, kopie):
    """A page made of this data before may hold more than its version says."""
    lees = "SELECT token FROM basis_dataversie"
    voor = vraag(kopie, lees)
    gelukt(draai("restore", kopie, var=var))
    assert vraag(live, lees) != voor
    assert vraag(kopie, lees) == voor


def test_mail_that_waited_when_the_backup_was_made_is_not_sent_by_itself(tmp_path, var, live):
    standen = ("klaar", "geclaimd", "verstuurd", "mislukt")
    with closing(sqlite3.connect(live)) as db, db:
        db.execute("CREATE TABLE basis_bericht (stand TEXT, laatste_fout TEXT)")
        db.executemany("INSERT INTO basis_bericht VALUES (?, '')", [(een,) for een in standen])
    pad = Path(gelukt(draai("backup", tmp_path / "kopie", var=var)))
    gelukt(draai("restore", pad, var=var))
    with closing(sqlite3.connect(live)) as db:
        nu = [stand for (stand,) in db.execute("SELECT stand FROM basis_bericht ORDER BY rowid")]
    assert nu == ["onzeker", "onzeker", "verstuurd", "mislukt"]


def test_on_a_disk_that_is_full_nothing_changes_and_nothing_stays(var, live, kopie):
    voor = live.read_bytes()

    def vol():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    geweigerd(draai("restore", kopie, var=var, preexec_fn=vol))
    assert live.read_bytes() == voor
    assert [pad.name for pad in var.iterdir()] == ["db.sqlite3"]
    map_ = kopie.parent.with_name("andere")
    geweigerd(draai("backup", map_, var=var, preexec_fn=vol))
    assert not list(map_.iterdir())


@pytest.mark.eenmaal
def test_the_file_says_whose_it_is(gemigreerd):
    assert vraag(gemigreerd / "db.sqlite3", "PRAGMA application_id") == [dataversie.APPLICATIE]


# Pictures


@pytest.fixture
def beeld(var):
    pad = var / "media" / "afbeeldingen" / "0f" / ("0f" * 16 + "-9x9") / "9.webp"
    pad.parent.mkdir(parents=True)
    pad.write_bytes(b"beeld")
    (pad.parents[2] / ".nieuw-x").mkdir()
    return pad


def test_a_backup_keeps_the_pictures_that_are_lost(tmp_path, var, live, beeld):
    for _nacht in range(2):
        kopie = gelukt(draai("backup", tmp_path / "kopie", var=var))
    shutil.rmtree(var / "media")
    gelukt(draai("backup", tmp_path / "kopie", var=var))
    gelukt(draai("restore", kopie, var=var))
    assert beeld.read_bytes() == b"beeld"
    assert [pad.name for pad in (var / "media" / "afbeeldingen").iterdir()] == ["0f"]


def test_a_picture_that_can_not_be_copied_is_told_and_the_database_counts(
    tmp_path, var, live, beeld
):
    kapot = beeld.parent.with_name("0f" * 16 + "-8x8")
    kapot.mkdir()
    (kapot / "8.webp").symlink_to("nergens")
    klaar = draai("backup", tmp_path / "kopie", var=var)
    assert kapot.name in geweigerd(klaar)
    assert "Beijum" in wijken_in(klaar.stdout.strip())
    overig = [pad.name for pad in (tmp_path / "kopie").rglob("*")]
    assert "9.webp" in overig and "8.webp" not in overig
    assert not [naam for naam in overig if naam.endswith(".part")]


def test_old_backups_and_what_was_broken_off_long_ago_make_room(tmp_path, var, live):
    kopieen = tmp_path / "kopie"
    kopieen.mkdir()
    for dag in range(1, 21):
        (kopieen / f"buurtnet-202601{dag:02}T031500.sqlite3").touch()
    half = kopieen / "buurtnet-20260101T031500.sqlite3.part"
    half.touch()
    os.utime(half, (0, 0))
    nieuwste = gelukt(draai("backup", kopieen, var=var))
    over = sorted(kopieen.glob("buurtnet-*"))
    assert len(over) == 14
    assert str(over[-1]) == nieuwste


# PostgreSQL


@pytest.fixture
def server(transactional_db):
    """The address of the test database, where that is one that can be dumped."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    if not shutil.which("pg_dump"):
        pytest.skip("needs pg_dump")
    # The tables of the tests may come straight from the models.
    schrijver = MigrationRecorder(connection)
    if ("wijken", "0001_begin") not in schrijver.applied_migrations():
        schrijver.record_applied("wijken", "0001_begin")
    gegevens = {"port": 5432} | connection.get_connection_params()
    return {
        "database_url": "postgresql://{user}@{host}:{port}/{dbname}".format(**gegevens),
        "var": "/nergens",
    }


def test_a_backup_of_postgresql_brings_back_what_was_lost(tmp_path, server):
    Thema.objects.create(naam="Ontmoeten")
    eerste = dataversie.lees_versie()
    bericht = maak_bericht(spoed=False)
    Bericht.objects.update(stand=Stand.KLAAR)
    kopie = gelukt(draai("backup", tmp_path, **server))
    Thema.objects.all().delete()
    with connection.cursor() as cursor:
        # As a later version of the site could have made.
        cursor.execute("CREATE TABLE later (thema bigint REFERENCES wijken_thema (id))")
    connection.close()
    gelukt(draai("restore", kopie, **server))
    assert Thema.objects.get().naam == "Ontmoeten"
    assert "later" not in connection.introspection.table_names()
    # It may have gone meanwhile.
    bericht.refresh_from_db()
    assert bericht.stand == Stand.ONZEKER
    versie = dataversie.lees_versie()
    assert versie not in ("", eerste)
    Thema.objects.update(volgorde=2)
    assert dataversie.lees_versie() != versie


def test_a_dump_that_is_half_is_no_backup(tmp_path, server):
    nep = tmp_path / "bin"
    nep.mkdir()
    echt = shutil.which("pg_dump")
    (nep / "pg_dump").write_text(
        f'#!/bin/bash\n{echt} "$@"\nfor deel; do :; done\ntruncate -s -2000 "${{deel#--file=}}"\n'
    )
    (nep / "pg_dump").chmod(0o755)
    map_ = tmp_path / "kopie"
    pad = f"{nep}:{os.environ['PATH']}"
    assert "geen hele dump" in geweigerd(draai("backup", map_, pad=pad, **server))
    assert not list(map_.iterdir())


@pytest.mark.parametrize("soort", ["half", "onzin", "leeg", "van een ander", "van later"])
def test_what_is_no_dump_of_this_site_is_refused_and_changes_nothing(tmp_path, server, soort):
    Thema.objects.create(naam="Ontmoeten")
    if soort == "van later":
        MigrationRecorder(connection).record_applied("wijken", "0999_later")
    bestand = tmp_path / "bestand"
    if soort in ("onzin", "leeg"):
        bestand.write_text("" if soort == "leeg" else "een brief\n" * 500)
    else:
        deel = ["--table=django_session"] if soort == "van een ander" else []
        opdracht = ["pg_dump", "--format=custom", f"--dbname={server['database_url']}", *deel]
        inhoud = subprocess.run(opdracht, capture_output=True, check=True).stdout
        bestand.write_bytes(inhoud[:-2000] if soort == "half" else inhoud)
    if soort == "van later":
        MigrationRecorder(connection).record_unapplied("wijken", "0999_later")
    voor = dataversie.lees_versie()
    connection.close()
    assert str(bestand) in geweigerd(draai("restore", bestand, **server))
    assert Thema.objects.get().naam == "Ontmoeten"
    assert dataversie.lees_versie() == voor
