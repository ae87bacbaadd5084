"""What is kept of a month is what the pages of its last day say."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from buurtnet.berichten.dagelijks import tel_maanden
from netwerken.dekking import MET_AGENDA, bereken
from netwerken.models import Inzet, Maandstand
from netwerken.tijdreeks import MEESTE, bewaar, maanden, te_tellen, tel_bij, tel_maand
from tests.hulp.bouwers import (
    VANDAAG,
    maak_agenda,
    maak_agendapunt,
    maak_deelname,
    maak_gebied,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_stad,
    maak_thema,
    maak_werkgebied,
    maak_wijk,
)

pytestmark = pytest.mark.django_db
MAAND = datetime.date(2025, 6, 30)
EERDER, LATER = datetime.date(2024, 12, 31), datetime.date(2026, 3, 31)


@pytest.fixture
def plekken():
    """(city, gebied, wijk, wijk), each with something of its own that comes and goes."""
    stad = maak_stad()
    gebied = maak_gebied(ligt_in=stad)
    return [stad, gebied, maak_wijk(ligt_in=gebied), maak_wijk(ligt_in=gebied)]


@pytest.fixture
def themas(plekken):
    """Three themes: on the agenda of the first wijk, of the gebied, and of nobody."""
    themas = [maak_thema() for _n in range(3)]
    _stad, gebied, wijk, ander = plekken
    maak_agendapunt(agenda=maak_agenda(wijken=[wijk]), thema=themas[0])
    maak_agendapunt(agenda=maak_agenda(wijken=[gebied], vanaf=MAAND), thema=themas[1])
    clubs = [
        maak_organisatie(formeel=formeel, is_verzameling=verzameling)
        for formeel, verzameling in (
            ("formeel", False),
            ("informeel", False),
            ("informeel", False),
            ("formeel", True),
        )
    ]
    begin, einde = datetime.date(2025, 2, 1), datetime.date(2025, 12, 31)
    for nummer, club in enumerate(clubs):
        plek, thema = plekken[nummer], themas[nummer % 3]
        maak_inzet(organisatie=club, wijk=plek, thema=thema, vanaf=begin, bevestigd_op=begin)
        maak_inzet(organisatie=club, wijk=wijk, thema=themas[0], tot=einde)
    maak_initiatief(wijken=[wijk, ander], themas=themas[:2], vanaf=begin, bevestigd_op=MAAND)
    maak_initiatief(wijken=[wijk], themas=themas[:1], openbaar=False)
    return themas


def getallen(rij, *namen):
    return [getattr(rij, naam) for naam in namen]


@pytest.mark.parametrize("dag", [EERDER, MAAND, LATER])
def test_a_place_has_what_its_coverage_of_that_day_has(plekken, themas, dag):
    geteld = {rij.wijk_id: rij for rij in tel_maand(dag) if rij.wijk_id}
    pks = [thema.pk for thema in themas]
    assert set(geteld) == {plek.pk for plek in plekken}
    for plek in plekken:
        dekking = bereken(Inzet.objects.all(), [plek], dag, AnonymousUser())
        standen, som = dekking.standen(plek.pk, pks), dekking.cel_over([plek.pk], pks)
        rij = geteld[plek.pk]
        assert getallen(rij, *MET_AGENDA) == [standen[stand] for stand in MET_AGENDA]
        nagegaan = som.nagegaan
        assert getallen(rij, "partijen", "regels", "vers") == [
            som.partijen,
            nagegaan.aantal,
            nagegaan.vers,
        ]


@pytest.mark.parametrize("dag", [EERDER, MAAND, LATER])
def test_a_theme_has_the_wijken_with_it_on_their_agenda(plekken, themas, dag):
    geteld = {rij.thema_id: rij for rij in tel_maand(dag) if rij.thema_id}
    for thema in themas:
        wijken = bereken(Inzet.objects.all(), plekken, dag, AnonymousUser())
        standen = wijken.standen_in_delen(wijken.omgeving.kolommen[0], thema.pk)
        assert getallen(geteld[thema.pk], *MET_AGENDA) == [standen[stand] for stand in MET_AGENDA]
        stad = bereken(Inzet.objects.all(), plekken[:1], dag, AnonymousUser())
        cel = stad.cel(plekken[0].pk, thema.pk)
        verwacht = [cel.partijen, cel.nagegaan.aantal, cel.nagegaan.vers]
        assert getallen(geteld[thema.pk], "partijen", "regels", "vers") == verwacht


def test_formal_and_informal_are_told_apart(plekken, themas):
    rij = next(rij for rij in tel_maand(MAAND) if rij.wijk_id == plekken[2].pk)
    # The two informal ones; the collection is none, and the initiative is neither.
    assert getallen(rij, "formeel", "informeel", "partijen") == [1, 2, 4]


def test_a_network_has_who_takes_part_and_how_its_wijken_stand(plekken, themas):
    wijk = plekken[2]
    netwerk = maak_netwerk(vanaf=EERDER)
    maak_werkgebied(netwerk=netwerk, wijk=wijk)
    maak_deelname(netwerk=netwerk, organisatie=maak_organisatie(formeel="formeel"))
    maak_deelname(netwerk=netwerk, omschreven_rol="buur")
    maak_deelname(netwerk=netwerk, organisatie=maak_organisatie(openbaar=False))
    maak_deelname(netwerk=netwerk, organisatie=maak_organisatie(is_verzameling=True))
    maak_deelname(netwerk=netwerk, tot=EERDER)
    maak_inzet(netwerk=netwerk, wijk=wijk, thema=themas[2], bevestigd_op=MAAND)
    maak_inzet(netwerk=netwerk, wijk=wijk, thema=themas[1], vanaf=LATER)
    geteld = tel_maand(MAAND)
    (rij,) = [rij for rij in geteld if rij.netwerk_id == netwerk.pk]
    plek = next(rij for rij in geteld if rij.wijk_id == wijk.pk)
    assert getallen(rij, *MET_AGENDA) == getallen(plek, *MET_AGENDA)
    assert getallen(rij, "partijen", "formeel", "informeel", "regels", "vers") == [2, 1, 0, 1, 1]


def test_what_is_hidden_is_not_counted():
    maak_wijk(openbaar=False)
    maak_wijk()
    maak_thema(openbaar=False)
    maak_netwerk(openbaar=False)
    assert [rij.waarvan[0] for rij in tel_maand(MAAND)] == ["wijk"]


@pytest.mark.eenmaal
def test_a_month_costs_the_same_for_1_and_many(plekken, themas):
    def kosten():
        with CaptureQueriesContext(connection) as vangst:
            tel_maand(MAAND)
        return len(vangst)

    een = kosten()
    for _n in range(5):
        wijk, netwerk = maak_wijk(ligt_in=plekken[1]), maak_netwerk()
        maak_werkgebied(netwerk=netwerk, wijk=wijk)
        maak_inzet(wijk=wijk, netwerk=netwerk)
    assert kosten() == een


def test_counting_again_changes_nothing(plekken, themas):
    bewaar(MAAND, tel_maand(MAAND))
    voor = list(Maandstand.objects.values())
    with CaptureQueriesContext(connection) as vangst:
        bewaar(MAAND, tel_maand(MAAND))
    assert list(Maandstand.objects.values()) == voor
    assert not [v for v in vangst if not v["sql"].startswith("SELECT")]


def test_what_is_told_today_of_a_past_month_is_counted_there(plekken, themas):
    bewaar(MAAND, tel_maand(MAAND))
    wijk = plekken[2]
    voor = Maandstand.objects.get(wijk=wijk, maand=MAAND)
    maak_inzet(wijk=wijk, thema=themas[0], vanaf=EERDER, tot=MAAND)
    plekken[3].openbaar = False
    plekken[3].save()
    bewaar(MAAND, tel_maand(MAAND))
    na = Maandstand.objects.get(wijk=wijk, maand=MAAND)
    assert (na.pk, na.partijen) == (voor.pk, voor.partijen + 1)
    assert not Maandstand.objects.filter(wijk=plekken[3]).exists()


def test_every_month_is_counted_and_each_again_in_turn(plekken, vandaag):
    alle = maanden(VANDAAG)
    assert (alle[0], len(alle)) == (datetime.date(2026, 10, 31), 120)
    assert len(te_tellen(VANDAAG)) == MEESTE
    Maandstand.objects.bulk_create(Maandstand(maand=dag, wijk=plekken[0]) for dag in alle)
    nachten = [te_tellen(VANDAAG + datetime.timedelta(days=n)) for n in range(7)]
    assert {maand for nacht in nachten for maand in nacht} >= {*alle[:13]}
    beurten = [te_tellen(VANDAAG + datetime.timedelta(days=n)) for n in range(9)]
    assert {maand for nacht in beurten for maand in nacht} >= {*alle[:120]}
    assert max(map(len, beurten)) <= 25


def test_the_night_counts_and_may_be_run_twice(plekken, themas, vandaag):
    assert tel_maanden(VANDAAG) == tel_maanden(VANDAAG) == "geteld tot en met 2026-10."
    assert Maandstand.objects.filter(wijk=plekken[0]).count() == 2 * MEESTE
    assert tel_bij(VANDAAG) == datetime.date(2026, 10, 31)


def test_a_count_is_of_one_thing_and_once_a_month(plekken, themas):
    for velden in ({}, {"wijk": plekken[0], "thema": themas[0]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Maandstand.objects.create(maand=MAAND, **velden)
    Maandstand.objects.create(maand=MAAND, wijk=plekken[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        Maandstand.objects.create(maand=MAAND, wijk=plekken[0])
