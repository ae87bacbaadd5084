"""Clear away what nobody needs any more: old forms and drafts, sessions and pictures."""

import datetime

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from buurtnet.bewerken.concepten.concept import Concept
from buurtnet.bewerken.handelingen import BEWAARTIJD as HANDELING_BEWAARD
from buurtnet.bewerken.handelingen import Handeling
from buurtnet.bewerken.inleesbestand import Inleesbestand
from buurtnet.bewerken.inzending import Inzending
from buurtnet.fotos.bewaren import ruim_op
from buurtnet.fotos.veld import afbeeldingen_in_gebruik

# A form that lies open longer than this is a new form.
BEWAARTIJD = datetime.timedelta(days=30)
# A table that nobody took over: it may name people.
TABEL_BEWAARD = datetime.timedelta(days=7)


class Command(BaseCommand):
    help = "Remove what no longer serves: sessions that ended, marks of old forms, pictures."

    def handle(self, **options):
        call_command("clearsessions")
        oud = Inzending.objects.filter(op__lt=timezone.now() - BEWAARTIJD)
        aantal, _per_soort = oud.delete()
        self.stdout.write(f"{aantal} inzendingen opgeruimd.")
        Inleesbestand.objects.filter(op__lt=timezone.now() - TABEL_BEWAARD).delete()
        Handeling.objects.filter(op__lt=timezone.now() - HANDELING_BEWAARD).delete()
        Concept.objects.verlopen(timezone.now()).delete()
        self.stdout.write(f"{ruim_op(afbeeldingen_in_gebruik())} afbeeldingen opgeruimd.")
