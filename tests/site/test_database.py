"""What the live connection says of its limits, in a process with the settings of the site."""

import json
from urllib.parse import quote

import pytest
from django.db import connection

from buurtnet import omgeving
from tests.hulp.opdracht import draai

SQLITE = """
import django, json, sqlite3; django.setup()
from django.conf import settings
from django.db import connection, transaction
def pragma(naam):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {naam}").fetchone()[0]
namen = ("busy_timeout", "synchronous", "journal_mode", "foreign_keys", "cache_size")
antwoord = {naam: pragma(naam) for naam in namen}
ander = sqlite3.connect(settings.DATABASES["default"]["NAME"], timeout=0)
with transaction.atomic():
    try:
        ander.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as fout:
        antwoord["tweede schrijver"] = str(fout)
print(json.dumps(antwoord))
"""
POSTGRESQL = """
import django, json; django.setup()
from django.db import connection
namen = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout",
         "synchronous_commit", "default_transaction_isolation")
antwoord = {}
with connection.cursor() as cursor:
    for naam in namen:
        cursor.execute(f"SHOW {naam}")
        antwoord[naam] = cursor.fetchone()[0]
namen = ("connect_timeout", "tcp_user_timeout", "keepalives", "keepalives_idle",
         "keepalives_interval", "keepalives_count")
bekend = {optie.keyword.decode(): optie.val for optie in connection.connection.pgconn.info}
antwoord |= {naam: int(bekend[naam]) for naam in namen}
print(json.dumps(antwoord | {"geduld": connection.geduld}))
"""


def vraag(code, **omgeving):
    klaar = draai("-c", code, omgeving=omgeving)
    assert klaar.returncode == 0, klaar.stderr
    return json.loads(klaar.stdout)


@pytest.mark.eenmaal
def test_sqlite_keeps_what_it_said_it_kept_and_waits_for_another_writer(gemigreerd):
    assert vraag(SQLITE, VAR_DIR=str(gemigreerd)) == {
        "busy_timeout": 20_000,
        "synchronous": 2,  # FULL: a power cut takes nothing that was acknowledged
        "journal_mode": "wal",
        "foreign_keys": 1,
        "cache_size": -20_000,
        "tweede schrijver": "database is locked",  # a transaction takes its lock at once
    }


def _url(vraag=""):
    gegevens = {"port": 5432} | connection.get_connection_params()
    return "postgresql://{user}@{host}:{port}/{dbname}".format(**gegevens) + vraag


@pytest.fixture
def server(db):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")


def test_postgresql_ends_what_takes_too_long_and_so_do_we(server, tmp_path):
    assert vraag(POSTGRESQL, VAR_DIR=str(tmp_path), DATABASE_URL=_url()) == {
        "statement_timeout": "30s",
        "lock_timeout": "10s",
        "idle_in_transaction_session_timeout": "1min",
        "synchronous_commit": "on",
        "default_transaction_isolation": "read committed",
        "connect_timeout": 5,
        "tcp_user_timeout": 10_000,
        "keepalives": 1,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 2,
        "geduld": 35,
    }


def test_what_the_address_says_comes_on_top_of_it(server, tmp_path):
    url = _url("?options=-c%20lock_timeout%3D2s&connect_timeout=3")
    antwoord = vraag(POSTGRESQL, VAR_DIR=str(tmp_path), DATABASE_URL=url)
    assert (antwoord["lock_timeout"], antwoord["connect_timeout"]) == ("2s", 3)
    assert antwoord["statement_timeout"] == "30s"


def test_who_migrates_much_may_take_the_limits_away(server, tmp_path):
    omgeving = {"VAR_DIR": str(tmp_path), "DATABASE_URL": _url(), "STATEMENT_TIMEOUT": "0"}
    antwoord = vraag(POSTGRESQL, **omgeving)
    assert (antwoord["statement_timeout"], antwoord["geduld"]) == ("0", None)


@pytest.mark.parametrize(
    ("opties", "geduld"),
    [
        ("", 35),
        ("-c lock_timeout=300s -c idle_in_transaction_session_timeout=9min", 35),
        ("-c statement_timeout=10min", 605),
        ("-cstatement_timeout=90s -c lock_timeout=2s", 95),
        ("--statement-timeout=60000", 65),
        ("-c STATEMENT_TIMEOUT=1.5min", 95),
        ("-c statement_timeout=1h -c statement_timeout=2500ms", 8),
        ("-c statement_timeout=0", None),
    ],
)
def test_we_wait_as_long_as_the_address_lets_the_server_take(monkeypatch, tmp_path, opties, geduld):
    monkeypatch.setenv("DATABASE_URL", f"postgres://wie@waar/wat?options={quote(opties)}")
    monkeypatch.delenv("STATEMENT_TIMEOUT", raising=False)
    gekozen = omgeving.database(tmp_path)["OPTIONS"]
    assert gekozen["geduld"] == geduld
    assert gekozen["options"].endswith(opties)
