"""Proposing a change of a record to who looks after it, by mail."""

import datetime
import logging
from smtplib import SMTPException

from allauth.decorators import rate_limit
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage, get_connection
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from buurtnet.bewerken.inzending import Inzending, kenmerk_van, sleutel_van
from buurtnet.web.adres import haal_voor_formulier
from netwerken.hoede import adressen_van

logger = logging.getLogger(__name__)


# How long ago somebody else may be at sending the same; after that nothing came of it.
NOG_BEZIG = datetime.timedelta(minutes=1)


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
        if _stuur_eenmaal(record, request.user, form.cleaned_data["tekst"], kenmerk):
            zin = _t("Je voorstel voor %(naam)s is gemaild naar wie het bijhoudt. Dank je wel.")
            messages.success(request, zin % {"naam": record})
            return redirect(record)
        form.add_error(None, _t("De mail ging niet weg. Probeer het straks opnieuw."))
    context = {
        "kop": _t("Wijziging voorstellen voor %(naam)s") % {"naam": record},
        "rij": record,
        "terug": record.get_absolute_url(),
        "form": form,
        "sleutel": sleutel,
    }
    return render(request, "werkplek/voorstellen.html", context)


def _stuur_eenmaal(record, gebruiker, tekst, kenmerk):
    """Mail the proposal unless this same form was mailed before; whether it went out.

    `kenmerk`: the fields of the Inzending that this is. No lock is held while mail goes out.
    """
    inzending, eerste = Inzending.objects.get_or_create(**kenmerk)
    if inzending.doel or (not eerste and timezone.now() - inzending.op < NOG_BEZIG):
        return True
    if not _stuur(record, gebruiker, tekst):
        inzending.delete()
        return False
    inzending.doel = record.get_absolute_url()
    inzending.save()
    return True


def _stuur(record, gebruiker, tekst):
    """Mail the proposal, one mail for each reader; whether that went well."""
    adressen = adressen_van(record)
    # Who reads it may read another language than who writes it; content and coordinators are Dutch.
    with override(settings.LANGUAGE_CODE):
        onderwerp = " ".join((_t("Voorstel voor %(naam)s") % {"naam": record}).split())
        velden = {"record": record, "gebruiker": gebruiker, "tekst": tekst}
        velden["link"] = f"{settings.SITE_URL}{record.get_absolute_url()}"
        inhoud = render_to_string("werkplek/email/voorstel.txt", velden)
    post = [
        EmailMessage(onderwerp, inhoud, to=[adres], reply_to=[gebruiker.email])
        for adres in adressen
    ]
    try:
        return bool(post and get_connection().send_messages(post))
    except (OSError, SMTPException):
        logger.exception("proposal for %s not sent", record.soort_record)
        return False
