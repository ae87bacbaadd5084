"""The HTML of a mail, made from its plain text: one source, and nothing in it is markup.

The text is written as people write mails. A blank line starts a new part; a line under a line of
dashes is a heading above it ("Te doen" and "-----"); lines that begin with "- " are a list, with
"> " a quotation. An address is a link. A line "Alles klopt: https://…" with an address of this site
becomes a link called "Alles klopt", and a button where it stands alone; an address elsewhere is
always shown as it is, so that no text that somebody typed can hide where it leads.
"""

import re
from itertools import groupby

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

ADRES = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]]")
STREEP = re.compile(r"[-=]{3,}$")
GENOEMD = re.compile(r"(?P<naam>[^:]{1,120}): (?P<adres>https?://\S+)$")
NIEUWE_REGEL = SafeString("<br>\n")


def html_van(onderwerp, tekst, taal):
    """The whole HTML document of a mail, as str."""
    velden = {"onderwerp": onderwerp, "taal": taal, "inhoud": _delen(tekst)}
    return render_to_string("post/basis.html", velden)


def _delen(tekst):
    delen = re.split(r"\n\s*\n", tekst.replace("\r\n", "\n").strip())
    return format_html_join("\n", "{}", ((stuk,) for deel in delen for stuk in _stukken(deel)))


def _stukken(deel):
    """The elements of one part: a heading first, if it has one, then what its lines are."""
    regels = deel.split("\n")
    if len(regels) > 1 and STREEP.match(regels[1]):
        yield format_html("<h2>{}</h2>", regels[0].strip())
        regels = regels[2:]
    for soort, groep in groupby(_met_vervolg(regels), key=_soort):
        yield _ELEMENT[soort](list(groep))


def _met_vervolg(regels):
    """The lines, each item of a list with the lines that it goes on in ("  …")."""
    heel = []
    for regel in regels:
        if heel and regel.startswith("  ") and heel[-1].startswith("- "):
            heel[-1] += "\n" + regel.strip()
        else:
            heel.append(regel)
    return heel


def _soort(regel):
    return regel[:2] if regel[:2] in ("- ", "> ") else ""


def _alinea(regels):
    knop = _genoemd(regels[0]) if len(regels) == 1 else None
    if knop:
        return format_html('<p><a class="knop" href="{}">{}</a></p>', knop["adres"], knop["naam"])
    return format_html("<p>{}</p>", _join(regels))


def _lijst(regels):
    rijen = ((_join(regel[2:].split("\n")),) for regel in regels)
    return format_html("<ul>\n{}\n</ul>", format_html_join("\n", "<li>{}</li>", rijen))


def _citaat(regels):
    return format_html("<blockquote><p>{}</p></blockquote>", _join(r[2:] for r in regels))


_ELEMENT = {"": _alinea, "- ": _lijst, "> ": _citaat}


def _join(regels):
    return format_html_join(NIEUWE_REGEL, "{}", ((_regel(regel),) for regel in regels))


def _regel(regel):
    """One line; its addresses are links."""
    genoemd = _genoemd(regel)
    if genoemd:
        return format_html('<a href="{}">{}</a>', genoemd["adres"], genoemd["naam"])
    stukken, tot = [], 0
    for adres in ADRES.finditer(regel):
        stukken += [(regel[tot : adres.start()],), (_link(adres[0]),)]
        tot = adres.end()
    return format_html_join("", "{}", [*stukken, (regel[tot:],)])


def _genoemd(regel):
    """The match of a line that names an address of this site; None of any other."""
    genoemd = GENOEMD.match(regel)
    hier = genoemd and genoemd["adres"].startswith(f"{settings.SITE_URL}/")
    return genoemd if hier else None


def _link(adres):
    return format_html('<a href="{}">{}</a>', adres, adres)
