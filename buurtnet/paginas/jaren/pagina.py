"""How it went over the years: the kept months of a place, a network or a theme, drawn and told."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from buurtnet.lijsten.uitvoer import antwoord, formaat_van
from buurtnet.web.peildatum_lezen import lees_peildatum
from netwerken.dekking import MET_AGENDA
from netwerken.models import Maandstand
from netwerken.models.maandstand import GETALLEN

from .onderwerp import haal_netwerk, haal_thema, haal_wijk
from .verloop import Lijn

KOLOMMEN = ["maand", *GETALLEN[:-1], "pas_nagegaan"]
NAMEN = {
    "gedekt": _("Gedekt"),
    "dun": _("Dun"),
    "verouderd": _("Lang niet nagegaan"),
    "witte_vlek": _("Witte vlek"),
    "partijen": _("Partijen"),
    "formeel": _("Formele organisaties"),
    "informeel": _("Informele organisaties"),
}
WAT_ER_GETELD_IS = {
    "wijk": _(
        "Bovenaan: hoeveel thema's er op de agenda staan, en hoe het daarmee staat. Daaronder: wie"
        " er werkt, ook voor de hele stad of het hele gebied."
    ),
    "thema": _(
        "Bovenaan: in hoeveel wijken en dorpen het thema op de agenda staat, en hoe het daarmee"
        " staat. Daaronder: wie eraan werkt, waar dan ook."
    ),
    "netwerk": _(
        "Bovenaan: hoe het staat met de thema's op de agenda van de wijken waar dit netwerk werkt."
        " Daaronder: wie er meedoet, en hoeveel van de eigen inzet pas is nagegaan."
    ),
}
MET_JAARBERICHT, JAARBERICHTEN = ("wijk", "netwerk"), 6
DECEMBER = 12


@dataclass
class Verloop:
    """What the page shows: a Lijn for each number, and the rows of the table, the newest first.

    `per_jaar` says that these are the last month of each year, and the newest.
    """

    uitleg: str
    lijnen: list
    rijen: list
    per_jaar: bool


@login_not_required
@require_safe
def wijk_jaren(request, slug):
    wijk, _omgeving, kruimels = haal_wijk(request, slug)
    return _toon(request, wijk, kruimels)


@login_not_required
@require_safe
def netwerk_jaren(request, slug):
    return _toon(request, haal_netwerk(request, slug), [])


@login_not_required
@require_safe
def thema_jaren(request, slug):
    return _toon(request, haal_thema(request, slug), [])


def _toon(request, record, kruimels):
    peildatum = lees_peildatum(request)
    standen = list(Maandstand.objects.van(record).filter(maand__lte=peildatum.datum))
    if formaat := formaat_van(request):
        regels = ([stand.maand, *(getattr(stand, naam) for naam in GETALLEN)] for stand in standen)
        return antwoord(peildatum, formaat, f"jaren-{record.slug}", KOLOMMEN, regels)
    per_jaar = request.GET.get("toon") != "maanden"
    context = {
        "record": record,
        "kruimels": kruimels,
        "peildatum": peildatum,
        "jaarberichten": _jaarberichten(record, peildatum.datum.year),
        "verloop": Verloop(
            WAT_ER_GETELD_IS[record._meta.model_name],
            _lijnen(standen) if standen else [],
            _rijen(standen, per_jaar),
            per_jaar,
        ),
    }
    return render(request, "jaren/jaren.html", context)


def _jaarberichten(record, jaar):
    """[(year, address)] of the booklets of the last years; a theme has none."""
    soort = record._meta.model_name
    if soort not in MET_JAARBERICHT:
        return []
    jaren = range(min(jaar, timezone.localdate().year), jaar - JAARBERICHTEN, -1)
    naam = f"netwerken:{soort}_jaarbericht"
    return [(jaar, reverse(naam, args=[record.slug, jaar])) for jaar in jaren]


def _lijnen(standen):
    lijnen = [
        Lijn(titel, [(rij.maand, getattr(rij, naam)) for rij in standen], _stand(naam))
        for naam, titel in NAMEN.items()
    ]
    vers = [(rij.maand, _procent(rij)) for rij in standen]
    return [*lijnen, Lijn(_("Pas nagegaan, in procenten"), vers, procent=True)]


def _stand(naam):
    return naam if naam in MET_AGENDA else ""


def _procent(rij):
    return round(100 * rij.vers / rij.regels) if rij.regels else 0


def _rijen(standen, per_jaar):
    """The newest first; of each year the last month only when `per_jaar`."""
    if per_jaar:
        standen = [rij for rij in standen if rij is standen[-1] or rij.maand.month == DECEMBER]
    return standen[::-1]
