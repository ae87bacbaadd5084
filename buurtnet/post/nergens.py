"""A mailbox that leads nowhere, for trying out what would be mailed."""

from contextlib import contextmanager

from django.core import mail
from django.test.utils import override_settings


@contextmanager
def naar_nergens():
    """All that is mailed in the block goes into the list that this yields, and to nobody.

    No server is asked, so each mail is in it as soon as it is written (see `meteen`).
    """
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        mail.outbox = []
        yield mail.outbox
