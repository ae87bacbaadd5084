"""Data for search engines inside a page, as JSON-LD: https://www.w3.org/TR/json-ld11/."""

import json

from django.utils.html import format_html
from django.utils.safestring import SafeString

# What could end the element, or a line in old readers of scripts.
ONTSNAP = {ord(teken): f"\\u{ord(teken):04x}" for teken in "<>&\u2028\u2029"}


def als_script(gegevens):
    """A data block: never run, so the content security policy leaves it alone."""
    tekst = json.dumps(zonder_leeg(gegevens), ensure_ascii=False, separators=(",", ":"))
    # Safe: no character is left that means anything to HTML.
    inhoud = SafeString(tekst.translate(ONTSNAP))
    return format_html('<script type="application/ld+json">{}</script>', inhoud)


def zonder_leeg(waarde):
    """The same without names that have nothing to say."""
    if isinstance(waarde, dict):
        schoon = {naam: zonder_leeg(deel) for naam, deel in waarde.items()}
        return {naam: deel for naam, deel in schoon.items() if deel not in ("", None, [], {})}
    if isinstance(waarde, list):
        return [zonder_leeg(deel) for deel in waarde]
    return waarde
