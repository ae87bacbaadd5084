"""Stories: the list, the page, and that their text can't do harm."""

import datetime
import re
import time
import xml.etree.ElementTree as ET

import pytest
from django.urls import reverse
from django.utils import timezone

from buurtnet.paginas.verhaal.tekst import TEKENS, opgemaakt
from tests.hulp.bouwers import (
    VANDAAG,
    maak_accommodatie,
    maak_afbeelding,
    maak_initiatief,
    maak_redacteur,
    maak_verhaal,
    maak_wijk,
)
from tests.hulp.lijstproef import open_pagina

LIJST = "initiatieven:verhalen"
KWAAD = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<svg><script>alert(1)</script></svg>",
    "[klik](JaVaScRiPt:alert(1))",
    "[klik](java\nscript:alert(1))",
    "[klik](&#106;avascript:alert(1))",
    "<javascript:alert(1)>",
    "[klik](vbscript:x)",
    "[klik](data:text/html;base64,PHNjcmlwdD4=)",
    "[x]: javascript:alert(1)\n\n[klik][x]",
    '<math href="javascript:alert(1)">x</math>',
    "<p onmouseover=alert(1)>x",
    "[klik](javascript:alert(1))",
    '<a href="data:text/html,x">x</a>',
    '<img src=x onerror="alert(1)">',
    '<p style="color:red" onclick="x()">x</p>',
    '<iframe src="https://voorbeeld.nl"></iframe>',
    "![plaatje](https://voorbeeld.nl/x.png)",
    '<form action="/x"><input name="wachtwoord"></form>',
]


@pytest.mark.parametrize("tekst", KWAAD)
def test_text_of_a_story_can_do_no_harm(tekst):
    """Only tags we know are left, without attributes but the address of a link that is one."""
    html = opgemaakt(tekst)
    for tag, rest in re.findall(r"<(\w+)([^>]*)>", html):
        assert tag in TEKENS
        if tag == "a":
            rest = rest.replace(' rel="noopener nofollow"', "")
            assert re.fullmatch(r'( href="(https?:|mailto:|tel:)[^"]*")?', rest), rest
        else:
            assert rest == ""
    assert "<script" not in html.lower()


@pytest.mark.parametrize(
    ("tekst", "koppen"),
    [
        ("# a\n## b\n### c\n#### d", ["h2", "h3", "h4", "h4"]),
        ("### a\n## b\n#### c", ["h2", "h2", "h3"]),
        ("###### a\n\n<h1>b</h1>\n\n<h3 onclick=x>c</h3>", ["h2", "h2", "h3"]),
    ],
)
def test_headings_of_a_story_stand_below_the_title_and_skip_no_level(tekst, koppen):
    assert re.findall(r"<(h[1-6])>", opgemaakt(tekst)) == koppen


def test_links_in_a_story_say_that_they_are_not_ours():
    assert 'rel="noopener nofollow"' in opgemaakt("[tuin](https://voorbeeld.nl)")


@pytest.mark.parametrize(
    ("tekst", "adres", "woorden"),
    [
        ("Kijk op https://voorbeeld.nl/a_b?x=1.", "https://voorbeeld.nl/a_b?x=1", ""),
        ("(zie http://voorbeeld.nl)", "http://voorbeeld.nl", ""),
        (
            "https://nl.voorbeeld.org/Groningen_(stad),",
            "https://nl.voorbeeld.org/Groningen_(stad)",
            "",
        ),
        ("www.voorbeeld.nl?", "https://www.voorbeeld.nl", "www.voorbeeld.nl"),
        ("Ga naar voorbeeld.nl/tuin!", "https://voorbeeld.nl/tuin", "voorbeeld.nl/tuin"),
        ("mail info@tuin.voorbeeld.nl.", "mailto:info@tuin.voorbeeld.nl", "info@tuin.voorbeeld.nl"),
        ("- **https://münchen.voorbeeld/é**", "https://münchen.voorbeeld/é", ""),
        ("_www.voorbeeld.nl_", "https://www.voorbeeld.nl", "www.voorbeeld.nl"),
        ("[https://a.nl](https://b.nl)", "https://b.nl", "https://a.nl"),
        ("<https://a.nl>", "https://a.nl", ""),
    ],
)
def test_an_address_in_a_story_is_one_link_cleaned_as_all(tekst, adres, woorden):
    html = opgemaakt(tekst)
    assert html.count("<a ") == 1
    assert f'<a href="{adres}" rel="noopener nofollow">{woorden or adres}</a>' in html


@pytest.mark.parametrize(
    "tekst",
    [
        "javascript://a.nl",
        "data:text/html,x",
        "ftp://a.nl",
        "klaar.dank je",
        "om 13.30 uur",
        "https://",
        "www.",
        "naam:geheim@voorbeeld",
        "https://naam:geheim@voorbeeld.nl/",
    ],
)
def test_what_is_no_address_of_a_page_becomes_no_link(tekst):
    assert "<a " not in opgemaakt(tekst)


def test_a_link_takes_nothing_with_it_from_the_text():
    html = opgemaakt('https://a.nl/"onclick="x <script>y</script> https://b.nl/<img src=x>')
    assert "<script" not in html and "<img" not in html
    assert html.count(' rel="noopener nofollow">') == html.count("<a href=") == 2


@pytest.mark.parametrize("stuk", ["www.", "a.nl/", "https://", "a@", "x)", "a.nl) "])
def test_thousands_of_halves_of_addresses_take_no_time(stuk):
    opgemaakt("https://a.nl" + stuk * 10_000)


@pytest.mark.parametrize("stuk", ["[", "![", "[a](", "[a]", r"\\\\[", "[a](b)", "<![CDATA["])
def test_brackets_by_the_thousand_are_read_in_a_moment(stuk):
    begin = time.process_time()
    opgemaakt(stuk * 3000)
    assert time.process_time() - begin < 3


def test_brackets_that_begin_no_link_stay_and_those_that_do_lead_somewhere():
    html = opgemaakt("[noot] en [een\ntuin](https://voorbeeld.nl/a_(b)), [los")
    assert "[noot] en <a" in html
    assert 'href="https://voorbeeld.nl/a_(b)"' in html
    assert ", [los" in html


def test_text_of_a_story_keeps_its_form():
    html = opgemaakt("# Kop\n\nEen *mooie* [tuin](https://voorbeeld.nl).\n\n- een\n- twee")
    assert "<h2>Kop</h2>" in html
    assert "<em>mooie</em>" in html
    assert 'href="https://voorbeeld.nl"' in html
    assert html.count("<li>") == 2


@pytest.mark.django_db
def test_verhalen_newest_first_and_none_from_the_future(client):
    maak_verhaal(naam="Oud", datum=datetime.date(2020, 1, 1))
    maak_verhaal(naam="Nieuw", datum=datetime.date(2021, 1, 1))
    maak_verhaal(naam="Straks", datum=VANDAAG + datetime.timedelta(days=900))
    tekst, _n = open_pagina(client, reverse(LIJST))
    assert "2 verhalen" in tekst
    assert tekst.index("Nieuw") < tekst.index("Oud")
    assert "Straks" not in tekst


@pytest.mark.django_db
def test_verhaal_leads_to_what_it_tells_of(client):
    initiatief, plek = maak_initiatief(), maak_accommodatie()
    verborgen = maak_initiatief(naam="Geheim", openbaar=False)
    wijk = maak_wijk(naam="Beijum")
    verhaal = maak_verhaal(
        tekst="Er was eens **een tuin**.",
        wijken=[wijk],
        initiatieven=[initiatief, verborgen],
        accommodaties=[plek],
    )
    tekst, _n = open_pagina(client, verhaal.get_absolute_url())
    for record in (initiatief, plek, wijk):
        assert f'href="{record.get_absolute_url()}"' in tekst
    assert "<strong>een tuin</strong>" in tekst
    assert "Geheim" not in tekst


@pytest.mark.django_db
@pytest.mark.eenmaal
def test_verhalen_costs_the_same_for_1_and_30(client):
    maak_verhaal(wijken=[maak_wijk()])
    een = open_pagina(client, reverse(LIJST))[1]
    for _n in range(29):
        maak_verhaal(wijken=[maak_wijk()])
    assert open_pagina(client, reverse(LIJST))[1] == een


@pytest.mark.django_db
def test_verhaal_waits_for_its_day_for_all_but_who_may_change_it(client):
    morgen = timezone.localdate() + datetime.timedelta(days=1)
    verhaal = maak_verhaal(naam="Nog even wachten", datum=morgen)
    assert client.get(verhaal.get_absolute_url()).status_code == 404
    assert "nog-even-wachten" not in client.get("/sitemap-verhaal.xml").content.decode()
    client.force_login(maak_redacteur())
    assert client.get(verhaal.get_absolute_url()).status_code == 200


# The picture


@pytest.fixture
def met_foto(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return {
        "afbeelding": maak_afbeelding(maat=(1000, 500)),
        "afbeelding_alt": "Een “tuin” & een bank.",
        "afbeelding_maker": "Tekening: buurtnet",
    }


@pytest.mark.django_db
def test_verhaal_shows_its_picture_first_with_room_for_it(client, met_foto):
    verhaal = maak_verhaal(**met_foto)
    tekst, _n = open_pagina(client, verhaal.get_absolute_url())
    beeld = re.search(r"<img[^>]*>", tekst)[0]
    naam = verhaal.afbeelding
    srcset = ", ".join(f"/media/{naam}/{breedte}.webp {breedte}w" for breedte in (480, 960, 1000))
    assert f'srcset="{srcset}"' in beeld
    assert 'width="1000" height="500"' in beeld
    assert 'alt="Een “tuin” &amp; een bank."' in beeld
    assert 'sizes="' in beeld
    assert 'fetchpriority="high"' in beeld
    assert "lazy" not in beeld
    assert '<figcaption lang="nl">Tekening: buurtnet</figcaption>' in tekst


@pytest.mark.django_db
def test_verhalen_loads_all_pictures_but_the_first_when_they_are_near(client, met_foto):
    for _keer in range(3):
        maak_verhaal(**met_foto)
    maak_verhaal(naam="Zonder", datum=datetime.date(2020, 1, 1))
    tekst, _n = open_pagina(client, reverse(LIJST))
    beelden = re.findall(r"<img[^>]*>", tekst)
    assert ['loading="lazy"' in beeld for beeld in beelden] == [False, True, True]


# The feed

ATOM = "{http://www.w3.org/2005/Atom}"


def lees_feed(client, adres="", **vraag):
    antwoord = client.get(adres or reverse(LIJST), {"formaat": "atom", **vraag})
    assert antwoord["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(antwoord.content)  # noqa: S314  our own feed


@pytest.mark.django_db
def test_verhalen_as_a_feed_of_what_the_filter_shows(client, met_foto):
    beijum = maak_wijk(naam="Beijum")
    verhaal = maak_verhaal(
        naam="Een <b>&\x08 tuin", inleiding="Groen &\xa0<b>nat.", wijken=[beijum], **met_foto
    )
    maak_verhaal(naam="Elders", wijken=[maak_wijk()])
    maak_verhaal(naam="Besloten", wijken=[beijum], openbaar=False)
    assert len(lees_feed(client).findall(f"{ATOM}entry")) == 2
    feed = lees_feed(client, wijk="beijum")
    [stuk] = feed.findall(f"{ATOM}entry")
    assert feed.find(f"{ATOM}title").text == "Verhalen op buurtnet: Beijum"
    assert stuk.find(f"{ATOM}title").text == "Een <b>& tuin"
    assert stuk.find(f"{ATOM}id").text == f"urn:uuid:{verhaal.uuid}"
    assert stuk.find(f"{ATOM}published").text.startswith("2026-11-22T00:00:00+01:00")
    assert stuk.find(f"{ATOM}summary").text == "<p>Groen &amp;\xa0&lt;b&gt;nat.</p>"
    assert stuk.find(f"{ATOM}category").get("term") == "Beijum"
    links = {een.get("rel"): een.get("href") for een in stuk.findall(f"{ATOM}link")}
    assert links["alternate"].endswith(verhaal.get_absolute_url())
    assert links["enclosure"].endswith("/1000.webp")
    zelf = {een.get("rel"): een.get("href") for een in feed.findall(f"{ATOM}link")}["self"]
    assert "wijk=beijum" in zelf


@pytest.mark.django_db
def test_the_title_of_a_feed_is_plain_text_in_any_language(client):
    maak_verhaal(wijken=[maak_wijk(naam="Beijum")])
    titel = lees_feed(client, f"/en{reverse(LIJST)}", wijk="beijum").find(f"{ATOM}title").text
    assert titel.endswith(": Beijum")
    assert "<" not in titel


@pytest.mark.django_db
def test_an_empty_feed_is_a_feed_that_stays_the_same(client, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC))
    leeg = lees_feed(client, wijk="nergens")
    time_machine.move_to(datetime.datetime(2026, 11, 22, 13, tzinfo=datetime.UTC))
    assert lees_feed(client, wijk="nergens").find(f"{ATOM}updated").text == (
        leeg.find(f"{ATOM}updated").text
    )
    assert leeg.findall(f"{ATOM}entry") == []


@pytest.mark.django_db
def test_pages_tell_a_feed_reader_where_the_feed_is(client):
    wijk = maak_wijk(naam="Beijum")
    maak_verhaal(wijken=[wijk])
    for adres in (reverse(LIJST) + "?wijk=beijum", wijk.get_absolute_url()):
        tekst, _n = open_pagina(client, adres)
        link = re.search(r"<link[^>]*application/atom\+xml[^>]*>", tekst, re.DOTALL)[0]
        assert "formaat=atom" in link
        assert "wijk=beijum" in link


@pytest.mark.django_db
def test_a_story_is_dated_as_people_say_it_wherever_it_stands(client):
    wijk = maak_wijk(naam="Beijum")
    verhaal = maak_verhaal(
        wijken=[wijk], datum=datetime.date(2021, 12, 31), datum_precisie="ongeveer"
    )
    for adres in (
        reverse(LIJST),
        verhaal.get_absolute_url(),
        wijk.get_absolute_url(),
        reverse("netwerken:wijkgids", args=[wijk.slug]),
    ):
        html = client.get(adres).content.decode()
        assert "eind 2021" in html and "31 december 2021" not in html
    assert "late 2021" in client.get(f"/en{verhaal.get_absolute_url()}").content.decode()
