"""A field for some loose days, such as those on which something does not happen."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .herhaling.lossedagen import dagen_in_woorden, lees_dagen


class Dagen(tuple):
    """Days in order, each once; as text the way people say them."""

    __slots__ = ()

    def __new__(cls, dagen=()):
        return super().__new__(cls, sorted(set(dagen)))

    def __str__(self):
        return dagen_in_woorden(self)


class DagenFormField(forms.CharField):
    """Days and stretches of days in words, with commas between them; gives Dagen."""

    widget = forms.Textarea

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("Zoals 24 december 2026, 1 t/m 14 juli 2027."))
        super().__init__(**kwargs | {"max_length": 2000})

    def prepare_value(self, value):
        return str(value) if isinstance(value, Dagen) else value

    def clean(self, value):
        tekst = super().clean(value)
        try:
            return Dagen(lees_dagen(tekst))
        except ValueError as fout:
            raise ValidationError(str(fout), code="invalid") from None

    def has_changed(self, initial, data):
        try:
            return self.clean(data) != (initial or Dagen())
        except ValidationError:
            return True


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
