"""Meetings that residents may come to, among what there is to do."""

import datetime
from collections import Counter
from functools import cached_property

from django.db.models import Q

from buurtnet.kern.precisie import Precisie
from buurtnet.web import dataversie
from initiatieven.herhaling.kalender import Kalender
from netwerken.models import Bijeenkomst

from ..facetten import geef
from .aanbod import Aanbod, nieuwste_eerst

MEESTE_WOORDEN = 8


def _niet_geweest(datum):
    """Meetings open to residents, without those that were on one day that has gone by."""
    geweest = Q(ritme="", tot__isnull=True, vanaf__lt=datum, vanaf_precisie=Precisie.DAG)
    return Bijeenkomst.objects.filter(open_voor_bewoners=True).exclude(geweest)


class Bijeenkomsten(Aanbod):
    """A city has hundreds of them, not thousands: all are remembered, and narrowed in memory."""

    naam = "bijeenkomst"

    @staticmethod
    def momenten(datum):
        return (rij.wanneer for rij in _niet_geweest(datum).niet_voorbij(datum))

    @cached_property
    def kalender(self):
        return self._alles[1]

    @cached_property
    def _alles(self):
        """({key: meeting ready to show}, their Kalender); the same for everybody."""
        versie, dag = self.lijst.versie, self.lijst.datum
        return dataversie.onthoud(versie, ("bijeenkomsten", dag), self._lees_alles)

    def _lees_alles(self):
        lijst = self.lijst
        rijen = _niet_geweest(lijst.datum).te_tonen(lijst.peildatum)
        rijen = rijen.select_related("accommodatie", "initiatief", "netwerk", "bron")
        rijen = list(rijen.order_by("naam", "pk"))
        geef(rijen, Bijeenkomst.wijken, "plekken", lijst.plekken)
        kalender = Kalender([rij.wanneer for rij in rijen], lijst.datum)
        for rij in rijen:
            rij.waaraan = rij.voor_wie = ()
            rij.eerstvolgende = kalender.eerste.get(rij.pk)
        return {rij.pk: rij for rij in rijen}, kalender

    @cached_property
    def sleutels(self):
        lijst, rijen = self.lijst, self._rijen
        if netwerken := lijst.gekozen["netwerk"]:
            rijen = [rij for rij in rijen if rij.netwerk_id in netwerken]
        if lijst.sortering == "bevestigd":
            eerst = datetime.date.min
            rijen = sorted(rijen, key=lambda rij: rij.bevestigd_op or eerst, reverse=True)
        return [rij.pk for rij in rijen]

    def per_netwerk(self):
        binnen = self._binnen(frozenset(rij.pk for rij in self._rijen), self.lijst.wanneer)
        return Counter(rij.netwerk_id for rij in self._rijen if rij.netwerk_id and rij.pk in binnen)

    @cached_property
    def _rijen(self):
        """Those that the choices leave, whenever they are and whatever their network."""
        lijst = self.lijst
        gekozen = lijst.gekozen
        # A meeting has no theme and is for everybody.
        if gekozen["thema"] or gekozen["doelgroep"]:
            return []
        zichtbaar = self._zichtbaar
        rijen = [rij for rij in self._alles[0].values() if rij.pk in zichtbaar]
        if gekozen["wijk"]:
            plekken = lijst.filters["wijk"].plekken(gekozen["wijk"], lijst)
            rijen = [rij for rij in rijen if any(plek.pk in plekken for plek in rij.plekken)]
        for woord in lijst.vraag.casefold().split()[:MEESTE_WOORDEN]:
            rijen = [rij for rij in rijen if woord in f"{rij.naam} {rij.omschrijving}".casefold()]
        return rijen

    @cached_property
    def met_ritme(self):
        return frozenset(pk for pk, rij in self._alles[0].items() if rij.ritme)

    @property
    def _zichtbaar(self):
        """Keys of the meetings that may be seen: for a visitor nobody has to ask the database."""
        alle, gebruiker = self._alles[0], self.lijst.gebruiker
        if gebruiker.is_authenticated:
            zichtbaar = Bijeenkomst.objects.filter(open_voor_bewoners=True).visible_to(gebruiker)
            return set(zichtbaar.order_by().values_list("pk", flat=True))
        return {
            pk
            for pk, rij in alle.items()
            if rij.openbaar and (rij.netwerk is None or rij.netwerk.openbaar)
        }

    def rijen(self, sleutels):
        return {pk: self._alles[0][pk] for pk in sleutels}

    @staticmethod
    def te_zien(sleutels, gebruiker):
        rijen = Bijeenkomst.objects.visible_to(gebruiker).select_related("accommodatie", "netwerk")
        return rijen.in_bulk(list(sleutels))

    def nieuwste(self, aantal):
        rijen = self.rijen(self.binnen(self.lijst.wanneer)).values()
        return nieuwste_eerst(rijen)[:aantal]
