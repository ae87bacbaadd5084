"""The address of a website: http or https, at a name with a dot, and nobody's password in it."""

from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

SCHEMAS = ("http", "https")
_is_url = URLValidator(schemes=SCHEMAS)
_is_naam = DomainNameValidator()


def keur_webadres(adres):
    """Raise ValidationError, with what would do, for what can't be the address of a website."""
    try:
        delen = urlsplit(adres)
        schema, host, plaats = delen.scheme, delen.hostname or "", delen.netloc
    except ValueError:
        schema, host, plaats = "", "", ""
    if "@" in plaats:
        zin = _("Laat de naam en het wachtwoord voor de @ weg. Zoals https://voorbeeld.nl.")
        raise ValidationError(zin, code="wachtwoord")
    if schema not in SCHEMAS:
        zin = _("Een adres begint met https:// of http://. Zoals https://voorbeeld.nl.")
        raise ValidationError(zin, code="schema")
    try:
        _is_naam(host)
        _is_url(adres)
    except ValidationError:
        zin = _("Dit is geen adres van een website. Schrijf het zo: https://voorbeeld.nl.")
        raise ValidationError(zin, code="invalid") from None


def is_webadres(adres):
    try:
        keur_webadres(adres)
    except ValidationError:
        return False
    return True


class WebadresFormField(forms.URLField):
    """Leaves it to the field of the model to say what is wrong, once."""

    default_validators = ()


class Webadres(models.URLField):
    """A URLField that lets in what people can open: see `keur_webadres`."""

    default_validators = (keur_webadres,)

    def deconstruct(self):
        """In the database it is a URLField: what it lets in needs no migration."""
        naam, _pad, args, kwargs = super().deconstruct()
        return naam, "django.db.models.URLField", args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": WebadresFormField, **kwargs})
