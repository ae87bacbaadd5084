"""Two agendas side by side: what changes, and what is done about each point."""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buurtnet.bewerken import opslaan
from buurtnet.kern.noemen import noem
from netwerken.dekking import bereken
from netwerken.models import Afspraak, Inzet
from netwerken.partij import Betrokken, betrokken_per_thema
from wijken.models import Agenda, Thema
from wijken.vergelijken import NIEUW, WEG, Paar, vergelijk_punten


@dataclass
class Regel:
    """A Paar as the page shows it: `thema` as far as it may be seen, who works on that, and what
    was agreed on either point."""

    paar: Paar
    thema: Thema | None
    betrokken: Betrokken
    afspraken: list

    @property
    def punt(self):
        return self.paar.nieuw or self.paar.oud

    @property
    def wordt_wit(self):
        """Whether nobody works on what would be on the agenda."""
        nieuw = self.paar.nieuw
        telt = nieuw and nieuw.soort in nieuw.SOORTEN_DIE_TELLEN and self.thema
        return bool(telt) and not self.betrokken.partijen


@require_safe
def agenda_vergelijken(request, slug):
    """An agenda of one's own beside the one that it follows, or that `met` names."""
    agenda = opslaan.mijn(request, Agenda.objects.select_related("vervolg_op"), slug=slug)
    vandaag, gebruiker = timezone.localdate(), request.user
    kandidaten = _kandidaten(agenda, vandaag, gebruiker)
    oud = _gekozen(agenda, kandidaten, request.GET.get("met", ""))
    regels = _regels(agenda, oud, vandaag, gebruiker)
    context = {
        "kop": _("%(naam)s vergelijken") % {"naam": noem(agenda, gebruiker)},
        "rij": agenda,
        "terug": opslaan.pagina_of_werkplek(agenda, gebruiker),
        "oud": oud,
        "kandidaten": kandidaten,
        "regels": regels,
        "telling": _telling(regels),
    }
    return render(request, "werkplek/agenda/vergelijken.html", context)


def _kandidaten(agenda, vandaag, gebruiker):
    """What it may be laid beside: what it follows, and what holds in its places."""
    hier = Agenda.objects.visible_to(gebruiker)
    rijen = list(hier.niet_vervallen(vandaag).naast(agenda))
    oud = agenda.vervolg_op
    if oud and oud not in rijen and hier.filter(pk=oud.pk).exists():
        rijen.insert(0, oud)
    return rijen


def _gekozen(agenda, kandidaten, slug):
    """The one with this slug, else the one that it follows, else one of its kind; or None."""
    for past in (
        lambda een: een.slug == slug,
        lambda een: een.pk == agenda.vervolg_op_id,
        lambda een: een.soort == agenda.soort and not een.is_concept,
    ):
        if gevonden := next(filter(past, kandidaten), None):
            return gevonden
    return None


def _regels(agenda, oud, vandaag, gebruiker):
    """[Regel] of the points of both: what is gone from the older one comes last."""
    nieuw = _punten(agenda, vandaag)
    paren = vergelijk_punten(_punten(oud, oud.laatste_dag(vandaag)) if oud else [], nieuw)
    themas = Thema.objects.visible_to(gebruiker).in_bulk(
        {paar.thema.pk for paar in paren if paar.thema}
    )
    wijken = list(agenda.wijken.visible_to(gebruiker).defer("omtrek"))
    betrokken = {}
    if wijken and themas:
        dekking = bereken(Inzet.objects, wijken, vandaag, gebruiker, themas=set(themas))
        betrokken = betrokken_per_thema(dekking, themas, vandaag, gebruiker)
    beide = [punt for paar in paren for punt in paar if punt]
    afspraken = Afspraak.objects.visible_to(gebruiker).per_agendapunt(beide, vandaag)
    regels = []
    for paar in paren:
        thema = paar.thema and themas.get(paar.thema.pk)
        wie = betrokken.get(thema.pk) if thema else None
        afgesproken = [een for punt in paar if punt for een in afspraken.get(punt.pk, ())]
        regels.append(Regel(paar, thema, wie or Betrokken([], 0), afgesproken))
    return regels


def _punten(agenda, dag):
    punten = agenda.punten.niet_voorbij(dag).select_related("thema")
    return list(punten.order_by("volgorde", "pk"))


def _telling(regels):
    """How many points stay, come, go, and would be white spots."""
    wat = [regel.paar.wat for regel in regels]
    return {
        "blijft": sum(een not in (NIEUW, WEG) for een in wat),
        "nieuw": wat.count(NIEUW),
        "weg": wat.count(WEG),
        "wit": sum(regel.wordt_wit for regel in regels),
    }
