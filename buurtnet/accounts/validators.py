"""What a password must be, said in Dutch."""

from django.contrib.auth import password_validation
from django.utils.translation import ngettext


class LengteValidator(password_validation.MinimumLengthValidator):
    """With a sentence in Dutch, which Django lacks."""

    def get_error_message(self):
        zin = ngettext(
            "Dit wachtwoord is te kort: neem minstens %(min_length)d teken.",
            "Dit wachtwoord is te kort: neem minstens %(min_length)d tekens.",
            self.min_length,
        )
        return zin % {"min_length": self.min_length}
