"""Maps with many links, and what pages say beside a map."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from buurtnet.web.html import vul_in, vul_rijen
from buurtnet.web.templatetags.componenten import teken

from ..home.stadskaart import teken_stadskaart

register = template.Library()

LINK = '<a href="{}"><use href="{}"/><text class="{}" x="{}" y="{}">{}</text></a>\n'
RAND = '<use class="rand" href="{}"/>\n'
VLAK = '<use class="t{}" href="{}"/>\n'
NAAM = '<text class="{}" x="{}" y="{}">{}</text>\n'


@register.simple_tag
def stadskaart(kaart):
    """The inside of the svg element of the map on the front page."""
    tekening = teken_stadskaart(kaart)
    return vul_in(
        '{}{}<g class="gebiednamen" aria-hidden="true">{}</g>{}',
        vul_in(RAND, tekening.rand),
        vul_rijen(VLAK, tekening.vlakken),
        vul_rijen(NAAM, tekening.namen),
        vul_rijen(LINK, tekening.links),
    )


@register.simple_tag
def genummerd(naam, nummer):
    """A name with its number on the map, when it has one."""
    return format_html('<span class="stip">{}</span> {}', nummer, naam) if nummer else naam


@register.simple_tag
def route(adres, naam):
    """The way to a place, on another site and said so."""
    link = format_html(
        '<a href="{}" rel="noopener">{}{}<span class="vv"> {}</span></a>',
        adres,
        teken("wijk"),
        _("Route"),
        _("naar %(naam)s") % {"naam": naam},
    )
    return format_html('{} <span class="zacht">({})</span>', link, _("opent OpenStreetMap"))


@register.simple_tag
def niet_op_kaart(lat, lon, is_verzameling):
    """Why a place in the list has no dot on the map beside it."""
    if is_verzameling:
        return _("niet op de kaart: het zijn meer plekken")
    if lat is None or lon is None:
        return _("niet op de kaart: we weten niet precies waar")
    return _("niet op de kaart: ligt er te ver buiten")
