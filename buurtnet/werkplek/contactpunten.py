"""How to reach a record, as who looks after it keeps that: the list, and taking one away."""

from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buurtnet.bewerken import opslaan
from buurtnet.bewerken.handelingen import handeling, meld_gedaan
from netwerken.models import Contactpunt

from .ouders import mijn_record


def adres_van_lijst(record):
    """The address of the list of the contacts of `record`."""
    return reverse(f"netwerken:{record._meta.model_name}_contactpunten", args=[record.slug])


@require_safe
def contactpunten(request, slug, model):
    """The contacts of a record of one's own, each with who sees what of it."""
    record = mijn_record(model)(request, slug)
    rijen = record.contactpunten.editable_by(request.user)
    nieuw = reverse("netwerken:contactpunt_nieuw", kwargs={model._meta.model_name: slug})
    context = {"ouder": record, "rijen": [_met_lezers(rij) for rij in rijen], "nieuw": nieuw}
    return render(request, "werkplek/contactpunten.html", context)


def _met_lezers(rij):
    """{rij, velden}: of what is filled in, what it is called, what it says, and who sees it."""
    velden = [
        (
            rij._meta.get_field(veld).verbose_name,
            getattr(rij, veld),
            getattr(rij, f"get_{veld}_zichtbaar_display")(),
        )
        for veld in ("naam", "telefoon", "email")
        if getattr(rij, veld)
    ]
    return {"rij": rij, "velden": velden}


@require_POST
def contactpunt_weg(request, pk):
    """Take a contact off the site; its history keeps it, and it can be undone."""
    rij = opslaan.mijn(request, Contactpunt.objects, pk=pk)
    doel = adres_van_lijst(rij.eigenaar)
    with transaction.atomic(), handeling(request.user, terug=doel) as gedaan:
        vers = opslaan.slot(rij)
        gedaan.wat = _("Contactpunt verwijderd: %(functie)s.") % {"functie": vers.functie}
        vers.delete()
    meld_gedaan(request, gedaan.wat, gedaan)
    return redirect(doel)
