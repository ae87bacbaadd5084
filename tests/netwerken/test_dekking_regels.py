"""Coverage: states, levels, dates, and who counts."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from buurtnet.kern.versheid import NOOIT, Samengeteld
from netwerken.dekking import DUN, EXTRA, GEDEKT, LEEG, VEROUDERD, WITTE_VLEK, bereken
from netwerken.models import Inzet
from tests.hulp.bouwers import (
    VANDAAG,
    maak_agendapunt,
    maak_coordinator,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_wijk,
)

pytestmark = pytest.mark.django_db
ANONIEM = AnonymousUser()
GISTEREN = VANDAAG - datetime.timedelta(days=1)


def cel(wijk, thema, datum=VANDAAG, gebruiker=ANONIEM, inzetten=None, **keuze):
    inzetten = Inzet.objects.all() if inzetten is None else inzetten
    return bereken(inzetten, [wijk], datum, gebruiker, **keuze).cel(wijk.pk, thema.pk)


def inzet(wijk, thema, **velden):
    return maak_inzet(wijk=wijk, thema=thema, **{"bevestigd_op": VANDAAG, **velden})


# States


def test_nothing_at_all_is_empty(wijk, thema):
    assert cel(wijk, thema).stand == LEEG


def test_somebody_active_on_a_theme_that_is_not_on_the_agenda_is_extra(wijk, thema):
    inzet(wijk, thema)
    assert cel(wijk, thema).stand == EXTRA


def test_a_theme_on_the_agenda_without_anybody_is_a_white_spot(wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    assert cel(wijk, thema).stand == WITTE_VLEK


def test_one_party_is_thin_and_two_cover(wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    inzet(wijk, thema)
    assert cel(wijk, thema).stand == DUN
    inzet(wijk, thema)
    assert cel(wijk, thema).stand == GEDEKT


def test_nothing_fresh_is_stale_and_one_fresh_row_is_enough(wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    for dagen in (184, 400):
        inzet(wijk, thema, bevestigd_op=VANDAAG - datetime.timedelta(days=dagen))
    assert cel(wijk, thema).stand == VEROUDERD
    inzet(wijk, thema, bevestigd_op=VANDAAG - datetime.timedelta(days=183))
    assert cel(wijk, thema).stand == GEDEKT


def test_what_was_confirmed_later_was_not_fresh_on_that_day(wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    later = VANDAAG + datetime.timedelta(days=1)
    inzet(wijk, thema, bevestigd_op=later)
    maak_initiatief(wijken=[wijk], themas=[thema], bevestigd_op=later)
    toen = cel(wijk, thema)
    assert (toen.stand, toen.nagegaan) == (VEROUDERD, Samengeteld(2, 0, NOOIT))
    assert cel(wijk, thema, datum=later).stand == GEDEKT


def test_a_point_without_a_theme_or_that_is_no_theme_does_not_count(wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema, soort="motto")
    maak_agendapunt(wijk=wijk)
    assert cel(wijk, thema).stand == LEEG


# Parties


def test_one_organisation_in_two_networks_and_two_levels_is_one_party(wijk, thema, zuid):
    humanitas = maak_organisatie()
    for netwerk in (None, maak_netwerk()):
        inzet(wijk, thema, organisatie=humanitas, netwerk=netwerk)
    inzet(zuid, thema, organisatie=humanitas)
    assert cel(wijk, thema).partijen == 1


def test_a_collection_is_somebody_but_never_a_party(wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    inzet(wijk, thema, organisatie=maak_organisatie(is_verzameling=True))
    vak = cel(wijk, thema)
    assert (vak.partijen, vak.stand) == (0, DUN)


def test_a_role_and_a_network_that_works_itself_are_parties(wijk, thema):
    netwerk = maak_netwerk()
    inzet(wijk, thema, omschreven_rol="cultuurcoach")
    inzet(wijk, thema, omschreven_rol="cultuurcoach", netwerk=netwerk)
    inzet(wijk, thema, netwerk=netwerk)
    assert cel(wijk, thema).partijen == 2


def test_an_initiative_counts_unless_inzet_in_that_cell_names_it(wijk, thema):
    moestuin = maak_initiatief(wijken=[wijk], themas=[thema], bevestigd_op=VANDAAG)
    assert cel(wijk, thema).partijen == 1
    inzet(wijk, thema, initiatief=moestuin)
    assert cel(wijk, thema).partijen == 1
    inzet(wijk, thema)
    assert cel(wijk, thema).partijen == 2


def test_a_collection_of_initiatives_is_never_a_party(wijk, thema):
    maak_initiatief(wijken=[wijk], themas=[thema], is_verzameling=True)
    assert (cel(wijk, thema).partijen, cel(wijk, thema).stand) == (0, EXTRA)


# Levels


def test_what_holds_for_the_city_or_gebied_counts_in_every_wijk_below(wijk, thema, zuid):
    inzet(zuid, thema)
    maak_initiatief(wijken=[zuid.ligt_in], themas=[thema])
    maak_agendapunt(wijk=zuid.ligt_in, thema=thema)
    vak = cel(wijk, thema)
    assert (vak.partijen, vak.stand) == (2, GEDEKT)


def test_what_lies_below_is_rolled_up_but_its_agenda_is_not(wijk, thema, zuid):
    inzet(wijk, thema)
    maak_agendapunt(wijk=wijk, thema=thema)
    vak = cel(zuid, thema)
    assert (vak.partijen, vak.stand) == (1, EXTRA)


def test_a_neighbouring_wijk_does_not_count(wijk, thema, zuid):
    buur = maak_wijk(ligt_in=zuid)
    inzet(buur, thema)
    maak_agendapunt(wijk=buur, thema=thema)
    assert cel(wijk, thema).stand == LEEG


def test_what_holds_for_an_informal_area_counts_in_its_wijken_and_the_other_way(wijk, thema, zuid):
    streek = maak_wijk(soort="streek", ligt_in=zuid.ligt_in, omvat=[wijk])
    buurt = maak_wijk(soort="buurt", ligt_in=wijk)
    inzet(streek, thema)
    maak_agendapunt(wijk=streek, thema=thema)
    assert cel(wijk, thema).stand == cel(buurt, thema).stand == DUN
    inzet(buurt, thema)
    assert cel(streek, thema).partijen == 2


# Dates


def test_coverage_is_that_of_the_day_asked_for(wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    inzet(wijk, thema, tot=GISTEREN, status="gestopt", bevestigd_op=GISTEREN)
    assert cel(wijk, thema).stand == WITTE_VLEK
    assert cel(wijk, thema, GISTEREN).stand == DUN


def test_a_plan_does_not_become_active_by_the_calendar(wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    inzet(wijk, thema, vanaf=GISTEREN, status="gepland")
    assert cel(wijk, thema).stand == WITTE_VLEK


def test_an_agenda_counts_from_its_first_to_its_last_day_and_a_lapsed_one_never(wijk, thema):
    punt = maak_agendapunt(wijk=wijk, thema=thema)
    punt.agenda.vanaf = VANDAAG
    punt.agenda.save()
    inzet(wijk, thema)
    assert (cel(wijk, thema, GISTEREN).stand, cel(wijk, thema).stand) == (EXTRA, DUN)
    punt.agenda.stand = "vervallen"
    punt.agenda.save()
    assert cel(wijk, thema).stand == EXTRA


# Who sees what


def test_what_is_not_public_does_not_leak_into_the_counts(wijk, thema):
    netwerk = maak_netwerk(openbaar=False)
    geheim = maak_organisatie(openbaar=False)
    inzet(wijk, thema, organisatie=geheim)
    inzet(wijk, thema, netwerk=netwerk, organisatie=maak_organisatie())
    maak_initiatief(wijken=[wijk], themas=[thema], openbaar=False)
    punt = maak_agendapunt(wijk=wijk, thema=thema)
    punt.agenda.openbaar = False
    punt.agenda.save()
    assert cel(wijk, thema).stand == LEEG
    assert cel(wijk, thema, gebruiker=maak_coordinator(netwerk)).partijen == 1


# Cost


@pytest.mark.eenmaal
def test_the_number_of_queries_depends_on_nothing(zuid, thema, django_assert_num_queries):
    def tel():
        kolommen = list(zuid.delen.all())
        with CaptureQueriesContext(connection) as queries:
            bereken(Inzet.objects, kolommen, VANDAAG, ANONIEM)
        return len(queries)

    maak_inzet(wijk=maak_wijk(ligt_in=zuid))
    een = tel()
    for _ in range(30):
        plek = maak_wijk(ligt_in=zuid)
        maak_inzet(wijk=plek, thema=thema)
        maak_agendapunt(wijk=plek, thema=thema)
    assert tel() == een == 5
