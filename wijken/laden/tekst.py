"""Opening text files as people get them: any usual encoding, any line ending."""

import codecs
import csv
import re
from contextlib import contextmanager

from . import Fout

BLOK = 1 << 20
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# Why a file can't be read.
REDENEN = {
    FileNotFoundError: "het bestaat niet",
    IsADirectoryError: "het is een map",
    NotADirectoryError: "de map bestaat niet",
    PermissionError: "je hebt er geen recht toe",
}
# What stands under a table for people to read.
VOETREGEL = re.compile(r"\s*(©|Bron\b)")


@contextmanager
def open_tekst(pad):
    """The file `pad` as text, its line endings untouched."""
    try:
        with open(pad, encoding=_codering(pad), errors="replace", newline="") as bestand:
            yield bestand
    except OSError as fout:
        reden = REDENEN.get(type(fout), f"fout {fout.errno}")
        raise Fout(f"{pad} is niet te lezen: {reden}.") from fout


def _codering(pad):
    """Its byte order mark decides, or else whether it is valid UTF-8."""
    with open(pad, "rb") as bestand:
        begin = bestand.read(4)
        for bom, codering in BOMS.items():
            if begin.startswith(bom):
                return codering
        decoder = codecs.getincrementaldecoder("utf-8")()
        blok = begin
        try:
            while blok:
                decoder.decode(blok)
                blok = bestand.read(BLOK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


class Tabel:
    """A CSV file, read line by line.

    `kolommen` is {name: patterns of the heads it may have, the surest first}; a name that ends in
    "?" may be absent.
    """

    def __init__(self, pad, kolommen):
        self.pad, self.kolommen = pad, kolommen
        self._lezer = None

    @property
    def regel(self):
        """The number of the line that was read last; the heads are line 1."""
        return 1 + (self._lezer.line_num if self._lezer else 0)

    def rijen(self):
        """For each line the cells of the columns, in the order asked; None when absent."""
        with open_tekst(self.pad) as bestand:
            kop = bestand.readline()
            scheiding = max(";,\t", key=kop.count)
            plekken = self._plekken(next(csv.reader([kop], delimiter=scheiding), []))
            breedte = max(plek for plek in plekken if plek is not None) + 1
            self._lezer = csv.reader(bestand, delimiter=scheiding)
            try:
                for rij in self._lezer:
                    if len(rij) >= breedte:
                        yield [None if plek is None else rij[plek] for plek in plekken]
                    elif not self._telt_niet(rij):
                        raise self.fout(f"{len(rij)} kolommen, er horen er {breedte} te zijn")
            except csv.Error as fout:
                raise self.fout(f"geen goede CSV ({fout})") from fout

    @staticmethod
    def _telt_niet(rij):
        cellen = [cel for cel in rij if cel.strip()]
        return not cellen or (len(cellen) == 1 and VOETREGEL.match(cellen[0]))

    def _plekken(self, kop):
        kop = [naam.strip().strip('"').lower() for naam in kop]
        plekken = []
        for naam, patronen in self.kolommen.items():
            passend = [
                plek
                for patroon in patronen
                for plek, titel in enumerate(kop)
                if re.fullmatch(patroon, titel)
            ]
            if not passend and not naam.endswith("?"):
                gevonden = ", ".join(kop)[:200] or "niets"
                raise Fout(f"{self.pad}: er is geen kolom met {naam}. Gevonden: {gevonden}.")
            plekken.append(passend[0] if passend else None)
        return plekken

    def fout(self, zin):
        """A Fout about the line that was read last."""
        return Fout(f"{self.pad}, regel {self.regel}: {zin}.")
