"""The states of what has a Periode, and what its dates make of them on a day.

A state is written down once and dates go by: what is planned begins, what is active ends. Which
state holds on a day is decided here, in Python (`stand_op`) and in SQL (`status_op`).
"""

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from .precisie import einde_van


class Status(models.TextChoices):
    """The one list of states for all that lives."""

    IDEE = "idee", _("idee")
    IN_OPRICHTING = "in_oprichting", _("in oprichting")
    GEPLAND = "gepland", _("gepland")
    ACTIEF = "actief", _("actief")
    INCIDENTEEL = "incidenteel", _("incidenteel")
    AFGEROND = "afgerond", _("afgerond")
    GESTOPT = "gestopt", _("gestopt")


# What has not begun: never counted as active, whatever the calendar says.
NOG_NIET_BEGONNEN = (Status.IDEE, Status.IN_OPRICHTING, Status.GEPLAND)
VOORBIJ = (Status.AFGEROND, Status.GESTOPT)
# What a list shows as long as nobody asks for more.
NIET_VOORBIJ = tuple(status for status in Status if status not in VOORBIJ)


def stand_op(vanaf, tot, status, datum):
    """The Status that the page of one thing shows on `datum`, from what its Periode says.

    A plan stays a plan, also when its day passed or it was called off, and what is over was so on
    its last day already.
    """
    if status in NOG_NIET_BEGONNEN:
        return Status(status)
    if status in VOORBIJ:
        return Status.ACTIEF if tot > datum else Status(status)
    if tot and tot < datum:
        return Status.GESTOPT
    later = status == Status.ACTIEF and vanaf and vanaf > datum
    return Status.GEPLAND if later else Status(status)


def status_op(datum):
    """The Status that lists choose a row by on `datum`: as `stand_op`, but by its days alone.

    Whatever was written down, what has an end is over from the day after it: a plan too, and not
    yet on its last day. So none of what `niet_voorbij_q` leaves is VOORBIJ here.
    """
    return Case(
        When(Q(tot__lt=datum) & ~Q(status__in=VOORBIJ), then=Value(Status.GESTOPT)),
        When(Q(status__in=VOORBIJ, tot__gte=datum), then=Value(Status.ACTIEF)),
        When(Q(status=Status.ACTIEF, vanaf__gt=datum), then=Value(Status.GEPLAND)),
        default=F("status"),
    )


def ging_niet_door(vanaf, tot, status, datum):
    """Whether a plan had been called off by `datum`: it has an end, and no beginning."""
    return status in NOG_NIET_BEGONNEN and vanaf is None and tot is not None and tot <= datum


def verstreken(vanaf, vanaf_precisie, tot, vandaag):
    """Whether the day on which something was to begin or end lies before `vandaag`."""
    begin = vanaf and einde_van(vanaf, vanaf_precisie)
    return bool((begin and begin < vandaag) or (tot and tot < vandaag))
