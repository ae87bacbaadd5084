"""A field of which the value costs queries to read."""

from django import forms


class EenmaligVeld(forms.Field):
    """Reads a value once, with `lees_waarde`: Django cleans it again to see whether it changed."""

    # What was read last, and what that is.
    _gelezen = None

    def clean(self, value):
        if self._gelezen is None or self._gelezen[0] != value:
            self._gelezen = value, self.lees_waarde(value)
        return self._gelezen[1]

    def lees_waarde(self, value):
        """What `value`, as the widget gives it, stands for. Raises ValidationError."""
        return super().clean(value)
