"""Letters of any script in those of an address, a to z: by how they sound, as far as that goes."""

import unicodedata
from functools import lru_cache

from anyascii import anyascii
from django.utils.text import slugify


def in_letters(tekst):
    """`tekst` with its letters and digits in ASCII: "Łódź" is Lodz, "мост" is most.

    What isn't a letter, a digit or a mark on one stays as it is.
    """
    if tekst.isascii():
        return tekst
    return "".join(map(_letter, unicodedata.normalize("NFKC", tekst)))


@lru_cache(maxsize=20_000)
def _letter(teken):
    if unicodedata.combining(teken):
        # What no letter has taken up: vowels that Arabic and Hebrew mostly leave out.
        return ""
    if teken.isascii() or not (teken.isalnum() or unicodedata.category(teken).startswith("M")):
        return teken
    return "".join(filter(str.isalnum, anyascii(teken)))


def slug_van(tekst):
    """`tekst` as a part of an address; "" when it has no letter or digit."""
    return slugify(in_letters(tekst))
