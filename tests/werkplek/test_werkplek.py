"""The desk of a coordinator."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from buurtnet.bewerken.handelingen import Handeling
from buurtnet.kern.versheid import grens
from netwerken.models import Netwerk, Organisatie
from tests.hulp.bouwers import (
    in_hoede_van,
    maak_accommodatie,
    maak_activiteit,
    maak_agenda,
    maak_agendapunt,
    maak_beheerder,
    maak_deelname,
    maak_gebruiker,
    maak_huisvesting,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_thema,
    maak_wijk,
)
from wijken.models import Agenda

pytestmark = pytest.mark.django_db
WERKPLEK = "/werkplek/"


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


@pytest.fixture
def vers(eigen):
    """The same, with the network itself confirmed today."""
    type(eigen.netwerk).objects.update(bevestigd_op=timezone.localdate())
    return eigen


def na_te_lopen(client, vraag=""):
    """What the desk asks to confirm: names or records, each with the number of rows behind it."""
    regels = client.get(WERKPLEK + vraag).context["na_te_lopen"]
    return [(regel.naam, regel.partij.aantal) for regel in regels]


def bevestig(client, *rijen, **meer):
    sleutels = [f"{rij._meta.model_name}:{rij.pk}" for rij in rijen]
    pad = reverse("netwerken:werkplek_bevestigen")
    return client.post(pad, {"rij": sleutels} | meer, follow=True)


def test_werkplek_shows_what_was_not_confirmed_lately(client, vers):
    vandaag = timezone.localdate()
    partij = maak_organisatie(bevestigd_op=vandaag)
    hier = {"wijk": vers.wijk, "organisatie": partij}
    oud = maak_inzet(**hier, bevestigd_op=grens(vandaag, 6))
    nooit = maak_inzet(**hier)
    maak_inzet(**hier, bevestigd_op=grens(vandaag, 6) + datetime.timedelta(days=1))
    maak_inzet(**hier, tot=vandaag - datetime.timedelta(days=1))
    maak_inzet()
    maak_inzet(wijk=vers.wijk, organisatie=None, omschreven_rol="cultuurcoach")
    assert na_te_lopen(client) == [(partij, 2), ("cultuurcoach", 1)]
    bevestig(client, partij=f"organisatie:{partij.pk}")
    for rij in (oud, nooit):
        rij.refresh_from_db()
        assert rij.bevestigd_op == vandaag
    assert na_te_lopen(client) == [("cultuurcoach", 1)]


def test_who_is_confirmed_takes_along_where_it_takes_part_and_is_housed(client, vers):
    partij = maak_organisatie()
    maak_inzet(wijk=vers.wijk, organisatie=partij)
    plek = maak_accommodatie(wijken=[vers.wijk])
    rijen = [
        maak_deelname(organisatie=partij, netwerk=vers.netwerk),
        maak_huisvesting(organisatie=partij, accommodatie=plek),
        # What another network keeps, and of another party.
        maak_deelname(organisatie=partij),
        maak_deelname(netwerk=vers.netwerk),
    ]
    bevestig(client, partij=f"organisatie:{partij.pk}")
    for rij in rijen:
        rij.refresh_from_db()
    vandaag = timezone.localdate()
    assert [rij.bevestigd_op for rij in rijen] == [vandaag, vandaag, None, None]


def test_werkplek_shows_every_kind_that_was_not_confirmed_lately(client, eigen):
    inzet = maak_inzet(wijk=eigen.wijk)
    hier = {"wijken": [eigen.wijk]}
    records = [inzet.organisatie, maak_initiatief(), maak_accommodatie()]
    for record in records:
        in_hoede_van(eigen.netwerk, record)
    rijen = [inzet, eigen.netwerk, *records, maak_activiteit(**hier), maak_agenda(**hier)]
    # In the wijk, and looked after by others.
    maak_initiatief(**hier), maak_accommodatie(**hier)
    for elders in (maak_initiatief, maak_accommodatie, maak_agenda, maak_organisatie, maak_netwerk):
        elders()
    lijst = na_te_lopen(client)
    # The organisation and what it does are one line.
    assert len(lijst) == len(rijen) - 1
    assert {naam for naam, _aantal in lijst} == {*rijen} - {inzet}
    assert (inzet.organisatie, 2) in lijst
    with CaptureQueriesContext(connection) as gesteld:
        client.get(WERKPLEK)
    assert len(gesteld) <= 45
    antwoord = bevestig(client, *rijen)
    assert not antwoord.context["na_te_lopen"]
    assert f"Bevestigd: {inzet}; {eigen.netwerk}; {inzet.organisatie} en nog 4." in str(
        antwoord.content.decode()
    )


def test_werkplek_confirms_one_with_its_button_and_stays_on_its_page(client, vers):
    namen = [f"coach {n:02}" for n in range(20)]
    rijen = [maak_inzet(wijk=vers.wijk, organisatie=None, omschreven_rol=naam) for naam in namen]
    (een, _n), (ander, _n) = na_te_lopen(client, "?oud=2")[:2]
    antwoord = bevestig(client, partij=f"rol:{ander}", een_partij=f"rol:{een}", oud="2")
    assert antwoord.redirect_chain == [("/werkplek/?oud=2#oud", 302)]
    rest = [(naam, 1) for naam in namen if naam != een]
    assert [*na_te_lopen(client), *na_te_lopen(client, "?oud=2")] == rest
    rij = rijen[namen.index(een)]
    assert rij.history.first().history_change_reason == "bevestigd"


def test_werkplek_confirms_all_over_all_pages_in_one_press_and_undoes_it(client, vers):
    for n in range(40):
        maak_inzet(wijk=vers.wijk, organisatie=None, omschreven_rol=f"coach {n}")
    vreemd = maak_inzet()
    antwoord = bevestig(client, alles="on")
    assert not antwoord.context["na_te_lopen"]
    assert "en nog 37. Dank je wel." in antwoord.content.decode()
    vreemd.refresh_from_db()
    assert vreemd.bevestigd_op is None
    gedaan = Handeling.objects.get()
    client.post(reverse("ongedaan"), {"handeling": gedaan.pk})
    assert client.get(WERKPLEK).context["oud"].paginator.count == 40


@pytest.mark.eenmaal
def test_confirming_many_costs_a_few_queries_each(client, vers, django_assert_max_num_queries):
    for n in range(30):
        maak_inzet(wijk=vers.wijk, organisatie=None, omschreven_rol=f"coach {n}")
    with django_assert_max_num_queries(30 * 6 + 40):
        client.post(reverse("netwerken:werkplek_bevestigen"), {"alles": "on"})


def test_an_inzet_does_not_make_its_organisation_hers_to_confirm(client, vers):
    partij = maak_organisatie(naam="Van een ander")
    client.post(
        reverse("netwerken:inzet_nieuw", kwargs={"netwerk": vers.netwerk.slug}),
        {
            "organisatie": partij.naam,
            "wijk": vers.wijk.pk,
            "thema": maak_thema().pk,
            "status": "actief",
        },
    )
    assert partij.inzetten.count() == 1
    assert na_te_lopen(client) == []
    partij.refresh_from_db()
    assert partij.bevestigd_op is None


def test_werkplek_bevestigen_takes_only_what_is_ones_own(client, eigen):
    assert bevestig(client, maak_initiatief()).status_code == 403
    assert bevestig(client, maak_netwerk(openbaar=False)).status_code == 404
    pad = reverse("netwerken:werkplek_bevestigen")
    for onzin in ("", "x", "wijk:1", "inzet:", "inzet:²", f"inzet:{'9' * 40}", "inzet:\x00"):
        assert client.post(pad, {"rij": onzin}).status_code == 404
    assert "Kruis eerst aan" in client.post(pad, follow=True).content.decode()


def test_werkplek_bevestigen_takes_what_it_can_and_says_what_it_left(client, vers):
    goed = [maak_inzet(wijk=vers.wijk) for _n in range(3)]
    voorbij = maak_inzet(wijk=vers.wijk, tot=timezone.localdate() - datetime.timedelta(days=1))
    vreemd = maak_initiatief(naam="Moestuin")
    dicht = maak_inzet(wijk=vers.wijk, netwerk=maak_netwerk(naam="Geheim", openbaar=False))
    weg = maak_inzet(wijk=vers.wijk)
    type(weg).objects.filter(pk=weg.pk).delete()
    antwoord = bevestig(client, vreemd, *goed, dicht, voorbij, weg)
    tekst = antwoord.content.decode()
    assert f"Bevestigd: {'; '.join(map(str, goed))}. Dank je wel." in tekst
    assert f"Niet bevestigd, want voorbij: {voorbij}." in tekst
    assert "3 regels zijn niet bevestigd" in tekst
    assert "Geheim" not in tekst
    vandaag = timezone.localdate()
    for rij, op in [*((een, vandaag) for een in goed), (vreemd, None), (dicht, None)]:
        rij.refresh_from_db()
        assert rij.bevestigd_op == op


def test_what_hangs_on_a_hidden_network_stands_on_no_desk_of_others(client, vers):
    rij = maak_inzet(
        wijk=vers.wijk,
        organisatie=maak_organisatie(),
        netwerk=maak_netwerk(naam="Geheim", openbaar=False),
    )
    assert na_te_lopen(client) == []
    assert "Geheim" not in client.get(f"/wijken/{vers.wijk.slug}/inzet/").content.decode()
    assert client.get(reverse("netwerken:inzet_wijzigen", kwargs=rij.padsleutel)).status_code == 404


def test_werkplek_shows_the_white_spots_of_the_area(client, eigen):
    thema = maak_thema()
    maak_agendapunt(wijk=eigen.wijk, thema=thema)
    maak_agendapunt(wijk=maak_wijk(), thema=thema)
    antwoord = client.get(WERKPLEK)
    vlekken = antwoord.context["vlekken"]
    assert (vlekken.aantal, vlekken.eerste) == (1, [(eigen.wijk, thema, None)])
    pad = reverse("netwerken:wijk_inzet", args=[eigen.wijk.slug])
    assert f'href="{pad}?thema={thema.slug}#rooster"' in antwoord.content.decode()
    assert client.get(f"{pad}?thema={thema.slug}").status_code == 200


def test_werkplek_announces_a_white_spot_that_comes(client, eigen):
    thema, straks = maak_thema(), timezone.localdate() + datetime.timedelta(days=10)
    maak_agendapunt(wijk=eigen.wijk, thema=thema)
    maak_inzet(wijk=eigen.wijk, thema=thema, tot=straks)
    vlekken = client.get(WERKPLEK).context["vlekken"]
    dag = straks + datetime.timedelta(days=1)
    assert (vlekken.aantal, vlekken.komend) == (0, [(eigen.wijk, thema, dag)])


def test_werkplek_shows_who_changed_what_lately(client, eigen):
    inzet = maak_inzet(wijk=eigen.wijk)
    maak_organisatie()
    client.post(reverse("netwerken:inzet_bevestigen", kwargs=inzet.padsleutel))
    [wijziging] = client.get(WERKPLEK).context["wijzigingen"]
    assert (wijziging["naam"], wijziging["wat"]) == (str(inzet), "bevestigd")
    assert wijziging["adres"] == eigen.wijk.get_absolute_url()


def test_werkplek_tells_somebody_without_a_network_what_to_do(client):
    client.force_login(maak_gebruiker())
    tekst = client.get(WERKPLEK).content.decode()
    assert "Je houdt nog geen netwerk bij" in tekst
    assert "Collega" not in tekst


def test_werkplek_lets_a_beheerder_invite(client):
    client.force_login(maak_beheerder())
    assert "Collega's" in client.get(WERKPLEK).content.decode()


@pytest.mark.eenmaal
def test_werkplek_asks_as_many_queries_for_one_row_as_for_many(client, eigen):
    def aantal():
        client.get(WERKPLEK)  # shows the messages, once
        with CaptureQueriesContext(connection) as gesteld:
            assert client.get(WERKPLEK).status_code == 200
        return len(gesteld)

    def voeg_toe():
        inzet = maak_inzet(wijk=eigen.wijk, organisatie=maak_organisatie(), netwerk=eigen.netwerk)
        client.post(
            reverse("netwerken:inzet_wijzigen", kwargs=inzet.padsleutel),
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
        # Each kind to be confirmed is one query, so the kinds on the page stay the same.
        for model in (Agenda, Netwerk, Organisatie):
            model.objects.update(bevestigd_op=timezone.localdate())

    voeg_toe()
    een = aantal()
    for _n in range(9):
        voeg_toe()
    assert aantal() == een <= 33
