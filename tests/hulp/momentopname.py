"""All rows of the database as they were at one moment, to be put back at once."""

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from buurtnet.web.dataversie import Dataversie


def neem():
    """{table: (columns, rows)} of all tables that a model has, but what triggers write."""
    opname = {}
    with connection.cursor() as cursor:
        for tabel in _tabellen():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(tabel)}")
            opname[tabel] = ([kolom[0] for kolom in cursor.description], cursor.fetchall())
    return opname


@transaction.atomic
def zet_terug(opname):
    """Make every table what it was when this `opname` was taken, new keys included."""
    with connection.cursor() as cursor:
        for tabel in opname:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(tabel)}")
        for tabel, (kolommen, rijen) in opname.items():
            namen = ", ".join(map(connection.ops.quote_name, kolommen))
            plaatsen = ", ".join(["%s"] * len(kolommen))
            opdracht = f"INSERT INTO {connection.ops.quote_name(tabel)} ({namen})"
            cursor.executemany(f"{opdracht} VALUES ({plaatsen})", rijen)
        for regel in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(regel)


def _tabellen():
    modellen = apps.get_models(include_auto_created=True)
    tabellen = {model._meta.db_table for model in modellen if model._meta.managed}
    return sorted(tabellen - {Dataversie._meta.db_table})
