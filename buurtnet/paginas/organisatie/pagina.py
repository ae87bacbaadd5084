"""Organisations: their list, and the page of one."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from buurtnet.lijsten.lijst import toon_lijst
from buurtnet.web.adres import haal_of_verwijs
from buurtnet.web.peildatum_lezen import lees_peildatum
from initiatieven.models import Initiatief
from netwerken.models import Afspraak, Bijeenkomst, Organisatie, Peiling
from netwerken.models.openbaar import openbaar_q
from wijken.kaart.kaart import kaart_van
from wijken.kaart.locator import verdeling

from ..delen import (
    HUIDIGE_EERST,
    Rijen,
    maak_delen,
    met_toezeggingen,
    met_wie,
    overleg,
    recordcontext,
)
from .lijst import OrganisatieFilters
from .raster import lees_raster


@login_not_required
@require_safe
def organisaties(request):
    lijst = OrganisatieFilters.from_request(request, lees_peildatum(request))
    return toon_lijst(request, lijst, "netwerken/organisaties.html")


@login_not_required
@require_safe
def organisatie(request, slug):
    organisatie = haal_of_verwijs(
        Organisatie.objects.select_related("bron", "koepel"), slug, request.user
    )
    peildatum = lees_peildatum(request)
    inzet = organisatie.inzetten.filter(openbaar_q("netwerk", "wijk", "thema"))
    raster = lees_raster(inzet.op(peildatum.datum), peildatum.datum)
    wat = _("waar deze organisatie werkt")
    context = recordcontext(request, organisatie, peildatum) | {
        "raster": raster,
        "locator": verdeling(kaart_van(request), raster.per_wijk, wat, _themas),
        "delen": maak_delen(request, _delen(organisatie, inzet, peildatum)),
        "contactpunten": organisatie.contactpunten.all().voor(request.user),
    }
    return render(request, "netwerken/organisatie.html", context)


def _themas(vanaf, tot):
    if vanaf == tot:
        return ngettext("%(n)d thema", "%(n)d thema's", tot) % {"n": tot}
    return _("%(vanaf)d tot en met %(tot)d thema's") % {"vanaf": vanaf, "tot": tot}


def _delen(organisatie, inzet, peildatum):
    inzet = inzet.select_related("wijk", "thema", "netwerk", "initiatief", "bron").defer(
        "wijk__omtrek"
    )
    deelnames = organisatie.deelnames.filter(netwerk__openbaar=True)
    deelnames = deelnames.select_related("netwerk", "bron")
    aanwezig = organisatie.aanwezigheden.values("bijeenkomst")
    beloofd = organisatie.toezeggingen.values("afspraak")
    return {
        "inzet": Rijen(
            inzet.order_by("wijk__slug", "thema__volgorde", "pk"),
            peildatum=peildatum,
            verleden="inzet_voorbij",
        ),
        "deelnames": Rijen(
            deelnames.order_by("netwerk__slug", "pk"),
            peildatum=peildatum,
            verleden="deelnames_voorbij",
        ),
        "initiatieven": _initiatieven(inzet.te_tonen(peildatum), peildatum.datum),
        "huisvestingen": organisatie.huisvestingen.vermeld_op(peildatum.datum)
        .filter(accommodatie__openbaar=True)
        .select_related("accommodatie", "bron")
        .order_by(*HUIDIGE_EERST),
        "leden": organisatie.leden.te_tonen(peildatum).filter(openbaar=True),
        "bijeenkomsten": overleg(Bijeenkomst.objects.met_heel_verslag().filter(pk__in=aanwezig)),
        "afspraken": met_toezeggingen(overleg(Afspraak.objects.filter(pk__in=beloofd))),
        "peilingen": met_wie(overleg(_peilingen(organisatie))),
    }


def _peilingen(organisatie):
    """What it carried out, and what it decides on."""
    return Peiling.objects.filter(
        Q(pk__in=organisatie.peilingen.order_by().values("pk"))
        | Q(pk__in=organisatie.besliste_peilingen.order_by().values("pk"))
    )


def _initiatieven(inzet, datum):
    alle = Initiatief.objects.vermeld_op(datum).filter(openbaar=True)
    return alle.filter(pk__in=inzet.order_by().values("initiatief"))
