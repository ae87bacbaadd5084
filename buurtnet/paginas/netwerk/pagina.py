"""Networks: their list, and the page of one."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch, Q
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buurtnet.lijsten.lijst import toon_lijst
from buurtnet.web.adres import haal_of_verwijs
from buurtnet.web.peildatum_lezen import lees_peildatum
from netwerken.models import Aanwezigheid, Netwerk
from netwerken.models.openbaar import openbaar_q
from wijken.kaart.kaart import kaart_van
from wijken.kaart.locator import verdeling
from wijken.models import Agendapunt, Wijk

from ..delen import (
    OP_ORGANISATIE,
    Rijen,
    maak_delen,
    met_toezeggingen,
    met_wie,
    recordcontext,
)
from .inzettekening import Inzettekening
from .lijst import NetwerkFilters

# So many take part before the rest moves to a page of its own.
AAN_TAFEL = 40


@login_not_required
@require_safe
def netwerken(request):
    lijst = NetwerkFilters.from_request(request, lees_peildatum(request))
    return toon_lijst(request, lijst, "netwerken/netwerken.html")


@login_not_required
@require_safe
def netwerk(request, slug):
    alle = Netwerk.objects.select_related("bron", "bovenliggend", "agenda")
    netwerk = haal_of_verwijs(alle, slug, request.user)
    peildatum = lees_peildatum(request)
    context = recordcontext(request, netwerk, peildatum)
    delen = maak_delen(request, _delen(netwerk, peildatum, context["mag_wijzigen"]))
    context |= {
        "delen": delen,
        "locator": _locator(request, netwerk, peildatum, delen),
        "inzettekening": _inzettekening(netwerk, peildatum, delen),
        "contactpunten": netwerk.contactpunten.all().voor(request.user),
    }
    return render(request, "netwerken/netwerk.html", context)


def _locator(request, netwerk, peildatum, delen):
    """Where the network works that day; None when another part is shown alone."""
    if delen.alleen:
        return None
    gebieden = netwerk.werkgebieden.op(peildatum.datum).filter(wijk__openbaar=True).order_by()
    velden = ("wijk__slug", "wijk__naam", "wijk__soort")
    plekken = [
        Wijk(slug=slug, naam=naam, soort=soort)
        for slug, naam, soort in gebieden.values_list(*velden).distinct()
    ]
    telling = [(plek, 1) for plek in plekken]
    return verdeling(kaart_van(request), telling, _("waar dit netwerk werkt"))


def _inzettekening(netwerk, peildatum, delen):
    """What is drawn above the rows of Inzet; None when another part is shown alone."""
    if delen.alleen:
        return None
    inzetten = netwerk.inzetten.op(peildatum.datum)
    inzettekening = Inzettekening(
        netwerk, inzetten.filter(openbaar_q("organisatie", "wijk", "thema")), peildatum.datum
    )
    return inzettekening if inzettekening.tekening.is_de_moeite else None


def _delen(netwerk, peildatum, mag_wijzigen):
    gebieden = netwerk.werkgebieden.filter(wijk__openbaar=True).select_related("wijk", "bron")
    deelnames = netwerk.deelnames.filter(openbaar_q("organisatie", "accommodatie"))
    deelnames = deelnames.select_related("organisatie", "accommodatie", "bron")
    inzet = netwerk.inzetten.filter(openbaar_q("organisatie", "wijk", "thema"))
    inzet = inzet.select_related("organisatie", "wijk", "thema", "initiatief", "bron")
    return {
        "werkgebieden": gebieden.defer("wijk__omtrek").order_by("wijk__slug", "vanaf", "pk"),
        "deelnames": Rijen(
            deelnames.order_by(*OP_ORGANISATIE),
            AAN_TAFEL,
            peildatum,
            verleden="voorbij",
            telt=~Q(organisatie__is_verzameling=True),
        ),
        "inzet": Rijen(
            inzet.defer("wijk__omtrek").order_by("thema__volgorde", "wijk__slug", "pk"),
            peildatum=peildatum,
            verleden="inzet_voorbij",
        ),
        "punten": _punten(netwerk, peildatum),
        "onderdelen": netwerk.onderdelen.te_tonen(peildatum).filter(openbaar=True),
        **_overleg(netwerk, mag_wijzigen),
    }


def _overleg(netwerk, mag_wijzigen):
    """Who may change the network, also reads what it keeps to itself."""
    zichtbaar = Q() if mag_wijzigen else Q(openbaar=True)
    aanwezigen = Aanwezigheid.objects.filter(openbaar_q("organisatie", "accommodatie"))
    aanwezigen = aanwezigen.select_related("organisatie", "accommodatie")
    if not mag_wijzigen:
        # Who was there is part of the report.
        aanwezigen = aanwezigen.filter(bijeenkomst__in=netwerk.bijeenkomsten.met_heel_verslag())
    return {
        "bijeenkomsten": netwerk.bijeenkomsten.filter(zichtbaar)
        .select_related("bron")
        .prefetch_related(Prefetch("aanwezigen", aanwezigen)),
        "afspraken": met_toezeggingen(netwerk.afspraken.filter(zichtbaar).select_related("bron")),
        "signalen": netwerk.signalen.filter(zichtbaar).select_related("bron"),
        "peilingen": met_wie(netwerk.peilingen.filter(zichtbaar).select_related("bron")),
    }


def _punten(netwerk, peildatum):
    if netwerk.agenda is None or not netwerk.agenda.openbaar:
        return Agendapunt.objects.none()
    return netwerk.agenda.punten.op(peildatum.datum).select_related("thema")
