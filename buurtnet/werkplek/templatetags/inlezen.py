"""What becomes of a row of a table, in a word with a drawing."""

from django import template

from buurtnet.web.templatetags.componenten import merk

from ..inlezen.uitkomst import Stand

register = template.Library()

VORMEN = {
    Stand.NIEUW: ("plus", "groen"),
    Stand.GEWIJZIGD: ("bewerk", "groen"),
    Stand.HETZELFDE: ("vink", ""),
    Stand.TWIJFEL: ("vraag", "oker"),
    Stand.FOUT: ("let-op", "oker"),
    Stand.OVERGESLAGEN: ("stop", ""),
}


@register.simple_tag
def standvanregel(uitkomst):
    """The label of an Uitkomst."""
    icoon, toon = VORMEN[uitkomst.stand]
    return merk(Stand(uitkomst.stand).label, icoon=icoon, toon=toon)
