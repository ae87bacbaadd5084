"""A form that somebody has open outlives that another renames what it is about."""

import pytest
from django.urls import reverse

from buurtnet.kern.record import Record
from netwerken.models import Inzet
from tests.hulp.bouwers import (
    maak_inzet,
    maak_organisatie,
    maak_thema,
    maak_verhaal,
    maak_werkgebied,
)
from tests.hulp.naamwoorden import BOUWERS, adres, ingevuld

pytestmark = pytest.mark.django_db

MET_ADRES = [model for model in BOUWERS if issubclass(model, Record)]
soorten = pytest.mark.parametrize("soort", MET_ADRES, ids=lambda model: model._meta.model_name)


def hernoem(rij, naam="Heel anders"):
    ander = type(rij).objects.get(pk=rij.pk)
    ander.naam = naam
    ander.save()
    assert ander.slug != rij.slug
    return ander


@soorten
@pytest.mark.parametrize("verb", ["wijzigen", "beeindigen", "geschiedenis"])
def test_an_old_address_of_a_form_leads_to_the_new_one(client, eigen, soort, verb):
    rij = BOUWERS[soort](eigen)
    oud = adres(rij, verb)
    nieuw = adres(hernoem(rij), verb)
    antwoord = client.get(f"{oud}?a=b")
    assert (antwoord.status_code, antwoord.url) == (301, f"{nieuw}?a=b")


def test_an_old_address_of_the_form_of_a_story_leads_to_the_new_one(client, eigen):
    verhaal = maak_verhaal(wijken=[eigen.wijk])
    oud = adres(verhaal, "wijzigen")
    assert client.get(oud).status_code == 200
    nieuw = adres(hernoem(verhaal), "wijzigen")
    assert client.get(oud).url == nieuw


@soorten
def test_what_was_typed_is_kept_when_another_renames_it_meanwhile(client, eigen, soort):
    rij = BOUWERS[soort](eigen)
    oud, gegevens = adres(rij, "wijzigen"), ingevuld(client, rij)
    hernoem(rij)
    antwoord = client.post(oud, gegevens | {"naam": "Mijn naam", "vanaf": "mei 2020"})
    [verschil] = antwoord.context["botsing"].verschillen
    assert (verschil["mijn"], verschil["ander"]) == ("Mijn naam", "Heel anders")
    assert antwoord.context["form"]["vanaf"].value() == "mei 2020"
    antwoord = client.post(oud, gegevens | {"naam": "Mijn naam", "versie": 2})
    assert antwoord.url == soort.objects.get(pk=rij.pk).get_absolute_url()


def test_a_row_of_a_renamed_network_is_saved_from_the_old_address(client, eigen):
    inzet = maak_inzet(wijk=eigen.wijk, netwerk=eigen.netwerk)
    oud = adres(inzet, "wijzigen")
    hernoem(eigen.netwerk)
    inzet = Inzet.objects.get(pk=inzet.pk)
    assert client.get(oud).url == adres(inzet, "wijzigen")
    gegevens = {"wijk": inzet.wijk_id, "thema": inzet.thema_id, "netwerk": inzet.netwerk_id}
    gegevens |= {"zelf": "on", "status": "actief", "toelichting": "op dinsdag", "versie": 1}
    assert client.post(oud, gegevens).status_code == 302
    inzet.refresh_from_db()
    assert inzet.toelichting == "op dinsdag"


def test_something_new_is_added_at_the_old_address_of_its_network(client, eigen):
    oud = reverse("netwerken:inzet_nieuw", kwargs={"netwerk": eigen.netwerk.slug})
    nieuw = hernoem(eigen.netwerk)
    adres_nu = reverse("netwerken:inzet_nieuw", kwargs={"netwerk": nieuw.slug})
    assert client.get(oud).url == adres_nu
    gegevens = {"wijk": eigen.wijk.pk, "thema": maak_thema().pk, "status": "actief"}
    gegevens |= {"organisatie": maak_organisatie().naam}
    assert client.post(oud, gegevens).status_code == 302
    assert Inzet.objects.get().netwerk == nieuw


def test_an_old_address_of_what_is_hidden_stays_unknown(client, eigen):
    netwerk = maak_werkgebied().netwerk
    oud = adres(netwerk, "wijzigen")
    netwerk.openbaar = False
    netwerk.save()
    hernoem(netwerk)
    for antwoord in (client.get(oud), client.post(oud, {"naam": "x"})):
        assert antwoord.status_code == 404
