"""Ending a row and all that hangs on it, the same way for every kind."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtnet.kern.datumtekst import Tijdstip
from buurtnet.kern.noemen import noem
from buurtnet.kern.precisie import Precisie, moment_in_woorden
from buurtnet.kern.status import Status

from .formulier import buiten
from .handelingen import handeling
from .meegaand import bondig
from .opslaan import in_woorden, is_intussen_gewijzigd, meld, pagina_of_werkplek, waarheen
from .velden.datum import PeriodeDatumField
from .velden.tekst import lees_zuiver
from .vorm import richt


class Einde(forms.Form):
    """When and why something ends."""

    tot = PeriodeDatumField(
        label=gettext_lazy("Laatste dag"),
        einde=True,
        help_text=gettext_lazy(
            "Tot en met deze dag. Zoals vandaag, gisteren, 12-5-2021 of mei 2021."
        ),
    )
    reden = forms.CharField(
        label=gettext_lazy("Waarom stopt het?"),
        max_length=100,
        help_text=gettext_lazy("Eén zin, voor de geschiedenis. Zoals “de subsidie is gestopt”."),
    )

    def __init__(self, *args, rij, vandaag, **kwargs):
        self.rij = rij
        self.vandaag = vandaag
        super().__init__(*args, initial={"tot": Tijdstip(vandaag, Precisie.DAG)}, **kwargs)
        lees_zuiver(self)
        richt(self)

    def clean_tot(self):
        einde = self.cleaned_data["tot"]
        begin = self.rij.vanaf
        if self.rij.is_voorbij(self.vandaag) and einde.datum != self.rij.tot:
            raise ValidationError(
                _("Dit is al voorbij: %(periode)s. Klopt dat niet? Kies dan “Wijzig”."),
                params={"periode": self.rij.periode_in_woorden},
            )
        if begin and begin <= self.vandaag and einde.datum < begin:
            raise ValidationError(
                _("Dat is voor het begin: dit loopt %(periode)s."),
                params={"periode": self.rij.periode_in_woorden},
            )
        return einde


def beeindigen(request, rij, *, doel_van=None, paginas=()):
    """End a row and all that hangs on it, with a date and a reason; the past stays.

    `doel_van` makes the address to go to from the row: default its own page. `paginas` are
    (address, text) of what hangs on it, for who may not end the whole.
    """
    vandaag = timezone.localdate()
    form = Einde(request.POST or None, rij=rij, vandaag=vandaag)
    intussen = False
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            vers = _slot_op_alles(rij, form.cleaned_data["tot"].datum)
            intussen = is_intussen_gewijzigd(request, vers)
            doel = waarheen(vers, request.user, doel_van)
            with handeling(request.user, terug=doel) as gedaan:
                if _is_beeindigd(request.user, vers, form, intussen):
                    gedaan.wat = _wat_eindigde(request, vers)
            if gedaan.wat:
                meld(request, gedaan, vers, doel)
                return redirect(doel)
        rij.refresh_from_db()
    van_anderen = rij.loopt_mee_van_anderen(request.user, vandaag)
    # What runs without an end is in the way on any day.
    altijd = van_anderen and rij.loopt_mee_van_anderen(request.user, datetime.date.max)
    context = {
        "kop": _("%(naam)s beëindigen") % {"naam": noem(rij, request.user)},
        "rij": rij,
        "form": form,
        "terug": pagina_of_werkplek(rij, request.user),
        "intussen": intussen,
        "voorbij": rij.is_voorbij(vandaag),
        "buiten": buiten(van_anderen),
        "kan": not altijd,
        "paginas": paginas,
        "meegaand": [bondig(rijen) for rijen in rij.loopt_mee(vandaag)],
    }
    return render(request, "bewerken/beeindigen.html", context)


def _slot_op_alles(rij, laatste_dag):
    """As `opslaan.slot`, with all that ends along: parts before their whole, see `kern.sloten`."""
    vers = rij.vergrendel_alles(laatste_dag)
    if vers is None:
        raise Http404
    return vers


def _is_beeindigd(gebruiker, rij, form, intussen):
    """End `rij` and all that hangs on it, unless that was done already; whether it has ended.

    Not when it was saved `intussen`, or when part of what hangs on it is not the user's.
    """
    vandaag, einde = timezone.localdate(), form.cleaned_data["tot"]
    if (intussen or rij.is_voorbij(vandaag)) and rij.tot == einde.datum:
        return True  # sent twice
    if intussen or rij.loopt_mee_van_anderen(gebruiker, einde.datum):
        return False
    # What is announced to end later still goes on until then.
    status = Status.GESTOPT if einde.datum <= vandaag else None
    rij.beeindig_alles(einde.datum, einde.precisie, status, form.cleaned_data["reden"])
    return True


def _wat_eindigde(request, rij):
    """What to say of `rij`, that ended."""
    vandaag = timezone.localdate()
    if rij.ging_niet_door(vandaag):
        zin = _("%(wat)s gaat niet door: %(naam)s.")
    elif rij.tot > vandaag:
        zin = _("%(wat)s eindigt %(wanneer)s: %(naam)s. Tot dan verandert er niets.")
    else:
        zin = _("%(wat)s beëindigd: %(naam)s. Wat was, blijft bewaard.")
    wanneer = moment_in_woorden(rij.tot, rij.tot_precisie)
    return in_woorden(request, zin, rij, wanneer=wanneer)
