from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from buurtnet.lijsten.lijst import toon_lijst
from buurtnet.web.adres import haal_of_verwijs
from buurtnet.web.peildatum_lezen import lees_peildatum
from netwerken.dekking import bereken
from netwerken.models import Inzet
from wijken.models import Agenda
from wijken.telt_mee import Omgeving

from .delen import bronnen_van
from .facetten import AgendaFilters

MEESTE_WIJKEN = 6  # more than this and a point says nothing per wijk


@login_not_required
@require_safe
def agendas(request):
    lijst = AgendaFilters.from_request(request, lees_peildatum(request))
    return toon_lijst(request, lijst, "wijken/agendas.html")


@login_not_required
@require_safe
def agenda(request, slug):
    """An agenda: its points in the wijk's own words, and how each is covered."""
    peildatum, gebruiker = lees_peildatum(request), request.user
    agenda = haal_of_verwijs(Agenda.objects.select_related("bron", "vervolg_op"), slug, gebruiker)
    wijken = list(agenda.wijken.visible_to(gebruiker).defer("omtrek"))
    netwerken = agenda.netwerken.visible_to(gebruiker).op(peildatum.datum)
    context = {
        "record": agenda,
        "peildatum": peildatum,
        "wijken": wijken,
        "netwerken": list(netwerken.values_list("naam", "slug")),
        "vorige": agenda.vervolg_op if _zichtbaar(agenda.vervolg_op, gebruiker) else None,
        "vervolgen": list(agenda.vervolgen.visible_to(gebruiker).values_list("naam", "slug")),
        "groepen": _groepen(agenda, wijken, peildatum, gebruiker),
        "bronnen": bronnen_van(agenda),
        "mag_wijzigen": agenda.can_edit(gebruiker),
    }
    return render(request, "wijken/agenda.html", context)


def _zichtbaar(record, gebruiker):
    return record and (record.openbaar or record.can_edit(gebruiker))


def _groepen(agenda, wijken, peildatum, gebruiker):
    """[(kind in words, [(point, [(wijk, state)])])]: what counts for coverage goes first."""
    punten = list(
        agenda.punten.op(peildatum.datum).select_related("thema").order_by("volgorde", "pk")
    )
    for punt in punten:
        if not _zichtbaar(punt.thema, gebruiker):
            punt.thema = None
    themas = {punt.thema_id for punt in punten if punt.thema_id}
    standen = (
        _standen(wijken, themas, peildatum, gebruiker) if agenda.geldt_op(peildatum.datum) else {}
    )
    groepen = {}
    for punt in punten:
        telt = punt.soort in punt.SOORTEN_DIE_TELLEN
        regel = (punt, standen.get(punt.thema_id, []) if telt else [])
        groepen.setdefault((not telt, punt.get_soort_display()), []).append(regel)
    return [(soort, rijen) for (_telt_niet, soort), rijen in sorted(groepen.items())]


def _standen(wijken, themas, peildatum, gebruiker):
    """{theme: [(place, its state)]} for the places of the agenda."""
    if not themas or not 0 < len(wijken) <= MEESTE_WIJKEN:
        return {}
    omgeving = Omgeving(wijken)
    dekking = bereken(Inzet.objects, omgeving, peildatum.datum, gebruiker, themas=themas)
    return {
        thema: [(wijk, dekking.cel(wijk.pk, thema).stand) for wijk in wijken] for thema in themas
    }
