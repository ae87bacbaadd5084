"""Agendas: their list, and the page of one."""

from typing import NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from buurtnet.kern.periode import begonnen_q
from buurtnet.lijsten.facetten import KolomFacet, Koppeling, StatusFacet
from buurtnet.lijsten.lijst import Facetlijst, toon_lijst
from buurtnet.lijsten.uitvoer import HERKOMST_KOLOMMEN, PERIODE_KOLOMMEN
from buurtnet.web.adres import haal_of_verwijs
from buurtnet.web.peildatum_lezen import lees_peildatum
from netwerken.dekking import bereken
from netwerken.models import Afspraak, Inzet
from netwerken.partij import Betrokken, betrokken_per_thema
from wijken.models import Agenda, Agendapunt

from .delen import recordcontext
from .facetten import (
    NAAM_KOLOMMEN,
    ThemaFacet,
    WijkFacet,
    alle_plekken,
    alle_themas,
    geef,
    namen,
    op_volgorde,
    plekkoppeling,
    waarde,
)

MEESTE_WIJKEN = 6  # more than this and a point says nothing per wijk


class AgendaFilters(Facetlijst):
    kolommen = [
        *NAAM_KOLOMMEN,
        ("stand", waarde("stand")),
        ("draagvlak", waarde("draagvlak")),
        ("wijken", namen("plekken")),
        ("themas", namen("waaraan")),
        ("omschrijving", waarde("omschrijving")),
        *PERIODE_KOLOMMEN,
        *HERKOMST_KOLOMMEN,
    ]
    koppelingen = {
        "wijken": plekkoppeling(Agenda),
        "punten": Koppeling(Agendapunt.objects.die_tellen, "agenda", uniek=False),
    }

    wijk = WijkFacet()
    thema = ThemaFacet("punten")
    soort = KolomFacet(Agenda.Soort, label=_("Soort"))
    stand = KolomFacet(Agenda.Stand, label=_("Stand"))
    status = StatusFacet()

    class Meta:
        model = Agenda
        fields = []

    def basis(self):
        return super().basis().filter(begonnen_q(self.peildatum))

    def verrijk(self, rijen):
        """Give each agenda `plekken` and `waaraan`: where it holds, and on what."""
        geef(rijen, Agenda.wijken, "plekken", alle_plekken(self.versie))
        punten = Agendapunt.objects.die_tellen(self.datum)
        punten = punten.filter(agenda__in=[rij.pk for rij in rijen])
        waaraan = {}
        for agenda, thema in punten.order_by().values_list("agenda", "thema").distinct():
            waaraan.setdefault(agenda, set()).add(thema)
        themas = alle_themas(self.versie)
        for rij in rijen:
            rij.waaraan = op_volgorde(waaraan.get(rij.pk, ()), themas, "volgorde")


@login_not_required
@require_safe
def agendas(request):
    lijst = AgendaFilters.from_request(request, lees_peildatum(request))
    return toon_lijst(request, lijst, "wijken/agendas.html")


@login_not_required
@require_safe
def agenda(request, slug):
    """An agenda: its points in the wijk's own words, how each is covered, and by whom."""
    peildatum, gebruiker = lees_peildatum(request), request.user
    agenda = haal_of_verwijs(Agenda.objects.select_related("bron", "vervolg_op"), slug, gebruiker)
    wijken = list(agenda.wijken.visible_to(gebruiker).defer("omtrek"))
    netwerken = agenda.netwerken.visible_to(gebruiker).op(peildatum.datum)
    context = recordcontext(request, agenda, peildatum) | {
        "wijken": wijken,
        "netwerken": list(netwerken.values_list("naam", "slug")),
        "reeks": _reeks(agenda, peildatum.datum, gebruiker),
        "groepen": _groepen(agenda, wijken, peildatum, gebruiker),
    }
    return render(request, "wijken/agenda.html", context)


def _reeks(agenda, datum, gebruiker):
    """[(what it is to this one, another agenda)]: what came before, then what comes after."""
    reeks = []
    if _zichtbaar(agenda.vervolg_op, gebruiker):
        reeks.append((_voor(agenda), agenda.vervolg_op))
    for ander in agenda.vervolgen.visible_to(gebruiker).order_by("vanaf", "pk"):
        ander.vervolg_op = agenda
        reeks.append((_na(ander, datum), ander))
    return reeks


def _voor(agenda):
    if agenda.nam_plaats_in:
        return _("Komt in de plaats van")
    return _("Nieuwe versie van") if agenda.is_concept else _("Vervolg op")


def _na(vervolg, datum):
    if vervolg.nam_plaats_in:
        return _("Opgevolgd door") if vervolg.vanaf <= datum else _("Wordt opgevolgd door")
    return _("Nieuwe versie in de maak") if vervolg.is_concept else _("Daarna kwam")


def _zichtbaar(record, gebruiker):
    return record and (record.openbaar or record.can_edit(gebruiker))


class Puntregel(NamedTuple):
    """A point with [(place, its Cel there)], who works on its theme (None: not asked), and what
    was agreed on it."""

    punt: Agendapunt
    cellen: list
    betrokken: Betrokken | None
    afspraken: list


def _groepen(agenda, wijken, peildatum, gebruiker):
    """[(kind in words, [Puntregel])]: what counts for coverage goes first."""
    datum = peildatum.datum
    punten = list(agenda.punten.op(datum).select_related("thema").order_by("volgorde", "pk"))
    for punt in punten:
        if not _zichtbaar(punt.thema, gebruiker):
            punt.thema = None
    themas = {punt.thema_id for punt in punten if punt.thema_id}
    cellen, betrokken = {}, {}
    if themas and wijken and agenda.laatste_dag(datum) == datum:
        dekking = bereken(Inzet.objects.all(), wijken, datum, gebruiker, themas=themas)
        betrokken = betrokken_per_thema(dekking, themas, datum, gebruiker)
        if agenda.is_geldend(datum) and len(wijken) <= MEESTE_WIJKEN:
            cellen = {
                thema: [(wijk, dekking.cel(wijk.pk, thema)) for wijk in wijken] for thema in themas
            }
    afspraken = Afspraak.objects.visible_to(gebruiker).per_agendapunt(punten, datum)
    groepen = {}
    for punt in punten:
        telt = punt.soort in punt.SOORTEN_DIE_TELLEN
        regel = Puntregel(
            punt,
            cellen.get(punt.thema_id, []) if telt else [],
            betrokken.get(punt.thema_id),
            afspraken.get(punt.pk, []),
        )
        groepen.setdefault((not telt, punt.get_soort_display()), []).append(regel)
    return [(soort, rijen) for (_telt_niet, soort), rijen in sorted(groepen.items())]
