"""CBS key figures: how many people live where."""

import re

from . import Fout
from .plekken import CODE, gemeente_van
from .tekst import Tabel

KOLOMMEN = {
    "CBS-codes (Codering_3 of RegioS)": (
        r"codering_\d+",
        r"gwb_code(_10)?",
        r"regios|wijkenenbuurten",
    ),
    "AantalInwoners_5": (r"aantalinwoners_\d+|aantal_?inwoners", r"a_inw"),
}
ONBEKEND = frozenset({"", ".", "-", "x", "X"})
# As StatLine writes it, or with points between the thousands; negative stands for unknown.
AANTAL = re.compile(r"(-?\d+)(?:\.0+)?|\d{1,3}(?:\.\d{3})+")
PER_MELDING = 10_000


def lees_inwoners(pad, gemeenten, meld):
    """{code: inhabitants, or None when CBS doesn't say} of all that lies in `gemeenten`."""
    tabel = Tabel(pad, KOLOMMEN)
    inwoners, codes = {}, 0
    for nummer, (ruw, aantal) in enumerate(tabel.rijen(), 1):
        if not nummer % PER_MELDING:
            meld(nummer, "regels")
        code = ruw.strip().upper()
        if not CODE.fullmatch(code):
            continue
        codes += 1
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
    tekst = tekst.strip()
    if tekst in ONBEKEND:
        return None
    vorm = AANTAL.fullmatch(tekst)
    if not vorm:
        raise tabel.fout(f"“{tekst[:30]}” is geen aantal inwoners")
    aantal = int(vorm[1] or tekst.replace(".", ""))
    return aantal if aantal >= 0 else None


def inwoners_van(plek, inwoners):
    """The number for a place: of its own code, or the sum of its parts when all are known."""
    delen = [inwoners.get(code) for code in plek.cbs_codes]
    return sum(delen) if delen and None not in delen else None
