"""A database that refuses, as its driver says it, and the page that people then get."""

import contextlib
import errno
import sqlite3

import html5lib
import psycopg
from django.db import OperationalError, connection
from django.test import Client

# What the driver says: an exception of psycopg, or the code of SQLite.
REDENEN = {
    "deadlock": psycopg.errors.DeadlockDetected,
    "serialisation": psycopg.errors.SerializationFailure,
    "lock time-out": psycopg.errors.LockNotAvailable,
    "statement time-out": psycopg.errors.QueryCanceled,
    "too many connections": psycopg.errors.TooManyConnections,
    "shutdown": psycopg.errors.AdminShutdown,
    "disk full on the server": psycopg.errors.DiskFull,
    "read-only server": psycopg.errors.ReadOnlySqlTransaction,
    "no connection": psycopg.OperationalError,
    "locked": sqlite3.SQLITE_BUSY,
    "disk full": sqlite3.SQLITE_FULL,
    "read-only file": sqlite3.SQLITE_READONLY,
    "file gone": sqlite3.SQLITE_CANTOPEN,
    "file damaged": sqlite3.SQLITE_CORRUPT,
    "I/O": sqlite3.SQLITE_IOERR_WRITE,
}


def fout(reden):
    """What Django raises when the database refuses for one of the REDENEN."""
    oorzaak = REDENEN[reden]
    if isinstance(oorzaak, int):
        code, oorzaak = oorzaak, sqlite3.OperationalError(reden)
        oorzaak.sqlite_errorcode = code
    else:
        oorzaak = oorzaak(reden)
    try:
        raise OperationalError(reden) from oorzaak
    except OperationalError as gemaakt:
        return gemaakt


def schijffout():
    return OSError(errno.ENOSPC, "No space left on device")


@contextlib.contextmanager
def weigert(reden, *, bij="", keren=None):
    """Each query that has the words `bij` fails, the first so many times; yields the queries."""
    geweigerd = []

    def weiger(execute, sql, params, many, context):
        if bij in sql and (keren is None or len(geweigerd) < keren):
            geweigerd.append(sql)
            raise fout(reden)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(weiger):
        yield geweigerd


@contextlib.contextmanager
def botst_bij_het_vastleggen(tabel, kolom, *, keren=None):
    """The next rows of `tabel` point at nothing by the time of the commit."""
    rijen = []

    def verwijs(execute, sql, params, many, context):
        uitkomst = execute(sql, params, many, context)
        if sql.startswith(f'INSERT INTO "{tabel}"') and (keren is None or len(rijen) < keren):
            rijen.append(sql)
            if connection.vendor == "postgresql":
                # A form has them asked at once; what doesn't meets this at the commit.
                connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")
            connection.cursor().execute(f'UPDATE "{tabel}" SET "{kolom}" = -1')
        return uitkomst

    with connection.execute_wrapper(verwijs):
        yield rijen


def klant_van(gebruiker, **opties):
    """Who is logged in as `gebruiker`, and gets what a browser gets when something breaks."""
    klant = Client(raise_request_exception=False, headers={"origin": "http://testserver"}, **opties)
    if gebruiker:
        klant.force_login(gebruiker)
    return klant


class Storingspagina:
    """The page of a Storing: its words, and the form that it gives back."""

    def __init__(self, antwoord):
        assert antwoord.status_code == 503, antwoord.status_code
        assert int(antwoord["Retry-After"]) > 0
        assert "no-store" in antwoord["Cache-Control"]
        self.boom = html5lib.parse(antwoord.content, namespaceHTMLElements=False)
        self.tekst = " ".join("".join(self.boom.find(".//main").itertext()).split())
        self.formulier = self.boom.find(".//main//form")

    @property
    def velden(self):
        """{field: values} that the form sends, its token too."""
        velden = {}
        for veld in self.formulier.findall(".//input[@type='hidden']"):
            velden.setdefault(veld.get("name"), []).append(veld.get("value"))
        return velden


@contextlib.contextmanager
def volle_schijf():
    """Nothing more can be kept, all be read: SQLite may not grow, PostgreSQL refuses each row."""
    vul, leeg = {"sqlite": (_vul_sqlite, _leeg_sqlite)}.get(
        connection.vendor, (_vul_postgresql, _leeg_postgresql)
    )
    with connection.cursor() as cursor:
        vul(cursor)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            leeg(cursor)


def _vul_sqlite(cursor):
    cursor.execute("CREATE TABLE vulling (blok)")
    cursor.execute("PRAGMA page_count")
    cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
    # What is free within the file already goes too, and within the pages of the cache.
    for rij in (
        "INSERT INTO vulling VALUES (zeroblob(20000))",
        "INSERT INTO vulling VALUES (zeroblob(200))",
        "INSERT INTO gedeelde_cache VALUES ('vul' || hex(randomblob(40)), hex(randomblob(40)), 0)",
        "INSERT INTO gedeelde_cache VALUES ('vul' || hex(randomblob(4)), '', 0)",
    ):
        with contextlib.suppress(OperationalError):
            while True:
                cursor.execute(rij)


def _leeg_sqlite(cursor):
    cursor.execute("PRAGMA max_page_count = 1073741823")
    cursor.execute("DROP TABLE vulling")
    cursor.execute("DELETE FROM gedeelde_cache WHERE cache_key LIKE 'vul%'")


def _vul_postgresql(cursor):
    cursor.execute(
        "CREATE FUNCTION vol() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$"
    )
    for tabel in connection.introspection.table_names(cursor):
        cursor.execute(
            f'CREATE TRIGGER vol BEFORE INSERT OR UPDATE ON "{tabel}" EXECUTE FUNCTION vol()'
        )


def _leeg_postgresql(cursor):
    cursor.execute("DROP FUNCTION vol() CASCADE")
