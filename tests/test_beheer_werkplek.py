"""The desk of a coordinator."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from .bouwers import (
    maak_agendapunt,
    maak_beheerder,
    maak_coordinator,
    maak_gebruiker,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_thema,
    maak_werkgebied,
    maak_wijk,
)

pytestmark = pytest.mark.django_db
WERKPLEK = "/werkplek/"


@pytest.fixture
def eigen(client):
    werkgebied = maak_werkgebied()
    client.force_login(maak_coordinator(werkgebied.netwerk))
    return werkgebied


def test_werkplek_asks_a_visitor_to_log_in(client):
    assert client.get(WERKPLEK).url == "/accounts/login/?next=/werkplek/"


def test_werkplek_shows_own_networks_and_those_below(client, eigen):
    onder = maak_netwerk(bovenliggend=eigen.netwerk)
    maak_netwerk()
    netwerken = client.get(WERKPLEK).context["netwerken"].object_list
    assert set(netwerken) == {eigen.netwerk, onder}


def test_werkplek_of_a_redacteur_has_all_networks(client):
    maak_netwerk()
    client.force_login(maak_redacteur())
    assert client.get(WERKPLEK).context["netwerken"].paginator.count == 1


def test_werkplek_shows_what_was_not_confirmed_lately(client, eigen):
    vandaag = timezone.localdate()
    nooit = maak_inzet(wijk=eigen.wijk)
    oud = maak_inzet(wijk=eigen.wijk, bevestigd_op=vandaag - datetime.timedelta(days=180))
    maak_inzet(wijk=eigen.wijk, bevestigd_op=vandaag - datetime.timedelta(days=179))
    maak_inzet(wijk=eigen.wijk, tot=vandaag - datetime.timedelta(days=1))
    maak_inzet()
    assert list(client.get(WERKPLEK).context["oud"]) == [nooit, oud]


def test_werkplek_confirms_with_one_button_and_comes_back(client, eigen):
    inzet = maak_inzet(wijk=eigen.wijk)
    pad = reverse("netwerken:inzet_bevestigen", kwargs=inzet.beheersleutel)
    antwoord = client.post(pad, {"terug": WERKPLEK}, follow=True)
    assert not list(antwoord.context["oud"])


def test_werkplek_shows_the_white_spots_of_the_area(client, eigen):
    thema = maak_thema()
    maak_agendapunt(wijk=eigen.wijk, thema=thema)
    maak_agendapunt(wijk=maak_wijk(), thema=thema)
    antwoord = client.get(WERKPLEK)
    assert antwoord.context["vlekken"] == {"aantal": 1, "eerste": [(eigen.wijk, thema)]}
    pad = reverse("netwerken:inzet_nieuw", kwargs={"wijk": eigen.wijk.slug})
    assert f'href="{pad}?thema={thema.slug}"' in antwoord.content.decode()
    form = client.get(f"{pad}?thema={thema.slug}").context["form"]
    assert form["thema"].value() == thema.pk


def test_werkplek_shows_who_changed_what_lately(client, eigen):
    inzet = maak_inzet(wijk=eigen.wijk)
    maak_organisatie()
    client.post(reverse("netwerken:inzet_bevestigen", kwargs=inzet.beheersleutel))
    [wijziging] = client.get(WERKPLEK).context["wijzigingen"]
    assert (wijziging["naam"], wijziging["wat"]) == (str(inzet), "bevestigd")
    assert wijziging["adres"] == eigen.wijk.get_absolute_url()


def test_werkplek_tells_somebody_without_a_network_what_to_do(client):
    client.force_login(maak_gebruiker())
    tekst = client.get(WERKPLEK).content.decode()
    assert "Je houdt nog geen netwerk bij" in tekst
    assert "Iemand uitnodigen" not in tekst


def test_werkplek_lets_a_beheerder_invite(client):
    client.force_login(maak_beheerder())
    assert "Iemand uitnodigen" in client.get(WERKPLEK).content.decode()


def test_werkplek_asks_as_many_queries_for_one_row_as_for_many(client, eigen):
    def aantal():
        client.get(WERKPLEK)  # shows the messages, once
        with CaptureQueriesContext(connection) as gesteld:
            assert client.get(WERKPLEK).status_code == 200
        return len(gesteld)

    def voeg_toe():
        inzet = maak_inzet(wijk=eigen.wijk, organisatie=maak_organisatie(), netwerk=eigen.netwerk)
        client.post(
            reverse("netwerken:inzet_wijzigen", kwargs=inzet.beheersleutel),
            {
                "organisatie": inzet.organisatie.naam,
                "wijk": inzet.wijk_id,
                "thema": inzet.thema_id,
                "status": "actief",
                "toelichting": "x",
                "versie": 1,
            },
        )
        maak_agendapunt(wijk=eigen.wijk, thema=maak_thema())

    voeg_toe()
    een = aantal()
    for _n in range(9):
        voeg_toe()
    assert aantal() == een <= 20
