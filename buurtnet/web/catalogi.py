"""The catalogues of translations: where they are, and what Django's own files were made from.

Apart from `vertalingen`, which reads and writes them and needs Babel for it: a process that serves
the site does not.
"""

import hashlib

from django.conf import settings


def talen():
    """The codes of the languages that are translated into."""
    return [code for code, _naam in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def alle():
    """The codes of all catalogues: that of Dutch says what packages say differently here."""
    return [settings.LANGUAGE_CODE, *talen()]


def po_van(code):
    """The path of a catalogue in the repository."""
    return settings.BASE_DIR / "locale" / code / "LC_MESSAGES" / "django.po"


def mo_van(code):
    """The path of the file that Django reads; `manage.py vertalingen --maak` makes it."""
    return settings.LOCALE_PATHS[0] / code / "LC_MESSAGES" / "django.mo"


def merk_van(code):
    """The path beside it, of the print of the catalogue that it was made from."""
    return mo_van(code).with_suffix(".sha256")


def afdruk(code):
    """A hash of a catalogue in the repository."""
    return hashlib.sha256(po_van(code).read_bytes()).hexdigest()


def gemaakt_van(code):
    """The print of the catalogue that Django's file was made from; "" when there is no file."""
    paden = (mo_van(code), merk_van(code))
    return merk_van(code).read_text() if all(pad.exists() for pad in paden) else ""


def verouderd():
    """The codes of the catalogues that Django reads nothing of, or something older."""
    return [code for code in alle() if gemaakt_van(code) != afdruk(code)]
