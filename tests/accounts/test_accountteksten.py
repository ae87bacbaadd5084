"""What the site says and mails about an account is in our own words."""

from pathlib import Path

import allauth
import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse

from tests.hulp.bouwers import log_in_met_tweede_stap, maak_coordinator

MAP = Path(allauth.__file__).parent / "templates"
# Of what this site doesn't do: codes by mail or phone, several addresses, signing up.
NIET_HIER = ("login_code", "phone", "email_deleted", "primary_email", "password_reset_code")
NIET_HIER += ("account_already_exists", "unknown_account", "email_confirmation_signup")


def teksten():
    """Names of allauth's templates for a message, or for the text of a mail."""
    paden = [*MAP.glob("account/messages/*"), *MAP.glob("mfa/messages/*")]
    paden += [*MAP.glob("mfa/email/*"), *MAP.glob("account/email/*_message.txt")]
    namen = sorted(str(pad.relative_to(MAP)) for pad in paden)
    return [naam for naam in namen if not any(niet in naam for niet in NIET_HIER)]


@pytest.mark.parametrize("naam", teksten())
def test_messages_and_mails_are_ours(naam):
    bestand = Path(get_template(naam).origin.name)
    assert bestand.is_relative_to(settings.BASE_DIR / "templates")


@pytest.mark.django_db
def test_a_passkey_goes_by_one_name_everywhere(client, postbus):
    coordinator = maak_coordinator()
    log_in_met_tweede_stap(client, coordinator)
    assert client.get(reverse("mfa_add_webauthn")).context["form"].initial["name"] == "Passkey"
    sleutel = Authenticator.objects.create(
        user=coordinator, type="webauthn", data={"name": "Passkey", "credential": {}}
    )
    naam = get_adapter().generate_authenticator_name(coordinator, Authenticator.Type.WEBAUTHN)
    assert naam == "Passkey 2"
    weg = client.post(reverse("mfa_remove_webauthn", args=[sleutel.pk]), follow=True)
    assert "Je passkey is verwijderd." in weg.content.decode()
    mail = postbus[-1]
    assert mail.subject == "Passkey verwijderd"
    assert "Er is een passkey van je account verwijderd." in mail.body
