"""Send the mail that is due, once; a timer runs this every minute."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from buurtnet.post.bericht import Bericht, Stand
from buurtnet.post.versturen import verstuur


class Command(BaseCommand):
    help = "Send the mail that is due. Ends with an error when mail waits for over an hour."

    def handle(self, **options):
        geteld = verstuur()
        for stand in Stand:
            if geteld[stand]:
                self.stdout.write(f"{geteld[stand]}: {stand.label}")
        vast = Bericht.objects.vast(timezone.now()).count()
        if vast:
            raise CommandError(f"{vast} mails wachten al langer dan een uur.")
