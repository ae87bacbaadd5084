"""Mail that is sent once, however often its form is: no lock is held while it goes out."""

import datetime
import logging
from smtplib import SMTPException

from django.core.mail import get_connection
from django.utils import timezone

from buurtnet.bewerken.inzending import Inzending

logger = logging.getLogger(__name__)

# How long ago somebody else may be at sending the same; after that nothing came of it.
NOG_BEZIG = datetime.timedelta(minutes=1)


def stuur_eenmaal(post, kenmerk, doel):
    """Send these messages unless this same form was mailed before; whether they went out.

    `kenmerk`: the fields of the Inzending that this is, `doel`: the address to go to afterwards.
    """
    inzending, eerste = Inzending.objects.get_or_create(**kenmerk)
    if inzending.doel or (not eerste and timezone.now() - inzending.op < NOG_BEZIG):
        return True
    if not _stuur(post):
        inzending.delete()
        return False
    inzending.doel = doel
    inzending.save()
    return True


def _stuur(post):
    try:
        return bool(post and get_connection().send_messages(post))
    except (OSError, SMTPException):
        logger.exception("mail not sent")
        return False
