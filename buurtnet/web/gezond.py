"""Whether this process can do its work now: read from the database, and keep what is new."""

import os
import sqlite3
import tempfile
import threading
import time
import uuid
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from .dataversie import Dataversie
from .storing.soort import Storing, storing_van

# Seconds before a process tries once more whether something can be kept.
TUSSENPOOS = 10
# As much as a form or a page of the database; on a full disk there may be room for a few bytes.
PROEF_BYTES = 64 * 1024


class Proefschrijver:
    """Tries now and then whether something can be kept, and keeps nothing of it."""

    def __init__(self):
        self._gelukt = None  # when, on a clock that only goes forward
        self._slot = threading.Lock()

    def probeer(self):
        """Raises DatabaseError or OSError when nothing can be kept; it then tries every time."""
        with self._slot:
            if self._gelukt is not None and time.monotonic() - self._gelukt < TUSSENPOOS:
                return
            _schrijf_op_schijf(settings.VAR_DIR)
            if connection.vendor == "sqlite":
                _schrijf_op_schijf(_bestand().parent)
                _schrijf_in_bestand(_bestand())
            else:
                _schrijf_op_server()
            self._gelukt = time.monotonic()


_proefschrijver = Proefschrijver()


def wat_er_mis_is():
    """One word for a monitor: "" when all is well, "database" or "schijf vol"."""
    try:
        _lees()
        _proefschrijver.probeer()
    except (DatabaseError, sqlite3.Error, OSError) as fout:
        return "schijf vol" if storing_van(fout) == Storing.VOL else "database"
    return ""


def _lees():
    """Ask a table: a server or file without our tables is of no use."""
    if connection.vendor == "sqlite" and not _bestand().exists():
        # Who has it open already would go on in a file that nobody finds back.
        raise OSError("the file of the database is gone")
    Dataversie.objects.exists()


def _bestand():
    return Path(connection.settings_dict["NAME"])


def _schrijf_op_schijf(folder):
    with tempfile.TemporaryFile(dir=folder) as bestand:
        bestand.write(os.urandom(PROEF_BYTES))
        bestand.flush()
        os.fsync(bestand.fileno())


def _schrijf_in_bestand(pad):
    """By a connection of its own that waits for nobody: who is writing now shows that it can be."""
    with closing(sqlite3.connect(f"file:{pad}?mode=rw", uri=True, timeout=0)) as db:
        try:
            db.execute("BEGIN IMMEDIATE")
            db.execute("CREATE TABLE proef AS SELECT 1")
            db.execute("ROLLBACK")
        except sqlite3.OperationalError as fout:
            if fout.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise


def _schrijf_op_server():
    with transaction.atomic():
        # Random, or the server would make it small.
        Session.objects.create(
            session_key=uuid.uuid4().hex,
            session_data=os.urandom(PROEF_BYTES // 2).hex(),
            expire_date=timezone.now(),
        )
        transaction.set_rollback(True)
