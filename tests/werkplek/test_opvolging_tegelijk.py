"""Two who stop at the same moment don't leave their network to nobody."""

import threading

import pytest
from django.db import connection, transaction
from django.test import Client

from netwerken.bereik import zonder_coordinator
from netwerken.models import Netwerk
from tests.hulp.bouwers import maak_coordinator, maak_netwerk
from tests.hulp.drukte import tegelijk

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_stop_at_once_one_stays():
    for _ronde in range(3):
        netwerk = maak_netwerk()

        def stopper(wie, netwerk=netwerk):
            client = Client()
            client.force_login(wie)
            velden = {"netwerken": [netwerk.pk]}
            return lambda: client.post("/werkplek/overdragen/", velden).status_code

        antwoorden = tegelijk(*(stopper(maak_coordinator(netwerk)) for _n in range(2)))
        assert sorted(antwoorden) == [200, 302]
        assert netwerk.coordinatoren.count() == 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one transaction writes at a time")
def test_without_locking_the_network_both_go():
    netwerk = maak_netwerk()
    beiden = threading.Barrier(2)

    def stopper(wie):
        def stop():
            with transaction.atomic():
                netwerk.coordinatoren.through.objects.filter(gebruiker=wie).delete()
                beiden.wait(timeout=20)
                zonder = zonder_coordinator(Netwerk.objects.filter(pk=netwerk.pk)).exists()
                beiden.wait(timeout=20)
                return zonder

        return stop

    assert tegelijk(*(stopper(maak_coordinator(netwerk)) for _n in range(2))) == [False, False]
    assert not netwerk.coordinatoren.exists()
