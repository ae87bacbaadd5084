"""How an agreement, and what each party promised in it, stands."""

from django import template

from buurtnet.web.templatetags.componenten import LEEG, merk
from buurtnet.web.templatetags.opmaak import te_laat
from netwerken.models import Afspraak, Toezegging

register = template.Library()

# Its picture and its tone beside the word of each state; what nobody knows is not said.
_VORM = {
    Afspraak.Stand.VOORSTEL: ("idee", ""),
    Afspraak.Stand.GELDT: ("actief", ""),
    Afspraak.Stand.UITGEVOERD: ("vink", "groen"),
    Afspraak.Stand.VERVALLEN: ("stop", ""),
    Toezegging.Stand.TE_DOEN: ("gepland", ""),
    Toezegging.Stand.BEZIG: ("actief", ""),
    Toezegging.Stand.GEDAAN: ("vink", "groen"),
}


@register.simple_tag
def hoe_het_staat(rij):
    """The state of an Afspraak or a Toezegging as a label; nothing where it is unknown."""
    if rij.stand not in _VORM:
        return LEEG
    icoon, toon = _VORM[rij.stand]
    return merk(rij.get_stand_display(), icoon=icoon, toon=toon)


@register.simple_tag
def laat_merk(rij, dag, datum):
    """That an open Afspraak or Toezegging should have been ready on `dag`, seen on `datum`."""
    woorden = te_laat(dag, datum) if dag and rij.is_open else ""
    return merk(woorden, icoon="klok", toon="oker") if woorden else LEEG


@register.filter
def met_belofte(toezeggingen):
    """Those that promise something."""
    return [rij for rij in toezeggingen if rij.wat]


@register.filter
def alleen_partij(toezeggingen):
    """Who takes part without a promise of its own, and is not among those that made one."""
    beloofd = {rij.wie for rij in toezeggingen if rij.wat}
    return [rij.wie for rij in toezeggingen if not rij.wat and rij.wie not in beloofd]
