import segno
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from buurtnet.web.adres import haal_of_verwijs, heel_adres
from buurtnet.web.peildatum_lezen import lees_peildatum
from buurtnet.web.taal import adresmaker
from wijken.kaart.kaart import kaart_van
from wijken.kaart.locator import hele_kaart, waar
from wijken.kaart.plekkenkaart import bij_lijst
from wijken.models import Wijk

from .gids import Wijkgids

PAPIER = ("a4", "a5")
LIJNEN = 22  # for notes: a page full of A4


@login_not_required
@require_safe
def wijkgids(request, slug):
    """The booklet of a place, on screen and on paper: `?papier=a5` makes it half as large."""
    peildatum = lees_peildatum(request)
    plek = haal_of_verwijs(Wijk.objects.defer("omtrek"), slug, request.user)
    if plek.ligt_erbuiten:
        raise Http404
    papier = request.GET.get("papier")
    adres = heel_adres(plek.get_absolute_url())
    gids = Wijkgids(plek, peildatum)
    plekken, kaart = gids.omgeving.plekken, kaart_van(request)
    kruimels = [plekken[pk] for pk in plek.voorouder_ids if pk in plekken]
    context = {
        "wijk": plek,
        "peildatum": peildatum,
        "gids": gids,
        "kruimels": kruimels,
        "plekkenkaart": bij_lijst(
            kaart,
            plek,
            gids.plekken["rijen"],
            adresmaker("initiatieven:accommodatie"),
            peildatum.vraag,
        ),
        "locator": waar(kaart, plek, kruimels, gids.omgeving.delen(gids.kolom))
        or hele_kaart(kaart, plek),
        "papier": papier if papier in PAPIER else PAPIER[0],
        "adres_in_woorden": in_woorden(adres),
        "meldadres": in_woorden(heel_adres(reverse("over"))),
        "qr": qr_code(adres),
        "lijnen": range(LIJNEN),
    }
    return render(request, "netwerken/wijkgids.html", context)


def in_woorden(adres):
    """An address as people write it down."""
    return adres.partition("://")[2]


def qr_code(tekst):
    """A QR code as inline SVG: black on white in every colour scheme, sized by the page."""
    code = segno.make(tekst, error="m", micro=False)
    return SafeString(code.svg_inline(light="#fff", omitsize=True, svgclass="qr", lineclass=None))
