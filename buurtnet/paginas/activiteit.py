"""Activities: what is on as a list and in files, and the page of one."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buurtnet.kern.letters import slug_van
from buurtnet.lijsten import feed, uitvoer
from buurtnet.web.adres import haal_of_verwijs
from buurtnet.web.peildatum_lezen import lees_peildatum
from buurtnet.web.templatetags.opmaak import datum
from initiatieven.herhaling.dagen import EEN_DAG
from initiatieven.herhaling.kalender import HORIZON
from initiatieven.models import Activiteit

from .delen import maak_delen, recordcontext
from .facetten import kort, openbaar_thema
from .te_doen import ics
from .te_doen.lijst import TeDoenFilters
from .te_doen.te_doen import TeDoen

# So many coming days stand on the page of an activity.
DAGEN = 6
MEESTE_WEGEN = 4  # whom to ask


@login_not_required
@require_safe
def activiteiten(request):
    """What is on: activities, and meetings that residents may come to."""
    lijst = TeDoenFilters.from_request(request, lees_peildatum(request))
    te_doen = TeDoen(lijst)
    maak_bestand = BESTANDEN.get(request.GET.get("formaat"))
    if maak_bestand:
        return maak_bestand(request, te_doen)
    formaat = uitvoer.formaat_van(request)
    if formaat:
        return uitvoer.antwoord(lijst.peildatum, formaat, _("activiteiten"), *te_doen.tabel())
    pagina = te_doen.pagina()
    context = {
        "lijst": lijst,
        "te_doen": te_doen,
        "pagina": pagina,
        "dagen": te_doen.dagen(pagina),
        "oude": any(rij.is_onbevestigd(lijst.datum) for _dag, rij in pagina.object_list),
    }
    return render(request, "initiatieven/activiteiten.html", context)


def _ics(request, te_doen):
    records, meer = te_doen.komende(ics.MEESTE)
    naam = slug_van(te_doen.titel)[:60]
    return ics.antwoord(te_doen.titel, naam, records, te_doen.lijst.datum, meer=meer)


def _atom(request, te_doen):
    vermeldingen = [_vermelding(record) for record in te_doen.nieuwste(feed.MEESTE)]
    return feed.atom(request, te_doen.titel, vermeldingen)


def _vermelding(record):
    """What a feed says of something to do: when it is, and what."""
    delen = [record.ritme_in_woorden, record.omschrijving]
    if record.eerstvolgende:
        delen.insert(1, _("Eerstvolgende keer: %(dag)s") % {"dag": datum(record.eerstvolgende)})
    return {
        "title": record.naam,
        "link": record.get_absolute_url(),
        "unique_id": record.kenmerk,
        "description": "\n".join(filter(None, delen)),
        "updateddate": record.gewijzigd_op,
    }


BESTANDEN = {"ics": _ics, "atom": _atom}


@login_not_required
@require_safe
def activiteit(request, slug):
    alle = Activiteit.objects.select_related("bron", "initiatief", "accommodatie")
    activiteit = haal_of_verwijs(
        alle.prefetch_related(kort(), openbaar_thema(), "doelgroepen"), slug, request.user
    )
    peildatum = lees_peildatum(request)
    if request.GET.get("formaat") == "ics":
        activiteit.plekken = activiteit.wijken.all()
        return ics.antwoord(activiteit.naam, activiteit.slug, [activiteit], peildatum.datum)
    einde = peildatum.datum + HORIZON * EEN_DAG
    vraag_na = _vraag_na(activiteit, peildatum.datum, request.user)
    context = recordcontext(request, activiteit, peildatum) | {
        "keren": activiteit.komende(peildatum.datum, einde)[:DAGEN],
        "delen": maak_delen(request, _delen(activiteit, peildatum)),
        "vraag_na": vraag_na,
        "wegen": _wegen(vraag_na, request.user),
    }
    return render(request, "initiatieven/activiteit.html", context)


def _vraag_na(activiteit, datum, gebruiker):
    """Whom to ask whether it is still on: its place, its initiative and who runs that."""
    if not activiteit.is_onbevestigd(datum):
        return []
    horen = [activiteit.accommodatie, activiteit.initiatief]
    openbaar = [record for record in horen if record and record.openbaar]
    if activiteit.initiatief in openbaar:
        inzetten = activiteit.initiatief.inzetten.op(datum).visible_to(gebruiker)
        met_netwerk = inzetten.filter(netwerk__isnull=False).select_related("netwerk")
        openbaar += dict.fromkeys(inzet.netwerk for inzet in met_netwerk)
    return openbaar[:MEESTE_WEGEN]


def _wegen(records, gebruiker):
    """The contact points of these records that `gebruiker` can use."""
    punten = [punt for record in records for punt in record.contactpunten.all().voor(gebruiker)]
    return [punt for punt in punten if punt.bereikbaar]


def _delen(activiteit, peildatum):
    """What else there is to do at the same place or of the same initiative."""
    anders = Activiteit.objects.te_tonen(peildatum).filter(openbaar=True)
    anders = anders.exclude(pk=activiteit.pk)
    return {
        "zelfde_plek": anders.filter(accommodatie__isnull=False).filter(
            accommodatie=activiteit.accommodatie_id
        ),
        "zelfde_initiatief": anders.filter(initiatief__isnull=False).filter(
            initiatief=activiteit.initiatief_id
        ),
    }
