"""Numbers as people and programs write them: with a comma or a point, thousands apart or not."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.utils.translation import gettext as _

from .tekst import een_regel

# Longer is no number that anybody counts to, and takes long to read.
LANGSTE = 40
EURO = 2  # decimals
GEWOON = re.compile(r"([-+]?\d*)(?:[.,](\d*))?")
# 1.000 · 1 000,5 · 12,345,678.9: groups of three, of which the first may be shorter.
GROEPEN = re.compile(r"([-+]?[1-9]\d{0,2})((?:([ .,'’])\d{3})(?:\3\d{3})*)(?:(?!\3)[.,](\d+))?")
DUIZENDTALLEN = re.compile(r"[-+]?[1-9]\d{0,2}\.\d{3}")
DRIE_DECIMALEN = re.compile(r"[-+]?(?:0|\d{4,})\.0{3}")


def lees_nummer(tekst, cijfers=9):
    """What a row, a version or a place is numbered by, as a form or an address sends it.

    None for anything but so many digits at most.
    """
    return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) <= cijfers else None


def lezingen(tekst):
    """{what `tekst` can mean: whether its thousands are then apart}; two for "1.000"."""
    tekst = een_regel(tekst).replace("−", "-")
    gevonden = {}
    if len(tekst) > LANGSTE:
        return gevonden
    if (vorm := GEWOON.fullmatch(tekst)) and any(map(str.isdigit, tekst)):
        gevonden[Decimal(f"{vorm[1]}.{vorm[2] or 0}")] = False
    if vorm := GROEPEN.fullmatch(tekst):
        heel = vorm[1] + vorm[2].replace(vorm[3], "")
        gevonden[Decimal(f"{heel}.{vorm[4] or 0}")] = True
    return gevonden


def lees_getal(tekst, grens=None, decimalen=None):
    """The Decimal that `tekst` means. Raises ValueError with a sentence, also when that is unsure.

    `grens`: what isn't below it, either way, isn't meant. `decimalen`: how many of them are kept.
    """
    getallen = [getal for getal in lezingen(tekst) if grens is None or abs(getal) < grens]
    return _een(
        tekst,
        getallen or list(lezingen(tekst)),
        _geen_getal(decimalen),
    )


def rond_af(getal, decimalen):
    """`getal`, a Decimal, in so many decimals; a half goes away from zero. Raises ValueError."""
    try:
        return getal.quantize(Decimal(1).scaleb(-decimalen), ROUND_HALF_UP)
    except InvalidOperation:
        raise ValueError(_geen_getal(decimalen) % {"tekst": str(getal)[:30]}) from None


def lees_geheel(tekst):
    """The whole number that `tekst` means. Raises ValueError, also when that is unsure.

    A point with three digits sets thousands apart, as one writes here; a comma may be either.
    """
    getallen = {getal: apart for getal, apart in lezingen(tekst).items() if getal == int(getal)}
    if DUIZENDTALLEN.fullmatch(een_regel(tekst)):
        getallen = {getal: apart for getal, apart in getallen.items() if apart}
    return int(_een(tekst, list(getallen), _niet_heel()))


def eis_geheel(getal):
    """The int that a Decimal is. Raises ValueError: of what is a number already nothing is read."""
    if getal != int(getal):
        raise ValueError(_niet_heel() % {"tekst": str(getal)[:30]})
    return int(getal)


def _geen_getal(decimalen):
    if decimalen == EURO:
        return _("“%(tekst)s” is geen bedrag. Schrijf het zo: 12500,50.")
    return _("“%(tekst)s” is geen getal. Schrijf het zo: 53,2194.")


def _niet_heel():
    return _("“%(tekst)s” is geen heel getal. Schrijf het zo: 1250.")


def _een(tekst, getallen, niets):
    """The one of `getallen`. Raises ValueError."""
    params = {"tekst": een_regel(tekst)[:30]}
    if not getallen:
        raise ValueError(niets % params)
    if len(getallen) > 1:
        een, ander = (f"{getal.normalize():f}" for getal in sorted(getallen))
        zin = _(
            "“%(tekst)s” kan %(een)s of %(ander)s zijn. Schrijf het zonder teken tussen de"
            " duizendtallen."
        )
        raise ValueError(zin % (params | {"een": een, "ander": ander}))
    return getallen[0]
