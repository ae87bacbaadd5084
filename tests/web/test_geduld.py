"""A database server that falls silent holds nobody for long."""

import time

import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections

from buurtnet.web.postgresql.base import GEDULD_LEVEND
from tests.hulp.zwijgen import doorgeefluik

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL")


@pytest.fixture
def luik(db):
    gegevens = connection.get_connection_params()
    with doorgeefluik(gegevens["host"], int(gegevens.get("port") or 5432)) as luik:
        yield luik


@pytest.fixture
def langs(luik):
    """A connection of our own to the same database, by a way that can fall silent."""
    opties = connection.settings_dict["OPTIONS"] | {"geduld": 1, "connect_timeout": 2}
    gegevens = {"HOST": "127.0.0.1", "PORT": luik.poort, "OPTIONS": opties}
    verbinding = type(connections["default"])(connection.settings_dict | gegevens, "langs")
    yield verbinding
    verbinding.close()


def duurt(doe):
    begin = time.monotonic()
    doe()
    return time.monotonic() - begin


def vraag(verbinding, sql="SELECT 1"):
    with verbinding.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()


def test_a_query_that_gets_no_answer_fails_in_time(luik, langs):
    assert vraag(langs) == (1,)
    luik.zwijgt.set()
    with pytest.raises(OperationalError) as gevangen:
        assert duurt(lambda: vraag(langs)) < 3
    assert gevangen.value
    # What may still come is nobody's answer.
    assert langs.connection.closed


def test_a_commit_that_gets_no_answer_fails_in_time(luik, langs):
    langs.connect()
    langs.set_autocommit(False)
    vraag(langs)
    luik.zwijgt.set()
    with pytest.raises(OperationalError):
        langs.commit()
    assert langs.connection.closed


def test_a_connection_is_not_waited_for(luik, langs):
    luik.zwijgt.set()

    def verbind():
        with pytest.raises(OperationalError):
            langs.ensure_connection()

    assert duurt(verbind) < 4


def test_who_asks_whether_it_is_there_hears_so_soon(luik, langs):
    langs.connect()
    langs.geduld = 60
    assert langs.is_usable()
    luik.zwijgt.set()
    assert duurt(langs.is_usable) < GEDULD_LEVEND + 2
    assert not langs.is_usable() and langs.geduld == 60


def test_it_is_found_again_once_it_speaks(luik, langs):
    langs.connect()
    luik.zwijgt.set()
    with pytest.raises(OperationalError):
        vraag(langs)
    luik.zwijgt.clear()
    langs.close_if_unusable_or_obsolete()
    assert vraag(langs) == (1,)


def test_what_takes_long_is_ended_by_the_server_and_leaves_the_connection(langs):
    langs.connect()
    langs.geduld = 5
    vraag(langs, "SELECT set_config('statement_timeout', '200ms', false)")
    with pytest.raises(OperationalError):
        vraag(langs, "SELECT pg_sleep(20)")
    assert vraag(langs) == (1,)


def test_patience_ends_after_the_limit_of_the_server():
    opties = settings.DATABASES["default"]["OPTIONS"]
    assert "statement_timeout=30s" in opties["options"] and opties["geduld"] == 35
