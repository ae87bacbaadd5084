"""Several people at one table at the same moment: nothing that anybody pressed is lost."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from netwerken.models import Aanwezigheid, Afspraak
from tests.hulp.bouwers import (
    VANDAAG,
    maak_bijeenkomst,
    maak_coordinator,
    maak_deelname,
    maak_netwerk,
)
from tests.hulp.drukte import tegelijk
from tests.hulp.formulier import velden

pytestmark = pytest.mark.django_db(transaction=True)
MENSEN = 4


@pytest.fixture
def netwerk():
    return maak_netwerk()


@pytest.fixture
def bijeenkomst(netwerk):
    return maak_bijeenkomst(netwerk=netwerk, vanaf=VANDAAG)


@pytest.fixture
def deelnemers(netwerk):
    return [maak_deelname(netwerk=netwerk).organisatie for _keer in range(MENSEN + 1)]


def adres(bijeenkomst):
    return reverse("netwerken:bijeenkomst", kwargs=bijeenkomst.padsleutel)


def klant(netwerk):
    client = Client()
    client.force_login(maak_coordinator(netwerk))
    return client


def zet_hele_lijst(bijeenkomst, wie):
    """As a form would that says who is there, instead of who was pressed."""
    with transaction.atomic():
        bijeenkomst.aanwezigen.exclude(organisatie__in=wie).delete()
        for organisatie in wie:
            Aanwezigheid.objects.get_or_create(bijeenkomst=bijeenkomst, organisatie=organisatie)


def test_what_each_presses_at_once_is_all_there(netwerk, bijeenkomst, deelnemers):
    *ieder, allen = deelnemers
    klanten = [klant(netwerk) for _wie in ieder]
    open_ = [velden(een.get(adres(bijeenkomst))) for een in klanten]
    antwoorden = tegelijk(
        *(
            lambda een=een, vel=vel, wie=wie: (
                een.post(
                    adres(bijeenkomst), vel | {"wie": [f"o{wie.pk}", f"o{allen.pk}"]}
                ).status_code
            )
            for een, vel, wie in zip(klanten, open_, ieder, strict=True)
        )
    )
    assert antwoorden == [302] * MENSEN
    assert bijeenkomst.aanwezigen.count() == MENSEN + 1


def test_a_form_that_says_the_whole_list_would_lose_some(bijeenkomst, deelnemers):
    for wie in deelnemers[:2]:
        zet_hele_lijst(bijeenkomst, [wie])
    assert bijeenkomst.aanwezigen.count() == 1


def test_one_sheet_sent_many_times_at_once_is_kept_once(netwerk, bijeenkomst):
    client = klant(netwerk)
    vel = velden(client.get(adres(bijeenkomst)))
    vel |= {"nieuw-0-onderwerp": "Soep", "nieuw-0-besluit": "Elke dinsdag"}

    def stuur():
        zelfde = Client()
        zelfde.cookies = client.cookies
        return zelfde.post(adres(bijeenkomst), vel).status_code

    assert set(tegelijk(*[stuur] * MENSEN)) == {302}
    assert bijeenkomst.punten.count() == Afspraak.objects.count() == 1
