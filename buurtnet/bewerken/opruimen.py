"""Clearing away what nobody needs any more: old forms and drafts, sessions and pictures."""

from django.core.management import call_command

from buurtnet.fotos.bewaren import ruim_op as ruim_afbeeldingen_op
from buurtnet.fotos.veld import afbeeldingen_in_gebruik

from .concepten.concept import Concept
from .handelingen import BEWAARTIJD as HANDELING_BEWAARD
from .handelingen import Handeling
from .inleesbestand import TABEL_BEWAARD, Inleesbestand
from .inzending import BEWAARTIJD, Inzending


def ruim_op(nu):
    """Remove what at the moment `nu` no longer serves; gives sentences for who looks."""
    call_command("clearsessions")
    aantal, _per_soort = Inzending.objects.filter(op__lt=nu - BEWAARTIJD).delete()
    Inleesbestand.objects.filter(op__lt=nu - TABEL_BEWAARD).delete()
    Handeling.objects.filter(op__lt=nu - HANDELING_BEWAARD).delete()
    Concept.objects.verlopen(nu).delete()
    afbeeldingen = ruim_afbeeldingen_op(afbeeldingen_in_gebruik())
    return [f"{aantal} inzendingen opgeruimd.", f"{afbeeldingen} afbeeldingen opgeruimd."]
