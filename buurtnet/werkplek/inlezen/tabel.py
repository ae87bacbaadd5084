"""The table that a file holds: which sheet, which row has the headings, and what each row says."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from buurtnet.bewerken.cellen import plat
from buurtnet.kern.tabel import KOP_BINNEN, VOLLEDIG
from buurtnet.kern.tekst import een_regel

from .velden import THEMAKOLOM, raad_velden

# So many themes above columns, and it is no accident.
MATRIX = 3
# So sure is a row with a heading for the parties alone.
HALF = VOLLEDIG // 2
JA = frozenset("x xx ja j yes y true waar 1 v + * ✓ ✔ ✅ ☑ ☒ √ ● • ■ ◼ ⬤ ★".split())
NEE = frozenset("- – — / nee n no false onwaar 0 nvt n.v.t geen ○ ☐".split())
ONZEKER = frozenset({"?", "??", "???"})
# Rows below or between the parties.
GEEN_PARTIJ = frozenset("totaal totalen aantal som subtotaal legenda bron".split())
VOORBEELDEN = 3


class Cel(NamedTuple):
    """What a cell says, and where it stands: "B7"."""

    plek: str
    tekst: str


class Regel(NamedTuple):
    """One fact that a table states: {name of a field: Cel}.

    `thema` is the key of the theme that a column of a matrix is.
    """

    nummer: int
    cellen: dict
    thema: int | None = None

    def tekst(self, veld):
        """What is said under this field, in one line; "" when nothing is."""
        return plat(self.cellen[veld].tekst) if veld in self.cellen else ""

    def met(self, veld, cel):
        """The same, with another Cel under this field."""
        return self._replace(cellen=self.cellen | {veld: cel})

    def plek(self, veld):
        """Where this field stands: "B7", or of one that has no column the row."""
        return self.cellen[veld].plek if veld in self.cellen else _plek_van_regel(self.nummer)


class Tabel:
    """A sheet with its headings. `keuze`: see `kies_tabel`; with what each column is as well."""

    def __init__(self, bladen, keuze):
        _naam, rijen = bladen[keuze["blad"]]
        koppen = next((cellen for nummer, cellen in rijen if nummer == keuze["kop"]), [])
        self.rijen = [(nummer, cellen) for nummer, cellen in rijen if nummer > keuze["kop"]]
        breedte = max((len(cellen) for _nummer, cellen in self.rijen), default=0)
        breedte = max(breedte, len(koppen))
        self.koppen = [een_regel(koppen[i]) if i < len(koppen) else "" for i in range(breedte)]
        self.koppeling = keuze.get("kolommen") or {}
        self._per_veld = {}
        for plek, naam in sorted((int(plek), naam) for plek, naam in self.koppeling.items()):
            if naam and plek < breedte:
                self._per_veld.setdefault(naam, []).append(plek)

    @property
    def is_matrix(self):
        return any(naam.startswith(THEMAKOLOM) for naam in self._per_veld)

    def heeft(self, veld):
        """Whether a column is this field."""
        return veld in self._per_veld

    def kolommen(self):
        """[(place, what it is called, a few of its texts)] of the columns that say something."""
        gevuld = []
        for plek, kop in enumerate(self.koppen):
            teksten = dict.fromkeys(
                een_regel(cellen[plek]) for _nr, cellen in self.rijen if len(cellen) > plek
            )
            teksten.pop("", None)
            if kop or teksten:
                naam = kop or _("Kolom %(letter)s") % {"letter": get_column_letter(plek + 1)}
                gevuld.append((plek, naam, list(teksten)[:VOORBEELDEN]))
        return gevuld

    def regels(self):
        """Every Regel, in order; rows that name nothing are none."""
        for nummer, cellen in self.rijen:
            basis = {
                veld: self._cel(nummer, cellen, plekken)
                for veld, plekken in self._per_veld.items()
                if not veld.startswith(THEMAKOLOM)
            }
            basis = {veld: cel for veld, cel in basis.items() if cel.tekst}
            if not self.is_matrix:
                if basis:
                    yield Regel(nummer, basis)
            elif self._is_partij(basis):
                yield from self._kruisen(nummer, cellen, basis)

    def _cel(self, nummer, cellen, plekken):
        teksten = [cellen[plek].strip() for plek in plekken if plek < len(cellen)]
        return Cel(_plek(plekken[0], nummer), "; ".join(filter(None, teksten)))

    @staticmethod
    def _is_partij(basis):
        naam = een_regel(basis["organisatie"].tekst) if "organisatie" in basis else ""
        return bool(naam) and naam.casefold().strip(" :") not in GEEN_PARTIJ

    def _kruisen(self, nummer, cellen, basis):
        for veld, plekken in self._per_veld.items():
            if not veld.startswith(THEMAKOLOM):
                continue
            thema = int(veld.removeprefix(THEMAKOLOM))
            for plek in plekken:
                tekst = een_regel(cellen[plek]) if plek < len(cellen) else ""
                kort = tekst.casefold().strip(" .")
                if not kort or kort in NEE:
                    continue
                waar = Cel(_plek(plek, nummer), self.koppen[plek])
                kruis = {"thema": waar}
                if kort not in JA:
                    kruis["kruis"] = Cel(waar.plek, tekst)
                yield Regel(nummer, basis | kruis, thema)


def _plek_van_regel(nummer):
    return _("regel %(nr)d") % {"nr": nummer}


def _plek(kolom, nummer):
    return f"{get_column_letter(kolom + 1)}{nummer}"


# Which sheet, which row


def herkenner(themas, velden):
    """A `herken` (see `kern.tabel.beste_kop`) for the headings of a list or a matrix."""

    def herken(cellen):
        koppen = ["" if cel is None else een_regel(str(cel)) for cel in cellen]
        gevuld = [kop for kop in koppen if kop]
        # A name of a party may have a word of a heading in it: "Stichting De Brug".
        geraden = [naam for naam in raad_velden(koppen, velden, minstens=0.5) if naam]
        aantal_themas = sum(map(themas.kent, gevuld))
        lijst = "organisatie" in geraden
        score = max(len(geraden), aantal_themas)
        if (lijst and len(geraden) > 1) or aantal_themas >= MATRIX:
            return score + VOLLEDIG
        return score + (HALF if lijst else 0)

    return herken


def kies_tabel(bladen, herken):
    """(choice, whether it is sure): {"blad": place of the sheet, "kop": number of the row}.

    Sure when one sheet has headings that are known, or the only sheet has some that may be.
    """
    kansen = []
    for plek, (_naam, rijen) in enumerate(bladen):
        begin = [(nummer, cellen) for nummer, cellen in rijen if nummer <= KOP_BINNEN]
        scores = [(herken(cellen), -nummer) for nummer, cellen in begin]
        score, nummer = max(scores, default=(0, -rijen[0][0]))
        kansen.append((score, -plek, -nummer))
    score, plek, nummer = max(kansen)
    volledig = [kans for kans in kansen if kans[0] >= VOLLEDIG]
    zeker = len(volledig) == 1 or (len(bladen) == 1 and score >= HALF)
    return {"blad": -plek, "kop": nummer}, zeker
