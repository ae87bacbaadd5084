"""A date with how precisely it is known: the days that it stands for, and its words."""

import datetime

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _


class Precisie(models.TextChoices):
    DAG = "dag", _("op de dag")
    MAAND = "maand", _("op de maand")
    JAAR = "jaar", _("op het jaar")
    ONGEVEER = "ongeveer", _("ongeveer")


def begin_van(datum, precisie):
    """First day of the stated period that `datum` lies in."""
    if precisie == Precisie.JAAR:
        return datum.replace(month=1, day=1)
    if precisie == Precisie.MAAND:
        return datum.replace(day=1)
    return datum


def einde_van(datum, precisie):
    """Last day of the stated period that `datum` lies in."""
    if precisie == Precisie.JAAR:
        return datum.replace(month=12, day=31)
    if precisie == Precisie.MAAND:
        volgende = datum.replace(day=28) + datetime.timedelta(days=4)
        return volgende - datetime.timedelta(days=volgende.day)
    return datum


def datum_in_woorden(datum, precisie):
    """A date as people say it: "12 mei 2021", "mei 2021", "2021", "half april 2022"."""
    if precisie == Precisie.JAAR:
        return str(datum.year)
    if precisie == Precisie.MAAND:
        return date_format(datum, "F Y")
    if precisie == Precisie.DAG:
        return date_format(datum, "j F Y")
    if (datum.month, datum.day) == (1, 1):
        return _t("begin %(jaar)d") % {"jaar": datum.year}
    if (datum.month, datum.day) == (12, 31):
        return _t("eind %(jaar)d") % {"jaar": datum.year}
    if datum.day == 15:
        return _t("half %(maand)s") % {"maand": date_format(datum, "F Y")}
    return _t("rond %(maand)s") % {"maand": date_format(datum, "F Y")}


def datum_in_iso(datum, precisie):
    """As much of a date as is known, the way ISO 8601 writes it: "2021", "2021-05", a day."""
    if precisie == Precisie.DAG:
        return datum.isoformat()
    return f"{datum:%Y-%m}" if precisie == Precisie.MAAND else f"{datum.year:04}"


def moment_in_woorden(datum, precisie):
    """When something happens: "in 2019", "op 3 mei 2019", "rond mei 2019"."""
    woorden = datum_in_woorden(datum, precisie)
    if precisie == Precisie.DAG:
        return _t("op %(dag)s") % {"dag": woorden}
    return woorden if precisie == Precisie.ONGEVEER else _t("in %(wanneer)s") % {"wanneer": woorden}
