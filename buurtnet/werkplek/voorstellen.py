"""Proposing a change of a record to who looks after it, by mail."""

from allauth.decorators import rate_limit
from django import forms
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from buurtnet.bewerken.inzending import kenmerk_van, sleutel_van
from buurtnet.web.adres import haal_voor_formulier
from netwerken.hoede import adressen_van

from .post import schrijf_ieder


class Voorstel(forms.Form):
    """What is to become different, in the words of who saw it."""

    tekst = forms.CharField(
        label=_("Wat moet er anders?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6, "lang": "nl"}),
        help_text=_("Schrijf ook op hoe je dat weet. Dan is het sneller nagegaan."),
    )


@rate_limit(action="voorstellen")
def voorstellen(request, slug, model):
    """For everybody who is logged in and may see the record of `model` at `slug`."""
    record = haal_voor_formulier(request, model.objects, slug=slug)
    form, sleutel = Voorstel(request.POST or None), sleutel_van(request)
    if request.method == "POST" and form.is_valid():
        kenmerk = kenmerk_van(request, record, sleutel)
        if _mail(record, request.user, form.cleaned_data["tekst"], kenmerk):
            zin = _t("Je voorstel voor %(naam)s gaat per mail naar wie het bijhoudt. Dank je wel.")
            messages.success(request, zin % {"naam": record})
            return redirect(record)
        form.add_error(None, _t("Niemand houdt dit nu bij. Neem contact op met de redactie."))
    context = {
        "kop": _t("Wijziging voorstellen voor %(naam)s") % {"naam": record},
        "rij": record,
        "terug": record.get_absolute_url(),
        "form": form,
        "sleutel": sleutel,
    }
    return render(request, "werkplek/voorstellen.html", context)


def _mail(record, gebruiker, tekst, kenmerk):
    """Write to who looks after `record`; whether there is anybody.

    Who reads it may read another language than who writes it; content and coordinators are Dutch.
    """
    adressen = adressen_van(record)
    with override(settings.LANGUAGE_CODE):
        onderwerp = _t("Voorstel voor %(naam)s") % {"naam": record}
        velden = {"record": record, "gebruiker": gebruiker, "tekst": tekst}
        velden["link"] = f"{settings.SITE_URL}{record.get_absolute_url()}"
        inhoud = render_to_string("werkplek/email/voorstel.txt", velden)
        schrijf_ieder(adressen, "voorstel", kenmerk, onderwerp, inhoud, gebruiker.email)
    return bool(adressen)
