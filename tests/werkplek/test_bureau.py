"""The desk begins with what to do, and shows who is new the first steps."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from buurtnet.bewerken.concepten.concept import Concept
from buurtnet.bewerken.handelingen import Handeling
from tests.hulp.bouwers import (
    maak_afspraak,
    maak_bijeenkomst,
    maak_coordinator,
    maak_gebruiker,
    maak_inzet,
    maak_netwerk,
    maak_redacteur,
    maak_werkgebied,
)

pytestmark = pytest.mark.django_db
WERKPLEK = "/werkplek/"
DAG = datetime.timedelta(days=1)


def taken(client):
    return client.get(WERKPLEK).context["taken"]


# What was agreed


def test_what_is_late_comes_first_and_is_done_at_one_press(client, vandaag, eigen):
    dag = timezone.localdate()
    rij = maak_afspraak(naam="Folder drukken", netwerk=eigen.netwerk, deadline=dag - 19 * DAG)
    maak_afspraak(netwerk=eigen.netwerk, deadline=dag + DAG)
    maak_afspraak(netwerk=eigen.netwerk, deadline=dag - DAG, stand="uitgevoerd")
    maak_afspraak(netwerk=maak_netwerk(), deadline=dag - DAG)
    maak_bijeenkomst(netwerk=eigen.netwerk, vanaf=dag + DAG)
    eerste, tweede = taken(client)
    assert eerste.naam == "Folder drukken"
    assert eerste.waarom == "Had klaar moeten zijn op dinsdag 3 november."
    assert (eerste.is_dringend, tweede.is_dringend) == (True, False)
    assert client.get(eerste.adres).status_code == 200
    html = client.get(WERKPLEK).content.decode()
    doen = reverse("netwerken:afspraak_uitgevoerd", args=[rij.pk])
    assert f'action="{doen}"' in html
    assert client.post(doen, {"terug": WERKPLEK}).url == WERKPLEK
    assert len(taken(client)) == 1


def test_of_many_that_are_late_the_rest_is_counted(client, vandaag, eigen):
    for _n in range(13):
        maak_afspraak(netwerk=eigen.netwerk, deadline=timezone.localdate() - DAG)
    *eerste, rest = taken(client)
    assert (len(eerste), rest.naam) == (10, "En nog 3 afspraken die te laat zijn")
    assert client.get(rest.adres).status_code == 200


# Drafts


def test_a_draft_waits_on_the_desk_of_who_typed_it(client, vandaag, eigen):
    velden = {"adres": "/verhalen/nieuw/", "velden": {"naam": ["Buurtfeest"]}}
    for wie in (eigen.netwerk.coordinatoren.get(), maak_gebruiker()):
        Concept.objects.create(gebruiker=wie, sleutel="initiatieven:verhaal_nieuw:", **velden)
    [taak] = taken(client)
    assert (taak.naam, taak.adres) == ("Buurtfeest", "/verhalen/nieuw/")
    assert taak.waarom == "Een concept van 22 november, 13.00. Alleen jij ziet het."


# Meetings


def test_meetings_stand_in_order_with_the_way_to_them(client, vandaag, eigen):
    dag = timezone.localdate()

    def maak(naam, **velden):
        return maak_bijeenkomst(netwerk=eigen.netwerk, naam=naam, **velden)

    maak("straks", vanaf=dag + 20 * DAG)
    nu = maak("nu", vanaf=dag)
    maak("open", vanaf=dag - 3 * DAG)
    maak("klaar", vanaf=dag - 3 * DAG, gehouden_op=dag - 3 * DAG)
    maak("te ver", vanaf=dag + 90 * DAG)
    maak("te lang geleden", vanaf=dag - 90 * DAG)
    maak_bijeenkomst(naam="van een ander", vanaf=dag)
    regels = taken(client)
    assert [(taak.naam.partition(" (")[0], taak.is_dringend) for taak in regels] == [
        ("open", True),
        ("nu", True),
        ("straks", False),
    ]
    assert regels[0].waarom == "Was donderdag 19 november. Het verslag is nog niet af."
    assert (regels[1].waarom, regels[1].doen) == ("Is vandaag.", "Aan tafel")
    assert regels[1].adres == reverse("netwerken:bijeenkomst", kwargs=nu.padsleutel)
    assert regels[2].waarom == "Is over 20 dagen: zaterdag 12 december."


@pytest.mark.parametrize("als_redactie", [False, True])
def test_a_meeting_of_no_network_has_no_table_to_go_to(client, vandaag, eigen, als_redactie):
    if als_redactie:
        client.force_login(maak_redacteur())
    for dagen in (-1, 1):
        dag = timezone.localdate() + dagen * DAG
        maak_bijeenkomst(netwerk=None, wijken=[eigen.wijk], vanaf=dag, tot=dag)
    assert not any("bijeenkomsten" in taak.adres for taak in taken(client))


def test_of_a_meeting_that_was_called_off_no_report_is_asked(client, vandaag, eigen):
    gisteren = timezone.localdate() - DAG
    dagen = {"vanaf": gisteren, "tot": gisteren, "netwerk": eigen.netwerk}
    maak_bijeenkomst(naam="Ging niet door", status="gestopt", **dagen)
    maak_bijeenkomst(naam="Wijkoverleg", **dagen)
    [taak] = taken(client)
    assert taak.naam.startswith("Wijkoverleg")


def test_a_draft_of_a_meeting_is_called_like_that(client, vandaag, eigen):
    ver = timezone.localdate() + 90 * DAG
    rij = maak_bijeenkomst(netwerk=eigen.netwerk, naam="Wijkoverleg", vanaf=ver)
    tafel = reverse("netwerken:bijeenkomst", kwargs=rij.padsleutel)
    sleutel = {"concept_sleutel": f"netwerken:bijeenkomst:{rij.pk}", "concept_adres": tafel}
    client.post(reverse("concept"), sleutel | {"verslag": "Het regende."})
    assert [(taak.naam, taak.adres) for taak in taken(client)] == [("Wijkoverleg", tafel)]


def test_what_a_hidden_network_is_called_stands_on_no_desk_of_others(client, vandaag, eigen):
    maak_bijeenkomst(netwerk=maak_netwerk(openbaar=False), vanaf=timezone.localdate())
    assert taken(client) == []


# Networks without anybody


def test_the_redactie_sees_that_networks_have_nobody(client, eigen):
    maak_netwerk()
    assert taken(client) == []
    client.force_login(maak_redacteur())
    [taak] = taken(client)
    assert taak.naam == "1 netwerk zonder coördinator"
    assert client.get(taak.adres).context["zonder"] == 1


# What changed


def test_what_somebody_did_is_undone_from_the_desk(client, eigen):
    rijen = [maak_inzet(wijk=eigen.wijk) for _n in range(2)]
    sleutels = [f"inzet:{rij.pk}" for rij in rijen]
    client.post(reverse("netwerken:werkplek_bevestigen"), {"rij": sleutels})
    gedaan = Handeling.objects.get()
    # One press for the whole: beside the first of its lines.
    regels = client.get(WERKPLEK).context["wijzigingen"]
    assert [regel["handeling"] for regel in regels] == [gedaan.pk, None]
    client.force_login(maak_coordinator(eigen.netwerk))
    regels = client.get(WERKPLEK).context["wijzigingen"]
    assert [regel["handeling"] for regel in regels] == [None, None]


def test_what_was_undone_is_not_undone_again(client, eigen):
    rij = maak_inzet(wijk=eigen.wijk)
    client.post(reverse("netwerken:werkplek_bevestigen"), {"rij": f"inzet:{rij.pk}"})
    eerste = Handeling.objects.get()
    client.post(reverse("ongedaan"), {"handeling": eerste.pk})
    regels = client.get(WERKPLEK).context["wijzigingen"]
    assert eerste.pk not in [regel["handeling"] for regel in regels]


# The first steps


@pytest.fixture
def nieuw(client):
    """A coordinator who was invited today; with the place where her network works."""
    plek = maak_werkgebied()
    plek.netwerk.coordinatoren.add(wie := maak_gebruiker(uitgenodigd_op=timezone.now()))
    client.force_login(wie)
    return plek


def gedaan(client):
    return [stap.is_gedaan for stap in client.get(WERKPLEK).context["stappen"]]


def test_who_is_new_takes_three_steps_and_is_then_left_alone(client, nieuw):
    assert gedaan(client) == [False, False, False]
    for stap in client.get(WERKPLEK).context["stappen"]:
        if not stap.adres.startswith("#"):
            assert client.get(stap.adres).status_code == 200
    rij = maak_inzet(wijk=nieuw.wijk)
    client.post(reverse("netwerken:werkplek_bevestigen"), {"rij": f"inzet:{rij.pk}"})
    assert gedaan(client) == [True, True, False]
    client.post(
        reverse("netwerken:bijeenkomst_nieuw", args=[nieuw.netwerk.slug]),
        {
            "naam": "Overleg",
            "soort": "vergadering",
            "vanaf": "12-12-2026",
            "status": "gepland",
            "verslag_openbaar": "nee",
        },
    )
    assert gedaan(client) == []


def test_the_steps_are_for_who_is_new(client, nieuw):
    wie = nieuw.netwerk.coordinatoren.get()
    wie.uitgenodigd_op -= 61 * DAG
    wie.save()
    assert gedaan(client) == []
    client.force_login(maak_redacteur(uitgenodigd_op=timezone.now()))
    assert gedaan(client) == []
