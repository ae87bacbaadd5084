"""A table as text: CSV with any separator, below any title, read line by line."""

import csv
import re
from itertools import chain, islice

from django.utils.translation import gettext as _

from . import KOP_BINNEN, MEESTE_KOLOMMEN, Tabelfout, beste_kop

SCHEIDINGEN = ";,\t|"
# How Excel is told which separator it is.
SEP = re.compile(r'\ufeff?"?sep=(.|\\t)"?\s*', re.IGNORECASE)
# A longer line is no line of a table, and is never in memory as a whole.
LANGSTE_REGEL = 1 << 20


class CsvBlad:
    """The table in `tekst`, a text file whose line ends are untouched.

    `kop` are the names of its columns, in row `nummer`; that becomes the number of the row that
    `rijen` gave last. Rows count from 1, as a spreadsheet shows them. `erboven` are the rows above
    the names, as `rijen` gives them.
    """

    def __init__(self, tekst, herken):
        regels = _regels(tekst)
        begin = list(islice(regels, KOP_BINNEN))
        self.nummer = 0
        scheidingen = SCHEIDINGEN
        if begin and (sep := SEP.fullmatch(begin[0])):
            scheidingen = "\t" if sep[1] == "\\t" else sep[1]
            self.nummer = 1
            del begin[0]
        scheiding, plek = _vind(begin, scheidingen, herken)
        self._lezer = csv.reader(chain(begin, regels), delimiter=scheiding, strict=True)
        self.erboven = []
        for _rij in range(plek):
            cellen = self._volgende() or []
            self.erboven.append((self.nummer, cellen))
        self.kop = self._volgende() or []

    def rijen(self):
        """(number, cells) of each row that isn't empty."""
        while (cellen := self._volgende()) is not None:
            if any(cellen):
                yield self.nummer, cellen

    def _volgende(self):
        """The cells of the next row; None at the end."""
        try:
            cellen = next(self._lezer, None)
        except csv.Error as fout:
            zin = _(
                "regel %(regel)d: geen goede CSV (%(fout)s). Staat daar een aanhalingsteken te veel"
                " of te weinig?"
            )
            raise Tabelfout(zin % {"regel": self.nummer + 1, "fout": fout}) from fout
        if cellen is None:
            return None
        self.nummer += 1
        if len(cellen) > MEESTE_KOLOMMEN:
            zin = _("regel %(regel)d: meer dan %(aantal)d kolommen. Haal weg wat ernaast staat.")
            raise Tabelfout(zin % {"regel": self.nummer, "aantal": MEESTE_KOLOMMEN})
        return cellen


def _regels(tekst):
    nummer = 0
    while regel := tekst.readline(LANGSTE_REGEL):
        nummer += 1
        if len(regel) == LANGSTE_REGEL and regel[-1] not in "\r\n":
            zin = _("regel %(regel)d is te lang voor een tabel. Is dit wel een CSV-bestand?")
            raise Tabelfout(zin % {"regel": nummer})
        yield regel


def _vind(begin, scheidingen, herken):
    """(separator, place of the row with the names): of all ways to read it the one known best.

    Where nothing is known: the first row that isn't empty, by the separator that it has most of.
    """
    gevonden = []
    for scheiding in scheidingen:
        rijen = list(_zolang_het_gaat(csv.reader(begin, delimiter=scheiding)))
        score, plek = beste_kop(rijen, herken)
        breedte = len(rijen[plek]) if 0 <= plek < len(rijen) else 0
        gevonden.append(((score, breedte if not score else 0), scheiding, plek))
    (score, _breedte), scheiding, plek = max(gevonden, key=lambda een: een[0])
    if not score:
        plek = next((nr for nr, regel in enumerate(begin) if regel.strip(' \t\r\n;,|"')), 0)
    return scheiding, plek


def _zolang_het_gaat(lezer):
    try:
        yield from lezer
    except csv.Error:
        return
