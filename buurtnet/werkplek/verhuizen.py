"""The move of who is housed somewhere, to another place."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtnet.bewerken import opslaan
from buurtnet.bewerken.handelingen import handeling, meld_gedaan
from buurtnet.bewerken.weigering import vraag_verwijzingen_meteen, zin_bij
from buurtnet.kern.noemen import noem
from buurtnet.kern.sloten import vergrendel
from netwerken.models import Huisvesting

from .formulieren.verhuizing import Verhuizing, gaat_mee


def huisvesting_verhuizen(request, pk):
    """A move of who is there now: one stay ends, the next begins, in one step."""
    huisvesting = opslaan.mijn(request, Huisvesting.objects, pk=pk)
    if request.method == "POST":
        with transaction.atomic():
            # Before the stay, as ending the guest holds them: see `kern.sloten`.
            vergrendel(gaat_mee(huisvesting, request.user, timezone.localdate()))
            return _neem_aan(request, opslaan.slot(huisvesting))
    form = Verhuizing(gebruiker=request.user, huisvesting=huisvesting)
    return _toon(request, huisvesting, form)


def _neem_aan(request, huisvesting):
    """The answer to a form that was sent; `huisvesting` is kept from others meanwhile."""
    form = Verhuizing(request.POST, gebruiker=request.user, huisvesting=huisvesting)
    intussen = opslaan.is_intussen_gewijzigd(request, huisvesting)
    goed = form.is_valid() and _kan(huisvesting) and not intussen
    with handeling(request.user) as gedaan:
        if nieuw := form.al_verhuisd or (goed and _verhuis(form, huisvesting, request.user)):
            woorden = {"wie": noem(nieuw.wie, request.user), "plek": nieuw.accommodatie}
            gedaan.wat = _("%(wie)s verhuist naar %(plek)s.") % woorden
            gedaan.terug = nieuw.get_absolute_url()
    if nieuw:
        meld_gedaan(request, gedaan.wat, gedaan)
        return redirect(gedaan.terug)
    return _toon(request, huisvesting, form, intussen)


def _toon(request, huisvesting, form, intussen=False):
    kan = _kan(huisvesting)
    wie = noem(huisvesting.wie, request.user)
    context = {"huisvesting": huisvesting, "wie": wie, "form": form}
    context |= {"intussen": intussen, "kan": kan}
    return render(request, "werkplek/verhuizen.html", context)


def _kan(huisvesting):
    return huisvesting.kan_verhuizen(timezone.localdate())


def _verhuis(form, huisvesting, gebruiker):
    """The new stay, or None when the new place ended, or the guest got a place there meanwhile."""
    try:
        with transaction.atomic():
            vraag_verwijzingen_meteen()
            return form.verhuis(huisvesting, gebruiker)
    except ValidationError as fout:
        form.add_error("nieuwe_plek", fout.messages)
    except IntegrityError as fout:
        form.add_error(None, zin_bij(fout))
    return None
