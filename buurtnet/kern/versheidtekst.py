"""How fresh a fact is, or many facts together are, in the words of people."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .versheid import grens, is_later_bevestigd, is_vers

# So many months ago and more is "for years".
AL_JAREN = 24
GISTEREN = datetime.timedelta(days=1)


def nagegaan_in_woorden(nagegaan, datum):
    """Of a Nagegaan on `datum`: "vandaag nagegaan", "nagegaan in maart 2026".

    What is no longer *vers* was so "for the last time", and after two years "not for years".
    """
    if is_later_bevestigd(nagegaan, datum):
        return _("toen nog niet nagegaan")
    return _in_woorden(nagegaan.dag, is_vers(nagegaan, datum), datum)


def samengeteld_in_woorden(geteld, datum):
    """Of a Samengeteld: "2 van 7 nagegaan"; where all is fresh, the oldest; "" of nothing."""
    if geteld.aantal < 2:
        return _in_woorden(geteld.dag, bool(geteld.vers), datum) if geteld.aantal else ""
    deel = {"vers": geteld.vers, "alle": geteld.aantal}
    if not geteld.vers:
        return _("geen van %(alle)d pas nagegaan") % deel
    if geteld.vers < geteld.aantal:
        return _("%(vers)d van %(alle)d nagegaan") % deel
    deel["oudste"] = _in_woorden(geteld.dag, True, datum)
    return _("alle %(alle)d %(oudste)s of later") % deel if geteld.dag < datum else deel["oudste"]


def eens_gezegd(nagegaans, datum):
    """(words for all of these together, the words of each): what all have alike is said once."""
    woorden = [nagegaan_in_woorden(nagegaan, datum) for nagegaan in nagegaans]
    if len(woorden) > 1 and len(set(woorden)) == 1:
        return woorden[0], [""] * len(woorden)
    return "", woorden


def _in_woorden(dag, vers, datum):
    if dag is None:
        return _("nog nooit nagegaan")
    if datum == timezone.localdate() and (dichtbij := _pas(dag, datum)):
        return dichtbij
    if dag <= grens(datum, AL_JAREN):
        return _("al jaren niet nagegaan")
    maand = {"maand": date_format(dag, "F Y")}
    if vers:
        return _("nagegaan in %(maand)s") % maand
    return _("voor het laatst nagegaan in %(maand)s") % maand


def _pas(dag, vandaag):
    """ "Today" and "yesterday", on a page of today: of another day it would be a riddle."""
    if dag == vandaag:
        return _("vandaag nagegaan")
    return _("gisteren nagegaan") if dag == vandaag - GISTEREN else ""
