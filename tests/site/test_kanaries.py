"""Nothing of a contact comes where it doesn't belong: no page, file, feed, mail or log."""

import datetime
import io
import logging
import re
import zipfile

import pytest

from buurtnet.berichten.dagelijks import TAKEN, doe_dagelijks
from buurtnet.bewerken.concepten.concept import Concept
from buurtnet.kern.versleuteling import ontsleutel
from buurtnet.post.bericht import Bericht
from netwerken.models import Contactpunt
from tests.hulp import bouwers, inleesproef
from tests.hulp.struinen import begin_voor, struin
from tests.hulp.wereld import HEEFT_CONTACT

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
ADRES, NAAM, NUMMER = "kanarie@contact.voorbeeld.nl", "Kanarie Vogelaar", "050 7654321"
NOOIT = re.compile("kanarie|vogelaar|7654321", re.IGNORECASE)
# Every address, and of what it leads to one of each form: where a kind leaks, it does on any page.
HOEVEEL = {"bezoeker": {"nl": 1, "en": 0}, "ander": {"nl": 0, "en": 0}}
BESTANDEN = [
    f"/{lijst}/?formaat={formaat}"
    for lijst in "organisaties netwerken initiatieven accommodaties activiteiten".split()
    for formaat in ("csv", "xlsx", "json", "ics", "atom")
]


@pytest.fixture(scope="module")
def vol(wereld, django_db_blocker):
    """The wereld, with somebody in each model that can hold one."""
    with django_db_blocker.unblock():
        wereld.vul_aan()
        _zet_contacten(wereld)
        _zet_getypt(wereld)
        van = {"email": ADRES, "telefoon": NUMMER}
        voorstel = bouwers.maak_voorstel(
            wereld.organisatie, {"telefoon": NUMMER}, voorsteller=wereld.genodigde
        )
        voorstel.gegevens = {naam: ["", waarde] for naam, waarde in van.items()}
        voorstel.save()
        bouwers.maak_geweigerdadres(adres=ADRES)
        bouwers.maak_bericht(aan=ADRES, tekst=f"Dag {NAAM}", onderwerp=f"Dag {NAAM}")
    return wereld


def _zet_contacten(wereld):
    """Of each record contacts for few, one that was public and one that nobody confirmed."""
    persoon = {
        "naam": NAAM,
        "telefoon": NUMMER,
        "email": ADRES,
        "toestemming_grond": "toestemming",
        "toestemming_op": datetime.date(2020, 1, 1),
        "toestemming_tekst": f"{NAAM} zei ja.",
    }
    velden = ("naam", "telefoon", "email")
    for soort in HEEFT_CONTACT:
        van = persoon | {soort: getattr(wereld, soort)}
        for niveau in ("redactie", "netwerk"):
            zichtbaar = {f"{veld}_zichtbaar": niveau for veld in velden}
            bouwers.maak_contactpunt(**van, **zichtbaar)
        openbaar = {f"{veld}_zichtbaar": "openbaar" for veld in velden}
        bouwers.maak_contactpunt(**van, **openbaar, verborgen_op=bouwers.VANDAAG)
        ooit = bouwers.maak_contactpunt(**van, **openbaar)
        ooit.naam = ooit.telefoon = ooit.email = ooit.toestemming_grond = ""
        ooit.save()
    wereld.contactadres.email = ADRES
    wereld.contactadres.save()


def _zet_getypt(wereld):
    """What somebody else is typing, reading in and did."""
    wie = wereld.genodigde
    velden = {"tekst": [f"{NAAM} {ADRES}"]}
    Concept.objects.create(gebruiker=wie, sleutel="x", adres="/x/", velden=velden)
    bestand = inleesproef.maak_inleesbestand(gebruiker=wie, wijk=wereld.wijk)
    bestand.naam, bestand.bladen = NAAM, [["blad", [[1, [ADRES, NUMMER]]]]]
    bestand.save()
    bouwers.maak_handeling(gebruiker=wie, wat=f"{NAAM} bevestigd.")


def lees(antwoord):
    """All that an answer says, with what is in a spreadsheet and in its headers."""
    bytes_ = b"".join(antwoord) if antwoord.streaming else antwoord.content
    if bytes_.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(bytes_)) as boek:
            bytes_ = b"".join(map(boek.read, boek.namelist()))
    return f"{antwoord.headers} {bytes_.decode('utf-8', 'replace')}"


@pytest.mark.parametrize(("rol", "minstens"), [("bezoeker", 100), ("ander", 100)])
def test_no_page_file_or_feed_tells_of_a_contact_and_no_log_does(vol, rol, minstens, caplog):
    caplog.set_level(logging.INFO)
    gelezen, gelekt = 0, {}
    client = vol.client(rol)
    begin = [*begin_voor(vol, "balie"), *BESTANDEN]
    for adres, antwoord in struin(client, begin, HOEVEEL[rol]):
        gelezen += 1
        assert antwoord.status_code < 500, adres
        if gevonden := NOOIT.findall(lees(antwoord)):
            gelekt[adres] = gevonden[:3]
    assert gelekt == {}
    assert gelezen > minstens
    regels = [regel.getMessage() for regel in caplog.records]
    assert NOOIT.findall("\n".join(regels)) == []


def test_no_mail_to_another_tells_of_a_contact(vol, caplog):
    caplog.set_level(logging.INFO)
    # Counting months mails nobody, and takes long.
    taken = [taak for taak in TAKEN if taak.naam != "maanden tellen"]
    for weken in (0, 4, 8, 40):
        dag = bouwers.VANDAAG + datetime.timedelta(weeks=weken)
        assert not any(gedaan.fout for gedaan in doe_dagelijks(dag, taken))
    anderen = Bericht.objects.exclude(aan=ADRES).exclude(aan="")
    assert anderen.exists()
    for bericht in anderen:
        heel = f"{bericht.onderwerp} {ontsleutel(bericht.tekst)} {bericht.koppen}"
        assert NOOIT.findall(heel) == [], bericht
        assert "@" not in bericht.kenmerk
    assert NOOIT.findall(caplog.text) == []


def test_who_keeps_it_does_read_it(vol):
    """The walk above would find it: what is looked for is there."""
    adres = f"/netwerken/{vol.netwerk.slug}/contactpunten/"
    assert {"Kanarie", "Vogelaar"} <= {*NOOIT.findall(lees(vol.client("eigen").get(adres)))}
    assert Contactpunt.history.filter(email=ADRES).exists()
