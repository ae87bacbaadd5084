"""Clearing away what nobody needs any more: old forms and drafts, sessions and pictures."""

import datetime

from django.core.management import call_command

from buurtnet.fotos.bewaren import ruim_op as ruim_afbeeldingen_op
from buurtnet.fotos.veld import afbeeldingen_in_gebruik

from .concepten.concept import Concept
from .handelingen import BEWAARTIJD as HANDELING_BEWAARD
from .handelingen import Handeling
from .inleesbestand import Inleesbestand
from .inzending import Inzending

# A form that lies open longer than this is a new form.
BEWAARTIJD = datetime.timedelta(days=30)
# A table that nobody took over: it may name people.
TABEL_BEWAARD = datetime.timedelta(days=7)


def ruim_op(nu):
    """Remove what at the moment `nu` no longer serves; gives sentences for who looks."""
    call_command("clearsessions")
    aantal, _per_soort = Inzending.objects.filter(op__lt=nu - BEWAARTIJD).delete()
    Inleesbestand.objects.filter(op__lt=nu - TABEL_BEWAARD).delete()
    Handeling.objects.filter(op__lt=nu - HANDELING_BEWAARD).delete()
    Concept.objects.verlopen(nu).delete()
    afbeeldingen = ruim_afbeeldingen_op(afbeeldingen_in_gebruik())
    return [f"{aantal} inzendingen opgeruimd.", f"{afbeeldingen} afbeeldingen opgeruimd."]
