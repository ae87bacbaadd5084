"""What began and what ended since a day, of a place, a network or a theme: `?sinds=JJJJ-MM-DD`.

Up to the day of the page, `?op=`. Without `sinds` that is a year.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buurtnet.kern.peildatum import Peildatum, peildatum_van
from buurtnet.lijsten.uitvoer import antwoord, formaat_van
from buurtnet.web.adres import heel_adres
from buurtnet.web.peildatum_lezen import lees_peildatum
from netwerken.veranderingen import (
    BEGONNEN,
    KANTEN,
    SOORTEN,
    Tijdvak,
    dag_van,
    van_netwerk,
    van_thema,
    van_wijk,
)

from ..delen import EERSTE, PER_PAGINA, Deel
from . import volgfeed
from .onderwerp import haal_netwerk, haal_thema, haal_wijk

KOLOMMEN = "verandering soort naam waar hoort_bij dag precisie stand adres".split()


class Verandering(NamedTuple):
    """A row as the page prints it: who or what, for where, with what, and on which day."""

    wie: object
    plekken: list
    hoort_bij: list
    dag: object
    precisie: str
    stand: str


class Kant(NamedTuple):
    """What began, or ended, of a kind: its words ("erbij gekomen") and the rows as a Deel."""

    woorden: str
    deel: Deel


class Blok(NamedTuple):
    """A kind of row: its heading, and the sides with anything on them."""

    naam: str
    kop: str
    kanten: list


@dataclass
class Veranderd:
    """What the page shows; `blokken` are those with rows, `alleen` says that one side is whole."""

    sinds: object
    fout: str
    blokken: list
    alleen: bool


@login_not_required
@require_safe
def wijk_veranderd(request, slug):
    wijk, omgeving, kruimels = haal_wijk(request, slug)
    return _toon(request, wijk, kruimels, van_wijk(omgeving, request.user))


@login_not_required
@require_safe
def netwerk_veranderd(request, slug):
    netwerk = haal_netwerk(request, slug)
    return _toon(request, netwerk, [], van_netwerk(netwerk, request.user))


@login_not_required
@require_safe
def thema_veranderd(request, slug):
    thema = haal_thema(request, slug)
    return _toon(request, thema, [], van_thema(thema, request.user))


def _toon(request, record, kruimels, rijen):
    """The page of what `record` is about, or a file of all of it; `rijen` are {kind: rows}."""
    if request.GET.get("formaat") == "atom":
        return volgfeed.atom_van(request, record)
    peildatum = lees_peildatum(request)
    gevraagd = _lees_sinds(request, peildatum)
    tijdvak = Tijdvak(gevraagd.datum, peildatum.datum)
    if formaat := formaat_van(request):
        naam = f"veranderd-{record.slug}-{tijdvak.sinds.isoformat()}"
        dag = Peildatum(peildatum.datum, fout=peildatum.fout or gevraagd.fout)
        return antwoord(dag, formaat, naam, KOLOMMEN, _regels(rijen, tijdvak))
    blokken = _een_kant(request, rijen, tijdvak, record)
    alleen = blokken is not None
    if not alleen:
        blokken = [
            _blok(soort, rijen[soort], tijdvak, record) for soort in SOORTEN if soort in rijen
        ]
    blokken = [blok for blok in blokken if blok.kanten]
    context = {
        "record": record,
        "kruimels": kruimels,
        "peildatum": peildatum,
        "veranderd": Veranderd(tijdvak.sinds, gevraagd.fout, blokken, alleen),
    }
    return render(request, "jaren/veranderd.html", context)


def _lees_sinds(request, peildatum):
    """The Peildatum of `?sinds=`, a year before the day of the page unless told; never after it."""
    jaar_eerder = _jaar_eerder(peildatum.datum)
    sinds = peildatum_van(request.GET.getlist("sinds"), jaar_eerder)
    if sinds.datum > peildatum.datum:
        fout = _("Kies een dag die eerder is dan de dag waarop je kijkt.")
        return Peildatum(jaar_eerder, fout=fout)
    return sinds


def _jaar_eerder(dag):
    """The same day a year before; of 29 February the 28th."""
    schrikkeldag = (dag.month, dag.day) == (2, 29)
    return dag.replace(year=dag.year - 1, day=28 if schrikkeldag else dag.day)


def _een_kant(request, rijen, tijdvak, record):
    """The one Blok that `?toon=inzet_gestopt` asks for, in pages; None without that."""
    soort, _streep, kant = request.GET.get("toon", "").rpartition("_")
    if soort not in rijen or kant not in KANTEN:
        return None
    alle = tijdvak.kant(rijen[soort], kant)
    pagina = Paginator(alle, PER_PAGINA).get_page(request.GET.get("pagina"))
    gelezen = _veranderingen(soort, kant, pagina, record)
    aantal = pagina.paginator.count
    deel = Deel(f"{soort}_{kant}", gelezen, aantal, aantal, pagina)
    return [Blok(soort, SOORTEN[soort].kop, [Kant(_woorden(soort, kant), deel)])]


def _blok(soort, rijen, tijdvak, record):
    kanten = []
    for kant, (eerste, aantal) in tijdvak.eerste(rijen, EERSTE).items():
        if eerste:
            gelezen = _veranderingen(soort, kant, eerste, record)
            deel = Deel(f"{soort}_{kant}", gelezen, aantal, aantal)
            kanten.append(Kant(_woorden(soort, kant), deel))
    return Blok(soort, SOORTEN[soort].kop, kanten)


def _woorden(soort, kant):
    return SOORTEN[soort].begonnen if kant == BEGONNEN else SOORTEN[soort].gestopt


def _veranderingen(soort, kant, rijen, record):
    return [_verandering(soort, kant, rij, record) for rij in rijen]


def _verandering(soort, kant, rij, record):
    """A row without what the page is about itself."""
    regel = SOORTEN[soort].regel(rij)
    plekken = [] if regel.plekken == [record] else regel.plekken
    hoort_bij = [deel for deel in regel.hoort_bij if deel and deel != record]
    stand = rij.get_stand_display() if soort == "afspraken" else ""
    return Verandering(regel.wie, plekken, hoort_bij, *dag_van(rij, kant), stand)


def _regels(rijen, tijdvak):
    """The rows of the file: all that began and ended, kind by kind."""
    for soort, model_rijen in rijen.items():
        for kant in KANTEN:
            for rij in tijdvak.kant(model_rijen, kant):
                yield _bestandsregel(soort, kant, rij)


def _bestandsregel(soort, kant, rij):
    regel = SOORTEN[soort].regel(rij)
    dag, precisie = dag_van(rij, kant)
    record = regel.wie if hasattr(regel.wie, "slug") else None
    return [
        str(_woorden(soort, kant)),
        str(SOORTEN[soort].kop),
        str(regel.wie),
        [plek.naam for plek in regel.plekken],
        [str(deel) for deel in regel.hoort_bij if deel],
        dag,
        precisie,
        rij.get_stand_display() if soort == "afspraken" else "",
        heel_adres(record.get_absolute_url()) if record else "",
    ]
