"""Stories: their list and feed, and the page of one."""

import datetime

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buurtnet.lijsten import feed
from buurtnet.lijsten.lijst import toon_lijst
from buurtnet.web.adres import haal_of_verwijs
from buurtnet.web.peildatum_lezen import lees_peildatum
from initiatieven.models import Verhaal

from ..delen import recordcontext
from ..facetten import kort
from .lijst import VerhaalFilters


@login_not_required
@require_safe
def verhalen(request):
    lijst = VerhaalFilters.from_request(request, lees_peildatum(request))
    if request.GET.get("formaat") == "atom":
        return _feed(request, lijst)
    return toon_lijst(request, lijst, "initiatieven/verhalen.html")


@login_not_required
@require_safe
def verhaal(request, slug):
    alle = Verhaal.objects.select_related("bron")
    verhaal = haal_of_verwijs(alle.prefetch_related(kort()), slug, request.user)
    peildatum = lees_peildatum(request)
    context = recordcontext(request, verhaal, peildatum) | {
        "initiatieven": verhaal.initiatieven.vermeld_op(peildatum.datum).filter(openbaar=True),
        "accommodaties": verhaal.accommodaties.vermeld_op(peildatum.datum).filter(openbaar=True),
    }
    return render(request, "initiatieven/verhaal.html", context)


def _feed(request, lijst):
    """The newest stories that the filters leave."""
    gekozen = ", ".join(lijst.gekozen_namen)
    titel = _("Verhalen op buurtnet")
    if gekozen:
        titel = _("Verhalen op buurtnet: %(keuzes)s") % {"keuzes": gekozen}
    verhalen = list(lijst.voor_lijst(lijst.qs.order_by("-datum", "pk"))[: feed.MEESTE])
    lijst.verrijk(verhalen)
    return feed.atom(request, titel, [_vermelding(verhaal) for verhaal in verhalen])


def _vermelding(verhaal):
    """What a feed says of a story."""
    bijlage = feed.bijlage(verhaal.afbeelding)
    return {
        "title": verhaal.naam,
        "link": verhaal.get_absolute_url(),
        "unique_id": verhaal.uuid.urn,
        "description": verhaal.inleiding,
        "pubdate": make_aware(datetime.datetime.combine(verhaal.datum, datetime.time())),
        "updateddate": verhaal.gewijzigd_op,
        "categories": [plek.naam for plek in verhaal.plekken],
        "enclosures": [bijlage] if bijlage else [],
    }
