"""What a jaarbericht tells of one year: agenda by agenda, what was promised, what was answered.

A year is told from its first day to its last, or to today while it runs. Who worked on a point is
whoever worked on its theme, on any day of it, where its agenda holds: by the rules of coverage in
that place itself, below it and above. How an agreement stands nobody dated, so that is said as of
today. Only what everybody may read is in it, whoever asks: it is made to be handed out.
"""

import datetime
from dataclasses import dataclass, field
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from buurtnet.kern.status import NOG_NIET_BEGONNEN
from initiatieven.models import Initiatief
from netwerken.models import Afspraak, Inzet, Signaal
from netwerken.models.netwerk import WIE
from wijken.models import Agenda, Agendapunt, Wijk
from wijken.telt_mee import lees_omgeving

from ..delen import met_toezeggingen

IEDEREEN = AnonymousUser()


class Jaar(NamedTuple):
    """The days that are told of, both inclusive."""

    begin: datetime.date
    einde: datetime.date

    def q(self):
        """Q for what held on any of its days."""
        begonnen = Q(vanaf__isnull=True) | Q(vanaf__lte=self.einde)
        gebleven = Q(tot__isnull=True) | Q(tot__gte=self.begin)
        return begonnen & gebleven & ~Q(status__in=NOG_NIET_BEGONNEN)


@dataclass
class Punt:
    """What was wanted, in the words of the agenda, who worked on it and what came of it."""

    tekst: str
    thema: object
    wie: list = field(default_factory=list)
    initiatieven: list = field(default_factory=list)
    afspraken: list = field(default_factory=list)

    @property
    def niemand(self):
        return not self.wie and not self.initiatieven


class Agendadeel(NamedTuple):
    """An agenda that held in the year, with its Punten."""

    agenda: object
    punten: list

    @property
    def opgepakt(self):
        return sum(not punt.niemand for punt in self.punten)


def agendas_van_wijk(omgeving):
    """Agendas of a place, of what lies below it, and of what it lies in."""
    hier = omgeving.meetellende(omgeving.kolommen[0])
    door = Agenda.wijken.through.objects.filter(wijk__in=hier)
    return Agenda.objects.filter(pk__in=door.values("agenda"))


def lees_agendas(agendas, jaar, plek=None, netwerk=None):
    """The Agendadelen of those that were in force, by name; in as many queries for one as for many.

    Of a network who worked on it is who did so via the network; of a `plek` who did so where the
    agenda holds, and of an agenda from above in `plek` itself.
    """
    agendas = agendas.filter(jaar.q()).visible_to(IEDEREEN)
    agendas = list(agendas.exclude(stand__in=Agenda.STANDEN_ZONDER_KRACHT).order_by("naam", "pk"))
    punten = Agendapunt.objects.filter(jaar.q(), agenda__in=agendas, thema__openbaar=True)
    punten = punten.filter(soort__in=Agendapunt.SOORTEN_DIE_TELLEN).select_related("thema")
    punten = list(punten.order_by("agenda", "volgorde", "pk"))
    themas = {punt.thema_id for punt in punten}
    werk = _Werk(jaar, themas, netwerk, _plekken_van(agendas, plek))
    afspraken = Afspraak.objects.visible_to(IEDEREEN).per_agendapunt(punten, jaar.einde)
    delen = {agenda.pk: Agendadeel(agenda, []) for agenda in agendas}
    for punt in punten:
        wie, initiatieven = werk.aan(punt.agenda_id, punt.thema_id)
        gemaakt = afspraken.get(punt.pk, [])
        delen[punt.agenda_id].punten.append(
            Punt(punt.tekst, punt.thema, wie, initiatieven, gemaakt)
        )
    return [deel for deel in delen.values() if deel.punten]


def _plekken_van(agendas, plek):
    """{agenda: keys of the places that count for it}."""
    door = Agenda.wijken.through.objects.filter(agenda__in=agendas, wijk__openbaar=True)
    waar = {}
    for agenda, wijk in door.order_by().values_list("agenda", "wijk"):
        waar.setdefault(agenda, []).append(wijk)
    sleutels = {wijk for wijken in waar.values() for wijk in wijken} | (
        {plek.pk} if plek else set()
    )
    kolommen = list(Wijk.objects.filter(pk__in=sleutels).defer("omtrek"))
    omgeving = lees_omgeving(kolommen)
    per_kolom = {kolom.pk: kolom for kolom in omgeving.kolommen}
    eigen = per_kolom.get(plek.pk) if plek else None
    binnen = set(omgeving.tak(eigen)) if eigen else per_kolom.keys()
    gevonden = {}
    for agenda, wijken in waar.items():
        hier = [per_kolom[pk] for pk in wijken if pk in binnen] or ([eigen] if eigen else [])
        gevonden[agenda] = {pk for kolom in hier for pk in omgeving.meetellende(kolom)}
    return gevonden


class _Werk:
    """Who worked on which theme where in the year, read in two queries."""

    def __init__(self, jaar, themas, netwerk, plekken):
        self._plekken, self._netwerk = plekken, netwerk
        overal = {pk for sleutels in plekken.values() for pk in sleutels}
        inzet = Inzet.objects.vermeld_op(jaar.einde).filter(jaar.q(), thema__in=themas)
        inzet = inzet.visible_to(IEDEREEN)
        inzet = inzet.filter(netwerk=netwerk) if netwerk else inzet.filter(wijk__in=overal)
        self._inzet = set(inzet.order_by().values_list("thema", "wijk", WIE))
        wat = Initiatief.objects.vermeld_op(jaar.einde).filter(jaar.q(), themas__in=themas)
        wat = wat.visible_to(IEDEREEN)
        if netwerk:
            via = Inzet.objects.filter(netwerk=netwerk, initiatief__isnull=False).order_by()
            wat = wat.filter(pk__in=via.values("initiatief"))
        else:
            wat = wat.filter(wijken__in=overal)
        self._wat = set(wat.order_by().values_list("themas", "wijken", "naam"))

    def aan(self, agenda, thema):
        """(names of parties, names of initiatives) on a theme where an agenda holds."""
        hier = self._plekken.get(agenda, set())

        def namen(rijen):
            telt = (rij for rij in rijen if rij[0] == thema)
            return sorted({rij[2] for rij in telt if self._netwerk or rij[1] in hier})

        return namen(self._inzet), namen(self._wat)


def lees_afspraken(afspraken, jaar):
    """Those made in the year, or of which something should have been ready in it."""
    dagen = (jaar.begin, jaar.einde)
    beloofd = Q(deadline__range=dagen) | Q(toezeggingen__uiterlijk__range=dagen)
    gekozen = afspraken.filter(Q(gemaakt_op__range=dagen) | beloofd).order_by().values("pk")
    rijen = Afspraak.objects.visible_to(IEDEREEN).filter(pk__in=gekozen)
    return list(met_toezeggingen(rijen).order_by("gemaakt_op", "naam", "pk"))


class Signalen(NamedTuple):
    """What was answered in the year, and what was heard in it and had no answer at its end."""

    beantwoord: list
    open: list


def lees_signalen(signalen, jaar):
    dagen = (jaar.begin, jaar.einde)
    rijen = Signaal.objects.visible_to(IEDEREEN).filter(pk__in=signalen.order_by().values("pk"))
    beantwoord = Q(beantwoord_op__range=dagen)
    later = Q(beantwoord_op__isnull=True) & ~Q(stand=Signaal.Stand.BEANTWOORD)
    later |= Q(beantwoord_op__gt=jaar.einde)
    rijen = list(
        rijen.filter(beantwoord | (Q(gehoord_op__range=dagen) & later)).order_by("naam", "pk")
    )
    in_jaar = [rij for rij in rijen if rij.beantwoord_op and rij.beantwoord_op <= jaar.einde]
    return Signalen(in_jaar, [rij for rij in rijen if rij not in in_jaar])
