"""A concept that is to take the place of an agenda, begun from its points."""

from django.utils import timezone
from django.utils.translation import gettext as _

from buurtnet.bewerken import opslaan
from buurtnet.kern.noemen import noem
from wijken.models import Agenda

from ..formulieren.nieuwe_versie import NieuweVersieFormulier, beginwaarden

# The button that goes on to adopting what was just made.
VERDER = "verder"


def agenda_nieuwe_versie(request, slug):
    """Begin a concept with the points of an agenda of one's own; nothing changes for that yet."""
    agenda = opslaan.mijn(request, Agenda.objects, slug=slug)

    def doel_van(concept):
        return opslaan.adres(concept, "vaststellen" if VERDER in request.POST else "vergelijken")

    return opslaan.nieuw(
        request,
        NieuweVersieFormulier,
        terug=agenda.get_absolute_url(),
        ouder=agenda,
        vaste_velden={"vervolg_op": agenda},
        initial=beginwaarden(agenda, timezone.localdate()),
        doel_van=doel_van,
        kop=_("Nieuwe versie van %(naam)s") % {"naam": noem(agenda, request.user)},
        sjabloon="werkplek/agenda/nieuwe_versie.html",
    )
