"""The page of a link from the mail "Klopt dit nog?": looking changes nothing, pressing does.

The address is the key: it needs no cookie and no token, is kept by nobody, stands in no log and is
told to no other page. Programs that open each link in a mail only look.
"""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from netwerken import navragen

from ..melding import poort
from .woorden import regels_van

VAN_ELDERS = _("Dit kwam van een andere site. Druk hier op de knop.")
# What a page says of a link that is of no use: its heading, and what to do.
UITLEG = {
    navragen.Reden.ONBEKEND: (
        _("Deze link kennen we niet"),
        _("Kijk of je hem helemaal hebt overgenomen uit de mail."),
    ),
    navragen.Reden.VERVANGEN: (
        _("Er is een nieuwere mail"),
        _("We stuurden je deze vraag nog een keer. Gebruik de link uit de laatste mail."),
    ),
    navragen.Reden.BEANTWOORD: (
        _("Dank je wel"),
        _("Je antwoord is binnen. Je hoeft niets meer te doen."),
    ),
    navragen.Reden.VERLOPEN: (
        _("Deze link werkt niet meer"),
        _(
            "Een link uit de mail werkt 30 dagen, en alleen voor het adres waar we hem naartoe"
            " stuurden. Over een tijdje vragen we het opnieuw."
        ),
    ),
}


def met_sleutel(view):
    """A page of such a link: for everybody who has it, and never kept, found or told on."""

    @login_not_required
    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def pagina(request, sleutel, **argumenten):
        try:
            antwoord = view(request, sleutel, **argumenten)
        except navragen.NietOpen as fout:
            # Not an error: what answers with one stands in the log, with its address.
            antwoord = _zeg_waarom(request, fout.reden)
        antwoord["Referrer-Policy"] = "no-referrer"
        antwoord["X-Robots-Tag"] = "noindex"
        antwoord["Cache-Control"] = "no-store, private"
        return antwoord

    return pagina


def _zeg_waarom(request, reden):
    kop, tekst = UITLEG[reden]
    return render(request, "berichten/klopt/dicht.html", {"kop": kop, "tekst": tekst})


def komt_van_hier(request):
    """As `poort.komt_van_hier`; a page that keeps its address to itself also hides its origin."""
    verzwegen = request.headers.get("Origin") == poort.VERZWEGEN
    return poort.komt_van_hier(request) or (verzwegen and "Sec-Fetch-Site" not in request.headers)


@met_sleutel
def klopt(request, sleutel):
    """All that we show of who got the mail; a POST says of one row, or of all, that it is right."""
    vandaag = timezone.localdate()
    fout = ""
    if request.method == "POST" and komt_van_hier(request):
        # What was sent without either button says nothing.
        if {"klopt", "alles"} & request.POST.keys():
            navragen.bevestig(sleutel, request.POST.get("klopt"), vandaag)
        return redirect("klopt", sleutel)
    if request.method == "POST":
        fout = VAN_ELDERS
    gevraagd = navragen.zoek(sleutel, vandaag)
    regels = regels_van(gevraagd.rijen, gevraagd.navraag.rijen)
    context = {
        "sleutel": sleutel,
        "naam": gevraagd.naam,
        "regels": regels,
        "open": len(gevraagd.onbeantwoord),
        "is_begonnen": any(regel.antwoord for regel in regels),
        "fout": fout,
    }
    return render(request, "berichten/klopt/klopt.html", context)
