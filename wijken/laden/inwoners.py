"""CBS key figures: how many people live where."""

from buurtnet.kern.getal import DRIE_DECIMALEN, DUIZENDTALLEN, lees_geheel
from buurtnet.kern.tekst import een_regel

from . import Fout
from .plekken import CODE, gemeente_van
from .tekst import Tabel

KOLOMMEN = {
    "CBS-codes (Codering_3 of RegioS)": (
        r"codering(_\d+)?",
        r"gwb_code(_10)?",
        r"regio['’]?s|wijken ?en ?buurten",
    ),
    "AantalInwoners_5": (r"aantal[ _]?inwoners(_\d+)?", r"a_inw"),
}
ONBEKEND = frozenset({"", ".", "-", "x", "X"})
PER_MELDING = 10_000


def lees_inwoners(pad, gemeenten, meld):
    """{code: inhabitants, or None when CBS doesn't say} of all that lies in `gemeenten`."""
    tabel = Tabel(pad, KOLOMMEN)
    inwoners, codes, schrijfwijze = {}, 0, Schrijfwijze()
    for nummer, (ruw, aantal) in enumerate(tabel.rijen(), 1):
        if not nummer % PER_MELDING:
            meld(nummer, "regels")
        code = ruw.strip().upper()
        if not CODE.fullmatch(code):
            continue
        codes += 1
        schrijfwijze.zie(tabel, aantal)
        if gemeente_van(code) not in gemeenten:
            continue
        aantal = _aantal(tabel, aantal)
        if inwoners.setdefault(code, aantal) != aantal:
            raise tabel.fout(f"{code} staat er al met een ander aantal; kies één jaar")
    if not codes:
        raise Fout(f"{pad}: er staat geen enkele CBS-code in, zoals BU00140000.")
    if not inwoners:
        raise Fout(f"{pad}: geen enkele code ligt in {', '.join(sorted(gemeenten))}.")
    return inwoners


def _aantal(tabel, tekst):
    tekst = een_regel(tekst)
    if tekst in ONBEKEND:
        return None
    try:
        aantal = lees_geheel(tekst)
    except ValueError as fout:
        zin = "schrijf een heel getal, zoals 1000 of 1.000"
        raise tabel.fout(f"“{tekst[:30]}” is geen aantal inwoners; {zin}") from fout
    # Negative stands for unknown.
    return aantal if aantal >= 0 else None


class Schrijfwijze:
    """How a column writes its numbers: "1.000" is one in a file with three decimals.

    A file in which it could be either is refused.
    """

    def __init__(self):
        self.apart = self.decimalen = ""

    def zie(self, tabel, tekst):
        """Look at one more cell. Raises Fout."""
        tekst = een_regel(tekst)
        if DUIZENDTALLEN.fullmatch(tekst):
            self.apart = self.apart or tekst
        elif DRIE_DECIMALEN.fullmatch(tekst):
            self.decimalen = self.decimalen or tekst
        if self.apart and self.decimalen:
            raise tabel.fout(
                f"“{self.apart}” en “{self.decimalen}” staan in één kolom. Schrijf alle aantallen"
                " zonder punt"
            )


def inwoners_van(plek, inwoners):
    """The number for a place: of its own code, or the sum of its parts when all are known."""
    delen = [inwoners.get(code) for code in plek.cbs_codes]
    return sum(delen) if delen and None not in delen else None
