"""A dialogue with a mail server that remembers how far it came."""

import smtplib

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

EINDE = b"\r\n.\r\n"


class _Dialoog:
    """`zonder_antwoord`: a whole message was handed over, and nobody said yes or no to it.

    RFC 5321, 6.1 and 4.5.3.2.6: from the last dot on the server may have taken the message, and it
    may take minutes to say so.
    """

    zonder_antwoord = False

    def send(self, s):
        super().send(s)
        self.zonder_antwoord = isinstance(s, bytes) and s.endswith(EINDE)

    def getreply(self):
        if self.zonder_antwoord:
            self.sock.settimeout(settings.POST_WACHT_OP_ONTVANGST)
        antwoord = super().getreply()
        if self.zonder_antwoord:
            self.zonder_antwoord = False
            self.sock.settimeout(self.timeout)
        return antwoord


class SMTP(_Dialoog, smtplib.SMTP):
    pass


class SMTPMetTLS(_Dialoog, smtplib.SMTP_SSL):
    pass


class Server(EmailBackend):
    """Django's connection, with such a dialogue."""

    @property
    def connection_class(self):
        return SMTPMetTLS if self.use_ssl else SMTP

    @property
    def zonder_antwoord(self):
        return self.connection is not None and self.connection.zonder_antwoord

    def geef(self, bericht):
        """Hand over an EmailMessage with one recipient. Raises SMTPException or OSError."""
        inhoud = bericht.message().as_bytes(linesep="\r\n")
        self.open()
        van, aan = (sanitize_address(adres, "utf-8") for adres in (bericht.from_email, *bericht.to))
        self.connection.sendmail(van, [aan], inhoud)

    def hang_op(self, groet):
        """Close the line; with a goodbye (`groet`) where somebody may answer it. Raises nothing."""
        if self.connection is not None and not groet:
            self.connection.close()
        self.fail_silently = True
        self.close()
