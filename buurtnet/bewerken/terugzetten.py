"""The history of a row, and putting an older version of it back.

A version is put back by the form with which the user would change the row today: the form is asked
about what the version says (`waarden`), and saves it as anything else. So nobody writes by this
road what they could not fill in. What the form doesn't ask of them stays as it is, and is told.
"""

import html

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtnet.kern.boom import Boom
from buurtnet.kern.noemen import noem
from buurtnet.kern.sloten import vergrendel_per_soort
from buurtnet.web.templatetags.opmaak import zonder_link

from .gedaan import handelingen_van
from .geschiedenis import Geschiedenis
from .handelingen import handeling, meld_gedaan
from .meegaand import bondig, eindigde_mee, neemt_einde_weg, zet_mee_terug
from .onderdelen import Onderdelen
from .opslaan import NietBewaard, adres, bewaar, getal, in_woorden, pagina_of_werkplek, slot

PER_PAGINA = 25


def geschiedenis(request, rij, formulier, formulieren):
    """Who changed what and when; a POST puts an older version back.

    `formulier`: the form with which `rij` is changed; `formulieren`: {model: form} of what may
    have ended along with it.
    """
    if request.method == "POST":
        return _zet_terug(request, rij, formulier, formulieren)
    alle = Geschiedenis(rij, request.user)
    pagina = Paginator(alle, PER_PAGINA).get_page(request.GET.get("pagina"))
    versies, meegaand = list(pagina), eindigde_mee(rij, request.user)
    gedaan = handelingen_van(rij, [v.rij.versie for v in versies], request.user)
    context = {
        "kop": _("Geschiedenis van %(naam)s") % {"naam": noem(rij, request.user)},
        "rij": rij,
        "terug": pagina_of_werkplek(rij, request.user),
        "pagina": pagina,
        "versies": [v._replace(handeling=gedaan.get(v.rij.versie)) for v in versies],
        "meegaand": [(naam, bondig(rijen)) for naam, rijen in meegaand.items()],
        "zonder_einde": [v.rij.versie for v in versies if meegaand and neemt_einde_weg(v.rij, rij)],
    }
    return render(request, "bewerken/geschiedenis.html", context)


def _zet_terug(request, rij, formulier, formulieren):
    terug = redirect(adres(rij, "geschiedenis"))
    try:
        with transaction.atomic(), handeling(request.user) as gedaan:
            if isinstance(rij, Boom):
                rij.houd_boom()
            _vergrendel_mee(rij, request.POST.getlist("mee"))
            vers = slot(rij)
            toen = vers.history.filter(history_id=getal(request, "toen")).first()
            if toen is None:
                raise Http404
            if vers.versie != getal(request, "versie"):
                messages.error(request, _("Iemand anders wijzigde dit net. Kijk eerst wat."))
                return terug
            meegaand = eindigde_mee(vers, request.user)
            meegaand = meegaand if meegaand and neemt_einde_weg(toen, vers) else {}
            form = formulier.van_versie(vers, toen, request.user)
            overgeslagen = form.niet_gevraagd(toen)
            bewaar_versie(form, request.user)
            if vers.deelveld:
                Onderdelen(vers).zet_terug(toen.versie, timezone.localdate(), form)
            for naam in meegaand.keys() & set(request.POST.getlist("mee")):
                rijen = meegaand[naam]
                zet_mee_terug(rijen, formulieren[rijen.model], request.user, bewaar_versie)
            # The name, and with it the address, may be another now.
            gedaan.terug = adres(vers, "geschiedenis")
            zin = _("Teruggezet, zoals het eerder was: %(naam)s.")
            gedaan.wat = in_woorden(request, zin, vers)
    except ValidationError as fout:
        zin = _("Terugzetten kan niet: %(reden)s")
        messages.error(request, zin % {"reden": _als_tekst(fout.messages[0])})
        return terug
    meld_gedaan(request, _("De versie van toen is teruggezet."), gedaan)
    if overgeslagen:
        zin = _("Dit is niet teruggezet, want dat kun jij hier niet wijzigen: %(velden)s.")
        messages.info(request, zin % {"velden": ", ".join(overgeslagen)})
    return redirect(gedaan.terug)


def _vergrendel_mee(rij, namen):
    """Keep what may be put back along from others: parts before their whole, see `kern.sloten`."""
    relaties = {*getattr(rij, "eindigt_mee", ())}.intersection(namen)
    vergrendel_per_soort(getattr(rij, naam).filter(tot=rij.tot) for naam in relaties)


def bewaar_versie(form, gebruiker):
    """Save what a form says that was filled in with an older version. Raises ValidationError."""
    if not form.is_valid():
        raise ValidationError(form.eerste_fout())
    form.instance._change_reason = "teruggezet"
    try:
        bewaar(form, gebruiker)
    except NietBewaard as fout:
        raise ValidationError(fout.zin) from None


def _als_tekst(zin):
    """A sentence of a form without the link that may stand in it, as it is not yet escaped."""
    kaal = zonder_link(zin)
    return html.unescape(kaal) if kaal is not zin else zin
