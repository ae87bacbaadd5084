"""What a coordinator has to do: meetings that come or lack their report, and what waits for her."""

import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buurtnet.kern.noemen import noem
from initiatieven.herhaling.woorden import dag_in_woorden
from netwerken.bereik import zonder_coordinator
from netwerken.models import Bijeenkomst, Netwerk

# So many of a kind are shown, of so many days ahead and back.
MEESTE = 6
VENSTER = datetime.timedelta(days=60)


class Taak(NamedTuple):
    """One line: what it is, why it is here, and the page (and what the link says) to do it on."""

    naam: str
    waarom: str
    adres: str
    doen: str
    # Today, or overdue.
    is_dringend: bool = False


def taken(gebruiker, vandaag):
    """All lines, what can't wait first."""
    regels = [
        *_bijeenkomsten(gebruiker, vandaag),
        *_netwerken(gebruiker, vandaag),
    ]
    return sorted(regels, key=lambda taak: not taak.is_dringend)


def _bijeenkomsten(gebruiker, vandaag):
    eigen = Bijeenkomst.objects.editable_by(gebruiker).select_related("netwerk")
    zonder_verslag = eigen.filter(ritme="", gehouden_op=None, vanaf__lt=vandaag)
    zonder_verslag = zonder_verslag.filter(vanaf__gte=vandaag - VENSTER).order_by("vanaf", "pk")
    for rij in zonder_verslag[:MEESTE]:
        waarom = _("Was %(dag)s. Het verslag is nog niet af.")
        waarom %= {"dag": dag_in_woorden(rij.vanaf, vandaag)}
        yield _van_bijeenkomst(rij, gebruiker, waarom, _("Rond af"), is_dringend=True)
    for rij in eigen.komend(vandaag).filter(vanaf__lte=vandaag + VENSTER)[:MEESTE]:
        is_vandaag = rij.vanaf == vandaag
        yield _van_bijeenkomst(rij, gebruiker, _wanneer(rij, vandaag), _("Aan tafel"), is_vandaag)


def _van_bijeenkomst(rij, gebruiker, waarom, doen, is_dringend):
    adres = reverse("netwerken:bijeenkomst", kwargs=rij.padsleutel)
    naam = f"{rij.naam} ({noem(rij.netwerk, gebruiker)})"
    return Taak(naam, waarom, adres, doen, is_dringend)


def _wanneer(rij, vandaag):
    """When a meeting is to be, as a sentence."""
    dagen = (rij.vanaf - vandaag).days
    if dagen == 0:
        zin = _("Is vandaag.")
    elif dagen == 1:
        zin = _("Is morgen.")
    else:
        zin = _("Is over %(n)d dagen: %(dag)s.") % {
            "n": dagen,
            "dag": dag_in_woorden(rij.vanaf, vandaag),
        }
    return zin


def _netwerken(gebruiker, vandaag):
    """For the redactie: that some networks have nobody."""
    if not gebruiker.is_redacteur:
        return
    aantal = zonder_coordinator(Netwerk.objects.niet_voorbij(vandaag)).count()
    if aantal:
        naam = ngettext(
            "%(n)d netwerk zonder coördinator", "%(n)d netwerken zonder coördinator", aantal
        )
        adres = f"{reverse('netwerken:collegas')}?toon=zonder"
        waarom = _("Niemand houdt ze bij, ook niet van een netwerk erboven.")
        yield Taak(naam % {"n": aantal}, waarom, adres, _("Zoek iemand"))
