"""The move of who is housed somewhere, to another place."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtnet.bewerken import opslaan
from netwerken.models import Huisvesting

from .formulieren.verhuizing import Verhuizing


def huisvesting_verhuizen(request, pk):
    """A move of who is there now: one stay ends, the next begins, in one step."""
    huisvesting = opslaan.mijn(request, Huisvesting.objects, pk=pk)
    with transaction.atomic():
        vers = opslaan.slot(huisvesting)
        form = Verhuizing(request.POST or None, gebruiker=request.user, huisvesting=vers)
        intussen = request.method == "POST" and opslaan.is_intussen_gewijzigd(request, vers)
        kan = vers.kan_verhuizen(timezone.localdate())
        goed = form.is_valid() and kan and not intussen
        if nieuw := form.al_verhuisd or (goed and _verhuis(form, vers, request.user)):
            zin = _("%(wie)s verhuist naar %(plek)s.")
            messages.success(request, zin % {"wie": nieuw.wie, "plek": nieuw.accommodatie})
            return redirect(nieuw.get_absolute_url())
    context = {"huisvesting": huisvesting, "form": form, "intussen": intussen, "kan": kan}
    return render(request, "werkplek/verhuizen.html", context)


def _verhuis(form, huisvesting, gebruiker):
    """The new stay, or None when the guest got a place there meanwhile."""
    try:
        with transaction.atomic():
            return form.verhuis(huisvesting, gebruiker)
    except IntegrityError:
        form.add_error(None, _("Iemand anders bewaarde net hetzelfde. Kijk het na."))
    return None
