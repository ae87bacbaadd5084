"""Filters that say dates and counts the way people do."""

import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buurtnet.kern.periode import PERIODEVELDEN
from buurtnet.kern.periodetekst import periode_in_woorden
from buurtnet.kern.precisie import datum_in_iso, datum_in_woorden

register = template.Library()


def _dag(moment):
    """The local date of a date or an aware datetime."""
    if isinstance(moment, datetime.datetime):
        return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()
    return moment


@register.filter
def datum(moment):
    """A full date: "30 juni 2021"; nothing for nothing."""
    return date_format(_dag(moment), "j F Y") if moment else ""


@register.filter
def tijdstip(dag, precisie):
    """A date as precisely as it is known: "30 juni 2021", "eind 2021"."""
    return datum_in_woorden(dag, precisie)


@register.filter
def tijdstip_iso(dag, precisie):
    """The same for machines: "2021-06-30", "2021"."""
    return datum_in_iso(dag, precisie)


@register.filter
def datum_gewoon(moment, vandaag=None):
    """How long ago a date is, in words, seen from `vandaag` (a date; default today)."""
    if not moment:
        return ""
    dag, vandaag = _dag(moment), vandaag or timezone.localdate()
    dagen = (vandaag - dag).days
    if dagen < 0:
        return _("morgen") if dagen == -1 else _("op %(datum)s") % {"datum": datum(dag)}
    if dagen < 14:
        return _pas_geleden(dagen)
    if dagen < 60:
        weken = dagen // 7
        return ngettext("%(n)d week geleden", "%(n)d weken geleden", weken) % {"n": weken}
    if dagen < 365:
        maanden = max(dagen * 12 // 365, 2)
        return ngettext("%(n)d maand geleden", "%(n)d maanden geleden", maanden) % {"n": maanden}
    return _("in %(jaar)d") % {"jaar": dag.year}


def _pas_geleden(dagen):
    if dagen < 7:
        return {0: _("vandaag"), 1: _("gisteren"), 2: _("eergisteren")}.get(
            dagen, _("%(n)d dagen geleden") % {"n": dagen}
        )
    return _("vorige week")


@register.filter
def te_laat(dag, datum):
    """How long ago a last day was, on `datum`: "3 weken te laat"; "" for a day that is to come."""
    dagen = (datum - dag).days
    if dagen < 1:
        return ""
    if dagen < 14:
        return ngettext("%(n)d dag te laat", "%(n)d dagen te laat", dagen) % {"n": dagen}
    if dagen < 61:
        return _("%(n)d weken te laat") % {"n": dagen // 7}
    if dagen < 730:
        return _("%(n)d maanden te laat") % {"n": dagen * 12 // 365}
    return _("%(n)d jaar te laat") % {"n": dagen // 365}


@register.filter
def telling(aantal, vormen):
    """A count with the right form of its noun: `3|telling:"organisatie,organisaties"`.

    A third form says what nothing is called: "agenda,agenda's,op geen agenda". This is where the
    words are translated; `manage.py vertalingen` knows to look for them behind this filter.
    """
    enkelvoud, meervoud, *niets = vormen.split(",")
    if not aantal and niets:
        return _(niets[0])
    woorden = ngettext(f"%(n)s {enkelvoud}", f"%(n)s {meervoud}", aantal)
    return woorden % {"n": getal(aantal) if aantal else _("geen")}


@register.filter
def zonder_link(tekst):
    """A sentence of our own without the link at its end, to stand within another link."""
    if not isinstance(tekst, SafeString):
        return tekst
    return mark_safe(tekst.partition(" <a ")[0])  # noqa: S308 -- safe before, and no tag cut in two


@register.filter
def getal(aantal):
    """A whole number with thousands set apart: 12.345, in English 12,345."""
    if isinstance(aantal, int) and 0 <= aantal < 1000:
        return str(aantal)
    return number_format(aantal, force_grouping=True)


@register.filter
def periode(rij):
    """The period of a record or of a row of `.values()`, as people say it."""
    return periode_in_woorden(*waarden(rij, PERIODEVELDEN))


def waarden(rij, velden):
    """These fields of a record or of a row of `.values()`."""
    return [rij[veld] if isinstance(rij, dict) else getattr(rij, veld) for veld in velden]
