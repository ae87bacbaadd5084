"""A copy of the database holds no second step: its secrets are encrypted with SECRET_KEY."""

import importlib
import json

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.test import override_settings
from django.urls import reverse

from buurtnet.accounts.adapter import TweedeStapAdapter
from buurtnet.kern import versleuteling
from tests.hulp.bouwers import TOTP_SLEUTEL, maak_beheerder, maak_coordinator
from tests.hulp.inlogproef import code, geef_app, log_in

pytestmark = pytest.mark.django_db
ANDERE_SLEUTEL = override_settings(SECRET_KEY="een heel andere sleutel" * 3)
migratie = importlib.import_module("buurtnet.accounts.migrations.0004_versleutel_tweede_stap")


def stel_app_in(client):
    """Set up the app of who is logged in; the secret that it holds."""
    sleutel = client.get(reverse("mfa_activate_totp")).context["form"].secret
    antwoord = client.post(reverse("mfa_activate_totp"), {"code": code(sleutel)})
    assert antwoord.url == reverse("mfa_view_recovery_codes")
    return sleutel


def herstelcodes(client):
    return client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]


def test_the_database_holds_no_secret_and_the_codes_work(client):
    gebruiker = maak_coordinator()
    log_in(client, gebruiker)
    sleutel = stel_app_in(client)
    codes = herstelcodes(client)
    bewaard = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert sleutel not in bewaard and bewaard.count(versleuteling.MERK) == 2
    client.logout()
    antwoord = log_in(client, gebruiker)
    assert client.post(antwoord.url, {"code": codes[0]}).url == "/werkplek/"


def test_what_was_kept_before_is_read_and_then_encrypted():
    gebruiker = maak_coordinator()
    app = geef_app(gebruiker)
    codes = Authenticator.objects.create(
        user=gebruiker, type="recovery_codes", data={"seed": "0123456789abcdef", "used_mask": 3}
    )
    passkey = Authenticator.objects.create(user=gebruiker, type="webauthn", data={"name": "Ik"})
    assert app.wrap().validate_code(code())
    eerst = codes.wrap().get_unused_codes()
    # Twice: what is encrypted already stays as it is.
    migratie.heen(apps, None)
    migratie.heen(apps, None)
    for stap in (app, codes, passkey):
        stap.refresh_from_db()
    assert TOTP_SLEUTEL not in app.data["secret"]
    assert versleuteling.ontsleutel(app.data["secret"]) == TOTP_SLEUTEL
    assert (codes.wrap().get_unused_codes(), codes.data["used_mask"]) == (eerst, 3)
    assert passkey.data == {"name": "Ik"}
    migratie.terug(apps, None)
    app.refresh_from_db()
    assert app.data == {"secret": TOTP_SLEUTEL}


def test_with_another_key_the_second_step_is_set_up_anew(client, caplog):
    beheerder = maak_beheerder()
    log_in(client, beheerder)
    stel_app_in(client)
    with ANDERE_SLEUTEL:
        client.logout()
        antwoord = log_in(client, beheerder, next="/admin/")
        assert f"user {beheerder.pk}: kept with another SECRET_KEY" in caplog.text
        antwoord = client.get(antwoord.url, follow=True)
        assert antwoord.redirect_chain == [(reverse("mfa_index"), 302)]
        assert "Je tweede inlogstap werkt niet meer." in antwoord.content.decode()
        stel_app_in(client)
        assert len(herstelcodes(client)) == 10
        assert client.get("/admin/").status_code == 200


def test_with_the_old_key_beside_the_new_one_nothing_is_lost(client, settings):
    beheerder = maak_beheerder()
    log_in(client, beheerder)
    sleutel = stel_app_in(client)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "een nieuwe sleutel" * 4
    client.logout()
    assert log_in(client, beheerder).url == reverse("mfa_authenticate")
    assert (
        versleuteling.ontsleutel(Authenticator.objects.get(type="totp").data["secret"]) == sleutel
    )


def test_no_code_fits_a_secret_that_nobody_can_read():
    adapter = TweedeStapAdapter()
    geheim = adapter.encrypt(TOTP_SLEUTEL)
    with ANDERE_SLEUTEL:
        assert adapter.decrypt(geheim) not in {"", adapter.decrypt(geheim)}
        stap = Authenticator(user=maak_coordinator(), type="totp", data={"secret": geheim})
        assert not stap.wrap().validate_code(code())
