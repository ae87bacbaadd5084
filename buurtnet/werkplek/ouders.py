"""What coordinators hang new rows on: a network or place of their own, a wijk of their area."""

from django.core.exceptions import PermissionDenied

from buurtnet.bewerken import opslaan
from buurtnet.web.adres import haal_voor_formulier
from initiatieven.models import Accommodatie
from netwerken.models import Netwerk
from wijken.models import Wijk


def mijn_netwerk(request, slug):
    """A network of the user: 404 when unseen, 403 when it isn't theirs."""
    return opslaan.mijn(request, Netwerk.objects, slug=slug)


def mijn_accommodatie(request, slug):
    """A place that the user may edit: 404 when unseen, 403 when it isn't theirs."""
    return opslaan.mijn(request, Accommodatie.objects, slug=slug)


def wijk_om_te_kiezen(request, slug):
    """A wijk where the user may add things: 404 when unseen, 403 when outside their area."""
    wijk = haal_voor_formulier(request, Wijk.objects, slug=slug)
    if not wijk.can_add(request.user):
        raise PermissionDenied
    return wijk
