"""Proposing a change of a record that somebody else looks after, with an account."""

from allauth.decorators import rate_limit
from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from buurtnet.bewerken.inzending import kenmerk_van, sleutel_van
from buurtnet.kern.persoonsgegevens import weiger_persoonsgegevens
from buurtnet.web.adres import haal_voor_formulier, heel_adres
from netwerken import voorstellen as alle
from netwerken.hoede import adressen_van
from netwerken.models.voorstel import LANGSTE_TEKST

from ..post import schrijf_ieder


class Voorstel(forms.Form):
    """What is to become different, in the words of who saw it."""

    tekst = forms.CharField(
        label=_("Wat moet er anders?"),
        max_length=LANGSTE_TEKST,
        widget=forms.Textarea(attrs={"rows": 6, "lang": "nl"}),
        validators=[weiger_persoonsgegevens],
        help_text=_("Schrijf ook op hoe je dat weet. Dan is het sneller nagegaan."),
    )


@rate_limit(action="voorstellen")
def voorstellen(request, slug, model):
    """For everybody who is logged in and may see the record of `model` at `slug`."""
    record = haal_voor_formulier(request, model.objects, slug=slug)
    form, sleutel = Voorstel(request.POST or None), sleutel_van(request)
    if request.method == "POST" and form.is_valid():
        _stel_voor(request, record, form.cleaned_data["tekst"], sleutel)
        zin = _t("Je voorstel voor %(naam)s ligt bij wie het bijhoudt. Dank je wel.")
        messages.success(request, zin % {"naam": record})
        return redirect(record)
    context = {
        "kop": _t("Wijziging voorstellen voor %(naam)s") % {"naam": record},
        "rij": record,
        "terug": record.get_absolute_url(),
        "form": form,
        "sleutel": sleutel,
    }
    return render(request, "werkplek/voorstellen/doen.html", context)


@transaction.atomic
def _stel_voor(request, record, tekst, sleutel):
    """Keep it, and write to who looks after `record`; the same form sent again adds nothing."""
    kenmerk = kenmerk_van(request, record, sleutel)
    eigen = alle.sleutel_uit(sorted((naam, str(waarde)) for naam, waarde in kenmerk.items()))
    voorstel = alle.maak(record, tekst=tekst, voorsteller=request.user, sleutel=eigen)
    # Who reads it may read another language than who writes it; content and coordinators are Dutch.
    with override(settings.LANGUAGE_CODE):
        onderwerp = _t("Voorstel voor %(naam)s") % {"naam": record}
        velden = {"record": record, "gebruiker": request.user, "tekst": tekst}
        velden["link"] = heel_adres(reverse("netwerken:voorstel", args=[voorstel.pk]))
        mail = render_to_string("werkplek/email/voorstel.txt", velden)
        adressen = adressen_van(record)
        schrijf_ieder(adressen, "voorstel", kenmerk, onderwerp, mail, request.user.email)
