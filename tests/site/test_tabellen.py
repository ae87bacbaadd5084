"""The tables that all migrations make one after another are those that the models say."""

import contextlib
import os
import sqlite3

import pytest
from django.db import connection

from tests.hulp import proefsite, tabellen

OP_SQLITE = connection.vendor == "sqlite"


@pytest.fixture
def gemigreerde(request, tmp_path):
    """A cursor in a database that went through every migration."""
    if OP_SQLITE:
        pad = request.getfixturevalue("gemigreerd") / "db.sqlite3"
        with contextlib.closing(sqlite3.connect(pad)) as db:
            yield db.cursor()
    else:
        with proefsite.gemigreerd(tmp_path, os.environ["DATABASE_URL"]) as db:
            yield db.cursor()


@pytest.mark.django_db
def test_the_migrations_make_the_tables_of_the_models(gemigreerde):
    volgens_migraties = tabellen.beschrijf(gemigreerde, sqlite=OP_SQLITE)
    with connection.cursor() as cursor:
        volgens_modellen = tabellen.beschrijf(cursor, sqlite=OP_SQLITE)
    assert len(volgens_modellen["regels" if not OP_SQLITE else "table"]) > 100
    assert volgens_migraties == volgens_modellen
