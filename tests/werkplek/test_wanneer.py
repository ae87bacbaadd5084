"""What the dates make of a row is told after saving, and stands beside it in the lists."""

import datetime

import pytest
from django.urls import reverse

from buurtnet.kern.status import Status
from tests.hulp.bouwers import (
    log_in,
    maak_activiteit,
    maak_coordinator,
    maak_inzet,
    maak_thema,
    maak_werkgebied,
)
from tests.hulp.inzetproef import adres, nieuw, velden

pytestmark = pytest.mark.django_db
VANAF, VOORBIJ, NIET_DOOR = "geldt op de site vanaf", "Dit is al voorbij", "ging niet door"


@pytest.fixture
def eigen(client, time_machine):
    """A network with a wijk, and its coordinator, logged in."""
    time_machine.move_to(datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC), tick=False)
    werkgebied = maak_werkgebied()
    log_in(client, maak_coordinator(werkgebied.netwerk))
    return werkgebied


@pytest.mark.parametrize(
    ("periode", "zin", "merk"),
    [
        ({"vanaf": "1-2-2027"}, "Dit geldt op de site vanaf 1 februari 2027.", "gepland"),
        ({"vanaf": "februari 2027"}, "Dit geldt op de site vanaf februari 2027.", "gepland"),
        ({"tot": "2025"}, "Dit is al voorbij: tot en met 2025.", "gestopt"),
        ({"tot": "2025", "status": "gestopt"}, "", "gestopt"),
        ({"tot": "2025", "status": "gepland"}, "zonder begin ging niet door", "ging niet door"),
        ({"vanaf": "2027", "status": "gepland"}, "", "gepland"),
        ({"vanaf": "vandaag", "tot": "vandaag"}, "", "actief"),
        ({}, "", "actief"),
    ],
)
def test_inzet_says_from_when_it_shows(client, eigen, periode, zin, merk):
    gegevens = velden(eigen.wijk, maak_thema(), omschreven_rol="buurvrouw") | periode
    tekst = client.post(nieuw(eigen.netwerk), gegevens, follow=True).content.decode()
    assert zin in tekst
    if not zin:
        assert VANAF not in tekst and VOORBIJ not in tekst and NIET_DOOR not in tekst
    regels = reverse("netwerken:netwerk_inzet_regels", args=[eigen.netwerk.slug])
    tekst = client.get(regels).content.decode()
    assert f"{merk}</span>" in tekst
    assert sum(tekst.count(f"{m}</span>") for m in ("actief", "gepland", "gestopt")) == (
        merk != "ging niet door"
    )


def test_inzet_wijzigen_says_from_when_it_shows(client, eigen):
    inzet = maak_inzet(netwerk=eigen.netwerk, wijk=eigen.wijk)
    anders = {"zelf": "on", "netwerk": eigen.netwerk.pk, "versie": 1, "vanaf": "2027"}
    gegevens = velden(eigen.wijk, inzet.thema, **anders)
    tekst = client.post(adres("wijzigen", inzet), gegevens, follow=True).content.decode()
    assert "Dit geldt op de site vanaf 2027." in tekst


def test_an_activity_says_its_days_instead(client, eigen):
    gegevens = {"naam": "Feest", "wijken": [eigen.wijk.pk], "status": Status.ACTIEF}
    gegevens |= {"openbaar": "on", "ritme": "op 12 december 2026"}
    pad = reverse("initiatieven:activiteit_nieuw")
    tekst = client.post(pad, gegevens, follow=True).content.decode()
    assert "De eerstvolgende keren" in tekst
    assert VANAF not in tekst


def test_an_activity_without_days_says_from_when_it_shows(client, eigen):
    activiteit = maak_activiteit(wijken=[eigen.wijk])
    pad = reverse("initiatieven:activiteit_wijzigen", args=[activiteit.slug])
    gegevens = {"naam": "Feest", "wijken": [eigen.wijk.pk], "status": Status.ACTIEF}
    gegevens |= {"openbaar": "on", "vanaf": "2027", "versie": 1}
    tekst = client.post(pad, gegevens, follow=True).content.decode()
    assert "Dit geldt op de site vanaf 2027." in tekst
