"""A new record with its first rows: they hold as long as it does."""

import datetime

import pytest
from django.urls import reverse

from netwerken.models import Inzet, Organisatie

from .bouwers import maak_coordinator, maak_thema, maak_werkgebied
from .test_beheer_inzet import SLEUTEL

pytestmark = pytest.mark.django_db


@pytest.fixture
def eigen(client):
    """A network with a wijk, and its coordinator, logged in."""
    werkgebied = maak_werkgebied()
    client.force_login(maak_coordinator(werkgebied.netwerk))
    return werkgebied


@pytest.mark.parametrize(
    ("periode", "vanaf", "tot"),
    [
        ({"vanaf": "2099"}, (datetime.date(2099, 1, 1), "jaar"), (None, "dag")),
        (
            {"vanaf": "2099", "status": "gepland"},
            (datetime.date(2099, 1, 1), "jaar"),
            (None, "dag"),
        ),
        (
            {"tot": "mei 2021", "status": "gestopt"},
            (None, "dag"),
            (datetime.date(2021, 5, 31), "maand"),
        ),
    ],
)
def test_the_first_inzet_holds_as_long_as_its_organisation(client, eigen, periode, vanaf, tot):
    gegevens = {"naam": "De Zonnewijzer", "soort": "welzijn", "formeel": "onbekend"}
    gegevens |= {"wijk": eigen.wijk.pk, "thema": maak_thema().pk, "sleutel": SLEUTEL}
    gegevens |= {"status": "actief"} | periode
    assert client.post(reverse("netwerken:organisatie_nieuw"), gegevens).status_code == 302
    inzet, organisatie = Inzet.objects.get(), Organisatie.objects.get()
    assert inzet.organisatie == organisatie
    for rij in (organisatie, inzet):
        assert (rij.vanaf, rij.vanaf_precisie) == vanaf
        assert (rij.tot, rij.tot_precisie) == tot
        assert rij.status == gegevens["status"]
    assert not Inzet.objects.actueel().exists()
    assert inzet.bron and inzet.bevestigd_door == organisatie.bevestigd_door
