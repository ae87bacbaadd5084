"""A table in a workbook of Excel (XLSX), whose size is known before it is read."""

import re
import zipfile
import zlib
from contextlib import contextmanager
from itertools import islice
from xml.parsers import expat

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException

from . import KOP_BINNEN, MEESTE_KOLOMMEN, VOLLEDIG, Tabelfout, beste_kop

# Unpacked: a table of a thousand rows is a few percent of this.
MEESTE_BYTES = 40 * 1024 * 1024
MEESTE_DELEN = 400
MEESTE_ELEMENTEN = 500_000
# The last row of Excel itself; all that aren't there up to one that is are read as empty.
LAATSTE_RIJ = 1_048_576
BLOK = 1 << 16
LIJKT_XML = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*<")
# Programs, and what is fetched from elsewhere: no table needs them.
GEVAARLIJK = re.compile(
    r"(?:vbaProject|vbaData|/macrosheets/|/dialogsheets/|/activeX/|/embeddings/|/externalLinks/"
    r"|/connections\.xml)",
    re.IGNORECASE,
)
# How XML writes what it can't hold: ISO/IEC 29500-1, 22.9.2.19.
ONTSNAPT = re.compile(r"_x([0-9A-Fa-f]{4})_")

# What openpyxl raises on XML that no Excel writes, and zipfile on what is packed otherwise: with
# a password (RuntimeError), or in a way of its own.
ONLEESBAAR = (
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError, SyntaxError),
    *(RuntimeError, zipfile.BadZipFile, zlib.error, EOFError, InvalidFileException),
)


class ExcelBlad:
    """The table in the workbook `bestand`, a binary file: on whichever sheet it is.

    As CsvBlad: `kop`, `nummer` and `rijen`. A row may be shorter than the names of the columns.
    """

    def __init__(self, bestand, herken):
        keur(bestand)
        with leest():
            self._boek = load_workbook(bestand, read_only=True, data_only=True, keep_links=False)
        blad, plek = _vind(self._boek, herken)
        self._rijen = enumerate(_cellen(blad), 1)
        self.nummer, self.kop = 0, []
        for _rij in range(plek + 1):
            self.nummer, self.kop = next(self._rijen, (0, []))

    def rijen(self):
        """(number, cells) of each row that isn't empty."""
        for nummer, cellen in self._rijen:
            self.nummer = nummer
            if any(cel not in (None, "") for cel in cellen):
                yield nummer, cellen


def keur(bestand):
    """Look at what a workbook would unpack to, without keeping any of it. Raises Tabelfout."""
    try:
        archief = zipfile.ZipFile(bestand)
    except zipfile.BadZipFile as fout:
        raise Tabelfout(_beschadigd()) from fout
    delen = archief.infolist()
    if "xl/workbook.xml" not in archief.namelist():
        zin = _("Dit is geen Excel-bestand (.xlsx). Bewaar het als .xlsx, of als CSV UTF-8.")
        raise Tabelfout(zin)
    if any(GEVAARLIJK.search(deel.filename) for deel in delen):
        zin = _(
            "Dit Excel-bestand bevat macro's of haalt gegevens uit andere bestanden. Kopieer je"
            " tabel als waarden naar een nieuw bestand."
        )
        raise Tabelfout(zin)
    if len(delen) > MEESTE_DELEN or sum(deel.file_size for deel in delen) > MEESTE_BYTES:
        raise Tabelfout(_te_groot())
    teller = _Teller()
    for deel in delen:
        with leest(), archief.open(deel) as inhoud:
            # A sheet may have any name: what looks like XML is counted, as far as it is.
            teller.tel(inhoud, streng=deel.filename.endswith((".xml", ".rels")))
    bestand.seek(0)


@contextmanager
def leest():
    """While this lasts, what nothing can be made of is a Tabelfout."""
    try:
        yield
    except ONLEESBAAR as fout:
        raise Tabelfout(_beschadigd()) from fout


def _beschadigd():
    return _("Dit Excel-bestand is beschadigd. Bewaar het opnieuw.")


def _te_groot():
    return _(
        "Dit Excel-bestand is te groot om te lezen. Kopieer alleen je tabel naar een nieuw bestand,"
        " zonder lege rijen en kolommen."
    )


class _Teller:
    """Counts the elements of some XML, and looks how far down and to the right its cells stand."""

    def __init__(self):
        self.aantal = self.kolom = 0

    def tel(self, inhoud, *, streng):
        """Count one part. Raises Tabelfout, also for what should be XML (`streng`) and isn't."""
        begin = inhoud.read(BLOK)
        if not streng and not LIJKT_XML.match(begin):
            return
        lezer = expat.ParserCreate()
        lezer.StartElementHandler = self._element
        lezer.StartDoctypeDeclHandler = self._doctype
        try:
            lezer.Parse(begin)
            while blok := inhoud.read(BLOK):
                lezer.Parse(blok)
            lezer.Parse(b"", True)
        except (expat.ExpatError, zipfile.BadZipFile, EOFError) as fout:
            if streng:
                raise Tabelfout(_beschadigd()) from fout

    def _element(self, naam, kenmerken):
        self.aantal += 1
        if self.aantal > MEESTE_ELEMENTEN:
            raise Tabelfout(_te_groot())
        naam = naam.rpartition(":")[2]
        if naam == "row":
            self.kolom = 0
            if not _kan_rij_zijn(kenmerken.get("r", "1")):
                raise Tabelfout(_te_groot())
        elif naam == "c":
            plek = kenmerken.get("r", "").rstrip("0123456789")
            self.kolom = _kolom(plek) if plek else self.kolom + 1
            if self.kolom > MEESTE_KOLOMMEN:
                raise Tabelfout(_te_groot())

    def _doctype(self, *_kenmerken):
        # No workbook has one; it can hold entities that unfold without end.
        raise Tabelfout(_("Dit is geen gewoon Excel-bestand. Bewaar het opnieuw in Excel."))


def _kan_rij_zijn(nummer):
    # A longer number can't be, and may be too long to read.
    is_getal = nummer.isascii() and nummer.isdigit() and len(nummer) <= len(str(LAATSTE_RIJ))
    return is_getal and 1 <= int(nummer) <= LAATSTE_RIJ


def _kolom(letters):
    try:
        return column_index_from_string(letters)
    except ValueError:
        return MEESTE_KOLOMMEN + 1


def _vind(boek, herken):
    """(sheet, place of the row with the names): the one sheet that has them all, or else most."""
    zichtbaar = [blad for blad in boek.worksheets if blad.sheet_state == "visible"]
    gevonden = []
    for blad in zichtbaar:
        # What the file says of its size may be anything.
        blad.reset_dimensions()
        begin = list(islice(_cellen(blad), KOP_BINNEN))
        gevonden.append((*beste_kop(begin, herken), blad))
    if not gevonden:
        raise Tabelfout(_("Dit Excel-bestand heeft geen blad dat te zien is."))
    beste = max(score for score, _plek, _blad in gevonden)
    gelijk = [(blad, plek) for score, plek, blad in gevonden if score >= min(beste, VOLLEDIG)]
    if beste >= VOLLEDIG and len(gelijk) > 1:
        zin = _("Meer dan één blad heeft deze kolommen: %(bladen)s. Laat er één in het bestand.")
        raise Tabelfout(zin % {"bladen": ", ".join(blad.title for blad, _plek in gelijk)})
    return next((paar for paar in gelijk if paar[1] >= 0), gelijk[0])


def _cellen(blad):
    with leest():
        for rij in blad.iter_rows(values_only=True):
            yield [ontsnapt(cel) if isinstance(cel, str) else cel for cel in rij]


def ontsnapt(tekst):
    """A text of a workbook with the characters that XML could not hold."""
    return ONTSNAPT.sub(lambda vorm: chr(int(vorm[1], 16)), tekst) if "_x" in tekst else tekst
