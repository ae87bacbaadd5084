"""The HTML of a mail says what its text says, and nothing that somebody typed becomes markup."""

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buurtnet.post.opmaak import html_van

TEKST = """Hallo Nel,

Te doen
-------
- Zet dit recht:
  Buurthuis & tuin
- Bel terug

> Klopt dit nog?

Alles klopt: http://localhost:8000/klopt/abc/

Anders: http://localhost:8000/klopt/def/
Meer op https://voorbeeld.nl/a?b=1&c=2.
"""


def inhoud(tekst):
    return html_van("Onderwerp", tekst, "nl").partition("<main>")[2].partition("</main>")[0].strip()


def test_headings_lists_quotations_and_links_come_from_the_plain_text():
    ver = "https://voorbeeld.nl/a?b=1&amp;c=2"
    assert inhoud(TEKST).split("\n") == [
        "<p>Hallo Nel,</p>",
        "<h2>Te doen</h2>",
        "<ul>",
        "<li>Zet dit recht:<br>",
        "Buurthuis &amp; tuin</li>",
        "<li>Bel terug</li>",
        "</ul>",
        "<blockquote><p>Klopt dit nog?</p></blockquote>",
        '<p><a class="knop" href="http://localhost:8000/klopt/abc/">Alles klopt</a></p>',
        '<p><a href="http://localhost:8000/klopt/def/">Anders</a><br>',
        f'Meer op <a href="{ver}">{ver}</a>.</p>',
    ]


@pytest.mark.parametrize(
    "tekst",
    [
        "Klik hier: https://slecht.nl/",
        "Klik hier: http://localhost:8000.slecht.nl/",
        "Klik hier: http://localhost:8000@slecht.nl/",
        "[Klik hier](https://slecht.nl/)",
    ],
)
def test_no_name_hides_an_address_elsewhere(tekst):
    adres = tekst[tekst.index("http") :].rstrip(")")
    assert f'<a href="{adres}">{adres}</a>' in inhoud(tekst)


def test_an_address_and_what_is_around_it_can_not_break_out():
    html = inhoud('<b>"x"</b> https://voorbeeld.nl/"onclick="a <script>')
    assert "<b>" not in html and "<script>" not in html and '"onclick' not in html


def test_a_mail_fetches_nothing_and_is_legible_in_the_dark():
    html = html_van("<Onderwerp>", TEKST, "en")
    assert '<html lang="en">' in html and "<title>&lt;Onderwerp&gt;</title>" in html
    for stuk in ("src=", "url(", "<link", "<img", "@import"):
        assert stuk not in html
    assert '<meta name="color-scheme" content="light dark">' in html
    assert "prefers-color-scheme: dark" in html and "max-width: 600px" in html


@settings(max_examples=40)
@given(st.text("- >=\n:ab<&\"'", max_size=40))
def test_every_word_of_any_text_is_there_and_the_document_is_valid(tekst):
    lezer = html5lib.HTMLParser(strict=True, tree=html5lib.getTreeBuilder("etree"))
    boom = lezer.parse(html_van("Onderwerp", tekst, "nl"))
    (main,) = (deel for deel in boom.iter() if deel.tag.endswith("main"))
    letters = [teken for teken in "".join(main.itertext()) if teken in "ab<&\"'"]
    assert letters == [teken for teken in tekst if teken in "ab<&\"'"]
