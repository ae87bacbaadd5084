"""`manage.py laad_postcodes` reads CBS's table of addresses, whole or not at all."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from buurtnet.web.dataversie import lees_versie
from tests.hulp.bouwers import maak_postcode, maak_wijk
from tests.hulp.cbsproef import maak_groningen, schrijf_tabel
from wijken.laden import postcodes
from wijken.models import Postcode

pytestmark = pytest.mark.django_db

KOP = '"PC6";"Huisnummer";"Buurt2024";"Wijk2024";"Gemeente2024"'
# As CBS writes them: without the zeros that the codes begin with.
REGELS = [
    '"9737AB";1;141100;1411;14',
    '"9737AB";3;141100;1411;14',
    '"9737AB";5;141101;1411;14',
    '"9737AC";2;141102;1411;14',
    '"9737AB";9;141102;1411;14',
    '"9713GZ";1;140007;1400;14',
    '"1011AB";105;3630004;36300;363',
]


@pytest.fixture
def groningen():
    return maak_groningen("BU00141100 BU00141101 BU00141105")


@pytest.fixture
def bestand(tmp_path):
    def schrijf(*regels, einde="\r\n", codering="utf-8"):
        return schrijf_tabel(tmp_path / "pc6hnr20240801_gwb.csv", regels, einde, codering)

    return schrijf


def laad(pad, **opties):
    uit = StringIO()
    call_command("laad_postcodes", str(pad), stdout=uit, stderr=StringIO(), **opties)
    return uit.getvalue()


def staat_er():
    return list(Postcode.objects.values_list("postcode", "wijk__naam", "huisnummers"))


def test_each_postcode_stands_at_its_wijken_with_the_number_of_addresses(groningen, bestand):
    tekst = laad(bestand(KOP, *REGELS))
    assert staat_er() == [
        ("9737AB", "Beijum", 3),
        ("9737AB", "De Hunze", 1),
        ("9737AC", "De Hunze", 1),
    ]
    assert "7 regels gelezen, 6 in GM0014" in tekst
    assert "2 postcodes in 2 plekken" in tekst
    assert "geen plek op de site (1):\n  BU00140007: 1 regels" in tekst


def test_a_buurt_without_a_wijk_of_its_own_counts_for_the_gebied(groningen, bestand):
    laad(bestand(KOP, '"9737ZZ";1;141105;1411;14'))
    assert staat_er() == [("9737ZZ", "Oost", 1)]


def test_the_smallest_place_gets_the_postcode(groningen, bestand):
    maak_wijk(naam="Beijum-West", ligt_in=groningen["beijum"], cbs_code="BU00141100")
    laad(bestand(KOP, REGELS[0]))
    assert staat_er() == [("9737AB", "Beijum-West", 1)]


@pytest.mark.parametrize(
    "regels",
    [
        [KOP.replace('"', ""), "9737AC;2;00141102;001411;0014"],
        ["PC6,Huisnummer,Buurt2024,Wijk2024,Gemeente2024", "9737 ac,2,BU00141102,WK001411,GM0014"],
        ["pc6;huisnummer;buurt_code;wijk_code;gem_code", "9737AC;2;141102.0;1411.0;14.0"],
    ],
)
def test_other_spellings_of_the_table_are_read_too(groningen, bestand, regels):
    laad(bestand(*regels, codering="utf-8-sig"))
    assert staat_er() == [("9737AC", "De Hunze", 1)]


def test_a_table_without_house_numbers_tells_where_but_not_how_many(groningen, bestand):
    laad(bestand("PC6;Buurt2024;Wijk2024;Gemeente2024", "9737AC;141102;1411;14"))
    assert staat_er() == [("9737AC", "De Hunze", None)]


def test_loading_again_replaces_all_and_the_same_file_changes_nothing(groningen, bestand):
    maak_postcode("9999ZZ", groningen["hunze"])
    maak_postcode("9737AC", groningen["hunze"], 40)
    pad = bestand(KOP, *REGELS)
    assert "Nieuw: 2, veranderd: 1, verdwenen: 1." in laad(pad)
    assert len(staat_er()) == 3
    versie = lees_versie()
    assert "Nieuw: 0, veranderd: 0, verdwenen: 0." in laad(pad)
    assert lees_versie() == versie


def test_new_postcodes_renew_the_data_version(groningen, bestand):
    versie = lees_versie()
    laad(bestand(KOP, *REGELS))
    assert lees_versie() != versie


def test_a_dry_run_keeps_nothing(groningen, bestand):
    tekst = laad(bestand(KOP, *REGELS), proef=True)
    assert "Nieuw: 3" in tekst
    assert "er is niets bewaard" in tekst
    assert staat_er() == []


def test_wijken_without_a_postcode_are_named(groningen, bestand):
    maak_wijk(naam="Maarwold", ligt_in=groningen["stad"])
    tekst = laad(bestand(KOP, REGELS[0]))
    assert "zonder eigen postcode in het bestand (1):\n  De Hunze" in tekst
    assert "zonder CBS-code (1):\n  Maarwold" in tekst


@pytest.mark.parametrize(
    ("regels", "zin"),
    [
        ([], "geen kolom met postcodes"),
        (["PC6;Huisnummer;Wijk2024;Gemeente2024"], "geen kolom met buurten"),
        ([KOP, REGELS[0], "9737AB;1"], "regel 3: 2 kolommen, er horen er 5 te zijn"),
        ([KOP, REGELS[0], "97AB;1;141100;1411;14"], "regel 3: “97AB” is geen postcode"),
        ([KOP, REGELS[0], "9737AB;1;x!;1411;14"], "regel 3: “x!” is geen buurtcode"),
        ([KOP, REGELS[6]], "geen enkele regel ligt in GM0014"),
        ([KOP, REGELS[0], "9737AB;1;141100;1411;veertien"], "regel 3: “veertien” is geen gemeente"),
        ([KOP, REGELS[0], '9737AB;1;141100;1411;14;"5'], "regel 3: geen goede CSV"),
        ([KOP, REGELS[0], "9737AB;1;2;141100;1411;14"], "regel 3: 6 kolommen"),
    ],
)
def test_a_wrong_file_stops_with_one_line_and_nothing_is_lost(groningen, bestand, regels, zin):
    maak_postcode("9999ZZ", groningen["hunze"])
    with pytest.raises(CommandError) as fout:
        laad(bestand(*regels))
    assert zin in str(fout.value)
    assert "\n" not in str(fout.value)
    assert staat_er() == [("9999ZZ", "De Hunze", 1)]


def test_a_large_file_tells_how_far_it_is(groningen, bestand, monkeypatch):
    monkeypatch.setattr(postcodes, "PER_MELDING", 3)
    fout = StringIO()
    call_command("laad_postcodes", str(bestand(KOP, *REGELS)), stdout=StringIO(), stderr=fout)
    assert fout.getvalue().splitlines() == ["… 3 regels gelezen", "… 6 regels gelezen"]


def test_a_code_that_is_no_gemeente_is_refused(bestand):
    with pytest.raises(CommandError, match="geen gemeentecode"):
        call_command("laad_postcodes", str(bestand(KOP)), "--gemeente=Groningen")


@pytest.mark.parametrize(
    ("kop", "regel"),
    [
        (KOP, "9737 AB;1;141102,0;1411,0;14,0"),
        (KOP, "9737\u00a0AB;1;141102.0;1411.0;14.0"),
        (KOP, "9737ab;1;141.102;1.411;14"),
        ("postcode6;buurtcode;gemeentecode", "9737AB;BU00141102;GM0014"),
        ("sep=;\r\nPC6;Buurt2024;Gemeente2024", "9737AB;141102;14"),
        ("Postcodes van 2024\r\n\r\nPC6;Buurt2024;Gemeente2024;;", "9737AB;141102;14;;"),
    ],
)
def test_codes_are_read_as_spreadsheets_leave_them(groningen, bestand, kop, regel):
    laad(bestand(kop, regel))
    assert [rij[:2] for rij in staat_er()] == [("9737AB", "De Hunze")]
