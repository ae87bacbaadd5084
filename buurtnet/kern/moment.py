"""The moment that something of a day is kept with."""

import datetime

from django.utils import timezone


def moment_van(datum):
    """The last moment of this day that has been: now for today, its end for a day that is over.

    What is done of a day (as `manage.py dagelijks --datum`) is kept as of then.
    """
    morgen = datetime.datetime.combine(datum + datetime.timedelta(days=1), datetime.time())
    return min(timezone.now(), timezone.make_aware(morgen))
