"""What coordinators do with agendas."""

from django.core.exceptions import PermissionDenied
from django.views.decorators.http import require_POST

from buurtnet.bewerken import beeindigen, opslaan
from buurtnet.web.adres import haal_voor_formulier
from wijken.models import Agenda, Wijk

from .formulieren.agenda import AgendaFormulier


def wijk_om_te_kiezen(request, slug):
    """A wijk where the user may add things: 404 when unseen, 403 when outside their area."""
    wijk = haal_voor_formulier(request, Wijk.objects, slug=slug)
    if not wijk.can_add(request.user):
        raise PermissionDenied
    return wijk


def agenda_nieuw(request, slug):
    wijk = wijk_om_te_kiezen(request, slug)
    return opslaan.nieuw(
        request, AgendaFormulier, terug=wijk.get_absolute_url(), initial={"wijken": [wijk]}
    )


def agenda_wijzigen(request, slug):
    agenda = opslaan.mijn(request, Agenda.objects, slug=slug)
    return opslaan.wijzigen(request, agenda, AgendaFormulier)


def agenda_beeindigen(request, slug):
    return beeindigen.beeindigen(request, opslaan.mijn(request, Agenda.objects, slug=slug))


@require_POST
def agenda_bevestigen(request, slug):
    return opslaan.bevestigen(request, opslaan.mijn(request, Agenda.objects, slug=slug))


def agenda_geschiedenis(request, slug):
    return opslaan.geschiedenis(request, opslaan.mijn(request, Agenda.objects, slug=slug))
