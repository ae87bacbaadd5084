"""Where a network works gives rights, so nobody widens that by themselves."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from netwerken.models import Werkgebied
from tests.hulp.bouwers import (
    VANDAAG,
    log_in,
    maak_coordinator,
    maak_gebied,
    maak_redacteur,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.naamwoorden import adres, ingevuld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]
OOIT = datetime.date(2021, 12, 31)
VOORBIJ = {"tot": OOIT, "status": "gestopt"}
MORGEN = VANDAAG + datetime.timedelta(days=1)
PLAN = {"vanaf": MORGEN, "status": "gepland"}
LATER = {"vanaf": MORGEN}
HEROPEN = {"tot": "", "status": "actief"}
NU = {"vanaf": "vandaag", "status": "actief"}


@pytest.fixture
def netwerk(client):
    """A network that works in the gebied Zuid; its coordinator is logged in."""
    werkgebied = maak_werkgebied(wijk=maak_gebied(naam="Zuid"))
    log_in(client, maak_coordinator(werkgebied.netwerk))
    werkgebied.netwerk.zuid = werkgebied.wijk
    return werkgebied.netwerk


def wijzig(client, rij, **anders):
    """The errors beside the fields after sending the form with these changes, {} when saved."""
    antwoord = client.post(adres(rij, "wijzigen"), ingevuld(client, rij) | anders)
    rij.refresh_from_db()
    return {} if antwoord.status_code == 302 else antwoord.context["form"].errors


WIDER = [
    (VOORBIJ, HEROPEN),
    (VOORBIJ, {"tot": "2030", "status": "actief"}),
    (PLAN, NU),
    (LATER, NU),
]


@pytest.mark.parametrize(("was", "wordt"), WIDER)
def test_a_coordinator_reopens_no_werkgebied_outside_the_area_she_has(client, netwerk, was, wordt):
    rij = maak_werkgebied(netwerk=netwerk, **was)
    assert "buiten het gebied" in wijzig(client, rij, **wordt)["__all__"][0]
    assert (rij.versie, rij.tot) == (1, was.get("tot"))
    log_in(client, maak_redacteur())
    assert wijzig(client, rij, **wordt) == {}


@pytest.mark.parametrize(("was", "wordt"), WIDER)
def test_a_coordinator_reopens_a_werkgebied_within_the_area_she_has(client, netwerk, was, wordt):
    rij = maak_werkgebied(netwerk=netwerk, wijk=maak_wijk(ligt_in=netwerk.zuid), **was)
    assert wijzig(client, rij, **wordt) == {}
    assert rij.versie == 2


def test_a_coordinator_puts_right_what_a_werkgebied_outside_her_area_was(client, netwerk):
    oud = maak_werkgebied(netwerk=netwerk, **VOORBIJ)
    assert wijzig(client, oud, tot="2020", toelichting="eerder gestopt") == {}
    assert oud.tot == datetime.date(2020, 12, 31)
    plan = maak_werkgebied(netwerk=netwerk, **PLAN)
    assert wijzig(client, plan, toelichting="nog niet zeker") == {}
    assert wijzig(client, plan, vanaf="", tot="2020") == {}
    assert plan.is_voorbij(timezone.localdate())


def test_a_coordinator_adds_a_werkgebied_within_her_area_and_nowhere_else(client, netwerk):
    binnen, buiten = maak_wijk(ligt_in=netwerk.zuid), maak_wijk()
    pad = reverse("netwerken:werkgebied_nieuw", args=[netwerk.slug])
    for wijk in (binnen, buiten):
        client.post(pad, {"wijk": wijk.pk, "status": "actief"})
    wijken = Werkgebied.objects.filter(netwerk=netwerk).values_list("wijk", flat=True)
    assert set(wijken) == {netwerk.zuid.pk, binnen.pk}


def test_a_running_werkgebied_does_not_move_outside_the_area(client, netwerk):
    rij = netwerk.werkgebieden.get()
    assert "wijk" in wijzig(client, rij, wijk=maak_wijk().pk)
    assert rij.wijk == netwerk.zuid
