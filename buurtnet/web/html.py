"""HTML of many pieces: the cells, choices and cards of which a page has hundreds.

Escapes as Django's format_html does, which takes three times as long (docs/besluiten/0004-html.md):
it prepares every piece for translations that are still to come.
"""

from html import escape

from django.utils.safestring import SafeString


def veilig(stuk):
    """A piece as HTML: as it is when marked safe, and else escaped."""
    tekst = stuk if isinstance(stuk, str) else str(stuk)
    return tekst if isinstance(tekst, SafeString) else escape(tekst)


def vul_in(sjabloon, *stukken):
    """`sjabloon` ("<b>{}</b>") filled with these pieces."""
    return SafeString(sjabloon.format(*map(veilig, stukken)))


def aaneen(delen, tussen=""):
    """The pieces one after the other, with `tussen` (HTML) between them."""
    return SafeString(tussen.join(map(veilig, delen)))


def vul_rijen(sjabloon, rijen, tussen=""):
    """`sjabloon` ("<li>{}</li>") for every row, filled with the pieces of that row."""
    return SafeString(tussen.join([sjabloon.format(*map(veilig, rij)) for rij in rijen]))
