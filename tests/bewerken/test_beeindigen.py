"""Ending: what goes on until a day, what never began, and what the user reads of it."""

import datetime

import pytest
from django.urls import reverse

from buurtnet.bewerken.opslaan import adres
from buurtnet.kern.periode import niet_voorbij_q
from buurtnet.kern.status import Status, status_op
from initiatieven.models import Accommodatie, Activiteit, Initiatief
from netwerken.models import Netwerk, Organisatie
from tests.hulp.bouwers import (
    VANDAAG,
    in_hoede_van,
    laat_los_eindigen,
    log_in,
    maak_coordinator,
    maak_deelname,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_redacteur,
    maak_werkgebied,
    maak_wijk,
)

pytestmark = pytest.mark.django_db
MORGEN = VANDAAG + datetime.timedelta(1)
EINDE = {"tot": "vandaag", "reden": "geen geld", "versie": 1}


@pytest.fixture(autouse=True)
def redacteur(client, vandaag):
    return log_in(client, maak_redacteur())


def beeindig(client, rij, **anders):
    antwoord = client.post(adres(rij, "beeindigen"), EINDE | anders, follow=True)
    rij.refresh_from_db()
    return antwoord.content.decode()


@pytest.mark.parametrize(
    ("status", "vanaf"),
    [
        (Status.IDEE, None),
        (Status.IN_OPRICHTING, datetime.date(2025, 1, 1)),
        (Status.GEPLAND, datetime.date(2027, 2, 1)),
        (Status.ACTIEF, datetime.date(2027, 2, 1)),
    ],
)
def test_what_is_ended_before_it_began_does_not_go_ahead(client, status, vanaf):
    tuin = maak_initiatief(naam="Tuin", status=status, vanaf=vanaf)
    tekst = beeindig(client, tuin)
    assert "Initiatief gaat niet door: Tuin." in tekst
    assert "ging niet door; besloten op 22 november 2026" in tekst
    assert tuin.periode_in_woorden_op(MORGEN) == "ging niet door; besloten op 22 november 2026"
    for dag in (datetime.date(2025, 6, 1), VANDAAG, MORGEN, datetime.date(2027, 6, 1)):
        assert not tuin.geldt_op(dag)
        assert not Initiatief.objects.op(dag).exists()


def test_what_was_called_off_is_over_the_day_after_in_lists_too(client):
    beeindig(client, maak_initiatief(status=Status.GEPLAND))
    assert not Initiatief.objects.filter(niet_voorbij_q(MORGEN)).exists()
    standen = Initiatief.objects.annotate(nu=status_op(MORGEN)).values_list("nu", flat=True)
    assert list(standen) == [Status.GESTOPT]


@pytest.mark.parametrize("naam", ["initiatieven:initiatieven", "wijk", "initiatieven:initiatief"])
def test_a_page_says_that_a_plan_does_not_go_ahead(client, naam):
    wijk = maak_wijk()
    tuin = maak_initiatief(status=Status.GEPLAND, wijken=[wijk])
    beeindig(client, tuin)
    paden = {"wijk": wijk.get_absolute_url(), "initiatieven:initiatief": tuin.get_absolute_url()}
    tekst = client.get(paden.get(naam) or reverse(naam)).content.decode()
    assert "ging niet door</span>" in tekst
    assert "gepland</span>" not in tekst


def test_a_plan_called_off_today_is_not_called_off_again(client):
    tuin = maak_initiatief(status=Status.GEPLAND)
    for _keer in range(2):
        assert "gaat niet door" in beeindig(client, tuin)
    assert tuin.versie == 2
    assert (
        "Dit is al voorbij: ging niet door"
        in client.get(adres(tuin, "beeindigen")).content.decode()
    )


def test_announcing_an_end_leaves_a_plan_its_beginning(client):
    begin = datetime.date(2027, 2, 1)
    tuin = maak_initiatief(status=Status.GEPLAND, vanaf=begin)
    tekst = beeindig(client, tuin, tot="eind 2027")
    assert "gaat niet door" not in tekst
    assert (tuin.vanaf, tuin.status) == (begin, Status.GEPLAND)


def test_a_plan_whose_day_simply_passed_stays_unknown(client):
    inzet = maak_inzet(status=Status.GEPLAND, vanaf=datetime.date(2025, 1, 1))
    tekst = client.get(inzet.organisatie.get_absolute_url()).content.decode()
    assert "niet bekend of het doorging" in inzet.periode_in_woorden
    assert "ging niet door" not in tekst


# Ending what others have part in


@pytest.mark.parametrize("tot", [None, datetime.date(2027, 3, 1)])
def test_there_is_no_form_to_end_what_others_have_part_in(client, tot):
    werkgebied = maak_werkgebied()
    organisatie = maak_inzet(wijk=werkgebied.wijk).organisatie
    in_hoede_van(werkgebied.netwerk, organisatie)
    elders = maak_inzet(organisatie=organisatie, tot=tot)
    log_in(client, maak_coordinator(werkgebied.netwerk))
    antwoord = client.get(adres(organisatie, "beeindigen"))
    tekst = antwoord.content.decode()
    assert "vraag de redactie" in tekst
    # Only what has no end yet is in the way on any day.
    assert ('name="reden"' in tekst) is bool(tot)
    assert ("Dit eindigt mee" in tekst) is bool(tot)
    assert (reverse("netwerken:organisatie_inzet", args=[organisatie.slug]) in tekst) is not bool(
        tot
    )
    antwoord = client.post(adres(organisatie, "beeindigen"), EINDE)
    assert (antwoord.status_code, 'name="reden"' in antwoord.content.decode()) == (200, bool(tot))
    laat = EINDE | {"tot": "april 2027"}
    assert client.post(adres(organisatie, "beeindigen"), laat).status_code == (302 if tot else 200)
    elders.refresh_from_db()
    assert elders.tot == tot


# Putting back what ended


@pytest.fixture
def netwerk(client):
    """A network that was ended by mistake, with all that ran along."""
    netwerk = maak_netwerk()
    netwerk.rijen = [maak_werkgebied(netwerk=netwerk), maak_deelname(netwerk=netwerk)]
    netwerk.rijen.append(maak_inzet(netwerk=netwerk, status=Status.GEPLAND, vanaf=MORGEN))
    netwerk.eerder = maak_deelname(netwerk=netwerk, tot=VANDAAG, status=Status.GESTOPT)
    beeindig(client, netwerk)
    return netwerk


def zet_terug(client, rij, *mee):
    eerste = rij.history.last()
    gegevens = {"toen": eerste.history_id, "versie": rij.versie, "mee": mee}
    antwoord = client.post(adres(rij, "geschiedenis"), gegevens, follow=True)
    rij.refresh_from_db()
    return antwoord.content.decode()


@pytest.mark.parametrize(
    ("model", "relaties"),
    [
        (Organisatie, ["inzetten", "deelnames", "huisvestingen"]),
        (Netwerk, ["werkgebieden", "inzetten", "deelnames"]),
        (Initiatief, ["inzetten", "huisvestingen", "activiteiten"]),
        (Accommodatie, ["huisvestingen", "deelnames"]),
        (Activiteit, []),
    ],
)
def test_what_ends_along_is_told_in_the_same_order_everywhere(model, relaties):
    assert model().eindigt_mee == relaties


def test_what_ended_along_is_offered_to_be_put_back_along(client, netwerk):
    tekst = client.get(adres(netwerk, "geschiedenis")).content.decode()
    assert tekst.count('name="mee"') == tekst.count(" checked") == 3
    assert "Zet ook terug: 1 deelname<" in tekst
    assert "Dit eindigde toen mee" in tekst


def test_what_ended_along_is_put_back_when_ticked(client, netwerk):
    zet_terug(client, netwerk, "werkgebieden", "deelnames", "inzetten", "coordinatoren")
    assert netwerk.tot is None
    gebied, _deelname, inzet = netwerk.rijen
    for rij in netwerk.rijen:
        rij.refresh_from_db()
        assert (rij.tot, rij.history.first().history_change_reason) == (None, "teruggezet")
    assert (gebied.status, inzet.status, inzet.vanaf) == (Status.ACTIEF, Status.GEPLAND, MORGEN)
    netwerk.eerder.refresh_from_db()
    assert (netwerk.eerder.tot, netwerk.eerder.versie) == (VANDAAG, 1)
    assert 'name="mee"' not in client.get(adres(netwerk, "geschiedenis")).content.decode()


def test_what_is_not_ticked_stays_ended(client, netwerk):
    zet_terug(client, netwerk, "inzetten")
    gebied, _deelname, inzet = netwerk.rijen
    for rij in (gebied, inzet):
        rij.refresh_from_db()
    assert (netwerk.tot, gebied.tot, inzet.tot) == (None, VANDAAG, None)


def test_what_was_changed_after_it_ended_keeps_that_change(client, netwerk):
    gebied = netwerk.rijen[0]
    gebied.refresh_from_db()
    gebied.toelichting = "later verbeterd"
    gebied.save()
    zet_terug(client, netwerk, "werkgebieden")
    gebied.refresh_from_db()
    assert (gebied.tot, gebied.toelichting) == (None, "later verbeterd")


def test_nothing_is_put_back_when_something_newer_is_in_the_way(client, netwerk):
    deelname = netwerk.rijen[1]
    nieuwer = maak_deelname(netwerk=netwerk, organisatie=deelname.organisatie, tot=VANDAAG)
    laat_los_eindigen(nieuwer, tot=None)
    tekst = zet_terug(client, netwerk, "werkgebieden", "deelnames")
    assert "Terugzetten kan niet" in tekst
    assert str(deelname) in tekst
    assert netwerk.tot == VANDAAG
    netwerk.rijen[0].refresh_from_db()
    assert netwerk.rijen[0].tot == VANDAAG


def test_a_coordinator_puts_back_along_only_what_is_hers(client):
    werkgebied = maak_werkgebied()
    organisatie = maak_inzet(wijk=werkgebied.wijk).organisatie
    in_hoede_van(werkgebied.netwerk, organisatie)
    elders = maak_inzet(organisatie=organisatie)
    beeindig(client, organisatie)
    log_in(client, maak_coordinator(werkgebied.netwerk))
    tekst = client.get(adres(organisatie, "geschiedenis")).content.decode()
    assert "Zet ook terug: 1 inzet" in tekst
    zet_terug(client, organisatie, "inzetten")
    elders.refresh_from_db()
    assert (organisatie.tot, elders.tot) == (None, VANDAAG)
