"""The field of a form for a day in words, with how exactly it is known."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.datumtekst import Tijdstip, lees_tijdstip
from buurtnet.kern.datumtwijfel import TERUG, twijfel
from buurtnet.kern.tekst import een_regel


class Datumtekst(str):
    """What was typed; `klopt` is the text of which somebody said that it is meant so."""

    klopt = ""


class DatumWidget(forms.TextInput):
    """A text box, with a box to tick beside a date that can hardly be meant."""

    template_name = "django/forms/widgets/datum.html"
    # Whether that was asked.
    twijfelt = False

    def value_from_datadict(self, data, files, name):
        waarde = data.get(name)
        if isinstance(waarde, str):
            waarde = Datumtekst(waarde)
            waarde.klopt = data.get(f"{name}_klopt", "")
        return waarde

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["twijfelt"] = self.twijfelt
        context["widget"]["klopt"] = self.twijfelt and getattr(value, "klopt", "") == value
        return context


class PeriodeDatumField(forms.CharField):
    """A date in words; gives a Tijdstip (date and precision) or None.

    `einde`: read the last day of what is said instead of the first. A date that can hardly be
    meant (`kern.datumtwijfel`) is asked about, unless it is the one that is saved.
    """

    widget = DatumWidget
    # How many years ago it may lie.
    terug = TERUG
    # What is saved, in words: nobody is asked about that again.
    bewaard = ""

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
        tijdstip = self._lees(value)
        if tijdstip:
            self._vraag_na(tijdstip, value)
        return tijdstip

    def _lees(self, value):
        tekst = super().clean(value)
        if not tekst:
            return None
        try:
            return lees_tijdstip(tekst, einde=self.einde)
        except ValueError as fout:
            raise ValidationError(str(fout), code="invalid") from None

    def _vraag_na(self, tijdstip, getypt):
        zin = twijfel(tijdstip.datum, timezone.localdate(), einde=self.einde, terug=self.terug)
        if not zin or str(tijdstip) == self.bewaard:
            return
        self.widget.twijfelt = True
        if een_regel(getattr(getypt, "klopt", "")) != een_regel(str(getypt)):
            raise ValidationError(zin, code="twijfel")

    def has_changed(self, initial, data):
        try:
            nieuw = self._lees(data)
        except ValidationError:
            return True
        # Words, not days: "rond mei 2021" is kept as one of its days.
        return str(nieuw or "") != str(initial if initial and initial.datum else "")
