from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from buurtnet.kern.peildatum import lees_op
from buurtnet.lijsten.lijst import toon_lijst
from buurtnet.web.adres import haal_of_verwijs
from wijken.models import Agenda
from wijken.telt_mee import Omgeving

from .delen import bronnen_van
from .facetten import AgendaFilters

MEESTE_WIJKEN = 6  # more than this and a point says nothing per wijk


@login_not_required
@require_safe
def agendas(request):
    return toon_lijst(request, AgendaFilters(request, lees_op(request)), "wijken/agendas.html")


@login_not_required
@require_safe
def agenda(request, slug):
    """An agenda: its points in the wijk's own words, and how each is covered."""
    peil, user = lees_op(request), request.user
    agenda = haal_of_verwijs(Agenda.objects.select_related("bron", "vervolg_op"), slug, user)
    wijken = list(agenda.wijken.visible_to(user).defer("omtrek"))
    netwerken = agenda.netwerken.visible_to(user).op(peil.datum)
    context = {
        "record": agenda,
        "peildatum": peil,
        "wijken": wijken,
        "netwerken": list(netwerken.values_list("naam", "slug")),
        "vorige": agenda.vervolg_op if _zichtbaar(agenda.vervolg_op, user) else None,
        "vervolgen": list(agenda.vervolgen.visible_to(user).values_list("naam", "slug")),
        "groepen": _groepen(agenda, wijken, peil, user),
        "bronnen": bronnen_van(agenda),
        "mag_wijzigen": agenda.can_edit(user),
    }
    return render(request, "wijken/agenda.html", context)


def _zichtbaar(record, user):
    return record and (record.openbaar or record.can_edit(user))


def _groepen(agenda, wijken, peil, user):
    """[(kind in words, [(point, [(wijk, state)])])]: what counts for coverage goes first."""
    punten = list(agenda.punten.op(peil.datum).select_related("thema").order_by("volgorde", "pk"))
    for punt in punten:
        if not _zichtbaar(punt.thema, user):
            punt.thema = None
    themas = {punt.thema_id for punt in punten if punt.thema_id}
    standen = _standen(wijken, themas, peil, user) if agenda.geldt_op(peil.datum) else {}
    groepen = {}
    for punt in punten:
        telt = punt.soort in punt.SOORTEN_DIE_TELLEN
        regel = (punt, standen.get(punt.thema_id, []) if telt else [])
        groepen.setdefault((not telt, punt.get_soort_display()), []).append(regel)
    return [(soort, rijen) for (_telt_niet, soort), rijen in sorted(groepen.items())]


def _standen(wijken, themas, peil, user):
    """{theme: [(place, its state)]} for the places of the agenda."""
    if not themas or not 0 < len(wijken) <= MEESTE_WIJKEN:
        return {}
    inzetten = wijken[0].inzetten.model.objects
    dekking = inzetten.dekking(Omgeving(wijken), peil.datum, user, themas=themas)
    return {
        thema: [(wijk, dekking.cel(wijk.pk, thema).stand) for wijk in wijken] for thema in themas
    }
