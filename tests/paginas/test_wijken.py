"""Pages of places: at every level, on any day, what is there and who works on it."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.hulp.bouwers import (
    VANDAAG,
    maak_accommodatie,
    maak_activiteit,
    maak_agenda,
    maak_agendapunt,
    maak_coordinator,
    maak_gebied,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_peiling,
    maak_signaal,
    maak_stad,
    maak_thema,
    maak_verhaal,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.pagina import Pagina

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]
GISTEREN = VANDAAG - datetime.timedelta(days=1)


@pytest.fixture
def toon(client):
    """Open the page of a place."""
    return lambda plek, vraag="": Pagina(client, f"{plek.get_absolute_url()}{vraag}")


# The agenda


def test_wijk_shows_its_agenda_in_its_own_words_with_who_works_on_it(toon, wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema, tekst="verminderen armoedestress")
    netwerk, initiatief = maak_netwerk(naam="Wijkdeal"), maak_initiatief(naam="Ruilkast")
    maak_inzet(
        wijk=wijk,
        thema=thema,
        organisatie=maak_organisatie(naam="Humanitas"),
        netwerk=netwerk,
        initiatief=initiatief,
        vanaf=datetime.date(2019, 1, 1),
        vanaf_precisie="jaar",
        bevestigd_op=VANDAAG,
    )
    pagina = toon(wijk)
    blok = pagina.blok("thema-rondkomen")
    assert "De wijkagenda: 1 thema" in pagina
    assert "“verminderen armoedestress”" in blok
    assert "dun" in blok
    assert "1 partij werkt hieraan" in blok
    assert "Humanitas via Wijkdeal en Ruilkast sinds 2019 vandaag nagegaan" in blok
    assert {"/organisaties/humanitas/", "/netwerken/wijkdeal/"} <= pagina.links()


def test_wijk_tells_a_white_spot_and_a_theme_off_the_agenda(toon, wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    maak_inzet(wijk=wijk, thema=maak_thema(naam="Groen"))
    pagina = toon(wijk)
    assert "witte vlek" in pagina.blok("thema-rondkomen")
    assert "Hier werkt nog niemand aan" in pagina.blok("thema-rondkomen")
    assert "1 thema dat niet op de agenda staat" in pagina
    assert "extra" in pagina.blok("thema-groen")


def test_wijk_without_an_agenda_says_who_can_add_it(toon, wijk):
    assert "De coördinator van het wijknetwerk kan hem toevoegen." in toon(wijk)


def test_wijk_names_a_concept_and_what_is_announced_and_counts_neither(toon, wijk, thema):
    concept = maak_agenda(
        naam="Dorpsagenda", wijken=[wijk], stand="concept", draagvlak="gesprekspartijen"
    )
    maak_agendapunt(agenda=concept, thema=thema)
    plan = maak_agenda(naam="Plan", wijken=[wijk], status="in_oprichting")
    maak_agendapunt(agenda=plan, thema=maak_thema(naam="Groen"))
    pagina = toon(wijk)
    assert "Dorpsagenda concept van de gesprekspartijen" in pagina
    assert "concept van de gesprekspartijen actief" not in pagina
    assert not pagina.blok("thema-rondkomen")
    assert "Plan in oprichting" in pagina
    assert not pagina.blok("thema-groen")


def test_wijk_names_an_agenda_that_begins_later_today_and_not_of_a_past_day(
    client, toon, wijk, thema
):
    agenda = maak_agenda(naam="Agenda 2027", wijken=[wijk], stand="vastgesteld", vanaf="2027-01-01")
    maak_agendapunt(agenda=agenda, thema=thema)
    pagina = toon(wijk)
    assert "Agenda 2027 gepland" in pagina
    assert not pagina.blok("thema-rondkomen")
    assert "Agenda 2027" not in Pagina(client, f"{wijk.get_absolute_url()}?op=2026-01-01")


def test_wijk_marks_a_collection_and_does_not_count_it(toon, wijk, thema):
    kerken = maak_organisatie(naam="Kerken in De Wijert", is_verzameling=True)
    maak_inzet(wijk=wijk, thema=thema, organisatie=kerken)
    pagina = toon(wijk)
    blok = pagina.blok("thema-rondkomen")
    assert "een verzameling werkt hieraan" in blok
    assert "Kerken in De Wijert (verzameling, telt niet mee)" in blok
    assert "geen organisaties" in pagina


def test_wijk_names_a_role_a_network_and_an_initiative_that_work_themselves(toon, wijk, thema):
    maak_inzet(wijk=wijk, thema=thema, omschreven_rol="cultuurcoach")
    maak_inzet(wijk=wijk, thema=thema, netwerk=maak_netwerk(naam="Denktank"))
    maak_initiatief(naam="Moestuin", wijken=[wijk], themas=[thema])
    blok = toon(wijk).blok("thema-rondkomen")
    assert "3 partijen werken hieraan" in blok
    for naam in ("cultuurcoach", "Denktank", "Moestuin"):
        assert naam in blok


# Levels


def test_what_comes_from_a_higher_level_is_marked(toon, wijk, zuid, stad, thema):
    maak_inzet(wijk=zuid, thema=thema, organisatie=maak_organisatie(naam="WIJ"))
    maak_inzet(wijk=stad, thema=thema, organisatie=maak_organisatie(naam="Humanitas"))
    maak_initiatief(naam="Noodhulp", wijken=[stad])
    maak_agendapunt(agenda=maak_agenda(wijken=[zuid]), thema=thema, tekst="Kansrijk Zuid")
    pagina = toon(wijk)
    blok = pagina.blok("thema-rondkomen")
    assert "Humanitas stadsbreed" in blok
    assert "WIJ heel Zuid" in blok
    assert "“Kansrijk Zuid” (heel Zuid)" in blok
    assert "stadsbreed" in pagina.blok("initiatieven")


def test_what_lies_below_is_rolled_up_with_its_name(toon, wijk, zuid, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    maak_inzet(wijk=wijk, thema=thema, organisatie=maak_organisatie(naam="Humanitas"))
    maak_activiteit(naam="Soep", wijken=[wijk])
    pagina = toon(zuid)
    assert "Humanitas De Wijert" in pagina.blok("thema-rondkomen")
    assert "Soep De Wijert" in pagina.blok("te-doen")
    assert "1 wijk of dorp in Zuid" in pagina.blok("delen")
    assert "/wijken/de-wijert/" in pagina.links()


@pytest.mark.parametrize("soort", ["stad", "gebied", "wijk", "dorp", "buurt", "plek", "streek"])
def test_every_level_of_the_tree_has_its_page(toon, soort):
    pagina = toon(maak_wijk(naam="Ergens", soort=soort))
    assert [pagina.tekst(kop) for kop in pagina.boom.iter("h1")] == ["Ergens"]


def test_an_informal_area_shows_what_happens_in_its_wijken(toon, wijk, stad, thema):
    streek = maak_wijk(naam="Het zuiden", soort="streek", ligt_in=stad, omvat=[wijk])
    maak_inzet(wijk=wijk, thema=thema, organisatie=maak_organisatie(naam="Humanitas"))
    maak_inzet(wijk=streek, thema=thema, organisatie=maak_organisatie(naam="WIJ"))
    assert "Humanitas De Wijert" in toon(streek).blok("thema-rondkomen")
    assert "WIJ heel Het zuiden" in toon(wijk).blok("thema-rondkomen")


# The lists


def test_questions_of_a_larger_place_are_one_line_that_leads_there(client):
    stad = maak_stad(naam="Groningen")
    zuid = maak_gebied(naam="Zuid", ligt_in=stad)
    wijk = maak_wijk(naam="De Wijert", ligt_in=zuid)
    maak_signaal(naam="Waar kun je zitten?", wijken=[wijk])
    maak_signaal(naam="Wie haalt mij op?", wijken=[zuid])
    for naam in ("Schulden", "Armoede"):
        maak_signaal(naam=naam, wijken=[stad])
    html = re.sub(r"\s+(?=[>])", "", client.get(wijk.get_absolute_url()).content.decode())
    assert "Waar kun je zitten?" in html
    assert "Schulden" not in html and "Wie haalt mij op?" not in html
    assert 'href="/wijken/groningen/#vragen">2 vragen over Groningen</a>' in html
    assert 'href="/wijken/zuid/#vragen">1 vraag over Zuid</a>' in html
    html = client.get(zuid.get_absolute_url()).content.decode()
    assert html.index("Wie haalt mij op?") < html.index("Waar kun je zitten?")


def test_wijk_shows_what_there_is_in_lists_with_their_count_in_the_heading(toon, wijk):
    maak_activiteit(naam="Filmavond", wijken=[wijk], ritme="elke maand")
    for _ in range(7):
        maak_initiatief(wijken=[wijk])
    maak_accommodatie(naam="MFC", wijken=[wijk])
    maak_werkgebied(wijk=wijk, netwerk=maak_netwerk(naam="Wijkdeal"))
    maak_verhaal(naam="Een praatje", wijken=[wijk])
    maak_signaal(naam="Waar kun je zitten?", soort="vraagstuk", wijken=[wijk])
    maak_signaal(naam="Al beantwoord", stand="beantwoord", wijken=[wijk])
    maak_peiling(naam="Deur aan deur", wijken=[wijk])
    pagina = toon(wijk)
    assert "Filmavond elke maand" in pagina.blok("te-doen")
    assert "7 initiatieven" in pagina.blok("initiatieven")
    assert "Nog 2 initiatieven" in pagina
    assert "/initiatieven/?wijk=de-wijert" in pagina.links()
    for tekst in ("MFC", "Wijkdeal", "Een praatje", "Waar kun je zitten?", "Deur aan deur"):
        assert tekst in pagina
    assert "1 open vraag of signaal" in pagina.blok("vragen")


def test_what_is_not_public_is_only_there_for_who_may_edit_it(client, toon, wijk, thema):
    netwerk = maak_netwerk(naam="Besloten overleg", openbaar=False)
    geheim = maak_organisatie(naam="Geheim", openbaar=False)
    maak_werkgebied(wijk=wijk, netwerk=netwerk)
    maak_inzet(wijk=wijk, thema=thema, netwerk=netwerk, organisatie=geheim)
    prive = maak_initiatief(naam="Privé", wijken=[wijk], themas=[thema], openbaar=False)
    maak_inzet(wijk=wijk, thema=thema, initiatief=prive)
    for naam in ("Besloten overleg", "Geheim", "Privé"):
        assert naam not in toon(wijk)
    client.force_login(maak_coordinator(netwerk))
    antwoord = client.get(wijk.get_absolute_url())
    assert "Besloten overleg" in antwoord.content.decode()


# Days


def test_wijk_on_another_day_shows_that_day_and_keeps_it_in_its_links(toon, wijk, thema):
    maak_agendapunt(wijk=wijk, thema=thema)
    maak_inzet(
        wijk=wijk, thema=thema, tot=GISTEREN, status="gestopt",
        organisatie=maak_organisatie(naam="Humanitas"),
    )  # fmt: skip
    assert "witte vlek" in toon(wijk).blok("thema-rondkomen")
    pagina = toon(wijk, "?op=2026-11-21")
    assert "Humanitas" in pagina.blok("thema-rondkomen")
    assert "/organisaties/humanitas/?op=2026-11-21" in pagina.links()
    assert "/wijken/zuid/?op=2026-11-21" in pagina.links()


@pytest.mark.parametrize("op", ["gisteren", "2026-02-30", "0000-01-01", "%00", "9" * 10_000])
def test_a_nonsense_date_gets_a_message_and_today(client, wijk, op):
    inhoud = client.get(f"{wijk.get_absolute_url()}?op={op}").content.decode()
    assert "Die datum begrijpen we niet" in inhoud
    assert "Je ziet nu vandaag" in inhoud


# Addresses


def test_an_unknown_or_hidden_wijk_is_not_found(client):
    maak_wijk(naam="Geheim", openbaar=False)
    for slug in ("bestaat-niet", "geheim"):
        assert client.get(f"/wijken/{slug}/").status_code == 404


def test_a_renamed_wijk_redirects_for_good_with_its_query(client, wijk):
    wijk.naam = "Wijert"
    wijk.save()
    antwoord = client.get("/wijken/de-wijert/?op=2021-06-30")
    assert (antwoord.status_code, antwoord["Location"]) == (301, "/wijken/wijert/?op=2021-06-30")


def test_wijken_lists_all_places_by_gebied(client, wijk, zuid, stad):
    maak_agendapunt(wijk=wijk, thema=maak_thema())
    pagina = Pagina(client, "/wijken/")
    assert "Zuid: 1 wijk of dorp" in pagina.blok("zuid")
    assert "De Wijert met agenda" in pagina.blok("zuid")
    assert {"/wijken/de-wijert/", "/wijken/zuid/", "/wijken/groningen/"} <= pagina.links()


def test_wijken_is_honest_when_empty(client):
    assert "Nog geen wijken" in Pagina(client, "/wijken/")


# Agendas


def test_agenda_shows_points_standing_support_and_neighbours(client, wijk, thema):
    vorige = maak_agenda(naam="Agenda 2015")
    agenda = maak_agenda(
        naam="Agenda 2020", wijken=[wijk], vervolg_op=vorige, stand="concept",
        draagvlak="gesprekspartijen",
    )  # fmt: skip
    maak_agendapunt(agenda=agenda, thema=thema, tekst="minder armoede", toelichting="Samen.")
    maak_agendapunt(agenda=agenda, soort="motto", tekst="Doen!")
    maak_netwerk(naam="Wijkdeal", agenda=agenda)
    maak_inzet(wijk=wijk, thema=thema, bevestigd_op=VANDAAG)
    pagina = Pagina(client, "/agendas/agenda-2020/")
    for tekst in ("minder armoede", "Doen!", "Wijkdeal", "concept van de gesprekspartijen"):
        assert tekst in pagina
    assert "De Wijert dun" not in pagina
    assert {"/agendas/agenda-2015/", "/themas/rondkomen/", "/wijken/de-wijert/"} <= pagina.links()
    assert "Agenda 2020" in Pagina(client, "/agendas/agenda-2015/")
    agenda.stand = "vastgesteld"
    agenda.save()
    assert "De Wijert dun" in Pagina(client, "/agendas/agenda-2020/")


def test_agenda_without_points_or_wijken_has_a_page(client):
    maak_agenda(naam="Visie")
    assert "Nog geen punten" in Pagina(client, "/agendas/visie/")


# Cost


@pytest.mark.eenmaal
def test_wijk_costs_the_same_number_of_queries_for_1_and_30_rows(client, wijk, zuid, thema):
    def vul(aantal):
        for _ in range(aantal):
            initiatief = maak_initiatief(wijken=[wijk, zuid], themas=[thema])
            maak_inzet(wijk=wijk, thema=maak_thema(), initiatief=initiatief)
            maak_agendapunt(wijk=wijk, thema=thema)
            maak_werkgebied(wijk=wijk)
            maak_activiteit(wijken=[wijk], accommodatie=maak_accommodatie(wijken=[wijk]))
            for maak in (maak_verhaal, maak_signaal, maak_peiling):
                maak(wijken=[wijk])
            maak_wijk(soort="buurt", ligt_in=wijk)

    def tel(adres):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(adres).status_code == 200
        return len(queries)

    adressen = [wijk.get_absolute_url(), zuid.get_absolute_url(), "/wijken/", "/agendas/agenda/"]
    maak_agenda(naam="Agenda", wijken=[wijk])
    vul(1)
    een = [tel(adres) for adres in adressen]
    vul(29)
    assert [tel(adres) for adres in adressen] == een
    assert max(een) <= 22


def test_a_place_that_is_not_public_is_named_nowhere_and_counts_for_nothing(client, wijk, thema):
    geheim = maak_wijk(naam="Geheime plek", soort="plek", ligt_in=wijk, openbaar=False)
    maak_inzet(wijk=geheim, thema=thema)
    antwoord = client.get(wijk.get_absolute_url())
    assert "Geheime plek" not in antwoord.content.decode()
    assert antwoord.context["pagina"].som.partijen == 0
    for adres in (thema.get_absolute_url(), "/dekking/?kolommen=alle"):
        assert "Geheime plek" not in client.get(adres).content.decode(), adres
    assert client.get(geheim.get_absolute_url()).status_code == 404


def test_wijken_names_what_lies_in_no_gebied(client):
    maak_wijk(naam="Beijum", ligt_in=maak_gebied(naam="Oost", ligt_in=maak_stad()))
    maak_wijk(naam="Grijpskerk", soort="plek")
    pagina = Pagina(client, "/wijken/")
    assert pagina.blok("buiten") == "Ligt in geen van deze gebieden Grijpskerk"
