"""The page of a Storing: what is the matter, when to try again, and what was typed."""

import logging
import sys

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ..niet_verstuurd import ingevuld
from .soort import Storing, storing_van

logger = logging.getLogger(__name__)

ZINNEN = {
    Storing.BEZET: _("Iemand anders is net met hetzelfde bezig. Probeer het zo nog eens."),
    Storing.BOTST: _(
        "Iets waar dit bij hoort, veranderde net of is er niet meer. Kijk of het nog klopt, en"
        " probeer het dan nog eens."
    ),
    Storing.TRAAG: _("Dit duurde te lang. Probeer het over een halve minuut nog eens."),
    Storing.DRUK: _("Het is nu te druk op de site. Probeer het over een halve minuut nog eens."),
    Storing.WEG: _(
        "De site kan nu niet bij haar gegevens. Dat ligt niet aan jou. Probeer het over een halve"
        " minuut nog eens."
    ),
    Storing.VOL: _(
        "De schijf van de site is vol. Lezen kan meestal nog wel, bewaren niet. Probeer het later"
        " nog eens. Blijft het zo? Laat het ons weten."
    ),
    Storing.DICHT: _(
        "De site kan nu niets bewaren; lezen kan wel. Probeer het later nog eens. Blijft het zo?"
        " Laat het ons weten."
    ),
}
# In seconds; half a minute for the others.
WACHT = {Storing.BEZET: 5, Storing.BOTST: 5, Storing.VOL: 300, Storing.DICHT: 300}
# The database may have kept it before it fell silent.
ONZEKER = {Storing.WEG, Storing.TRAAG}
# The database can be read; what stands in the form may be called by its name.
LEESBAAR = {Storing.BEZET, Storing.BOTST, Storing.VOL, Storing.DICHT}
VEILIG = {"GET", "HEAD", "OPTIONS", "TRACE"}


def antwoord(request, fout):
    """The response for what the exception `fout` tells of; None when that is no Storing.

    Draws on nothing that could fail for the same reason: no session, no database that is away.
    """
    storing = storing_van(fout)
    if storing is None or (storing == Storing.BOTST and request.method in VEILIG):
        return None
    spoor = fout if storing == Storing.BOTST else None
    logger.warning(
        "%s: %s %s: %s", storing.name, request.method, request.path, fout, exc_info=spoor
    )
    response = _antwoord(request, storing)
    response.storing = storing
    response["Retry-After"] = str(WACHT.get(storing, 30))
    response["Cache-Control"] = "no-store, private"
    return response


def fout_bij_ons(request):
    """The handler of what goes wrong: in words of its own when it is a Storing."""
    bekend = antwoord(request, sys.exc_info()[1])
    if bekend:
        return bekend
    return HttpResponse(render_to_string("500.html", {"form": ingevuld(request)}), status=500)


def _antwoord(request, storing):
    if request.GET.get("formaat") == "json":
        return JsonResponse({"fout": str(ZINNEN[storing])}, status=503)
    if "formaat" in request.GET or not request.accepts("text/html"):
        return HttpResponse(f"{ZINNEN[storing]}\n", "text/plain; charset=utf-8", status=503)
    form = ingevuld(request, vraag=storing in LEESBAAR)
    return HttpResponse(pagina(storing, form, _bewaard(request, storing)), status=503)


def pagina(storing, form=None, bewaard=""):
    """The HTML: `form` is an Ingevuld or None, `bewaard` says whether something was kept."""
    context = {"uitleg": ZINNEN[storing], "form": form, "bewaard": bewaard}
    return render_to_string("503.html", context)


def _bewaard(request, storing):
    """What to say of what was sent: whether it was kept, as far as anybody knows."""
    if request.method in VEILIG:
        return ""
    vastgelegd = getattr(request, "vastlegging", None)
    if storing in ONZEKER or vastgelegd is None or vastgelegd.iets:
        return _t("Misschien is het toch bewaard. Kijk dat eerst na, in een nieuw tabblad.")
    return _t("Er is niets bewaard.")
