"""What became of a mail that was handed over, by how the server answered."""

import re
import smtplib
from typing import NamedTuple

from .bericht import Stand

# Enhanced codes (RFC 3463) by which a server says that there is no such mailbox. Other refusals
# are about us or about what we send, and say nothing of the address.
GEEN_POSTBUS = re.compile(r"(?<![\d.])5\.(?:1\.(?:1|2|3|6|10)|2\.1)(?![\d.])")


class Uitslag(NamedTuple):
    """`stand`: KLAAR is to be tried again. `fout`: for staff, with what the server said."""

    stand: str
    fout: str = ""
    server_weg: bool = False  # the others of this run would fare the same
    adres_weg: bool = False  # there is no such mailbox


def uitslag_van(fout, zonder_antwoord):
    """The Uitslag of an exception (or None) of a dialogue.

    `zonder_antwoord`: the whole message was handed over, and the server said neither yes nor no.
    """
    if zonder_antwoord:
        return Uitslag(Stand.ONZEKER, _zin(fout))
    if fout is None:
        return Uitslag(Stand.VERSTUURD)
    if isinstance(fout, smtplib.SMTPRecipientsRefused):
        ((code, antwoord),) = fout.recipients.values()
        return _geantwoord(code, antwoord)
    if isinstance(fout, smtplib.SMTPDataError):
        return _geantwoord(fout.smtp_code, fout.smtp_error)
    if isinstance(fout, (smtplib.SMTPException, OSError)):
        # Not there, not in the mood, or not content with us: nothing to do with this mail.
        return Uitslag(Stand.KLAAR, _zin(fout), server_weg=True)
    return Uitslag(Stand.MISLUKT, _zin(fout))


def _geantwoord(code, antwoord):
    """What a server said of this one mail."""
    tekst = antwoord.decode(errors="replace") if isinstance(antwoord, bytes) else str(antwoord)
    zin = f"{code} {tekst}"
    if 200 <= code < 300:
        return Uitslag(Stand.VERSTUURD)
    if 400 <= code < 500:
        # 421: the server itself goes away (RFC 5321, 4.2.1).
        return Uitslag(Stand.KLAAR, zin, server_weg=code == 421)
    if 500 <= code < 600:
        return Uitslag(Stand.MISLUKT, zin, adres_weg=bool(GEEN_POSTBUS.search(tekst)))
    return Uitslag(Stand.ONZEKER, zin)


def _zin(fout):
    return f"{type(fout).__name__}: {fout}"
