"""From the ticks in a list to what happens: shown first, per row, and then done in one go."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtnet.bewerken.handelingen import handeling, meld_gedaan
from buurtnet.bewerken.inzending import Inzending, kenmerk_van, sleutel_van
from buurtnet.bewerken.weigering import zin_bij
from buurtnet.kern.noemen import noem
from buurtnet.kern.record import Record
from buurtnet.kern.sloten import vergrendel

from .acties import acties_van

# Of one time; more would keep others waiting.
MEESTE = 500


class _NietGedaan(Exception):
    """Nothing was done; the message says why."""


def doe_met_vele(request, ouder, rijen):
    """The answer to a list that was sent with ticks: what will happen, or that it was done.

    `rijen` is the queryset of the whole list, of rows that the user may change; `ouder` is what
    they hang on, or None.
    """
    actie = acties_van(rijen.model).get(request.POST.get("actie", ""))
    versies = _gekozen(request, rijen) if actie else {}
    if not versies:
        messages.info(request, _("Kruis eerst aan waar het om gaat."))
        return redirect(request.get_full_path())
    vandaag = timezone.localdate()
    gestuurd = request.POST if "stap" in request.POST else None
    form = actie.formulier(gestuurd, gebruiker=request.user, vandaag=vandaag)
    weet_genoeg = form.is_valid() if gestuurd else not form.fields
    if weet_genoeg and request.POST.get("stap") == "doe":
        try:
            return _doe_eenmalig(request, ouder, rijen, actie, form, versies)
        except _NietGedaan as fout:
            messages.error(request, str(fout))
    gegevens = form.cleaned_data if form.is_bound and form.is_valid() else {}
    getoond = list(rijen.filter(pk__in=versies))
    doe = actie(getoond, gegevens, request.user, vandaag)
    uitkomsten = [(rij, doe.waarom_niet(rij)) for rij in getoond]
    if "alles" in request.POST and rijen.count() > MEESTE:
        zin = _("We nemen de eerste %(aantal)d. Doe de rest daarna.")
        messages.info(request, zin % {"aantal": MEESTE})
    context = {
        "ouder": ouder,
        "actie": actie,
        "form": form,
        "uitkomsten": uitkomsten,
        "kan": sum(not waarom for _rij, waarom in uitkomsten) if weet_genoeg else 0,
        "weet_genoeg": weet_genoeg,
        "sleutel": sleutel_van(request),
        "terug": request.get_full_path(),
    }
    return render(request, "werkplek/bulk/voorbeeld.html", context)


def _gekozen(request, rijen):
    """{key: version as the user saw it} of the rows that were ticked, or of all in the list."""
    if "alles" in request.POST:
        return dict(rijen.values_list("pk", "versie")[:MEESTE])
    gekozen = {}
    for waarde in request.POST.getlist("rij")[:MEESTE]:
        pk, _punt, versie = waarde.partition(".")
        if all(deel.isascii() and deel.isdigit() and len(deel) < 18 for deel in (pk, versie)):
            gekozen[int(pk)] = int(versie)
    return gekozen


def _doe_eenmalig(request, ouder, rijen, actie, form, versies):
    """Do it unless the same form was sent before; gives where to go. Raises _NietGedaan."""
    terug = request.get_full_path()
    kenmerk = kenmerk_van(request, ouder, sleutel_van(request))
    try:
        with transaction.atomic():
            inzending, eerste = Inzending.objects.get_or_create(**kenmerk)
            if not eerste:
                return redirect(inzending.doel)
            inzending.doel = terug
            inzending.save()
            with handeling(request.user, terug=terug) as gedaan:
                aantal, niet = _doe(request.user, rijen, actie, form.cleaned_data, versies)
                gedaan.wat = str(actie.klaar % {"n": aantal})
    except IntegrityError as fout:
        raise _NietGedaan(zin_bij(fout)) from None
    except ValidationError as fout:
        raise _NietGedaan(fout.messages[0]) from None
    if aantal:
        meld_gedaan(request, gedaan.wat, gedaan)
    for naam, waarom in niet:
        zin = _("Niet gedaan: %(naam)s. %(waarom)s")
        messages.warning(request, zin % {"naam": naam, "waarom": waarom})
    return redirect(terug)


def _doe(gebruiker, rijen, actie, gegevens, versies):
    """(how many rows it was done to, [(name, why not)]): all rows are locked and read anew."""
    vandaag = timezone.localdate()
    # A fresh user: what somebody coordinates is remembered per object.
    wie = get_user_model().objects.get(pk=gebruiker.pk)
    model = rijen.model
    actie.vergrendel_delen(model, list(versies), vandaag)
    wijzend = [veld for veld in model._meta.concrete_fields if veld.many_to_one]
    relaties = [veld.name for veld in wijzend if issubclass(veld.related_model, Record)]
    eigen = model.objects.editable_by(wie).filter(pk__in=versies)
    eigen = set(eigen.order_by().values_list("pk", flat=True))
    vers = vergrendel(model.objects.filter(pk__in=eigen).select_related(*relaties))
    doe = actie(vers, gegevens, wie, vandaag)
    aantal, niet = 0, []
    for rij in vers:
        waarom = doe.waarom_niet(rij)
        if rij.versie != versies[rij.pk]:
            waarom = _("Iemand anders wijzigde dit net. Kijk het na.")
        if waarom:
            niet.append((noem(rij, gebruiker), waarom))
        else:
            doe.doe(rij)
            aantal += 1
    return aantal, niet
