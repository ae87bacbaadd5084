"""Sending what is due: each mail is somebody's before it goes, and nobody else's."""

import datetime
import logging
import time
import uuid
from collections import Counter

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction
from django.utils import timezone

from buurtnet.kern.tekst import een_regel

from .adressen import WEIGERT, geweigerd, geweigerde
from .bericht import Bericht, Stand
from .opmaak import html_van
from .smtp import Server
from .uitslag import Uitslag, uitslag_van

logger = logging.getLogger(__name__)

# A server is asked again after 1, 2, 4 … minutes: soon enough to hear that it is back, and at most
# so much later; one mail that it put off, as is done to who is new there, after longer.
MEESTE_WACHT = {True: 15, False: 6 * 60}
# As long as other mail servers go on trying one mail (RFC 5321, 4.5.4.1).
OPGEVEN_NA = datetime.timedelta(days=5)
# Less than deploy/buurtnet-verstuur.service gives it: who is killed at it leaves a mail uncertain.
SECONDEN = 10 * 60
# So many by one connection: some servers close it after more.
PER_VERBINDING = 20
VAN_DE_CLAIM = ("stand", "claim", "geclaimd_op", "pogingen")
LANGSTE_FOUT = Bericht._meta.get_field("laatste_fout").max_length
ONBEKEND = "Het versturen brak af. Of de mail aankwam, is niet bekend."
TE_LAAT = "Te laat om nog te sturen."


def verstuur(berichten=None, seconden=SECONDEN):
    """Send all that is due among `berichten` (all); gives {stand: how many}.

    Stops when the server is away, and begins at no mail after `seconden`: the rest has its turn
    the next time.
    """
    _geef_op_wat_bleef_liggen(timezone.now())
    berichten = Bericht.objects.all() if berichten is None else berichten
    geteld, bode, tot = Counter(), Bode(), time.monotonic() + seconden
    try:
        while time.monotonic() < tot and (bericht := claim(berichten)):
            uitslag = _oordeel(bericht) or bode.geef(bericht)
            _noteer(bericht, uitslag)
            geteld[uitslag.stand] += 1
            if uitslag.server_weg:
                break
    finally:
        bode.sluit()
    return geteld


def claim(berichten):
    """The first of `berichten` that is due, as ours; None when there is none.

    Nobody else takes it from here on, and that is on disk before anything is sent.
    """
    nu = timezone.now()
    with transaction.atomic(durable=True):
        rij = berichten.aan_de_beurt(nu).select_for_update(skip_locked=True).first()
        if rij is None:
            return None
        rij.stand, rij.claim, rij.geclaimd_op = Stand.GECLAIMD, uuid.uuid4(), nu
        rij.pogingen += 1
        # In one statement: SQLite knows no lock on a row.
        velden = {
            veld: getattr(rij, veld) for veld in ("stand", "claim", "geclaimd_op", "pogingen")
        }
        gelukt = Bericht.objects.filter(pk=rij.pk, stand=Stand.KLAAR).update(**velden)
    return rij if gelukt else claim(berichten)


def _geef_op_wat_bleef_liggen(nu):
    """Whoever had hold of these is gone. They may have arrived: only a person sends them again."""
    Bericht.objects.blijven_liggen(nu).update(stand=Stand.ONZEKER, laatste_fout=ONBEKEND)


def _oordeel(bericht):
    """The Uitslag of what is not sent at all; None of what is."""
    if bericht.geldig_tot and bericht.geldig_tot < timezone.now():
        return Uitslag(Stand.MISLUKT, TE_LAAT)
    if geweigerde([bericht.aan]):
        return Uitslag(Stand.MISLUKT, WEIGERT)
    return None


def _noteer(bericht, uitslag):
    """Write down what became of a mail that is ours; still so when we were given up."""
    nu, velden = timezone.now(), {"stand": uitslag.stand}
    velden["laatste_fout"] = een_regel(uitslag.fout)[:LANGSTE_FOUT]
    if uitslag.stand == Stand.VERSTUURD:
        velden |= {"verstuurd_op": nu, "tekst": ""}
    elif uitslag.stand == Stand.KLAAR:
        velden["niet_voor"] = nu + wachttijd(bericht.pogingen, uitslag.server_weg)
        if not uitslag.server_weg and nu - bericht.wacht_sinds > OPGEVEN_NA:
            velden["stand"] = Stand.MISLUKT
    if uitslag.stand != Stand.ONZEKER:
        velden["claim"] = None
    with transaction.atomic():
        Bericht.objects.filter(pk=bericht.pk, claim=bericht.claim).update(**velden)
        if uitslag.adres_weg:
            geweigerd(bericht.aan, uitslag.fout)
    if uitslag.fout:
        # What the server said names the address: it stands in the row, not in a log.
        logger.warning("mail %s (%s): %s", bericht.pk, bericht.soort, velden["stand"])


def wachttijd(pogingen, server_weg):
    """How long to wait after so many tries, as a timedelta."""
    return datetime.timedelta(minutes=min(2 ** min(pogingen - 1, 20), MEESTE_WACHT[server_weg]))


class Bode:
    """Hands mails over, several by one connection."""

    def __init__(self):
        self._verbinding, self._gegeven = None, 0

    def geef(self, bericht):
        """The Uitslag of handing this Bericht over; raises nothing that has to do with it."""
        if self._gegeven >= PER_VERBINDING:
            self.sluit()
        fout = None
        try:
            self._open()
            self._lever(als_mail(bericht))
        except Exception as gevangen:
            fout = gevangen
        uitslag = uitslag_van(fout, getattr(self._verbinding, "zonder_antwoord", False))
        self._gegeven += 1
        if uitslag.server_weg or uitslag.stand == Stand.ONZEKER:
            self.sluit(groet=False)
        return uitslag

    def _open(self):
        if self._verbinding is None:
            self._verbinding = get_connection()
            if isinstance(self._verbinding, EmailBackend):
                self._verbinding = Server()

    def _lever(self, mail):
        if isinstance(self._verbinding, Server):
            self._verbinding.geef(mail)
        else:
            self._verbinding.send_messages([mail])

    def sluit(self, groet=True):
        """Hang up. What was taken stays taken, whatever the server says to a goodbye (`groet`)."""
        verbinding, self._verbinding, self._gegeven = self._verbinding, None, 0
        if isinstance(verbinding, Server):
            verbinding.hang_op(groet)


def als_mail(bericht):
    """The EmailMessage that a Bericht is, with its text as HTML beside it. Raises Onleesbaar."""
    tekst = bericht.inhoud
    mail = EmailMultiAlternatives(
        bericht.onderwerp,
        tekst,
        settings.DEFAULT_FROM_EMAIL,
        [bericht.aan],
        reply_to=[bericht.antwoord_aan] if bericht.antwoord_aan else None,
        # RFC 3834: who is on holiday need not tell us so.
        headers={
            "Message-ID": bericht.message_id,
            "Auto-Submitted": "auto-generated",
            **bericht.koppen,
        },
    )
    mail.attach_alternative(html_van(bericht.onderwerp, tekst, bericht.taal), "text/html")
    return mail
