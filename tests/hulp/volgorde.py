"""Watches that what is asked of the database comes in one order, and not in any that will do."""

import traceback
from contextlib import contextmanager

from django.conf import settings
from django.db.models.expressions import Col, Ref
from django.db.models.query import MAX_GET_RESULTS
from django.db.models.sql import compiler

# Unique though the database doesn't say so: a path in a tree ends in the key of its row, and of
# a history that is narrowed to one row a version.
OOK_UNIEK = {"pad", "versie"}
ONZE = ("wijken", "initiatieven", "netwerken", "basis", "accounts")


@contextmanager
def kijk_naar_volgorde():
    """Yields {where: order} of every query within it that leaves some rows in any order.

    That is one that is sorted, or of which a part is taken, and doesn't end in a unique column.
    """
    gevonden, echt = {}, compiler.SQLCompiler.get_order_by

    def get_order_by(self):
        volgorde = echt(self)
        if self.query.model._meta.app_label in ONZE and not _is_vast(self, volgorde):
            gevonden[_plaats()] = f"{self.query.model.__name__}: {[str(v[0]) for v in volgorde]}"
        return volgorde

    compiler.SQLCompiler.get_order_by = get_order_by
    try:
        yield gevonden
    finally:
        compiler.SQLCompiler.get_order_by = echt


def _is_vast(sql, volgorde):
    vraag = sql.query
    if not volgorde:
        # Whether there is any is asked of one row, and `get` looks whether there are more.
        return vraag.high_mark in (None, 1, MAX_GET_RESULTS) and not vraag.low_mark
    waarden = [_bron(deel.expression) for deel, _sql in volgorde]
    kolommen = [waarde for waarde in waarden if isinstance(waarde, Col)]
    if vraag.combinator:
        return {"pk", "id"} & set(vraag.order_by)
    if any(_is_sleutel(kolom, vraag) for kolom in kolommen):
        return True
    gekozen = vraag.group_by if isinstance(vraag.group_by, tuple) else ()
    if not gekozen and vraag.distinct:
        gekozen = [kolom for kolom, *_rest in sql.select]
    verwijzingen = [kolom.target for kolom in gekozen if isinstance(kolom, Col)]
    sleutels = {veld for veld in verwijzingen if veld.is_relation or veld.primary_key}
    return bool(gekozen) and sleutels <= {kolom.target for kolom in kolommen}


def _bron(waarde):
    return waarde.source if isinstance(waarde, Ref) else waarde


def _is_sleutel(kolom, vraag):
    """Whether no two rows of the model itself have the same in it."""
    veld = kolom.target
    eigen = kolom.alias == vraag.base_table and not veld.null
    return eigen and (veld.unique or veld.name in OOK_UNIEK)


def _plaats():
    """Where in our own code the query is asked."""
    wortel = str(settings.BASE_DIR)
    regels = [
        f"{regel.filename.removeprefix(wortel)}:{regel.lineno}"
        for regel in traceback.extract_stack()
        if regel.filename.startswith(wortel) and "/.venv/" not in regel.filename
    ]
    return next((r for r in reversed(regels) if not r.startswith("/tests/")), regels[-1])
