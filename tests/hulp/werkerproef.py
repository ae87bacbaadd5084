"""The site's own gunicorn with an application that takes as long as it is asked to.

Imported by gunicorn, this is that application: /wacht/3 takes three seconds, anything else none,
and …/stuk/ goes wrong. It says how many bytes came along, and /-/live how many are waiting.
Patience is shorter than it is for visitors.
"""

import contextlib
import os
import socket
import subprocess
import sys
import threading
import time

import django

from buurtnet.opstart import BASE_DIR

KOP, PER_STUK, IN_DE_RIJ = 3, 4, 3
wachtenden = set()


def app(environ, start_response):
    pad = environ["PATH_INFO"]
    if pad.endswith("/stuk/"):
        raise RuntimeError(pad)
    wachtenden.add(threading.get_ident())
    lengte = len(environ["wsgi.input"].read())
    if pad.startswith("/wacht/"):
        time.sleep(float(pad.removeprefix("/wacht/")))
    wachtenden.remove(threading.get_ident())
    lengte = len(wachtenden) if pad == "/-/live" else lengte
    inhoud = b"x" * int(pad.removeprefix("/groot/")) if pad.startswith("/groot/") else b""
    inhoud = inhoud or f"{pad} {lengte}".encode()
    start_response("200 OK", [("Content-Length", str(len(inhoud)))])
    return [inhoud]


if os.environ.get("BUURTNET_WERKERPROEF"):
    from buurtnet import werker

    werker.KOP, werker.PER_STUK, werker.IN_DE_RIJ = KOP, PER_STUK, IN_DE_RIJ
    django.setup()


@contextlib.contextmanager
def draai(var_dir, wat="tests.hulp.werkerproef:app", log=None, **omgeving):
    """gunicorn in one process, on the port that it yields; `log`: an open file for its lines."""
    with socket.create_server(("127.0.0.1", 0)) as proef:
        poort = proef.getsockname()[1]
    omgeving = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "DJANGO_SETTINGS_MODULE": "buurtnet.settings",
        "BUURTNET_WERKERPROEF": "1",
        "VAR_DIR": str(var_dir),
        **omgeving,
    }
    maak = "import django; django.setup(); from buurtnet import opstart; opstart.maak_bestanden()"
    subprocess.run([sys.executable, "-c", maak], cwd=BASE_DIR, env=omgeving, check=True)
    opdracht = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{poort}", wat]
    proces = subprocess.Popen(opdracht, cwd=BASE_DIR, env=omgeving, stderr=log)
    try:
        wacht_tot(lambda: vraag(poort, "/-/live")[0] == 200)
        yield poort
    finally:
        proces.terminate()
        proces.wait(60)


def wacht_tot(waar, seconden=30):
    einde = time.monotonic() + seconden
    while time.monotonic() < einde:
        with contextlib.suppress(OSError, IndexError):
            if waar():
                return
        time.sleep(0.05)
    raise AssertionError("it did not come about")


def begin(poort, tekst=""):
    """A connection on which this was sent."""
    sok = socket.create_connection(("127.0.0.1", poort), timeout=60)
    sok.sendall(tekst.encode())
    return sok


def get(pad):
    return f"GET {pad} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


def lees(sok):
    """(status, all that came, how long that took)."""
    sinds, delen = time.monotonic(), []
    with contextlib.suppress(ConnectionResetError):
        while deel := sok.recv(65536):
            delen.append(deel)
    alles = b"".join(delen).decode("utf-8", "replace")
    return int(alles.split(" ", 2)[1]) if alles else 0, alles, time.monotonic() - sinds


def vraag(poort, pad):
    with begin(poort, get(pad)) as sok:
        return lees(sok)
