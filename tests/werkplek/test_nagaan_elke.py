"""How often something is checked: chosen in a form by who looks after it, and told of after."""

import pytest
from django.utils import timezone

from buurtnet.kern.versheid import grens
from netwerken.models import Netwerk
from tests.hulp.bouwers import maak_inzet
from tests.hulp.formulier import velden

pytestmark = pytest.mark.django_db


def test_a_network_that_is_checked_each_month_asks_its_inzet_again_after_a_month(client, eigen):
    Netwerk.objects.update(bevestigd_op=timezone.localdate())
    maak_inzet(netwerk=eigen.netwerk, wijk=eigen.wijk, bevestigd_op=grens(timezone.localdate(), 2))
    assert not client.get("/werkplek/").context["na_te_lopen"]
    adres = f"{eigen.netwerk.get_absolute_url()}wijzigen/"
    gegevens = velden(client.get(adres)) | {"nagaan_elke": "1"}
    assert client.post(adres, gegevens).status_code == 302
    assert len(client.get("/werkplek/").context["na_te_lopen"]) == 1
    geschiedenis = client.get(f"{eigen.netwerk.get_absolute_url()}geschiedenis/").content.decode()
    assert "elke maand" in geschiedenis
