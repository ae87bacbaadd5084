"""What a path wrote: which rows it locked before, and which columns it really changed."""

import re
from contextlib import closing, contextmanager
from typing import NamedTuple

from django.apps import apps
from django.db import connection

from buurtnet.kern.bewerkbaar import Bewerkbaar

TABELLEN = {m._meta.db_table: m for m in apps.get_models() if issubclass(m, Bewerkbaar)}
SCHRIJFT = re.compile(r'^UPDATE "(\w+)" SET (.*) WHERE (.*)$', re.DOTALL)
KOLOM = re.compile(r'"(\w+)" = ')
# What each save writes besides what changed, and what follows from the place in a tree.
ALTIJD = {"versie", "gewijzigd_op"}


class Geschreven(NamedTuple):
    """One UPDATE of rows that people edit, that found any.

    `gesloten`: whether its table was locked before, in the same transaction (on SQLite: whether
    there is one, for it has one writer at a time); `op_versie`: whether the database compares the
    number; `gelijk`: columns that it wrote and that said the same already.
    """

    tabel: str
    kolommen: frozenset
    gesloten: bool
    op_versie: bool
    gelijk: frozenset


@contextmanager
def geschreven():
    """Collect, in a list, each Geschreven of what happens within this context."""
    gezien, sloten, transacties = [], set(), []

    def luister(execute, sql, params, many, context):
        # A test has a transaction of its own: those of the path are savepoints in it.
        if sql.startswith("SAVEPOINT"):
            transacties.append(sql)
        elif sql.startswith("RELEASE SAVEPOINT"):
            transacties.pop()
        if not transacties:
            sloten.clear()
        if "FOR UPDATE" in sql:
            sloten.update(re.findall(r'FROM "(\w+)"', sql)[:1])
        treffer = SCHRIJFT.match(sql)
        if not treffer or treffer[1] not in TABELLEN or _is_eigen_pad(treffer):
            return execute(sql, params, many, context)
        tabel, zet, waar = treffer.groups()
        voor = _rijen(tabel)
        uitkomst = execute(sql, params, many, context)
        if not context["cursor"].rowcount:
            return uitkomst
        na = _rijen(tabel)
        kolommen = frozenset(KOLOM.findall(zet)) - ALTIJD
        anders = {k for pk in na for k in kolommen if na[pk][k] != voor[pk][k]}
        op_slot = connection.vendor == "sqlite" and bool(transacties)
        gesloten, op_versie = op_slot or tabel in sloten, '"versie" =' in waar
        gezien.append(Geschreven(tabel, kolommen, gesloten, op_versie, kolommen - anders))
        return uitkomst

    with connection.execute_wrapper(luister):
        yield gezien


def _is_eigen_pad(treffer):
    """Whether this moves what lies below something: nothing that people said."""
    return set(KOLOM.findall(treffer[2])) == {"pad"}


def _rijen(tabel):
    # Past Django's own cursor, which would listen to this too.
    with closing(connection.connection.cursor()) as cursor:
        cursor.execute(f'SELECT * FROM "{tabel}"')
        namen = [kolom[0] for kolom in cursor.description]
        rijen = [dict(zip(namen, rij, strict=True)) for rij in cursor.fetchall()]
    return {rij["id"]: rij for rij in rijen}
