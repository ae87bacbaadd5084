"""The page of a wijkgids."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from buurtnet.web.adres import haal_of_verwijs, heel_adres
from buurtnet.web.peildatum_lezen import lees_peildatum
from buurtnet.web.taal import adresmaker
from wijken.kaart.kaart import kaart_van
from wijken.kaart.locator import hele_kaart, waar
from wijken.kaart.plekkenkaart import bij_lijst
from wijken.models import Wijk
from wijken.telt_mee import lees_omgeving

from .gids import Wijkgids

PAPIER = ("a4", "a5")


@login_not_required
@require_safe
def wijkgids(request, slug):
    """The booklet of a place, on screen and on paper: `?papier=a5` makes it half as large."""
    peildatum = lees_peildatum(request)
    plek = haal_of_verwijs(Wijk.objects.defer("omtrek"), slug, request.user)
    if plek.ligt_erbuiten:
        raise Http404
    papier = request.GET.get("papier")
    omgeving, kaart = lees_omgeving([plek]), kaart_van(request)
    gids = Wijkgids(plek, omgeving, peildatum)
    context = {
        "wijk": plek,
        "peildatum": peildatum,
        "gids": gids,
        "plekkenkaart": bij_lijst(
            kaart,
            plek,
            gids.plekken["rijen"],
            adresmaker("initiatieven:accommodatie"),
            peildatum.vraag,
        ),
        "locator": waar(kaart, plek, gids.kruimels, omgeving.delen(gids.kolom))
        or hele_kaart(kaart, plek),
        "papier": papier if papier in PAPIER else PAPIER[0],
        "adres": heel_adres(plek.get_absolute_url()),
    }
    return render(request, "netwerken/wijkgids.html", context)
