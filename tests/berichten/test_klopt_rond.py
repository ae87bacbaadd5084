"""The whole round: mail out, two of nine corrected without an account, accepted from a phone."""

import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from netwerken.models import Inzet
from tests.hulp.bouwers import VANDAAG, log_in, maak_coordinator, maak_netwerk, maak_wijk
from tests.hulp.navraagproef import EMAIL, link_uit, maak_partij, stuur

pytestmark = pytest.mark.django_db(transaction=True)
TELEFOON = {"width": 360, "height": 740}


def druk(venster, naam, soort="button"):
    with venster.expect_navigation():
        venster.get_by_role(soort, name=naam).first.click()


def test_mail_out_two_of_nine_corrected_accepted_and_on_the_page(
    browser, live_server, vandaag, browser_context_args
):
    netwerk, wijk = maak_netwerk(), maak_wijk(naam="Beijum")
    maak_partij(netwerk, wijk, aantal=7)
    [bericht] = stuur()
    opties = browser_context_args | {"base_url": live_server.url, "viewport": TELEFOON}
    partner = browser.new_context(**opties, java_script_enabled=False)
    venster = partner.new_page()
    venster.goto(link_uit(bericht))
    expect(venster.locator("main li > div:first-child")).to_have_count(9)
    druk(venster, re.compile(r"^anders\s*: Beijum: Thema 0"), "link")
    venster.get_by_label("Wat er gebeurt").fill("Maatjes voor jong en oud")
    druk(venster, "Verstuur")
    druk(venster, re.compile(r"^gestopt\s*: Beijum: Thema 1"), "link")
    druk(venster, "Ja, gestopt")
    druk(venster, "De andere 7 kloppen")
    expect(venster.locator("h1")).to_have_text("Dank je wel")
    assert partner.cookies() == []
    partner.close()

    mens = Client()
    log_in(mens, maak_coordinator(netwerk))
    koek = mens.cookies[settings.SESSION_COOKIE_NAME].value
    telefoon = browser.new_context(**opties)
    telefoon.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": koek, "url": live_server.url}]
    )
    venster = telefoon.new_page()
    venster.goto("/werkplek/")
    expect(venster.locator("main")).to_contain_text("het contact van Humanitas")
    assert EMAIL not in venster.content()
    druk(venster, re.compile("^Neem over"))
    druk(venster, re.compile("^Beëindig"))
    telefoon.close()

    bezoeker = browser.new_context(**opties)
    venster = bezoeker.new_page()
    venster.goto(wijk.get_absolute_url())
    expect(venster.locator("main")).to_contain_text("Maatjes voor jong en oud")
    gestopt = Inzet.objects.get(thema__naam="Thema 1")
    # Its last day is today, and counts.
    assert (gestopt.status, gestopt.tot) == ("gestopt", VANDAAG)
    bezoeker.close()
