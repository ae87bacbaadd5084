"""How much a coordinator does for what the round brings to her desk: as `simuleer` counts it."""

import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from buurtnet.berichten.simulatie import aannamen
from netwerken import voorstellen
from netwerken.models import Contactadres, Inzet, Voorstel
from netwerken.models.navraag import HERINNERINGEN
from tests.hulp.bouwers import (
    VANDAAG,
    in_hoede_van,
    log_in,
    maak_coordinator,
    maak_netwerk,
    maak_organisatie,
    maak_wijk,
)
from tests.hulp.navraagproef import OUD, maak_partij, stuur
from tests.hulp.telproef import Teller

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.eenmaal]
VOORDAT = VANDAAG - 2 * HERINNERINGEN[-1]


@pytest.fixture
def netwerk(vandaag):
    return maak_netwerk()


@pytest.fixture
def humanitas(netwerk):
    """Who got three mails long ago, and answered none."""
    partij = maak_partij(netwerk, maak_wijk())
    for na in (0 * HERINNERINGEN[0], *HERINNERINGEN):
        stuur(VOORDAT + na)
    return partij


@pytest.fixture
def teller(browser, browser_context_args, live_server, netwerk):
    """The Teller of her window: `bureau` is the address of her desk, where she is."""
    mens = Client()
    log_in(mens, maak_coordinator(netwerk))
    koek = mens.cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(**browser_context_args | {"base_url": live_server.url})
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": koek, "url": live_server.url}]
    )
    context.set_default_timeout(10_000)
    venster = context.new_page()
    yield Teller(venster)
    context.close()


def druk(teller, naam, soort="button"):
    with teller.venster.expect_navigation():
        teller.klik(teller.venster.get_by_role(soort, name=re.compile(f"^{naam}")).first)


def bureau(teller):
    """She is at her desk, and begins."""
    teller.venster.goto("/werkplek/")
    teller.begin()


def stel_voor():
    inzet = Inzet.objects.first()
    return voorstellen.maak(inzet, {"toelichting": "Maatjes voor iedereen"})


def test_to_sit_down_at_the_desk_is_one(teller, netwerk):
    teller.venster.goto("/")
    teller.begin()
    druk(teller, "Mijn werkplek", "link")
    expect(teller.venster).to_have_url(re.compile("/werkplek/$"))
    assert teller.interacties == aannamen.OPENEN


def test_a_proposal_is_accepted_refused_or_changed_first_as_is_counted(teller, humanitas):
    stel_voor()
    bureau(teller)
    druk(teller, "Neem over")
    assert Voorstel.objects.get().stand == "aanvaard"
    assert teller.interacties == aannamen.NEEM_OVER
    for doe, kost in ((weiger, aannamen.WEIGER), (pas_aan, aannamen.PAS_AAN)):
        Inzet.objects.update(toelichting="Iets")
        voorstel = stel_voor()
        bureau(teller)
        druk(teller, "Pas aan of weiger", "link")
        doe(teller)
        voorstel.refresh_from_db()
        assert not voorstel.is_open
        assert teller.interacties == kost


def weiger(teller):
    teller.typ("[name=antwoord]", "Dat klopt niet.")
    druk(teller, "Neem dit niet over")


def pas_aan(teller):
    druk(teller, "Pas eerst aan", "link")
    teller.typ("[name=toelichting]", "Maatjes voor bijna iedereen")
    druk(teller, "Bewaar")


def test_who_was_called_is_confirmed_in_one(teller, humanitas):
    bureau(teller)
    druk(teller, "Gebeld, alles klopt")
    humanitas.refresh_from_db()
    assert humanitas.bevestigd_op == VANDAAG
    assert teller.interacties == aannamen.GEBELD


def test_another_address_is_three(teller, humanitas):
    bureau(teller)
    druk(teller, "Adres", "link")
    teller.typ("[name=email]", "nieuw@humanitas.voorbeeld.nl")
    druk(teller, "Bewaar")
    assert Contactadres.objects.get().email == "nieuw@humanitas.voorbeeld.nl"
    assert teller.interacties == aannamen.NIEUW_ADRES


def test_what_is_heard_on_the_phone_is_changed_in_four(teller, humanitas):
    bureau(teller)
    druk(teller, "Humanitas", "link")
    druk(teller, "Wijzig ", "link")
    teller.typ("[name=omschrijving]", "Maatjes en meer")
    druk(teller, "Bewaar")
    humanitas.refresh_from_db()
    assert humanitas.omschrijving == "Maatjes en meer"
    assert teller.interacties == aannamen.WIJZIGEN


def test_a_party_of_the_list_is_confirmed_in_one(teller, netwerk):
    partij = in_hoede_van(netwerk, maak_organisatie(naam="De Kring", bevestigd_op=OUD))
    bureau(teller)
    druk(teller, r"Klopt nog\s*: De Kring")
    partij.refresh_from_db()
    assert partij.bevestigd_op == VANDAAG
    assert teller.interacties == aannamen.LOOP_NA
