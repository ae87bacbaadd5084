"""How requests come in, without a proxy in front: slow, silent and too many visitors."""

import os
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from selectors import DefaultSelector

import pytest
from gunicorn.config import Config

from buurtnet import werker
from tests.hulp.werkerproef import IN_DE_RIJ, KOP, begin, draai, get, lees, vraag, wacht_tot

pytestmark = pytest.mark.eenmaal

DRADEN = 4
LENGTE = "\r\nContent-Length: 2\r\n\r\nhi"


@pytest.fixture(scope="module")
def poort(tmp_path_factory):
    with draai(tmp_path_factory.mktemp("werker")) as poort:
        yield poort


@pytest.fixture
def verbind(poort):
    """Opens a connection on which a text was sent; all are closed in the end."""
    with ExitStack() as stapel:
        yield lambda tekst="": stapel.enter_context(begin(poort, tekst))


@pytest.fixture
def bezet(poort, verbind):
    """Every thread that pages have is busy, for a while."""
    sokken = [verbind(get("/wacht/2.5")) for _n in range(DRADEN)]
    wacht_tot(lambda: bezig(poort) == DRADEN)
    yield sokken
    for sok in sokken:
        lees(sok)


def bezig(poort):
    """How many threads are at a page."""
    return int(vraag(poort, "/-/live")[1].rpartition(" ")[2])


def is_vlot(poort, pad="/pagina/"):
    status, _alles, duur = vraag(poort, pad)
    return status == 200 and duur < 1


def test_who_asks_nothing_stands_in_nobodys_way(poort, verbind):
    [verbind() for _n in range(60)]
    assert is_vlot(poort)


def test_a_flood_of_silent_connections_gives_way(poort, verbind):
    sokken = [verbind() for _n in range(werker.MEESTE_WACHTENDEN + 50)]
    assert is_vlot(poort)
    # Who came first has gone, who came last may still ask.
    assert lees(sokken[0])[1] == ""
    sokken[-1].sendall(get("/laatste/").encode())
    assert lees(sokken[-1])[0] == 200


def test_who_does_not_finish_the_first_lines_stands_in_nobodys_way(poort, verbind):
    sokken = [verbind("GET /half/ HTTP/1.1\r\nHost: loc") for _n in range(60)]
    assert is_vlot(poort)
    sokken[0].sendall(b"alhost\r\nConnection: close\r\n\r\n")
    assert lees(sokken[0])[0] == 200
    # Nor does who says goodbye and never hears it.
    sokken += [verbind(get("/blijft/")) for _n in range(20)]
    assert is_vlot(poort)
    _status, alles, duur = lees(sokken[1])
    assert alles == "" and duur < KOP + 2


def test_who_stops_halfway_a_form_is_let_go(poort, verbind):
    kop = "POST /formulier/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n"
    [verbind(kop + "half") for _n in range(DRADEN)]
    wacht_tot(lambda: bezig(poort) == DRADEN)
    assert not is_vlot(poort)
    wacht_tot(lambda: is_vlot(poort), 20)


def test_health_needs_no_thread_of_a_page(poort, verbind, bezet):
    for _n in range(5):
        assert is_vlot(poort, "/-/live")


def test_what_is_asked_right_after_health_is_a_page_like_any_other(poort, verbind, bezet):
    """In one go with it, so that it might seem to be the same."""
    laat = [get("/-/live").replace("Connection: close\r\n", "") + get("/wacht/1")] * 3
    sokken = [verbind(tekst) for tekst in laat]
    assert is_vlot(poort, "/-/live")
    for sok in sokken:
        assert lees(sok)[1].count("200 OK") == 2


def test_of_too_many_some_hear_at_once_that_it_is_too_busy(poort, verbind, bezet):
    aantal = werker.LANGSTE_RIJ + 20
    with ThreadPoolExecutor(aantal) as draden:
        antwoorden = list(draden.map(lambda n: vraag(poort, f"/pagina/{n}/"), range(aantal)))
    druk = [(alles, duur) for status, alles, duur in antwoorden if status == 503]
    assert 15 <= len(druk) <= 25
    assert max(duur for _alles, duur in druk) < 2
    assert all(status in (200, 503) for status, *_rest in antwoorden)
    koppen, _scheiding, inhoud = druk[0][0].partition("\r\n\r\n")
    assert "te druk op de site" in inhoud
    for kop in ("Retry-After: 30", "no-store", "X-Frame-Options: DENY", "frame-ancestors 'none'"):
        assert kop in koppen


def test_it_is_too_busy_in_english_too_and_a_form_waits_its_turn(poort, verbind, bezet):
    vol = [verbind(get(f"/rij/{n}/")) for n in range(werker.LANGSTE_RIJ)]
    assert "too busy" in vraag(poort, "/en/wijken/")[1]
    post = (
        "POST /formulier/ HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi"
    )
    with verbind(post) as sok:
        status, alles, _duur = lees(sok)
    assert status == 200 and alles.endswith("/formulier/ 2")
    for sok in vol:
        assert lees(sok)[0] == 200


def test_nobody_waits_for_a_thread_longer_than_it_takes_to_say_so(poort, verbind):
    sokken = [verbind(get("/wacht/6")) for _n in range(DRADEN)]
    wacht_tot(lambda: bezig(poort) == DRADEN)
    status, _alles, duur = vraag(poort, "/pagina/")
    assert status == 503 and IN_DE_RIJ - 1 < duur < IN_DE_RIJ + 2
    for sok in sokken:
        assert lees(sok)[0] == 200


def test_who_takes_long_to_read_gets_all(poort, verbind):
    sok = verbind(get("/groot/4000000"))
    alles = 0
    while deel := sok.recv(65536):
        alles += len(deel)
        time.sleep(0.02)
    assert alles > 4_000_000


def test_who_takes_nothing_is_let_go(poort, verbind):
    [verbind(get("/groot/9000000")) for _n in range(DRADEN)]
    wacht_tot(lambda: not is_vlot(poort))
    assert is_vlot(poort, "/-/live")
    wacht_tot(lambda: is_vlot(poort), 20)


def test_a_connection_is_kept_for_the_next_question(poort, verbind):
    with verbind(get("/een/").replace("Connection: close\r\n", "")) as sok:
        eerste = b""
        while not eerste.endswith(b"/een/ 0"):
            eerste += sok.recv(65536)
        sok.sendall(get("/twee/").encode())
        assert lees(sok)[1].endswith("/twee/ 0")


def test_a_name_that_no_file_can_have_is_a_page_like_any_other(poort):
    assert is_vlot(poort, "/static/" + 300 * "a")
    assert is_vlot(poort, "/static/%00")
    assert is_vlot(poort, "/-/live")


@pytest.mark.django_db
def test_a_file_of_such_a_name_is_not_there(client):
    assert client.get("/static/" + 300 * "a").status_code == 404


def test_of_half_a_question_that_came_along_the_rest_is_waited_for_in_nobodys_way(poort, verbind):
    eerste = get("/een/").replace("Connection: close\r\n", "")
    sokken = [verbind(eerste + "GET /twee/ HTTP/1.1\r\nHost: loc") for _n in range(DRADEN)]
    for sok in sokken:
        alles = b""
        while not alles.endswith(b"/een/ 0"):
            alles += sok.recv(65536)
    assert is_vlot(poort)
    sokken[0].sendall(b"alhost\r\nConnection: close\r\n\r\n")
    assert lees(sokken[0])[1].endswith("/twee/ 0")


def test_who_waited_long_for_us_gets_the_whole_answer(monkeypatch):
    """And who lets us wait as long doesn't."""
    monkeypatch.setattr(werker, "PER_STUK", 0.1)
    hier, daar = socket.socketpair()
    with werker.Aansluiting(fileno=hier.detach()) as sok, daar:
        sok.setblocking(True)
        sok.begin()
        time.sleep(0.3)
        sok.sendall(b"heel")
        time.sleep(0.3)
        sok.sendall(b" wat")
        assert daar.recv(64) == b"heel wat"
        with pytest.raises(ConnectionResetError):
            sok.recv(64)


def test_who_makes_room_may_have_said_something_a_moment_ago(monkeypatch):
    monkeypatch.setattr(werker, "MEESTE_WACHTENDEN", 1)
    proef = werker.Werker(1, os.getppid(), [], None, 30, Config(), None)
    proef.poller = DefaultSelector()
    with socket.create_server(("127.0.0.1", 0)) as deur, proef.poller, ExitStack() as stapel:
        eerste, tweede = (
            stapel.enter_context(begin(deur.getsockname()[1], tekst)) for tekst in ("GET", "")
        )
        proef.accept(deur)
        nieuws = proef.poller.select(5)
        proef.accept(deur)
        for sleutel, _soort in nieuws:
            sleutel.data(sleutel.fileobj)
        assert [conn.client for conn in proef.pending_conns] == [tweede.getsockname()]
        assert lees(eerste)[1] == "" and proef.nr_conns == 1
        proef._laat_gaan(proef.pending_conns[0])
    proef.tmp.close()


def test_no_line_of_gunicorn_has_the_key_of_a_link(tmp_path):
    """Its refusals and its tracebacks repeat what was asked."""
    sleutel, log = "Z3Vub3V0eC1nZWhlaW0tMTIzNDU2Nzg5MC1hYmNkZWY", tmp_path / "log"
    with log.open("w") as regels, draai(tmp_path, log=regels) as poort:
        assert vraag(poort, f"/klopt/{sleutel}/stuk/")[0] == 500
        with begin(poort, f"GET /en/klopt/{sleutel}/gestopt/\r\n\r\n") as sok:
            assert lees(sok)[0] == 400
    geschreven = log.read_text()
    assert sleutel not in geschreven
    assert "RuntimeError: /klopt/…/stuk/" in geschreven
    assert "refused before Django: 400" in geschreven
    assert "/en/klopt/…/gestopt/" in geschreven
