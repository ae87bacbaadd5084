"""The mailbox that mail comes back in, over IMAP or as a folder; others' mail in it is left alone.

What we took in is marked as read, afterwards: whoever is stopped halfway does it again, which
changes nothing.
"""

import email
import imaplib
import mailbox
import re
from contextlib import contextmanager

# Longer than any report; what is larger is no concern of ours.
MEESTE_BYTES = 2_000_000
# Of one time: the rest has its turn the next.
MEESTE = 500
WACHTTIJD = 20


@contextmanager
def open_postbus(instelling):
    """A mailbox as `omgeving.postbus` gives it: a folder, or the address of a server.

    Raises OSError, imaplib.IMAP4.error or mailbox.Error when it can't be read.
    """
    if instelling["soort"] == "maildir":
        yield Maildir(instelling["pad"])
        return
    klasse = imaplib.IMAP4_SSL if instelling["soort"] == "imaps" else imaplib.IMAP4
    with klasse(instelling["host"], instelling["poort"], timeout=WACHTTIJD) as lijn:
        lijn.login(instelling["naam"], instelling["wachtwoord"])
        _goed(lijn.select(_naam(instelling["map"])))
        yield Imap(lijn)


class Maildir:
    def __init__(self, pad):
        self._map = mailbox.Maildir(pad, create=False)

    def ongelezen(self):
        """(key, message) of what nobody read yet."""
        for sleutel in sorted(self._map.keys())[:MEESTE]:
            mail = self._map[sleutel]
            if "S" not in mail.get_flags():
                yield sleutel, mail

    def gelezen(self, sleutel):
        mail = self._map[sleutel]
        mail.set_subdir("cur")
        mail.add_flag("S")
        self._map[sleutel] = mail


class Imap:
    def __init__(self, lijn):
        self._lijn = lijn

    def ongelezen(self):
        """(key, message) of what nobody read yet and may be a report; asking marks nothing."""
        nummers = _goed(self._lijn.uid("SEARCH", "UNSEEN", "SMALLER", str(MEESTE_BYTES)))
        for nummer in (nummers[0] or b"").split()[:MEESTE]:
            kop = self._haal(nummer, "BODY.PEEK[HEADER.FIELDS (CONTENT-TYPE)]")
            if re.search(rb"multipart/report", kop, re.IGNORECASE):
                yield nummer, email.message_from_bytes(self._haal(nummer, "BODY.PEEK[]"))

    def gelezen(self, nummer):
        _goed(self._lijn.uid("STORE", nummer, "+FLAGS", r"(\Seen)"))

    def _haal(self, nummer, wat):
        antwoord = _goed(self._lijn.uid("FETCH", nummer, f"({wat})"))
        return next((deel[1] for deel in antwoord if isinstance(deel, tuple)), b"")


def _goed(antwoord):
    """What an answer holds. Raises IMAP4.error when the server said no."""
    stand, inhoud = antwoord
    if stand != "OK":
        raise imaplib.IMAP4.error(stand)
    return inhoud


def _naam(folder):
    """The name of a folder as IMAP writes it."""
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
