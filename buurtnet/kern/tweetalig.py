"""What staff writes in two languages: beside `naam` there is `naam_en`, which may be empty."""

from django.conf import settings
from django.utils.translation import get_language


def in_eigen_taal(rij, veld):
    """(text, whether it is in the language of the page) of the field `veld` of `rij`."""
    taal = get_language()
    if taal == settings.LANGUAGE_CODE:
        return getattr(rij, veld), True
    vertaald = getattr(rij, f"{veld}_{taal}", "")
    return vertaald or getattr(rij, veld), bool(vertaald)
