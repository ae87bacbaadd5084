"""The head of a page: what search engines and those who share a link get to know.

Every template has these without loading them.
"""

import html
import re

from django import template
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, strip_tags
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..adres import heel_adres
from ..linkeddata import als_script
from ..paginacache import BESLOTEN
from ..taal import beginadres, zonder_taal

register = template.Library()

NAAM = "buurtnet"
LANGSTE_OMSCHRIJVING = 160
# Territories as Open Graph writes them.
GEBIEDEN = {"nl": "nl_NL", "en": "en_GB"}
# The drawing for links to any page without a picture of its own.
DEELFOTO, DEELFOTO_MATEN = "img/deel.png", (1200, 630)
# Where a record says in its own words what it is, the most telling first.
EIGEN_WOORDEN = ("inleiding", "omschrijving", "doel", "functies", "ritme", "tekst")
MARKDOWN = re.compile(r"\[([^]]*)]\([^)]*\)|[#*_>`]")
# How to reach somebody stands on the page, not in what others show of it.
BEREIKBAAR = re.compile(r"\S+@\S+|\+?\b0?[0-9][0-9 ()-]{7,}[0-9]\b")


def _tekst(content):
    """What a block of a template says, on one line and without markup."""
    return " ".join(html.unescape(strip_tags(content)).split())


def _nummer(context):
    """The number of a page after the first, else 0."""
    pagina = context.get("pagina")
    return pagina.number if isinstance(pagina, Page) and pagina.number > 1 else 0


@register.simple_block_tag(takes_context=True)
def paginatitel(context, content):
    titel = _tekst(content)
    if nummer := _nummer(context):
        titel = _("%(titel)s, pagina %(nummer)d") % {"titel": titel, "nummer": nummer}
    return format_html(
        '<title>{} – {}</title><meta property="og:title" content="{}">', titel, NAAM, titel
    )


@register.simple_block_tag(takes_context=True)
def paginaomschrijving(context, content):
    """What the page is about in at most 160 characters."""
    tekst = _tekst(content)
    if nummer := _nummer(context):
        tekst = _("Pagina %(nummer)d. %(tekst)s") % {"nummer": nummer, "tekst": tekst}
    return format_html(
        '<meta name="description" content="{0}"><meta property="og:description" content="{0}">',
        Truncator(tekst).chars(LANGSTE_OMSCHRIJVING),
    )


@register.simple_tag
def in_eigen_woorden(record):
    """What a record says of itself, after its name: no other page has the same description."""
    woorden = eigen_woorden(record)
    delen = {"naam": record.naam, "soort": record.soortnaam, "tekst": woorden}
    if woorden:
        return _("%(naam)s (%(soort)s): %(tekst)s") % delen
    return _("%(naam)s (%(soort)s): wat het is, waar het is en wie erbij hoort.") % delen


def eigen_woorden(record):
    """The first of its own texts that isn't empty, without markup and ways to reach somebody."""
    teksten = (getattr(record, veld, "") for veld in EIGEN_WOORDEN)
    woorden = MARKDOWN.sub(r"\1", next(filter(None, teksten), ""))
    return " ".join(BEREIKBAAR.sub("…", woorden).split())


@register.inclusion_tag("layout/_meta.html", takes_context=True)
def vindbaar(context, *, mag=True, verhaal=None):
    """Where this page is to be found: its one address, in each language, and a picture of it.

    Nothing but "noindex" for what isn't to be found: with `mag` false, or behind the login.
    """
    verzoek = context.get("request")
    if not mag or not verzoek or not _is_openbaar(verzoek):
        return {"canoniek": ""}
    pad = canoniek(context)
    deelfoto = {
        "adres": static(DEELFOTO),
        "maten": DEELFOTO_MATEN,
        "alt": _("Een huis als netwerk, met de naam buurtnet"),
    }
    if verhaal and verhaal.afbeelding:
        foto = verhaal.afbeelding
        grootste = foto.adres(foto.breedtes[-1])
        deelfoto = {"adres": grootste, "maten": foto.maten, "alt": verhaal.afbeelding_alt}
    return {
        "request": verzoek,
        "canoniek": heel_adres(pad),
        "pad": pad,
        "taal": GEBIEDEN[get_language()],
        "andere_talen": [gebied for code, gebied in GEBIEDEN.items() if code != get_language()],
        "naam": NAAM,
        "deelfoto": deelfoto | {"adres": heel_adres(deelfoto["adres"])},
        "verhaal": verhaal,
    }


def _is_openbaar(verzoek):
    """Whether this is a page for everybody."""
    waar = verzoek.resolver_match
    besloten = zonder_taal(verzoek.path).startswith(BESLOTEN)
    return waar is not None and not getattr(waar.func, "login_required", True) and not besloten


def canoniek(context):
    """The path of the page that this one is a form of.

    A filter, an order, a day or a part of a page gives no page of its own to a search engine, nor
    does what a link from elsewhere adds; a further page of a whole list does.
    """
    verzoek = context["request"]
    pad, lijst, nummer = verzoek.get_full_path_info().partition("?")[0], context.get("lijst"), 0
    if lijst and not ({"sorteer", "op"} & verzoek.GET.keys() or lijst.is_gefilterd):
        nummer = _nummer(context)
    return f"{pad}?pagina={nummer}" if nummer else pad


# The way to this page


@register.simple_block_tag(takes_context=True)
def kruimelpad(context, content):
    """The way to this page: as links, and for search engines as a BreadcrumbList."""
    begin = beginadres()
    stappen = [(_("Begin"), begin), *context.render_context.get("kruimels", ())]
    lijst = {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [_stap(nummer, *stap) for nummer, stap in enumerate(stappen, 1)],
    }
    return format_html(
        '<nav class="kruimelpad" aria-label="{}"><ol><li><a href="{}">{}</a></li>{}</ol></nav>{}',
        _("Kruimelpad"),
        begin,
        _("Begin"),
        content,
        als_script(lijst) if _is_vindbaar(context) else "",
    )


def _is_vindbaar(context):
    verzoek = context.get("request")
    return bool(verzoek) and _is_openbaar(verzoek)


def _stap(nummer, naam, url):
    # A name may come marked with its language: that is for the page alone.
    stap = {"@type": "ListItem", "position": nummer, "name": _tekst(conditional_escape(naam))}
    return stap | {"item": heel_adres(url.partition("?")[0])} if url else stap


@register.simple_tag(takes_context=True)
def kruimel(context, naam, *, url=""):
    """One step; the last has no `url`: that is this page."""
    context.render_context.setdefault("kruimels", []).append((naam, url))
    if url:
        return format_html('<li><a href="{}">{}</a></li>', url, naam)
    return format_html('<li><span aria-current="page">{}</span></li>', naam)
