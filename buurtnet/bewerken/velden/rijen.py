"""The field of a form for several rows to tick."""

from django import forms
from django.core.exceptions import ValidationError


class RijenField(forms.ModelMultipleChoiceField):
    """Several rows to tick."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value):
        # The database refuses to compare with a number that no key can be.
        for sleutel in value or ():
            if len(str(sleutel)) > 18:
                raise ValidationError(
                    self.error_messages["invalid_pk_value"],
                    code="invalid_pk_value",
                    params={"pk": str(sleutel)[:18]},
                )
        return super().clean(value)
