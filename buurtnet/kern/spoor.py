"""What one action writes, row by row, so that all of it can be undone as one."""

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


@contextmanager
def leg_vast():
    """Note all that is written in the block; gives the list of Stap that it fills."""
    stappen = []
    merk = _LOPEND.set(stappen)
    try:
        yield stappen
    finally:
        _LOPEND.reset(merk)


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


def bondig(stappen):
    """One Stap per row, from how it was first to how it is last, in the order they were last done.

    Without rows that were added and deleted in between.
    """
    eerste, laatste = {}, {}
    for stap in stappen:
        wie = (stap.model, stap.sleutel)
        eerste.setdefault(wie, stap.voor)
        laatste.pop(wie, None)
        laatste[wie] = stap.na
    return [
        Stap(*wie, eerste[wie], na)
        for wie, na in laatste.items()
        if eerste[wie] != BESTAAT_NIET or na != BESTAAT_NIET
    ]
