"""The field of a form for a picture: shows the one there is, and keeps a new one on an error."""

from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .bewaren import Afbeelding, is_naam, verwerk_uploads

SOORTEN = "image/jpeg,image/png,image/webp"


class Keuze(NamedTuple):
    """What came in: a file (kept already, or what is wrong with it), the picture that the form
    showed, and whether that has to go."""

    bestand: Afbeelding | ValidationError | None
    getoond: str = ""
    weg: bool = False

    @property
    def afbeelding(self):
        """The name of the picture to keep; "" for none. Not checked yet."""
        if isinstance(self.bestand, Afbeelding):
            return self.bestand
        return "" if self.weg else self.getoond


class AfbeeldingWidget(forms.Widget):
    template_name = "django/forms/widgets/afbeelding.html"
    needs_multipart_form = True
    use_fieldset = True

    def bestandsnaam(self, name):
        return f"{name}_bestand"

    def value_from_datadict(self, data, files, name):
        bestand = self.bestandsnaam(name)
        verwerk_uploads(files, [bestand])
        return Keuze(files.get(bestand), data.get(name, ""), f"{name}_weg" in data)

    def value_omitted_from_data(self, data, files, name):
        return name not in data and self.bestandsnaam(name) not in files

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        is_keuze = isinstance(value, Keuze)
        getoond = Afbeelding((value.afbeelding if is_keuze else value) or "")
        if is_keuze and not (is_naam(getoond) and getoond.bestaat):
            getoond = Afbeelding()
        context["widget"] |= {
            "getoond": getoond,
            "klein": getoond and getoond.adres(getoond.breedtes[0]),
            "is_nieuw": is_keuze and isinstance(value.bestand, Afbeelding),
            "soorten": SOORTEN,
        }
        return context


class AfbeeldingFormField(forms.Field):
    """Gives an Afbeelding, empty for none."""

    widget = AfbeeldingWidget
    default_error_messages = {
        "weg": _("Deze afbeelding hebben we niet meer. Kies haar opnieuw."),
    }

    def __init__(self, **kwargs):
        for naam in ("max_length", "empty_value"):
            kwargs.pop(naam, None)
        super().__init__(**kwargs)

    def clean(self, value):
        if isinstance(value.bestand, ValidationError):
            raise value.bestand
        naam = value.afbeelding
        if naam and not (is_naam(naam) and Afbeelding(naam).bestaat):
            raise ValidationError(self.error_messages["weg"], code="weg")
        return Afbeelding(naam)

    def has_changed(self, initial, data):
        return isinstance(data.bestand, ValidationError) or data.afbeelding != (initial or "")
