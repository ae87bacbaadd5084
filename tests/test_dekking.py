"""Coverage: states, levels, dates, who counts; and the matrix page that shows it."""

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

from netwerken.dekking import DUN, EXTRA, GEDEKT, LEEG, VEROUDERD, WITTE_VLEK
from netwerken.models import Inzet
from wijken.models import Wijk

from .bouwers import (
    VANDAAG,
    maak_agendapunt,
    maak_coordinator,
    maak_doelgroep,
    maak_gebied,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_stad,
    maak_thema,
    maak_wijk,
)

pytestmark = pytest.mark.django_db
ANONIEM = AnonymousUser()
GISTEREN = VANDAAG - datetime.timedelta(days=1)


@pytest.fixture
def zuid():
    return maak_gebied(naam="Zuid", ligt_in=maak_stad())


@pytest.fixture
def wijk(zuid):
    return maak_wijk(naam="De Wijert", ligt_in=zuid)


@pytest.fixture
def thema():
    return maak_thema(naam="Rondkomen")


def cel(wijk, thema, datum=VANDAAG, user=ANONIEM, inzetten=None, **keuze):
    inzetten = Inzet.objects.all() if inzetten is None else inzetten
    return inzetten.dekking([wijk], datum, user, **keuze).cel(wijk.pk, thema.pk)


def inzet(wijk, thema, **velden):
    return maak_inzet(wijk=wijk, thema=thema, **{"bevestigd_op": VANDAAG, **velden})


# States


def test_nothing_at_all_is_empty(wijk, thema):
    assert cel(wijk, thema).stand == LEEG


def test_somebody_active_on_a_theme_that_is_not_on_the_agenda_is_extra(wijk, thema):
    inzet(wijk, thema)
    assert cel(wijk, thema).stand == EXTRA


def test_a_theme_on_the_agenda_without_anybody_is_a_white_spot(wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    assert cel(wijk, thema).stand == WITTE_VLEK


def test_one_party_is_thin_and_two_cover(wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    inzet(wijk, thema)
    assert cel(wijk, thema).stand == DUN
    inzet(wijk, thema)
    assert cel(wijk, thema).stand == GEDEKT


def test_nothing_fresh_is_stale_and_one_fresh_row_is_enough(wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    for dagen in (180, 400):
        inzet(wijk, thema, bevestigd_op=VANDAAG - datetime.timedelta(days=dagen))
    assert cel(wijk, thema).stand == VEROUDERD
    inzet(wijk, thema, bevestigd_op=VANDAAG - datetime.timedelta(days=179))
    assert cel(wijk, thema).stand == GEDEKT


def test_a_point_without_a_theme_or_that_is_no_theme_does_not_count(wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema, soort="motto")
    maak_agendapunt(wijk=wijk)
    assert cel(wijk, thema).stand == LEEG


# Parties


def test_one_organisation_in_two_networks_and_two_levels_is_one_party(wijk, thema, zuid):
    humanitas = maak_organisatie()
    for netwerk in (None, maak_netwerk()):
        inzet(wijk, thema, organisatie=humanitas, netwerk=netwerk)
    inzet(zuid, thema, organisatie=humanitas)
    assert cel(wijk, thema).partijen == 1


def test_a_collection_is_somebody_but_never_a_party(wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    inzet(wijk, thema, organisatie=maak_organisatie(is_verzameling=True))
    vak = cel(wijk, thema)
    assert (vak.partijen, vak.stand) == (0, DUN)


def test_a_role_and_a_network_that_works_itself_are_parties(wijk, thema):
    netwerk = maak_netwerk()
    inzet(wijk, thema, omschreven_rol="cultuurcoach")
    inzet(wijk, thema, omschreven_rol="cultuurcoach", netwerk=netwerk)
    inzet(wijk, thema, netwerk=netwerk)
    assert cel(wijk, thema).partijen == 2


def test_an_initiative_counts_unless_inzet_in_that_cell_names_it(wijk, thema):
    moestuin = maak_initiatief(wijken=[wijk], themas=[thema], bevestigd_op=VANDAAG)
    assert cel(wijk, thema).partijen == 1
    inzet(wijk, thema, initiatief=moestuin)
    assert cel(wijk, thema).partijen == 1
    inzet(wijk, thema)
    assert cel(wijk, thema).partijen == 2


def test_a_collection_of_initiatives_is_never_a_party(wijk, thema):
    maak_initiatief(wijken=[wijk], themas=[thema], is_verzameling=True)
    assert (cel(wijk, thema).partijen, cel(wijk, thema).stand) == (0, EXTRA)


# Levels


def test_what_holds_for_the_city_or_gebied_counts_in_every_wijk_below(wijk, thema, zuid):
    inzet(zuid, thema)
    maak_initiatief(wijken=[zuid.ligt_in], themas=[thema])
    maak_agendapunt(wijk=zuid.ligt_in, thema=thema)
    vak = cel(wijk, thema)
    assert (vak.partijen, vak.stand) == (2, GEDEKT)


def test_what_lies_below_is_rolled_up_but_its_agenda_is_not(wijk, thema, zuid):
    inzet(wijk, thema)
    maak_agendapunt(wijk=wijk, thema=thema)
    vak = cel(zuid, thema)
    assert (vak.partijen, vak.stand) == (1, EXTRA)


def test_a_neighbouring_wijk_does_not_count(wijk, thema, zuid):
    buur = maak_wijk(ligt_in=zuid)
    inzet(buur, thema)
    maak_agendapunt(wijk=buur, thema=thema)
    assert cel(wijk, thema).stand == LEEG


def test_what_holds_for_an_informal_area_counts_in_its_wijken_and_the_other_way(wijk, thema, zuid):
    streek = maak_wijk(soort="streek", ligt_in=zuid.ligt_in, omvat=[wijk])
    buurt = maak_wijk(soort="buurt", ligt_in=wijk)
    inzet(streek, thema)
    maak_agendapunt(wijk=streek, thema=thema)
    assert cel(wijk, thema).stand == cel(buurt, thema).stand == DUN
    inzet(buurt, thema)
    assert cel(streek, thema).partijen == 2


# Dates


def test_coverage_is_that_of_the_day_asked_for(wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    inzet(wijk, thema, tot=GISTEREN, status="gestopt")
    assert cel(wijk, thema).stand == WITTE_VLEK
    assert cel(wijk, thema, GISTEREN).stand == DUN


def test_a_plan_does_not_become_active_by_the_calendar(wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    inzet(wijk, thema, vanaf=GISTEREN, status="gepland")
    assert cel(wijk, thema).stand == WITTE_VLEK


def test_an_agenda_counts_from_its_first_to_its_last_day_and_a_lapsed_one_never(wijk, thema):
    punt = maak_agendapunt(wijk=wijk, thema=thema)
    punt.agenda.vanaf = VANDAAG
    punt.agenda.save()
    inzet(wijk, thema)
    assert (cel(wijk, thema, GISTEREN).stand, cel(wijk, thema).stand) == (EXTRA, DUN)
    punt.agenda.stand = "vervallen"
    punt.agenda.save()
    assert cel(wijk, thema).stand == EXTRA


# Who sees what


def test_what_is_not_public_does_not_leak_into_the_counts(wijk, thema):
    netwerk = maak_netwerk(openbaar=False)
    geheim = maak_organisatie(openbaar=False)
    inzet(wijk, thema, organisatie=geheim)
    inzet(wijk, thema, netwerk=netwerk, organisatie=maak_organisatie())
    maak_initiatief(wijken=[wijk], themas=[thema], openbaar=False)
    punt = maak_agendapunt(wijk=wijk, thema=thema)
    punt.agenda.openbaar = False
    punt.agenda.save()
    assert cel(wijk, thema).stand == LEEG
    assert cel(wijk, thema, user=maak_coordinator(netwerk)).partijen == 1


# Cost


def test_the_number_of_queries_depends_on_nothing(zuid, thema, django_assert_num_queries):
    def tel():
        kolommen = list(zuid.delen.all())
        with CaptureQueriesContext(connection) as queries:
            Inzet.objects.dekking(kolommen, VANDAAG, ANONIEM)
        return len(queries)

    maak_inzet(wijk=maak_wijk(ligt_in=zuid))
    een = tel()
    for _ in range(30):
        plek = maak_wijk(ligt_in=zuid)
        maak_inzet(wijk=plek, thema=thema)
        maak_agendapunt(wijk=plek, thema=thema)
    assert tel() == een == 5


# The page


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    moment = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
    time_machine.move_to(moment, tick=False)


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
    wijken = [tekst(th) for th in matrix.findall("thead/tr")[1].findall("th")[1:-2]]
    for rij in matrix.findall("tbody/tr"):
        thema = tekst(rij.find("th"))
        for wijk, cel in zip(wijken, rij.findall("td")[:-2], strict=True):
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
    assert "In 1 van de 2 wijken en dorpen staat minstens één thema op de agenda" in inhoud
    assert "Samen zijn dat 2 punten: 1 dun en 1 witte vlek." in inhoud
    assert "1 wijk of dorp zonder eigen agenda" in inhoud
    assert ("Wonen", "Leegwijk") in tabel(client, "?kolommen=alle")[0]


def test_dekking_of_one_theme_says_in_how_many_wijken_nobody_works_on_it(client, stadje):
    inhoud = pagina(client, "?thema=wonen").content.decode()
    assert "staat “Wonen” op de agenda; in 1 daarvan werkt er niemand aan." in inhoud


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
    inzet(wijk, thema, tot=GISTEREN, status="gestopt")
    assert tabel(client)[0]["Rondkomen", "De Wijert"] == "witte vlek: 0"
    teksten, adressen = tabel(client, "?op=2026-11-21")
    assert teksten["Rondkomen", "De Wijert"] == "dun: 1"
    assert adressen["Rondkomen", "De Wijert"].startswith("/wijken/de-wijert/?op=2026-11-21#")
    assert "21 november 2026" in pagina(client, "?op=2026-11-21").content.decode()


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
    assert [[str(cel or "") for cel in rij] for rij in blad[1:]] == [
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
