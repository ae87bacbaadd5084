"""A table is found in a file wherever it is, and how much is read of a file is bounded."""

import io
import zipfile

import openpyxl
import pytest

from buurtnet.kern.tabel import VOLLEDIG, Tabelfout
from buurtnet.kern.tabel.codering import codering_van
from buurtnet.kern.tabel.csvtekst import CsvBlad
from buurtnet.kern.tabel.excel import ExcelBlad
from tests.hulp.opdracht import draai

NAMEN = {"naam", "soort"}


def herken(cellen):
    bekend = NAMEN.intersection(str(cel).lower() for cel in cellen)
    return len(bekend) + (VOLLEDIG if bekend == NAMEN else 0)


def csvblad(tekst):
    return CsvBlad(io.StringIO(tekst, newline=""), herken)


def boek(**bladen):
    """A workbook with these rows per sheet, as a file."""
    bestand, gemaakt = io.BytesIO(), openpyxl.Workbook()
    gemaakt.remove(gemaakt.active)
    for naam, rijen in bladen.items():
        blad = gemaakt.create_sheet(naam)
        for rij in rijen:
            blad.append(rij)
    gemaakt.save(bestand)
    return bestand


KOP, RIJ = ["naam", "soort"], ["Een", "zorg"]


# Text


@pytest.mark.parametrize(
    "tekst",
    [
        "naam;soort\nEen;zorg\n",
        "naam,soort\nEen,zorg\n",
        "naam\tsoort\r\nEen\tzorg\r\n",
        "naam|soort\rEen|zorg",
        '"naam";"soort"\n"Een";"zorg"',
        "sep=;\r\nnaam;soort\r\nEen;zorg",
        '"sep=,"\nnaam,soort\nEen,zorg',
        "SEP=\t\nnaam\tsoort\nEen\tzorg",
        "Lijst van 1-1-2026, met toelichting; en nog wat\n\nnaam;soort\nEen;zorg",
        '"Een titel\nvan twee regels"\nnaam;soort\nEen;zorg',
        "naam;soort\n\n;\n\nEen;zorg\n;\n",
    ],
)
def test_a_table_in_text_is_read_with_any_separator_below_any_title(tekst):
    blad = csvblad(tekst)
    assert blad.kop == KOP
    assert [cellen for _nummer, cellen in blad.rijen() if any(cellen)] == [RIJ]


def test_rows_are_numbered_as_they_stand_in_the_file():
    blad = csvblad("sep=;\nTitel\n\nnaam;soort\nEen;zorg\n\nTwee;zorg")
    assert [nummer for nummer, _cellen in blad.rijen()] == [5, 7]


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ('naam;soort\nEen;zorg\nTwee;"zorg\nDrie;zorg', "regel 3: geen goede CSV"),
        ('naam;soort\nEen;"x" y', "regel 2: geen goede CSV"),
        ("naam;soort\n" + ";" * 400, "regel 2: meer dan 300 kolommen"),
        ("naam;soort\n" + "x" * 1_100_000, "regel 2 is te lang"),
        ('naam;soort\n"' + "x\n" * 100_000, "regel 2: geen goede CSV"),
    ],
)
def test_text_that_is_no_table_is_refused_with_its_line(tekst, zin):
    with pytest.raises(Tabelfout, match=zin):
        list(csvblad(tekst).rijen())


@pytest.mark.parametrize(
    "codering",
    ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_the_encoding_of_a_text_is_found(codering):
    tekst = "naam;omschrijving\nCafé ’t Élan;koffie à €1,50 – ’s middags\n" * 20
    gevonden = codering_van(io.BytesIO(tekst.encode(codering)))
    assert tekst.encode(codering).decode(gevonden) == tekst


# Workbooks


@pytest.mark.parametrize(
    "bladen",
    [
        {"Blad1": [KOP, RIJ]},
        {"Blad1": [["Overzicht 2026"], [], KOP, RIJ]},
        {"Toelichting": [["Lees dit"], ["naam", "hoe het heet"]], "Gegevens": [KOP, RIJ]},
        {"Leeg": [], "Gegevens": [KOP, RIJ]},
    ],
)
def test_a_table_in_a_workbook_is_found_on_whichever_sheet_below_any_title(bladen):
    blad = ExcelBlad(boek(**bladen), herken)
    assert blad.kop[:2] == KOP
    assert [cellen[:2] for _nummer, cellen in blad.rijen()] == [RIJ]


def test_a_hidden_sheet_is_passed_over():
    bestand = boek(Oud=[KOP, ["Weg", "zorg"]], Nu=[KOP, RIJ])
    gemaakt = openpyxl.load_workbook(bestand)
    gemaakt["Oud"].sheet_state = "hidden"
    bestand = io.BytesIO()
    gemaakt.save(bestand)
    assert [cellen for _nummer, cellen in ExcelBlad(bestand, herken).rijen()] == [RIJ]


def test_two_sheets_with_the_same_table_are_asked_about():
    with pytest.raises(Tabelfout, match=r"Meer dan één blad .* 2025, 2026"):
        ExcelBlad(boek(**{"2025": [KOP, RIJ], "2026": [KOP, RIJ]}), herken)


def test_empty_formatted_rows_are_passed_over():
    bestand, gemaakt = io.BytesIO(), openpyxl.Workbook()
    for rij in (KOP, RIJ):
        gemaakt.active.append(rij)
    for nummer in range(3, 3000):
        gemaakt.active.cell(nummer, 1).number_format = "0.00"
    gemaakt.active.append(["Twee", "zorg"])
    gemaakt.save(bestand)
    assert [nummer for nummer, _cellen in ExcelBlad(bestand, herken).rijen()] == [2, 3000]


def test_what_a_workbook_writes_for_what_xml_can_not_hold_is_read():
    bestand = boek(Blad=[KOP, ["a_x000B_b_x000D_", "_x005F_x000D_"]])
    assert [cellen for _nr, cellen in ExcelBlad(bestand, herken).rijen()] == [
        ["a\x0bb\r", "_x000D_"]
    ]


# What a hostile workbook holds instead of its sheet.
BLAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
ENTITEITEN = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def kwaad(xml, extra=()):
    """A workbook in which `xml` stands for its sheet, with these other parts."""
    bron, bestand = zipfile.ZipFile(boek(Blad=[KOP, RIJ])), io.BytesIO()
    with zipfile.ZipFile(bestand, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam in bron.namelist():
            is_blad = naam == "xl/worksheets/sheet1.xml"
            archief.writestr(naam, xml if is_blad and xml else bron.read(naam))
        for naam, inhoud in extra:
            archief.writestr(naam, inhoud)
    return bestand


def rijen_xml(aantal, kolom, cel="<c r='{0}{1}'/>"):
    rijen = (f"<row r='{nr}'>{cel.format(kolom, nr)}</row>" for nr in range(1, aantal + 1))
    return BLAD.format(f"<sheetData>{''.join(rijen)}</sheetData>")


TE_GROOT = "te groot om te lezen"
KWAAD = {
    "far column": (lambda: kwaad(rijen_xml(2, "XFD")), TE_GROOT),
    "no such column": (lambda: kwaad(rijen_xml(2, "ABCDE")), TE_GROOT),
    "many cells": (lambda: kwaad(BLAD.format("<row>" + "<c/>" * 1_000_000 + "</row>")), TE_GROOT),
    "many rows": (lambda: kwaad(rijen_xml(300_000, "A")), TE_GROOT),
    **{
        f"row {nummer}": (
            lambda nummer=nummer: kwaad(rijen_xml(2, "A").replace("r='2'", f"r='{nummer}'")),
            TE_GROOT,
        )
        for nummer in ("999999999999", "1048577", "1e12", "-1", "0", "twee", "\u0662", "9" * 5000)
    },
    "large text": (lambda: kwaad(BLAD.format("a" * 60_000_000)), TE_GROOT),
    "many cells in a part of another name": (
        lambda: kwaad("", [("xl/blad.dat", BLAD.format("<row>" + "<c/>" * 1_000_000 + "</row>"))]),
        TE_GROOT,
    ),
    "many texts": (
        lambda: kwaad("", [("xl/sharedStrings.xml", "<sst>" + "<si/>" * 600_000 + "</sst>")]),
        TE_GROOT,
    ),
    "many parts": (lambda: kwaad("", [(f"x/{nr}.bin", "") for nr in range(1000)]), TE_GROOT),
    "entities": (lambda: kwaad(ENTITEITEN + BLAD.format("<a>&b;</a>")), "geen gewoon Excel"),
    "half": (lambda: kwaad(BLAD.format("<sheetData><row>")), "beschadigd"),
    "no workbook": (lambda: io.BytesIO(b"PK\x05\x06" + b"\x00" * 18), "geen Excel-bestand"),
    "no zip": (lambda: io.BytesIO(b"PK\x03\x04 en dan niets"), "beschadigd"),
}


@pytest.mark.parametrize("geval", KWAAD)
def test_a_hostile_workbook_is_refused_before_it_is_read(geval):
    maak, zin = KWAAD[geval]
    with pytest.raises(Tabelfout, match=zin):
        ExcelBlad(maak(), herken)


def test_a_part_that_only_looks_like_xml_is_no_matter():
    bestand = kwaad(
        "", [("xl/drawings/vml1.vml", "<xml><br></xml>"), ("xl/media/a.png", "\x89PNG")]
    )
    assert [cellen for _nummer, cellen in ExcelBlad(bestand, herken).rijen()] == [RIJ]


def test_a_workbook_that_claims_a_million_rows_of_all_columns_costs_little(tmp_path):
    """The 2 kB that took 3 GB and sixteen seconds: within 60 MB and a few seconds now."""
    pad = tmp_path / "klein.xlsx"
    xml = rijen_xml(2, "A", "<c r='{0}{1}' t='inlineStr'><is><t>naam</t></is></c>")
    xml = xml.replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    xml = xml.replace("'2'", "'1048576'").replace("A2", "A1048576")
    pad.write_bytes(kwaad(xml).getvalue())
    klaar = draai("-m", "tests.hulp.meet_tabel", str(pad), omgeving={"DEBUG": "1"})
    assert klaar.returncode == 0, klaar.stderr
    rijen, seconden, megabytes = klaar.stdout.split()
    assert rijen == "1"
    assert float(seconden) < 10 and int(megabytes) < 60
