"""What others work with too, a coordinator corrects but doesn't take away from them."""

import pytest
from django.urls import reverse

from netwerken.models import Organisatie
from tests.hulp.bouwers import (
    VANDAAG,
    in_hoede_van,
    maak_coordinator,
    maak_deelname,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_werkgebied,
    maak_wijk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisatie():
    return maak_organisatie(naam="WIJ Groningen")


@pytest.fixture
def coordinator(client, organisatie):
    """Somebody whose network looks after the organisation, which works in their wijk."""
    netwerk = maak_netwerk()
    wijk = maak_werkgebied(netwerk=netwerk, wijk=maak_wijk(naam="Beijum")).wijk
    maak_inzet(organisatie=in_hoede_van(netwerk, organisatie), wijk=wijk)
    gebruiker = maak_coordinator(netwerk)
    client.force_login(gebruiker)
    return gebruiker


def velden(client, organisatie):
    form = client.get(_adres(organisatie)).context["form"]
    waarden = {veld.html_name: veld.value() for veld in form}
    return {naam: waarde for naam, waarde in waarden.items() if waarde} | {
        "versie": organisatie.versie
    }


def _adres(organisatie):
    return reverse("netwerken:organisatie_wijzigen", args=[organisatie.slug])


@pytest.mark.parametrize("maak", [maak_inzet, maak_deelname])
def test_what_others_work_with_is_not_hidden_or_ended_by_one_of_them(
    client, organisatie, coordinator, maak
):
    maak(organisatie=organisatie)
    gewoon = velden(client, organisatie)
    assert "openbaar" not in gewoon
    einde = {"tot": "1-1-2020", "status": "gestopt"}
    antwoord = client.post(_adres(organisatie), gewoon | einde)
    assert "buiten je werkgebied" in antwoord.context["form"].errors["tot"][0]
    antwoord = client.post(_adres(organisatie), gewoon | {"naam": "WIJ", "openbaar": ""})
    assert antwoord.status_code == 302
    organisatie = Organisatie.objects.get()
    assert (organisatie.naam, organisatie.openbaar, organisatie.tot) == ("WIJ", True, None)


def test_what_only_works_here_is_hidden_and_ended_by_who_looks_after_it(
    client, organisatie, coordinator
):
    gewoon = velden(client, organisatie)
    assert gewoon.pop("openbaar")
    assert client.post(_adres(organisatie), gewoon).status_code == 302
    assert not Organisatie.objects.get().openbaar


def test_the_redactie_decides_about_the_whole(client, organisatie, coordinator):
    maak_inzet(organisatie=organisatie)
    client.force_login(maak_redacteur())
    gewoon = velden(client, organisatie)
    assert gewoon.pop("openbaar")
    assert client.post(_adres(organisatie), gewoon).status_code == 302
    einde = {"tot": VANDAAG.strftime("%d-%m-%Y"), "reden": "gestopt", "versie": 2}
    pad = reverse("netwerken:organisatie_beeindigen", args=[organisatie.slug])
    assert client.post(pad, einde).status_code == 302
    organisatie = Organisatie.objects.get()
    assert (organisatie.openbaar, organisatie.tot) == (False, VANDAAG)
    assert not organisatie.inzetten.filter(tot=None).exists()
