"""The text of a story: Markdown, made into HTML that can do no harm and fits below the h1."""

import re
from xml.etree.ElementTree import Element

import markdown
import nh3
from django.utils.safestring import SafeString
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

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
# An address as people type it; what follows its host ends before a space or a tag. A host without
# "www." needs an ending that is known here: "klaar.dank" is none.
DEEL = r"(?:[^\W_](?:[^\W_]|-){0,62}\.){1,5}"
ADRES = rf"""(?xi)
    (?<![^\W_]) (?<![@./:-])
    (
        https?://[^\s<>"\\^`{{}}|@\x02\x03]{{1,2000}}+(?!@)
        | (?:www\.|(?={DEEL}(?:nl|eu|org|com|net|info|frl)(?![^\W_]|-)))
          {DEEL}[a-z]{{2,24}}(?![^\W_]|[@-])
          (?:[/?\#][^\s<>"\\^`{{}}|\x02\x03]{{0,2000}}+)?
        | [\w.+-]{{1,64}}@{DEEL}[a-z]{{2,24}}(?![^\W_]|[@-])
    )
"""
# What ends a sentence is no part of an address; a bracket is when it was opened there.
SLOT = ".,;:!?'’”*_"


def opgemaakt(tekst):
    """Markdown as HTML that holds nothing but text, headings, lists and plain links.

    An address that stands in the text by itself is a link too, cleaned as all.
    """
    tekst = LOSSE_HAAK.sub(r"\1\\[", tekst)
    html = markdown.markdown(tekst, extensions=["sane_lists", KaleAdressen()], output_format="html")
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


class KaleAdressen(Extension):
    """Makes links of addresses, outside links: after those of Markdown, before its emphasis."""

    def extendMarkdown(self, md):
        md.inlinePatterns.register(KaalAdres(ADRES, md), "kaal_adres", 95)


class KaalAdres(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m, data):
        adres = _zonder_slot(m[1])
        link = Element("a")
        link.text = AtomicString(adres)
        schema = "" if "://" in adres else "mailto:" if "@" in adres else "https://"
        link.set("href", schema + adres)
        return link, m.start(1), m.start(1) + len(adres)


def _zonder_slot(adres):
    while adres[-1] in SLOT or (adres[-1] in ")]" and not _is_geopend(adres)):
        adres = adres[:-1]
    return adres


def _is_geopend(adres):
    """Whether the bracket at the end closes one that was opened in the address."""
    open_haak = {")": "(", "]": "["}[adres[-1]]
    return adres.count(open_haak) >= adres.count(adres[-1])


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
