"""Every page and file of a small world in which every text holds markup, followed link by link.

What people write is text and never markup, for every role; and rows come in one order.
"""

import csv
import io
import json
import re
from collections import Counter
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree as ET

import pytest
from django.db import transaction
from django.utils.http import urlencode
from icalendar import Calendar

from buurtnet.web.taal import taal_van, zonder_taal
from tests.hulp.formulier import velden
from tests.hulp.kanarie import GEVRAAGD, NUMMERS, RUW, doorgekomen, vul_met_kanaries
from tests.hulp.volgorde import kijk_naar_volgorde
from tests.hulp.wereld import SITE, adressen

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
# What is of one form differs in what it is about only: so many of each, by language.
PER_VORM = {"bezoeker": {"nl": 2, "en": 1}, "eigen": {"nl": 1, "en": 0}}
BUITEN = re.compile(r"/(static|media)/|/accounts/(logout|2fa)|/admin/jsi18n")
FORMATEN = ("csv", "json", "ics", "atom")
# Of the admin: where rows are shown. Its empty forms have none.
TOONT = ("changelist", "change", "history", "delete", "samenvoegen", "autocomplete", "index")
BEHEER = [
    naam for naam, _argumenten in adressen() if naam.startswith("admin:") and naam.endswith(TOONT)
]
ATOM = "{http://www.w3.org/2005/Atom}"
VERBEN = ("_nieuw", "_wijzigen", "_bevestigen", "_beeindigen", "_verhuizen")
# Fields that take whatever is typed.
VRIJ = ("naam", "toelichting", "omschrijving")
LIJSTEN = ("organisaties", "netwerken", "initiatieven", "accommodaties", "activiteiten", "verhalen")


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


def inhoud(antwoord):
    return (b"".join(antwoord) if antwoord.streaming else antwoord.content).decode()


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


def vorm(adres):
    """(language, path without what it is about, names of the parameters) of an address."""
    delen = urlsplit(adres)
    pad = re.sub(r"^(/[\w-]+/)[^/]+/|\d+", r"\1*/", zonder_taal(delen.path))
    namen = {naam for naam, _waarde in parse_qsl(delen.query, keep_blank_values=True)}
    # A file is made the same way, whatever was chosen.
    return taal_van(delen.path), pad, ("formaat",) if "formaat" in namen else tuple(sorted(namen))


def struin(client, begin, hoeveel):
    """Yields (address, answer) of `begin` and of what links on it lead to, few of each form."""
    te_doen, gezien, vormen = [*begin], set(begin), Counter()
    while te_doen:
        adres = te_doen.pop()
        antwoord = client.get(adres)
        yield adres, antwoord
        if not antwoord.get("Content-Type", "").startswith("text/html"):
            continue
        for link in re.findall(r'href="([/?][^"#]*)', inhoud(antwoord).replace("&amp;", "&")):
            doel = f"{urlsplit(adres).path}{link}" if link.startswith("?") else link
            if doel in gezien or BUITEN.match(doel):
                continue
            gezien.add(doel)
            soort = vorm(doel)
            vormen[soort] += 1
            if vormen[soort] <= hoeveel[soort[0]]:
                te_doen.append(doel)


def begin_voor(wereld):
    adressen = [wereld.adres(*adres)[0] for adres in SITE if adres[0] != "account_logout"]
    vragen = [urlencode({"q": GEVRAAGD, "wijk": GEVRAAGD, "thema": GEVRAAGD, "op": GEVRAAGD})]
    vragen += [f"formaat={formaat}" for formaat in FORMATEN]
    adressen += [f"/{lijst}/?{vraag}" for lijst in LIJSTEN for vraag in vragen]
    zoek = [urlencode({"q": vraag}) for vraag in (GEVRAAGD, "i10q x20q", "9737AB", "wijk")]
    adressen += [f"/{pad}/?{vraag}" for pad in ("zoeken", "zoeken/suggesties") for vraag in zoek]
    waar = {"wijk": wereld.wijk.slug, "thema": wereld.thema.slug, "doelgroep": ""}
    return [*adressen, f"/waar-kan-ik-terecht/?{urlencode(waar)}", "/kaart.svg"]


class Reis:
    """What somebody of a role came across: how many of what, what was wrong, rows in any order."""

    def __init__(self, wereld, rol):
        self.geteld, self.fouten = Counter(), {}
        with kijk_naar_volgorde() as self.los:
            for adres, antwoord in struin(wereld.client(rol), begin_voor(wereld), PER_VORM[rol]):
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
