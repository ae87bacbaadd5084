"""A person whom nobody confirms is asked about twice, hidden, and erased half a year later."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from buurtnet.berichten import personen
from buurtnet.post.bericht import Bericht
from netwerken.models import Contactpunt
from netwerken.models.persoon import HERINNEREN_NA, WISSEN_NA
from tests.hulp import bouwers
from tests.hulp.bouwers import VANDAAG
from tests.hulp.postproef import bezorg

pytestmark = pytest.mark.django_db
DAG = datetime.timedelta(days=1)
OUD = datetime.date(2025, 1, 1)
HEEL = {f"{veld}_zichtbaar": "openbaar" for veld in ("naam", "telefoon", "email")}


@pytest.fixture
def netwerk(vandaag):
    return bouwers.maak_netwerk(naam="Rondkomen")


@pytest.fixture
def coordinator(netwerk):
    return bouwers.maak_coordinator(netwerk, email="co@voorbeeld.nl")


@pytest.fixture
def punt(coordinator, netwerk):
    return maak(netwerk=netwerk)


def maak(**velden):
    persoon = {
        "naam": "Jo Kanarie",
        "telefoon": "06 12345678",
        "email": "jo@voorbeeld.nl",
        "toestemming_grond": "toestemming",
        "toestemming_op": OUD,
        "toestemming_tekst": "Jo zei ja.",
    }
    return bouwers.maak_contactpunt(functie="voorzitter", **persoon | HEEL | velden)


def doe(datum):
    """What of each of the steps this day brought."""
    with transaction.atomic():
        return personen.doe(datum)


def leest(punt, gebruiker):
    return [een.naam for een in Contactpunt.objects.filter(pk=punt.pk).voor(gebruiker)]


def loop_tot_verborgen(begin=VANDAAG):
    for _keer in range(3):
        doe(begin)
        begin += HERINNEREN_NA
    return begin - HERINNEREN_NA


def test_each_step_comes_in_its_time_and_once(punt):
    assert doe(VANDAAG) == [1, 0, 0, 0]
    assert doe(VANDAAG) == doe(VANDAAG + HERINNEREN_NA - DAG) == [0, 0, 0, 0]
    nog = VANDAAG + HERINNEREN_NA
    assert doe(nog) == [0, 1, 0, 0]
    assert doe(nog) == doe(nog + HERINNEREN_NA - DAG) == [0, 0, 0, 0]
    dicht = nog + HERINNEREN_NA
    assert doe(dicht) == [0, 0, 1, 0]
    assert doe(dicht) == doe(dicht + WISSEN_NA - DAG) == [0, 0, 0, 0]
    assert doe(dicht + WISSEN_NA) == [0, 0, 0, 1]
    assert doe(dicht + WISSEN_NA + DAG) == [0, 0, 0, 0]


def test_whoever_keeps_it_is_told_before_anything_happens_and_never_who_it_is(punt):
    dicht = loop_tot_verborgen()
    doe(dicht + WISSEN_NA)
    mails = bezorg()
    assert [mail.subject for mail in mails] == [
        "Kloppen deze contactpersonen nog?",
        "Deze contactpersonen verbergen we bijna",
        "Deze contactpersonen zijn nu verborgen",
        "Deze contactpersonen hebben we gewist",
    ]
    for mail in mails:
        assert mail.to == ["co@voorbeeld.nl"]
        assert "- voorzitter, Rondkomen" in mail.body
        assert "/werkplek/#personen" in mail.body
        assert "Kanarie" not in str(mail.message())
        assert "jo@" not in str(mail.message())
    # 28 days after the second; and half a year after it was hidden.
    assert "17 januari 2027" in mails[1].body
    assert "19 juli 2027" in mails[2].body


def test_what_is_hidden_is_read_by_who_keeps_it_and_the_redactie_only(punt, coordinator, client):
    pagina = punt.netwerk.get_absolute_url()
    ander = bouwers.maak_coordinator(bouwers.maak_netwerk())
    lezers = [AnonymousUser(), ander]
    houders = [coordinator, bouwers.maak_redacteur()]
    assert all(leest(punt, wie) == ["Jo Kanarie"] for wie in lezers + houders)
    assert "Jo Kanarie" in client.get(pagina).content.decode()
    loop_tot_verborgen()
    assert all(leest(punt, wie) == [] for wie in lezers)
    assert all(leest(punt, wie) == ["Jo Kanarie"] for wie in houders)
    html = client.get(pagina).content.decode()
    for iets in ("Jo Kanarie", "jo@voorbeeld.nl", "12345678"):
        assert iets not in html
    for rijen in (
        Contactpunt.objects.leesbaar_voor_allen(),
        Contactpunt.objects.visible_to(AnonymousUser()),
        Contactpunt.objects.visible_to(ander),
    ):
        assert punt not in rijen
    assert punt in Contactpunt.objects.visible_to(coordinator)


def test_one_press_on_the_desk_brings_it_back(punt, coordinator, client):
    loop_tot_verborgen(VANDAAG - 2 * HERINNEREN_NA)
    client.force_login(coordinator)
    werkplek = client.get("/werkplek/").content.decode()
    assert "1 contactpersoon om na te gaan" in werkplek
    assert "Jo Kanarie" in werkplek
    pad = f"/netwerken/{punt.netwerk.slug}/contactpunten/{punt.pk}/bevestigen/"
    assert f'action="{pad}"' in werkplek
    antwoord = client.post(pad, {"terug": "/werkplek/#personen"})
    assert antwoord.url == "/werkplek/#personen"
    assert leest(punt, AnonymousUser()) == ["Jo Kanarie"]
    assert "om na te gaan" not in client.get("/werkplek/").content.decode()
    # It is fresh: only half a year later it is asked again, from the beginning.
    assert doe(VANDAAG + DAG) == [0, 0, 0, 0]
    assert doe(VANDAAG + 200 * DAG) == [1, 0, 0, 0]


def test_of_who_is_erased_the_function_stays_and_no_version_tells_who(punt):
    punt.telefoon = "06 87654321"
    punt.save()
    dicht = loop_tot_verborgen()
    doe(dicht + WISSEN_NA)
    punt.refresh_from_db()
    assert punt.functie == "voorzitter"
    assert {punt.naam, punt.telefoon, punt.email, punt.toestemming_tekst} == {""}
    alles = str([*Contactpunt.objects.values(), *Contactpunt.history.values()])
    for iets in ("Jo", "jo@", "12345678", "87654321"):
        assert iets not in alles


def test_who_agreed_lately_or_was_confirmed_is_not_asked_about(punt):
    for velden in (
        {"toestemming_op": VANDAAG - 30 * DAG},
        {"bevestigd_op": VANDAAG - 30 * DAG},
        {"naam": "", "toestemming_grond": "", "toestemming_op": None, "toestemming_tekst": ""},
    ):
        maak(netwerk=punt.netwerk, **velden)
    assert doe(VANDAAG) == [1, 0, 0, 0]


def test_who_becomes_another_with_consent_begins_anew(punt):
    loop_tot_verborgen(VANDAAG - 2 * HERINNEREN_NA)
    punt.refresh_from_db()
    punt.naam, punt.toestemming_op = "Bo", VANDAAG
    punt.save()
    assert leest(punt, AnonymousUser()) == ["Bo"]
    assert doe(VANDAAG + DAG) == [0, 0, 0, 0]


def test_asking_makes_no_version_and_is_in_nobodys_way(punt):
    versie, aantal = punt.versie, punt.history.count()
    loop_tot_verborgen()
    punt.functie = "secretaris"
    punt.save()
    assert (punt.versie, punt.history.count()) == (versie + 1, aantal + 1)
    assert Contactpunt.objects.get(pk=punt.pk).is_verborgen


def test_where_no_coordinator_is_the_redactie_hears_it(vandaag):
    bouwers.maak_redacteur(email="red@voorbeeld.nl")
    maak(organisatie=bouwers.maak_organisatie())
    doe(VANDAAG)
    assert [bericht.aan for bericht in Bericht.objects.all()] == ["red@voorbeeld.nl"]


@pytest.mark.eenmaal
def test_the_desk_asks_no_more_for_many_than_for_one(
    punt, coordinator, client, django_assert_num_queries
):
    doe(VANDAAG)
    client.force_login(coordinator)
    client.get("/werkplek/")
    with CaptureQueriesContext(connection) as een:
        client.get("/werkplek/")
    for _keer in range(12):
        maak(netwerk=punt.netwerk)
    doe(VANDAAG + DAG)
    with django_assert_num_queries(len(een)):
        html = client.get("/werkplek/").content.decode()
    assert "13 contactpersonen om na te gaan" in html
