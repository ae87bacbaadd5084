"""Every page and file of a small world in which every text holds markup, followed link by link.

What people write is text and never markup, for every role; and rows come in one order.
"""

import csv
import io
import json
from collections import Counter
from xml.etree import ElementTree as ET

import pytest
from django.db import transaction
from icalendar import Calendar

from tests.hulp.formulier import velden
from tests.hulp.kanarie import GEVRAAGD, NUMMERS, RUW, doorgekomen, vul_met_kanaries
from tests.hulp.struinen import begin_voor, inhoud, struin
from tests.hulp.volgorde import kijk_naar_volgorde
from tests.hulp.wereld import SITE, adressen

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
# What is of one form differs in what it is about only: so many of each, by language.
PER_VORM = {"bezoeker": {"nl": 2, "en": 1}, "eigen": {"nl": 1, "en": 0}}
# Of the admin: where rows are shown. Its empty forms have none.
TOONT = ("changelist", "change", "history", "delete", "samenvoegen", "autocomplete", "index")
BEHEER = [
    naam for naam, _argumenten in adressen() if naam.startswith("admin:") and naam.endswith(TOONT)
]
ATOM = "{http://www.w3.org/2005/Atom}"
VERBEN = ("_nieuw", "_wijzigen", "_bevestigen", "_beeindigen", "_verhuizen")
# Fields that take whatever is typed.
VRIJ = ("naam", "toelichting", "omschrijving")


@pytest.fixture(scope="module")
def vol(wereld, django_db_blocker):
    """The wereld with markup in every text; its attribute `gevuld` says in which fields."""
    with django_db_blocker.unblock():
        wereld.vul_aan()
        wereld.gevuld = vul_met_kanaries(wereld)
    return wereld


def test_every_text_of_every_model_has_markup(vol):
    leeg = {veld for veld, is_gevuld in vol.gevuld.items() if not is_gevuld}
    # An address may be refused as such by the database.
    assert {veld for veld in leeg if "website" not in veld and "email" not in veld} == set()


def keur(antwoord):
    """What is wrong with an answer: markup that came through, or a file that no program reads."""
    soort = antwoord.get("Content-Type", "").partition(";")[0]
    if soort == "text/html":
        return doorgekomen(inhoud(antwoord))
    lezer = LEZERS.get(soort)
    return lezer(inhoud(antwoord)) if lezer else []


def keur_xml(tekst):
    """Text in it is text; and in a summary, which is HTML, it is so once more."""
    samen = [stuk.text or "" for stuk in ET.fromstring(tekst).iter(f"{ATOM}summary")]  # noqa: S314
    return RUW.findall(tekst) + [fout for stuk in samen for fout in doorgekomen(stuk)]


def keur_csv(tekst):
    return {len(rij) for rij in csv.reader(io.StringIO(tekst), delimiter=";")} - {
        len(next(csv.reader(io.StringIO(tekst), delimiter=";")))
    }


LEZERS = {
    "application/atom+xml": keur_xml,
    "application/xml": keur_xml,
    "image/svg+xml": keur_xml,
    "application/json": lambda tekst: json.loads(tekst) and [],
    "text/csv": keur_csv,
    "text/calendar": lambda tekst: Calendar.from_ical(tekst).errors,
}


class Reis:
    """What somebody of a role came across: how many of what, what was wrong, rows in any order."""

    def __init__(self, wereld, rol):
        self.geteld, self.fouten = Counter(), {}
        with kijk_naar_volgorde() as self.los:
            for adres, antwoord in struin(
                wereld.client(rol), begin_voor(wereld, GEVRAAGD), PER_VORM[rol]
            ):
                self.geteld[antwoord.get("Content-Type", "").partition(";")[0]] += 1
                assert antwoord.status_code < 500, adres
                if gevonden := keur(antwoord):
                    self.fouten[adres] = gevonden


@pytest.fixture(scope="module", params=PER_VORM)
def reis(request, vol, django_db_blocker):
    with django_db_blocker.unblock():
        return Reis(vol, request.param)


def test_no_page_or_file_takes_text_for_markup(reis):
    assert reis.fouten == {}
    assert reis.geteld["text/html"] > 150
    assert {"text/csv", "text/calendar", "application/atom+xml"} <= reis.geteld.keys()


def test_no_page_or_file_asks_for_rows_in_an_order_that_is_not_sure(reis):
    assert reis.los == {}


def test_no_page_of_the_admin_takes_text_for_markup(vol):
    client, fout = vol.client("staf2"), {}
    for naam in BEHEER:
        if gevonden := keur(client.get(vol.bewerkadres(naam))):
            fout[naam] = gevonden
    assert fout == {}


@pytest.mark.parametrize(
    ("naam", "argumenten"),
    [adres for adres in SITE if adres[0].endswith(VERBEN)],
)
def test_no_answer_to_a_form_takes_text_for_markup(vol, naam, argumenten):
    """The same form again with what was typed, and what is said after saving."""
    adres, _rij = vol.adres(naam, argumenten)
    client = vol.client("eigen")
    eerst = client.get(adres)
    form = (eerst.context or {}).get("form")
    onzin = dict.fromkeys(form.fields if form else (), GEVRAAGD)
    with transaction.atomic():
        goed = velden(eerst) | {veld: [f"{GEVRAAGD}anders"] for veld in VRIJ if veld in onzin}
        for gegevens in (onzin, goed):
            assert keur(client.post(adres, gegevens, follow=True)) == []
        transaction.set_rollback(True)


def test_the_reader_sees_what_a_browser_would():
    assert doorgekomen("<p>&lt;i1q&quot; x1q=&quot;&#x27;&amp;&gt;</p>") == []
    assert doorgekomen('<p title="&lt;i1q&quot; x1q=&quot;">\'" x1q="\'</p>') == []
    for kwaad in (
        "<p><i1q></p>",
        '<p title="&lt;i1q" x1q="">',
        "<script><i1q></script>",
        "<p>&amp;lt;i1q&amp;quot; x1q</p>",
        '<p title="&amp;lt;i1q">',
    ):
        assert doorgekomen(kwaad), kwaad
    assert len(NUMMERS) > 60
