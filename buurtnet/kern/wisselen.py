"""Rows that change places: what one of them says, another is about to say.

They are written one by one, and the database refuses two that say the same, also for a moment.
"""

from django.db.models import CharField, UniqueConstraint, Value
from django.db.models.functions import Cast, Concat

from .regels import velden_van

# What nobody types: texts are kept without it.
MERK = "\x01"


def maak_plaats(rijen):
    """Let go of what `rijen` said that tells them apart, so that each may say what another did.

    They are rows of one model, which names its `wisselveld`, read under a lock, with new values
    and about to be saved, all in one transaction. New ones among them need nothing.
    """
    wisselen = [rij for rij in rijen if not rij._state.adding and _wordt_een_ander(rij)]
    if len(wisselen) < 2:
        return
    model = type(wisselen[0])
    if not model.wisselveld:
        return
    for rij in wisselen:
        rij.bewaar_begin()
    eigen = Concat(Value(MERK), Cast("pk", CharField()))
    vast = model._base_manager.filter(pk__in=[rij.pk for rij in wisselen])
    vast.update(**{model.wisselveld: eigen})
    for rij in wisselen:
        rij.vergeet(model.wisselveld)


def _wordt_een_ander(rij):
    """Whether something differs that may be there only once."""
    regels = [regel for regel in rij._meta.constraints if isinstance(regel, UniqueConstraint)]
    return any(velden_van(regel) & rij.anders for regel in regels)
