"""How fresh a fact is: decided here, and nowhere else.

Each rule stands here in Python and beside it in SQL. Names that end in `_van` or begin with `is_`
are Python and take the day of a confirmation (`bevestigd_op`, None for never); those in `_op` are
an expression for rows with a column `bevestigd_op`, and those in `_q` a condition on them. All
take the date to be judged on: what was confirmed later than that had not been confirmed by then.
"""

import datetime

from django.db import models
from django.db.models import Case, Max, Q, Value, When
from django.utils.translation import gettext_lazy as _

# So many days a confirmation counts, its own day among them.
VERS_DAGEN = 180
VEROUDERD_DAGEN = 365


class Versheid(models.TextChoices):
    VERS = "vers", _("pas bevestigd")
    VEROUDERD = "verouderd", _("al een tijd niet bevestigd")
    ONBEVESTIGD = "onbevestigd", _("niet bevestigd")


def _eerste_dag(dagen, datum):
    """The first of a number of days of which `datum` is the last."""
    return datum - datetime.timedelta(days=dagen - 1)


def versheid_van(bevestigd_op, datum):
    """The Versheid of a confirmation on `datum`."""
    if bevestigd_op is None or bevestigd_op > datum:
        return Versheid.ONBEVESTIGD
    dagen = (datum - bevestigd_op).days
    if dagen < VERS_DAGEN:
        return Versheid.VERS
    return Versheid.VEROUDERD if dagen < VEROUDERD_DAGEN else Versheid.ONBEVESTIGD


def versheid_op(datum):
    """The Versheid of a row on `datum`, as `versheid_van`."""
    return Case(
        When(bevestigd_op__gt=datum, then=Value(Versheid.ONBEVESTIGD)),
        When(bevestigd_op__gte=_eerste_dag(VERS_DAGEN, datum), then=Value(Versheid.VERS)),
        When(bevestigd_op__gte=_eerste_dag(VEROUDERD_DAGEN, datum), then=Value(Versheid.VEROUDERD)),
        default=Value(Versheid.ONBEVESTIGD),
    )


def is_vers(bevestigd_op, datum):
    """Whether a confirmation is *vers* on `datum`."""
    return versheid_van(bevestigd_op, datum) == Versheid.VERS


def niet_vers_q(datum):
    """Q for the rows that are not *vers* on `datum`: what `is_vers` says no to."""
    eerste = _eerste_dag(VERS_DAGEN, datum)
    return Q(bevestigd_op__isnull=True) | Q(bevestigd_op__lt=eerste) | Q(bevestigd_op__gt=datum)


def is_onbevestigd(bevestigd_op, datum):
    """Whether nobody had confirmed it for a year on `datum`: a page then says so."""
    return versheid_van(bevestigd_op, datum) == Versheid.ONBEVESTIGD


def is_later_bevestigd(bevestigd_op, datum):
    """Whether it was confirmed, but only after `datum`."""
    return bevestigd_op is not None and bevestigd_op > datum


def laatste_van(bevestigingen, datum):
    """The last of many confirmations (dates or None) that there was by `datum`, or None."""
    return max((dag for dag in bevestigingen if dag and dag <= datum), default=None)


def laatste_op(datum):
    """The last confirmation of a group of rows that there was by `datum`, as `laatste_van`."""
    return Max("bevestigd_op", filter=Q(bevestigd_op__lte=datum))
