"""What is kept of who has a link, and why; and the way to be mailed no more, or forgotten."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t

from netwerken.navragen import bezwaar

from .pagina import VAN_ELDERS, komt_van_hier, met_sleutel


@met_sleutel
def geen_mail(request, sleutel):
    """Looking changes nothing: programs open each link in a mail. A POST objects."""
    bewaard = bezwaar.wat_is_bewaard(sleutel)
    fout, al = "", all(adres.bezwaar_op for adres in bewaard.adressen)
    if request.method == "POST" and _mag(request):
        vergeet = request.POST.get("wat") == "vergeet"
        bezwaar.maak_bezwaar(sleutel, timezone.localdate(), vergeet=vergeet)
        if vergeet:
            return _gedaan(request)
        return redirect("klopt_geen_mail", sleutel)
    if request.method == "POST":
        fout = VAN_ELDERS
    context = {"bewaard": bewaard, "al": al, "fout": fout}
    return render(request, "berichten/klopt/geen_mail.html", context)


def _mag(request):
    return request.POST.get("wat") in ("bezwaar", "vergeet") and komt_van_hier(request)


def _gedaan(request):
    context = {
        "kop": _t("We zijn je vergeten"),
        "tekst": _t("Je adres staat nergens meer bij ons, en we mailen je niet meer."),
    }
    return render(request, "berichten/klopt/dicht.html", context)
