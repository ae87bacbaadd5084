"""The site as visitors get it while its database server is silent: nothing waits that need not."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.hulp.werkerproef import begin, draai, get, lees, vraag
from tests.hulp.zwijgen import doorgeefluik

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL")
BEZOEKERS = 16


@pytest.fixture
def luik(transactional_db):
    gegevens = connection.get_connection_params()
    with doorgeefluik(gegevens["host"], int(gegevens.get("port") or 5432)) as luik:
        yield luik


@pytest.fixture
def poort(luik, tmp_path):
    gegevens = connection.get_connection_params()
    url = f"postgres://{gegevens['user']}@127.0.0.1:{luik.poort}/{gegevens['dbname']}"
    with draai(tmp_path, "buurtnet.wsgi", DATABASE_URL=url, ALLOWED_HOSTS="localhost") as poort:
        yield poort


def test_nobody_waits_for_as_long_as_the_server_is_silent(luik, poort):
    paden = [f"/zoeken/?q=w{n}" for n in range(BEZOEKERS)]
    with ThreadPoolExecutor(BEZOEKERS) as draden:
        assert {vraag(poort, pad)[0] for pad in paden} == {200}
        luik.zwijgt.set()
        sinds = time.monotonic()
        wachtenden = [begin(poort, get(pad)) for pad in paden]
        bladzijden = draden.map(lees, wachtenden)
        for pad in ("/-/live", "/static/css/tokens.css", "/-/live"):
            status, _alles, duur = vraag(poort, pad)
            assert (status, duur < 1) == (200, True), pad
        statussen = [status for status, *_rest in bladzijden]
        duur = time.monotonic() - sinds
        for sok in wachtenden:
            sok.close()
    assert set(statussen) == {503}
    assert duur < 25
    status, alles, duur = vraag(poort, "/-/ready")
    assert status == 503 and alles.endswith("database\n") and duur < 10
    luik.zwijgt.clear()
    assert vraag(poort, "/zoeken/?q=weer")[0] == 200
    assert vraag(poort, "/-/ready")[0] == 200
