"""The week of what is mailed once a week: on Monday, or on the first day after it that is done."""

import datetime

from django.utils import timezone


def maandag_van(datum):
    """The first day of the week of `datum`."""
    return datum - datetime.timedelta(days=datum.weekday())


def week_van(datum):
    """The week of `datum` (ISO 8601), to stand in a mark: "2026-W48"."""
    jaar, week, _dag = datum.isocalendar()
    return f"{jaar}-W{week:02}"


def begin_van(datum):
    """The first moment of this day."""
    return timezone.make_aware(datetime.datetime.combine(datum, datetime.time()))
