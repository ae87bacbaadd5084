"""What a coordinator may change: rows of her area, records that her network looks after."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from netwerken.hoede import geef_in_hoede
from tests.hulp.bouwers import (
    in_hoede_van,
    laat_los_eindigen,
    log_in,
    maak_accommodatie,
    maak_activiteit,
    maak_contactpunt,
    maak_coordinator,
    maak_deelname,
    maak_huisvesting,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_werkgebied,
)

pytestmark = pytest.mark.django_db
GISTEREN = {"tot": timezone.localdate() - datetime.timedelta(1), "status": "gestopt"}
PLAN = {"vanaf": datetime.date(2099, 1, 1), "status": "gepland"}


@pytest.fixture
def eigen(client):
    """A network with a wijk, and its coordinator, logged in."""
    werkgebied = maak_werkgebied()
    werkgebied.coordinator = log_in(client, maak_coordinator(werkgebied.netwerk))
    return werkgebied


def in_wijk(eigen, **periode):
    return maak_inzet(wijk=eigen.wijk, **periode)


def in_netwerk(eigen, **periode):
    return maak_deelname(netwerk=eigen.netwerk, **periode)


def op_plek(eigen, organisatie, **periode):
    plek = maak_accommodatie(wijken=[eigen.wijk])
    return maak_huisvesting(accommodatie=plek, organisatie=organisatie, **periode)


@pytest.mark.parametrize("maak", [in_wijk, in_netwerk, op_plek])
def test_what_happens_in_their_area_gives_a_coordinator_a_right_to_that_row_alone(eigen, maak):
    rij = maak(eigen, organisatie=maak_organisatie())
    assert rij.can_edit(eigen.coordinator)
    for record in (rij.organisatie, getattr(rij, "accommodatie", None)):
        assert record is None or not record.can_edit(eigen.coordinator)


@pytest.mark.parametrize("maak", [maak_organisatie, maak_initiatief, maak_accommodatie])
@pytest.mark.parametrize("periode", [{}, PLAN, GISTEREN], ids=["nu", "plan", "gisteren"])
def test_what_their_network_looks_after_is_a_coordinators_also_once_it_ended(eigen, maak, periode):
    onder = maak_netwerk(bovenliggend=eigen.netwerk)
    for netwerk in (eigen.netwerk, onder):
        record = in_hoede_van(netwerk, maak(**periode))
        assert record.can_edit(eigen.coordinator)
        assert record in type(record).objects.editable_by(eigen.coordinator)
    for ander in (maak(**periode), in_hoede_van(maak_netwerk(), maak(**periode))):
        assert not ander.can_edit(eigen.coordinator)
        assert ander.can_edit(maak_redacteur())


def test_what_the_redactie_took_over_is_no_coordinators(eigen):
    record = in_hoede_van(eigen.netwerk, maak_organisatie())
    geef_in_hoede(record, None)
    assert not record.can_edit(eigen.coordinator)


def test_an_initiative_in_their_wijk_gives_no_right_to_it_but_its_activity_there_does(eigen):
    initiatief = maak_initiatief(wijken=[eigen.wijk])
    activiteit = maak_activiteit(wijken=[eigen.wijk], initiatief=initiatief)
    assert activiteit.can_edit(eigen.coordinator)
    assert not initiatief.can_edit(eigen.coordinator)


def test_the_contact_of_a_record_is_of_who_looks_after_it(eigen):
    organisatie = in_wijk(eigen).organisatie
    balie = maak_contactpunt(organisatie=organisatie)
    assert not balie.can_edit(eigen.coordinator)
    in_hoede_van(eigen.netwerk, organisatie)
    assert balie.can_edit(eigen.coordinator)


@pytest.mark.parametrize("soort", ["inzet", "deelname"])
def test_what_ended_in_a_network_can_still_be_mended_there(client, eigen, soort):
    rij = maak_inzet(netwerk=eigen.netwerk, organisatie=maak_organisatie(), **GISTEREN)
    if soort == "deelname":
        rij = in_netwerk(eigen, **GISTEREN)
    lijst = {"inzet": "netwerk_inzet_regels", "deelname": "netwerk_deelnames"}[soort]
    tekst = client.get(reverse(f"netwerken:{lijst}", args=[eigen.netwerk.slug])).content.decode()
    wijzigen = reverse(f"netwerken:{soort}_wijzigen", kwargs=rij.padsleutel)
    assert wijzigen in tekst
    assert client.get(wijzigen).status_code == 200


def test_a_network_that_ended_works_nowhere_and_is_the_redactie_s(client):
    netwerk = maak_netwerk()
    inzet = maak_inzet(wijk=maak_werkgebied(netwerk=netwerk).wijk)
    laat_los_eindigen(netwerk, **GISTEREN)
    coordinator = maak_coordinator(netwerk)
    assert not netwerk.can_edit(coordinator)
    assert netwerk.can_edit(maak_redacteur())
    assert not inzet.wijk.werkgebieden.get().tot
    assert not inzet.can_edit(coordinator)
    assert not in_hoede_van(netwerk, inzet.organisatie).can_edit(coordinator)


def test_who_was_switched_off_may_change_nothing(eigen):
    """Also where nobody asked whether they can still log in."""
    inzet, coordinator = in_wijk(eigen), eigen.coordinator
    assert inzet.can_edit(coordinator)
    uit = type(coordinator).objects.get(pk=coordinator.pk)
    uit.is_active = False
    assert not inzet.can_edit(uit)
