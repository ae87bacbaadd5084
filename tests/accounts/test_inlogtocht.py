"""In a real browser: a passkey made and used, and the admin, under the strict content policy."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from netwerken.models import Organisatie
from tests.hulp.bouwers import (
    WACHTWOORD,
    maak_beheerder,
    maak_netwerk,
    maak_organisatie,
    maak_werkgebied,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.eenmaal]
SLEUTEL = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def blad(page):
    """A page with a device that holds passkeys; anything the browser complains about fails."""
    klachten = []
    page.on("console", lambda m: klachten.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda fout: klachten.append(str(fout)))
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": SLEUTEL})
    yield page
    assert klachten == []


def log_in(blad, live_server, volgende):
    blad.goto(f"{live_server.url}/accounts/login/?next={volgende}")
    blad.get_by_label("E-mailadres").fill("bea@voorbeeld.nl")
    blad.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    blad.get_by_role("button", name="Inloggen", exact=True).click()


def test_a_passkey_is_made_and_logs_in_without_a_password(blad, live_server):
    maak_beheerder(email="bea@voorbeeld.nl", naam="Bea").bevestig_email()
    log_in(blad, live_server, reverse("mfa_add_webauthn"))
    blad.get_by_label("Inloggen zonder wachtwoord").check()
    blad.get_by_role("button", name="Maak de passkey").click()
    blad.wait_for_url("**/2fa/recovery-codes/")
    blad.goto(f"{live_server.url}{reverse('account_logout')}")
    blad.get_by_role("main").get_by_role("button", name="Uitloggen").click()
    blad.goto(f"{live_server.url}/accounts/login/?next=/accounts/")
    blad.get_by_role("button", name="Inloggen met een passkey").click()
    blad.get_by_role("heading", name="Mijn account").wait_for()
    blad.goto(f"{live_server.url}/admin/")
    blad.get_by_role("heading", name="Alles wat buurtnet bijhoudt").wait_for()


def test_the_button_waits_until_the_browser_can_do_what_it_says(blad, live_server):
    maak_beheerder(email="bea@voorbeeld.nl", naam="Bea").bevestig_email()
    blad.route("**/mfa/js/webauthn*.js", lambda script: None)
    blad.goto(f"{live_server.url}/accounts/login/", wait_until="commit")
    knop = blad.get_by_role("button", name="Inloggen met een passkey")
    expect(knop).to_be_disabled()
    blad.unroute("**/mfa/js/webauthn*.js")
    expect(knop).to_be_enabled()


def test_a_passkey_is_the_second_step_too_and_the_admin_keeps_to_the_policy(blad, live_server):
    maak_beheerder(email="bea@voorbeeld.nl", naam="Bea").bevestig_email()
    netwerk, organisatie = maak_netwerk(), maak_organisatie()
    maak_werkgebied(netwerk=netwerk)
    log_in(blad, live_server, reverse("mfa_add_webauthn"))
    blad.get_by_role("button", name="Maak de passkey").click()
    blad.wait_for_url("**/2fa/recovery-codes/")
    blad.goto(f"{live_server.url}/admin/")
    blad.wait_for_url("**/webauthn/reauthenticate/**")
    blad.get_by_role("button", name="Gebruik een passkey").click()
    blad.wait_for_url("**/admin/")
    for adres in (
        "/admin/",
        "/admin/netwerken/organisatie/",
        f"/admin/netwerken/netwerk/{netwerk.pk}/change/",
        f"/admin/netwerken/organisatie/{organisatie.pk}/history/",
        "/admin/netwerken/organisatie/import/",
    ):
        blad.goto(f"{live_server.url}{adres}")
    blad.set_input_files(
        "[name=import_file]",
        {"name": "lijst.csv", "mimeType": "text/csv", "buffer": b"naam\nNieuwe club\n"},
    )
    blad.get_by_role("button", name="Laat zien wat er verandert").click()
    blad.get_by_role("button", name="Importeer dit").click()
    blad.wait_for_url("**/organisatie/")
    assert Organisatie.objects.filter(naam="Nieuwe club").exists()
