"""A field for some loose days, such as those on which something does not happen."""

import datetime
import re

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from buurtnet.basis.datumtekst import lees_tijdstip
from buurtnet.basis.models import Precisie

MEESTE = 60
SCHEIDING = re.compile(r"[,;\n]| en ")


class Dagen(tuple):
    """Days in order, each once; as text the way people say them."""

    __slots__ = ()

    def __new__(cls, dagen=()):
        return super().__new__(cls, sorted(set(dagen)))

    def __str__(self):
        return ", ".join(date_format(dag, "j F Y") for dag in self)


class DagenFormField(forms.CharField):
    """Days in words, with commas between them; gives Dagen."""

    widget = forms.Textarea

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("Zoals 24 december 2026, 31-12-2026."))
        super().__init__(**kwargs | {"max_length": 2000})

    def prepare_value(self, value):
        return str(value) if isinstance(value, Dagen) else value

    def clean(self, value):
        tekst = super().clean(value)
        delen = [deel.strip() for deel in SCHEIDING.split(tekst) if deel.strip()]
        if len(delen) > MEESTE:
            raise ValidationError(_("Hoogstens %(n)d dagen.") % {"n": MEESTE}, code="invalid")
        return Dagen(_dag(deel) for deel in delen)

    def has_changed(self, initial, data):
        try:
            return self.clean(data) != (initial or Dagen())
        except ValidationError:
            return True


def _dag(tekst):
    try:
        tijdstip = lees_tijdstip(tekst)
    except ValueError:
        tijdstip = None
    if tijdstip is None or tijdstip.precisie != Precisie.DAG:
        raise ValidationError(
            _("“%(tekst)s” is geen dag. Schrijf dag, maand en jaar, zoals 24 december 2026."),
            code="invalid",
            params={"tekst": tekst[:40]},
        )
    return tijdstip.datum


class DagenField(models.TextField):
    """Dagen, kept as dates of ISO 8601 with spaces between them."""

    def from_db_value(self, value, expression, connection):
        return self.to_python(value)

    def to_python(self, value):
        if isinstance(value, str):
            try:
                value = [datetime.date.fromisoformat(deel) for deel in value.split()]
            except ValueError:
                raise ValidationError(_("Schrijf dagen als 2026-12-31."), code="invalid") from None
        return Dagen(value or ())

    def get_prep_value(self, value):
        return " ".join(dag.isoformat() for dag in self.to_python(value))

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    def formfield(self, **kwargs):
        return models.Field.formfield(self, **{"form_class": DagenFormField} | kwargs)
