"""All that a file holds, sheet by sheet, as text: for who has still to say what is what."""

import datetime
import io
import re
from typing import NamedTuple
from xml.parsers import expat

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from buurtnet.kern.tekst import meer_regels

from . import KOP_BINNEN, Tabelfout
from .codering import ZIP, eis_leesbaar, lees_tekst
from .csvtekst import CsvBlad
from .excel import keur, leest, ontsnapt

# Of all cells together; a table of thousands of rows is a tenth of this.
MEESTE_TEKENS = 4_000_000
# More merged ranges than these are a drawing, not a table.
MEESTE_SAMENGEVOEGD = 2000
BLOK = 1 << 16
GEHEEL = re.compile(r"(-?\d+)\.0")


class Blad(NamedTuple):
    """A sheet: its name ("" of a text file) and its rows, as (number, cells as text).

    Rows count from 1; empty ones are left out, and so is what is empty at the end of each.
    """

    naam: str
    rijen: list


def lees_bladen(inhoud, herken, hoogstens):
    """The Blad of each sheet in `inhoud`, the bytes of a CSV or XLSX file, that isn't empty.

    `herken`: see `kern.tabel.beste_kop`; it tells which separator a text has. Raises Tabelfout for
    what can't be read, for more than `hoogstens` rows, and for a file with nothing in it.
    """
    teller = _Teller(hoogstens)
    eis_leesbaar(inhoud)
    lees_soort = _excelbladen if inhoud.startswith(ZIP) else _tekstblad
    bladen = [blad for blad in lees_soort(inhoud, herken, teller) if blad.rijen]
    if not bladen:
        raise Tabelfout(_("In dit bestand staat niets. Kies een bestand met een tabel."))
    return bladen


class _Teller:
    """Keeps what is read within bounds."""

    def __init__(self, hoogstens):
        self.hoogstens, self.rijen, self.tekens = hoogstens, 0, 0

    def tel(self, cellen):
        self.rijen += 1
        self.tekens += sum(map(len, cellen))
        # What stands above the table is no row of it.
        if self.rijen > self.hoogstens + KOP_BINNEN:
            zin = _("Het bestand heeft meer dan %(aantal)d rijen. Knip het in stukken.")
            raise Tabelfout(zin % {"aantal": self.hoogstens})
        if self.tekens > MEESTE_TEKENS:
            raise Tabelfout(_("In dit bestand staat te veel tekst. Knip het in stukken."))


def _tekstblad(inhoud, herken, teller):
    blad = CsvBlad(io.StringIO(lees_tekst(inhoud), newline=""), herken)
    begin = [*blad.erboven, (blad.nummer, blad.kop)]
    yield Blad("", list(_gevuld(_genummerd(begin, blad.rijen()), teller)))


def _genummerd(*delen):
    for deel in delen:
        yield from deel


def _excelbladen(inhoud, _herken, teller):
    bestand = io.BytesIO(inhoud)
    keur(bestand)
    with leest():
        boek = load_workbook(bestand, read_only=True, data_only=True, keep_links=False)
    for blad in boek.worksheets:
        if blad.sheet_state == "visible":
            with leest():
                # What the file says of its size may be anything.
                blad.reset_dimensions()
                rijen = list(_gevuld(enumerate(blad.iter_rows(values_only=True), 1), teller))
                _vul_samengevoegd(rijen, _samengevoegd(blad))
            yield Blad(blad.title, rijen)


def _gevuld(rijen, teller):
    for nummer, cellen in rijen:
        teksten = [_tekst(cel) for cel in cellen]
        while teksten and not teksten[-1]:
            teksten.pop()
        if teksten:
            teller.tel(teksten)
            yield nummer, teksten


def _tekst(cel):
    """What a cell says, as people would type it."""
    if cel is None:
        return ""
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    if isinstance(cel, datetime.datetime):
        return cel.date().isoformat()
    if isinstance(cel, datetime.date | datetime.time):
        return cel.isoformat()
    if isinstance(cel, float):
        return GEHEEL.sub(r"\1", repr(cel))
    return meer_regels(ontsnapt(str(cel))).strip()


def _samengevoegd(blad):
    """The ranges of merged cells of a sheet, which openpyxl leaves out when it reads row by row."""
    bereiken = []

    def begin(naam, kenmerken):
        if naam.rpartition(":")[2] == "mergeCell":
            bereiken.append(kenmerken.get("ref", ""))

    lezer = expat.ParserCreate()
    lezer.StartElementHandler = begin
    with blad.parent._archive.open(blad._worksheet_path) as bron:
        while blok := bron.read(BLOK):
            lezer.Parse(blok)
    return bereiken


def _vul_samengevoegd(rijen, bereiken):
    """Let each row of cells that were merged downwards say what the first of them says.

    Only rows that say something themselves: `rijen` has no others.
    """
    plekken = dict(rijen)
    for bereik in bereiken[:MEESTE_SAMENGEVOEGD]:
        try:
            kolom, eerste, _laatste_kolom, laatste = range_boundaries(bereik)
        except (TypeError, ValueError):
            continue
        eerste_rij = plekken.get(eerste, ())
        if None in (kolom, eerste, laatste) or len(eerste_rij) < kolom or not eerste_rij[kolom - 1]:
            continue
        for nummer in range(eerste + 1, min(laatste, rijen[-1][0]) + 1):
            cellen = plekken.get(nummer)
            if cellen and len(cellen) >= kolom and not cellen[kolom - 1]:
                cellen[kolom - 1] = eerste_rij[kolom - 1]
