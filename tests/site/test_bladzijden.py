"""Every page of the demo, as a visitor without an account gets it from the running site."""

import gzip
import json
import re
from collections import defaultdict
from urllib.parse import urldefrag, urlsplit

import pytest

from buurtnet.web.taal import taal_van, zonder_taal
from tests.hulp.bladen import Bezoeker, struin
from tests.hulp.schemaproef import keur

pytestmark = pytest.mark.eenmaal

MAX_HTML = 14_000
MAX_STIJL = MAX_SCRIPT = 12_000
MAX_QUERIES = 22
CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "manifest-src": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
LOC = re.compile(r"<loc>([^<]+)")
# Where a page is never the same for two people.
BESLOTEN = ("/accounts/", "/werkplek/", "/admin/")


@pytest.fixture(scope="module")
def bezoeker(site):
    with Bezoeker(site.url) as bezoeker:
        yield bezoeker


@pytest.fixture(scope="module")
def bladen(bezoeker):
    return struin(bezoeker)


@pytest.fixture(scope="module")
def paginas(bladen):
    """The public pages, by address."""
    return {
        adres: blad
        for adres, blad in bladen.items()
        if blad.is_html and not zonder_taal(adres).startswith(BESLOTEN)
    }


def fout(paginas, zegt):
    """[(address, what `zegt` says of the page)] where it says anything."""
    gevonden = ((adres, zegt(blad)) for adres, blad in paginas.items())
    return [(adres, wat) for adres, wat in gevonden if wat]


# Links


def test_every_link_leads_to_a_page(bladen):
    assert fout(bladen, lambda blad: blad.status != 200 and blad.status) == []


def test_every_public_record_is_reached_from_the_home_page(site, bladen):
    assert set(site.records) - set(bladen) == set()


def test_every_anchor_exists(paginas):
    def zegt(blad):
        for link in blad.links:
            doel, anker = urldefrag(link)
            daar = paginas.get(doel)
            if anker and daar and anker not in daar.ids:
                return link
        return None

    assert fout(paginas, zegt) == []


def test_the_sitemap_names_every_public_record(site, bezoeker):
    def plekken(adres):
        return [urlsplit(loc).path for loc in LOC.findall(bezoeker.haal(adres)[2].decode())]

    genoemd = {adres for deel in plekken("/sitemap.xml") for adres in plekken(deel)}
    assert set(site.records) - genoemd == set()


# HTML


def test_the_html_is_valid(paginas):
    assert fout(paginas, lambda blad: blad.fouten[:3]) == []


def test_a_page_has_one_h1_and_skips_no_level_of_heading(paginas):
    def zegt(blad):
        paren = zip(blad.niveaus, blad.niveaus[1:], strict=False)
        sprong = any(onder > boven + 1 for boven, onder in paren)
        return blad.niveaus if blad.niveaus.count(1) != 1 or sprong else None

    assert fout(paginas, zegt) == []


def test_a_page_has_a_title_of_its_own_and_says_its_language(paginas):
    per_titel = defaultdict(set)
    for adres, blad in paginas.items():
        assert (blad.taal, blad.titel.endswith(" – buurtnet")) == (taal_van(adres), True), adres
        if not urlsplit(adres).query:
            per_titel[blad.taal, blad.titel].add(adres)
    assert [adressen for adressen in per_titel.values() if len(adressen) > 1] == []


def test_a_page_describes_itself_as_no_other_page_does(paginas):
    per_zin = defaultdict(set)
    for adres, blad in paginas.items():
        if not urlsplit(adres).query:
            assert 20 < len(blad.omschrijving) <= 160, adres
            per_zin[blad.taal, blad.omschrijving].add(adres)
    assert [adressen for adressen in per_zin.values() if len(adressen) > 1] == []


def test_a_page_says_which_address_is_its_own(site, paginas):
    """Without filters that is the address itself; with them, that of a page which is there."""
    for adres, blad in paginas.items():
        verwacht = "" if "noindex" in blad.tekst else f"{site.url}{urlsplit(adres).path}"
        assert blad.canoniek.partition("?")[0] == verwacht, adres
        if not urlsplit(adres).query:
            assert blad.canoniek == verwacht, adres


def test_the_data_for_search_engines_is_whole_on_every_page(site, paginas):
    for adres, blad in paginas.items():
        soorten = [keur(blok) or blok["@type"] for blok in map(json.loads, blad.gegevens)]
        assert len(set(soorten)) == len(soorten), adres
        if adres in site.records:
            assert "BreadcrumbList" in soorten and len(soorten) == 2, adres


def test_ids_are_unique(paginas):
    assert fout(paginas, lambda blad: [naam for naam, n in blad.ids.items() if n > 1]) == []


# What a page may not do


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(paginas):
    assert fout(paginas, lambda blad: blad.inline[:3]) == []
    assert fout(paginas, lambda blad: [b for b in blad.bronnen if urlsplit(b).netloc]) == []


def test_no_page_sets_a_cookie_or_holds_a_token_of_one_visitor(bladen, paginas):
    openbaar = {a: blad for a, blad in bladen.items() if not zonder_taal(a).startswith(BESLOTEN)}
    assert fout(openbaar, lambda blad: blad.koppen["Set-Cookie"]) == []
    assert fout(paginas, lambda blad: re.search("csrf|nonce", blad.tekst, re.IGNORECASE)) == []


def test_every_answer_has_a_strict_policy(bladen):
    def zegt(blad):
        regels = (regel.split() for regel in blad.koppen["Content-Security-Policy"].split(";"))
        beleid = {naam: waarden for naam, *waarden in regels}
        goed = (
            beleid == CSP
            and blad.koppen["X-Content-Type-Options"] == "nosniff"
            and blad.koppen["X-Frame-Options"] == "DENY"
            and blad.koppen["Referrer-Policy"] == "same-origin"
        )
        return None if goed else dict(blad.koppen)

    assert fout(bladen, zegt) == []


# What a page costs


def test_a_page_fits_in_the_first_round_trip(paginas):
    assert fout(paginas, lambda blad: blad.gewicht > MAX_HTML and blad.gewicht) == []


def test_styles_and_scripts_stay_within_their_budget(bezoeker, paginas):
    per_bron = {}
    for bron in {bron for blad in paginas.values() for bron in blad.bronnen}:
        status, koppen, inhoud = bezoeker.haal(bron, **{"Accept-Encoding": "gzip"})
        ingepakt = koppen["Content-Encoding"] == "gzip"
        assert status == 200, bron
        per_bron[bron] = len(inhoud if ingepakt else gzip.compress(inhoud))

    def zegt(blad):
        stijl = sum(per_bron[bron] for bron in set(blad.bronnen) if bron.endswith(".css"))
        script = sum(per_bron[bron] for bron in set(blad.bronnen) if bron.endswith(".js"))
        return (stijl, script) if stijl > MAX_STIJL or script > MAX_SCRIPT else None

    assert fout(paginas, zegt) == []


def test_no_page_costs_more_queries_than_the_page_of_a_wijk_may(site):
    te_veel = {adres: aantal for adres, aantal in site.queries.items() if aantal > MAX_QUERIES}
    assert te_veel == {}


def test_a_repeat_visit_gets_304(bezoeker, paginas):
    """One of each kind of page; and not when the page was packed another way."""
    # A form that is sent without an account has a key of its own each time.
    paginas = {a: blad for a, blad in paginas.items() if "/melding/" not in a}
    assert fout(paginas, lambda blad: not blad.koppen["ETag"]) == []
    per_soort = {adres.split("/")[1]: adres for adres in paginas}
    for adres in per_soort.values():
        etag = paginas[adres].koppen["ETag"]
        koppen = {"If-None-Match": etag, "Accept-Encoding": "gzip"}
        status, antwoord, inhoud = bezoeker.haal(adres, **koppen)
        assert (status, inhoud, antwoord["ETag"]) == (304, b"", etag), adres
        assert bezoeker.haal(adres, **{"If-None-Match": etag})[0] == 200, adres


@pytest.mark.parametrize("lengte", [10_000, 60_000])
def test_an_address_that_is_too_long_gets_a_page_that_says_so(site, lengte):
    with Bezoeker(site.url) as eenmalig:
        status, koppen, inhoud = eenmalig.haal(f"/zoeken/?q={'a' * lengte}")
    assert status == 414
    assert "Dit adres is te lang" in inhoud.decode()
    assert "default-src 'none'" in koppen["Content-Security-Policy"]
