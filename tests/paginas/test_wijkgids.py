"""The wijkgids: what the booklet of a place tells, at every level and on any day."""

import datetime
import re

import html5lib
import pytest
import segno
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.hulp.bouwers import (
    VANDAAG,
    log_in,
    maak_accommodatie,
    maak_activiteit,
    maak_agendapunt,
    maak_bijeenkomst,
    maak_contactpunt,
    maak_coordinator,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_signaal,
    maak_stad,
    maak_thema,
    maak_verhaal,
    maak_werkgebied,
    maak_wijk,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]
SVG = "{http://www.w3.org/2000/svg}"
LANG_GELEDEN = VANDAAG - datetime.timedelta(days=900)


class Gids:
    """The booklet as a reader sees it."""

    def __init__(self, client, plek, vraag=""):
        antwoord = client.get(reverse("netwerken:wijkgids", args=[plek.slug]) + vraag)
        assert antwoord.status_code == 200
        assert not antwoord.cookies
        self.boom = html5lib.parse(antwoord.content, namespaceHTMLElements=False)
        self.tekst = tekst_van(self.boom.find(".//main"))

    def hoofdstuk(self, sleutel):
        """The text of one chapter; "" when it isn't there."""
        delen = self.boom.iter("section")
        return "".join(tekst_van(d) for d in delen if d.get("aria-labelledby") == sleutel)

    @property
    def inhoudsopgave(self):
        """[(anchor, title)]"""
        links = self.boom.findall(".//nav[@aria-labelledby='inhoudsopgave']//a")
        return [(link.get("href"), tekst_van(link)) for link in links]


def tekst_van(element):
    return " ".join("".join(element.itertext()).split())


@pytest.fixture
def gids(client):
    return lambda plek, vraag="": Gids(client, plek, vraag)


# The whole


def test_gids_of_an_empty_wijk_is_a_small_booklet_to_fill_in(gids, wijk):
    boekje = gids(wijk)
    assert "Over De Wijert weten we nog niets" in boekje.tekst
    assert boekje.inhoudsopgave == [
        ("#te-doen", "Wat is er te doen"),
        ("#plekken", "Plekken om heen te gaan"),
        ("#notities", "Je eigen aantekeningen"),
    ]
    assert "Hier weten we nog niets over." in boekje.hoofdstuk("te-doen")
    assert "Hier weten we nog niets over." in boekje.hoofdstuk("plekken")


def test_contents_name_every_chapter_that_is_there_and_no_other(gids, wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    maak_inzet(wijk=wijk, thema=thema)
    for maak in (maak_accommodatie, maak_signaal, maak_verhaal):
        maak(wijken=[wijk])
    boekje = gids(wijk)
    koppen = [
        (f"#{kop.get('id')}", tekst_van(kop).partition(" ")[2])
        for kop in boekje.boom.iter("h2")
        if kop.get("id") not in ("inhoudsopgave", "colofon")
    ]
    assert boekje.inhoudsopgave == koppen
    assert [titel for _anker, titel in koppen] == [
        "Wat is er te doen",  # to fill in
        "Plekken om heen te gaan",
        "Wie werkt waaraan",
        "Wat de wijk wil",
        "Open vragen",
        "Verhalen",
        "Je eigen aantekeningen",
    ]


def test_questions_of_a_larger_place_are_one_line_in_the_booklet(gids, wijk, zuid):
    maak_signaal(naam="Waar kun je zitten?", wijken=[wijk])
    for nummer in range(20):
        maak_signaal(naam=f"Over heel Zuid {nummer}", wijken=[zuid])
    boekje = gids(wijk)
    assert "Waar kun je zitten?" in boekje.tekst and "Over heel Zuid" not in boekje.tekst
    assert "Nog 20 vragen gaan over een groter gebied." in boekje.tekst
    assert "op de site." not in boekje.tekst.partition("Open vragen")[2]
    assert "Over heel Zuid 1" in gids(zuid).tekst


def test_the_qr_code_leads_to_the_page_of_the_wijk(gids, wijk):
    adres = f"{settings.SITE_URL}/wijken/de-wijert/"
    boekje = gids(wijk)
    pad = boekje.boom.find(f".//{SVG}svg[@class='qr']/{SVG}path[@stroke]").get("d")
    assert zwarte_vakken(pad) == zwarte_vakken_van(segno.make(adres, error="m", micro=False))
    assert adres.partition("://")[2] in boekje.tekst


def zwarte_vakken(pad):
    """The (row, column) of each black square in a path of horizontal lines, one unit each."""
    vakken, rij, kolom = set(), 0, 0
    for stap, getallen in re.findall(r"([Mmh])([^Mmh]+)", pad):
        opzij, omlaag = [int(getal) for getal in re.findall(r"-?\d+", getallen + " 0")[:2]]
        if stap == "h":
            vakken |= {(rij, kolom + i) for i in range(opzij)}
        elif stap == "M":
            rij, kolom = 0, 0
        rij, kolom = rij + omlaag, kolom + opzij
    return vakken


def zwarte_vakken_van(code):
    rijen = code.matrix_iter(border=4)
    return {(r, k) for r, rij in enumerate(rijen) for k, zwart in enumerate(rij) if zwart}


# Who, where and when


def test_gids_names_who_works_on_a_theme_in_one_breath(gids, wijk, thema):
    netwerk = maak_netwerk(naam="Wijkdeal")
    waar = {"wijk": wijk, "thema": thema, "netwerk": netwerk, "bevestigd_op": LANG_GELEDEN}
    for naam in ("Humanitas", "WIJ Groningen"):
        maak_inzet(organisatie=maak_organisatie(naam=naam), **waar)
    maak_inzet(wijk=wijk, thema=thema, omschreven_rol="cultuurcoach")
    wie = gids(wijk).hoofdstuk("wie")
    assert "Rondkomen Humanitas, WIJ Groningen via Wijkdeal al jaren niet nagegaan" in wie
    assert "cultuurcoach nog nooit nagegaan" in wie


def test_gids_says_in_the_words_of_the_wijk_what_it_wants_and_what_comes_of_it(gids, wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema, tekst="minder armoede")
    assert "Rondkomen “minder armoede” Hier werkt nog niemand aan" in gids(wijk).hoofdstuk("agenda")


def test_gids_orders_what_is_on_by_the_day_of_the_week(gids, wijk):
    vers = {"wijken": [wijk], "bevestigd_op": VANDAAG}
    soep = {"begint_om": datetime.time(10), "eindigt_om": datetime.time(11, 30), **vers}
    plek = maak_accommodatie(naam="MFC")
    maak_activiteit(naam="Soep", regel="FREQ=WEEKLY;BYDAY=TU,TH", accommodatie=plek, **soep)
    maak_activiteit(naam="Koor", regel="FREQ=MONTHLY;BYDAY=-1TU", ritme="de laatste", **vers)
    dag = datetime.date(2026, 12, 1)
    maak_activiteit(naam="Lezing", vanaf=dag, tot=dag, **vers)
    maak_activiteit(naam="Feest", wijken=[wijk])
    doen = gids(wijk).hoofdstuk("te-doen")
    assert doen == (
        "1 Wat is er te doen"
        " Dinsdag Soep 10:00–11:30 uur elke dinsdag en donderdag MFC vandaag nagegaan"
        " Koor de laatste vandaag nagegaan Lezing op 1 december 2026 vandaag nagegaan"
        " Donderdag Soep 10:00–11:30 uur elke dinsdag en donderdag MFC vandaag nagegaan"
        " Zonder vaste dag Feest nog nooit nagegaan"
    )


def test_gids_gives_places_with_address_and_hours_and_room_to_write_what_is_missing(gids, wijk):
    maak_accommodatie(
        naam="MFC", wijken=[wijk], adres="Plein 1", postcode="9737AB", openingstijden="elke dag"
    )
    maak_accommodatie(naam="Bankje", wijken=[wijk])
    plekken = gids(wijk).hoofdstuk("plekken")
    assert "Bankje buurthuis of wijkcentrum Open: MFC" in plekken
    assert "Plein 1, 9737 AB Open: elke dag" in plekken


def test_gids_numbers_places_on_a_map_of_the_wijk_and_in_the_list(gids, wijk):
    wijk.omtrek = [[[6.56, 53.19], [6.58, 53.19], [6.58, 53.2], [6.56, 53.2], [6.56, 53.19]]]
    wijk.save()
    maak_accommodatie(naam="MFC", wijken=[wijk], lat="53.195", lon="6.57")
    maak_accommodatie(naam="Bankje", wijken=[wijk])
    boekje = gids(wijk)
    stippen = boekje.boom.findall(f".//figure[@class='plekkenkaart']//{SVG}text")
    assert [stip.text for stip in stippen] == ["1"]
    assert "1 MFC" in boekje.hoofdstuk("plekken")


def test_gids_says_when_networks_meet_and_who_is_welcome(gids, wijk):
    netwerk = maak_netwerk(naam="Buurtkring", ritme="elke maand")
    maak_werkgebied(netwerk=netwerk, wijk=wijk)
    open_avond = {"netwerk": netwerk, "open_voor_bewoners": True}
    maak_bijeenkomst(naam="Open avond", vanaf=datetime.date(2026, 12, 3), **open_avond)
    maak_bijeenkomst(naam="Voorbij", vanaf=datetime.date(2026, 11, 3), **open_avond)
    maak_bijeenkomst(naam="Besloten", vanaf=datetime.date(2026, 12, 3), openbaar=False)
    netwerken = gids(wijk).hoofdstuk("netwerken")
    assert "Komt samen: elke maand" in netwerken
    assert "Open avond, 3 december 2026, bewoners zijn welkom" in netwerken
    assert "Voorbij" not in netwerken
    assert "Besloten" not in netwerken


# What is for everybody, and what isn't


def test_gids_gives_only_what_everyone_may_read_of_how_to_reach_them(client, wijk, thema):
    organisatie, netwerk = maak_organisatie(naam="Humanitas"), maak_netwerk()
    maak_inzet(wijk=wijk, thema=thema, organisatie=organisatie, netwerk=netwerk)
    open_en_dicht = {"telefoon_zichtbaar": "openbaar", "email_zichtbaar": "coordinatoren"}
    maak_contactpunt(
        organisatie=organisatie,
        functie="balie",
        telefoon="050 123 45 67",
        email="balie@voorbeeld.nl",
        **open_en_dicht,
    )
    maak_contactpunt(organisatie=organisatie, functie="directie", telefoon="050 765 43 21")
    maak_contactpunt(
        organisatie=maak_organisatie(naam="Elders"), functie="loket", telefoon="1", **open_en_dicht
    )
    log_in(client, maak_coordinator(netwerk))
    inhoud = client.get(reverse("netwerken:wijkgids", args=[wijk.slug])).content.decode()
    assert "050 123 45 67" in inhoud
    for besloten in ("balie@voorbeeld.nl", "Directie", "050 765 43 21", "Loket"):
        assert besloten not in inhoud


def test_gids_of_a_place_gives_how_to_reach_its_desk_with_the_place(gids, wijk):
    plek = maak_accommodatie(naam="MFC", wijken=[wijk])
    maak_contactpunt(
        accommodatie=plek, functie="balie", telefoon="050 1", telefoon_zichtbaar="openbaar"
    )
    boekje = gids(wijk)
    assert "Balie: 050 1" in boekje.hoofdstuk("plekken")
    assert not boekje.hoofdstuk("contact")


def test_a_hidden_wijk_has_no_gids_and_an_old_address_leads_to_the_new_one(client, wijk):
    geheim = maak_wijk(naam="Geheim", openbaar=False)
    assert client.get(f"{geheim.get_absolute_url()}gids/").status_code == 404
    wijk.naam = "Wijert"
    wijk.save()
    antwoord = client.get("/wijken/de-wijert/gids/?papier=a5")
    assert (antwoord.status_code, antwoord["Location"]) == (301, "/wijken/wijert/gids/?papier=a5")


# Levels and days


def test_gids_marks_what_is_for_more_and_for_less_than_the_place(gids, wijk, zuid, stad, thema):
    maak_inzet(wijk=stad, thema=thema, organisatie=maak_organisatie(naam="Humanitas"))
    maak_initiatief(naam="Noodhulp", wijken=[zuid])
    maak_activiteit(naam="Soep", wijken=[wijk])
    van_wijk, van_zuid = gids(wijk), gids(zuid)
    assert "Humanitas stadsbreed" in van_wijk.hoofdstuk("wie")
    assert "Noodhulp bewonersinitiatief heel Zuid" in van_wijk.hoofdstuk("initiatieven")
    assert "Soep De Wijert" in van_zuid.hoofdstuk("te-doen")
    assert "De Wijert" in van_zuid.hoofdstuk("gidsen")
    assert not van_wijk.hoofdstuk("gidsen")


def test_gids_of_the_city_tells_what_is_for_all_and_names_the_other_gidsen(gids, wijk, stad):
    maak_initiatief(naam="Noodhulp", wijken=[stad])
    maak_initiatief(naam="Moestuin", wijken=[wijk])
    boekje = gids(stad)
    assert "Deze gids noemt wat voor de hele stad geldt" in boekje.tekst
    assert "Noodhulp" in boekje.tekst
    assert "Moestuin" not in boekje.tekst
    assert "Zuid De Wijert" in boekje.hoofdstuk("gidsen")


@pytest.mark.parametrize("soort", ["stad", "gebied", "wijk", "dorp", "buurt", "plek", "streek"])
def test_every_level_has_its_gids(gids, soort):
    boven = None if soort == "stad" else maak_stad()
    plek = maak_wijk(naam="Ergens", soort=soort, ligt_in=boven)
    maak_agendapunt(wijk=plek, thema=maak_thema())
    assert "Ergens" in gids(plek).tekst


def test_gids_of_another_day_tells_that_day(gids, wijk):
    maak_initiatief(naam="Ruilkast", wijken=[wijk], tot=LANG_GELEDEN, status="gestopt")
    assert "Ruilkast" not in gids(wijk).tekst
    toen = gids(wijk, f"?op={LANG_GELEDEN}")
    assert "Ruilkast" in toen.tekst
    assert "Zoals het was op 5 juni 2024" in toen.tekst


# How fresh


@pytest.mark.parametrize(
    ("dagen", "zin"),
    [
        (
            [None, 900],
            "Let op: niets in deze gids is pas nagegaan. Er zijn ook regels die nog nooit",
        ),
        ([10, 900], "Van de 2 regels in deze gids is er 1 pas nagegaan."),
        ([9, 9, 900], "Van de 3 regels in deze gids zijn er 2 pas nagegaan."),
        ([10, 10], "Alles in deze gids is pas nagegaan."),
    ],
)
def test_gids_says_honestly_how_fresh_it_is(gids, wijk, dagen, zin):
    for geleden in dagen:
        dag = geleden and VANDAAG - datetime.timedelta(days=geleden)
        maak_accommodatie(wijken=[wijk], bevestigd_op=dag)
    assert zin in gids(wijk).hoofdstuk("colofon")


def test_long_lists_say_how_many_more_there_are(gids, wijk):
    for _ in range(33):
        maak_accommodatie(wijken=[wijk])
    assert "En nog 3 op de site." in gids(wijk).hoofdstuk("plekken")


# Paper and cost


@pytest.mark.parametrize("papier", ["", "?papier=a4", "?papier=a6", "?papier=%00", "?papier"])
def test_paper_is_a4_unless_a5_is_asked_for(client, wijk, papier):
    adres = reverse("netwerken:wijkgids", args=[wijk.slug])
    assert client.get(adres + papier).context["papier"] == "a4"
    assert client.get(f"{adres}?papier=a5").context["papier"] == "a5"


def test_the_page_of_the_wijk_leads_to_its_gids(client, wijk):
    inhoud = client.get(f"{wijk.get_absolute_url()}?op=2021-06-30").content.decode()
    assert 'href="/wijken/de-wijert/gids/?op=2021-06-30"' in inhoud
    assert "Print de wijkgids" in inhoud


@pytest.mark.eenmaal
def test_gids_costs_the_same_number_of_queries_for_1_and_30_rows(client, wijk, zuid, thema):
    def vul(aantal):
        for _ in range(aantal):
            netwerk, organisatie = maak_netwerk(), maak_organisatie()
            maak_inzet(wijk=wijk, thema=maak_thema(), organisatie=organisatie, netwerk=netwerk)
            maak_agendapunt(wijk=wijk, thema=thema)
            maak_werkgebied(wijk=wijk, netwerk=netwerk)
            maak_bijeenkomst(netwerk=netwerk, ritme="elke week")
            maak_contactpunt(organisatie=organisatie, telefoon="1", telefoon_zichtbaar="openbaar")
            maak_initiatief(wijken=[wijk, zuid], themas=[thema])
            maak_activiteit(wijken=[wijk], accommodatie=maak_accommodatie(wijken=[wijk]))
            for maak in (maak_verhaal, maak_signaal):
                maak(wijken=[wijk])
            maak_wijk(ligt_in=zuid)

    def tel(plek):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("netwerken:wijkgids", args=[plek.slug]))
        return len(queries)

    vul(1)
    een = [tel(wijk), tel(zuid)]
    vul(29)
    assert [tel(wijk), tel(zuid)] == een
    assert max(een) <= 20
