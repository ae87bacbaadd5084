"""What coordinators hang new rows on: a network of their own, a wijk or place of their area."""

from django.core.exceptions import PermissionDenied

from buurtnet.bewerken import opslaan
from buurtnet.kern.rechten import mag_toevoegen
from buurtnet.web.adres import haal_voor_formulier
from initiatieven.models import Accommodatie
from netwerken.models import Netwerk, Organisatie
from wijken.models import Wijk


def mijn_netwerk(request, slug):
    """A network of the user: 404 when unseen, 403 when it isn't theirs."""
    return opslaan.mijn(request, Netwerk.objects, slug=slug)


def mijn_record(model):
    """An `ouder` for what hangs on a record of `model` that the user looks after."""
    return lambda request, slug: opslaan.mijn(request, model.objects, slug=slug)


def houdt_rijen_bij(record, gebruiker):
    """Whether `gebruiker` keeps rows that hang on `record`, without editing the record itself:
    inzet of an organisation, in their area, or who is housed in a place there."""
    if isinstance(record, Organisatie):
        return mag_toevoegen(gebruiker)
    if isinstance(record, Accommodatie):
        return Accommodatie.objects.te_gebruiken_door(gebruiker).filter(pk=record.pk).exists()
    return False


def record_met_rijen(request, model, slug):
    """A record of `model` that the user edits or keeps rows of: 404 when unseen, else 403."""
    record = haal_voor_formulier(request, model.objects, slug=slug)
    if not (record.can_edit(request.user) or houdt_rijen_bij(record, request.user)):
        raise PermissionDenied
    return record


def organisatie_met_inzet(request, slug):
    """An organisation of which the user may say where it works: 404 when unseen, else 403."""
    return record_met_rijen(request, Organisatie, slug)


def accommodatie_met_gasten(request, slug):
    """A place where the user may say who is housed."""
    return record_met_rijen(request, Accommodatie, slug)


def wijk_om_te_kiezen(request, slug):
    """A wijk where the user may add things: 404 when unseen, 403 when outside their area."""
    wijk = haal_voor_formulier(request, Wijk.objects, slug=slug)
    if not wijk.can_add(request.user):
        raise PermissionDenied
    return wijk
