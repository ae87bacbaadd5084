"""The form of who wants to follow something: an address, and nothing else."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..melding.formulieren import Bezoekersformulier


class Aanmelding(Bezoekersformulier):
    email = forms.EmailField(
        label=_("Je e-mailadres"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("Alleen voor deze mail. Niemand anders krijgt of ziet het."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Here an address is what is asked for.
        self.fields["email"].validators = forms.EmailField.default_validators
        self.order_fields(["email"])
