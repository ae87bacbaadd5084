"""`manage.py laad_inwoners` reads the key figures of CBS, whole or not at all."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from buurtnet.web.dataversie import lees_versie
from tests.hulp.bouwers import maak_wijk
from tests.hulp.cbsproef import maak_groningen, schrijf_tabel

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]

KOP = '"ID";"WijkenEnBuurten";"Gemeentenaam_1";"SoortRegio_2";"Codering_3";"AantalInwoners_5"'
REGELS = [
    '0;"GM0014";"Groningen  ";"Gemeente  ";"GM0014    ";   243833',
    '1;"BU00141100";"Groningen  ";"Buurt     ";"BU00141100";     6500',
    '2;"BU00141101";"Groningen  ";"Buurt     ";"BU00141101";     7500',
    '3;"BU00141102";"Groningen  ";"Buurt     ";"BU00141102";        .',
    '4;"BU17300000";"Tynaarlo   ";"Buurt     ";"BU17300000";onzin',
]


@pytest.fixture
def groningen():
    return maak_groningen("BU00141100 BU00141102")


@pytest.fixture
def bestand(tmp_path):
    def schrijf(*regels, einde="\n", codering="utf-8"):
        return schrijf_tabel(tmp_path / "kern.csv", regels, einde, codering)

    return schrijf


def laad(pad, **opties):
    uit = StringIO()
    opties = {"jaar": 2024} | opties
    call_command("laad_inwoners", str(pad), stdout=uit, stderr=StringIO(), **opties)
    return uit.getvalue()


def inwoners(wijk):
    wijk.refresh_from_db()
    return wijk.inwoners, wijk.inwoners_jaar


def test_places_get_the_number_of_their_code_or_the_sum_of_their_parts(groningen, bestand):
    tekst = laad(bestand(KOP, *REGELS))
    assert inwoners(groningen["stad"]) == (243833, 2024)
    assert inwoners(groningen["beijum"]) == (14000, 2024)
    assert "Beijum: leeg → 14.000" in tekst


def test_what_is_unknown_stays_unknown_also_in_a_sum(groningen, bestand):
    tekst = laad(bestand(KOP, *REGELS))
    assert inwoners(groningen["hunze"]) == (None, None)
    assert inwoners(groningen["oost"]) == (None, None)
    assert "geen aantal in het bestand (2):\n  Oost (BU00141100 BU00141102)\n  De Hunze" in tekst


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("einde", ["\n", "\r\n"])
def test_files_are_read_in_any_encoding_with_any_line_ending(groningen, bestand, codering, einde):
    regels = [KOP, *REGELS, '5;"x";"Súdwest-Fryslân";"";"GM1900";1', "© CBS", ""]
    laad(bestand(*regels, einde=einde, codering=codering))
    assert inwoners(groningen["beijum"]) == (14000, 2024)


@pytest.mark.parametrize("kolommen", ["RegioS,AantalInwoners_5", "gwb_code_10,a_inw"])
def test_other_names_of_the_columns_are_known(groningen, bestand, kolommen):
    laad(bestand(kolommen, "BU00141102  ,1200"))
    assert inwoners(groningen["hunze"]) == (1200, 2024)


def test_loading_twice_changes_nothing_and_a_change_is_in_the_history(groningen, bestand):
    pad = bestand(KOP, *REGELS)
    laad(pad)
    versie = lees_versie()
    assert groningen["beijum"].history.latest().history_change_reason == "inwoners uit kern.csv"
    assert "Al goed: 2." in laad(pad)
    assert lees_versie() == versie
    laad(bestand(KOP, REGELS[0].replace("243833", "243834")))
    assert inwoners(groningen["stad"]) == (243834, 2024)
    assert lees_versie() != versie


def test_a_dry_run_keeps_nothing(groningen, bestand):
    tekst = laad(bestand(KOP, *REGELS), proef=True)
    assert "Beijum: leeg → 14.000" in tekst
    assert "er is niets bewaard" in tekst
    assert inwoners(groningen["beijum"]) == (None, None)


def test_older_figures_do_not_replace_newer_ones(groningen, bestand):
    laad(bestand(KOP, *REGELS))
    tekst = laad(bestand(KOP, REGELS[0].replace("243833", "9")), jaar=2023)
    assert inwoners(groningen["stad"]) == (243833, 2024)
    assert "al een later jaar (1):\n  Groningen (2024)" in tekst


def test_what_did_not_match_is_named(groningen, bestand):
    maak_wijk(naam="Maarwold", ligt_in=groningen["stad"])
    tekst = laad(bestand(KOP, *REGELS, '9;"";"";"";"BU00149999";5'))
    assert "geen plek op de site (1):\n  BU00149999" in tekst
    assert "zonder CBS-code (1):\n  Maarwold" in tekst


@pytest.mark.parametrize(
    ("regels", "zin"),
    [
        ([], "geen kolom met CBS-codes"),
        (["a;b;c", "1;2;3"], "geen kolom met CBS-codes"),
        (["Codering_3;Mannen_6", "GM0014;3"], "geen kolom met AantalInwoners_5"),
        ([KOP, REGELS[0], "1;2"], "regel 3: 2 kolommen, er horen er 6 te zijn"),
        ([KOP, REGELS[0], REGELS[1].replace("6500", "veel")], "regel 3: “veel” is geen aantal"),
        ([KOP, REGELS[1], REGELS[1].replace("6500", "1")], "regel 3: BU00141100 staat er al"),
        ([KOP, '1;"";"";"";"Groningen";5'], "geen enkele CBS-code"),
        ([KOP, REGELS[4]], "geen enkele code ligt in GM0014"),
        ([KOP, '1;"' + "x" * 200_000], "geen goede CSV"),
    ],
)
def test_a_wrong_file_stops_with_one_line_and_nothing_is_loaded(groningen, bestand, regels, zin):
    with pytest.raises(CommandError) as fout:
        laad(bestand(*regels))
    assert zin in str(fout.value)
    assert "\n" not in str(fout.value)
    assert inwoners(groningen["stad"]) == (None, None)


@pytest.mark.parametrize("jaar", ["1900", "9999", "24", "x"])
def test_a_year_without_figures_is_refused(groningen, bestand, jaar):
    with pytest.raises(CommandError, match="geen jaar"):
        call_command("laad_inwoners", str(bestand(KOP, *REGELS)), f"--jaar={jaar}")


def test_a_file_of_all_buurten_tells_how_far_it_is(groningen, bestand):
    fout = StringIO()
    pad = bestand(KOP, *REGELS[:1] * 10_000)
    call_command("laad_inwoners", str(pad), jaar=2024, stdout=StringIO(), stderr=fout)
    assert fout.getvalue().splitlines()[0] == "… 10.000 regels gelezen"


@pytest.mark.parametrize(
    ("aantal", "verwacht"),
    [
        ("1.000", 1000),
        ("12.345", 12345),
        ("1.234.567", 1234567),
        ("1\u00a0000", 1000),
        ("1 000", 1000),
        ("1000.0", 1000),
        ("1000,0", 1000),
        ("7,735", 7735),
        ("  950  ", 950),
    ],
)
def test_points_and_spaces_between_thousands_are_read(groningen, bestand, aantal, verwacht):
    laad(bestand("Codering_3;AantalInwoners_5", f"BU00141102;{aantal}"))
    assert inwoners(groningen["hunze"]) == (verwacht, 2024)


@pytest.mark.parametrize(
    "regels",
    [
        ["BU00141102;1.000", "BU00141100;7100.000"],
        ["BU00141102;7100.000", "BU00141100;1.000"],
        # Also when the other is of a gemeente that isn't loaded.
        ["BU00141102;1.000", "BU17300000;7100.000"],
        ["BU00141102;1,000"],
        ["BU00141102;1,5"],
    ],
)
def test_a_number_that_can_be_two_is_refused_with_its_line(groningen, bestand, regels):
    with pytest.raises(CommandError, match=r"regel [23]: “"):
        laad(bestand("Codering_3;AantalInwoners_5", *regels))
    assert inwoners(groningen["hunze"]) == (None, None)


LEESBAAR = (
    '"Wijken en buurten";"Regioaanduiding/Codering (code)";"Bevolking/Aantal inwoners (aantal)"'
)


@pytest.mark.parametrize(
    "begin",
    [
        [LEESBAAR],
        ['"Kerncijfers wijken en buurten 2024"', LEESBAAR],
        ["Kerncijfers; met, van alles", "", LEESBAAR, ";;aantal"],
        ["sep=;", LEESBAAR],
        [LEESBAAR.replace("/", " / ").replace(" (code)", "").upper()],
        [LEESBAAR.replace("Aantal inwoners", "Aantal\u00a0inwoners")],
    ],
)
def test_the_readable_table_of_statline_is_read_below_any_title(groningen, bestand, begin):
    laad(bestand(*begin, '"De Hunze";"BU00141102";"1200"', '"Bron: CBS"'))
    assert inwoners(groningen["hunze"]) == (1200, 2024)


def test_two_columns_of_inhabitants_are_asked_about(groningen, bestand):
    kop = "Codering (code);2023/Aantal inwoners (aantal);2024/Aantal inwoners (aantal)"
    with pytest.raises(CommandError, match=r"meer dan één kolom .* Houd er één over"):
        laad(bestand(kop, "BU00141102;1200;1300"))


def test_empty_columns_are_passed_over_and_filled_ones_beside_the_table_refused(groningen, bestand):
    kop = ";Codering_3;AantalInwoners_5;;"
    laad(bestand(kop, ";BU00141102;1200;;;;"))
    assert inwoners(groningen["hunze"]) == (1200, 2024)
    with pytest.raises(CommandError, match="regel 2: 6 kolommen, er horen er 5 te zijn"):
        laad(bestand(kop, ";BU00141102;1;300;;x"))


@pytest.mark.parametrize(
    ("begin", "zin"),
    [
        (b"PK\x03\x04", "een Excel-bestand of een zip"),
        (b"\xd0\xcf\x11\xe0", "een Excel-bestand of een zip"),
        (b"Codering_3;AantalInwoners_5\n" + b"x" * 2_000_000, "regel 2 is te lang"),
        (b'Codering_3;AantalInwoners_5\nBU00141102;"5', "regel 2: geen goede CSV"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_what_would_do(groningen, tmp_path, begin, zin):
    pad = tmp_path / "kern.csv"
    pad.write_bytes(begin)
    with pytest.raises(CommandError, match=zin):
        laad(pad)
