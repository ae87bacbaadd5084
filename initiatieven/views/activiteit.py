from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from buurtnet.basis.adres import haal_of_verwijs
from buurtnet.basis.datum import lees_op
from buurtnet.basis.delen import bronnen_van, maak_delen
from buurtnet.basis.facetlijst import toon_lijst
from buurtnet.basis.facetten import in_beeld_q

from ..filters import ActiviteitFilters, kort, openbaar_thema
from ..models import Activiteit


@login_not_required
@require_safe
def activiteiten(request):
    lijst = ActiviteitFilters(request, lees_op(request))
    return toon_lijst(request, lijst, "initiatieven/activiteiten.html")


@login_not_required
@require_safe
def activiteit(request, slug):
    alle = Activiteit.objects.select_related("bron", "initiatief", "accommodatie")
    activiteit = haal_of_verwijs(
        alle.prefetch_related(kort(), openbaar_thema(), "doelgroepen"), slug, request.user
    )
    peildatum = lees_op(request)
    return render(
        request,
        "initiatieven/activiteit.html",
        {
            "record": activiteit,
            "peildatum": peildatum,
            "delen": maak_delen(request, _delen(activiteit, peildatum)),
            "bronnen": bronnen_van(activiteit),
            "mag_wijzigen": activiteit.can_edit(request.user),
        },
    )


def _delen(activiteit, peildatum):
    """What else there is to do at the same place or of the same initiative."""
    anders = Activiteit.objects.filter(in_beeld_q(peildatum), openbaar=True)
    anders = anders.exclude(pk=activiteit.pk)
    return {
        "zelfde_plek": anders.filter(accommodatie__isnull=False).filter(
            accommodatie=activiteit.accommodatie_id
        ),
        "zelfde_initiatief": anders.filter(initiatief__isnull=False).filter(
            initiatief=activiteit.initiatief_id
        ),
    }
