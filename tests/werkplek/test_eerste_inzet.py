"""A new record with its first rows: they hold as long as it does."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from netwerken.models import Inzet, Netwerk, Organisatie, Werkgebied
from tests.hulp.bouwers import (
    log_in,
    maak_coordinator,
    maak_deelname,
    maak_netwerk,
    maak_redacteur,
    maak_thema,
    maak_wijk,
)
from tests.hulp.inzetproef import SLEUTEL

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("periode", "vanaf", "tot"),
    [
        ({"vanaf": "2030"}, (datetime.date(2030, 1, 1), "jaar"), (None, "dag")),
        (
            {"vanaf": "2030", "status": "gepland"},
            (datetime.date(2030, 1, 1), "jaar"),
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


NETWERK = {"naam": "Eenzaamheid Oost", "soort": "overleg", "openbaar": "on", "status": "actief"}


def voeg_netwerk_toe(client, **meer):
    gegevens = NETWERK | {"sleutel": SLEUTEL} | meer
    return client.post(reverse("netwerken:netwerk_nieuw"), gegevens)


def test_a_new_network_works_in_its_wijken_from_the_same_day(client):
    log_in(client, maak_redacteur())
    wijken = [maak_wijk(naam="Beijum"), maak_wijk(naam="Lewenborg")]
    keuze = [wijk.pk for wijk in wijken]
    assert voeg_netwerk_toe(client, wijken=keuze, vanaf="mei 2021").status_code == 302
    netwerk = Netwerk.objects.get()
    for gebied in netwerk.werkgebieden.all():
        assert (gebied.vanaf, gebied.vanaf_precisie) == (datetime.date(2021, 5, 1), "maand")
        assert gebied.bron and gebied.bevestigd_op == netwerk.bevestigd_op
    for wijk in wijken:
        assert "Eenzaamheid Oost" in client.get(wijk.get_absolute_url()).content.decode()


def test_a_network_that_is_only_planned_works_nowhere_yet(client, eigen):
    voeg_netwerk_toe(client, wijken=[eigen.wijk.pk], status="gepland")
    gebied = Werkgebied.objects.exclude(pk=eigen.pk).get()
    assert (gebied.wijk, gebied.status) == (eigen.wijk, "gepland")
    assert "Eenzaamheid" not in Client().get(eigen.wijk.get_absolute_url()).content.decode()


def test_a_coordinator_chooses_among_her_own_wijken(client, eigen):
    form = client.get(reverse("netwerken:netwerk_nieuw")).context["form"]
    assert form["wijken"].label == "In welke wijken?"
    assert form["wijken"].value() == [eigen.wijk.pk]
    antwoord = voeg_netwerk_toe(client, wijken=[maak_wijk().pk])
    assert list(antwoord.context["form"].errors) == ["wijken"]
    assert Netwerk.objects.count() == 1


def test_netwerk_wijzigen_asks_no_wijken(client, eigen):
    pad = reverse("netwerken:netwerk_wijzigen", args=[eigen.netwerk.slug])
    assert "wijken" not in client.get(pad).context["form"].fields


def test_an_empty_network_says_what_would_stand_there_and_who_adds_it(client):
    netwerk = maak_netwerk()
    tekst = client.get(netwerk.get_absolute_url()).content.decode()
    assert "Nog geen wijken" in tekst and "Niemand bekend" in tekst
    assert "Voeg een" not in tekst
    log_in(client, maak_coordinator(netwerk))
    tekst = client.get(netwerk.get_absolute_url()).content.decode()
    for naam in ("werkgebied_nieuw", "deelname_nieuw"):
        assert reverse(f"netwerken:{naam}", args=[netwerk.slug]) in tekst


def test_a_network_with_a_wijk_and_somebody_is_not_empty(client, eigen):
    maak_deelname(netwerk=eigen.netwerk)
    tekst = client.get(eigen.netwerk.get_absolute_url()).content.decode()
    assert "Nog geen wijken" not in tekst and "Niemand bekend" not in tekst
