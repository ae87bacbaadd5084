"""Colleagues, and handing over: never more rights than one has, and nothing is left to nobody."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from buurtnet.accounts.models import Gebruiker
from buurtnet.bewerken.concepten.concept import Concept
from buurtnet.bewerken.handelingen import Handeling
from netwerken.bereik import zonder_coordinator
from netwerken.models import Netwerk
from tests.hulp.bouwers import (
    log_in_met_tweede_stap,
    maak_beheerder,
    maak_bijeenkomst,
    maak_coordinator,
    maak_gebruiker,
    maak_netwerk,
    maak_redacteur,
)

pytestmark = pytest.mark.django_db
COLLEGAS, OVERDRAGEN = "/werkplek/collegas/", "/werkplek/overdragen/"
NIEUW = "nel@voorbeeld.nl"


@pytest.fixture
def netwerk():
    return maak_netwerk(naam="Netwerk Beijum")


@pytest.fixture
def cor(client, netwerk):
    cor = maak_coordinator(netwerk, naam="Cor")
    client.force_login(cor)
    return cor


def draag_over(client, netwerken, adres=OVERDRAGEN, **velden):
    return client.post(adres, {"netwerken": [netwerk.pk for netwerk in netwerken]} | velden)


def fouten(antwoord):
    return antwoord.context["form"].errors


def mensen(netwerk):
    return set(netwerk.coordinatoren.values_list("naam", flat=True))


# Colleagues


def test_collegas_tells_who_coordinates_what_is_ones_own(client, cor, netwerk):
    maak_coordinator(netwerk, naam="Col", email="col@voorbeeld.nl")
    onder = maak_netwerk(naam="Werkgroep Wonen", bovenliggend=netwerk)
    maak_coordinator(maak_netwerk(naam="Netwerk Paddepoel"), naam="Vreemd")
    antwoord = client.get(COLLEGAS)
    regels = antwoord.context["regels"]
    assert [(r.netwerk, r.erboven) for r in regels] == [(netwerk, None), (onder, netwerk)]
    html = antwoord.content.decode()
    for tekst in ("<strong>jij</strong>", "mailto:col@voorbeeld.nl", "via Netwerk Beijum"):
        assert tekst in html
    assert "Vreemd" not in html
    assert "Paddepoel" not in html


def test_collegas_tells_the_redactie_which_networks_nobody_coordinates(client, netwerk):
    leeg = maak_netwerk(naam="Leeg")
    maak_coordinator(netwerk)
    maak_coordinator(uit := maak_netwerk(naam="Uit"), is_active=False)
    maak_coordinator(maak_netwerk(naam="Voorbij", tot=timezone.localdate().replace(year=2020)))
    client.force_login(maak_redacteur())
    antwoord = client.get(f"{COLLEGAS}?toon=zonder")
    assert [regel.netwerk for regel in antwoord.context["regels"]] == [leeg, uit]
    assert antwoord.context["zonder"] == 2


def test_who_was_invited_counts_as_long_as_the_invitation_works(netwerk):
    nel, _nieuw = Gebruiker.objects.nodig_uit(NIEUW, "Nel", None)
    netwerk.coordinatoren.add(nel)
    assert not zonder_coordinator(Netwerk.objects).exists()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=15)):
        assert list(zonder_coordinator(Netwerk.objects)) == [netwerk]


@pytest.mark.eenmaal
def test_collegas_costs_the_same_for_many(client, cor, netwerk, django_assert_num_queries):
    maak_coordinator(maak_netwerk(bovenliggend=netwerk))
    with CaptureQueriesContext(connection) as een:
        client.get(COLLEGAS)
    for _nummer in range(20):
        maak_coordinator(maak_netwerk(bovenliggend=netwerk))
    with django_assert_num_queries(len(een)):
        client.get(COLLEGAS)


# Handing over


def test_a_colleague_takes_over_and_the_leaver_is_off(client, cor, netwerk):
    onder = maak_netwerk(naam="Werkgroep", bovenliggend=netwerk)
    onder.coordinatoren.add(cor)
    maak_coordinator(netwerk, naam="Col")
    col = Gebruiker.objects.get(naam="Col")
    antwoord = draag_over(client, [netwerk, onder], opvolger=col.pk)
    assert antwoord.url == "/werkplek/"
    assert (mensen(netwerk), mensen(onder)) == ({"Col"}, {"Col"})
    assert netwerk.history.first().history_change_reason == "overgedragen"
    assert {rij.versie for rij in netwerk.history.all()} == {1, 2}
    html = client.get("/werkplek/").content.decode()
    assert "Cor droeg over aan Col: Netwerk Beijum, Werkgroep." in html
    assert "Maak ongedaan" in html


def test_handing_over_is_undone_in_one_press(client, cor, netwerk):
    draag_over(client, [netwerk], email=NIEUW, naam="Nel")
    assert mensen(netwerk) == {"Nel"}
    gedaan = Handeling.objects.get(gebruiker=cor)
    client.post(reverse("ongedaan"), {"handeling": gedaan.pk})
    assert mensen(netwerk) == {"Cor"}


def test_it_is_not_undone_once_the_successor_went_on(client, cor, netwerk):
    draag_over(client, [netwerk], email=NIEUW, naam="Nel")
    Netwerk.objects.get(pk=netwerk.pk).save()
    client.post(reverse("ongedaan"), {"handeling": Handeling.objects.get(gebruiker=cor).pk})
    assert mensen(netwerk) == {"Nel"}


def test_who_has_no_account_gets_an_invitation(client, cor, netwerk, postbus):
    draag_over(client, [netwerk], email=NIEUW.upper(), naam="Nel")
    [mail] = postbus
    assert mail.to == [NIEUW]
    assert "- Netwerk Beijum" in mail.body
    assert Gebruiker.objects.uitgenodigd().get().email == NIEUW


def test_who_has_an_account_is_told(
    client, cor, netwerk, postbus, django_capture_on_commit_callbacks
):
    maak_gebruiker(email=NIEUW, naam="Nel")
    with django_capture_on_commit_callbacks(execute=True):
        draag_over(client, [netwerk], email=NIEUW)
    [mail] = postbus
    assert (mail.to, mail.subject) == ([NIEUW], "Je bent coördinator geworden")


def test_no_network_is_left_to_nobody_unless_told(client, cor, netwerk):
    assert "zonder" in fouten(draag_over(client, [netwerk]))
    assert mensen(netwerk) == {"Cor"}
    assert not Handeling.objects.exists()
    assert draag_over(client, [netwerk], zonder="on").status_code == 302
    assert mensen(netwerk) == set()


@pytest.mark.parametrize("waar", ["hier", "erboven"])
def test_who_leaves_others_behind_needs_no_successor(client, cor, netwerk, waar):
    if waar == "hier":
        maak_coordinator(netwerk, naam="Col")
    else:
        netwerk.bovenliggend = maak_netwerk()
        netwerk.save()
        maak_coordinator(netwerk.bovenliggend)
    assert draag_over(client, [netwerk]).status_code == 302
    assert "Cor" not in mensen(netwerk)


def test_what_lies_below_is_not_left_to_nobody_either(client, cor, netwerk):
    maak_netwerk(naam="Werkgroep", bovenliggend=netwerk)
    uit = maak_coordinator(netwerk, naam="Uit", is_active=False)
    assert uit in netwerk.coordinatoren.all()
    assert "zonder" in fouten(draag_over(client, [netwerk]))


def test_an_address_too_long_to_keep_is_told(client, cor, netwerk):
    email = f"{'x' * 249}@voorb.nl"
    assert fouten(draag_over(client, [netwerk], email=email, naam="Lang"))["email"]
    gegevens = {"email": email, "naam": "Lang", "netwerken": [netwerk.slug]}
    assert fouten(client.post(reverse("netwerken:uitnodigen"), gegevens))["email"]


def test_one_hands_over_to_one(client, cor, netwerk):
    col = maak_coordinator(netwerk, naam="Col")
    assert "email" in fouten(draag_over(client, [netwerk], opvolger=col.pk, email=NIEUW))
    assert "naam" in fouten(draag_over(client, [netwerk], email=NIEUW))
    assert "email" in fouten(draag_over(client, [netwerk], email=cor.email, naam="Ik"))
    assert mensen(netwerk) == {"Cor", "Col"}


def test_one_hands_over_what_is_ones_own(client, cor, netwerk):
    vreemd = maak_netwerk(naam="Netwerk Paddepoel")
    ander = maak_coordinator(vreemd)
    assert "netwerken" in fouten(draag_over(client, [vreemd], email=NIEUW, naam="Nel"))
    # Whom one does not work with is not told by their name.
    assert "opvolger" not in client.get(OVERDRAGEN).context["form"].fields
    assert list(vreemd.coordinatoren.all()) == [ander]


def test_drafts_about_its_meetings_go_along_and_others_stay(client, cor, netwerk):
    bijeenkomst = maak_bijeenkomst(netwerk=netwerk)
    sleutels = [f"netwerken:bijeenkomst:{bijeenkomst.pk}", "initiatieven:verhaal_nieuw:"]
    for sleutel in sleutels:
        Concept.objects.create(gebruiker=cor, sleutel=sleutel, adres="/", velden={"naam": ["x"]})
    draag_over(client, [netwerk], email=NIEUW, naam="Nel")
    nel = Gebruiker.objects.get(email=NIEUW)
    assert [concept.sleutel for concept in nel.concepten.all()] == sleutels[:1]
    assert cor.concepten.count() == 2


def test_sent_twice_it_goes_over_once(client, cor, netwerk, postbus):
    for _keer in range(2):
        assert draag_over(client, [netwerk], email=NIEUW, naam="Nel").url == "/werkplek/"
    assert mensen(netwerk) == {"Nel"}
    assert len(postbus) == 1
    assert {rij.versie for rij in netwerk.history.all()} == {1, 2}


def test_the_redactie_hands_over_for_who_is_gone(client, netwerk):
    weg = maak_coordinator(netwerk, naam="Weg")
    adres = reverse("netwerken:opvolging_van", args=[weg.pk])
    client.force_login(maak_coordinator(netwerk))
    assert client.get(adres).status_code == 403
    client.force_login(maak_redacteur())
    assert "Het werk van Weg overdragen" in client.get(adres).content.decode()
    antwoord = draag_over(client, [netwerk], adres, email=NIEUW, naam="Nel")
    assert antwoord.url == COLLEGAS
    assert "Weg" not in mensen(netwerk)
    log_in_met_tweede_stap(client, maak_beheerder())
    assert "Er is niets over te dragen" in client.get(adres).content.decode()
