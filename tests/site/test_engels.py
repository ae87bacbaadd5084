"""The pages of the demo as an English reader gets them: no Dutch but what is marked as Dutch."""

import re
from html.parser import HTMLParser
from typing import NamedTuple

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils import translation

from buurtnet.kern.record import Record
from buurtnet.paginas.sitemaps import VASTE_PAGINAS
from buurtnet.web import vertalingen
from tests.hulp.wereld import SITE

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]

PER_SOORT = 2
APPS = ("basis", "wijken", "initiatieven", "netwerken")
# What is no text of a record but made from it, kept beside it or typed to find it.
GEEN_INHOUD = (
    "Inleesbestand",
    "Kolomkoppeling",
    "Inzending",
    "Bericht",
    "GeweigerdAdres",
    "Handeling",
    "Historical",
    "Zoek",
    "Synoniem",
    "Afbeelding",
    "Dataversie",
)
# Parts of addresses and kinds of records, not texts to read.
TECHNISCH = ("slug", "pad", "regel", "vindplaats", "icoon", "soort", "telefoon")
LEESBAAR = ("aria-label", "title", "placeholder", "alt", "data-melding", "data-kop", "label")
LEEG = set("area base br col hr img input link meta source wbr".split())
GEEN_TEKST = ("/script", "/style", "/code", "/kbd")
# Small Dutch words that are no English ones, in what is left once names are taken out.
NEDERLANDS = re.compile(
    r"\b(het|een|niet|wordt|worden|naar|voor|ook|zijn|deze|geen|nog|aan|bij|op|en|te|wie|wat|waar)\b"
)
# Titles of data sets and laws, and what is to be typed in Dutch, keep their own words.
EIGENNAMEN = ("Wijken en buurten", "Besluit digitale toegankelijkheid overheid")
LANG = 25


class Tekst(NamedTuple):
    """A piece of text that somebody reads: as it stands, in which language, in which element."""

    woorden: str
    taal: str
    plek: str


class Lezer(HTMLParser):
    """Gathers every Tekst of a page whose elements are all closed."""

    def __init__(self):
        super().__init__()
        self.gevonden, self._boven = [], [("", "")]

    def handle_starttag(self, tag, attrs):
        boven, taal = self._boven[-1]
        eigen = dict(attrs)
        plek, taal = f"{boven}/{tag}", eigen.get("lang", taal)
        leesbaar = {naam for naam in LEESBAAR if naam in eigen}
        if "description" in (eigen.get("name"), eigen.get("property")):
            leesbaar.add("content")
        for naam in sorted(leesbaar):
            self._bewaar(eigen[naam], taal, f"{plek}@{naam}")
        if tag not in LEEG:
            self._boven.append((plek, taal))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag not in LEEG:
            self._boven.pop()

    def handle_data(self, data):
        plek, taal = self._boven[-1]
        if not plek.endswith(GEEN_TEKST):
            self._bewaar(data, taal, plek)

    def _bewaar(self, tekst, taal, plek):
        if tekst := schoon(tekst):
            self.gevonden.append(Tekst(tekst, taal, plek))


def teksten(html):
    """Every Tekst of a page."""
    lezer = Lezer()
    lezer.feed(html)
    return lezer.gevonden


def schoon(tekst):
    return " ".join((tekst or "").split())


@pytest.fixture(scope="module")
def inhoud(demo):
    """All texts of the records, in their own words; not what staff wrote in English."""
    gevonden = set()
    for model in apps.get_models():
        if model._meta.app_label in APPS and not model.__name__.startswith(GEEN_INHOUD):
            velden = [
                veld.name
                for veld in model._meta.concrete_fields
                if isinstance(veld, (models.CharField, models.TextField))
                and not veld.choices
                and veld.name not in TECHNISCH
                and not veld.name.endswith("_en")
            ]
            for rij in model.objects.values_list(*velden) if velden else ():
                gevonden |= {schoon(waarde) for waarde in rij if waarde and len(waarde) > 2}
    return gevonden


@pytest.fixture(scope="module")
def woorden():
    """{what the interface says in Dutch: what it says in English}, as far as they differ."""
    paren = {
        bericht.id: bericht.string for bericht in vertalingen.lees_catalogus("en") if bericht.id
    }
    paren = {schoon(nl): schoon(en) for nl, en in paren.items() if isinstance(nl, str)}
    return {nl: en for nl, en in paren.items() if nl != en}


@pytest.fixture(scope="module")
def paginas(demo, django_db_blocker):
    """{address: [Tekst]} of every fixed page, some records of each kind and what else differs."""
    from django.test import Client

    client = Client()
    with translation.override("en"):
        adressen = [reverse(naam) for naam in (*VASTE_PAGINAS, "account_login")]
        for model in apps.get_models():
            if issubclass(model, Record):
                rijen = list(model.objects.filter(openbaar=True))
                stap = max(len(rijen) // PER_SOORT, 1)
                adressen += [rij.get_absolute_url() for rij in rijen[::stap][:PER_SOORT]]
        zoeken, dekking = reverse("zoeken"), reverse("netwerken:dekking")
        wijk, zuid = (reverse("wijken:wijk", args=[slug]) for slug in ("beijum", "zuid"))
    adressen += [f"{zoeken}?q={vraag}" for vraag in ("beijum", "geldzorgen", "xqzw", "9737ab")]
    adressen += [f"{dekking}?gebied=zuid", zuid, wijk, f"{wijk}gids/", f"{wijk}?op=2021-06-30"]
    adressen += [f"{wijk}?op=gisteren", "/en/bestaat-niet/", "/en/organisaties/?wijk=onbekend"]
    with django_db_blocker.unblock():
        return {adres: teksten(client.get(adres).content.decode()) for adres in adressen}


def fout(paginas, zegt):
    """[(address, Tekst)] that `zegt` finds, each text once."""
    gevonden = {}
    for adres, delen in paginas.items():
        for tekst in delen:
            if tekst not in gevonden and zegt(tekst):
                gevonden[tekst] = adres
    return [(adres, *tekst) for tekst, adres in gevonden.items()]


def in_hoofd(tekst):
    """Of a whole page: names in its title are names, and no part of it can be marked."""
    return tekst.plek.startswith("/html/head")


def test_every_page_is_english(paginas):
    assert fout(paginas, lambda tekst: tekst.taal not in ("en", "nl")) == []
    assert [adres for adres, delen in paginas.items() if not delen] == []


def test_names_and_texts_of_records_are_marked_as_dutch(paginas, inhoud, woorden):
    lange = [tekst for tekst in inhoud if len(tekst) > LANG]
    engels = {*woorden.values()}

    def zegt(tekst):
        if tekst.taal == "nl" or in_hoofd(tekst) or "@" in tekst.plek:
            return False
        if tekst.woorden in inhoud and tekst.woorden not in engels:
            return True
        # A sentence may name a record; it doesn't hold its text.
        return len(tekst.woorden) > LANG and any(tekst.woorden.startswith(deel) for deel in lange)

    assert fout(paginas, zegt) == []


def test_the_interface_is_not_dutch(paginas, inhoud, woorden):
    """Neither a message that was not translated, nor a sentence that gettext never saw."""
    namen = sorted((naam for naam in inhoud if len(naam) < 200), key=len, reverse=True)
    namen = "|".join(map(re.escape, [*EIGENNAMEN, *namen]))
    zonder = re.compile(rf"(?<!\w)({namen})(?!\w)")

    def zegt(tekst):
        if tekst.taal == "nl":
            return False
        kaal = zonder.sub("", tekst.woorden)
        kaal = re.sub(r"“[^”]*”|\S*/\S*", "", kaal)
        if tekst.woorden in woorden and tekst.woorden not in inhoud:
            return True
        # The description of a page in its head may be that of its record.
        return "/head/meta" not in tekst.plek and NEDERLANDS.search(kaal)

    assert fout(paginas, zegt) == []


def test_the_interface_is_not_called_dutch(paginas, inhoud, woorden):
    engels = {*woorden.values()} - inhoud
    assert fout(paginas, lambda tekst: tekst.taal == "nl" and tekst.woorden in engels) == []


def test_the_checks_find_what_they_should():
    pagina = (
        '<html lang="en"><body><p>Search <b lang="nl">Beijum</b><br> here</p><i title="Dag"></i>'
    )
    assert teksten(pagina) == [
        ("Search", "en", "/html/body/p"),
        ("Beijum", "nl", "/html/body/p/b"),
        ("here", "en", "/html/body/p"),
        ("Dag", "en", "/html/body/i@title"),
    ]
    assert teksten('<p lang="nl"><svg><path d="M0"/></svg>Dag<code>op</code></p>') == [
        ("Dag", "nl", "/p")
    ]
    assert NEDERLANDS.search("Er is nog niets")
    assert not NEDERLANDS.search("There is a wait on the way")


# The same site


def test_an_english_address_is_open_to_whom_the_dutch_one_is(wereld):
    for naam, argumenten in SITE:
        nederlands, _rij = wereld.adres(naam, argumenten)
        with translation.override("en"):
            engels, _rij = wereld.adres(naam, argumenten)
        een, ander = (wereld.vraag("get", adres, "bezoeker") for adres in (nederlands, engels))
        assert een.status_code == ander.status_code, naam
        if een.has_header("Location") and engels != nederlands:
            assert ander["Location"].startswith("/en/"), naam


# A reader's way


LINK = re.compile(r'<a\b[^>]*\bhref="([^"?#]*)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)


def links(client, adres):
    """(address, words) of every link on a page."""
    html = client.get(adres).content.decode()
    return [
        (naar, schoon(re.sub(r"<[^>]+>", " ", in_link))) for naar, in_link in LINK.findall(html)
    ]


def test_a_reader_finds_it_all_in_english(demo, client):
    """From the front page to a wijk, a theme, who works on it, what's on and the guide."""
    tocht = [
        ("/en/", "De Wijert", "/en/wijken/de-wijert/"),
        ("/en/wijken/de-wijert/", "Rondkomen en armoede", "/en/themas/rondkomen-en-armoede/"),
        ("/en/wijken/de-wijert/", "Creatief Atelier in het MFC", "/en/activiteiten/"),
        ("/en/wijken/de-wijert/", "neighbourhood guide", "/en/wijken/de-wijert/gids/"),
        ("/en/themas/rondkomen-en-armoede/", "De Wijert", "/en/wijken/de-wijert/"),
        ("/en/organisaties/", "Humanitas", "/en/organisaties/humanitas/"),
        ("/en/wijken/de-wijert/", "Nederlands", "/wijken/de-wijert/"),
    ]
    for van, tekst, naar in tocht:
        [pagina, *_] = [
            link for link, inhoud in links(client, van) if tekst in inhoud and naar in link
        ]
        antwoord = client.get(pagina)
        assert antwoord.status_code == 200
        assert {deel.taal for deel in teksten(antwoord.content.decode())} == {"en", "nl"}
        assert pagina.startswith("/en/") or tekst == "Nederlands"
