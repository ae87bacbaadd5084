"""Handing over a record: another network, or the redactie, looks after it from then on."""

from django import forms
from django.conf import settings
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from buurtnet.accounts.models import Gebruiker
from buurtnet.bewerken import opslaan
from buurtnet.bewerken.handelingen import handeling, meld_gedaan
from buurtnet.bewerken.vorm import richt
from buurtnet.kern.rechten import eigen_of_403
from netwerken.hoede import geef_in_hoede, hoeder_van
from netwerken.models import Netwerk

REDACTIE = "redactie"


class Overdracht(forms.Form):
    """Who gets it: the redactie, or a network that the user may see; gives that, or None."""

    netwerk = forms.ChoiceField(
        label=_("Wie houdt dit bij?"),
        widget=forms.Select(attrs={"lang": "nl"}),
        help_text=_("De coördinatoren van dit netwerk mogen dit daarna wijzigen."),
    )

    def __init__(self, *args, gebruiker, hoeder, **kwargs):
        begin = {"netwerk": hoeder.pk if hoeder else REDACTIE}
        super().__init__(*args, initial=begin, **kwargs)
        netwerken = Netwerk.objects.visible_to(gebruiker).niet_voorbij(timezone.localdate())
        self._netwerken = {str(netwerk.pk): netwerk for netwerk in netwerken}
        self.fields["netwerk"].choices = [(REDACTIE, _("De redactie")), *self._netwerken.items()]
        richt(self)

    def clean_netwerk(self):
        return self._netwerken.get(self.cleaned_data["netwerk"])


def overdragen(request, slug, model):
    """For who may edit the record of `model` at `slug`."""
    record = opslaan.mijn(request, model.objects, slug=slug)
    form = Overdracht(request.POST or None, gebruiker=request.user, hoeder=hoeder_van(record))
    if request.method == "POST" and form.is_valid():
        netwerk = form.cleaned_data["netwerk"]
        wat = {"naam": record, "wie": netwerk or _t("de redactie")}
        zin = _t("%(naam)s wordt nu bijgehouden door %(wie)s.") % wat
        terug = record.get_absolute_url()
        with transaction.atomic(), handeling(request.user, zin, terug) as gedaan:
            vers = opslaan.slot(record)
            # Whose it is may have changed since, and so may who the user is.
            eigen_of_403(vers, Gebruiker.objects.get(pk=request.user.pk))
            geef_in_hoede(vers, netwerk)
        meld_gedaan(request, zin, gedaan)
        # Whoever gave away what is hidden sees it no more.
        nog_te_zien = model.objects.visible_to(Gebruiker.objects.get(pk=request.user.pk))
        if not nog_te_zien.filter(pk=record.pk).exists():
            return redirect(settings.LOGIN_REDIRECT_URL)
        return redirect(record)
    context = {
        "kop": _t("%(naam)s overdragen") % {"naam": record},
        "rij": record,
        "terug": record.get_absolute_url(),
        "form": form,
    }
    return render(request, "werkplek/overdragen.html", context)
