"""Read the mail that came back; the daily unit runs this."""

import imaplib
import mailbox

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from buurtnet.post.postbus import open_postbus
from buurtnet.post.terug import lees_melding, verwerk


class Command(BaseCommand):
    help = "Read in the mailbox of BOUNCES_URL which mail came back, and stop mailing there."

    def handle(self, **options):
        if not settings.BOUNCES:
            self.stdout.write("Geen BOUNCES_URL: er is geen postbus om te lezen.")
            return
        aantal = 0
        try:
            with open_postbus(settings.BOUNCES) as postbus:
                for sleutel, mail in postbus.ongelezen():
                    melding = lees_melding(mail)
                    if melding and verwerk(melding):
                        postbus.gelezen(sleutel)
                        aantal += 1
        except (OSError, imaplib.IMAP4.error, mailbox.Error) as fout:
            raise CommandError(f"De postbus is niet te lezen: {type(fout).__name__}.") from fout
        self.stdout.write(f"{aantal} mails kwamen terug.")
