"""Databases to back up and to put back, and the scripts that do so."""

import os
import sqlite3
import subprocess
from contextlib import closing

from django.conf import settings

from buurtnet.web.dataversie import APPLICATIE

DEPLOY = settings.BASE_DIR / "deploy"


def draai(script, *argumenten, var, database_url="", pad=None, **opties):
    """The finished process of a script in deploy/, with its output as text."""
    omgeving = {"PATH": pad or os.environ["PATH"], "VAR_DIR": str(var)}
    if database_url:
        omgeving["DATABASE_URL"] = database_url
    opdracht = [DEPLOY / script, *map(str, argumenten)]
    return subprocess.run(
        opdracht, env=omgeving, capture_output=True, text=True, check=False, **opties
    )


def gelukt(klaar):
    """What it printed, once it is sure that all went well."""
    assert klaar.returncode == 0, klaar.stderr
    return klaar.stdout.strip()


def geweigerd(klaar):
    """The one line in which it refused."""
    assert klaar.returncode != 0
    assert klaar.stderr.count("\n") == 1, klaar.stderr
    return klaar.stderr.strip()


def maak_database(pad, *wijken, applicatie=APPLICATIE, migraties=(("wijken", "0001_begin"),)):
    """An SQLite database as the site has it, as far as a backup looks, with these wijken."""
    with closing(sqlite3.connect(pad)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute(f"PRAGMA application_id = {applicatie}")
        for tabel in ("accounts_gebruiker (id)", "netwerken_inzet (id)", "wijken_wijk (naam)"):
            db.execute(f"CREATE TABLE {tabel}")
        db.execute("CREATE INDEX naar_naam ON wijken_wijk (naam)")
        db.execute("CREATE TABLE basis_dataversie (id INTEGER PRIMARY KEY, token)")
        db.execute("INSERT INTO basis_dataversie VALUES (1, 'begin')")
        db.execute("CREATE TABLE django_migrations (app, name)")
        db.executemany("INSERT INTO django_migrations VALUES (?, ?)", migraties)
        db.executemany("INSERT INTO wijken_wijk VALUES (?)", [(naam,) for naam in wijken])
        db.commit()
    return pad


def vraag(pad, sql):
    """The first column of what SQLite answers."""
    with closing(sqlite3.connect(pad)) as db:
        return [rij[0] for rij in db.execute(sql)]


def wijken_in(pad):
    return vraag(pad, "SELECT naam FROM wijken_wijk ORDER BY naam")
