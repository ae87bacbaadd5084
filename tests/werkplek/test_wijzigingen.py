"""The desk says what was done to a record, and leads to its history."""

import datetime

import pytest
from django.urls import reverse

from buurtnet.bewerken.opslaan import adres
from tests.hulp.bouwers import (
    in_hoede_van,
    log_in,
    maak_coordinator,
    maak_deelname,
    maak_initiatief,
    maak_inzet,
    maak_organisatie,
    maak_werkgebied,
)

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]


@pytest.fixture
def eigen(client):
    """A network with a wijk, and its coordinator, logged in."""
    werkgebied = maak_werkgebied()
    log_in(client, maak_coordinator(werkgebied.netwerk))
    return werkgebied


def wijzigingen(client):
    return client.get(reverse("netwerken:werkplek")).context["wijzigingen"]


def wat(client):
    return [wijziging["wat"] for wijziging in wijzigingen(client)]


def beeindig(client, rij, **anders):
    gegevens = {"tot": "31-12-2021", "reden": "geen geld", "versie": rij.versie} | anders
    assert client.post(adres(rij, "beeindigen"), gegevens).status_code == 302
    rij.refresh_from_db()


def test_a_new_record_was_added_though_its_wijken_were_set_afterwards(client, eigen):
    gegevens = {"naam": "Tuin", "soort": "project", "wijken": [eigen.wijk.pk]}
    gegevens |= {"status": "actief", "openbaar": "on"}
    client.post(reverse("initiatieven:initiatief_nieuw"), gegevens)
    assert wat(client) == ["toegevoegd"]


def test_what_ended_says_so_with_its_reason(client, eigen):
    inzet = maak_inzet(wijk=eigen.wijk)
    beeindig(client, inzet)
    assert wat(client) == ["beëindigd: geen geld"]


def test_what_was_done_to_something_that_ended_is_no_end(client, eigen):
    inzet = maak_inzet(wijk=eigen.wijk)
    beeindig(client, inzet)
    for reden in ("typefout", None):
        inzet._change_reason = reden
        inzet.save()
    inzet.history.update(history_user=eigen.netwerk.coordinatoren.get())
    assert wat(client)[:3] == ["gewijzigd", "gewijzigd: typefout", "beëindigd: geen geld"]


def test_a_change_and_a_confirmation_are_called_that(client, eigen):
    tuin = in_hoede_van(eigen.netwerk, maak_initiatief(wijken=[eigen.wijk]))
    gegevens = {"naam": "Tuin", "soort": "project", "wijken": [eigen.wijk.pk], "versie": 1}
    client.post(adres(tuin, "wijzigen"), gegevens | {"status": "actief", "openbaar": "on"})
    tuin.refresh_from_db()
    client.post(adres(tuin, "bevestigen"))
    assert wat(client) == ["bevestigd", "gewijzigd"]


def test_every_change_leads_to_the_history_of_what_it_was(client, eigen):
    elders = maak_werkgebied(netwerk=eigen.netwerk).netwerk
    los = maak_inzet(wijk=eigen.wijk, organisatie=maak_organisatie())
    via = maak_inzet(wijk=eigen.wijk, netwerk=elders)
    deelname = maak_deelname(netwerk=eigen.netwerk)
    tuin = in_hoede_van(eigen.netwerk, maak_initiatief(wijken=[eigen.wijk]))
    rijen = [los, via, deelname, tuin]
    for rij in rijen:
        client.post(adres(rij, "bevestigen"))
    # The address of what was confirmed without a network is one with it now.
    los.refresh_from_db()
    los.netwerk = eigen.netwerk
    los.save()
    gevonden = wijzigingen(client)
    assert {rij["geschiedenis"] for rij in gevonden} == {
        adres(rij, "geschiedenis") for rij in rijen
    }
    for rij in gevonden:
        assert client.get(rij["geschiedenis"]).status_code == 200
    tekst = client.get(reverse("netwerken:werkplek")).content.decode()
    assert f'<a href="{adres(deelname, "geschiedenis")}">bevestigd</a>' in tekst


def test_an_end_put_on_another_day_is_an_end_again(client, eigen):
    inzet = maak_inzet(wijk=eigen.wijk)
    beeindig(client, inzet, tot="2030")
    beeindig(client, inzet, tot="vandaag", reden="toch eerder")
    assert inzet.tot < datetime.date(2030, 1, 1)
    assert wat(client) == ["beëindigd: toch eerder", "beëindigd: geen geld"]
