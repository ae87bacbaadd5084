"""Clear away what nobody needs any more, now; `dagelijks` does so each day."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from buurtnet.bewerken.opruimen import ruim_op


class Command(BaseCommand):
    help = "Remove what no longer serves: sessions that ended, marks of old forms, pictures."

    def handle(self, **options):
        for zin in ruim_op(timezone.now()):
            self.stdout.write(zin)
