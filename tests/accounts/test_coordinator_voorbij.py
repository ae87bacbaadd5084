"""A coordinator has the rights of one until the last day of the network, and no longer."""

import datetime

import pytest
from django.utils import timezone

from buurtnet.accounts.models import Gebruiker
from netwerken.models import Contactpunt, Inzet, Netwerk
from tests.hulp import bouwers
from tests.hulp.bouwers import maak_contactpunt, maak_coordinator, maak_netwerk
from wijken.models import Wijk

pytestmark = pytest.mark.django_db
EEN_DAG = datetime.timedelta(days=1)


@pytest.fixture
def vandaag():
    return timezone.localdate()


def vers(gebruiker):
    """The same person, who remembers nothing of what was asked before."""
    return Gebruiker.objects.get(pk=gebruiker.pk)


def test_the_last_day_of_a_network_still_counts(vandaag):
    netwerk = maak_netwerk(tot=vandaag)
    coordinator = maak_coordinator(netwerk)
    assert coordinator.is_coordinator and netwerk.can_edit(coordinator)
    Netwerk.objects.update(tot=vandaag - EEN_DAG)
    coordinator = vers(coordinator)
    assert not coordinator.is_coordinator
    assert not netwerk.can_edit(coordinator)
    assert netwerk.can_edit(bouwers.maak_redacteur())


def test_another_network_that_still_runs_keeps_its_rights(vandaag):
    voorbij, lopend = maak_netwerk(tot=vandaag - EEN_DAG), maak_netwerk()
    coordinator = maak_coordinator(voorbij, lopend)
    assert coordinator.netwerk_ids() == {lopend.pk}


def test_what_has_ended_gives_no_rights_on_what_lies_below_it(vandaag):
    boven = maak_netwerk(tot=vandaag - EEN_DAG)
    onder = maak_netwerk(bovenliggend=boven)
    assert not maak_coordinator(boven).is_coordinator
    assert maak_coordinator(onder).netwerk_ids() == {onder.pk}


def test_below_a_network_what_has_ended_is_not_changed_either(vandaag):
    boven = maak_netwerk()
    maak_netwerk(bovenliggend=boven, tot=vandaag - EEN_DAG)
    assert maak_coordinator(boven).netwerk_ids() == {boven.pk}


def test_contact_data_closes_with_the_network(vandaag):
    netwerk = maak_netwerk()
    coordinator = maak_coordinator(netwerk)
    zichtbaar = {"telefoon_zichtbaar": "coordinatoren"}
    maak_contactpunt(telefoon="050 123 45 67", **zichtbaar)
    assert Contactpunt.objects.all().voor(coordinator)
    Netwerk.objects.update(tot=vandaag - EEN_DAG)
    assert not Contactpunt.objects.all().voor(vers(coordinator))


def test_the_werkgebied_of_what_has_ended_is_nobodys(vandaag):
    werkgebied = bouwers.maak_werkgebied()
    inzet = bouwers.maak_inzet(wijk=werkgebied.wijk)
    coordinator = maak_coordinator(werkgebied.netwerk)
    assert inzet.can_edit(coordinator)
    Netwerk.objects.update(tot=vandaag - EEN_DAG)
    coordinator = vers(coordinator)
    assert not Wijk.objects.in_werkgebied_van(coordinator).exists()
    assert not Inzet.objects.editable_by(coordinator).exists()
