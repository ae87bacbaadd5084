"""Pages of text about the site itself."""

import datetime
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.defaults import bad_request

from buurtnet.kern import soorten
from buurtnet.web.storing.pagina import antwoord

# The day on which somebody last checked the accessibility statement, word by word.
VERKLARING_HERZIEN = datetime.date(2026, 11, 25)
# By then it is checked again, with each of the points below.
VOLGENDE_HERZIENING = datetime.date(2027, 5, 25)


class Afwijking(NamedTuple):
    """What isn't good enough yet, as the model of the Dutch government asks: in words."""

    titel: str
    gevolg: str
    oorzaak: str
    alternatief: str
    maatregel: str


AFWIJKINGEN = [
    Afwijking(
        _("Grote tabellen (succescriterium 1.4.10, herschikken)"),
        _("Op een telefoon, of sterk vergroot, schuif je de tabel van de dekking opzij."),
        _("De dekking zet alle wijken naast alle thema's. Zoveel kolommen passen niet."),
        _("Kies één wijk, of download de tabel. De pagina van een wijk zegt hetzelfde als lijst."),
        _("De lijst per wijk is er. We bekijken of de tabel zelf als lijst te lezen kan zijn."),
    ),
    Afwijking(
        _("Nederlandse namen op Engelse pagina's (succescriterium 3.1.2, taal van onderdelen)"),
        _("In de titel van een pagina leest een schermlezer een Nederlandse naam Engels voor."),
        _("Een titel kan maar één taal hebben. In de tekst staat de taal er wel bij."),
        _("Dezelfde naam staat boven aan de pagina, met de goede taal."),
        _("We gaan na of er in namen van knoppen en lijsten nog Nederlands staat."),
    ),
    Afwijking(
        _("Woorden uit oude stukken (succescriterium 3.1.5, leesniveau: geen eis van niveau AA)"),
        _("Punten van een agenda kunnen moeilijk te lezen zijn."),
        _("Een agenda staat er in haar eigen woorden."),
        _("Het thema ernaast is in gewone taal."),
        _("Coördinatoren kunnen bij een agenda een uitleg in gewone taal zetten."),
    ),
]


@login_not_required
def fout_verzoek(request, exception):
    """What can't be read: an address or form that makes no sense, or more than a form may hold.

    A session that can't be kept ends here too, whatever Django calls it.
    """
    storing = antwoord(request, exception)
    if storing:
        return storing
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return bad_request(request, exception)


@login_not_required
@require_safe
def over(request):
    return render(request, "paginas/over.html", _contact())


@login_not_required
@require_safe
def toegankelijkheid(request):
    context = {
        "site": settings.SITE_URL,
        "organisatie": settings.ORGANISATIE,
        "afwijkingen": AFWIJKINGEN,
        "herzien": VERKLARING_HERZIEN,
        "volgende": VOLGENDE_HERZIENING,
    }
    return render(request, "paginas/toegankelijkheid.html", context | _contact())


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
    """What has a machine form, in order: its title and address."""
    lijsten = (model.rijsoort for model in soorten.alle() if model.rijsoort.open_data)
    lijsten = sorted(lijsten, key=lambda soort: soort.open_data)
    records = [(soort.kop, reverse(soort.lijst)) for soort in lijsten]
    return [*records, (_("Signalen uit de wijken"), reverse("netwerken:signalen"))]


def _contact():
    """Where visitors may turn to: an address, and what its link says."""
    return {"contact": settings.CONTACT, "contact_tekst": settings.CONTACT.removeprefix("mailto:")}
