"""Logging in by the pages themselves, with a password and the code of an app."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse

from tests.hulp.bouwers import TOTP_SLEUTEL, WACHTWOORD


def code(sleutel=TOTP_SLEUTEL):
    """What an app with this secret shows now."""
    return format_hotp_value(hotp_value(sleutel, int(time.time()) // 30))


def log_in(client, gebruiker, **velden):
    """The answer to the form with name and password, which may ask for a second step."""
    gebruiker.bevestig_email()
    velden = {"login": gebruiker.email, "password": WACHTWOORD} | velden
    return client.post(reverse("account_login"), velden)


def geef_app(gebruiker):
    """Give somebody an app as a second step, as if set up before."""
    data = {"secret": TOTP_SLEUTEL}
    return Authenticator.objects.create(user=gebruiker, type=Authenticator.Type.TOTP, data=data)
