"""What a coordinator has to do: what was agreed and is late, meetings, drafts, and what waits."""

import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buurtnet.bewerken import opslaan
from buurtnet.kern.noemen import noem
from initiatieven.herhaling.woorden import dag_in_woorden
from netwerken.bereik import zonder_coordinator
from netwerken.models import Afspraak, Bijeenkomst, Netwerk

# So many of a kind are shown, of so many days ahead and back.
MEESTE = 6
MEESTE_AFSPRAKEN = 10
VENSTER = datetime.timedelta(days=60)
# What the key of a draft begins with that was typed at the table.
TAFEL = "netwerken:bijeenkomst:"


class Taak(NamedTuple):
    """One line: what it is, why it is here, and the page (and what the link says) to do it on."""

    naam: str
    waarom: str
    adres: str
    doen: str
    # Today, or overdue.
    is_dringend: bool = False
    # Of what was agreed, to say at once that it was done.
    afspraak: Afspraak | None = None


def taken(gebruiker, vandaag):
    """All lines, what can't wait first."""
    regels = [
        *_afspraken(gebruiker, vandaag),
        *_bijeenkomsten(gebruiker, vandaag),
        *_concepten(gebruiker),
        *_netwerken(gebruiker, vandaag),
    ]
    return sorted(regels, key=lambda taak: not taak.is_dringend)


def _afspraken(gebruiker, vandaag):
    """What should have been done; after the first few a line that says how many more there are."""
    eigen = Afspraak.objects.te_laat(vandaag).visible_to(gebruiker).editable_by(gebruiker)
    rijen = eigen.select_related("netwerk").met_eerste_dag().order_by("eerste_dag", "pk")
    rijen = list(rijen[: MEESTE_AFSPRAKEN + 1])
    for rij in rijen[:MEESTE_AFSPRAKEN]:
        waarom = _("Had klaar moeten zijn op %(dag)s.")
        waarom %= {"dag": dag_in_woorden(rij.eerste_dag, vandaag)}
        adres = opslaan.adres(rij, "wijzigen")
        yield Taak(noem(rij, gebruiker), waarom, adres, _("Werk bij"), True, rij)
    if len(rijen) > MEESTE_AFSPRAKEN:
        zin = _("En nog %(n)d afspraken die te laat zijn") % {"n": eigen.count() - MEESTE_AFSPRAKEN}
        waarom = _("Ze staan bij de afspraken van het netwerk.")
        netwerk = rijen[-1].netwerk
        if netwerk:
            adres = reverse("netwerken:netwerk_afspraken", args=[netwerk.slug])
            yield Taak(zin, waarom, adres, _("Bekijk"), True)


def _concepten(gebruiker):
    """What she was typing and did not save."""
    concepten = list(gebruiker.concepten.niet_weg()[:MEESTE])
    tafels = _tafels(concepten, gebruiker)
    for concept in concepten:
        naam = next(filter(None, concept.velden.get("naam", [])), "")
        naam = naam or tafels.get(concept.sleutel) or _("Zonder naam")
        moment = timezone.localtime(concept.gewijzigd_op)
        waarom = _("Een concept van %(dag)s. Alleen jij ziet het.")
        waarom %= {"dag": date_format(moment, "j F, H.i")}
        yield Taak(naam, waarom, concept.adres, _("Ga verder"))


def _tafels(concepten, gebruiker):
    """{key of a draft: name of the meeting on whose sheet it was typed}: that sheet has no name."""
    sleutels = [c.sleutel.removeprefix(TAFEL) for c in concepten if c.sleutel.startswith(TAFEL)]
    eigen = Bijeenkomst.objects.editable_by(gebruiker).filter(pk__in=filter(None, sleutels))
    return {f"{TAFEL}{rij.pk}": noem(rij, gebruiker) for rij in eigen} if sleutels else {}


def _bijeenkomsten(gebruiker, vandaag):
    # One of no network has no table to sit at.
    eigen = Bijeenkomst.objects.editable_by(gebruiker).exclude(netwerk=None)
    eigen = eigen.select_related("netwerk")
    for rij in eigen.zonder_verslag(vandaag - VENSTER, vandaag)[:MEESTE]:
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
