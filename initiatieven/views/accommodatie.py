from django.contrib.auth.decorators import login_not_required
from django.db.models import F
from django.shortcuts import render
from django.views.decorators.http import require_safe

from buurtnet.basis.adres import haal_of_verwijs
from buurtnet.basis.datum import lees_op
from buurtnet.basis.delen import (
    Rijen,
    bronnen_van,
    contactpunten_voor,
    maak_delen,
    openbaar_q,
    overleg,
)
from buurtnet.basis.facetlijst import toon_lijst
from buurtnet.basis.facetten import in_beeld_q

from ..filters import AccommodatieFilters, kort
from ..models import Accommodatie


@login_not_required
@require_safe
def accommodaties(request):
    lijst = AccommodatieFilters(request, lees_op(request))
    return toon_lijst(request, lijst, "initiatieven/accommodaties.html")


@login_not_required
@require_safe
def accommodatie(request, slug):
    alle = Accommodatie.objects.select_related("bron", "onderdeel_van").prefetch_related(kort())
    accommodatie = haal_of_verwijs(alle, slug, request.user)
    peildatum = lees_op(request)
    return render(
        request,
        "initiatieven/accommodatie.html",
        {
            "record": accommodatie,
            "peildatum": peildatum,
            "delen": maak_delen(request, _delen(accommodatie, peildatum)),
            "bronnen": bronnen_van(accommodatie),
            "contactpunten": contactpunten_voor(accommodatie, request.user),
            "mag_wijzigen": accommodatie.can_edit(request.user),
        },
    )


def _delen(accommodatie, peildatum):
    in_beeld = in_beeld_q(peildatum)
    huisvestingen = accommodatie.huisvestingen.filter(openbaar_q("organisatie", "initiatief"))
    huisvestingen = huisvestingen.select_related("organisatie", "initiatief", "bron")
    deelnames = accommodatie.deelnames.filter(in_beeld, netwerk__openbaar=True)
    return {
        "huisvestingen": Rijen(
            huisvestingen.order_by(F("vanaf").asc(nulls_first=True), "pk"),
            peildatum=peildatum,
            verleden="voorbij",
        ),
        "activiteiten": accommodatie.activiteiten.filter(in_beeld, openbaar=True),
        "deelnames": deelnames.select_related("netwerk", "bron").order_by("netwerk__slug", "pk"),
        "onderdelen": accommodatie.onderdelen.filter(openbaar=True),
        "signalen": overleg(accommodatie.signalen),
        "bijeenkomsten": overleg(accommodatie.bijeenkomsten),
        "afspraken": overleg(accommodatie.afspraken),
        "peilingen": overleg(accommodatie.peilingen),
        "verhalen": accommodatie.verhalen.filter(openbaar=True, datum__lte=peildatum.datum),
    }
