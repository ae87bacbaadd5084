"""The look keeps its promises: contrast, weight, icons, and components that escape and speak."""

import datetime
import gzip
import os
import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from buurtnet.kern.status import Status
from buurtnet.kern.versheid import Samengeteld
from buurtnet.web.context import bezoeker
from buurtnet.web.peildatum_lezen import lees_peildatum
from buurtnet.web.stijlen import BLADEN, BRONNEN, BUNDEL, zuinig
from buurtnet.web.templatetags import opmaak
from buurtnet.web.templatetags.componenten import statusmerk

STATIC = settings.BASE_DIR / "static"
TEMPLATES = settings.BASE_DIR / "templates"
VANDAAG = datetime.date(2026, 11, 22)


def render(bron, **context):
    return Template("{% load componenten opmaak %}" + bron).render(Context(context))


# Colours


def _kleuren():
    """The colour tokens per scheme."""
    licht, donker = (STATIC / "css/tokens.css").read_text().split("prefers-color-scheme: dark")
    lees = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{6})")
    schema_licht = dict(lees.findall(licht))
    return {"licht": schema_licht, "donker": schema_licht | dict(lees.findall(donker))}


def _helderheid(kleur):
    delen = [int(kleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (d / 12.92 if d <= 0.04045 else ((d + 0.055) / 1.055) ** 2.4 for d in delen)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(een, ander):
    hoog, laag = sorted((_helderheid(een), _helderheid(ander)), reverse=True)
    return (hoog + 0.05) / (laag + 0.05)


VLAKKEN = ["papier", "vlak", "zand-licht", "groen-licht", "oker-licht", "rood-licht"]
TEKST = [
    *[("inkt", vlak) for vlak in [*VLAKKEN, "zand", *(f"tint-{n}" for n in range(1, 8))]],
    *[("inkt-zacht", vlak) for vlak in ["papier", "vlak", "zand-licht", "groen-licht"]],
    *[("groen", vlak) for vlak in ["papier", "vlak"]],
    *[("groen-diep", vlak) for vlak in ["papier", "vlak", "zand-licht", "groen-licht"]],
    *[("oker-tekst", vlak) for vlak in ["papier", "vlak"]],
    *[("rood-tekst", vlak) for vlak in ["papier", "vlak", "rood-licht"]],
    ("op-groen", "groen"),
    ("op-groen", "groen-diep"),
    ("papier", "inkt"),
]
VORMEN = [
    *[(kleur, "papier") for kleur in ["rand-sterk", "groen", "oker", "rood"]],
    *[(kleur, "vlak") for kleur in ["rand-sterk", "groen", "oker", "rood"]],
    ("rand-sterk", "zand-licht"),
    ("oker", "zand"),
]


@pytest.mark.parametrize("schema", ["licht", "donker"])
def test_text_has_contrast_seven_and_shapes_three(schema):
    kleuren = _kleuren()[schema]
    te_zwak = [
        (voor, achter, round(contrast(kleuren[voor], kleuren[achter]), 2))
        for paren, minimum in ((TEKST, 7), (VORMEN, 3))
        for voor, achter in paren
        if contrast(kleuren[voor], kleuren[achter]) < minimum
    ]
    assert te_zwak == []


def test_colours_stand_in_the_tokens_only():
    """Exceptions: print.css puts ink on white paper, beheer.css fills in the admin's tokens."""
    los = re.compile(r"#[0-9a-f]{3,8}\b")
    for blad in (STATIC / "css").rglob("*.css"):
        if blad.name not in ("tokens.css", "print.css", "beheer.css"):
            assert not los.findall(blad.read_text()), blad.name


# Weight and strictness


def _gewicht(bestanden):
    return sum(len(gzip.compress(bestand.read_bytes(), 9)) for bestand in bestanden)


def test_the_bundle_says_the_same_as_its_parts_in_fewer_words():
    assert (
        zuinig('a {\n  /* Why:\n   so. */\n  content: " · x";\n}\n') == 'a {\ncontent: " · x";\n}'
    )
    bundel = Path(finders.find(BUNDEL)).read_text()
    assert "/*" not in bundel
    delen = "".join((BRONNEN / blad).read_text() for blad in BLADEN)
    assert bundel.count("{") == delen.count("{")


VAN_HET_WERK = {
    *"bureau.css getypt.js rooster.css rooster.js tafel.css".split()
}  # for coordinators


def test_all_styles_and_all_scripts_stay_within_their_budget():
    bundel = Path(finders.find(BUNDEL))
    los = [f for f in BRONNEN.rglob("*.css") if str(f.relative_to(BRONNEN)) not in BLADEN]
    for bestanden in ({bundel, *los}, set(STATIC.rglob("*.js"))):
        werk = {bestand for bestand in bestanden if bestand.name in VAN_HET_WERK}
        assert max(_gewicht(bestanden - werk), _gewicht(werk)) <= 12_000


def test_every_stylesheet_is_bundled_or_linked():
    gelinkt = {
        blad
        for sjabloon in TEMPLATES.rglob("*.html")
        for blad in re.findall(r'static "(css/[^"]+)"', sjabloon.read_text())
    }
    bladen = {str(blad.relative_to(STATIC)) for blad in (STATIC / "css").rglob("*.css")}
    assert gelinkt == {BUNDEL} | (bladen - {f"css/{blad}" for blad in BLADEN})


def test_bundle_follows_its_parts():
    bundel = Path(finders.find(BUNDEL))
    assert zuinig((BRONNEN / "tokens.css").read_text()) in bundel.read_text()
    os.utime(bundel, (0, 0))
    assert Path(finders.find(BUNDEL)).stat().st_mtime > 0
    assert BUNDEL in [naam for finder in finders.get_finders() for naam, _ in finder.list([])]


def test_templates_hold_no_inline_style_script_or_handler():
    """A script without `src` may only hold data. A mail has no files, so its style stands in it."""
    script = r"<script(?![^>]*(?:\bsrc=|application/(?:ld\+)?json))"
    fout = re.compile(rf"<style|{script}|\s(?:style|on(?!der=)[a-z]+)=|(?<!data-)\bhx-")
    gevonden = [
        (sjabloon.parent.name, treffer)
        for sjabloon in TEMPLATES.rglob("*.html")
        for treffer in fout.findall(sjabloon.read_text())
    ]
    assert gevonden == [("post", "<style")]


def test_every_icon_that_is_asked_for_is_drawn():
    getekend = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "img/iconen.svg").read_text()))
    gevraagd = {
        naam
        for sjabloon in TEMPLATES.rglob("*.html")
        for naam in re.findall(r'(?:\{% icoon |icoon=)"([^"]+)"', sjabloon.read_text())
    }
    assert gevraagd <= getekend
    assert {f"d-{stand}" for stand in ("gedekt", "dun", "verouderd", "witte_vlek")} <= getekend
    for status in Status:
        naam = re.search(r"#([\w-]+)", statusmerk(status)).group(1)
        assert naam in getekend


# Words


@pytest.mark.parametrize(
    ("dagen", "woorden"),
    [
        (-1, "morgen"),
        (-9, "op 1 december 2026"),
        (0, "vandaag"),
        (1, "gisteren"),
        (2, "eergisteren"),
        (6, "6 dagen geleden"),
        (7, "vorige week"),
        (13, "vorige week"),
        (14, "2 weken geleden"),
        (59, "8 weken geleden"),
        (60, "2 maanden geleden"),
        (95, "3 maanden geleden"),
        (364, "11 maanden geleden"),
        (365, "in 2025"),
    ],
)
def test_datum_gewoon_says_a_date_as_people_do(dagen, woorden):
    assert opmaak.datum_gewoon(VANDAAG - datetime.timedelta(days=dagen), VANDAAG) == woorden


def test_datum_gewoon_takes_the_local_day_of_a_moment():
    """Half past eleven in the evening in UTC is the next day here."""
    moment = datetime.datetime(2026, 11, 21, 23, 30, tzinfo=datetime.UTC)
    assert opmaak.datum_gewoon(moment, VANDAAG) == "vandaag"


def test_dates_of_nothing_are_nothing():
    assert (opmaak.datum(None), opmaak.datum_gewoon(None)) == ("", "")


@pytest.mark.parametrize(
    ("aantal", "woorden"),
    [(0, "geen plekken"), (1, "1 plek"), (2, "2 plekken"), (12345, "12.345 plekken")],
)
def test_telling_uses_the_right_form(aantal, woorden):
    assert opmaak.telling(aantal, "plek,plekken") == woorden


def test_telling_may_say_nothing_in_its_own_words():
    assert opmaak.telling(0, "plek,plekken,nog geen plekken") == "nog geen plekken"


def test_periode_reads_a_record_and_a_plain_row():
    rij = {
        "vanaf": datetime.date(2019, 1, 1),
        "vanaf_precisie": "jaar",
        "tot": None,
        "tot_precisie": "dag",
        "status": "actief",
    }
    assert opmaak.periode(rij) == "sinds 2019"
    assert opmaak.periode(type("Rij", (), rij)) == "sinds 2019"


# Components


def test_components_escape_what_people_typed():
    kwaad = '<script>alert("x")</script>'
    bron = (
        "{% kaartlijst %}{% kaart titel=t url=t soort=t %}{{ t }}{% endkaart %}{% endkaartlijst %}"
        "{% kruimelpad %}{% kruimel t url=t %}{% kruimel t %}{% endkruimelpad %}"
        "{% tegels %}{% tegel t url=t bijschrift=t icoon=t %}{% endtegels %}"
        "{% merk t %}{% niveaumerk t %}"
        "{% feitenregel %}{% feit t url=t %}{% endfeitenregel %}"
        "{% leeg titel=t %}{{ t }}{% endleeg %}{% melding %}{{ t }}{% endmelding %}"
        "{% uitklap titel=t %}{{ t }}{% enduitklap %}"
        "{% tabelgebied titel=t %}{{ t }}{% endtabelgebied %}"
    )
    html = render(bron, t=kwaad)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 22


@pytest.mark.parametrize(
    ("wat", "zin", "stand", "tekening"),
    [
        ({"bevestigd_op": VANDAAG, "termijn": 6}, "vandaag nagegaan", "vers", "vink"),
        ({"bevestigd_op": None, "termijn": 6}, "nog nooit nagegaan", "onbevestigd", "klok"),
        (Samengeteld(7, 1, datetime.date.min), "1 van 7 nagegaan", "verouderd", "klok"),
        (Samengeteld(7, 7, VANDAAG), "vandaag nagegaan", "vers", "vink"),
    ],
)
def test_versheid_is_drawn_as_fresh_only_when_all_of_it_is(vandaag, wat, zin, stand, tekening):
    html = render("{% versheid wat %}", wat=wat)
    assert zin in html and f"versheid-{stand}" in html and f"#{tekening}" in html


def test_dekkingsmerk_has_a_word_and_a_shape():
    vol = render("{% dekkingsmerk 'witte_vlek' %}")
    assert "witte vlek" in vol
    assert "#d-witte_vlek" in vol
    kort = render("{% dekkingsmerk 'dun' aantal=1 %}")
    assert '<span class="vv">dun: </span>1' in kort
    assert render("{% dekkingsmerk '' %}") == ""
    assert render("{% dekkingslegenda %}").count("<li>") == 5


def test_navigation_says_where_we_are():
    bron = "{% navlink '/wijken/' 'Wijken' %}"
    for pad, hier in [("/wijken/", "page"), ("/wijken/beijum/", "true"), ("/themas/", None)]:
        html = render(bron, request=RequestFactory().get(pad))
        assert re.findall(r'aria-current="(\w+)"', html) == ([hier] if hier else [])


# What depends on the address


class Keuze:
    def __init__(self, waarde, gekozen):
        self.waarde, self.titel, self.aantal, self.gekozen = waarde, waarde.title(), 3, gekozen


class Facet:
    naam, titel = "wijk", "Wijk"

    def __init__(self, *gekozen):
        self.keuzes = [Keuze(w, w in gekozen) for w in ("beijum", "selwerd")]


def test_chips_take_away_one_choice_and_go_back_to_the_first_page():
    verzoek = RequestFactory().get("/x/?wijk=beijum&wijk=selwerd&q=tuin&op=2021-06-30&pagina=3")
    html = render("{% chips f %}", f=[Facet("beijum", "selwerd")], request=verzoek)
    adressen = [a.replace("&amp;", "&") for a in re.findall(r'href="(/x/[^"]*)"', html)]
    assert adressen == [
        "/x/?wijk=beijum&wijk=selwerd&op=2021-06-30",
        "/x/?wijk=selwerd&q=tuin&op=2021-06-30",
        "/x/?wijk=beijum&q=tuin&op=2021-06-30",
        "/x/?op=2021-06-30",
    ]


def test_facets_keep_the_rest_of_the_address():
    verzoek = RequestFactory().get("/x/?wijk=beijum&op=2021-06-30&pagina=3")
    html = render("{% facetten f aantal=3 %}", f=[Facet("beijum")], request=verzoek)
    assert re.search(r'type="hidden"\s+name="op"\s+value="2021-06-30"', html)
    assert 'name="pagina"' not in html
    assert re.findall(r'value="(\w+)" checked', html) == ["beijum"]
    assert "Toon 3 resultaten" in html


def test_pagination_keeps_filters():
    verzoek = RequestFactory().get("/x/?wijk=beijum&pagina=2")
    html = render("{% paginering p %}", p=Paginator(range(60), 25).page(2), request=verzoek)
    assert re.findall(r'href="(/x/[^"]*)"', html) == [
        "/x/?wijk=beijum",
        "/x/?wijk=beijum&amp;pagina=3",
    ]
    assert "Pagina 2 van 3" in html


def test_bar_leads_back_to_today():
    verzoek = RequestFactory().get("/x/?op=2021-06-30&q=tuin")
    assert render("{% opbalk %}", request=verzoek).strip() == ""
    lees_peildatum(verzoek)
    html = render("{% opbalk %}", request=verzoek)
    assert "30 juni 2021" in html
    assert 'href="/x/?q=tuin"' in html


def test_visitor_without_a_session_is_not_looked_up():
    """A bare HttpRequest has no session: touching it would raise."""
    assert bezoeker(HttpRequest()) == {"ingelogd": False, "meldingen": ()}


def test_visitor_with_an_expired_session_is_not_logged_in(rf):
    verzoek = rf.get("/")
    verzoek.COOKIES[settings.SESSION_COOKIE_NAME] = "oud"
    verzoek.user, verzoek._messages = AnonymousUser(), []
    assert bezoeker(verzoek)["ingelogd"] is False


# Forms


class Formulier(forms.Form):
    naam = forms.CharField(label="Naam", help_text="Zoals iedereen het noemt.")
    soort = forms.ChoiceField(label="Soort", choices=[("a", "A")], widget=forms.RadioSelect)
    uitleg = forms.CharField(label="Uitleg", required=False)
    openbaar = forms.BooleanField(label="Openbaar", required=False, help_text="Voor iedereen.")


def test_form_summary_links_to_every_field_with_an_error():
    html = str(Formulier({"soort": "z"}))
    assert 'href="#id_naam"' in html
    assert 'href="#id_soort_0"' in html
    assert html.count("veld-fout") == 2
    assert "Er kloppen 2 dingen nog niet" in html


def test_form_ties_help_and_error_to_the_field():
    html = str(Formulier({"soort": "a"}))
    veld = re.search(r'<input[^>]*name="naam"[^>]*>', html).group()
    assert 'aria-describedby="id_naam_helptext id_naam_error"' in veld
    for kenmerk in ("id_naam_helptext", "id_naam_error", "id_openbaar_helptext"):
        assert f'id="{kenmerk}"' in html


def test_form_marks_what_is_optional_and_groups_choices():
    html = str(Formulier())
    assert html.count("(niet verplicht)") == 1
    assert re.search(r"<fieldset[^>]*>\s*<legend>\s*Soort\s*</legend>", html)
    assert "foutoverzicht" not in html


# Error pages


def test_missing_page_offers_the_search_box(client, db):
    antwoord = client.get("/bestaat-niet/")
    assert antwoord.status_code == 404
    html = antwoord.content.decode()
    assert 'id="zoek-opnieuw"' in html
    assert html.count("<h1") == 1
    assert "Set-Cookie" not in antwoord.headers


@pytest.mark.parametrize("naam", ["400.html", "403_csrf.html", "429.html", "500.html"])
def test_broken_site_needs_no_context(naam):
    html = render_to_string(naam)
    assert html.lstrip().lower().startswith("<!doctype html>")
    assert html.count("<h1") == 1
