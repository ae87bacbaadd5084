"""The matrix with a choice of who counts: what it says then, and where its cells lead."""

import datetime

import html5lib
import pytest

from tests.hulp.bouwers import (
    VANDAAG,
    maak_agendapunt,
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
from tests.hulp.lijstproef import lees_bestand

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]
KEUZES = ["soort=kerk", "netwerk=wijkdeal", "doelgroep=jongeren", "soort=kerk&netwerk=wijkdeal"]


@pytest.fixture
def wijk():
    zuid = maak_gebied(naam="Zuid", ligt_in=maak_stad())
    maak_wijk(naam="Helpman", ligt_in=zuid)
    return maak_wijk(naam="De Wijert", ligt_in=zuid)


@pytest.fixture
def themas(wijk):
    """Two themes on the agenda; on the first work all kinds of parties, on the second a cook."""
    rondkomen, wonen = maak_thema(naam="Rondkomen"), maak_thema(naam="Wonen", volgorde=2)
    for thema in (rondkomen, wonen):
        maak_agendapunt(wijk=wijk, thema=thema)
    vers = {"wijk": wijk, "thema": rondkomen, "bevestigd_op": VANDAAG}
    deal = maak_netwerk(naam="Wijkdeal")
    jongeren = maak_doelgroep(naam="jongeren")
    eten = maak_initiatief(naam="Samen eten", doelgroepen=[jongeren])
    maak_inzet(**vers, organisatie=maak_organisatie(naam="Kerk", soort="kerk"))
    maak_inzet(**vers, organisatie=maak_organisatie(naam="Kapel", soort="kerk"), netwerk=deal)
    maak_inzet(**vers, omschreven_rol="cultuurcoach", netwerk=deal)
    maak_inzet(**vers, netwerk=deal, initiatief=eten)
    for _n in range(5):
        maak_inzet(**vers)
    maak_initiatief(wijken=[wijk], themas=[rondkomen], doelgroepen=[jongeren])
    maak_inzet(wijk=wijk, thema=wonen, omschreven_rol="kok", bevestigd_op=VANDAAG)
    return rondkomen, wonen


def boom(client, vraag):
    antwoord = client.get(f"/dekking/?{vraag}")
    assert antwoord.status_code == 200
    return html5lib.parse(antwoord.content, namespaceHTMLElements=False)


def tekst(element):
    return " ".join("".join(element.itertext()).split())


def cellen(pagina):
    """[(text, address)] of the cells that lead somewhere."""
    rijen = pagina.findall(".//table/tbody/tr")
    return [(tekst(a), a.get("href")) for rij in rijen for a in rij.findall("td/a")]


def koppen(pagina):
    """The names of the columns."""
    return [tekst(th) for th in pagina.findall(".//table/thead/tr[2]/th")][1:-1]


def partijen(pagina):
    """The names under the table."""
    return pagina.findall(".//ul[@class='inzetten']/li")


@pytest.mark.parametrize("keuze", KEUZES)
def test_nobody_of_the_choice_is_no_white_spot(client, themas, keuze):
    pagina = boom(client, keuze)
    assert "hier niet: 0" in [woord for woord, _adres in cellen(pagina)]
    assert "van je keuze werkt er niemand aan" in tekst(pagina)
    assert "witte vlek" not in tekst(pagina.find(".//main")).lower()
    assert "witte vlek" in tekst(boom(client, "").find(".//main")).lower()


def test_the_sentence_is_about_the_choice(client, themas):
    zin = "In 1 van de 2 wijken en dorpen werkt iemand uit je keuze aan deze thema’s."
    assert f"{zin} Zo komen zij bij 1 van de 2 punten op de agenda’s." in tekst(
        boom(client, "soort=kerk")
    )
    zin = "In geen van de 2 wijken en dorpen werkt iemand uit je keuze aan deze thema’s."
    assert zin in tekst(boom(client, "soort=sport"))
    zin = "In De Wijert werkt niemand uit je keuze aan “Wonen”."
    assert zin in tekst(boom(client, "soort=kerk&wijk=de-wijert&thema=wonen"))


def test_what_is_hidden_is_told_in_words_of_the_choice(client, themas):
    maak_agendapunt(wijk=maak_wijk(naam="Oude stad"), thema=themas[1])
    assert "1 wijk of dorp zonder agenda, eigen initiatief" in tekst(boom(client, ""))
    for vraag in ("thema=rondkomen", "soort=sport&thema=rondkomen"):
        zin = "2 wijken en dorpen zonder eigen agendapunt, initiatief of inzet bij je keuze"
        assert zin in tekst(boom(client, vraag))


def test_a_choice_of_network_shows_only_where_it_works_and_counts_every_agenda(client, themas):
    maak_agendapunt(wijk=maak_wijk(naam="Oude stad"), thema=themas[0])
    pagina = boom(client, "netwerk=wijkdeal")
    assert koppen(pagina) == ["De Wijert"]
    zin = "In 1 van de 3 wijken en dorpen werkt iemand uit je keuze aan deze thema’s."
    zin = f"{zin} Zo komen zij bij 1 van de 3 punten op de agenda’s."
    assert zin in tekst(pagina)
    assert "2 wijken en dorpen zonder iemand uit je keuze" in tekst(pagina)
    alle = boom(client, "netwerk=wijkdeal&kolommen=alle")
    assert koppen(alle) == ["Oude stad", "De Wijert", "Helpman"]
    assert zin in tekst(alle)


def test_of_a_network_that_works_nowhere_the_agendas_stay_in_sight(client, themas):
    maak_netwerk(naam="Stil")
    assert koppen(boom(client, "netwerk=stil")) == ["De Wijert"]
    maak_inzet(wijk=maak_stad(naam="Stadje"), netwerk=maak_netwerk(naam="Elders"))
    assert "In geen van de 2 wijken" in tekst(boom(client, "netwerk=elders"))


@pytest.mark.parametrize("keuze", KEUZES)
def test_every_cell_leads_to_exactly_its_people(client, themas, keuze):
    for woord, adres in cellen(boom(client, keuze)):
        pagina = boom(client, adres.removeprefix("?").removesuffix("#wie"))
        assert pagina.find(".//h2[@id='wie']") is not None
        assert len(partijen(pagina)) == int(woord.split()[-1])


def test_a_single_cell_names_everybody_without_a_choice_too(client, themas):
    pagina = boom(client, "wijk=de-wijert&thema=rondkomen")
    assert cellen(pagina)[0][0] == "gedekt: 10"
    assert len(partijen(pagina)) == 10


@pytest.mark.parametrize("formaat", ["csv", "xlsx", "json"])
def test_the_file_of_a_single_cell_holds_its_parties(client, themas, formaat):
    sport = maak_organisatie(naam="Sportclub", is_verzameling=True)
    deal = maak_netwerk(naam="=Deal")
    velden = {"wijk": maak_wijk(naam="Beijum"), "thema": themas[0], "organisatie": sport}
    jaar = {"vanaf": datetime.date(2019, 1, 1), "vanaf_precisie": "jaar"}
    maak_inzet(**velden, **jaar, netwerk=deal, toelichting="Sporten.", bevestigd_op=VANDAAG)
    maak_inzet(**velden, bevestigd_op=datetime.date(2021, 6, 30))
    antwoord = client.get(f"/dekking/?wijk=beijum&thema=rondkomen&formaat={formaat}")
    assert f'"dekking-beijum-rondkomen-2026-11-22.{formaat}"' in antwoord["Content-Disposition"]
    (rij,) = lees_bestand(antwoord.getvalue(), formaat)
    assert (rij["wie"], rij["stand"], rij["vanaf"]) == ("Sportclub", "extra", "2019")
    assert rij["telt mee"] in ("nee", False)
    assert str(rij["oudste nagegaan op"]).startswith("2021-06-30")
    assert rij["via"] in ("'=Deal", ["=Deal"])
    assert rij["wat er gebeurt"] in ("Sporten.", ["Sporten."])
    assert not rij["tot"]


def test_the_file_of_a_single_cell_names_whom_the_page_names(client, themas):
    for vraag in ("soort=kerk", "doelgroep=jongeren", "op=2026-11-21", ""):
        adres = f"wijk=de-wijert&thema=rondkomen&{vraag}"
        antwoord = client.get(f"/dekking/?{adres}&formaat=csv")
        regels = lees_bestand(antwoord.getvalue(), "csv")
        namen = [tekst(li) for li in partijen(boom(client, adres))]
        assert len(regels) == len(namen) > 0
        assert all(n.startswith(r["wie"]) for n, r in zip(namen, regels, strict=True))


def test_a_collection_is_named_where_the_cell_says_group(client, wijk):
    thema = maak_thema(naam="Zorg")
    maak_initiatief(naam="Alle koren", wijken=[wijk], themas=[thema], is_verzameling=True)
    pagina = boom(client, "wijk=de-wijert&thema=zorg")
    assert cellen(pagina)[0][0] == "extra: groep"
    assert [tekst(li).startswith("Alle koren") for li in partijen(pagina)] == [True]


def test_a_choice_on_another_day_leads_to_the_people_of_that_day(client, themas):
    for _woord, adres in cellen(boom(client, "soort=kerk&op=2026-11-21")):
        assert adres.endswith("&soort=kerk&op=2026-11-21#wie")


def keuzes(pagina, sleutel):
    """{gebied: names of the choices in it}, "" for those outside any."""
    lijst = next(select for select in pagina.iter("select") if select.get("id") == sleutel)
    groepen = {groep.get("label"): groep for groep in lijst.findall("optgroup")} | {"": lijst}
    return {naam: [tekst(o) for o in groep.findall("option")] for naam, groep in groepen.items()}


def test_wijken_are_chosen_by_gebied(client, wijk):
    maak_wijk(naam="Losdorp", soort="dorp")
    verwacht = {"Zuid": ["De Wijert", "Helpman"], "": ["Alle", "Losdorp"]}
    assert keuzes(boom(client, ""), "id_wijk") == verwacht
    assert client.get("/dekking/?wijk=helpman").content.decode().count('class="chip"') == 1


def test_one_wijk_is_chosen_above_the_table_and_keeps_what_else_was_chosen(client, themas):
    pagina = boom(client, "soort=kerk&thema=wonen&wijk=helpman&op=2026-11-21")
    formulier = next(f for f in pagina.iter("form") if "veeg" in f.get("class", ""))
    verborgen = {(i.get("name"), i.get("value")) for i in formulier.iter("input")}
    assert verborgen == {("soort", "kerk"), ("thema", "wonen"), ("op", "2026-11-21")}
    assert keuzes(pagina, "kies-wijk") == keuzes(pagina, "id_wijk")
    gekozen = [o.get("value") for o in formulier.iter("option") if o.get("selected") is not None]
    assert gekozen == ["helpman"]
