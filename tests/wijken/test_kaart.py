"""The map: the projection, the drawing that pages refer to, and the front page."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.hulp.bouwers import maak_gebied, maak_redacteur, maak_stad, maak_wijk
from tests.hulp.kaartproef import VERWIJST, vierkant
from tests.hulp.pagina import Pagina
from wijken.kaart.kaart import MAX_BYTES, Plaats, teken
from wijken.kaart.omtrek import Raster, pad, ringen
from wijken.kaart.rijksdriehoek import naar_rd
from wijken.models import Wijk

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]


# Projection and outlines


@pytest.mark.parametrize(
    ("lengte", "breedte", "x", "y"),
    [
        (5.38720621, 52.15517440, 155_000, 463_000),  # Onze Lieve Vrouwetoren, Amersfoort
        (6.56820053, 53.21938317, 233_883.13, 582_065.17),  # Martinitoren, Groningen
        (4.88352559, 52.37453253, 120_700.72, 487_525.50),  # Westertoren, Amsterdam
    ],
)
def test_known_towers_land_within_a_metre(lengte, breedte, x, y):
    assert naar_rd(lengte, breedte) == pytest.approx((x, y), abs=1)


def test_a_path_is_relative_in_whole_units_and_closed():
    ring = [(100, 200), (130, 200), (130, 160), (100, 160)]
    assert pad([ring], Raster(west=0, noord=300, stap=10)) == "M10 10l3 0 0 4-3 0z"


def test_places_that_share_a_border_share_it_in_the_drawing():
    raster = Raster(0, 1000, 7)
    links = [(0, 0), (501, 3), (497, 999), (0, 1000)]
    rechts = [(501, 3), (900, 0), (900, 1000), (497, 999)]
    gedeeld = {raster.op(punt) for punt in links} & {raster.op(punt) for punt in rechts}
    assert len(gedeeld) == 2


def test_what_shrinks_to_a_line_is_left_out():
    assert pad([[(0, 0), (1, 0), (1, 1)]], Raster(0, 100, 50)) == ""


@pytest.mark.parametrize(
    "onzin",
    [None, {}, "x", [], [[]], [[1, 2]], [[[1]]], [[["a", "b"]] * 4], [[[0, 0]] * 4], [None],
     [[[True, False]] * 4], [[[6.5, 53.2], [6.6, 53.2]]], [[[float("nan"), 53.2]] * 4]],
)  # fmt: skip
def test_what_is_no_outline_is_no_outline(onzin):
    assert ringen(onzin) == []


# The drawing


@pytest.fixture
def stad():
    stad = maak_stad(omtrek=None)
    zuid = maak_gebied(naam="Zuid", ligt_in=stad, omtrek=vierkant(6.55, 53.19, 0.02))
    maak_wijk(naam="De Wijert", ligt_in=zuid, omtrek=vierkant(6.55, 53.19))
    maak_wijk(naam="Helpman", ligt_in=zuid, omtrek=vierkant(6.56, 53.19))
    maak_wijk(naam="Maarwold", ligt_in=zuid)
    maak_wijk(naam="Buiten", omtrek=vierkant(6.60, 53.20))
    maak_wijk(naam="Geheim", ligt_in=zuid, omtrek=vierkant(6.56, 53.20), openbaar=False)
    return stad


def test_the_drawing_holds_every_public_outline_by_its_address(client, stad):
    antwoord = client.get("/kaart.svg")
    assert antwoord["Content-Type"] == "image/svg+xml"
    tekening = antwoord.content.decode()
    assert set(re.findall(r'id="([\w-]+)"', tekening)) == {
        *("_alles", "zuid", "de-wijert", "helpman", "buiten")
    }


def test_the_drawing_is_kept_for_good_under_its_version_and_checked_without(client, stad):
    adres = VERWIJST.search(client.get("/").content.decode())[1]
    antwoord = client.get(adres)
    assert antwoord["Cache-Control"] == "public, max-age=31536000, immutable"
    assert antwoord["Vary"] == "Accept-Encoding"
    assert not antwoord.cookies
    for ander in ("/kaart.svg", "/kaart.svg?v=oud"):
        antwoord = client.get(ander)
        assert antwoord["Cache-Control"] == "no-cache"
        opnieuw = client.get(ander, headers={"If-None-Match": antwoord["ETag"]})
        assert (opnieuw.status_code, opnieuw.content) == (304, b"")
    ingepakt = client.get(adres, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(ingepakt.content) == client.get(adres).content
    assert ingepakt["ETag"] != client.get(adres)["ETag"]


def test_an_outline_that_changes_gives_the_drawing_another_version(client, stad):
    def versie():
        return VERWIJST.search(client.get("/").content.decode())[1]

    eerst = versie()
    maak_wijk(naam="Niets mee te maken")
    assert versie() == eerst
    Wijk.objects.filter(slug="helpman").update(omtrek=vierkant(6.56, 53.19, 0.008))
    assert versie() != eerst


def test_the_whole_municipality_weighs_at_most_nine_kilobytes():
    rijen = json.loads((Path(settings.BASE_DIR) / "fixtures" / "wijken.json").read_text())
    plaatsen = [
        Plaats(r["slug"], r["naam"], r["soort"], "/", ringen(r["omtrek"]), (0, 0))
        for r in (rij["fields"] for rij in rijen)
        if r.get("omtrek")
    ]
    kaart = teken(plaatsen)
    assert len(kaart.vormen) == len([p for p in plaatsen if p.soort in ("gebied", "wijk", "dorp")])
    assert len(kaart.ingepakt) <= MAX_BYTES == 9_000


def rafelig(nummer):
    """An outline with far more detail than any map needs, unlike any other."""
    west, zuid = 6.1 + nummer % 30 * 0.02, 53.0 + nummer // 30 * 0.012
    punten = [(nummer * 31 + n) ** 3 for n in range(25)]
    rand = [[west + n % 97 * 0.0002, zuid + n % 89 * 0.00013] for n in punten]
    return [[[west, zuid], [west + 0.02, zuid], [west + 0.02, zuid + 0.012], *rand, [west, zuid]]]


@pytest.mark.parametrize(("wijken", "getekend"), [(150, 157), (900, 7)])
def test_a_drawing_that_would_be_too_heavy_loses_detail_and_then_its_wijken(wijken, getekend):
    gebieden = [
        Plaats(f"gebied-{n}", f"Gebied {n}", "gebied", f"/{n}/", ringen(vierkant(6.4, 53)), (0, 0))
        for n in range(7)
    ]
    plaatsen = [
        Plaats(f"w{n}", f"Wijk {n}", "wijk", f"/1/{n}9/", ringen(rafelig(n)), (0, 0))
        for n in range(wijken)
    ]
    kaart = teken([*gebieden, *plaatsen])
    assert len(kaart.ingepakt) <= MAX_BYTES
    assert len(kaart.vormen) == getekend


def test_without_outlines_there_is_a_list_and_no_map(client):
    maak_wijk(naam="De Wijert", ligt_in=maak_gebied(naam="Zuid", ligt_in=maak_stad()))
    pagina = Pagina(client, "/")
    assert "De Wijert" in pagina.blok("wijken")
    assert "niet op de kaart" not in pagina.blok("wijken")
    assert not list(pagina.boom.iter("figure"))
    assert client.get("/kaart.svg").status_code == 200


# The front page


def figuur(pagina):
    return next(f for f in pagina.boom.iter("figure") if f.get("class") == "stadskaart")


def links_in(element):
    """The places that it links to, in HTML and in SVG."""
    adressen = {deel.get("href", "") for deel in element.iter()}
    return {adres for adres in adressen if adres.startswith("/wijken/")}


def test_every_wijk_with_an_outline_is_a_link_with_its_name_on_the_map(client, stad):
    pagina = Pagina(client, "/")
    assert "Kaart van Groningen" in [deel.get("aria-label") for deel in figuur(pagina).iter()]
    links = [deel for deel in figuur(pagina).iter() if deel.get("href", "").startswith("/wijken/")]
    assert {pagina.tekst(link): link.get("href") for link in links} == {
        "De Wijert": "/wijken/de-wijert/",
        "Helpman": "/wijken/helpman/",
        "Buiten": "/wijken/buiten/",
    }
    assert "© CBS / Kadaster, Wijken en buurten 2024 (CC BY 4.0), vereenvoudigd" in pagina


def test_list_and_map_agree_and_the_list_says_what_the_map_lacks(client, stad):
    pagina = Pagina(client, "/")
    lijst = pagina.boom.find(".//*[@id='per-gebied']")
    assert links_in(lijst) == links_in(figuur(pagina)) | {"/wijken/zuid/", "/wijken/maarwold/"}
    assert "Maarwold (niet op de kaart: we hebben de grens niet)" in pagina.tekst(lijst)
    assert pagina.tekst(lijst).count("niet op de kaart") == 1
    assert "Elders 1 wijk of dorp Buiten" in pagina.tekst(lijst)


def test_what_the_map_lacks_is_told_without_opening_anything(client, stad):
    pagina = Pagina(client, "/")
    dicht = [pagina.tekst(deel) for deel in pagina.boom.iter("details")]
    woorden = "Niet op de kaart, want we hebben de grens niet: Maarwold."
    assert woorden in pagina
    assert not any(woorden in tekst for tekst in dicht)


def test_a_name_on_the_map_moves_along_with_the_middle_of_its_wijk(client, stad):
    def plek():
        return re.search(r'<text class="[^"]*" x="(\d+)" y="\d+">Helpman', pagina())[1]

    def pagina():
        return client.get("/").content.decode()

    eerst = plek()
    Wijk.objects.filter(slug="helpman").update(lat="53.1950", lon="6.5690")
    assert plek() != eerst


def test_a_map_too_large_for_the_page_leads_to_the_gebieden_only(client, stad):
    for nummer in range(151):
        maak_wijk(naam=f"W{nummer}", omtrek=vierkant(6.5 + nummer * 0.001, 53.2, 0.0009))
    pagina = Pagina(client, "/")
    assert links_in(figuur(pagina)) == {"/wijken/zuid/"}


def test_who_edits_sees_the_public_map_too(client, stad):
    client.force_login(maak_redacteur())
    inhoud = client.get("/").content.decode()
    assert "Geheim" in inhoud
    assert "#geheim" not in inhoud


def test_the_map_is_read_once_as_long_as_nothing_changes(client, stad):
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/?weer")
    assert not [rij for rij in queries if "omtrek" in rij["sql"]]
