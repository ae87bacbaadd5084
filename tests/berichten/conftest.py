"""An organisation that is asked by mail what is still right, and a place that people report on."""

import pytest
from django.core.cache import cache

from tests.hulp.bouwers import maak_accommodatie, maak_netwerk
from tests.hulp.navraagproef import link_uit, maak_partij, stuur


@pytest.fixture
def netwerk(vandaag):
    return maak_netwerk()


@pytest.fixture
def humanitas(netwerk, wijk):
    return maak_partij(netwerk, wijk)


@pytest.fixture
def pad(humanitas):
    """The address in the mail to Humanitas."""
    [bericht] = stuur()
    return link_uit(bericht)


@pytest.fixture
def nog_niets_gemeld():
    """Nobody has sent anything yet, as the rate limits count it."""
    cache.clear()


@pytest.fixture
def plek():
    return maak_accommodatie(naam="De Stroming", openingstijden="ma 9-12 uur")
