"""Sending right after a mail was written: for who waits for it, and where no server is asked."""

import threading
from contextlib import contextmanager

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.db import connections
from django.utils.module_loading import import_string

from .bericht import Bericht
from .versturen import verstuur

# One at a time in a process: what is written meanwhile it takes along, or the next minute does.
_bezig = threading.Lock()


def na_vastleggen(pk, spoed):
    """The Bericht `pk` is sure to be there. A mail server that is slow or dead slows no request."""
    if not vraagt_een_server():
        verstuur(Bericht.objects.filter(pk=pk))
    elif spoed and _bezig.acquire(blocking=False):
        # No daemon: a process that is asked to stop hears first what the server answers.
        threading.Thread(target=_op_de_achtergrond, name="post", daemon=False).start()


def vraagt_een_server():
    """Whether mail goes over a network, rather than into a file or onto the screen."""
    return issubclass(import_string(settings.EMAIL_BACKEND), EmailBackend)


def _op_de_achtergrond():
    with _eigen_verbinding():
        verstuur(Bericht.objects.filter(spoed=True))


@contextmanager
def _eigen_verbinding():
    """Ends the turn of this thread, and its connection with the database, whatever happens."""
    try:
        yield
    finally:
        connections.close_all()
        _bezig.release()
