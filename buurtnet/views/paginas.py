"""Pages of text about the site itself."""

import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

# What has a machine form: its title and URL name.
LIJSTEN = [
    (_("Organisaties"), "netwerken:organisaties"),
    (_("Initiatieven"), "initiatieven:initiatieven"),
    (_("Plekken"), "initiatieven:accommodaties"),
    (_("Activiteiten"), "initiatieven:activiteiten"),
    (_("Netwerken"), "netwerken:netwerken"),
    (_("Verhalen"), "initiatieven:verhalen"),
]
# The day on which somebody last checked the accessibility statement, word by word.
VERKLARING_HERZIEN = datetime.date(2026, 11, 22)


@login_not_required
@require_safe
def over(request):
    return render(request, "paginas/over.html", _contact())


@login_not_required
@require_safe
def toegankelijkheid(request):
    context = {"site": settings.SITE_URL, "herzien": VERKLARING_HERZIEN}
    return render(request, "paginas/toegankelijkheid.html", context | _contact())


@login_not_required
@require_safe
def privacy(request):
    return render(request, "paginas/privacy.html")


@login_not_required
@require_safe
def api(request):
    adres = reverse("initiatieven:initiatieven")
    voorbeeld = f"{settings.SITE_URL}{adres}?wijk=beijum&formaat=json"
    return render(request, "paginas/api.html", {"lijsten": _lijsten(), "voorbeeld": voorbeeld})


@login_not_required
@require_safe
def open_data(request):
    return render(request, "paginas/open_data.html", {"lijsten": _lijsten()})


def _lijsten():
    return [(titel, reverse(naam)) for titel, naam in LIJSTEN]


def _contact():
    """Where visitors may turn to: an address, and what its link says."""
    return {"contact": settings.CONTACT, "contact_tekst": settings.CONTACT.removeprefix("mailto:")}
