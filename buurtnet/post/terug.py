"""Mail that came back: reports of delivery (RFC 3464) about what we sent.

Anybody can write such a report. One counts when it names the Message-ID of a mail of ours, that
only who got it or carried it can know; and then for the one address that this mail went to.
"""

import re
from typing import NamedTuple

from django.db import transaction

from buurtnet.kern.tekst import een_regel

from .adressen import geweigerd
from .bericht import Bericht, Stand
from .uitslag import GEEN_POSTBUS

LANGSTE_FOUT = Bericht._meta.get_field("laatste_fout").max_length
MESSAGE_ID = re.compile(r"<[^<>\s]+>")


class Terugmelding(NamedTuple):
    """Of one mail: its Message-ID, and why it was not delivered, for good."""

    message_id: str
    reden: str

    @property
    def adres_weg(self):
        """Whether the reason is that there is no such mailbox."""
        return bool(GEEN_POSTBUS.search(self.reden))


def is_melding(mail):
    """Whether this email.message.Message is, by its head, a report of delivery."""
    soort = mail.get_content_type(), str(mail.get_param("report-type", "")).lower()
    return soort == ("multipart/report", "delivery-status")


def lees_melding(mail):
    """The Terugmelding in an email.message.Message; None when it is about no failure for good."""
    if not is_melding(mail):
        return None
    redenen, message_id = [], ""
    for deel in mail.walk():
        soort = deel.get_content_type()
        if soort == "message/delivery-status":
            redenen += [reden for blok in _blokken(deel) if (reden := _reden(blok))]
        elif soort in ("message/rfc822", "text/rfc822-headers"):
            message_id = message_id or _message_id(deel)
    return Terugmelding(message_id, redenen[0]) if redenen and message_id else None


def verwerk(melding):
    """Note that the mail of this Terugmelding came back; whether it is one of ours."""
    with transaction.atomic():
        berichten = Bericht.objects.exclude(aan="").filter(message_id=melding.message_id)
        bericht = berichten.select_for_update().first()
        if bericht is None:
            return False
        bericht.laatste_fout = melding.reden[:LANGSTE_FOUT]
        if bericht.stand in (Stand.VERSTUURD, Stand.ONZEKER):
            bericht.stand = Stand.MISLUKT
        bericht.save(update_fields=["stand", "laatste_fout"])
        if melding.adres_weg:
            geweigerd(bericht.aan, melding.reden)
    return True


def _blokken(deel):
    """Of each recipient the fields; the first block is about the message."""
    inhoud = deel.get_payload()
    return inhoud[1:] if isinstance(inhoud, list) else []


def _reden(blok):
    """Why it failed for good; "" when it didn't, or not yet."""
    status = str(blok.get("Status", "")).strip()
    if str(blok.get("Action", "")).strip().lower() != "failed" or not status.startswith("5."):
        return ""
    return een_regel(f"{status} {blok.get('Diagnostic-Code', '')}")


def _message_id(deel):
    """Of the mail that is sent back, whole or only its head."""
    inhoud = deel.get_payload()
    if isinstance(inhoud, list):
        kop = str(inhoud[0].get("Message-ID", "")) if inhoud else ""
    else:
        gevonden = re.search(r"^Message-ID:\s*(\S+)", str(inhoud), re.IGNORECASE | re.MULTILINE)
        kop = gevonden[1] if gevonden else ""
    treffer = MESSAGE_ID.search(kop)
    return treffer[0] if treffer else ""
