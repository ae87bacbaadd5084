"""Coming white spots: themes that somebody works on today, and soon nobody does.

What will hold on a later day is known from what is entered today: the ends of inzet and
initiatives, the day on which they leave the lists, and agendas that are adopted from a day to
come. A concept has no day, so it announces nothing. As in `dekking` the tree is folded here, and
each source is one query.
"""

import datetime
from typing import NamedTuple

from django.db.models import Case, Count, DateField, F, Max, Q, Value, When

from buurtnet.kern.periode import niet_voorbij_q
from buurtnet.kern.status import NOG_NIET_BEGONNEN
from buurtnet.kern.vermelding import vermeld_q
from initiatieven.models import Initiatief
from wijken.models import Agenda, Agendapunt, Thema
from wijken.telt_mee import lees_omgeving

from .models import Inzet

DAGEN = 90
EEN_DAG = datetime.timedelta(days=1)


class KomendeVlek(NamedTuple):
    """That nobody works on `thema` in `wijk` from `dag` on, while it is on the agenda there."""

    wijk: object
    thema: Thema
    dag: datetime.date


class Tijd(NamedTuple):
    """From when to when, both inclusive."""

    begin: datetime.date
    einde: datetime.date

    def bevat(self, dag):
        return self.begin <= dag <= self.einde


def komende_witte_vlekken(wijken, vandaag, gebruiker, dagen=DAGEN):
    """[KomendeVlek] of what becomes a white spot within `dagen` days from `vandaag`, the first
    day first; as `gebruiker` may see it.

    `wijken` are Wijken. What is a white spot today is none that is coming.
    """
    wijken = {wijk.pk: wijk for wijk in wijken}
    omgeving = lees_omgeving(list(wijken.values()))
    venster = Tijd(vandaag, vandaag + datetime.timedelta(days=dagen))
    gewild = _per_cel(_agendatijden(omgeving, venster, gebruiker), omgeving.kolommen_onder)
    kolommen_van = omgeving.kolommen_van()
    bezet = _per_cel(_werktijden(omgeving, venster, gebruiker), kolommen_van.get)
    dagen_van = {
        cel: _eerste_witte_dag(tijden, bezet.get(cel, ()), venster)
        for cel, tijden in gewild.items()
    }
    komend = {cel: dag for cel, dag in dagen_van.items() if dag}
    themas = Thema.objects.visible_to(gebruiker).in_bulk({thema for _wijk, thema in komend})
    vlekken = [
        KomendeVlek(wijken[wijk], themas[thema], dag)
        for (wijk, thema), dag in komend.items()
        if thema in themas
    ]
    return sorted(vlekken, key=lambda v: (v.dag, v.wijk.naam, v.thema.volgorde, v.thema.pk))


def _eerste_witte_dag(gewild, bezet, venster):
    """The first day after today on which it is wanted and nobody is there; None without one, and
    when it is so today."""

    def is_wit(dag):
        return any(t.bevat(dag) for t in gewild) and not any(t.bevat(dag) for t in bezet)

    if is_wit(venster.begin):
        return None
    # It can only become so as an agenda begins, or the day after somebody's last.
    keerpunten = {t.begin for t in gewild} | {t.einde + EEN_DAG for t in bezet}
    komend = sorted(dag for dag in keerpunten if venster.bevat(dag))
    return next((dag for dag in komend if is_wit(dag)), None)


def _per_cel(rijen, kolommen_van):
    """{(column, theme): [Tijd]}."""
    cellen, kolommen = {}, {}
    for wijk, thema, tijd in rijen:
        if wijk not in kolommen:
            kolommen[wijk] = kolommen_van(wijk)
        for kolom in kolommen[wijk]:
            cellen.setdefault((kolom, thema), []).append(tijd)
    return cellen


def _raakt(venster, voorvoegsel=""):
    """Q for rows with a Periode that hold on some day of `venster`; see `op_q`."""
    p = voorvoegsel
    begonnen = Q(**{f"{p}vanaf__isnull": True}) | Q(**{f"{p}vanaf__lte": venster.einde})
    return niet_voorbij_q(venster.begin, p) & begonnen & ~Q(**{f"{p}status__in": NOG_NIET_BEGONNEN})


def _agendatijden(omgeving, venster, gebruiker):
    """(place, theme, Tijd) of the points of agendas that are or come into force."""
    agendas = Agenda.objects.visible_to(gebruiker).filter(_raakt(venster))
    rijen = (
        Agendapunt.objects.filter(
            _raakt(venster),
            soort__in=Agendapunt.SOORTEN_DIE_TELLEN,
            thema__isnull=False,
            agenda__in=agendas.exclude(stand__in=Agenda.STANDEN_ZONDER_KRACHT),
            agenda__wijken__in=omgeving.ids,
        )
        .order_by()
        .values_list("agenda__wijken", "thema", "vanaf", "tot", "agenda__vanaf", "agenda__tot")
        .distinct()
    )
    for wijk, thema, vanaf, tot, agenda_vanaf, agenda_tot in rijen:
        begin = max(filter(None, (vanaf, agenda_vanaf)), default=venster.begin)
        einde = min(filter(None, (tot, agenda_tot)), default=venster.einde)
        yield wijk, thema, Tijd(max(begin, venster.begin), min(einde, venster.einde))


def _werktijden(omgeving, venster, gebruiker):
    """(place, theme, Tijd) of everybody at work there."""
    bronnen = ((Inzet, "wijk", "thema"), (Initiatief, "wijken", "themas"))
    begin = Case(
        When(vanaf__gt=venster.begin, then=F("vanaf")),
        default=Value(venster.begin),
        output_field=DateField(),
    )
    # What leaves the lists, is there no longer as far as anybody knows.
    eerder = Q(tot__isnull=True) | Q(tot__gt=F("vermeld_tot"))
    einde = Case(When(Q(vermeld_tot__isnull=False) & eerder, then=F("vermeld_tot")), default="tot")
    for model, wijk, thema in bronnen:
        rijen = (
            model.objects.visible_to(gebruiker)
            .filter(_raakt(venster), **{f"{wijk}__in": omgeving.ids, f"{thema}__isnull": False})
            .filter(vermeld_q(model, venster.begin))
            .order_by()
            .annotate(begin=begin, einde=einde)
            # Those who are there from the same day are there until the last of them goes.
            .values_list(wijk, thema, "begin")
            .annotate(zonder_einde=Count("pk", filter=Q(einde=None)), laatste=Max("einde"))
        )
        for plek, waaraan, dag, zonder_einde, laatste in rijen:
            yield plek, waaraan, Tijd(dag, venster.einde if zonder_einde else laatste)
