"""A period in words, as people say it."""

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from .precisie import Precisie, datum_in_woorden, moment_in_woorden
from .status import NOG_NIET_BEGONNEN, Status, ging_niet_door, verstreken

# What a plan is called once its day has passed.
_VERSTREKEN = {
    Status.IDEE: _("was een idee %(wanneer)s; niet bekend of het doorging"),
    Status.IN_OPRICHTING: _("was in oprichting %(wanneer)s; niet bekend of het doorging"),
    Status.GEPLAND: _("was gepland %(wanneer)s; niet bekend of het doorging"),
}


def periode_in_woorden(vanaf, vanaf_precisie, tot, tot_precisie, status, vandaag=None):
    """The period as people say it; of what has not begun also that.

    What begins after `vandaag` (a date, default the local day) is not said to go on since then,
    and of a plan whose day has passed nobody knows whether it went ahead, unless it was called off.
    """
    vandaag = vandaag or timezone.localdate()
    if ging_niet_door(vanaf, tot, status, vandaag):
        besloten = {"wanneer": moment_in_woorden(tot, tot_precisie)}
        return _t("ging niet door; besloten %(wanneer)s") % besloten
    begin = datum_in_woorden(vanaf, vanaf_precisie) if vanaf else ""
    einde = _einde(tot, tot_precisie) if tot else ""
    if begin and tot and begin == datum_in_woorden(tot, tot_precisie):
        begin, einde = "", moment_in_woorden(tot, tot_precisie)
    gepland = status in NOG_NIET_BEGONNEN
    label = Status(status).label
    later = vanaf is not None and vanaf > vandaag
    zin = _periode(begin, einde, gepland or later)
    if not gepland:
        return zin
    if verstreken(vanaf, vanaf_precisie, tot, vandaag):
        return _VERSTREKEN[status] % {"wanneer": zin}
    return _t("%(wanneer)s (%(status)s)") % {"wanneer": zin, "status": label} if zin else str(label)


def _einde(tot, precisie):
    """ "tot en met 2021", but "tot rond mei 2021": nobody knows that to the day."""
    woorden = {"einde": datum_in_woorden(tot, precisie)}
    if precisie == Precisie.ONGEVEER:
        return _t("tot %(einde)s") % woorden
    return _t("tot en met %(einde)s") % woorden


def _periode(begin, einde, komt_nog):
    if begin and einde:
        return _t("van %(begin)s %(einde)s") % {"begin": begin, "einde": einde}
    if einde:
        return einde
    if begin and komt_nog:
        return _t("vanaf %(begin)s") % {"begin": begin}
    return _t("sinds %(begin)s") % {"begin": begin} if begin else ""
