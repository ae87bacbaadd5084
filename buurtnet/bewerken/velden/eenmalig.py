"""A field that names records: what it says costs queries to read, and may not all be named."""

from django import forms


class EenmaligVeld(forms.Field):
    """Reads a value once, with `lees_waarde`: Django cleans it again to see whether it changed."""

    # What was read last, and what that is.
    _gelezen = None
    # Whose form it is: what they may not see has no name; None is told everything.
    gebruiker = None
    # The records that are saved in this field. They may stay, named or not.
    huidige = ()

    def clean(self, value):
        if self._gelezen is None or self._gelezen[0] != value:
            self._gelezen = value, self.lees_waarde(value)
        return self._gelezen[1]

    def lees_waarde(self, value):
        """What `value`, as the widget gives it, stands for. Raises ValidationError."""
        return super().clean(value)
