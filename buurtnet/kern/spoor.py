"""What one action writes, row by row, so that all of it can be undone as one."""

import copy
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.db import models

_LOPEND = ContextVar("spoor", default=None)
# Versions of a row that is not there: before it was added, and after it was deleted.
BESTAAT_NIET = 0


class Stap(NamedTuple):
    """That one row was written: its number before and after, BESTAAT_NIET where there was none."""

    model: type[models.Model]
    sleutel: int
    voor: int
    na: int


class Spoor(list):
    """The list of Stap, in the order of writing; and where old addresses led and lead.

    `adressen` is {(kind, slug): [key that it led to first, key that it leads to last]}; a key is
    the text of a UUID, or None.
    """

    def __init__(self):
        super().__init__()
        self.adressen = {}


@contextmanager
def leg_vast():
    """Note all that is written in the block; gives the Spoor that it fills."""
    stappen = Spoor()
    merk = _LOPEND.set(stappen)
    try:
        yield stappen
    finally:
        _LOPEND.reset(merk)


@contextmanager
def vergeet_bij_fout():
    """What the block notes is forgotten when it raises: for a savepoint within an action."""
    stappen = _LOPEND.get()
    aantal = len(stappen or ())
    adressen = {} if stappen is None else copy.deepcopy(stappen.adressen)
    try:
        yield
    except BaseException:
        if stappen is not None:
            del stappen[aantal:]
            stappen.adressen = adressen
        raise


def loopt():
    """Whether what is written now is noted."""
    return _LOPEND.get() is not None


def noteer(rij, soort):
    """Note that a version of `rij` came into its history: `soort` is "+", "~" or "-"."""
    stappen = _LOPEND.get()
    if stappen is None or not rij.is_werk:
        return
    voor = {"+": BESTAAT_NIET, "~": rij.versie - 1, "-": rij.versie}[soort]
    na = BESTAAT_NIET if soort == "-" else rij.versie
    stappen.append(Stap(type(rij), rij.pk, voor, na))


def noteer_adres(soort, slug, van, doel):
    """Note that an old address led to the record with key `van`, and leads to `doel` now."""
    stappen = _LOPEND.get()
    if stappen is not None:
        van, doel = (sleutel and str(sleutel) for sleutel in (van, doel))
        stappen.adressen.setdefault((soort, slug), [van, None])[1] = doel


def bondig(stappen):
    """One Stap per row, from how it was first to how it is last; undone from the last to the first.

    What was added stands where it was added: all that came to point at it was written after that,
    even when it was saved once more. What was there before stands where it was last written.
    Without rows that were added and deleted in between.
    """
    eerste, laatste = {}, {}
    for stap in stappen:
        wie = (stap.model, stap.sleutel)
        if eerste.setdefault(wie, stap.voor) != BESTAAT_NIET:
            laatste.pop(wie, None)
        laatste[wie] = stap.na
    return [
        Stap(*wie, eerste[wie], na)
        for wie, na in laatste.items()
        if eerste[wie] != BESTAAT_NIET or na != BESTAAT_NIET
    ]
