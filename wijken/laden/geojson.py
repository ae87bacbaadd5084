"""Reading the features of a GeoJSON file one by one: a file of the whole country is large."""

import json
import re

from . import Fout
from .tekst import BLOK, open_tekst

# Between features that each stand on a line of their own a mark may stand (RFC 8142).
SPATIES = " \t\r\n\x1e"
# One feature; that of the largest gemeente is a hundredth of this.
MEESTE_TEKENS = 64 * BLOK
# Where an answer of a server leads when it is a page of many: OGC API Features, 7.15.5.
ANDERE_BLADZIJDEN = frozenset({"next", "prev", "previous"})


class GeoJson:
    """A FeatureCollection, or Features one after the other.

    After `features` the other members of a collection stand in `leden`.
    """

    def __init__(self, pad):
        self.pad = pad
        self.leden = {}
        self._buffer, self._plek, self._op = "", 0, False
        self._decoder = json.JSONDecoder()

    def features(self):
        """Each feature, counted from 1: (number, feature). Raises Fout, also for a part of all."""
        nummer, gevonden = 0, False
        with open_tekst(self.pad) as self._bestand:
            self._verwacht("{", "het begin")
            while self._volgend() != "}":
                naam = self._waarde("het begin")
                self._verwacht(":", "het begin")
                if naam == "features":
                    gevonden = True
                    for nummer, feature in enumerate(self._lijst(), 1):
                        yield nummer, feature
                else:
                    self.leden[naam] = self._waarde(f"“{naam}”")
                self._scheiding("}", f"na vlak {nummer}")
            self._plek += 1
            if not gevonden and self.leden.get("type") == "Feature":
                gevonden = True
                yield from self._losse()
        self._weiger_deel(nummer)
        if not gevonden:
            raise Fout(f"{self.pad} is geen FeatureCollection: er staan geen “features” in.")

    def _losse(self):
        """The feature that was read as if it was the whole, and those that follow it."""
        eerste, self.leden = self.leden, {}
        nummer = 1
        yield nummer, eerste
        while self._volgend():
            nummer += 1
            yield nummer, self._waarde(f"vlak {nummer}")

    def _weiger_deel(self, aantal):
        """A page of the answer of a server says that there is more."""
        leden = self.leden
        tellingen = [str(leden.get(naam)) for naam in ("numberMatched", "totalFeatures")]
        totaal = max([aantal, *(int(een) for een in tellingen if re.fullmatch(r"\d{1,15}", een))])
        links = leden.get("links") if isinstance(leden.get("links"), list) else []
        bladzijden = {een.get("rel") for een in links if isinstance(een, dict)}
        eigenschappen = leden.get("properties")
        meer = [leden, eigenschappen if isinstance(eigenschappen, dict) else {}]
        if (
            totaal > aantal
            or bladzijden & ANDERE_BLADZIJDEN
            or leden.get("next")
            or any(een.get("exceededTransferLimit") for een in meer)
        ):
            van = f" van {totaal}" if totaal > aantal else ""
            raise Fout(
                f"{self.pad} is een deel: {aantal}{van} vlakken. Haal alle bladzijden op, of neem"
                " de download van het hele bestand."
            )

    def _lijst(self):
        nummer = 0
        self._verwacht("[", "“features”")
        while self._volgend() != "]":
            nummer += 1
            yield self._waarde(f"vlak {nummer}")
            self._scheiding("]", f"vlak {nummer}")
        self._plek += 1

    def _scheiding(self, einde, waar):
        """A comma, unless this is where it ends."""
        if self._volgend() != einde:
            self._verwacht(",", waar)
            if self._volgend() == einde:
                raise self._fout(waar)

    def _verwacht(self, teken, waar):
        if self._volgend() != teken:
            raise self._fout(waar)
        self._plek += 1

    def _volgend(self):
        """The next character that isn't white space; empty at the end."""
        while True:
            while self._plek < len(self._buffer) and self._buffer[self._plek] in SPATIES:
                self._plek += 1
            if self._plek < len(self._buffer):
                return self._buffer[self._plek]
            if not self._lees_verder():
                return ""

    def _waarde(self, waar):
        self._volgend()
        while True:
            try:
                waarde, einde = self._decoder.raw_decode(self._buffer, self._plek)
            except (ValueError, RecursionError) as fout:
                if len(self._buffer) - self._plek > MEESTE_TEKENS:
                    raise Fout(f"{self.pad}, {waar}: dit is te groot om te lezen.") from fout
                if not self._lees_verder():
                    raise self._fout(waar) from fout
                continue
            # A value that ends where the buffer does may go on after it.
            if einde < len(self._buffer) or not self._lees_verder():
                self._plek = einde
                return waarde

    def _lees_verder(self):
        """Drop what was read and add at least as much as is left; whether there was more."""
        rest = self._buffer[self._plek :]
        blok = self._bestand.read(max(BLOK, len(rest)))
        self._buffer, self._plek = rest + blok, 0
        return bool(blok)

    def _fout(self, waar):
        return Fout(f"{self.pad}, {waar}: dit is geen goede JSON. Is het bestand heel?")
