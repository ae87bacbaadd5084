"""What coordinators do with agendas."""

from django.core.exceptions import PermissionDenied
from django.views.decorators.http import require_POST

from buurtnet.basis import beheer, einde
from buurtnet.basis.adres import haal_voor_formulier

from ..forms import AgendaFormulier
from ..models import Agenda, Wijk


def wijk_om_te_kiezen(request, slug):
    """A wijk where the user may add things: 404 when unseen, 403 when outside their area."""
    wijk = haal_voor_formulier(request, Wijk.objects, slug=slug)
    if not wijk.can_add(request.user):
        raise PermissionDenied
    return wijk


def agenda_nieuw(request, slug):
    wijk = wijk_om_te_kiezen(request, slug)
    return beheer.nieuw(
        request, AgendaFormulier, terug=wijk.get_absolute_url(), initial={"wijken": [wijk]}
    )


def agenda_wijzigen(request, slug):
    agenda = beheer.mijn(request, Agenda.objects, slug=slug)
    return beheer.wijzigen(request, agenda, AgendaFormulier)


def agenda_beeindigen(request, slug):
    return einde.beeindigen(request, beheer.mijn(request, Agenda.objects, slug=slug))


@require_POST
def agenda_bevestigen(request, slug):
    return beheer.bevestigen(request, beheer.mijn(request, Agenda.objects, slug=slug))


def agenda_geschiedenis(request, slug):
    return beheer.geschiedenis(request, beheer.mijn(request, Agenda.objects, slug=slug))
