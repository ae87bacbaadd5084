"""A concept that is adopted: from a day on it takes the place of an older agenda."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtnet.bewerken import opslaan
from buurtnet.bewerken.handelingen import handeling, meld_gedaan
from buurtnet.kern.noemen import noem
from buurtnet.kern.precisie import datum_in_woorden
from buurtnet.kern.sloten import vergrendel
from wijken.models import Agenda

from ..formulieren.vaststelling import Vaststelling


def agenda_vaststellen(request, slug):
    """Adopt a concept of one's own; the agenda whose place it takes ends the day before."""
    agenda = opslaan.mijn(request, Agenda.objects, slug=slug)
    wie = {"gebruiker": request.user, "vandaag": timezone.localdate()}
    if request.method != "POST":
        return _toon(request, agenda, Vaststelling(agenda=agenda, **wie))
    with transaction.atomic():
        agenda = _vergrendel(request, agenda)
        if not agenda.is_concept:  # sent twice, or adopted by another
            messages.info(request, _("Deze agenda is al vastgesteld."))
            return redirect(agenda.get_absolute_url())
        form = Vaststelling(request.POST, agenda=agenda, **wie)
        intussen = opslaan.is_intussen_gewijzigd(request, agenda)
        if form.is_valid() and not intussen:
            return _stel_vast(request, form)
    return _toon(request, agenda, form, intussen)


def _vergrendel(request, agenda):
    """The agenda as it is now; kept from others with the one that it is to replace, by key."""
    gekozen = Q(pk=opslaan.getal(request, "vervangt"))
    eigen = Agenda.objects.editable_by(request.user).filter(gekozen).values("pk")
    rijen = vergrendel(Agenda.objects.filter(Q(pk=agenda.pk) | Q(pk__in=eigen)))
    return next(rij for rij in rijen if rij.pk == agenda.pk)


def _stel_vast(request, form):
    agenda, oud = form.agenda, form.cleaned_data["vervangt"]
    doel = agenda.get_absolute_url()
    zin = _("Vastgesteld vanaf %(dag)s: %(naam)s.")
    if oud:
        zin = _("Vastgesteld vanaf %(dag)s: %(naam)s, in de plaats van %(oud)s.")
    begin = form.cleaned_data["vanaf"]
    wat = zin % {
        "dag": datum_in_woorden(begin.datum, begin.precisie),
        "naam": noem(agenda, request.user),
        "oud": oud and noem(oud, request.user),
    }
    with handeling(request.user, wat, doel) as gedaan:
        form.stel_vast(request.user)
    meld_gedaan(request, wat, gedaan)
    return redirect(doel)


def _toon(request, agenda, form, intussen=False):
    context = {"rij": agenda, "form": form, "intussen": intussen}
    context |= {
        "kop": _("%(naam)s vaststellen") % {"naam": noem(agenda, request.user)},
        "terug": opslaan.pagina_of_werkplek(agenda, request.user),
    }
    return render(request, "werkplek/agenda/vaststellen.html", context)
