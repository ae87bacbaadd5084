"""The field of a form for a day in words, with how exactly it is known."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.datumtekst import Tijdstip, lees_tijdstip


class PeriodeDatumField(forms.CharField):
    """A date in words; gives a Tijdstip (date and precision) or None.

    `einde`: read the last day of what is said instead of the first.
    """

    def __init__(self, *, einde=False, **kwargs):
        self.einde = einde
        kwargs.setdefault("help_text", _("Zoals 2019, mei 2021, 12-5-2021 of begin 2022."))
        super().__init__(max_length=40, **kwargs)

    def widget_attrs(self, widget):
        return {"autocomplete": "off"}

    def prepare_value(self, value):
        if not isinstance(value, Tijdstip):
            return value
        return str(value) if value.datum else ""

    def clean(self, value):
        tekst = super().clean(value)
        if not tekst:
            return None
        try:
            return lees_tijdstip(tekst, einde=self.einde)
        except ValueError as fout:
            raise ValidationError(str(fout), code="invalid") from None

    def has_changed(self, initial, data):
        try:
            nieuw = self.clean(data)
        except ValidationError:
            return True
        # Words, not days: "rond mei 2021" is kept as one of its days.
        return str(nieuw or "") != str(initial if initial and initial.datum else "")
