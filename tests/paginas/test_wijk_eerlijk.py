"""What the page of a place says of how much there is, since when, and how sure that is."""

import datetime

import pytest

from tests.hulp.bouwers import (
    VANDAAG,
    maak_accommodatie,
    maak_activiteit,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_peiling,
    maak_signaal,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.pagina import Pagina

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]


@pytest.fixture
def wijk():
    return maak_wijk(naam="De Wijert")


@pytest.fixture
def toon(client):
    """Open the page of a record."""
    return lambda record, vraag="": Pagina(client, f"{record.get_absolute_url()}{vraag}")


def test_wijk_says_how_old_it_is_what_it_knows_of_what_is_on(toon, wijk):
    maak_activiteit(wijken=[wijk], bevestigd_op=VANDAAG)
    assert "vandaag nagegaan" in toon(wijk).blok("te-doen")
    assert "Vraag eerst na" not in toon(wijk).blok("te-doen")
    maak_activiteit(wijken=[wijk], bevestigd_op=datetime.date(2018, 12, 4))
    blok = toon(wijk).blok("te-doen")
    assert "al jaren niet nagegaan" in blok
    assert "Vraag eerst na of het doorgaat." in blok


def test_collections_are_shown_and_marked_but_not_counted(toon, wijk, thema):
    for veel in (False, True):
        maak_accommodatie(wijken=[wijk], is_verzameling=veel)
        maak_initiatief(wijken=[wijk], themas=[thema], is_verzameling=veel)
        maak_werkgebied(wijk=wijk, netwerk=maak_netwerk(is_verzameling=veel))
    pagina = toon(wijk)
    koppen = {"plekken": "1 plek ", "initiatieven": "1 initiatief ", "netwerken": "1 netwerk "}
    for sleutel, kop in koppen.items():
        assert pagina.blok(sleutel).startswith(kop)
        assert pagina.blok(sleutel).count("verzameling, niet meegeteld") == 1
    assert toon(thema).blok("initiatieven").startswith("1 initiatief ")


def test_the_rest_of_the_parties_is_named_behind_the_link_whoever_they_are(
    client, toon, wijk, thema
):
    for nummer in range(3):
        maak_inzet(
            wijk=wijk, thema=thema, organisatie=maak_organisatie(naam=f"Organisatie {nummer}")
        )
        maak_initiatief(wijken=[wijk], themas=[thema], naam=f"Initiatief {nummer}")
    vraag = "?op=2026-11-01"
    assert "Nog 2 partijen" in toon(wijk, vraag).blok("thema-rondkomen")
    adres = "/dekking/?wijk=de-wijert&amp;thema=rondkomen&amp;op=2026-11-01#wie"
    assert f'href="{adres}"' in client.get(f"{wijk.get_absolute_url()}{vraag}").content.decode()
    wie = Pagina(client, adres.replace("&amp;", "&")).blok("wie")
    assert all(f"{soort} {n}" in wie for soort in ("Organisatie", "Initiatief") for n in range(3))


def test_a_theme_says_what_each_party_does_there(client, toon, wijk, thema):
    maak_inzet(wijk=wijk, thema=thema, toelichting="Maatjes helpen bij <geldzaken>.")
    maak_initiatief(wijken=[wijk], themas=[thema])
    assert "Maatjes helpen bij <geldzaken>." in toon(wijk).blok("thema-rondkomen")
    cel = Pagina(client, "/dekking/?wijk=de-wijert&thema=rondkomen")
    assert "Maatjes helpen bij <geldzaken>." in cel.blok("wie")


def test_the_rest_of_a_list_counts_no_collections(toon, wijk):
    for n in range(5):
        maak_accommodatie(naam=f"A{n}", wijken=[wijk])
    maak_accommodatie(naam="Z", wijken=[wijk], is_verzameling=True)
    assert "Bekijk ook de verzamelingen" in toon(wijk).blok("plekken")
    maak_accommodatie(naam="Y", wijken=[wijk])
    assert "Nog 1 plek" in toon(wijk).blok("plekken")


def test_a_place_outside_the_municipality_says_so_and_promises_nothing(client, toon):
    elders = maak_wijk(naam="Grijpskerk", soort="plek")
    pagina = toon(elders)
    assert "Grijpskerk ligt buiten de gemeente." in pagina
    for belofte in ("coördinator", "Nog geen", "geen organisaties", "De agenda van"):
        assert belofte not in pagina
    assert "/wijken/grijpskerk/gids/" not in pagina.links()
    assert client.get("/wijken/grijpskerk/gids/").status_code == 404
    assert "/wijken/grijpskerk/gids/" not in client.get("/sitemap-wijkgids.xml").content.decode()


def test_an_idea_is_nothing_to_go_to(toon, wijk):
    maak_activiteit(naam="Soep", wijken=[wijk], status="gepland", vanaf=VANDAAG)
    for status in ("idee", "in_oprichting"):
        maak_activiteit(naam="Spreekuur", wijken=[wijk], status=status)
    blok = toon(wijk).blok("te-doen")
    assert blok.startswith("1 activiteit om heen te gaan")
    assert "Spreekuur" not in blok


def test_a_past_day_says_of_what_the_beginning_is_unknown_and_of_what_was_confirmed_later(
    client, toon, wijk, thema
):
    velden = {"wijken": [wijk], "bevestigd_op": datetime.date(2021, 12, 31)}
    maak_inzet(wijk=wijk, thema=thema, bevestigd_op=datetime.date(2021, 12, 31))
    maak_accommodatie(naam="MFC", **velden)
    maak_accommodatie(naam="Wende", vanaf=datetime.date(1940, 1, 1), **velden)
    toen = toon(wijk, "?op=1950-01-01")
    balk = client.get(f"{wijk.get_absolute_url()}?op=1950-01-01").content.decode()
    assert "weten we niet wanneer het begon" in balk
    assert "MFC buurthuis of wijkcentrum begin onbekend" in toen.blok("plekken")
    assert toen.blok("plekken").count("begin onbekend") == 1
    assert "begin onbekend" in toen.blok("thema-rondkomen")
    assert "toen nog niet nagegaan" in toen.blok("thema-rondkomen")
    assert "begin onbekend" not in toon(wijk)


def test_one_fresh_record_does_not_make_a_whole_page_confirmed_today(toon, wijk, thema):
    for bevestigd_op in (VANDAAG, datetime.date(2021, 6, 30)):
        maak_inzet(wijk=wijk, thema=thema, bevestigd_op=bevestigd_op)
    feiten = toon(wijk).tekst(toon(wijk).boom.find(".//ul[@class='feitenregel']"))
    assert "Wie werkt waaraan: 1 van 2 nagegaan" in feiten
    assert "vandaag" not in feiten
    toen = toon(wijk, "?op=2021-07-01")
    assert "Wie werkt waaraan: 1 van 2 nagegaan" in toen


def test_what_does_not_fit_in_a_list_without_a_page_of_its_own_folds_out(toon, wijk):
    for n in range(100, 163):
        maak_signaal(naam=f"Vraag {n}", wijken=[wijk], stand="nieuw")
    for n in range(10, 15):
        maak_peiling(naam=f"Peiling {n}", wijken=[wijk])
    pagina = toon(wijk)
    for sleutel, kop, laatste in (
        ("vragen", "Toon nog 40 andere", "Vraag 159"),
        ("peilingen", "Toon nog 2 andere", "Peiling 14"),
    ):
        blok = next(e for e in pagina.boom.iter() if e.get("aria-labelledby") == sleutel)
        (details,) = blok.iter("details")
        assert pagina.tekst(details).startswith(kop)
        assert laatste in pagina.tekst(details)
    assert "En nog 3 andere." in pagina.blok("vragen")
    assert "En nog" not in pagina.blok("peilingen")
