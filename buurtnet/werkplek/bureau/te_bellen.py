"""Whom to call, as mail brought no answer: with what to say, and their numbers."""

from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from buurtnet.bewerken import opslaan
from buurtnet.bewerken.handelingen import handeling, meld_gedaan
from netwerken.models import Contactadres, Contactpunt
from netwerken.models.contactpunt import EIGENAREN
from netwerken.navragen.bellen import TeBellen, klopt_volgens_bellen, wie_te_bellen

# So many at once: nobody calls more in a day.
MEESTE = 10


class Beller(NamedTuple):
    """One line: whom, why, and by which Contacts."""

    te_bellen: TeBellen
    record: object
    contacten: list
    adres: str


def bellijst(gebruiker, vandaag):
    """(the first lines, how many there are in all) of whom to call."""
    alle = wie_te_bellen(gebruiker, vandaag)
    eerste = alle[:MEESTE]
    nummers = _nummers([een.adres.record for een in eerste], gebruiker)
    regels = []
    for een in eerste:
        record = een.adres.record
        soort = record._meta.model_name
        plek = reverse(f"netwerken:{soort}_contactadres", args=[record.slug])
        regels.append(Beller(een, record, nummers.get((soort, record.pk), []), plek))
    return regels, len(alle)


def _nummers(records, gebruiker):
    """{(kind, key): the Contacts with a number that `gebruiker` may read}, in one query."""
    van = Q(pk__in=[])
    for soort, model in EIGENAREN.items():
        van |= Q(**{f"{soort}__in": [rij.pk for rij in records if type(rij) is model]})
    per = {}
    for punt in Contactpunt.objects.filter(van).voor(gebruiker) if records else ():
        if punt.telefoon:
            per.setdefault(punt.van, []).append(punt)
    return per


@require_POST
def contactadres_gebeld(request, pk):
    """Who was called says that all is right."""
    adres = opslaan.mijn(request, Contactadres.objects, pk=pk)
    terug = f"{reverse('netwerken:werkplek')}#bellen"
    with transaction.atomic(), handeling(request.user, terug=terug) as gedaan:
        aantal = klopt_volgens_bellen(adres, request.user, timezone.localdate())
        zin = ngettext(
            "%(naam)s: %(n)d regel nagegaan. Dank je wel.",
            "%(naam)s: %(n)d regels nagegaan. Dank je wel.",
            aantal,
        )
        gedaan.wat = zin % {"naam": adres.record, "n": aantal}
    meld_gedaan(request, gedaan.wat, gedaan)
    return redirect(terug)
