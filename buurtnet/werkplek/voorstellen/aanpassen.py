"""Changing what somebody proposed before it is accepted, in the form of the record."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from buurtnet.bewerken import opslaan
from buurtnet.bewerken.formulierboek import formulier_van
from netwerken.models import Voorstel
from netwerken.voorstellen.verschil import model_van
from wijken.models import Wijk

from .formulieren import met_voorstel


def voorstel_aanpassen(request, pk):
    """The form of the record, or of a new one, filled in with the proposal."""
    voorstel = get_object_or_404(Voorstel.objects.visible_to(request.user).met_record(), pk=pk)
    if not voorstel.can_edit(request.user):
        raise PermissionDenied
    if not voorstel.is_open or voorstel.is_weg:
        messages.info(
            request, _("Dit voorstel is al afgehandeld, of ging over iets wat er niet meer is.")
        )
        return redirect("netwerken:voorstel", pk=pk)
    if voorstel.soort == Voorstel.Soort.NIEUW:
        return _voeg_toe(request, voorstel)
    klasse = voorstel.record and formulier_van(type(voorstel.record))
    if klasse is None:
        raise Http404
    rij = opslaan.mijn(request, type(voorstel.record).objects, pk=voorstel.record.pk)
    return opslaan.wijzigen(request, rij, met_voorstel(klasse, voorstel), doel_van=_naar_lijst)


def _voeg_toe(request, voorstel):
    opslaan.eis_toevoegen(request.user)
    klasse = formulier_van(model_van(voorstel), nieuw=True)
    wijken = list(Wijk.objects.filter(pk=voorstel.wijk_id))
    beginwaarden = {naam: paar[1] for naam, paar in voorstel.gegevens.items()}
    return opslaan.nieuw(
        request,
        met_voorstel(klasse, voorstel),
        terug=reverse("netwerken:voorstel", args=[voorstel.pk]),
        initial=beginwaarden | {"wijken": wijken},
        doel_van=_naar_lijst,
    )


def _naar_lijst(_rij):
    return reverse("netwerken:voorstellen")
