"""The day a page is about: `op=JJJJ-MM-DD`, else today."""

import datetime
import re
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

ISO_DATUM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
EERSTE_JAAR, LAATSTE_JAAR = 1900, 2100


@dataclass(frozen=True)
class Peildatum:
    """The day to show, and what to tell whoever asked for a day that doesn't exist."""

    datum: datetime.date
    is_vandaag: bool = True
    fout: str = ""

    @property
    def is_voorbij(self):
        return not self.is_vandaag and self.datum < timezone.localdate()

    @property
    def op(self):
        """The day as an address has it; None for today, and for what is no day."""
        return None if self.is_vandaag else self.datum.isoformat()

    @property
    def vraag(self):
        """For behind an address without a query string: "" or "?op=2021-06-30"."""
        return f"?op={self.op}" if self.op else ""

    @property
    def erbij(self):
        """For behind an address with a query string: "" or "&op=2021-06-30"."""
        return f"&op={self.op}" if self.op else ""


def peildatum_van(teksten, vandaag):
    """The Peildatum of what was asked for, a list of texts such as ["2021-06-30"].

    What is no date, given twice, or far away gives `vandaag` and a message, never an error.
    """
    teksten = [tekst for tekst in teksten if tekst]
    if not teksten:
        return Peildatum(vandaag)
    datum = _datum(teksten[0]) if len(teksten) == 1 else None
    if datum is None:
        uitleg = _("Die datum begrijpen we niet. Kies een dag, bijvoorbeeld 2021-06-30.")
        return Peildatum(vandaag, fout=uitleg)
    return Peildatum(datum, is_vandaag=datum == vandaag)


def _datum(tekst):
    """The date that `tekst` writes as JJJJ-MM-DD; None for anything else."""
    if not ISO_DATUM.fullmatch(tekst):
        return None
    try:
        datum = datetime.date.fromisoformat(tekst)
    except ValueError:
        return None
    return datum if EERSTE_JAAR <= datum.year <= LAATSTE_JAAR else None
