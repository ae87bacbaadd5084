"""Mail to who becomes a coordinator: with a link to make an account, or that there is more."""

import logging
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from .models import GELDIG, Gebruiker

ZOUT = "buurtnet.accounts.uitnodiging"
logger = logging.getLogger(__name__)


class OngeldigeUitnodiging(Exception):
    """The link of an invitation does not, or no longer, work; `reden` says why."""

    def __init__(self, reden):
        super().__init__(reden)
        self.reden = reden


def sleutel_voor(gebruiker):
    """The secret in the link; it no longer works once anything it depends on changes."""
    return signing.dumps([gebruiker.pk, _staat(gebruiker)], salt=ZOUT)


def lees_uitnodiging(sleutel):
    """The Gebruiker whom `sleutel` invites. Raises OngeldigeUitnodiging."""
    try:
        pk, staat = signing.loads(sleutel, salt=ZOUT, max_age=GELDIG)
    except signing.SignatureExpired:
        raise OngeldigeUitnodiging("verlopen") from None
    except (signing.BadSignature, ValueError):
        raise OngeldigeUitnodiging("onbekend") from None
    gebruiker = Gebruiker.objects.uitgenodigd().filter(pk=pk).first()
    if gebruiker is None or not constant_time_compare(staat, _staat(gebruiker)):
        raise OngeldigeUitnodiging("gebruikt")
    return gebruiker


def stuur(gebruiker, netwerken):
    """Mail the link; returns whether the mail went out.

    Call it after the transaction: a mail can't be taken back.
    """
    adres = reverse("uitnodiging", args=[sleutel_voor(gebruiker)])
    tekst = render_to_string(
        "account/email/uitnodiging.txt",
        {
            "gebruiker": gebruiker,
            "netwerken": [netwerk.naam for netwerk in netwerken],
            "dagen": GELDIG.days,
            "link": f"{settings.SITE_URL}{adres}",
        },
    )
    return _mail(_("Je bent uitgenodigd voor buurtnet"), tekst, gebruiker)


def meld_netwerken(gebruiker, netwerken, door):
    """Mail who has an account what `door` made them a coordinator of, once that is sure.

    Who has none yet is told by the invitation.
    """
    if netwerken and gebruiker.heeft_account:
        transaction.on_commit(partial(_meld_netwerken, gebruiker, netwerken, door))


def _meld_netwerken(gebruiker, netwerken, door):
    tekst = render_to_string(
        "account/email/netwerk_erbij.txt",
        {
            "gebruiker": gebruiker,
            "netwerken": [netwerk.naam for netwerk in netwerken],
            "door": door,
            "link": f"{settings.SITE_URL}{reverse(settings.LOGIN_REDIRECT_URL)}",
        },
    )
    _mail(_("Je bent coördinator geworden"), tekst, gebruiker)


def _mail(onderwerp, tekst, gebruiker):
    try:
        send_mail(onderwerp, tekst, None, [gebruiker.email])
    except (OSError, SMTPException):
        logger.exception("mail not sent to user %s", gebruiker.pk)
        return False
    return True


def _staat(gebruiker):
    delen = [gebruiker.pk, gebruiker.email, gebruiker.password, gebruiker.uitgenodigd_op]
    return salted_hmac(ZOUT, repr(delen)).hexdigest()[:24]
