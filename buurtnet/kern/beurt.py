"""Taking turns: who adds a record sees all that was added before, also a moment ago."""

from django.db import connection


def neem_beurt(model):
    """Wait until nobody else is adding a record of `model`, and keep that turn.

    Until the transaction ends. Names are no keys, as two may share one, so the database can't
    refuse the second of two who look first and then add. On SQLite, with its single writer, a
    transaction is such a turn by itself.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [model._meta.label_lower])
