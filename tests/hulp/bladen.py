"""Reads the pages of a running site as a visitor without an account, link by link."""

import gzip
import http.client
import re
from collections import Counter, deque
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import html5lib
from html5lib.constants import E as UITLEG

from buurtnet.web.taal import taal_van, zonder_taal

# Links that differ only in their parameters: so many of a kind with one parameter are followed,
# and fewer the more parameters there are.
PER_VORM = 6
# English pages are made as the Dutch ones are: a few of each kind will do.
PER_VORM_ENGELS = 2
# What is the same form or table for each record, but for what it is about.
EENDER = re.compile(r"/(volgen|jaren|veranderd|jaarbericht)/")
KOPPEN = {f"h{niveau}": niveau for niveau in range(1, 7)}
# Where a tag makes the browser fetch something.
BRONNEN = {"img": "src", "script": "src", "source": "src", "iframe": "src", "object": "data"}
HAALT_OP = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "prefetch"}
GEGEVENS = {"application/json", "application/ld+json"}


@dataclass
class Blad:
    """One answer of the site, and what its HTML says."""

    adres: str
    status: int
    koppen: http.client.HTTPMessage
    tekst: str
    gewicht: int
    fouten: list = field(default_factory=list)
    titel: str = ""
    taal: str = ""
    niveaus: list = field(default_factory=list)
    ids: Counter = field(default_factory=Counter)
    links: list = field(default_factory=list)
    bronnen: list = field(default_factory=list)
    inline: list = field(default_factory=list)
    omschrijving: str = ""
    canoniek: str = ""
    gegevens: list = field(default_factory=list)

    @property
    def is_html(self):
        return self.koppen.get_content_type() == "text/html"


class Bezoeker:
    """A visitor with one connection, no cookies and a browser that can unpack gzip."""

    def __init__(self, url):
        self.url = url
        self._verbinding = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)

    def __enter__(self):
        return self

    def __exit__(self, *_fout):
        self._verbinding.close()

    def haal(self, adres, **koppen):
        """(status, headers, body as sent)."""
        for poging in (1, 2):
            try:
                self._verbinding.request("GET", adres, headers=koppen)
                antwoord = self._verbinding.getresponse()
                return antwoord.status, antwoord.headers, antwoord.read()
            except (http.client.RemoteDisconnected, ConnectionError):
                # The server closed a connection that was quiet for a while.
                self._verbinding.close()
                if poging == 2:
                    raise
        return None

    def blad(self, adres):
        status, koppen, inhoud = self.haal(adres, **{"Accept-Encoding": "gzip"})
        ingepakt = koppen["Content-Encoding"] == "gzip"
        kaal = gzip.decompress(inhoud) if ingepakt else inhoud
        gewicht = len(inhoud if ingepakt else gzip.compress(kaal, 6))
        is_tekst = koppen.get_content_maintype() == "text"
        blad = Blad(adres, status, koppen, kaal.decode() if is_tekst else "", gewicht)
        if blad.is_html:
            _ontleed(blad)
        return blad


def struin(bezoeker, begin="/"):
    """{address: Blad} of all that links lead to from `begin`, one host only."""
    bladen = {}
    gezien, vormen, rij = {begin}, Counter(), deque([begin])
    while rij:
        adres = rij.popleft()
        bladen[adres] = blad = bezoeker.blad(adres)
        for link in blad.links:
            doel = urldefrag(link).url
            elders = urlsplit(doel)
            if doel in gezien or elders.scheme or elders.netloc:
                continue
            gezien.add(doel)
            vorm, meeste = _vorm(doel)
            vormen[vorm] += 1
            if vorm is None or vormen[vorm] <= meeste:
                rij.append(doel)
    return bladen


def _vorm(adres):
    """(what links have in common, how many of them to follow); None for what always is."""
    delen = urlsplit(adres)
    namen = tuple(sorted({naam for naam, _waarde in parse_qsl(delen.query, True)}))
    pad = re.sub(r"\d+", "0", zonder_taal(delen.path))
    soort = re.sub(r"^(/[\w-]+/)[\w-]+/", r"\1*/", pad)
    if taal_van(delen.path) == "en":
        return ("en", soort, namen), -(-PER_VORM_ENGELS // (len(namen) or 1))
    if namen in {(), ("pagina",)} and not EENDER.search(soort):
        return None, 0
    return (soort, namen), -(-PER_VORM // (len(namen) or 1))


# Reading the HTML


def _ontleed(blad):
    ontleder = html5lib.HTMLParser(
        html5lib.getTreeBuilder("etree"), strict=False, namespaceHTMLElements=False
    )
    wortel = ontleder.parse(blad.tekst)
    blad.fouten = [
        f"{plaats[0]}: {UITLEG[code] % gegevens}" for plaats, code, gegevens in ontleder.errors
    ]
    blad.taal = wortel.get("lang", "")
    blad.titel = wortel.findtext("head/title", "").strip()
    volledig = partial(urljoin, blad.adres)
    for element in wortel.iter():
        if isinstance(element.tag, str):
            _lees(blad, element, volledig)


def _lees(blad, element, volledig):
    tag, attributen = element.tag, element.attrib
    if tag in KOPPEN:
        blad.niveaus.append(KOPPEN[tag])
    if "id" in attributen:
        blad.ids[attributen["id"]] += 1
    if tag in {"a", "area"} and "href" in attributen:
        blad.links.append(volledig(attributen["href"]))
    elif tag == "link":
        haalt_op = HAALT_OP & set(attributen.get("rel", "").split())
        (blad.bronnen if haalt_op else blad.links).append(volledig(attributen["href"]))
    elif tag in BRONNEN and BRONNEN[tag] in attributen:
        blad.bronnen.append(volledig(attributen[BRONNEN[tag]]))
    elif tag == "form" and attributen.get("method", "get").lower() == "get":
        blad.links.append(volledig(attributen.get("action", "")))
    _lees_hoofd(blad, element)
    if _is_inline(tag, attributen):
        blad.inline.append(f"<{tag} {dict(attributen)}>")


def _lees_hoofd(blad, element):
    attributen = element.attrib
    if attributen.get("name") == "description":
        blad.omschrijving = attributen["content"]
    elif attributen.get("rel") == "canonical":
        blad.canoniek = attributen["href"]
    elif attributen.get("type") == "application/ld+json":
        blad.gegevens.append(element.text)


def _is_inline(tag, attributen):
    los_script = tag == "script" and "src" not in attributen
    return (
        tag == "style"
        or (los_script and attributen.get("type") not in GEGEVENS)
        or any(naam == "style" or naam.startswith("on") for naam in attributen)
        or attributen.get("href", "").startswith("javascript:")
    )
