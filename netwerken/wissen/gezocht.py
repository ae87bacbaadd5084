"""Whom to look for: an address and the names that go with it, however they are written."""

import json
import re

from buurtnet.kern.versleuteling import MERK, Onleesbaar, ontsleutel

# What stands for somebody who was erased within a longer text.
GEWIST = "[gewist]"
VERSLEUTELD = re.compile(rf"{MERK}[\w=-]+")
ONTSNAPT = re.compile(r"\\u([0-9a-fA-F]{4})")


class Gezocht:
    """An address, and names of at least two words: one word may be that of anything."""

    def __init__(self, adres, namen=()):
        self.adres = adres.strip().lower()
        self.namen = sorted({naam.casefold().strip() for naam in namen if len(naam.split()) > 1})
        delen = [_van_adres(self.adres), *map(_van_naam, self.namen)]
        self.patroon = re.compile("|".join(delen), re.IGNORECASE)

    def staat_in(self, tekst):
        """Whether it stands in `tekst`, also as JSON escapes it, or encrypted by us."""
        leesbaar = ONTSNAPT.sub(lambda teken: chr(int(teken[1], 16)), tekst)
        return any(map(self.patroon.search, (leesbaar, *_ontsleuteld(leesbaar))))

    def is_alles(self, tekst):
        """Whether `tekst` is nothing else."""
        return bool(self.patroon.fullmatch(tekst.strip()))

    def haal_uit(self, waarde):
        """`waarde`, a text or what JSON holds, without it."""
        if isinstance(waarde, str):
            if any(map(self.patroon.search, _ontsleuteld(waarde))):
                return ""
            return self.patroon.sub(GEWIST, waarde)
        if isinstance(waarde, list):
            return [self.haal_uit(deel) for deel in waarde]
        if isinstance(waarde, dict):
            return {self.haal_uit(naam): self.haal_uit(deel) for naam, deel in waarde.items()}
        return waarde


def als_tekst(waarde):
    """A value of a column as text to look in; None of what holds none, such as a number."""
    if isinstance(waarde, bytes | memoryview):
        return bytes(waarde).decode("utf-8", "replace")
    if isinstance(waarde, list | dict):
        return json.dumps(waarde, ensure_ascii=False)
    return waarde if isinstance(waarde, str) else None


def _van_adres(adres):
    voor, _apenstaart, achter = adres.partition("@")
    return rf"(?<![\w.+%-]){re.escape(voor)}(?:@|%40){re.escape(achter)}(?![\w-]|\.\w)"


def _van_naam(naam):
    """The words of it, with anything but a letter or digit in between: as in an address too."""
    woorden = r"[\W_]+".join(re.escape(woord) for woord in re.findall(r"\w+", naam))
    return rf"(?<![^\W_]){woorden}(?![^\W_])"


def _ontsleuteld(tekst):
    for versleuteld in VERSLEUTELD.findall(tekst) if MERK in tekst else ():
        try:
            yield ontsleutel(versleuteld)
        except Onleesbaar:
            # Of another SECRET_KEY: nobody can read it any more.
            continue
