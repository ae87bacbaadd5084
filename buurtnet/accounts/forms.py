"""The forms of allauth with our own words: labels that explain, no text inside the fields."""

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.velden.tekst import lees_zuiver

from .models import Gebruiker

CODE = _("Code van zes cijfers")
CODE_OF_HERSTELCODE = _("Code uit je app, of een herstelcode")
NIEUW = _("Nieuw wachtwoord")
HERHAAL = _("Nieuw wachtwoord, nog een keer")
HUIDIG = _("Je wachtwoord")
LANG_GENOEG = _("Minstens twaalf tekens. Een paar woorden achter elkaar onthoud je makkelijk.")
SLEUTELNAAM = _("Naam van deze passkey")


def _benoem(form, labels, hulp=None):
    """Give fields their `labels` and help texts; placeholders only repeat the label."""
    for naam, veld in form.fields.items():
        veld.widget.attrs.pop("placeholder", None)
        veld.label = labels.get(naam, veld.label)
        veld.help_text = (hulp or {}).get(naam, "")


class InloggenForm(account.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        labels = {
            "login": _("E-mailadres"),
            "password": _("Wachtwoord"),
            "remember": _("Blijf ingelogd op dit apparaat"),
        }
        _benoem(self, labels, {"remember": _("Niet doen op een computer van anderen.")})


class OpnieuwInloggenForm(account.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _benoem(self, {"password": HUIDIG})


class WachtwoordWijzigenForm(account.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        labels = {"oldpassword": HUIDIG, "password1": NIEUW, "password2": HERHAAL}
        _benoem(self, labels, {"password1": LANG_GENOEG})


class WachtwoordInstellenForm(account.SetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _benoem(self, {"password1": NIEUW, "password2": HERHAAL}, {"password1": LANG_GENOEG})


class WachtwoordHerstellenForm(account.ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _benoem(self, {"password1": NIEUW, "password2": HERHAAL}, {"password1": LANG_GENOEG})


class WachtwoordVergetenForm(account.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _benoem(self, {"email": _("E-mailadres")})


class EmailWijzigenForm(account.AddEmailForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hulp = {"email": _("Je krijgt daar een mail met een link om het te bevestigen.")}
        _benoem(self, {"email": _("Nieuw e-mailadres")}, hulp)

    def clean_email(self):
        """Say at once that an address is taken: only people we know see this form."""
        email = super().clean_email()
        if Gebruiker.objects.exclude(pk=self.user.pk).filter(email=email).exists():
            raise get_adapter().validation_error("email_taken")
        return email


class TweedeStapForm(mfa.AuthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _benoem(self, {"code": CODE_OF_HERSTELCODE})


class TweedeStapOpnieuwForm(mfa.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _benoem(self, {"code": CODE_OF_HERSTELCODE})


class AppInstellenForm(ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _benoem(self, {"code": CODE}, {"code": _("De code die de app nu laat zien.")})
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class SleutelToevoegenForm(AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        labels = {"name": SLEUTELNAAM, "passwordless": _("Inloggen zonder wachtwoord")}
        hulp = {
            "name": _("Zoals “mijn telefoon”, om je passkeys uit elkaar te houden."),
            "passwordless": _("Dan vraagt het apparaat om je vinger, gezicht of pincode."),
        }
        _benoem(self, labels, hulp)


class SleutelHernoemenForm(EditWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _benoem(self, {"name": SLEUTELNAAM})


class NaamForm(forms.ModelForm):
    class Meta:
        model = Gebruiker
        fields = ["naam"]
        widgets = {"naam": forms.TextInput(attrs={"autocomplete": "name"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lees_zuiver(self)
        self.fields["naam"].required = True


class UitnodigingAannemenForm(SetPasswordForm):
    """The name and the first password of somebody who was invited."""

    naam = forms.CharField(
        label=_("Je naam"),
        max_length=120,
        help_text=_("Zo zien collega's wie iets wijzigde."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["naam", "new_password1", "new_password2"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lees_zuiver(self)
        self.fields["naam"].initial = self.user.naam
        for naam, label, hulp in (
            ("new_password1", _("Kies een wachtwoord"), LANG_GENOEG),
            ("new_password2", _("Nog een keer hetzelfde wachtwoord"), ""),
        ):
            self.fields[naam].label = label
            self.fields[naam].help_text = hulp

    def save(self, commit=True):
        self.user.naam = self.cleaned_data["naam"]
        gebruiker = super().save(commit)
        gebruiker.bevestig_email()
        return gebruiker
