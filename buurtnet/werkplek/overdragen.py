"""Handing over a record: another network, or the redactie, looks after it from then on."""

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken import opslaan
from buurtnet.kern.rechten import eigen_of_403
from netwerken.hoede import geef_in_hoede, hoeder_van
from netwerken.models import Netwerk


class Overdracht(forms.Form):
    """Which network gets it, of those that the user may see."""

    netwerk = forms.ModelChoiceField(
        Netwerk.objects.none(),
        label=_("Wie houdt dit bij?"),
        required=False,
        empty_label=_("De redactie"),
        widget=forms.Select(attrs={"lang": "nl"}),
    )

    def __init__(self, *args, gebruiker, **kwargs):
        super().__init__(*args, **kwargs)
        zichtbaar = Netwerk.objects.visible_to(gebruiker)
        self.fields["netwerk"].queryset = zichtbaar.niet_voorbij(timezone.localdate())


def overdragen(request, slug, model):
    """For who may edit the record of `model` at `slug`."""
    record = opslaan.mijn(request, model.objects, slug=slug)
    begin = {"netwerk": hoeder_van(record)}
    form = Overdracht(request.POST or None, gebruiker=request.user, initial=begin)
    # The redactie is an empty choice, which a browser sends as such.
    if request.method == "POST" and "netwerk" in request.POST and form.is_valid():
        netwerk = form.cleaned_data["netwerk"]
        with transaction.atomic():
            vers = opslaan.slot(record)
            # Whose it is may have changed since, and so may who the user is.
            eigen_of_403(vers, get_user_model().objects.get(pk=request.user.pk))
            geef_in_hoede(vers, netwerk)
        wat = {"naam": record, "wie": netwerk or _t("de redactie")}
        messages.success(request, _t("%(naam)s wordt nu bijgehouden door %(wie)s.") % wat)
        return redirect(record)
    context = {
        "kop": _t("%(naam)s overdragen") % {"naam": record},
        "rij": record,
        "terug": record.get_absolute_url(),
        "form": form,
    }
    return render(request, "werkplek/overdragen.html", context)
