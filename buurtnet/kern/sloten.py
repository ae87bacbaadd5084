"""Rows that are kept from others until the transaction ends, in one order for everybody.

Whoever locks more than one row takes them in the same order, or two could wait for each other for
ever: first the tree (`Boom.houd_boom`), then parts before what they end with, then kinds by their
label, then rows by their key. `slotrang`, `vergrendel` and `vergrendel_per_soort` give that order.
"""

from django.db import connection


def slotrang(model):
    """What to sort kinds by before their rows are locked: parts before their whole."""
    return (-_diepte(model), model._meta.label_lower)


def _diepte(model):
    """How many wholes deep the rows of this model hang: 0 for what ends with nothing."""
    delen = getattr(model, "eindigt_met", {})
    wholes = (model._meta.get_field(naam).related_model for naam in delen)
    return max((1 + _diepte(geheel) for geheel in wholes), default=0)


def vergrendel(rijen):
    """The rows of this queryset as they are now, by key, each kept from others; a list.

    Within a transaction. What was deleted meanwhile is not among them.
    """
    return list(rijen.select_for_update(of=("self",)).order_by("pk"))


def vergrendel_per_soort(groepen):
    """Lock the rows of each of these querysets, of different kinds, in everybody's order.

    All of them as they are now, in that order; a list.
    """
    volgorde = sorted(groepen, key=lambda rijen: slotrang(rijen.model))
    return [rij for rijen in volgorde for rij in vergrendel(rijen)]


def houd_vast(model, sleutels):
    """Keep these rows as they are until the transaction ends; others may do the same at once.

    A check of a row, such as whether it has ended, holds from here on. Outside a transaction, and
    on SQLite, where one transaction writes at a time, this does nothing.
    """
    if not sleutels or not connection.in_atomic_block or connection.vendor != "postgresql":
        return
    # Django has no word for FOR SHARE.
    rijen = model._base_manager.filter(pk__in=sleutels).order_by("pk").select_for_update()
    vraag, waarden = rijen.values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"{vraag.removesuffix('FOR UPDATE')}FOR SHARE", waarden)
