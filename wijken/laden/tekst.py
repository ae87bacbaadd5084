"""Opening text files as people get them: any usual encoding, any line ending."""

import io
import re
from contextlib import contextmanager

from buurtnet.kern.tabel import VOLLEDIG, Tabelfout
from buurtnet.kern.tabel.codering import PROEF, codering_van, eis_tekst
from buurtnet.kern.tabel.csvtekst import CsvBlad
from buurtnet.kern.tekst import een_regel

from . import Fout

BLOK = 1 << 20
# Why a file can't be read.
REDENEN = {
    FileNotFoundError: "het bestaat niet",
    IsADirectoryError: "het is een map",
    NotADirectoryError: "de map bestaat niet",
    PermissionError: "je hebt er geen recht toe",
}
# What stands under a table for people to read.
VOETREGEL = re.compile(r"\s*(©|Bron\b)")
# A heading for people: the way to it through the tree of topics, and its unit.
PAD_EN_EENHEID = re.compile(r"(?:.*/)?\s*([^/]+?)\s*(?:\([^()]*\))?")


@contextmanager
def open_tekst(pad):
    """The file `pad` as text, its line endings untouched."""
    try:
        with open(pad, "rb") as bestand:
            begin = bestand.read(PROEF)
            eis_tekst(begin)
            bestand.seek(0)
            codering = codering_van(bestand)
            yield io.TextIOWrapper(bestand, encoding=codering, errors="replace", newline="")
    except OSError as fout:
        reden = REDENEN.get(type(fout), f"fout {fout.errno}")
        raise Fout(f"{pad} is niet te lezen: {reden}.") from fout
    except Tabelfout as fout:
        raise Fout(f"{pad}: {fout}") from fout


class Tabel:
    """A CSV file, read line by line.

    `kolommen` is {name: patterns of the heads it may have, the surest first}; a name that ends in
    "?" may be absent.
    """

    def __init__(self, pad, kolommen):
        self.pad, self.kolommen = pad, kolommen
        self._blad = None

    @property
    def regel(self):
        """The number of the line that was read last."""
        return self._blad.nummer if self._blad else 1

    def rijen(self):
        """For each line the cells of the columns, in the order asked; None when absent."""
        with open_tekst(self.pad) as bestand:
            self._blad = CsvBlad(bestand, self._herken)
            plekken = self._plekken(self._blad.kop)
            nodig = max(plek for plek in plekken if plek is not None) + 1
            breedte = len(self._blad.kop)
            for _nummer, rij in self._blad.rijen():
                if len(rij) >= nodig and not any(rij[breedte:]):
                    yield [None if plek is None else rij[plek] for plek in plekken]
                elif not self._telt_niet(rij):
                    horen = nodig if len(rij) < nodig else breedte
                    raise self.fout(f"{len(rij)} kolommen, er horen er {horen} te zijn")

    @staticmethod
    def _telt_niet(rij):
        cellen = [cel for cel in rij if cel.strip()]
        return not cellen or (len(cellen) == 1 and VOETREGEL.match(cellen[0]))

    def _herken(self, cellen):
        """How surely these are the heads of the columns."""
        passend = {naam: self._passend(cellen, naam) for naam in self.kolommen}
        nodig = all(plekken for naam, plekken in passend.items() if not naam.endswith("?"))
        return sum(map(bool, passend.values())) + (VOLLEDIG if nodig else 0)

    def _passend(self, kop, naam):
        """The places of the heads that fit the surest pattern with any."""
        koppen = [een_regel(str(cel)).strip('" ').lower() for cel in kop]
        kort = [PAD_EN_EENHEID.fullmatch(cel) for cel in koppen]
        for patroon in self.kolommen[naam]:
            plekken = [
                plek
                for plek, (heel, deel) in enumerate(zip(koppen, kort, strict=True))
                if re.fullmatch(patroon, heel) or (deel and re.fullmatch(patroon, deel[1]))
            ]
            if plekken:
                return plekken
        return []

    def _plekken(self, kop):
        plekken = []
        for naam in self.kolommen:
            passend = self._passend(kop, naam)
            if not passend and not naam.endswith("?"):
                gevonden = ", ".join(een_regel(cel).lower() for cel in kop)[:200] or "niets"
                raise Fout(f"{self.pad}: er is geen kolom met {naam}. Gevonden: {gevonden}.")
            if len(passend) > 1:
                dubbel = ", ".join(een_regel(kop[plek]) for plek in passend)[:200]
                raise Fout(
                    f"{self.pad}: meer dan één kolom met {naam}: {dubbel}. Houd er één over."
                )
            plekken.append(passend[0] if passend else None)
        return plekken

    def fout(self, zin):
        """A Fout about the line that was read last."""
        return Fout(f"{self.pad}, regel {self.regel}: {zin}.")
