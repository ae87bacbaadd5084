"""Cells of large tables as HTML: a trip through the template engine for each would be dear."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from buurtnet.web.html import aaneen, vul_in
from buurtnet.web.templatetags.componenten import teken

from ..wijk.netwerkmatrix import NIET, ONBEKEND, ZELF

register = template.Library()

LEGE_CEL = SafeString("<td></td>")


@register.simple_tag
def netwerkcellen(cellen):
    """The cells of a row of a Netwerkmatrix."""
    return aaneen(map(_netwerkcel, cellen))


def _netwerkcel(cel):
    if cel.hoe == NIET:
        return SafeString(LEGE_CEL * cel.breed)
    if cel.hoe == ZELF:
        html = vul_in(
            '<td><span>{}<span class="vv">{}</span></span></td>', teken("vink"), _("werkt hier")
        )
        return SafeString(html * cel.breed)
    if cel.hoe == ONBEKEND:
        return _brede_cel(cel.breed, _("werkgebied niet bekend"), "zacht")
    return _brede_cel(cel.breed, cel.woorden, "klein")


def _brede_cel(breed, woorden, klasse):
    """One cell over so many columns; its words stay in sight when the table scrolls."""
    over = vul_in(' colspan="{}"', breed) if breed > 1 else ""
    return vul_in('<td class="breed"{}><span class="{}">{}</span></td>', over, klasse, woorden)
