"""What began and what ended between two days, by kind, of a place, a network or a theme.

A row counts by its dates: what has none is left out. Of "in 2025" the first and the last day
count. A plan never began, so it never ends. An agreement has the day it was made and no end.
"""

import datetime
from collections.abc import Callable
from functools import reduce
from operator import attrgetter, or_
from typing import NamedTuple

from django.db.models import Case, Count, F, Prefetch, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.status import NOG_NIET_BEGONNEN
from buurtnet.kern.vermelding import vermeld_q
from initiatieven.models import Accommodatie, Initiatief
from wijken.models import Agenda, Agendapunt, Wijk

from .models import Afspraak, Deelname, Hoede, Inzet, Werkgebied
from .models.openbaar import openbaar_q

BEGONNEN, GESTOPT = KANTEN = ("begonnen", "gestopt")
# Kinds of rows that are of a network.
VAN_NETWERK = ("inzet", "netwerken", "deelnames", "afspraken")


class Regel(NamedTuple):
    """What a row says: `wie`, `hoort_bij` (records or text), and `plekken`: where it is for."""

    wie: object
    plekken: list
    hoort_bij: list


class Soort(NamedTuple):
    """A kind of row: its heading, what is said of one that began or ended, and its Regel."""

    kop: str
    begonnen: str
    gestopt: str
    regel: Callable


def _in_wijken(rij):
    return Regel(rij, list(rij.wijken.all()), [])


SOORTEN = {
    "agendas": Soort(_("Agenda's"), _("begonnen"), _("afgelopen"), _in_wijken),
    "punten": Soort(
        _("Punten op een agenda"),
        _("erbij gekomen"),
        _("eraf gegaan"),
        lambda rij: Regel(rij.tekst, [], [rij.agenda, rij.thema]),
    ),
    "inzet": Soort(
        _("Wie werkt waaraan"),
        _("begonnen"),
        _("gestopt"),
        lambda rij: Regel(rij.wie, [rij.wijk], [rij.thema]),
    ),
    "netwerken": Soort(
        _("Netwerken"),
        _("begonnen"),
        _("gestopt"),
        lambda rij: Regel(rij.netwerk, [rij.wijk], []),
    ),
    "deelnames": Soort(
        _("Wie doet mee aan een netwerk"),
        _("erbij gekomen"),
        _("weggegaan"),
        lambda rij: Regel(rij.wie, [], [rij.netwerk]),
    ),
    "initiatieven": Soort(_("Initiatieven"), _("begonnen"), _("gestopt"), _in_wijken),
    "plekken": Soort(_("Plekken"), _("geopend"), _("gesloten"), _in_wijken),
    "afspraken": Soort(
        _("Afspraken"),
        _("gemaakt"),
        "",
        lambda rij: Regel(rij.naam, list(rij.wijken.all()), [rij.netwerk]),
    ),
}


def van_wijk(omgeving, gebruiker):
    """{kind: rows} of what is for a place, for what lies below it, and for all that it lies in.

    Who takes part in a network counts only where that network works for the place itself or
    below it: what the whole city joins is no news of a wijk.
    """
    kolom = omgeving.kolommen[0]
    hier, tak = omgeving.meetellende(kolom), omgeving.tak(kolom)
    rijen = _alle(gebruiker, eigen="wijk")
    netwerken = Werkgebied.objects.filter(wijk__in=tak).order_by().values("netwerk")
    return {
        "agendas": voor(rijen["agendas"], hier),
        "punten": rijen["punten"].filter(agenda__in=voor(Agenda.objects.all(), hier).values("pk")),
        "inzet": rijen["inzet"].filter(wijk__in=hier),
        "netwerken": rijen["netwerken"].filter(wijk__in=hier),
        "deelnames": rijen["deelnames"].filter(netwerk__in=netwerken),
        **{soort: voor(rijen[soort], hier) for soort in ("initiatieven", "plekken", "afspraken")},
    }


def agendas_van_netwerk(netwerk):
    """The agenda of a network, and the one before it."""
    wie = Q(netwerken=netwerk) | Q(vervolgen__netwerken=netwerk)
    return Agenda.objects.filter(pk__in=Agenda.objects.filter(wie).order_by().values("pk"))


def van_netwerk(netwerk, gebruiker):
    """{kind: rows} of what a network does, and of what it looks after."""
    rijen = _alle(gebruiker, eigen="netwerk")
    agenda_ids = agendas_van_netwerk(netwerk).order_by().values("pk")
    via = Inzet.objects.filter(netwerk=netwerk, initiatief__isnull=False).order_by()
    initiatieven = _in_hoede(netwerk, "initiatief") | Q(pk__in=via.values("initiatief"))
    return {
        "agendas": rijen["agendas"].filter(pk__in=agenda_ids),
        "punten": rijen["punten"].filter(agenda__in=agenda_ids),
        **{soort: rijen[soort].filter(netwerk=netwerk) for soort in VAN_NETWERK},
        "initiatieven": rijen["initiatieven"].filter(initiatieven),
        "plekken": rijen["plekken"].filter(_in_hoede(netwerk, "accommodatie")),
    }


def _in_hoede(netwerk, soort):
    rijen = Hoede.objects.filter(netwerk=netwerk).exclude(**{soort: None}).order_by()
    return Q(pk__in=rijen.values(soort))


def van_thema(thema, gebruiker):
    """{kind: rows} of what is on a theme; nobody joins a network, or opens a place, for one."""
    rijen = _alle(gebruiker, eigen="thema")
    met_punt = Agendapunt.objects.filter(thema=thema).order_by().values("agenda")
    besproken = Q(punt__agendapunt__thema=thema)
    afspraken = Afspraak.objects.filter(besproken).order_by().values("pk")
    return {
        "agendas": rijen["agendas"].filter(pk__in=met_punt),
        "punten": rijen["punten"].filter(thema=thema),
        "inzet": rijen["inzet"].filter(thema=thema),
        "initiatieven": rijen["initiatieven"].filter(themas=thema),
        "afspraken": rijen["afspraken"].filter(pk__in=afspraken),
    }


def voor(rijen, plekken):
    """Those of `rijen` with one of these places (keys) among their `wijken`."""
    door = rijen.model.wijken.through.objects.filter(wijk__in=plekken)
    return rijen.filter(pk__in=door.values(rijen.model._meta.model_name))


def _alle(gebruiker, eigen):
    """{kind: rows} that `gebruiker` may read, none of which names what is not public.

    `eigen` is what the page is about: who may open it, may read its name.
    """
    wijken = Prefetch(
        "wijken", Wijk.objects.filter(openbaar=True).defer("omtrek").order_by("pad", "pk")
    )

    def openbaar(*paden):
        return openbaar_q(*(pad for pad in paden if pad != eigen))

    agendas = Agenda.objects.visible_to(gebruiker).exclude(stand=Agenda.Stand.CONCEPT)
    return {
        "agendas": agendas.prefetch_related(wijken),
        "punten": Agendapunt.objects.filter(openbaar("thema"), agenda__in=agendas).select_related(
            "agenda", "thema"
        ),
        "inzet": _zonder_omtrek(
            Inzet.objects.visible_to(gebruiker).filter(openbaar("wijk", "thema")),
            *("organisatie", "wijk", "thema", "netwerk"),
        ),
        "netwerken": _zonder_omtrek(
            Werkgebied.objects.visible_to(gebruiker).filter(openbaar("wijk")), "netwerk", "wijk"
        ),
        "deelnames": Deelname.objects.visible_to(gebruiker)
        .filter(openbaar("organisatie", "accommodatie"))
        .select_related("organisatie", "accommodatie", "netwerk"),
        "initiatieven": Initiatief.objects.visible_to(gebruiker).prefetch_related(wijken),
        "plekken": Accommodatie.objects.visible_to(gebruiker).prefetch_related(wijken),
        "afspraken": Afspraak.objects.visible_to(gebruiker)
        .select_related("netwerk")
        .prefetch_related(wijken),
    }


def _zonder_omtrek(rijen, *relaties):
    return rijen.select_related(*relaties).defer("wijk__omtrek")


class Tijdvak(NamedTuple):
    """From which day to which, both inclusive."""

    sinds: datetime.date
    datum: datetime.date

    def _q(self, model, kant):
        """Q for what began or ended in it.

        What has ended had its last day before `datum`: on that day itself it still holds. What
        has begun and is in no list any more is no news.
        """
        if model is Afspraak:
            return Q(gemaakt_op__range=self) if kant == BEGONNEN else Q(pk=None)
        ooit = ~Q(status__in=NOG_NIET_BEGONNEN)
        if kant == GESTOPT:
            return ooit & Q(tot__gte=self.sinds, tot__lt=self.datum)
        return ooit & Q(vanaf__range=self) & vermeld_q(model, self.datum)

    def kant(self, rijen, kant):
        """Those of these rows that began, or that ended; the last to do so first."""
        return rijen.filter(self._q(rijen.model, kant)).order_by(*_volgorde(rijen.model, kant))

    def eerste(self, rijen, aantal):
        """{side: (first rows, how many there are)} of one kind, both sides in one query."""
        for kant in KANTEN:
            hoort = Case(When(self._q(rijen.model, kant), then=Value(1)), default=Value(0))
            rijen = rijen.annotate(**{kant: hoort})
            orde = [F(veld.removeprefix("-")) for veld in _volgorde(rijen.model, kant)]
            plaats = Window(RowNumber(), partition_by=[kant], order_by=[orde[0].desc(), orde[1]])
            alle = Window(Count("*"), partition_by=[kant])
            rijen = rijen.annotate(**{f"plaats_{kant}": plaats, f"alle_{kant}": alle})
        getoond = (Q(**{kant: 1, f"plaats_{kant}__lte": aantal}) for kant in KANTEN)
        gelezen = list(rijen.filter(reduce(or_, getoond)).order_by("pk"))
        return {kant: _eerste_van(gelezen, kant, aantal) for kant in KANTEN}


def _volgorde(model, kant):
    dag = {BEGONNEN: "vanaf", GESTOPT: "tot"}[kant]
    return (f"-{'gemaakt_op' if model is Afspraak else dag}", "pk")


def _eerste_van(rijen, kant, aantal):
    """(rows, how many there are) of one side of what `Tijdvak.eerste` read."""
    plaats, alle = attrgetter(f"plaats_{kant}"), attrgetter(f"alle_{kant}")
    hier = sorted(
        (rij for rij in rijen if getattr(rij, kant) and plaats(rij) <= aantal), key=plaats
    )
    return hier, alle(hier[0]) if hier else 0


def dag_van(rij, kant):
    """(day, precision) on which a row began or ended."""
    if isinstance(rij, Afspraak):
        return rij.gemaakt_op, rij.gemaakt_op_precisie
    return (rij.vanaf, rij.vanaf_precisie) if kant == BEGONNEN else (rij.tot, rij.tot_precisie)
