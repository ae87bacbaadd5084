"""The text of a story: Markdown, made into HTML that can do no harm and fits below the h1."""

import re

import markdown
import nh3
from django.utils.safestring import SafeString

from buurtnet.kern.webadres import is_webadres

TEKENS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "a"}
TEKENS |= {"blockquote", "br", "hr"}
ATTRIBUTEN = {"a": {"href"}}
SCHEMAS = {"http", "https", "mailto", "tel"}
KOP = re.compile(r"<(/?)h([1-6])>")
# A bracket that begins no link: thousands of those would keep Markdown busy for minutes.
LOSSE_HAAK = re.compile(
    r"(?<!\\)((?:\\\\)*)\[(?![^][]{1,300}\]\((?:[^()\n]|\([^()\n]{0,100}\)){1,500}\))"
)
LAAGSTE = 4


def opgemaakt(tekst):
    """Markdown as HTML that holds nothing but text, headings, lists and plain links."""
    tekst = LOSSE_HAAK.sub(r"\1\\[", tekst)
    html = markdown.markdown(tekst, extensions=["sane_lists"], output_format="html")
    schoon = nh3.clean(
        html,
        tags=TEKENS,
        attributes=ATTRIBUTEN,
        attribute_filter=_houd,
        url_schemes=SCHEMAS,
        link_rel="noopener nofollow",
    )
    # Safe: nh3 leaves only the tags and attributes above.
    return SafeString(_onder_de_titel(schoon))


def _houd(_tag, _naam, waarde):
    """The address of a link; None, which leaves only its text, for a website that can't be."""
    is_web = waarde.lower().startswith(("http:", "https:", "//"))
    return waarde if not is_web or is_webadres(waarde) else None


def _onder_de_titel(html):
    """The headings below the h1 of the page: from h2 on, and no level skipped on the way down."""
    hogere = []

    def kop(gevonden):
        sluit, niveau = gevonden[1], int(gevonden[2])
        if not sluit:
            while hogere and hogere[-1] >= niveau:
                hogere.pop()
            hogere.append(niveau)
        return f"<{sluit}h{min(1 + len(hogere), LAAGSTE)}>"

    return KOP.sub(kop, html)
