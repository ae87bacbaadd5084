"""The pages of links in these mails: looking changes nothing, pressing the button does.

A mail program that stops a mail in one press (RFC 8058) sends a POST from nowhere: the key in the
address is all that it has, and all that is asked.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from netwerken import volgen

from ..klopt.pagina import met_sleutel


@met_sleutel
def volgen_bevestigen(request, sleutel):
    """Follow from now on; pressing it again changes nothing."""
    try:
        volger = volgen.zoek(sleutel, volgen.BEVESTIGEN)
        if request.method == "POST":
            volgen.bevestig(sleutel)
            volger.refresh_from_db(fields=["bevestigd_op"])
    except volgen.OnbekendeLink:
        return _niet_meer(request)
    naam = {"naam": volger.waarvan.naam}
    if volger.bevestigd_op:
        tekst = _("Eén keer in de week krijg je een mail, als er iets nieuws is.")
        return _dicht(request, _("Je volgt %(naam)s") % naam, tekst)
    context = {
        "kop": _("Wil je %(naam)s volgen?") % naam,
        "tekst": _("Druk op de knop. Dan weten we dat dit adres van jou is."),
        "knop": _("Ja, ik wil volgen"),
    }
    return render(request, "berichten/volgen/knop.html", context)


@met_sleutel
def volgen_stoppen(request, sleutel):
    """Follow no longer: one press, and the address is forgotten."""
    try:
        volger = volgen.zoek(sleutel, volgen.STOPPEN)
        if request.method == "POST":
            volgen.stop(sleutel)
    except volgen.OnbekendeLink:
        return _gestopt(request)
    if request.method == "POST":
        return _gestopt(request)
    context = {
        "kop": _("Wil je %(naam)s niet meer volgen?") % {"naam": volger.waarvan.naam},
        "tekst": _("Dan krijg je deze mail niet meer. Je adres gooien we weg."),
        "knop": _("Stop met volgen"),
    }
    return render(request, "berichten/volgen/knop.html", context)


def _gestopt(request):
    """The same once it is done, however often: who was forgotten is known by nothing."""
    if request.POST.get("List-Unsubscribe") == "One-Click":
        return HttpResponse(status=200)
    tekst = _("Je krijgt deze mail niet meer. Je adres hebben we weggegooid.")
    return _dicht(request, _("Je volgt dit niet meer"), tekst)


def _niet_meer(request):
    tekst = _("De knop in de mail werkt een week. Meld je opnieuw aan, dan krijg je een nieuwe.")
    return _dicht(request, _("Deze link werkt niet meer"), tekst)


def _dicht(request, kop, tekst):
    return render(request, "berichten/klopt/dicht.html", {"kop": kop, "tekst": tekst})
