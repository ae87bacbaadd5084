"""Real mail servers that do as they are told, and the mail of a site that has none."""

import email
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import contextmanager, suppress
from email.policy import default

from aiosmtpd.controller import Controller
from django.core import mail
from django.db import connection

from buurtnet.opstart import BASE_DIR
from buurtnet.post.versturen import verstuur

SMTP = "django.core.mail.backends.smtp.EmailBackend"
GOED = "250 OK"


def bezorg():
    """Send what is due; all that ever was, as Django's own mailbox of tests has it."""
    verstuur()
    return mail.outbox


class Postbus(Sequence):
    """All mail that ever arrived; whoever looks has what is due sent first."""

    def __len__(self):
        return len(bezorg())

    def __getitem__(self, plek):
        return bezorg()[plek]


class Postkantoor:
    """Keeps what it took in. Each answer is a line, or a function of the server that gives one."""

    def __init__(self):
        self.poort, self.ontvangen = None, []
        self.bij_afzender = self.bij_adres = self.bij_inhoud = GOED
        self.slot = threading.Lock()

    @property
    def adressen(self):
        return [bericht["To"] for bericht in self.ontvangen]

    @property
    def nummers(self):
        return [bericht["Message-ID"] for bericht in self.ontvangen]

    async def handle_MAIL(self, server, session, envelope, adres, opties):
        envelope.mail_from = adres
        return _antwoord(self.bij_afzender, server)

    async def handle_RCPT(self, server, session, envelope, adres, opties):
        envelope.rcpt_tos.append(adres)
        return _antwoord(self.bij_adres, server)

    async def handle_DATA(self, server, session, envelope):
        with self.slot:
            self.ontvangen.append(email.message_from_bytes(envelope.content, policy=default))
        return _antwoord(self.bij_inhoud, server)


def _antwoord(wat, server):
    return wat(server) if callable(wat) else wat


def hang_op(server):
    """Close the connection instead of answering."""
    server.transport.abort()
    return GOED


@contextmanager
def postkantoor(settings):
    """A Postkantoor that the site sends its mail to."""
    kantoor = Postkantoor()
    baas = Controller(kantoor, hostname="127.0.0.1", port=vrije_poort())
    baas.start()
    kantoor.poort = baas.port
    gebruik(settings, baas.port)
    try:
        yield kantoor
    finally:
        baas.stop()


@contextmanager
def stomme_server(settings, *woorden):
    """A mail server that says these words, one each time it is spoken to, and then falls silent.

    Yields whom it has on the line.
    """
    aan_de_lijn = []

    def praat(lijn):
        aan_de_lijn.append(lijn)
        for woord in woorden:
            lijn.sendall(f"{woord}\r\n".encode())
            lijn.recv(100_000)
        lijn.recv(1)

    def neem_op():
        with suppress(OSError):
            while True:
                praat(deur.accept()[0])

    with socket.create_server(("127.0.0.1", 0)) as deur:
        gebruik(settings, deur.getsockname()[1])
        draad = threading.Thread(target=neem_op)
        draad.start()
        try:
            yield aan_de_lijn
        finally:
            deur.shutdown(socket.SHUT_RDWR)
            for lijn in aan_de_lijn:
                with suppress(OSError):
                    lijn.shutdown(socket.SHUT_RDWR)
            draad.join()
            for lijn in aan_de_lijn:
                lijn.close()


def gebruik(settings, poort):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", poort
    settings.EMAIL_TIMEOUT = 5


def vrije_poort():
    with socket.create_server(("127.0.0.1", 0)) as proef:
        return proef.getsockname()[1]


def wacht_op_de_post():
    """Until what was sent on the background has been."""
    for draad in threading.enumerate():
        if draad.name == "post":
            draad.join(timeout=20)


def begin_verstuur(kantoor):
    """`manage.py verstuur` in a process of its own, on the database of this test."""
    omgeving = os.environ | {
        "DJANGO_SETTINGS_MODULE": "buurtnet.settings",
        "DATABASE_URL": _database_url(),
        "EMAIL_URL": f"smtp://127.0.0.1:{kantoor.poort}",
    }
    opdracht = [sys.executable, str(BASE_DIR / "manage.py"), "verstuur", "--skip-checks"]
    stil = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(opdracht, cwd=BASE_DIR, env=omgeving, **stil)


def _database_url():
    naam = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{naam}"
    return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{naam}"
