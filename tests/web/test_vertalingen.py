"""The catalogues: complete, in step with the source, and made into what Django reads."""

import re
from pathlib import Path

import django
import import_export
import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.utils.translation.reloader import translation_file_changed

from buurtnet.web import catalogi, controles, paginacache, vertalingen
from buurtnet.web.templatetags import opmaak
from tests.hulp.broncode import lees, python_bestanden

pytestmark = pytest.mark.eenmaal

BUITENLANDS = catalogi.talen()


@pytest.fixture
def engels():
    with translation.override("en"):
        yield


@pytest.mark.parametrize("code", BUITENLANDS)
def test_everything_is_translated(code):
    assert vertalingen.gebreken(vertalingen.lees_catalogus(code)) == []


@pytest.mark.parametrize("code", BUITENLANDS)
def test_the_catalogue_holds_what_the_source_asks_and_nothing_else(code):
    """Else: run `manage.py vertalingen` and translate what it names."""
    bijgewerkt = vertalingen.bijgewerkt(code)
    assert {bericht.id for bericht in bijgewerkt} == {
        b.id for b in vertalingen.lees_catalogus(code)
    }
    assert vertalingen.als_tekst(bijgewerkt) == catalogi.po_van(code).read_text()


def test_what_is_wrong_with_a_translation_is_found():
    bron = vertalingen.Catalog(locale="en")
    bron.add("Dag")
    bron.add("Hallo %(naam)s", "Hello %(name)s")
    bron.add(("%(n)s wijk", "%(n)s wijken"), ("%(n)s neighbourhood", ""))
    bron.add("Zoek", "Search", flags=["fuzzy"])
    bron.add("Klaar", "Ready")
    assert sorted(vertalingen.gebreken(bron)) == [
        ("%(n)s wijk", "not translated"),
        ("Dag", "not translated"),
        ("Hallo %(naam)s", "other placeholders or line ends"),
        ("Zoek", "fuzzy"),
    ]


def test_our_own_words_for_what_packages_say_are_words_that_they_say():
    """A sentence that a package no longer has would be dead."""
    eigen = vertalingen.lees_catalogus(settings.LANGUAGE_CODE)
    assert vertalingen.gebreken(eigen) == []
    bekend = set()
    for pakket in (Path(django.__file__).parent, Path(import_export.__file__).parent):
        for pad in pakket.rglob("locale/nl/LC_MESSAGES/django.po"):
            with pad.open("rb") as bestand:
                bekend |= {bericht.id for bericht in read_po(bestand, locale="nl")}
    assert {bericht.id for bericht in eigen} - bekend == set()
    for bericht in eigen:
        assert not re.search(r"\b[Uu]w?\b|\b[Dd]e [{%]", bericht.string or ""), bericht.id


# From the source


def test_a_template_gives_its_messages():
    bron = """{% load i18n %}<p>{% translate "Dag" %} {{ n|telling:_("wijk,wijken,geen enkele") }}
      {% include "x.html" with vormen="plek,plekken" %} {% leeg titel=_("Nog niets") %}
      {% blocktranslate count n=3 trimmed %}
        {{ n }} dag
      {% plural %}
        {{ n }} dagen
      {% endblocktranslate %}{% translate "Stand" context "van een agenda" %}"""
    assert vertalingen.uit_template(bron) == {
        (None, "Dag"),
        (None, ("%(n)s wijk", "%(n)s wijken")),
        (None, "geen enkele"),
        (None, ("%(n)s plek", "%(n)s plekken")),
        (None, "Nog niets"),
        (None, ("%(n)s dag", "%(n)s dagen")),
        ("van een agenda", "Stand"),
    }


def test_gettext_is_called_by_names_that_are_looked_for():
    """Another name for it would hide its messages from the catalogues."""
    andere = {}
    for pad in python_bestanden():
        namen = re.findall(r"import \w*gettext\w* as (\w+)", lees(pad))
        namen += re.findall(r"from django\.utils\.translation import (\w*gettext\w*)$", lees(pad))
        if onbekend := set(namen) - vertalingen.FUNCTIES.keys():
            andere[str(pad)] = onbekend
    assert andere == {}


def test_a_message_keeps_its_translation_and_nothing_is_guessed(monkeypatch):
    monkeypatch.setattr(vertalingen, "uit_bron", lambda: {(None, "Zoek"), (None, "Zoek iets")})
    nieuw = vertalingen.bijgewerkt("en")
    assert {bericht.id: bericht.string for bericht in nieuw if bericht.id} == {
        "Zoek": "Search",
        "Zoek iets": None,
    }


# For Django


@pytest.fixture
def eigen_map(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "LOCALE_PATHS", [tmp_path])
    return tmp_path / "en" / "LC_MESSAGES"


def test_compiling_happens_once_per_catalogue(eigen_map):
    vertalingen.compileer()
    gemaakt = (eigen_map / "django.mo").stat().st_mtime_ns
    vertalingen.compileer()
    assert (eigen_map / "django.mo").stat().st_mtime_ns == gemaakt
    (eigen_map / "django.sha256").write_text("of another catalogue")
    vertalingen.compileer()
    assert (eigen_map / "django.mo").stat().st_mtime_ns > gemaakt
    assert sorted(pad.name for pad in eigen_map.iterdir()) == ["django.mo", "django.sha256"]


def test_what_is_not_translated_is_shown_in_dutch(eigen_map, monkeypatch):
    catalogus = vertalingen.Catalog(locale="en")
    catalogus.add("Zoek", "Search")
    catalogus.add(("%(n)d week geleden", "%(n)d weken geleden"))
    monkeypatch.setattr(vertalingen, "lees_catalogus", lambda code: catalogus)
    vertalingen.compileer()
    inhoud = (eigen_map / "django.mo").read_bytes()
    assert b"Search" in inhoud
    assert b"week geleden" not in inhoud


@pytest.fixture
def niets_gemaakt(eigen_map):
    """A process of which nobody made the files that Django reads."""
    translation_file_changed(None, eigen_map / "django.mo")
    yield
    translation_file_changed(None, eigen_map / "django.mo")


@pytest.mark.django_db
def test_without_its_file_a_language_is_shown_in_dutch(niets_gemaakt, client):
    antwoord = client.get("/en/over/")
    assert antwoord.status_code == 200
    assert "Over buurtnet" in antwoord.content.decode()


def test_the_check_names_what_was_not_made(niets_gemaakt):
    assert "older than their source: nl, en." in controles.vertaald(None)[0].msg
    vertalingen.compileer()
    assert controles.vertaald(None) == []
    catalogi.merk_van("en").write_text("of another catalogue")
    assert "older than their source: en." in controles.vertaald(None)[0].msg


def test_pages_in_other_words_have_other_etags(niets_gemaakt):
    zonder = paginacache.uitgave.__wrapped__()
    vertalingen.compileer()
    assert paginacache.uitgave.__wrapped__() != zonder


# In use


def test_a_process_has_its_translations(engels):
    assert gettext("Zoek") == "Search"
    assert ngettext("%(n)d week geleden", "%(n)d weken geleden", 2) == "%(n)d weeks ago"


@pytest.mark.parametrize(
    ("aantal", "woorden"), [(0, "no networks"), (1, "1 network"), (12345, "12,345 networks")]
)
def test_counts_have_english_plurals_and_figures(engels, aantal, woorden):
    assert opmaak.telling(aantal, "netwerk,netwerken") == woorden
