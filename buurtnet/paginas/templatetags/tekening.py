"""Draws the sides of a Tekening: hundreds of names and lines, too many for a loop in a template."""

from django import template
from django.utils.html import format_html

from buurtnet.web.html import aaneen

register = template.Library()

# Between a line and the name it belongs to.
RUIMTE = 10


@register.simple_tag(takes_context=True)
def tekeningkant(context, kant, *, links, vraag=""):
    """One side of the Tekening in the context: each name with its own lines, for CSS to find.

    Pointing at a name on the right shows its lines, which lie hidden over those of the left.
    """
    tekening = context["tekening"]
    x = tekening.links - RUIMTE if links else tekening.rechts + RUIMTE
    schaal = f"translate({tekening.links})scale({tekening.lijnbreed} {tekening.eenheid})"
    knopen = aaneen(_knoop(knoop, x, schaal, vraag) for knoop in kant)
    return format_html('<g class="{}" lang="nl">{}</g>', "van" if links else "naar", knopen)


def _knoop(knoop, x, schaal, vraag):
    paden = aaneen(_pad(dikte, pad) for dikte, pad in knoop.paden)
    naam = format_html(
        '<title>{}: {}</title><text x="{}" y="{}">{}</text>',
        *(knoop.wie.naam, knoop.uitleg, x, knoop.y, knoop.kort),
    )
    if knoop.wie.url:
        naam = format_html('<a href="{}{}">{}</a>', knoop.wie.url, vraag, naam)
    return format_html('<g>{}<g transform="{}">{}</g></g>', naam, schaal, paden)


def _pad(dikte, pad):
    klasse = format_html(' class="{}"', dikte) if dikte else ""
    return format_html('<path{} d="{}"/>', klasse, pad)
