"""What paper needs: a QR code, addresses to type over, lines to write on."""

import segno
from django import template
from django.utils.safestring import SafeString

register = template.Library()

LIJNEN = 22  # a page full of A4


@register.simple_tag
def qr_code(adres):
    """A QR code as inline SVG: black on white in every colour scheme, sized by the page."""
    code = segno.make(adres, error="m", micro=False)
    return SafeString(code.svg_inline(light="#fff", omitsize=True, svgclass="qr", lineclass=None))


@register.filter
def over_te_typen(adres):
    """A whole address as people write it down."""
    return adres.partition("://")[2]


@register.simple_tag
def schrijflijnen():
    """Empty lines for notes."""
    return SafeString("<p></p>" * LIJNEN)
