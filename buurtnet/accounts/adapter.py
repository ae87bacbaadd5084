"""What django-allauth asks of this site: who may sign up, the mails, the second step."""

import base64
import secrets
import time
import uuid

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.versleuteling import Onleesbaar, ontsleutel, versleutel
from buurtnet.post.klaarzetten import zet_klaar
from buurtnet.web.adres import is_pad_hier

from . import tweede_stap


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("Dit e-mailadres en wachtwoord horen niet bij elkaar."),
        "email_taken": _("Iemand anders gebruikt dit e-mailadres al."),
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "rate_limited": _("Je probeert het te vaak. Wacht een paar minuten."),
        "too_many_login_attempts": _("Te vaak geprobeerd. Wacht vijf minuten en probeer het weer."),
    }

    def is_open_for_signup(self, request):
        """Accounts come from an invitation only."""
        return False

    def is_safe_url(self, url):
        """Where one goes after logging in is a path of this site."""
        return is_pad_hier(url or "")

    def is_reauthentication_required(self, *, app, **kwargs):
        """Whoever logged in a moment ago need not give the password once more."""
        nu = time.time()
        pas_ingelogd = any(
            nu - keer["at"] < app_settings.REAUTHENTICATION_TIMEOUT
            for keer in get_authentication_records(self.request, self.request.user)
        )
        return not pas_ingelogd and super().is_reauthentication_required(app=app, **kwargs)

    def pre_login(self, request, user, **kwargs):
        """Whose second step nobody can read any more, sets up a new one."""
        if tweede_stap.vergeet_onleesbare(user):
            zin = _("Je tweede inlogstap werkt niet meer. Stel die opnieuw in.")
            messages.warning(request, zin)
        return super().pre_login(request, user, **kwargs)

    def send_mail(self, template_prefix, email, context):
        """Somebody waits for it: it goes at once, unless the mail server is away; then later."""
        mail = self.render_mail(template_prefix, email, {"email": email, **context})
        soort = template_prefix.rpartition("/")[2]
        kenmerk = f"account:{soort}:{uuid.uuid4()}"
        zet_klaar(soort, kenmerk, email, mail.subject, mail.body, spoed=True, geheim=True)

    def get_password_change_redirect_url(self, request):
        return reverse("mijn_account")


class TweedeStapAdapter(DefaultMFAAdapter):
    def encrypt(self, text):
        return versleutel(text)

    def decrypt(self, encrypted_text):
        """What nobody can read any more becomes what nobody can guess: no code fits it."""
        try:
            return ontsleutel(encrypted_text)
        except Onleesbaar:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def generate_authenticator_name(self, user, type):
        """What a passkey is called as long as nobody gave it a name: "Passkey", "Passkey 2"."""
        aantal = Authenticator.objects.filter(user=user, type=type).count()
        return _t("Passkey %(n)d") % {"n": aantal + 1} if aantal else _t("Passkey")
