"""Themes: the list of all, and the page of one."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from buurtnet.web.adres import haal_of_verwijs
from buurtnet.web.peildatum_lezen import lees_peildatum
from netwerken.models import Netwerk
from wijken.kaart.kaart import kaart_van
from wijken.kaart.locator import verdeling
from wijken.models import Agenda, Agendapunt, Thema

from ..delen import ALLE, GETELD, met_rest, met_woorden
from .overzicht import lees_themaoverzicht

EERSTE = 6

MEESTE_AGENDAS = 40  # that are in force nowhere


@login_not_required
@require_safe
def themas(request):
    """All themes, each with the number of places that have it on an agenda."""
    peildatum = lees_peildatum(request)
    telling = themas_op_agendas(peildatum.datum, request.user)
    alle = list(Thema.objects.visible_to(request.user))
    for thema in alle:
        thema.aantal = telling.get(thema.pk, 0)
    context = {
        "peildatum": peildatum,
        "themas": alle,
        "groepen": _andere_agendas(peildatum.datum, request.user),
    }
    return render(request, "wijken/themas.html", context)


def _andere_agendas(datum, gebruiker):
    """[(key, title, agendas)] of those that the counts leave out: in force nowhere on `datum`."""
    alle = Agenda.objects.visible_to(gebruiker).order_by("naam", "pk")
    geldend = Agenda.objects.geldend(datum).filter(wijken__isnull=False).values("pk")
    nieuw = Agenda.objects.niet_vervallen(datum).filter(wijken__isnull=False).values("pk")
    elders = _("Agenda's en plannen van vroeger, of zonder wijk")
    groepen = [
        ("in-voorbereiding", _("Agenda's die nog niet gelden"), alle.filter(pk__in=nieuw)),
        ("elders", elders, alle.exclude(pk__in=nieuw)),
    ]
    return [
        (sleutel, titel, agendas.exclude(pk__in=geldend)[:MEESTE_AGENDAS])
        for sleutel, titel, agendas in groepen
    ]


def themas_op_agendas(datum, gebruiker):
    """{theme: number of agendas in force that have it} on `datum`."""
    punten = Agendapunt.objects.die_tellen(datum).filter(
        agenda__in=Agenda.objects.geldend(datum).visible_to(gebruiker), agenda__wijken__isnull=False
    )
    per_thema = punten.order_by().values_list("thema")
    return dict(per_thema.annotate(n=Count("agenda", distinct=True)))


@login_not_required
@require_safe
def thema(request, slug):
    """A theme: where it is on the agenda, who works on it, and what is missing."""
    peildatum, gebruiker = lees_peildatum(request), request.user
    thema = haal_of_verwijs(Thema.objects.all(), slug, gebruiker)
    overzicht = lees_themaoverzicht(thema, peildatum.datum, gebruiker)
    initiatieven = thema.initiatieven.visible_to(gebruiker).te_tonen(peildatum)
    netwerken = Netwerk.objects.op(peildatum.datum).visible_to(gebruiker)
    context = {
        "thema": thema,
        "peildatum": peildatum,
        "overzicht": overzicht,
        "met_agenda": sum(regel["cel"].op_agenda for regel in overzicht.regels),
        "tekening": overzicht.tekening,
        "locator": verdeling(
            kaart_van(request), overzicht.per_plek, _("wie aan dit thema werkt"), _partijen
        ),
        "initiatieven": _eerste(initiatieven),
        "netwerken": _eerste(netwerken.filter(pk__in=overzicht.inzetten.values("netwerk"))),
    }
    return render(request, "wijken/thema.html", context)


def _partijen(vanaf, tot):
    if vanaf == tot:
        return ngettext("%(n)d partij", "%(n)d partijen", tot) % {"n": tot}
    return _("%(vanaf)d tot en met %(tot)d partijen") % {"vanaf": vanaf, "tot": tot}


def _eerste(rijen):
    """The first rows of a list with how many count, and how many more rows there are."""
    rijen = rijen.order_by("naam", "pk").annotate(alle=ALLE, totaal=GETELD)
    velden = ("naam", "slug", "soort", "status", "vanaf", "tot", "is_verzameling", "alle", "totaal")
    return met_woorden(met_rest(list(rijen.values(*velden)[:EERSTE])), rijen.model)
