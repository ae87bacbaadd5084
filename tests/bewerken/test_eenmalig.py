"""A form that is sent twice makes one record; any other form with its key is a form of its own."""

import re

import pytest
from django.urls import reverse

from buurtnet.bewerken.inzending import Inzending
from netwerken.models import Deelname, Inzet
from tests.hulp.bouwers import (
    log_in,
    maak_coordinator,
    maak_organisatie,
    maak_thema,
    maak_werkgebied,
)
from wijken.models import Agenda

pytestmark = pytest.mark.django_db


@pytest.fixture
def plek(client):
    """Where a network of `client` works."""
    plek = maak_werkgebied()
    log_in(client, maak_coordinator(plek.netwerk, naam="Een"))
    return plek


@pytest.fixture
def inzet_nieuw(plek):
    return reverse("netwerken:inzet_nieuw", kwargs={"netwerk": plek.netwerk.slug})


@pytest.fixture
def velden(client, plek, inzet_nieuw):
    """What the form of a new inzet sends, with the key that the page gave it."""
    gegevens = {"wijk": plek.wijk.pk, "thema": maak_thema().pk, "status": "actief"}
    return gegevens | {"omschreven_rol": "hulp", "sleutel": sleutel_op(client, inzet_nieuw)}


def sleutel_op(client, pad):
    return re.search(r'name="sleutel" value="([^"]+)"', client.get(pad).content.decode())[1]


def test_the_same_form_sent_again_makes_nothing_and_leads_to_the_same_page(
    client, inzet_nieuw, velden
):
    adressen = {client.post(inzet_nieuw, velden).url for _keer in range(3)}
    assert (len(adressen), Inzet.objects.count()) == (1, 1)


def test_the_key_of_a_form_that_somebody_else_got_saves_what_one_typed(
    client, plek, inzet_nieuw, velden
):
    client.post(inzet_nieuw, velden)
    log_in(client, maak_coordinator(plek.netwerk, naam="Ander"))
    anders = velden | {"omschreven_rol": "cultuurcoach"}
    assert client.post(inzet_nieuw, anders).status_code == 302
    assert set(Inzet.objects.values_list("omschreven_rol", flat=True)) == {"hulp", "cultuurcoach"}


def test_what_somebody_else_sent_is_not_taken_for_mine_though_it_is_the_same(
    client, plek, inzet_nieuw, velden
):
    client.post(inzet_nieuw, velden)
    log_in(client, maak_coordinator(plek.netwerk, naam="Ander"))
    antwoord = client.post(inzet_nieuw, velden)
    assert "staat er al" in str(antwoord.context["form"].errors)


def test_the_key_of_another_form_saves_what_was_typed(client, plek, inzet_nieuw, velden):
    client.post(inzet_nieuw, velden)
    deelname = reverse("netwerken:deelname_nieuw", args=[plek.netwerk.slug])
    gegevens = {"omschreven_rol": "wijkagent", "rol": "deelnemer", "status": "actief"}
    assert client.post(deelname, gegevens | {"sleutel": velden["sleutel"]}).status_code == 302
    assert Deelname.objects.filter(omschreven_rol="wijkagent").count() == 1


def test_the_key_of_the_same_form_elsewhere_saves_what_was_typed(client, plek, velden):
    ander = maak_werkgebied(netwerk=plek.netwerk)
    gegevens = {"naam": "Agenda", "soort": "wijkagenda", "stand": "onbekend", "status": "actief"}
    gegevens |= {"draagvlak": "onbekend", "toch": "1", "sleutel": velden["sleutel"]}
    gegevens |= {"punten-TOTAL_FORMS": 0, "punten-INITIAL_FORMS": 0, "wijken": [ander.wijk.pk]}
    for wijk in (plek.wijk, ander.wijk):
        pad = reverse("wijken:agenda_nieuw", args=[wijk.slug])
        assert client.post(pad, gegevens).status_code == 302
    assert Agenda.objects.count() == 2


def test_who_goes_back_and_fills_in_something_else_adds_that_too(client, inzet_nieuw, velden):
    client.post(inzet_nieuw, velden)
    client.post(inzet_nieuw, velden | {"omschreven_rol": "cultuurcoach"})
    assert Inzet.objects.count() == 2


def test_a_form_below_a_network_that_was_renamed_meanwhile_is_still_the_same(
    client, plek, inzet_nieuw, velden
):
    eerst = client.post(inzet_nieuw, velden)
    plek.netwerk.naam = "Anders"
    plek.netwerk.save()
    assert client.post(inzet_nieuw, velden).url == eerst.url
    assert Inzet.objects.count() == 1


def test_a_form_that_was_not_saved_uses_no_key(client, inzet_nieuw, velden):
    antwoord = client.post(inzet_nieuw, velden | {"wijk": ""})
    assert (antwoord.status_code, Inzending.objects.count()) == (200, 0)
    assert client.post(inzet_nieuw, velden | {"organisatie": maak_organisatie().naam}).context
    assert client.post(inzet_nieuw, velden).status_code == 302
