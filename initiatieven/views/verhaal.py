from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buurtnet.basis import atom
from buurtnet.basis.adres import haal_of_verwijs
from buurtnet.basis.datum import lees_op
from buurtnet.basis.delen import bronnen_van
from buurtnet.basis.facetlijst import toon_lijst

from ..filters import VerhaalFilters, kort
from ..models import Verhaal
from ..verhaaltekst import opgemaakt


@login_not_required
@require_safe
def verhalen(request):
    lijst = VerhaalFilters(request, lees_op(request))
    if atom.is_gevraagd(request):
        return _feed(request, lijst)
    return toon_lijst(request, lijst, "initiatieven/verhalen.html")


@login_not_required
@require_safe
def verhaal(request, slug):
    alle = Verhaal.objects.select_related("bron")
    verhaal = haal_of_verwijs(alle.prefetch_related(kort()), slug, request.user)
    return render(
        request,
        "initiatieven/verhaal.html",
        {
            "record": verhaal,
            "tekst": opgemaakt(verhaal.tekst),
            "initiatieven": verhaal.initiatieven.filter(openbaar=True),
            "accommodaties": verhaal.accommodaties.filter(openbaar=True),
            "peildatum": lees_op(request),
            "bronnen": bronnen_van(verhaal),
            "mag_wijzigen": verhaal.can_edit(request.user),
        },
    )


def _feed(request, lijst):
    """The newest stories that the filters leave."""
    gekozen = [keuze.titel for blok in lijst.blokken for keuze in blok.keuzes if keuze.gekozen]
    titel = _("Verhalen op buurtnet")
    if gekozen:
        titel = _("Verhalen op buurtnet: %(keuzes)s") % {"keuzes": ", ".join(gekozen)}
    verhalen = list(lijst.voor_lijst(lijst.qs.order_by("-datum", "pk"))[: atom.MEESTE])
    lijst.verrijk(verhalen)
    stukken = [
        atom.Stuk(
            verhaal,
            verhaal.inleiding,
            verhaal.datum,
            [plek.naam for plek in verhaal.plekken],
            atom.bijlage(verhaal.afbeelding),
        )
        for verhaal in verhalen
    ]
    return atom.antwoord(request, titel, stukken)
