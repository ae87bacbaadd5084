"""Looking in every column of every table of the database, whatever it belongs to."""

import base64
import binascii
from typing import NamedTuple

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from .gezocht import als_tekst

PER_KEER = 1000


class Vondst(NamedTuple):
    """Where it still stands: the key of the row is None in a table that has none."""

    tabel: str
    kolom: str
    sleutel: object


def doorzoek(gezocht):
    """A Vondst for each value in the database in which `gezocht` stands; changes nothing."""
    with connection.cursor() as cursor:
        tabellen = sorted(connection.introspection.table_names(cursor))
    return [vondst for tabel in tabellen for vondst in _in_tabel(tabel, gezocht)]


def _in_tabel(tabel, gezocht):
    with connection.cursor() as cursor:
        sleutel = connection.introspection.get_primary_key_column(cursor, tabel)
        # The name of a table that is there.
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(tabel)}")  # noqa: S608
        kolommen = [kolom[0] for kolom in cursor.description]
        while rijen := cursor.fetchmany(PER_KEER):
            for rij in rijen:
                per = dict(zip(kolommen, rij, strict=True))
                for kolom, waarde in per.items():
                    tekst = als_tekst(waarde)
                    if tekst and any(map(gezocht.staat_in, _gelezen(tabel, kolom, tekst))):
                        yield Vondst(tabel, kolom, per.get(sleutel))


def _gelezen(tabel, kolom, tekst):
    """The text, and what it says once it is unpacked: of a session, and of the shared cache."""
    yield tekst
    if tabel == Session._meta.db_table and kolom == "session_data":
        yield str(Session(session_data=tekst).get_decoded())
    elif tabel == settings.CACHES["default"]["LOCATION"] and kolom == "value":
        try:
            yield base64.b64decode(tekst).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return
