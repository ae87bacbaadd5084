"""The jaarbericht of a place or a network: a year to print and hand to the council."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from buurtnet.kern.peildatum import EERSTE_JAAR, Peildatum
from buurtnet.lijsten.uitvoer import antwoord, formaat_van
from buurtnet.web.adres import heel_adres
from netwerken.models import Afspraak, Maandstand, Signaal
from netwerken.veranderingen import agendas_van_netwerk

from .jaarinhoud import (
    Jaar,
    agendas_van_wijk,
    lees_afspraken,
    lees_agendas,
    lees_signalen,
)
from .onderwerp import haal_netwerk, haal_wijk

KOLOMMEN = "deel naam wat wie stand uitkomst".split()


@dataclass
class Jaarbericht:
    """All that it tells; `cijfers` are the Maandstanden before the year and at its end, or None."""

    jaar: int
    loopt: bool
    agendas: list
    afspraken: list
    signalen: object
    cijfers: list

    @property
    def niemand(self):
        """[(agenda, point)] that nobody took up."""
        return [(d.agenda, p) for d in self.agendas for p in d.punten if p.niemand]

    @property
    def is_leeg(self):
        return not (self.agendas or self.afspraken or any(self.signalen))


@login_not_required
@require_safe
def wijk_jaarbericht(request, slug, jaar):
    wijk, omgeving, kruimels = haal_wijk(request, slug)
    hier = omgeving.tak(omgeving.kolommen[0])
    dagen = _dagen(jaar)
    bericht = _bericht(
        wijk,
        dagen,
        lees_agendas(agendas_van_wijk(omgeving), dagen, plek=wijk),
        Afspraak.objects.filter(wijken__in=hier),
        Signaal.objects.filter(wijken__in=hier),
    )
    return _toon(request, wijk, kruimels, dagen, bericht)


@login_not_required
@require_safe
def netwerk_jaarbericht(request, slug, jaar):
    netwerk = haal_netwerk(request, slug)
    dagen = _dagen(jaar)
    bericht = _bericht(
        netwerk,
        dagen,
        lees_agendas(agendas_van_netwerk(netwerk), dagen, netwerk=netwerk),
        netwerk.afspraken.all(),
        netwerk.signalen.all(),
    )
    return _toon(request, netwerk, [], dagen, bericht)


def _dagen(jaar):
    """The days of a year as far as they have been; 404 for one that is to come, or long ago."""
    vandaag = timezone.localdate()
    if not EERSTE_JAAR <= jaar <= vandaag.year:
        raise Http404
    begin = vandaag.replace(year=jaar, month=1, day=1)
    return Jaar(begin, min(begin.replace(month=12, day=31), vandaag))


def _bericht(record, dagen, agendas, afspraken, signalen):
    standen = Maandstand.objects.van(record)
    ervoor = standen.filter(maand__lt=dagen.begin).last()
    erna = standen.filter(maand__range=dagen).last()
    return Jaarbericht(
        dagen.begin.year,
        dagen.einde == timezone.localdate(),
        agendas,
        lees_afspraken(afspraken, dagen),
        lees_signalen(signalen, dagen),
        [stand for stand in (ervoor, erna) if stand],
    )


def _toon(request, record, kruimels, dagen, bericht):
    peildatum = Peildatum(dagen.einde, is_vandaag=bericht.loopt)
    if formaat := formaat_van(request):
        naam = f"jaarbericht-{record.slug}-{bericht.jaar}"
        return antwoord(peildatum, formaat, naam, KOLOMMEN, _regels(bericht))
    context = {
        "record": record,
        "kruimels": kruimels,
        "peildatum": peildatum,
        "bericht": bericht,
        "adres": heel_adres(record.get_absolute_url()),
    }
    return render(request, "jaren/jaarbericht.html", context)


def _regels(bericht):
    """The rows of the file, in the order of the page."""
    for deel in bericht.agendas:
        for punt in deel.punten:
            gevolg = [*punt.initiatieven, *(str(afspraak) for afspraak in punt.afspraken)]
            stand = "niemand" if punt.niemand else "opgepakt"
            yield ["agenda", deel.agenda.naam, punt.tekst, punt.wie, stand, gevolg]
    for afspraak in bericht.afspraken:
        stand = str(afspraak.get_stand_display())
        yield ["afspraak", afspraak.naam, "", [], stand, afspraak.uitkomst]
        for rij in afspraak.toezeggingen.all():
            if rij.wat:
                stand = str(rij.get_stand_display())
                yield ["belofte", afspraak.naam, rij.wat, str(rij.wie), stand, rij.uitkomst]
    for rij in [*bericht.signalen.beantwoord, *bericht.signalen.open]:
        stand = "beantwoord" if rij in bericht.signalen.beantwoord else "open"
        yield ["signaal", rij.naam, "", [], stand, rij.antwoord if stand == "beantwoord" else ""]
