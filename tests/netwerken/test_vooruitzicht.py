"""Coming white spots: what ends soon with nobody left, and what comes onto an agenda."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from netwerken.dekking import WITTE_VLEK, bereken
from netwerken.models import Inzet
from netwerken.vooruitzicht import komende_witte_vlekken
from tests.hulp.bouwers import (
    VANDAAG,
    maak_agenda,
    maak_agendapunt,
    maak_initiatief,
    maak_inzet,
    maak_organisatie,
    maak_thema,
    maak_wijk,
)

pytestmark = pytest.mark.django_db
ANONIEM = AnonymousUser()


def over(dagen):
    return VANDAAG + datetime.timedelta(days=dagen)


def komend(*wijken, gebruiker=ANONIEM, **meer):
    vlekken = komende_witte_vlekken(wijken, VANDAAG, gebruiker, **meer)
    return [(vlek.wijk, vlek.thema, vlek.dag) for vlek in vlekken]


def test_a_theme_of_which_the_last_one_goes_is_announced_from_the_day_after(wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    maak_inzet(wijk=wijk, thema=thema, tot=over(5))
    maak_inzet(wijk=wijk, thema=thema, tot=over(30))
    maak_inzet(wijk=wijk, thema=maak_thema(), tot=over(3))
    assert komend(wijk) == [(wijk, thema, over(31))]
    assert komend(wijk, dagen=30) == []
    dekking = bereken(Inzet.objects, [wijk], over(31), ANONIEM)
    assert dekking.cel(wijk.pk, thema.pk).stand == WITTE_VLEK


def test_nothing_is_announced_while_somebody_stays_or_takes_over(wijk, zuid, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    maak_inzet(wijk=wijk, thema=thema, tot=over(5))
    opvolger = maak_inzet(wijk=zuid, thema=thema, vanaf=over(6))
    assert komend(wijk) == []
    opvolger.vanaf = over(8)
    opvolger.save()
    assert komend(wijk) == [(wijk, thema, over(6))]
    maak_initiatief(wijken=[wijk], themas=[thema])
    assert komend(wijk) == []


def test_what_is_only_planned_takes_nothing_over(wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    maak_initiatief(wijken=[wijk], themas=[thema], tot=over(5))
    maak_inzet(wijk=wijk, thema=thema, vanaf=over(6), status="gepland")
    assert komend(wijk) == [(wijk, thema, over(6))]


def test_an_agenda_adopted_from_a_day_to_come_announces_what_nobody_works_on(wijk, zuid, thema):
    agenda = maak_agenda(wijken=[zuid], stand="vastgesteld", vanaf=over(10))
    maak_agendapunt(agenda=agenda, thema=thema)
    bezet = maak_thema()
    maak_agendapunt(agenda=agenda, thema=bezet)
    maak_inzet(wijk=wijk, thema=bezet)
    assert komend(wijk) == [(wijk, thema, over(10))]
    for stand in ("concept", "vervallen"):
        agenda.stand = stand
        agenda.save()
        assert komend(wijk) == []


def test_what_leaves_the_agenda_first_is_not_announced(wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema, tot=over(5))
    maak_inzet(wijk=wijk, thema=thema, tot=over(5))
    assert komend(wijk) == []


def test_a_white_spot_of_today_is_not_coming(wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    maak_inzet(wijk=wijk, thema=thema, vanaf=over(3), tot=over(9))
    assert komend(wijk) == []


def test_what_one_may_not_see_is_neither_announced_nor_counted(wijk, thema):
    geheim = maak_agenda(wijken=[wijk], openbaar=False, vanaf=over(10))
    maak_agendapunt(agenda=geheim, thema=maak_thema())
    maak_agendapunt(wijk=wijk, thema=thema)
    maak_inzet(wijk=wijk, thema=thema, tot=over(5))
    verborgen = maak_organisatie(openbaar=False)
    maak_inzet(wijk=wijk, thema=thema, organisatie=verborgen)
    assert komend(wijk) == [(wijk, thema, over(6))]


@pytest.mark.eenmaal
def test_it_costs_the_same_for_one_wijk_and_for_thirty(zuid, thema):
    def telling():
        with CaptureQueriesContext(connection) as vragen:
            assert komend(*wijken)
        return len(vragen)

    wijken, tellingen = [], []
    for aantal in (1, 29):
        for _n in range(aantal):
            wijken.append(maak_wijk(ligt_in=zuid))
            maak_agendapunt(wijk=wijken[-1], thema=thema)
            maak_inzet(wijk=wijken[-1], thema=thema, tot=over(7))
        tellingen.append(telling())
    assert tellingen[0] == tellingen[1]
