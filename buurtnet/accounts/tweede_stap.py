"""The second step of logging in: an authenticator app, a passkey or a recovery code."""

import logging

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from buurtnet.kern.versleuteling import Onleesbaar, ontsleutel

logger = logging.getLogger(__name__)
STAPPEN = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def is_ingesteld(gebruiker):
    return is_mfa_enabled(gebruiker, STAPPEN)


def vergeet_onleesbare(gebruiker):
    """Take away what was kept with another SECRET_KEY; whether there was any.

    No code fits it any more, and as long as it is there nothing new can be set up.
    """
    stappen = Authenticator.objects.filter(user=gebruiker)
    weg = [stap.pk for stap in stappen if not _is_leesbaar(stap)]
    if weg:
        logger.error("second step of user %s: kept with another SECRET_KEY", gebruiker.pk)
        Authenticator.objects.filter(pk__in=weg).delete()
    return bool(weg)


def _is_leesbaar(stap):
    try:
        for naam in {"secret", "seed"} & stap.data.keys():
            ontsleutel(stap.data[naam])
    except Onleesbaar:
        return False
    return True


def is_gezet(request):
    """Whether this person took the second step in this session; asked once per request."""
    if not hasattr(request, "_tweede_stap_gezet"):
        keren = get_authentication_records(request, request.user)
        request._tweede_stap_gezet = any(keer["method"] == "mfa" for keer in keren) and (
            is_ingesteld(request.user)
        )
    return request._tweede_stap_gezet


def vraag(request):
    """Lead to the page where the second step is set up, or taken, and from there back here."""
    terug = urlencode({"next": request.get_full_path()})
    if is_ingesteld(request.user):
        heeft_app = is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
        stap = "mfa_reauthenticate" if heeft_app else "mfa_reauthenticate_webauthn"
        return redirect(f"{reverse(stap)}?{terug}")
    messages.warning(
        request,
        _("Beheerders loggen in met een tweede stap. Stel die eerst in, dan kun je verder."),
    )
    return redirect("mfa_index")
