"""Days and times of what is on, and ways to get it into one's own calendar."""

import datetime

from django import template
from django.utils import timezone
from django.utils.dateformat import time_format
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from buurtnet.kern.versheid import is_later_bevestigd, is_onbevestigd, nagegaan_van
from buurtnet.kern.versheidtekst import nagegaan_in_woorden
from buurtnet.web.taal import nl

register = template.Library()

# What a calendar or feed has to do with; a day in the past, for one, is not among it.
VAN_HIER = ("q", "wijk", "thema", "doelgroep", "netwerk", "wanneer")
MEESTE_KEUZES = 40


@register.filter
def dagkop(dag, vandaag=None):
    """A day as people say it: "Vandaag, zondag 22 november", "Woensdag 5 mei 2027"."""
    vandaag = vandaag or timezone.localdate()
    naam = date_format(dag, "l j F" if dag.year == vandaag.year else "l j F Y")
    if vandaag != timezone.localdate():
        return capfirst(naam)
    if dag == vandaag:
        return _("Vandaag, %(dag)s") % {"dag": naam}
    if dag == vandaag + datetime.timedelta(days=1):
        return _("Morgen, %(dag)s") % {"dag": naam}
    return capfirst(naam)


@register.filter
def tijden(iets):
    """When something begins and ends: "van 19:30 tot 21:00 uur"; "" when that is not known."""
    begin, einde = iets.begint_om, getattr(iets, "eindigt_om", None)
    if begin is None:
        return ""
    deel = {"van": time_format(begin, "G:i"), "tot": time_format(einde, "G:i") if einde else ""}
    zin = _("van %(van)s tot %(tot)s uur") if einde else _("vanaf %(van)s uur")
    return zin % deel


@register.filter
def ritme(iets):
    """How often, marked as Dutch where it was not put into words of this page's language."""
    woorden = iets.ritme_in_woorden
    return nl(capfirst(woorden)) if woorden == iets.ritme else capfirst(woorden)


@register.filter
def nagegaan(rij, datum):
    """When a record or a row of `.values()` was last confirmed, as small words beside it."""
    return nagegaan_in_woorden(nagegaan_van(rij), datum)


@register.simple_tag
def vraag_na(rij, datum):
    """Of what nobody confirmed for long: when that was, and to ask; "" of anything else."""
    nagegaan = nagegaan_van(rij)
    if not is_onbevestigd(nagegaan, datum):
        return ""
    zin = f"{capfirst(nagegaan_in_woorden(nagegaan, datum))}."
    vraag = "" if is_later_bevestigd(nagegaan, datum) else _("Vraag na of het nog klopt.")
    return f"{zin} {vraag}".strip()


@register.inclusion_tag("components/_zet_in_agenda.html", takes_context=True)
def zet_in_agenda(context, adres, *, feed=True, van_hier=False, **keuzes):
    """Ways to follow the list at `adres` (a path): subscribe, download, and an Atom feed.

    `keuzes` are its choices, such as wijk="beijum"; `van_hier` takes those of this page too.
    """
    verzoek = context["request"]
    paren = list(keuzes.items())
    if van_hier:
        paren += [
            (naam, waarde)
            for naam, waarden in verzoek.GET.lists()
            for waarde in waarden
            if naam in VAN_HIER and waarde.isprintable()
        ]

    def _adres_als(formaat):
        return f"{adres}?{urlencode([*paren[:MEESTE_KEUZES], ('formaat', formaat)])}"

    return {
        "webcal": f"webcal://{verzoek.get_host()}{_adres_als('ics')}",
        "ics": _adres_als("ics"),
        "atom": _adres_als("atom") if feed else "",
    }
