"""How far the rights of a coordinator reach, and what asking it costs."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from buurtnet.kern.rechten import bereik_van, eigen_of_403, mag_toevoegen
from tests.hulp.bouwers import (
    maak_agenda,
    maak_coordinator,
    maak_gebied,
    maak_gebruiker,
    maak_netwerk,
    maak_redacteur,
    maak_werkgebied,
    maak_wijk,
)

pytestmark = pytest.mark.django_db


def test_the_reach_of_a_coordinator_is_their_networks_with_all_that_lies_below():
    gebied = maak_gebied()
    wijk = maak_wijk(ligt_in=gebied)
    netwerk = maak_werkgebied(wijk=gebied).netwerk
    werkgroep = maak_netwerk(bovenliggend=netwerk)
    maak_werkgebied()
    bereik = bereik_van(maak_coordinator(netwerk))
    assert bereik.netwerk_ids == {netwerk.pk, werkgroep.pk}
    assert bereik.wijk_ids == {gebied.pk, wijk.pk}
    assert list(bereik.eigen_netwerken) == [netwerk]


def test_an_agenda_that_their_network_works_at_is_a_coordinators():
    agenda, andere = maak_agenda(), maak_agenda()
    coordinator = maak_coordinator(maak_netwerk(agenda=agenda))
    assert agenda.can_edit(coordinator)
    assert not andere.can_edit(coordinator)


def test_the_reach_is_read_once_and_no_further_than_asked(django_assert_num_queries):
    gebruiker = maak_coordinator(maak_werkgebied().netwerk)
    with django_assert_num_queries(1):
        assert gebruiker.is_coordinator
        assert gebruiker.netwerk_ids() == bereik_van(gebruiker).netwerk_ids
    with django_assert_num_queries(1):
        assert len(bereik_van(gebruiker).wijk_ids) == 1
    with django_assert_num_queries(0):
        assert gebruiker.is_coordinator
        assert len(bereik_van(gebruiker).wijk_ids) == 1


@pytest.mark.parametrize("maak", [AnonymousUser, maak_gebruiker])
def test_who_coordinates_nothing_reaches_nothing(maak):
    bereik = bereik_van(maak())
    assert not bereik.netwerk_ids
    assert not bereik.wijk_ids
    assert not list(bereik.agenda_ids)
    assert not list(bereik.eigen_netwerken)


def test_what_somebody_may_only_read_is_refused():
    netwerk = maak_netwerk()
    assert eigen_of_403(netwerk, maak_coordinator(netwerk)) is netwerk
    assert eigen_of_403(netwerk, maak_redacteur()) is netwerk
    for gebruiker in (maak_coordinator(maak_netwerk()), AnonymousUser()):
        with pytest.raises(PermissionDenied):
            eigen_of_403(netwerk, gebruiker)


def test_coordinators_and_redacteuren_add_things():
    assert mag_toevoegen(maak_redacteur())
    assert mag_toevoegen(maak_coordinator(maak_netwerk()))
    assert not mag_toevoegen(maak_gebruiker())
    assert not mag_toevoegen(AnonymousUser())
