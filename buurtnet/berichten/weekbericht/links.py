"""The page of the link that stops a weekbericht: looking changes nothing, pressing does."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..klopt.pagina import met_sleutel
from .sleutel import gebruiker_van


@met_sleutel
def weekbericht_stoppen(request, sleutel):
    """Send it no more, by one press, also of a mail program (RFC 8058)."""
    gebruiker = gebruiker_van(sleutel)
    if request.method == "POST" and gebruiker:
        gebruiker.weekbericht = False
        gebruiker.save(update_fields=["weekbericht"])
    if request.POST.get("List-Unsubscribe") == "One-Click":
        return HttpResponse(status=200)
    if gebruiker is None:
        kop, tekst = _("Deze link kennen we niet"), _("Zet het weekbericht uit op je account.")
    elif not gebruiker.weekbericht:
        kop = _("Je krijgt geen weekbericht meer")
        tekst = _("Wil je het toch weer? Zet het aan op de pagina van je account.")
    else:
        context = {
            "kop": _("Wil je geen weekbericht meer?"),
            "tekst": _("Dan mailen we je niet meer wat er in je wijken veranderde."),
            "knop": _("Stop het weekbericht"),
        }
        return render(request, "berichten/volgen/knop.html", context)
    return render(request, "berichten/klopt/dicht.html", {"kop": kop, "tekst": tekst})
