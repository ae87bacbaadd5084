"""What somebody filled in on the rooster, read from what their browser sends."""

import re
from dataclasses import dataclass

from buurtnet.kern.tekst import een_regel

from .nieuw import ONBEKEND, Regel

# The name of a cell's box is the sleutel of its party; its value the key of the theme.
PARTIJ = re.compile(r"[on][0-9]{1,17}|r:.{1,120}")
GETAL = re.compile(r"[0-9]{1,17}")
RIJ = re.compile(r"([0-9]{1,17})\.([0-9]{1,9})")
MERK = re.compile(r"[0-9a-f]{8}")
# So many lines for new parties at a time, and so many rows: more than any wijk has.
MEESTE_NIEUWE, MEESTE_RIJEN = 40, 5_000


@dataclass(frozen=True)
class Ingevuld:
    """`aan`: the cells (sleutel, theme) that are ticked; `was`: {key: version} of the rows that
    the sheet was made from; `klopt`: parties of which all is still right, or `alles` of the sheet;
    `ongeluk`: cells that never were so; `nieuw`: lines for new parties, empty ones left out;
    `overal`: {sleutel: mark} of parties of which all is still right in all wijken (see `Overal`).
    """

    aan: frozenset
    was: dict
    klopt: frozenset
    alles: bool
    ongeluk: frozenset
    nieuw: tuple
    overal: dict


def lees_ingevuld(data):
    """The Ingevuld of a QueryDict; what can't have come from the sheet is left out."""
    aan = {
        (naam, int(waarde))
        for naam in data
        if is_partij(naam)
        for waarde in data.getlist(naam)
        if GETAL.fullmatch(waarde)
    }
    rijen = RIJ.findall(data.get("was", ""))[:MEESTE_RIJEN]
    was = {int(pk): int(versie) for pk, versie in rijen}
    klopt = frozenset(filter(is_partij, data.getlist("klopt")))
    ongeluk = frozenset(filter(None, map(_cel, data.getlist("ongeluk"))))
    alles = "alles" in data.getlist("klopt")
    overal = dict(filter(None, map(_overal, data.getlist("overal"))))
    return Ingevuld(frozenset(aan), was, klopt, alles, ongeluk, tuple(_nieuwe(data)), overal)


def is_partij(sleutel):
    """Whether this may be the sleutel of a Partij."""
    return PARTIJ.fullmatch(sleutel) and "\x00" not in sleutel


def _cel(waarde):
    sleutel, _punt, thema = waarde.rpartition(".")
    past = is_partij(sleutel) and GETAL.fullmatch(thema)
    return (sleutel, int(thema)) if past else None


def _overal(waarde):
    sleutel, _punt, merk = waarde.rpartition(".")
    return (sleutel, merk) if is_partij(sleutel) and MERK.fullmatch(merk) else None


def _nieuwe(data):
    for nummer in range(MEESTE_NIEUWE):
        veld = f"nieuw{nummer}"
        naam = een_regel(data.get(veld, "").replace("\x00", ""))
        themas = frozenset(int(een) for een in data.getlist(f"{veld}_op") if GETAL.fullmatch(een))
        if naam or themas:
            keuze, gezocht = (data.get(f"{veld}_{deel}", "") for deel in ("keuze", "bij"))
            soort = data.get(f"{veld}_soort", ONBEKEND)
            yield Regel(naam, soort, themas, keuze, een_regel(gezocht.replace("\x00", "")))
