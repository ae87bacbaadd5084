"""A row that hangs on one record, of one of several kinds: a field for each of these kinds."""

from django.db import models
from django.db.models import Q


def een_van(model, woord, related_name):
    """The field for one kind; the row goes when its record does."""
    return models.ForeignKey(
        model,
        verbose_name=woord,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name=related_name,
    )


def precies_een_van(namen):
    """Q for rows of which one of these fields is filled in, and no other."""
    q = Q()
    for naam in namen:
        anders = dict.fromkeys(ander for ander in namen if ander != naam)
        q |= Q(**{f"{naam}__isnull": False}, **anders)
    return q


def bijgehouden_door(gebruiker, soorten):
    """Q for rows of a record that `gebruiker` may edit; `soorten` is {field: model}."""
    q = Q()
    for naam, model in soorten.items():
        q |= Q(**{f"{naam}__in": model.objects.editable_by(gebruiker)})
    return q
