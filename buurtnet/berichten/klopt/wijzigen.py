"""The other answers by a link, as forms without an account: what is different, what stopped."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t

from netwerken import navragen

from .formulieren import Anders, Gestopt
from .pagina import VAN_ELDERS, komt_van_hier, met_sleutel
from .woorden import regels_van


@met_sleutel
def anders(request, sleutel, rij):
    """The fields of one row; a POST proposes what became different."""
    vandaag = timezone.localdate()
    gevraagd = navragen.zoek(sleutel, vandaag)
    gekozen = _open_rij(gevraagd, rij)
    if gekozen is None:
        return redirect("klopt", sleutel)
    form = Anders(request.POST if request.method == "POST" else None, rij=gekozen)
    if _mag(request, form):
        tekst = form.cleaned_data["tekst"]
        if _doe(form, lambda: navragen.stel_voor(sleutel, rij, form.gewijzigd, tekst, vandaag)):
            return redirect("klopt", sleutel)
    [regel] = regels_van({rij: gekozen}, {})
    kop = _t("Wat is er veranderd?")
    return _toon(request, "berichten/klopt/anders.html", form, sleutel, kop, regel.kop, gevraagd)


@met_sleutel
def gestopt(request, sleutel, rij=None):
    """Since when one row, or all that there is, stopped; a POST proposes to end it."""
    vandaag = timezone.localdate()
    gevraagd = navragen.zoek(sleutel, vandaag)
    gekozen = _open_rij(gevraagd, rij) if rij else None
    if rij and gekozen is None:
        return redirect("klopt", sleutel)
    form = Gestopt(request.POST if request.method == "POST" else None)
    if _mag(request, form):
        tot, tekst = str(form.cleaned_data["tot"]), form.cleaned_data["tekst"]
        if _doe(form, lambda: navragen.stop(sleutel, rij, tot, tekst, vandaag)):
            return redirect("klopt", sleutel)
    waarover = regels_van({rij: gekozen}, {})[0].kop if rij else gevraagd.naam
    kop = _t("Is dit gestopt?") if rij else _t("Zijn jullie gestopt?")
    return _toon(request, "berichten/klopt/gestopt.html", form, sleutel, kop, waarover, gevraagd)


def _open_rij(gevraagd, naam):
    """The row of that name, None once something was said of it. Raises Http404 for any other."""
    if naam not in gevraagd.rijen:
        raise Http404
    return gevraagd.onbeantwoord.get(naam)


def _mag(request, form):
    """Whether a form was sent that is right, from a page of ours."""
    if request.method != "POST":
        return False
    if not komt_van_hier(request):
        form.add_error(None, VAN_ELDERS)
    return form.is_valid()


def _doe(form, zet):
    """Do that; whether it went. What can't be kept is said in the form."""
    try:
        zet()
    except ValidationError as fout:
        form.add_error(None, fout.messages)
        return False
    return True


def _toon(request, sjabloon, form, sleutel, kop, waarover, gevraagd):
    context = {
        "form": form,
        "kop": kop,
        "waarover": waarover,
        "naam": gevraagd.naam,
        "terug": reverse("klopt", args=[sleutel]),
    }
    return render(request, sjabloon, context)
