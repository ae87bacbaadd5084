"""Do all that a day brings; a timer runs this each morning."""

import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from buurtnet.berichten.dagelijks import TAKEN, doe_dagelijks


def dag(tekst):
    """A day as JJJJ-MM-DD. Raises ValueError."""
    return datetime.date.fromisoformat(tekst)


class Command(BaseCommand):
    help = "Do all that a day brings. May be run again; ends with an error when a task failed."
    taken = TAKEN

    def add_arguments(self, parser):
        parser.add_argument(
            "--datum", type=dag, metavar="JJJJ-MM-DD", help="the day to do it for (today)"
        )

    def handle(self, datum=None, **options):
        mislukt = []
        for gedaan in doe_dagelijks(datum or timezone.localdate(), self.taken):
            if gedaan.fout:
                mislukt.append(gedaan.naam)
            elif gedaan.zin:
                self.stdout.write(f"{gedaan.naam}: {gedaan.zin}")
        if mislukt:
            raise CommandError(f"mislukt: {', '.join(mislukt)}; het logboek zegt waarom.")
