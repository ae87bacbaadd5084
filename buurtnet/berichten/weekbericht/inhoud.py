"""What is in a weekbericht: lines that say what it is, why it is there, and where to do it."""

import datetime
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from buurtnet.bewerken import opslaan
from buurtnet.bewerken.wijzigingen import laatste_wijzigingen
from buurtnet.kern.noemen import noem
from initiatieven.herhaling.woorden import dag_in_woorden
from netwerken.models import Afspraak, Bijeenkomst, Inzet, Voorstel
from netwerken.nagelopen import NAGELOPEN, verouderd_sinds
from netwerken.navragen.bellen import wie_te_bellen
from netwerken.vlekken import eigen_wijken, komende_vlekken, witte_vlekken
from wijken.models import Wijk

from ..week import begin_van

WEEK = datetime.timedelta(days=7)
# So far back a meeting still waits for its report, and so many proposals are looked at.
VENSTER = datetime.timedelta(days=60)
MEESTE = 200


class Regel(NamedTuple):
    """One line: what it is, why it is here, and what the link says and leads to (a path).

    `van` is (model, key) of what it is about. A mail is sent for what `is_nieuw`, and then also
    tells what was there already.
    """

    wat: str
    waarom: str
    doen: str
    adres: str
    van: tuple
    is_nieuw: bool = True


class Deel(NamedTuple):
    """A part: its heading, the function that gives its lines, and where all of them stand."""

    kop: str
    regels: Callable
    alles: str


class Week(NamedTuple):
    """Of whom it is, and the days that are told of: `sinds`, inclusive, to `datum`, exclusive."""

    gebruiker: object
    sinds: datetime.date
    datum: datetime.date

    def is_nieuw(self, dag):
        return self.sinds <= dag < self.datum


def regels_van(week):
    """[(Deel, [Regel])] of all that there is to tell, without the parts that are empty."""
    gevonden = [(deel, list(deel.regels(week))) for deel in DELEN]
    return [(deel, regels) for deel, regels in gevonden if regels]


def _afspraken(week):
    """What is late, and what is to be done in the week to come."""
    eigen = Afspraak.objects.visible_to(week.gebruiker).editable_by(week.gebruiker)
    te_laat = eigen.te_laat(week.datum).met_eerste_dag()
    komend = eigen.binnenkort(week.datum, week.datum + WEEK)
    for rijen, zin in (
        (te_laat, _("Had klaar moeten zijn op %(dag)s.")),
        (komend.exclude(pk__in=te_laat.order_by().values("pk")), _("Moet klaar zijn op %(dag)s.")),
    ):
        for rij in rijen.select_related("netwerk").order_by("eerste_dag", "pk")[:MEESTE]:
            nieuw = rij.eerste_dag >= week.datum or week.is_nieuw(rij.eerste_dag)
            waarom = zin % {"dag": dag_in_woorden(rij.eerste_dag, week.datum)}
            adres = opslaan.adres(rij, "wijzigen")
            naam = noem(rij, week.gebruiker)
            yield Regel(naam, waarom, _("Werk bij"), adres, (Afspraak, rij.pk), nieuw)


def _voorstellen(week):
    eigen = Voorstel.objects.editable_by(week.gebruiker).values_list("pk", flat=True)
    sleutels = list(eigen.filter(stand=Voorstel.Stand.OPEN)[:MEESTE])
    for voorstel in Voorstel.objects.filter(pk__in=sleutels).open().met_record():
        record = voorstel.record or voorstel.wijk
        dag = timezone.localdate(voorstel.op)
        zin = _("Iemand stelde dit voor op %(dag)s, en wacht op je antwoord.")
        yield Regel(
            noem(record, week.gebruiker) if record else _("Deze site"),
            zin % {"dag": dag_in_woorden(dag, week.datum)},
            _("Bekijk het voorstel"),
            reverse("netwerken:voorstel", args=[voorstel.pk]),
            (type(record), record.pk) if record else (Voorstel, voorstel.pk),
            week.is_nieuw(dag),
        )


def _te_bellen(week):
    for een in wie_te_bellen(week.gebruiker, week.datum)[:MEESTE]:
        record = een.adres.record
        waarom = _("Mail naar dit adres komt terug.") if een.komt_terug else _("Niemand antwoordt.")
        soort = record._meta.model_name
        adres = reverse(f"netwerken:{soort}_contactadres", args=[record.slug])
        doen = _("Vul een ander adres in") if een.komt_terug else _("Bel, en zeg wat klopt")
        if not een.komt_terug:
            adres = f"{reverse('netwerken:werkplek')}#bellen"
        van = (type(record), record.pk)
        yield Regel(noem(record, week.gebruiker), waarom, doen, adres, van, is_nieuw=False)


def _bijeenkomsten(week):
    """Those of the week to come, and what still waits for its report."""
    eigen = Bijeenkomst.objects.editable_by(week.gebruiker).exclude(netwerk=None)
    eigen = eigen.select_related("netwerk")
    open_ = eigen.zonder_verslag(week.datum - VENSTER, week.datum)
    komend = eigen.komend(week.datum).filter(vanaf__lt=week.datum + WEEK)
    for rijen, zin, doen in (
        (open_, _("Was %(dag)s. Het verslag is nog niet af."), _("Rond af")),
        (komend, _("Is %(dag)s."), _("Bereid voor")),
    ):
        for rij in rijen[:MEESTE]:
            naam = f"{rij.naam} ({noem(rij.netwerk, week.gebruiker)})"
            waarom = zin % {"dag": dag_in_woorden(rij.vanaf, week.datum)}
            adres = reverse("netwerken:bijeenkomst", kwargs=rij.padsleutel)
            nieuw = rij.vanaf >= week.sinds
            yield Regel(naam, waarom, doen, adres, (Bijeenkomst, rij.pk), nieuw)


def _wacht(week):
    yield from _voorstellen(week)
    yield from _bijeenkomsten(week)
    yield from _te_bellen(week)


def _vlekken(week):
    """What became a white spot since, and what is to become one.

    That is new when it came in sight (it is known from what is entered today), or is near.
    """
    wijken = eigen_wijken(week.gebruiker)
    eerder = {vlek[:2] for vlek in witte_vlekken(wijken, week.sinds, week.gebruiker)}
    toen = {vlek[:2] for vlek in komende_vlekken(wijken, week.sinds, week.gebruiker)}
    for vlek in witte_vlekken(wijken, week.datum, week.gebruiker):
        if vlek[:2] not in eerder:
            yield _vlek(vlek, _("Hier werkt nu niemand aan, en het staat op de agenda."))
    for vlek in komende_vlekken(wijken, week.datum, week.gebruiker):
        zin = _("Vanaf %(dag)s werkt hier niemand meer aan.")
        dag = dag_in_woorden(vlek.dag, week.datum)
        nieuw = vlek[:2] not in toen or vlek.dag < week.datum + WEEK
        yield _vlek(vlek, zin % {"dag": dag}, is_nieuw=nieuw)


def _vlek(vlek, waarom, *, is_nieuw=True):
    rooster = reverse("netwerken:wijk_inzet", args=[vlek.wijk.slug])
    adres = f"{rooster}?thema={vlek.thema.slug}#rooster"
    naam, doen = f"{vlek.wijk}, {vlek.thema}", _("Vul in op het rooster")
    return Regel(naam, waarom, doen, adres, (Wijk, vlek.wijk.pk), is_nieuw)


def _verouderd(week):
    """What was fresh at the last mail and is not any more: a line for each name."""
    adres = f"{reverse('netwerken:werkplek')}#oud"
    for model in NAGELOPEN.values():
        rijen = verouderd_sinds(model, week.gebruiker, week.sinds, week.datum)
        rijen = rijen.select_related(*model.rijsoort.relaties).order_by("pk")[:MEESTE]
        namen = [(_wie(rij, week.gebruiker), rij.pk) for rij in rijen]
        eerste = dict(reversed(namen))
        for naam, aantal in Counter(naam for naam, _pk in namen).items():
            zin = ngettext(
                "%(n)d regel is te lang niet nagegaan.",
                "%(n)d regels zijn te lang niet nagegaan.",
                aantal,
            )
            waarom, doen = zin % {"n": aantal}, _("Loop na")
            yield Regel(naam, waarom, doen, adres, (model, eerste[naam]))


def _wie(rij, gebruiker):
    """By whom a row is called: an inzet by who does it, so that theirs are one line."""
    return noem(rij.wie, gebruiker) if isinstance(rij, Inzet) else noem(rij, gebruiker)


def _wijzigingen(week):
    tijd = (begin_van(week.sinds), begin_van(week.datum))
    for een in laatste_wijzigingen(week.gebruiker, tijd):
        moment = date_format(timezone.localtime(een["op"]), "j F")
        waarom = _("%(wat)s door %(wie)s op %(dag)s.")
        waarom %= {"wat": capfirst(str(een["wat"])), "wie": een["wie"], "dag": moment}
        adres = een["adres"] or een["geschiedenis"]
        yield Regel(een["naam"], waarom, _("Bekijk"), adres, een["van"])


DELEN = (
    Deel(gettext_lazy("Afspraken"), _afspraken, "#taken"),
    Deel(gettext_lazy("Dit wacht op jou"), _wacht, ""),
    Deel(gettext_lazy("Nieuwe witte vlekken"), _vlekken, "#vlekken"),
    Deel(gettext_lazy("Pas te lang niet nagegaan"), _verouderd, "#oud"),
    Deel(gettext_lazy("Dit veranderde"), _wijzigingen, "#wijzigingen"),
)
