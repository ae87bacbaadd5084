"""What becomes a church at the very moment that somebody opens its contact, stays closed."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from django.urls import reverse

from netwerken.models import Contactpunt, Organisatie
from tests.hulp.bouwers import (
    in_hoede_van,
    maak_contactpunt,
    maak_coordinator,
    maak_netwerk,
    maak_organisatie,
    maak_signaal,
)
from tests.hulp.drukte import tegelijk
from tests.hulp.naamwoorden import adres, ingevuld

pytestmark = pytest.mark.django_db(transaction=True)
RONDES = 3
OPEN = {"telefoon": "050 1", "telefoon_zichtbaar": "openbaar"}
LEEG = {"email": "", "email_zichtbaar": "netwerk", "naam": "", "naam_zichtbaar": "netwerk"}


@pytest.fixture
def netwerk():
    return maak_netwerk()


@pytest.fixture
def klant(netwerk):
    client = Client()
    client.force_login(maak_coordinator(netwerk))
    return client


def word_kerk(organisatie):
    """As a form does: the row is held before it is read."""
    with transaction.atomic():
        rij = Organisatie.objects.select_for_update(of=("self",)).get(pk=organisatie.pk)
        rij.soort = "kerk"
        rij.save()


def is_open(organisatie):
    return organisatie.contactpunten.all().voor(AnonymousUser())


@pytest.mark.parametrize("is_nieuw", [True, False])
def test_a_contact_that_is_opened_meanwhile_is_closed(netwerk, klant, is_nieuw):
    for _ronde in range(RONDES):
        organisatie = in_hoede_van(netwerk, maak_organisatie())
        if is_nieuw:
            pad = reverse("netwerken:contactpunt_nieuw", kwargs={"organisatie": organisatie.slug})
            velden = {"functie": "balie", **LEEG, **OPEN}
        else:
            dicht = OPEN | {"telefoon_zichtbaar": "netwerk"}
            punt = maak_contactpunt(organisatie=organisatie, **dicht)
            pad, velden = adres(punt, "wijzigen"), ingevuld(klant, punt) | OPEN
        _niets, antwoord = tegelijk(
            lambda wie=organisatie: word_kerk(wie),
            lambda pad=pad, velden=velden: klant.post(pad, velden).status_code,
        )
        # Who came second was told so beside the field, or closed what was open.
        assert antwoord in (200, 302)
        assert not is_open(organisatie)
        assert not Contactpunt.objects.filter(organisatie=organisatie, gevoelig=False).exists()


def test_who_reads_first_and_writes_later_without_holding_it_is_refused_by_the_database(netwerk):
    organisatie = in_hoede_van(netwerk, maak_organisatie())
    punt = Contactpunt(organisatie=organisatie, functie="balie", **OPEN)
    # Without the guard: what was read before the other saved is written after it.
    assert organisatie.soort != "kerk"
    word_kerk(organisatie)
    with pytest.raises(Exception, match="gevoelig"):
        super(Contactpunt, punt).save()
    assert not is_open(organisatie)


def test_of_a_step_that_is_pressed_many_times_at_once_one_counts(netwerk, klant):
    signaal = maak_signaal(netwerk=netwerk)
    pad = reverse("netwerken:signaal_stap", args=[signaal.pk])

    def druk():
        zelfde = Client()
        zelfde.cookies = klant.cookies
        return zelfde.post(pad, {"stand": "opgepakt", "van": "nieuw"}).status_code

    assert set(tegelijk(*[druk] * 4)) == {302}
    signaal.refresh_from_db()
    assert (signaal.stand, signaal.versie) == ("opgepakt", 2)
