"""What coordinators do with who is housed where."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from buurtnet.basis import beheer, einde
from initiatieven.models import Accommodatie

from ..forms import HuisvestingFormulier
from ..models import Huisvesting
from ..verhuisformulier import Verhuizing


def huisvesting_nieuw(request, slug):
    accommodatie = beheer.mijn(request, Accommodatie.objects, slug=slug)
    return beheer.nieuw(
        request,
        HuisvestingFormulier,
        terug=accommodatie.get_absolute_url(),
        vast={"accommodatie": accommodatie},
    )


def _mijn_huisvesting(request, pk):
    return beheer.mijn(request, Huisvesting.objects, pk=pk)


def huisvesting_wijzigen(request, pk):
    return beheer.wijzigen(request, _mijn_huisvesting(request, pk), HuisvestingFormulier)


def huisvesting_verhuizen(request, pk):
    """A move of who is there now: one stay ends, the next begins, in one step."""
    huisvesting = _mijn_huisvesting(request, pk)
    with transaction.atomic():
        vers = beheer.slot(huisvesting)
        form = Verhuizing(request.POST or None, gebruiker=request.user, huisvesting=vers)
        intussen = request.method == "POST" and beheer.is_intussen_gewijzigd(request, vers)
        kan = vers.kan_verhuizen(timezone.localdate())
        goed = form.is_valid() and kan and not intussen
        if nieuw := form.al_verhuisd or (goed and _verhuis(form, vers, request.user)):
            zin = _("%(wie)s verhuist naar %(plek)s.")
            messages.success(request, zin % {"wie": nieuw.wie, "plek": nieuw.accommodatie})
            return redirect(nieuw.get_absolute_url())
    context = {"huisvesting": huisvesting, "form": form, "intussen": intussen, "kan": kan}
    return render(request, "netwerken/huisvesting_verhuizen.html", context)


def _verhuis(form, huisvesting, gebruiker):
    """The new stay, or None when the guest got a place there meanwhile."""
    try:
        with transaction.atomic():
            return form.verhuis(huisvesting, gebruiker)
    except IntegrityError:
        form.add_error(None, _("Iemand anders bewaarde net hetzelfde. Kijk het na."))
    return None


def huisvesting_beeindigen(request, pk):
    return einde.beeindigen(request, _mijn_huisvesting(request, pk))


@require_POST
def huisvesting_bevestigen(request, pk):
    return beheer.bevestigen(request, _mijn_huisvesting(request, pk))


def huisvesting_geschiedenis(request, pk):
    return beheer.geschiedenis(request, _mijn_huisvesting(request, pk))
