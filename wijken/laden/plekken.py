"""The places of this site by their CBS codes."""

import re

from buurtnet.kern.tekst import een_regel

from ..models import Wijk
from . import Fout

CODE = re.compile(r"GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4}")
# What a spreadsheet makes of a code without letters: a number with a zero behind the mark, or
# with its thousands apart.
NUL_ACHTERAAN = re.compile(r"[.,]0{1,2}$")
DUIZENDTALLEN = re.compile(r"\d{1,3}(?:[. ]\d{3})+")
LENGTES = {"GM": 4, "WK": 6, "BU": 8}


def code_van(soort, waarde):
    """The full code for a cell that may lack its letters, leading zeros or have spaces; or None.

    `soort` is GM, WK or BU: "140000" of soort BU is BU00140000.
    """
    kaal = NUL_ACHTERAAN.sub("", een_regel(waarde).upper()).removeprefix(soort)
    if DUIZENDTALLEN.fullmatch(kaal):
        kaal = kaal.replace(".", "").replace(" ", "")
    code = soort + kaal.zfill(LENGTES[soort])
    return code if CODE.fullmatch(code) else None


def gemeente_van(code):
    """The gemeente that a code of a buurt or wijk lies in."""
    return f"GM{code[2:6]}"


def eigen_gemeenten():
    """The codes of the gemeenten that stand on this site."""
    steden = Wijk.objects.filter(soort=Wijk.Soort.STAD, cbs_code__startswith="GM")
    codes = frozenset(steden.values_list("cbs_code", flat=True))
    if not codes:
        raise Fout("Deze site kent nog geen gemeente. Noem er een: --gemeente GM0014.")
    return codes


class Plekken:
    """All places in these gemeenten.

    Take it within a transaction: the rows stay locked for who changes them.
    """

    def __init__(self, gemeenten):
        self.gemeenten = gemeenten
        Wijk.houd_boom()
        rijen = Wijk.objects.exclude(soort=Wijk.Soort.STREEK).select_for_update()
        self.rijen = list(rijen.order_by("pk"))
        self._met_code = {}
        for rij in self.rijen:
            self.neem_op(rij)

    def neem_op(self, rij):
        """Let a place that was made just now count as well."""
        for code in rij.cbs_codes:
            self._met_code.setdefault(code, []).append(rij)

    def met_code(self):
        """The places that consist of something in these gemeenten."""
        return [rij for rij in self.rijen if self._is_hier(rij)]

    def zonder_code(self):
        """The wijken and dorpen that CBS doesn't know, as far as this site does."""
        return [rij for rij in self.rijen if rij.is_woonplaats and not rij.cbs_codes]

    def _is_hier(self, rij):
        return any(gemeente_van(code) in self.gemeenten for code in rij.cbs_codes)

    def met_eigen(self, code):
        """Whether `code` is a place of its own here, or a part of one that isn't a gebied."""
        grote = (Wijk.Soort.STAD, Wijk.Soort.GEBIED)
        return any(
            rij.cbs_code == code or rij.soort not in grote for rij in self._met_code.get(code, ())
        )

    def codes(self):
        """All codes that a place of this site consists of."""
        return self._met_code.keys()

    def ken(self, code):
        """Whether any place consists of this, in whole or in part."""
        return code in self._met_code

    def kleinste(self, codes):
        """The smallest place that holds one of `codes`, the nearest code first; or None."""
        for code in codes:
            rijen = self._met_code.get(code, ())
            if rijen:
                return max(rijen, key=lambda rij: (rij.pad.count("/"), -len(rij.cbs_codes)))
        return None
