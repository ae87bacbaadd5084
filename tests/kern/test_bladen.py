"""Every sheet of a file as text, and what is refused before it costs anything."""

import datetime
import io
import time
import zipfile

import openpyxl
import pytest

from buurtnet.kern.tabel import Tabelfout
from buurtnet.kern.tabel.bladen import lees_bladen
from buurtnet.kern.tabel.excel import ExcelBlad

HOOGSTENS = 100


def lees(inhoud):
    return lees_bladen(inhoud, lambda cellen: 0, HOOGSTENS)


def boek(vul):
    werkboek, bestand = openpyxl.Workbook(), io.BytesIO()
    vul(werkboek)
    werkboek.save(bestand)
    return bestand.getvalue()


def met_deel(inhoud, naam, deel=b"x"):
    """The same archive with one more part."""
    bestand = io.BytesIO(inhoud)
    with zipfile.ZipFile(bestand, "a", zipfile.ZIP_DEFLATED) as archief:
        archief.writestr(naam, deel)
    return bestand.getvalue()


GEWOON = boek(lambda werkboek: werkboek.active.append(["naam", "soort"]))


def test_cells_are_text_as_people_would_type_them():
    def vul(werkboek):
        dag = datetime.date(2021, 5, 12)
        werkboek.active.append(["a ", 2026, 2026.0, 1.5, dag, True, None, datetime.time(9, 30)])

    [blad] = lees(boek(vul))
    tekst = ["a", "2026", "2026", "1.5", "2021-05-12", "ja", "", "09:30:00"]
    assert blad.rijen == [(1, tekst)]


def test_rows_keep_their_number_and_empty_sheets_are_left_out():
    def vul(werkboek):
        werkboek.create_sheet("Leeg")
        verborgen = werkboek.create_sheet("Verborgen")
        verborgen.append(["geheim"])
        verborgen.sheet_state = "hidden"
        for rij in (["kop"], [], ["waarde", "", ""]):
            werkboek.active.append(rij)

    [blad] = lees(boek(vul))
    assert blad.rijen == [(1, ["kop"]), (3, ["waarde"])]


def test_cells_merged_downwards_say_the_same_where_the_row_says_something():
    def vul(werkboek):
        for rij in (["wie", "wat"], ["a", "x"], [None, "y"], [None, None], [None, "z"]):
            werkboek.active.append(rij)
        werkboek.active.merge_cells("A2:A5")

    [blad] = lees(boek(vul))
    assert [cellen[0] for _nummer, cellen in blad.rijen] == ["wie", "a", "a", "a"]


@pytest.mark.parametrize("scheiding", [";", ",", "\t"])
def test_text_keeps_what_stands_above_the_table(scheiding):
    regels = ["Een titel", "", scheiding.join(["a", "b"]), scheiding.join(["c", "d"])]
    [blad] = lees_bladen("\n".join(regels).encode(), lambda cellen: int("a" in cellen), HOOGSTENS)
    assert blad.rijen == [(1, ["Een titel"]), (3, ["a", "b"]), (4, ["c", "d"])]


@pytest.mark.parametrize(
    "deel",
    [
        "xl/vbaProject.bin",
        "xl/macrosheets/sheet1.xml",
        "xl/externalLinks/externalLink1.xml",
        "xl/connections.xml",
        "xl/activeX/activeX1.bin",
        "xl/embeddings/oleObject1.bin",
    ],
)
def test_programs_and_what_comes_from_elsewhere_are_refused(deel):
    with pytest.raises(Tabelfout, match="macro's of haalt gegevens uit andere bestanden"):
        lees(met_deel(GEWOON, deel))


def test_a_zip_bomb_and_a_million_columns_are_refused_before_they_cost(monkeypatch):
    bom = met_deel(GEWOON, "xl/bom.xml", b"<a>" + b" " * 200_000_000)
    breed = ";" * 1_000_000
    begin = time.process_time()
    for inhoud in (bom, breed.encode()):
        with pytest.raises(Tabelfout):
            lees(inhoud)
    assert time.process_time() - begin < 1


def test_too_many_rows_too_much_text_and_nothing_are_refused():
    rijen = "\n".join(f"a;{nummer}" for nummer in range(HOOGSTENS + 50))
    with pytest.raises(Tabelfout, match="meer dan 100 rijen"):
        lees(rijen.encode())
    with pytest.raises(Tabelfout, match="te veel tekst"):
        lees("\n".join(["a;" + "x" * 100_000] * 50).encode())
    for leeg in (b"", b"\n\n \n", boek(lambda werkboek: None)):
        with pytest.raises(Tabelfout):
            lees(leeg)


@pytest.mark.parametrize("inhoud", [b"PK\x03\x04kapot", b"\xd0\xcf\x11\xe0oud", b'a;"b\nc'])
def test_what_is_broken_is_told(inhoud):
    with pytest.raises(Tabelfout):
        lees(inhoud)


def veranderd(oud, nieuw):
    """A workbook of which a part says `nieuw` where Excel writes `oud`."""
    inhoud = boek(lambda werkboek: werkboek.active.append(["naam", datetime.date(2025, 12, 9), 7]))
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief, zipfile.ZipFile(uit, "w") as ander:
        for naam in archief.namelist():
            ander.writestr(naam, archief.read(naam).replace(oud, nieuw))
    assert nieuw in uit.getvalue()
    return uit.getvalue()


def gepakt(plek_lokaal, plek_lijst, waarde):
    """A workbook of which the headings of all parts say this of how they are packed."""
    inhoud = bytearray(GEWOON)
    for kop, plek in ((b"PK\x03\x04", plek_lokaal), (b"PK\x01\x02", plek_lijst)):
        begin = inhoud.find(kop)
        while begin >= 0:
            inhoud[begin + plek] = waarde
            begin = inhoud.find(kop, begin + 4)
    return bytes(inhoud)


ONGEWOON = {
    "a number that is none": lambda: veranderd(b"<v>7</v>", b"<v>zeven</v>"),
    "a day that is none": lambda: veranderd(b't="n"', b't="d"'),
    "a text that isn't there": lambda: veranderd(b't="n"', b't="s"'),
    "a password": lambda: gepakt(6, 8, 1),
    "packed in a way of its own": lambda: gepakt(8, 10, 97),
}


@pytest.mark.parametrize("geval", ONGEWOON)
def test_what_no_excel_writes_is_told_and_is_no_fault_of_the_site(geval):
    inhoud = ONGEWOON[geval]()
    with pytest.raises(Tabelfout, match="beschadigd"):
        lees(inhoud)
    with pytest.raises(Tabelfout, match="beschadigd"):
        list(ExcelBlad(io.BytesIO(inhoud), lambda cellen: 0).rijen())
