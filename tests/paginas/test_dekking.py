"""The matrix: what it shows, where it leads, how it is narrowed, and its files."""

import csv
import datetime
import io
import json

import html5lib
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.hulp.bouwers import (
    VANDAAG,
    maak_agendapunt,
    maak_doelgroep,
    maak_gebied,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_thema,
    maak_wijk,
)
from wijken.models import Thema, Wijk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]
ANONIEM = AnonymousUser()
GISTEREN = VANDAAG - datetime.timedelta(days=1)


def inzet(wijk, thema, **velden):
    return maak_inzet(wijk=wijk, thema=thema, **{"bevestigd_op": VANDAAG, **velden})


# The page


def pagina(client, vraag=""):
    antwoord = client.get(f"{reverse('netwerken:dekking')}{vraag}")
    assert antwoord.status_code == 200
    assert not antwoord.cookies
    return antwoord


def tabel(client, vraag=""):
    """{(theme, wijk): text of the cell} as the page shows it, and the hrefs of its cells."""
    boom = html5lib.parse(pagina(client, vraag).content, namespaceHTMLElements=False)
    matrix = boom.find(".//table")
    teksten, adressen = {}, {}
    if matrix is None:
        return teksten, adressen
    koppen = [tekst(th) for th in matrix.findall("thead/tr")[1].findall("th")]
    wijken = koppen[1 : koppen.index("Partijen")]
    for rij in matrix.findall("tbody/tr"):
        thema = tekst(rij.find("th"))
        for wijk, cel in zip(wijken, rij.findall("td")[: len(wijken)], strict=True):
            teksten[thema, wijk] = tekst(cel)
            if (a := cel.find("a")) is not None:
                adressen[thema, wijk] = a.get("href")
    return teksten, adressen


def tekst(element):
    return "".join(element.itertext()).strip()


def export(client, formaat, vraag=""):
    antwoord = pagina(client, f"?formaat={formaat}{vraag}")
    return antwoord, antwoord.getvalue()


@pytest.fixture
def stadje(wijk, thema, zuid):
    """De Wijert: thin on Rondkomen, a white spot on Wonen; Helpman: extra on Rondkomen."""
    wonen = maak_thema(naam="Wonen", volgorde=2)
    helpman = maak_wijk(naam="Helpman", ligt_in=zuid)
    maak_wijk(naam="Leegwijk", ligt_in=zuid)
    maak_agendapunt(wijk=wijk, thema=thema)
    maak_agendapunt(wijk=wijk, thema=wonen)
    inzet(wijk, thema)
    inzet(helpman, thema)
    return zuid


def test_dekking_shows_states_in_words_and_leads_to_the_people(client, stadje):
    teksten, adressen = tabel(client)
    assert teksten == {
        ("Rondkomen", "De Wijert"): "dun: 1",
        ("Rondkomen", "Helpman"): "extra: 1",
        ("Wonen", "De Wijert"): "witte vlek: 0",
        ("Wonen", "Helpman"): "",
    }
    assert adressen["Wonen", "De Wijert"] == "/wijken/de-wijert/#thema-wonen"
    assert client.get("/wijken/de-wijert/").content.count(b'id="thema-wonen"') == 1


def test_dekking_sums_up_in_a_sentence_and_says_what_it_left_out(client, stadje):
    inhoud = pagina(client).content.decode()
    assert "In 1 van de 3 wijken en dorpen staat minstens één thema op de agenda" in inhoud
    assert "Samen zijn dat 2 punten: 1 dun en 1 witte vlek." in inhoud
    assert "1 wijk of dorp zonder agenda" in inhoud
    assert ("Wonen", "Leegwijk") in tabel(client, "?kolommen=alle")[0]


def test_dekking_sums_up_the_same_with_and_without_the_empty_columns(client, stadje, thema):
    def zin(vraag):
        boom = html5lib.parse(pagina(client, vraag).content, namespaceHTMLElements=False)
        return next(tekst(p) for p in boom.iter("p") if "op de agenda. Samen" in tekst(p))

    assert zin("") == zin("?kolommen=alle")
    maak_agendapunt(wijk=stadje, thema=thema)
    assert zin("") == zin("?kolommen=alle")
    assert "In 3 van de 3 wijken en dorpen" in zin("")
    assert "2 witte vlekken" in zin("")


def test_a_place_that_only_an_agenda_from_above_holds_for_is_a_column(client, stadje, thema):
    boer = maak_gebied(naam="Ten Boer", ligt_in=stadje.ligt_in)
    maak_wijk(naam="Garmerwolde", soort="dorp", ligt_in=boer)
    assert ("Rondkomen", "Garmerwolde") not in tabel(client)[0]
    assert "/dekking/?gebied=ten-boer&amp;kolommen=alle" in pagina(
        client, "?gebied=ten-boer"
    ).content.decode().replace('href="?', 'href="/dekking/?')
    maak_agendapunt(wijk=boer, thema=thema)
    assert tabel(client, "?gebied=ten-boer")[0]["Rondkomen", "Garmerwolde"] == "witte vlek: 0"
    assert tabel(client)[0]["Rondkomen", "Garmerwolde"] == "witte vlek: 0"


def test_dekking_says_how_much_is_extra_only_by_who_works_for_the_whole_city(client, stadje):
    assert "alleen van wie voor de hele stad" not in pagina(client).content.decode()
    inzet(stadje.ligt_in, maak_thema(naam="Groen"))
    zin = "Van de 3 keer “extra” komen er 2 alleen van wie voor de hele stad of het hele gebied"
    assert zin in pagina(client).content.decode()
    zin = "Wat hier “extra” heet, komt alleen van wie voor de hele stad of het hele gebied werkt."
    assert zin in pagina(client, "?thema=groen&kolommen=alle").content.decode()


def test_dekking_of_one_theme_says_in_how_many_wijken_nobody_works_on_it(client, stadje):
    inhoud = pagina(client, "?thema=wonen").content.decode()
    assert "staat “Wonen” op de agenda; er werkt niemand aan." in inhoud
    helpman = Wijk.objects.get(slug="helpman")
    maak_agendapunt(wijk=helpman, thema=Thema.objects.get(slug="wonen"))
    inhoud = pagina(client, "?thema=wonen").content.decode()
    assert "staat “Wonen” op de agenda; in 2 daarvan werkt er niemand aan." in inhoud
    inhoud = pagina(client, "?thema=wonen&wijk=helpman").content.decode()
    assert "In Helpman staat “Wonen” op de agenda; er werkt niemand aan." in inhoud
    inzet(helpman, Thema.objects.get(slug="wonen"), bevestigd_op=datetime.date(2021, 6, 30))
    inhoud = pagina(client, "?thema=wonen&wijk=helpman").content.decode()
    assert "op de agenda; er werd aan gewerkt, maar dat is lang niet nagegaan." in inhoud


@pytest.mark.parametrize(
    ("vraag", "kolommen", "rijen"),
    [
        ("?wijk=helpman", {"Helpman"}, {"Rondkomen", "Wonen"}),
        ("?wijk=helpman&wijk=leegwijk", {"Helpman", "Leegwijk"}, {"Rondkomen", "Wonen"}),
        ("?gebied=zuid&thema=wonen", {"De Wijert"}, {"Wonen"}),
        ("?wijk=&gebied=&thema=", {"De Wijert", "Helpman"}, {"Rondkomen", "Wonen"}),
        ("?wijk=bestaat-niet", {"De Wijert", "Helpman"}, {"Rondkomen", "Wonen"}),
    ],
)
def test_dekking_filters_choose_columns_and_rows(client, stadje, vraag, kolommen, rijen):
    teksten, _adressen = tabel(client, vraag)
    assert {wijk for _thema, wijk in teksten} == kolommen
    assert {thema for thema, _wijk in teksten} == rijen


def test_dekking_filters_choose_who_counts(client, wijk, thema):
    netwerk = maak_netwerk(naam="Wijkdeal")
    werkgroep = maak_netwerk(bovenliggend=netwerk)
    ouderen = maak_doelgroep(naam="ouderen")
    eettafel = maak_initiatief(wijken=[wijk], themas=[thema], doelgroepen=[ouderen])
    maak_initiatief(wijken=[wijk], themas=[thema])
    inzet(wijk, thema, organisatie=maak_organisatie(soort="kerk"), netwerk=werkgroep)
    inzet(wijk, thema, organisatie=maak_organisatie(soort="sport"), initiatief=eettafel)

    def aantal(vraag):
        return tabel(client, vraag)[0]["Rondkomen", "De Wijert"]

    assert aantal("") == "extra: 3"
    assert aantal("?netwerk=wijkdeal") == aantal("?soort=kerk") == "extra: 1"
    assert aantal("?soort=kerk&soort=sport") == "extra: 2"
    assert aantal("?doelgroep=ouderen") == "extra: 1"
    assert aantal("?doelgroep=ouderen&wijk=de-wijert&soort=zorg") == ""


def test_dekking_on_another_day_keeps_that_day_in_its_links(client, wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    inzet(wijk, thema, tot=GISTEREN, status="gestopt", bevestigd_op=GISTEREN)
    assert tabel(client)[0]["Rondkomen", "De Wijert"] == "witte vlek: 0"
    teksten, adressen = tabel(client, "?op=2026-11-21")
    assert teksten["Rondkomen", "De Wijert"] == "dun: 1"
    assert adressen["Rondkomen", "De Wijert"].startswith("/wijken/de-wijert/?op=2026-11-21#")
    assert "21 november 2026" in pagina(client, "?op=2026-11-21").content.decode()


def test_a_choice_that_does_not_exist_is_told_above_the_table_and_does_not_count(client, stadje):
    vraag = "?thema=wonen&thema=foo&gebied=bar"
    assert {thema for thema, _wijk in tabel(client, vraag)[0]} == {"Wonen"}
    inhoud = pagina(client, vraag).content.decode()
    for zin in ("“foo” kennen we niet bij Thema.", "“bar” kennen we niet bij Gebied."):
        assert f"{zin} Dit filter telt niet mee." in inhoud
        assert inhoud.index(zin) < inhoud.index("<table")
    assert "veld-fout" not in inhoud


def test_a_wijk_outside_the_chosen_gebied_is_left_out_and_that_is_told(client, stadje):
    oost = maak_gebied(naam="Oost", ligt_in=stadje.ligt_in)
    maak_agendapunt(wijk=maak_wijk(naam="Beijum", ligt_in=oost))
    vraag = "?gebied=zuid&wijk=beijum"
    assert {wijk for _thema, wijk in tabel(client, vraag)[0]} == {"De Wijert", "Helpman"}
    inhoud = pagina(client, vraag).content.decode()
    assert "Beijum ligt niet in het gebied dat je koos." in inhoud
    assert "kennen we niet" not in inhoud


def test_dekking_without_anything_says_so(client):
    assert "Niets gevonden" in pagina(client).content.decode()


def test_dekking_asks_for_a_gebied_when_there_are_too_many_wijken(client, stadje):
    Wijk.objects.bulk_create(
        Wijk(pk=n, slug=f"w{n}", naam="W", soort="wijk", ligt_in=stadje, pad=f"{stadje.pad}{n}/")
        for n in range(10_000, 10_100)
    )
    inhoud = pagina(client).content.decode()
    assert "Kies eerst een gebied" in inhoud
    assert "/dekking/?gebied=zuid" in inhoud


@pytest.mark.parametrize(
    "vraag",
    [
        "?wijk=%00",
        "?netwerk=%00&netwerk=x",
        "?op=gisteren",
        "?op=2021-06-30&op=2021-07-01",
        "?thema=" + "x" * 10_000,
        "?onbekend=1&pagina=-3&formaat=pdf",
        "?soort=1&doelgroep=2&gebied=3",
    ],
)
def test_dekking_survives_nonsense(client, stadje, vraag):
    assert ("Rondkomen", "De Wijert") in tabel(client, vraag)[0]


# The exports


@pytest.mark.parametrize("vraag", ["", "&wijk=helpman&kolommen=alle", "&thema=wonen"])
def test_exports_say_exactly_what_the_page_shows(client, stadje, vraag):
    teksten, _adressen = tabel(client, f"?{vraag}")
    _antwoord, inhoud = export(client, "csv", vraag)
    regels = list(csv.DictReader(io.StringIO(inhoud.decode("utf-8-sig")), delimiter=";"))
    assert [(r["thema"], r["wijk"]) for r in regels] == list(teksten)
    assert {
        (r["thema"], r["wijk"]): f"{r['stand']}: {r['partijen']}" if r["stand"] else ""
        for r in regels
    } == teksten
    _antwoord, inhoud = export(client, "xlsx", vraag)
    blad = list(load_workbook(io.BytesIO(inhoud)).active.values)
    assert [[str(cel or "").removesuffix(" 00:00:00") for cel in rij] for rij in blad[1:]] == [
        [waarde if waarde != "0" else "" for waarde in r.values()] for r in regels
    ]
    _antwoord, inhoud = export(client, "json", vraag)
    assert [(r["thema"], r["wijk"], r["stand"]) for r in json.loads(inhoud)] == [
        (r["thema"], r["wijk"], r["stand"]) for r in regels
    ]


def test_exports_are_files_without_formulas(client, zuid, thema):
    kwaad = maak_wijk(naam="=1+1", ligt_in=zuid, slug="kwaad")
    inzet(kwaad, thema)
    antwoord, inhoud = export(client, "csv")
    assert antwoord["Content-Disposition"] == 'attachment; filename="dekking-2026-11-22.csv"'
    assert ";'=1+1;" in inhoud.decode("utf-8-sig")
    _antwoord, inhoud = export(client, "xlsx")
    cellen = [cel for rij in load_workbook(io.BytesIO(inhoud)).active for cel in rij]
    assert not [cel for cel in cellen if cel.data_type == "f"]


def test_an_export_says_which_day_it_is_of_and_a_collection_as_the_page_does(client, wijk, thema):
    groep = maak_organisatie(is_verzameling=True)
    inzet(wijk, thema, organisatie=groep, tot=GISTEREN, status="gestopt")
    antwoord, inhoud = export(client, "csv", "&op=2026-11-21")
    assert antwoord["Content-Disposition"] == 'attachment; filename="dekking-2026-11-21.csv"'
    regels = list(csv.DictReader(io.StringIO(inhoud.decode("utf-8-sig")), delimiter=";"))
    assert [(r["partijen"], r["op datum"]) for r in regels] == [("groep", "2026-11-21")]


def test_a_page_about_no_day_offers_the_file_of_today(client, stadje):
    assert "formaat=csv&amp;" not in pagina(client, "?op=onzin").content.decode()
    assert 'href="?formaat=csv"' in pagina(client, "?op=onzin").content.decode()


@pytest.mark.eenmaal
def test_dekking_costs_the_same_number_of_queries_for_1_and_30_wijken(client, zuid, thema):
    def tel():
        with CaptureQueriesContext(connection) as queries:
            pagina(client)
        return len(queries)

    inzet(maak_wijk(ligt_in=zuid), thema)
    een = tel()
    for _ in range(30):
        plek = maak_wijk(ligt_in=zuid)
        inzet(plek, thema, netwerk=maak_netwerk())
        maak_agendapunt(wijk=plek, thema=thema)
    assert tel() == een <= 12


def test_with_only_a_collection_the_matrix_says_group_and_not_nought(client, wijk):
    inzet = maak_inzet(wijk=wijk, organisatie=maak_organisatie(is_verzameling=True))
    leeg = maak_agendapunt(wijk=wijk, thema=maak_thema())
    html = client.get("/dekking/").content.decode()
    boom = html5lib.parse(html, namespaceHTMLElements=False)
    cellen = {
        a.get("href"): " ".join("".join(a.itertext()).split())
        for a in boom.iter("a")
        if "#thema-" in a.get("href", "")
    }
    adres = wijk.get_absolute_url()
    assert cellen == {
        f"{adres}#thema-{inzet.thema.slug}": "extra: groep",
        f"{adres}#thema-{leeg.thema.slug}": "witte vlek: 0",
    }


def test_dekking_names_each_chosen_filter_with_a_link_that_takes_it_away(client, stadje):
    inhoud = client.get("/dekking/?gebied=zuid&soort=welzijn&op=2021-06-30").content.decode()
    assert 'class="chip" href="/dekking/?soort=welzijn&amp;op=2021-06-30"' in inhoud
    assert 'class="chip" href="/dekking/?gebied=zuid&amp;op=2021-06-30"' in inhoud
    assert 'class="chip"' not in client.get("/dekking/").content.decode()
