"""`manage.py laad_grenzen` reads what PDOK gives, whole or not at all."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from buurtnet.kern.herkomst import Bron
from buurtnet.web.dataversie import lees_versie
from tests.hulp.bouwers import maak_gebied, maak_stad, maak_wijk
from wijken.models import Wijk

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
RD = "urn:ogc:def:crs:EPSG::28992"
# The corner of the map that these tests draw, in the national grid.
X, Y = 233_000, 581_000


def vlak(code, naam, x, breed=1000, *, water="NEE", **extra):
    """A feature as in the layer buurten of PDOK: a field of `breed` by 1000 metres."""
    hoeken = [(x, 0), (x + breed, 0), (x + breed, 1000), (x, 1000), (x, 0)]
    return {
        "type": "Feature",
        "properties": {
            "buurtcode": code,
            "buurtnaam": naam,
            "wijkcode": f"WK{code[2:8]}",
            "gemeentecode": f"GM{code[2:6]}",
            "gemeentenaam": "Groningen",
            "water": water,
            "aantal_inwoners": 1234,
        },
        "geometry": {
            "type": "MultiPolygon",
            "coordinates": [[[[X + dx, Y + dy] for dx, dy in hoeken]]],
        },
    } | extra


@pytest.fixture
def bestand(tmp_path):
    """Writes features to a file, with their system named at the end as GeoServer does."""

    def schrijf(*features, crs=RD, begin="", **extra):
        inhoud = {"type": "FeatureCollection", "features": list(features), **extra}
        if crs:
            inhoud["crs"] = {"type": "name", "properties": {"name": crs}}
        pad = tmp_path / "buurten.geojson"
        pad.write_text(begin + json.dumps(inhoud, ensure_ascii=False), encoding="utf-8")
        return pad

    return schrijf


@pytest.fixture
def groningen():
    stad = maak_stad(cbs_code="GM0014")
    oost = maak_gebied(naam="Oost", ligt_in=stad, samenstelling="BU00141100 BU00141101 BU00141102")
    return {
        "stad": stad,
        "oost": oost,
        "beijum": maak_wijk(naam="Beijum", ligt_in=oost, samenstelling="BU00141100 BU00141101"),
        "hunze": maak_wijk(naam="De Hunze", ligt_in=oost, cbs_code="BU00141102"),
    }


BUURTEN = [
    vlak("BU00141100", "Beijum-West", 0),
    vlak("BU00141101", "Beijum-Oost", 1000),
    vlak("BU00141102", "De Hunze", 2000),
    vlak("BU17300000", "Elders", 3000),
]


def laad(pad, **opties):
    uit = StringIO()
    call_command("laad_grenzen", str(pad), stdout=uit, stderr=StringIO(), **opties)
    return uit.getvalue()


def hoeken(wijk):
    wijk.refresh_from_db()
    return {tuple(punt) for ring in wijk.omtrek for punt in ring}


def test_a_wijk_gets_the_outline_of_its_buurt_and_of_all_its_buurten(groningen, bestand):
    tekst = laad(bestand(*BUURTEN))
    hunze, beijum = groningen["hunze"], groningen["beijum"]
    assert len(hoeken(hunze)) == 4
    # Two squares without the border between them; where it met the edge a point stays.
    assert len(hoeken(beijum)) == 6
    assert len(hoeken(beijum) & hoeken(hunze)) == 2
    assert len(Wijk.objects.get(pk=groningen["oost"].pk).omtrek) == 1
    assert "4 vlakken gelezen, 3 in GM0014" in tekst
    assert "De Hunze" in tekst


def test_the_outline_lies_where_the_place_is(groningen, bestand):
    laad(bestand(*BUURTEN))
    hunze = Wijk.objects.get(pk=groningen["hunze"].pk)
    # The middle of the field, reckoned from the tower of the Martinikerk.
    assert float(hunze.lat) == pytest.approx(53.2143, abs=0.0002)
    assert float(hunze.lon) == pytest.approx(6.5923, abs=0.0002)


def test_a_position_that_is_there_stays(groningen, bestand):
    hunze = groningen["hunze"]
    hunze.lat, hunze.lon = "53.2000", "6.6000"
    hunze.save()
    laad(bestand(*BUURTEN))
    hunze.refresh_from_db()
    assert (str(hunze.lat), str(hunze.lon)) == ("53.2000", "6.6000")


def test_degrees_are_taken_as_they_are(groningen, bestand):
    feature = vlak("BU00141102", "De Hunze", 0)
    feature["geometry"] = {
        "type": "Polygon",
        "coordinates": [[[6.5, 53.2], [6.6, 53.2], [6.6, 53.25], [6.5, 53.2]]],
    }
    for crs in (None, "urn:ogc:def:crs:OGC:1.3:CRS84"):
        laad(bestand(feature, crs=crs))
        assert hoeken(groningen["hunze"]) == {(6.5, 53.2), (6.6, 53.2), (6.6, 53.25)}


def test_loading_twice_changes_nothing(groningen, bestand):
    pad = bestand(*BUURTEN)
    laad(pad)
    versie, verhaal = lees_versie(), groningen["hunze"].history.count()
    assert "Veranderd" not in laad(pad)
    assert (lees_versie(), groningen["hunze"].history.count()) == (versie, verhaal)


def test_a_change_has_a_history_and_renews_the_data_version(groningen, bestand):
    versie = lees_versie()
    laad(bestand(*BUURTEN))
    assert lees_versie() != versie
    laatste = groningen["hunze"].history.latest()
    assert laatste.history_change_reason == "grenzen uit buurten.geojson"
    assert laatste.omtrek


def test_a_dry_run_tells_all_and_keeps_nothing(groningen, bestand):
    versie = lees_versie()
    tekst = laad(bestand(*BUURTEN, vlak("BU00141107", "Hunzeboord", 5000)), proef=True, nieuw=True)
    assert "De Hunze" in tekst
    assert "er is niets bewaard" in tekst
    assert Wijk.objects.get(pk=groningen["hunze"].pk).omtrek is None
    assert Wijk.objects.count() == 4
    assert lees_versie() == versie


def test_a_part_of_the_file_tells_whose_border_stayed_behind(groningen, bestand):
    assert "Let op" not in laad(bestand(*BUURTEN))
    anders = vlak("BU00141102", "De Hunze", 2000, breed=1500)
    assert "Laad een bestand met al hun buurten (2):\n  Groningen\n  Oost\n" in laad(
        bestand(anders)
    )


def test_water_is_no_part_of_a_place(groningen, bestand):
    water = vlak("BU00141102", "De Hunze", 3000, water="JA")
    tekst = laad(bestand(*BUURTEN, water))
    assert "water overgeslagen: 1" in tekst
    assert len(hoeken(groningen["hunze"])) == 4


def test_the_report_names_what_did_not_match_on_either_side(groningen, bestand):
    maak_wijk(naam="Weg", ligt_in=groningen["oost"], cbs_code="BU00149999")
    maak_wijk(naam="Maarwold", ligt_in=groningen["stad"])
    tekst = laad(bestand(*BUURTEN, vlak("BU00141107", "Hunzeboord", 5000)))
    assert "niet (heel) in het bestand (2):\n  Groningen (GM0014)\n  Weg (BU00149999)" in tekst
    assert "zonder CBS-code (1):\n  Maarwold" in tekst
    assert "geen eigen plek op de site (1):\n  BU00141107 Hunzeboord" in tekst


def test_half_a_wijk_is_not_drawn(groningen, bestand):
    tekst = laad(bestand(BUURTEN[0], BUURTEN[2]))
    assert "Beijum (BU00141100 BU00141101)" in tekst
    groningen["beijum"].refresh_from_db()
    assert groningen["beijum"].omtrek is None


def test_a_city_of_which_a_known_part_is_missing_is_not_drawn(groningen, bestand):
    tekst = laad(bestand(*BUURTEN[:2]))
    assert "Groningen (GM0014)" in tekst
    assert Wijk.objects.get(pk=groningen["stad"].pk).omtrek is None
    laad(bestand(*BUURTEN))
    assert Wijk.objects.get(pk=groningen["stad"].pk).omtrek


def test_new_places_come_under_what_they_lie_in(groningen, bestand):
    groningen["oost"].samenstelling += " BU00141107"
    groningen["oost"].save()
    laad(bestand(*BUURTEN, vlak("BU00141107", "Hunzeboord", 5000)), nieuw=True)
    nieuw = Wijk.objects.get(cbs_code="BU00141107")
    assert (nieuw.naam, nieuw.soort, nieuw.ligt_in) == ("Hunzeboord", "buurt", groningen["oost"])
    assert nieuw.bron.soort == Bron.Soort.IMPORT
    assert nieuw.omtrek
    assert nieuw.lat
    # Beijum-West is a part of Beijum: no place of its own.
    assert not Wijk.objects.filter(naam="Beijum-West").exists()


def test_an_empty_site_can_be_filled_level_by_level(bestand):
    wijk = vlak("BU00141100", "", 0)
    wijk["properties"] = {
        "wijkcode": "WK001411",
        "wijknaam": "Noordoost",
        "gemeentecode": "GM0014",
        "gemeentenaam": "Groningen",
    }
    laad(bestand(wijk), gemeente=["GM0014"], nieuw=True)
    laad(bestand(BUURTEN[0]), nieuw=True)
    buurt = Wijk.objects.get(cbs_code="BU00141100")
    assert [buurt.ligt_in.naam, buurt.ligt_in.soort] == ["Noordoost", "wijk"]
    assert [buurt.ligt_in.ligt_in.naam, buurt.ligt_in.ligt_in.soort] == ["Groningen", "stad"]


def test_older_files_with_capitals_are_read_too(groningen, bestand):
    feature = vlak("BU00141102", "De Hunze", 2000)
    feature["properties"] = {"BU_CODE": "BU00141102", "BU_NAAM": "De Hunze", "H2O": "NEE"}
    assert "1 vlakken gelezen, 1 in GM0014" in laad(bestand(feature, begin="\ufeff"))


@pytest.mark.parametrize(
    ("feature", "zin"),
    [
        ({"type": "Feature"}, "vlak 2: de vorm klopt niet"),
        ([], "vlak 2: de vorm klopt niet"),
        (vlak("BU00141102", "x", 0, geometry=None), "vlak 2: de vorm is geen (Multi)Polygon"),
        (vlak("BU00141102", "x", 0, geometry={"type": "Polygon"}), "vlak 2: de vorm klopt niet"),
        (
            vlak("BU00141102", "x", 0, geometry={"type": "Polygon", "coordinates": [[["a", 1]]]}),
            "vlak 2: de vorm klopt niet",
        ),
        (
            vlak("BU00141102", "x", 0, geometry={"type": "Polygon", "coordinates": [[[6.5, 53]]]}),
            "ligt niet in Nederland",
        ),
        (vlak("XX", "x", 0), "vlak 2: geen buurtcode"),
    ],
)
def test_a_wrong_feature_stops_with_its_number_and_nothing_is_loaded(
    groningen, bestand, feature, zin
):
    with pytest.raises(CommandError) as fout:
        laad(bestand(BUURTEN[2], feature))
    assert zin in str(fout.value)
    assert "\n" not in str(fout.value)
    groningen["hunze"].refresh_from_db()
    assert groningen["hunze"].omtrek is None


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        ("", "dit is geen goede JSON"),
        ("{", "dit is geen goede JSON"),
        ("[]", "dit is geen goede JSON"),
        ("{}", "geen FeatureCollection"),
        ('{"features": [{"b": ', "vlak 1: dit is geen goede JSON"),
        ('{"features": [,]}', "vlak 1: dit is geen goede JSON"),
        ('{"features": []}', "geen enkel vlak ligt in GM0014"),
        ('{"features": 7}', "dit is geen goede JSON"),
        ("\x00\x01", "dit is geen goede JSON"),
        ("[" * 100_000, "dit is geen goede JSON"),
        ('{"a": ' + "[" * 100_000, "dit is geen goede JSON"),
    ],
)
def test_a_broken_file_stops_with_one_line(groningen, tmp_path, inhoud, zin):
    pad = tmp_path / "kapot.geojson"
    pad.write_text(inhoud)
    with pytest.raises(CommandError) as fout:
        laad(pad)
    assert zin in str(fout.value)


def test_another_system_of_coordinates_is_refused(groningen, bestand):
    with pytest.raises(CommandError, match="EPSG::3857"):
        laad(bestand(*BUURTEN, crs="urn:ogc:def:crs:EPSG::3857"))


def test_a_file_that_is_not_there_is_told_in_one_line(groningen, tmp_path):
    with pytest.raises(CommandError, match=r"is niet te lezen: het bestaat niet\.$"):
        laad(tmp_path / "weg.geojson")


def test_without_a_gemeente_it_asks_for_one(bestand):
    with pytest.raises(CommandError, match="--gemeente GM0014"):
        laad(bestand(*BUURTEN))


def test_a_large_file_is_read_in_pieces_and_tells_how_far_it_is(groningen, bestand):
    ver = [vlak(f"BU1730{n:04}", "Elders", 0) for n in range(5000)]
    fout = StringIO()
    call_command("laad_grenzen", str(bestand(*ver, BUURTEN[2])), stdout=StringIO(), stderr=fout)
    assert "5.000 vlakken gelezen" in fout.getvalue()
    assert len(hoeken(groningen["hunze"])) == 4


@pytest.mark.parametrize(
    "extra",
    [
        {"numberMatched": 14574, "numberReturned": 4},
        {"totalFeatures": 5},
        {"numberMatched": "14574"},
        {"links": [{"rel": "self", "href": "x"}, {"rel": "next", "href": "y"}]},
        {"links": [{"rel": "prev", "href": "x"}]},
        {"exceededTransferLimit": True},
        {"properties": {"exceededTransferLimit": True}},
        {"next": "https://voorbeeld.test/?cursor=2"},
    ],
)
def test_a_page_of_the_answer_of_a_server_is_refused_as_a_part(groningen, bestand, extra):
    with pytest.raises(CommandError, match="is een deel: 4"):
        laad(bestand(*BUURTEN, **extra))
    assert not Wijk.objects.exclude(omtrek=None).exists()


@pytest.mark.parametrize(
    "extra",
    [
        {"numberMatched": 4, "numberReturned": 4, "totalFeatures": 4},
        {"numberMatched": "unknown", "links": [{"rel": "self", "href": "x"}, "los"]},
        {"links": None, "properties": None, "exceededTransferLimit": False},
    ],
)
def test_an_answer_that_is_whole_is_read(groningen, bestand, extra):
    laad(bestand(*BUURTEN, **extra))
    groningen["hunze"].refresh_from_db()
    assert groningen["hunze"].omtrek


@pytest.mark.parametrize(
    "eigenschappen",
    [
        {"statcode": "BU00141102", "statnaam": "De Hunze", "rubriek": "buurt", "id": 1},
        {"STATCODE": " BU00141102 ", "STATNAAM": "De Hunze"},
        {"jrstatcode": "2024BU00141102", "statnaam": "De Hunze"},
    ],
)
def test_areas_named_by_statcode_are_read(groningen, bestand, eigenschappen):
    laad(bestand(vlak("BU00141102", "x", 0, properties=eigenschappen)))
    groningen["hunze"].refresh_from_db()
    assert groningen["hunze"].omtrek


def test_a_new_place_is_named_by_statnaam(groningen, bestand):
    eigenschappen = {"statcode": "BU00149900", "statnaam": "Nieuw\u00a0 Oost"}
    laad(bestand(vlak("BU00149900", "x", 0, properties=eigenschappen)), nieuw=True)
    assert Wijk.objects.get(cbs_code="BU00149900").naam == "Nieuw Oost"


@pytest.mark.parametrize("scheiding", ["\n", "\r\n", "\n\x1e"])
def test_features_one_on_each_line_are_read(groningen, tmp_path, scheiding):
    pad = tmp_path / "regels.geojson"
    graden = {
        "type": "Polygon",
        "coordinates": [[[6.6, 53.2], [6.7, 53.2], [6.7, 53.3], [6.6, 53.2]]],
    }
    vlakken = [vlak(code, "x", 0, geometry=graden) for code in ("BU00141102", "BU00141199")]
    pad.write_text(scheiding.join(map(json.dumps, vlakken)))
    assert "2 vlakken gelezen" in laad(pad)


def test_a_value_without_end_is_not_read_to_the_end(groningen, tmp_path, monkeypatch):
    monkeypatch.setattr("wijken.laden.geojson.MEESTE_TEKENS", 1 << 20)
    pad = tmp_path / "groot.geojson"
    pad.write_text('{"features": ["' + "x" * 8_000_000)
    with pytest.raises(CommandError, match="vlak 1: dit is te groot om te lezen"):
        laad(pad)


def test_more_points_than_fit_in_memory_are_refused(groningen, bestand, monkeypatch):
    monkeypatch.setattr("wijken.laden.grenzen.MEESTE_PUNTEN", 12)
    with pytest.raises(CommandError, match="vlak 3: te veel punten"):
        laad(bestand(*BUURTEN))
