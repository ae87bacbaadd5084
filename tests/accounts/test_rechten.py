"""What a coordinator may change is what holds now; what ended in her own network she can mend."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from netwerken.models import Organisatie
from tests.hulp.bouwers import (
    laat_los_eindigen,
    log_in,
    maak_coordinator,
    maak_deelname,
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


@pytest.mark.parametrize("maak", [in_wijk, in_netwerk])
@pytest.mark.parametrize(
    ("periode", "mag"),
    [({}, True), (PLAN, True), (GISTEREN, False)],
    ids=["nu", "plan", "gisteren"],
)
def test_an_organisation_is_a_coordinators_as_long_as_it_is_active_there(eigen, maak, periode, mag):
    organisatie = maak(eigen, **periode).organisatie
    assert organisatie.can_edit(eigen.coordinator) is mag
    assert (organisatie in Organisatie.objects.editable_by(eigen.coordinator)) is mag


@pytest.mark.parametrize("maak", [in_wijk, in_netwerk])
def test_an_organisation_that_ended_is_still_mended_by_whom_it_ended_with(client, eigen, maak):
    rij = maak(eigen)
    pad = reverse("netwerken:organisatie_beeindigen", args=[rij.organisatie.slug])
    client.post(pad, {"tot": "31-12-2021", "reden": "gestopt", "versie": 1})
    rij.organisatie.refresh_from_db()
    assert rij.organisatie.tot
    assert rij.organisatie.can_edit(eigen.coordinator)


def test_what_left_before_an_organisation_ended_gives_no_right_to_it(eigen):
    organisatie = maak_organisatie(tot=datetime.date(2021, 12, 31), status="gestopt")
    in_wijk(eigen, organisatie=organisatie, tot=datetime.date(2020, 1, 1), status="gestopt")
    assert not organisatie.can_edit(eigen.coordinator)


@pytest.mark.parametrize("soort", ["inzet", "deelname"])
def test_what_ended_in_a_network_can_still_be_mended_there(client, eigen, soort):
    rij = maak_inzet(netwerk=eigen.netwerk, organisatie=maak_organisatie(), **GISTEREN)
    if soort == "deelname":
        rij = in_netwerk(eigen, **GISTEREN)
    lijst = {"inzet": "netwerk_inzet", "deelname": "netwerk_deelnames"}[soort]
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
    assert not inzet.organisatie.can_edit(coordinator)
