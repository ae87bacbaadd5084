"""All that a party does in all wijken of a network, called still right in one press."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buurtnet.bewerken.handelingen import Handeling
from netwerken.models import Inzet
from tests.hulp.bouwers import (
    VANDAAG,
    maak_coordinator,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.roosterproef import Blad, sleutel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]


class Gebied:
    """A network of two wijken; Humanitas works in both, in the second on two themes."""

    def __init__(self, eigen):
        self.netwerk, self.wijk = eigen.netwerk, eigen.wijk
        self.tweede = maak_wijk(naam="Zzz")
        maak_werkgebied(netwerk=self.netwerk, wijk=self.tweede)
        self.partij = maak_organisatie(naam="Humanitas")
        self.rijen = [self.rij(wijk) for wijk in (self.wijk, self.tweede, self.tweede)]
        self.pad = reverse("netwerken:netwerk_inzet", args=[self.netwerk.slug])
        self.wijkpad = reverse("netwerken:wijk_inzet", args=[self.wijk.slug])

    def rij(self, wijk, **velden):
        velden = {"netwerk": self.netwerk, "organisatie": self.partij} | velden
        return maak_inzet(wijk=wijk, **velden)

    @property
    def dagen(self):
        rijen = Inzet.objects.in_bulk([rij.pk for rij in self.rijen])
        return [rijen[rij.pk].bevestigd_op for rij in self.rijen]


@pytest.fixture
def gebied(eigen):
    return Gebied(eigen)


def kruis_aan(blad, partij):
    overal = blad.rooster.overal[sleutel(partij)]
    return blad.vul(overal=[f"{sleutel(partij)}.{overal.merk}"])


def test_one_press_confirms_a_party_in_all_wijken_and_is_undone_with_the_rest(client, gebied):
    blad = Blad(client, gebied.pad)
    tekst = " ".join(blad.antwoord.content.decode().split())
    assert f"Klopt nog in alle wijken van {gebied.netwerk.naam}" in tekst
    assert "van dit netwerk, klopt nog</span> (3)" in tekst
    antwoord = kruis_aan(blad, gebied.partij).druk(gebied.netwerk, gebied.rijen[0].thema).stuur()
    [melding] = map(str, get_messages(antwoord.wsgi_request))
    assert melding.endswith("1 erbij, 1 partij nagegaan in alle wijken.")
    assert gebied.dagen == [VANDAAG] * 3
    for rij in gebied.rijen:
        assert rij.history.first().history_change_reason == "bevestigd"
        assert rij.history.count() == 2
    client.post(reverse("ongedaan"), {"handeling": Handeling.objects.get().pk})
    assert gebied.dagen == [None] * 3
    assert Inzet.objects.count() == 3


def test_what_ends_on_the_same_sheet_is_not_confirmed(client, gebied):
    eerste = gebied.rijen[0]
    blad = kruis_aan(Blad(client, gebied.pad), gebied.partij)
    assert blad.druk(gebied.partij, eerste.thema).stuur().status_code == 302
    assert gebied.dagen == [None, VANDAAG, VANDAAG]
    eerste.refresh_from_db()
    assert eerste.tot == VANDAAG


def test_only_what_holds_and_is_the_users_own_is_counted_and_confirmed(client, gebied):
    elders = gebied.rij(maak_wijk(), netwerk=maak_netwerk())
    plan = gebied.rij(gebied.tweede, status="gepland")
    voorbij = gebied.rij(gebied.tweede, tot=VANDAAG - datetime.timedelta(days=1))
    blad = Blad(client, gebied.pad)
    assert blad.rooster.overal[sleutel(gebied.partij)].aantal == 3
    kruis_aan(blad, gebied.partij).stuur()
    for rij in (elders, plan, voorbij):
        rij.refresh_from_db()
        assert rij.bevestigd_op is None
    assert gebied.dagen == [VANDAAG] * 3


def test_it_is_offered_of_who_works_in_more_than_this_wijk(client, gebied):
    hier = maak_organisatie(naam="Alleen hier")
    gebied.rij(gebied.wijk, organisatie=hier)
    rooster = Blad(client, gebied.pad).rooster
    assert rooster.overal.keys() == {sleutel(gebied.partij)}


def test_in_one_wijk_there_is_no_word_of_it(client, eigen):
    maak_inzet(netwerk=eigen.netwerk, wijk=eigen.wijk)
    pad = reverse("netwerken:netwerk_inzet", args=[eigen.netwerk.slug])
    assert 'name="overal"' not in client.get(pad).content.decode()


def test_it_stands_on_the_sheet_of_a_wijk_with_one_network_as_well(client, gebied):
    kruis_aan(Blad(client, gebied.wijkpad), gebied.partij).stuur()
    assert gebied.dagen == [VANDAAG] * 3


def test_with_more_networks_in_a_wijk_it_is_not_clear_which_is_meant(client, gebied):
    ander = maak_werkgebied(wijk=gebied.wijk).netwerk
    client.force_login(maak_coordinator(gebied.netwerk, ander))
    assert Blad(client, gebied.wijkpad).rooster.overal == {}
    assert Blad(client, gebied.pad).rooster.overal


def test_what_somebody_changed_in_another_wijk_is_told_and_not_confirmed_unseen(client, gebied):
    blad = kruis_aan(Blad(client, gebied.pad), gebied.partij)
    ander = Client()
    ander.force_login(maak_coordinator(gebied.netwerk, naam="Bas"))
    daar = Blad(ander, f"{gebied.pad}?wijk={gebied.tweede.slug}")
    daar.druk(gebied.partij, gebied.rijen[1].thema).stuur()
    antwoord = blad.stuur()
    assert antwoord.status_code == 200
    tekst = " ".join(antwoord.content.decode().split())
    assert "jij koos “klopt nog”; Bas: veranderde iets in Zzz" in tekst
    assert gebied.dagen == [None] * 3
    [merk] = blad.velden["overal"]
    assert merk.endswith(blad.rooster.overal[sleutel(gebied.partij)].merk), "still ticked"
    assert blad.stuur().status_code == 302
    assert gebied.dagen == [VANDAAG, None, VANDAAG]


def test_what_somebody_added_elsewhere_meanwhile_is_told(client, gebied):
    blad = kruis_aan(Blad(client, gebied.pad), gebied.partij)
    gebied.rij(gebied.tweede)
    assert blad.stuur().status_code == 200
    assert blad.rooster.botsingen[0].waar == "Humanitas, in alle wijken"


def test_of_a_cell_on_the_sheet_itself_it_says_which(client, gebied):
    blad = kruis_aan(Blad(client, gebied.pad), gebied.partij)
    hier = gebied.rijen[0]
    hier.toelichting = "Maatjes."
    hier.save()
    assert blad.stuur().status_code == 200
    [botsing] = blad.rooster.botsingen
    assert botsing.waar == f"Humanitas – {hier.thema.naam}"


def test_a_confirmation_by_somebody_else_is_in_nobodys_way(client, gebied):
    een, ander = (kruis_aan(Blad(client, gebied.pad), gebied.partij) for _n in range(2))
    assert een.stuur().status_code == ander.stuur().status_code == 302


@pytest.mark.parametrize("waarde", ["o1", "o1.", "x.12345678", "o999.12345678", ".", "r:.0000000g"])
def test_a_mark_of_nothing_confirms_nothing(client, gebied, waarde):
    blad = Blad(client, gebied.pad).vul(overal=[waarde])
    assert blad.stuur().status_code == 302
    assert gebied.dagen == [None] * 3


def test_a_mark_of_a_network_of_somebody_else_confirms_nothing(client, gebied):
    blad = kruis_aan(Blad(client, gebied.pad), gebied.partij)
    vreemd = maak_werkgebied()
    client.force_login(maak_coordinator(vreemd.netwerk))
    pad = reverse("netwerken:netwerk_inzet", args=[vreemd.netwerk.slug])
    Blad(client, pad).vul(overal=blad.velden["overal"]).stuur()
    assert gebied.dagen == [None] * 3


@pytest.mark.eenmaal
def test_it_costs_as_many_queries_for_many_parties_as_for_one(client, gebied):
    def aantal():
        with CaptureQueriesContext(connection) as gesteld:
            assert client.get(gebied.pad).status_code == 200
        return len(gesteld)

    een = aantal()
    for _n in range(10):
        wie = maak_organisatie()
        for wijk in (gebied.wijk, gebied.tweede):
            gebied.rij(wijk, organisatie=wie, thema=gebied.rijen[0].thema)
    assert aantal() == een
