"""All names of many records, read once: for who has thousands of names to look up.

Answers as `gelijkenis.herken`, without a query per name.
"""

from buurtnet.kern.letters import slug_van
from buurtnet.kern.naamkern import kernwoorden, naamsleutels
from buurtnet.kern.woorden import naamsleutel

from .gelijkenis import (
    ANDERE_NAMEN,
    HOOGSTENS,
    MEESTE_WOORDEN,
    STAM,
    nabij,
)
from .spelling import afstand, slips

# So many records are looked at closely for one name, those with its rarest words.
MEESTE_KANDIDATEN = 60
# Letters at either end of a word by which it is found.
RAND = 2


class Naamboek:
    """The names of the records in the queryset `rijen`."""

    def __init__(self, rijen):
        velden = [veld for veld in ANDERE_NAMEN if hasattr(rijen.model, veld)]
        self._namen, self._precies, self._sleutels = {}, {}, {}
        # {word: keys of what has it in a name}, and {beginning or end: words}.
        self._woorden, self._randen = {}, {}
        for pk, naam, *andere in rijen.order_by("pk").values_list("pk", "naam", *velden):
            delen = [deel for tekst in andere for deel in tekst.split(",") if slug_van(deel)]
            self._namen[pk] = (naam, *delen)
            kort = dict(zip(velden, andere, strict=True)).get("afkorting", "")
            for zo in {naamsleutel(naam), naamsleutel(kort)} - {""}:
                self._precies.setdefault(zo, []).append(pk)
            for een in self._namen[pk]:
                self._noteer(pk, een)

    def _noteer(self, pk, naam):
        for sleutel in naamsleutels(naam):
            self._sleutels.setdefault(sleutel, set()).add(pk)
        for woord in slug_van(naam).split("-"):
            if woord not in self._woorden:
                self._woorden[woord] = set()
                for rand in (woord[:RAND], woord[-RAND:]):
                    self._randen.setdefault(rand, []).append(woord)
            self._woorden[woord].add(pk)

    def herken(self, naam):
        """(whether this is one record's own name, keys of what it may be: the nearest first)."""
        zeker, precies = self.precies(naam)
        if precies or not slug_van(naam):
            return zeker, precies
        sleutels = self._kandidaten(naam)
        return False, nabij(naam, {pk: self._namen[pk] for pk in sleutels})[:HOOGSTENS]

    def precies(self, naam):
        """The same, of records that are called exactly so."""
        precies = self._precies.get(naamsleutel(naam), [])
        return len(precies) == 1, precies[:HOOGSTENS]

    def _kandidaten(self, naam):
        """Keys of what has a word of `naam`, or nearly, of the rarest words first."""
        gevonden = dict.fromkeys(
            pk for sleutel in naamsleutels(naam) for pk in sorted(self._sleutels.get(sleutel, ()))
        )
        gezocht = kernwoorden(naam)[:MEESTE_WOORDEN]
        woorden = {ander for woord in gezocht for ander in self._woorden_als(woord)}
        for woord in sorted(woorden, key=lambda een: (len(self._woorden[een]), een)):
            if len(gevonden) >= MEESTE_KANDIDATEN:
                break
            gevonden |= dict.fromkeys(sorted(self._woorden[woord]))
        return list(gevonden)[:MEESTE_KANDIDATEN]

    def _woorden_als(self, woord):
        """The words in names that are `woord`, longer, or a slip of the pen away."""
        if woord in self._woorden:
            yield woord
        if len(woord) >= STAM:
            yield from (ander for ander in self._woorden if woord in ander)
        if grens := slips(woord):
            # A slip or two leaves the beginning or the end as it is.
            nabij_het = {*self._randen.get(woord[:RAND], ()), *self._randen.get(woord[-RAND:], ())}
            letters = set(woord)
            for ander in nabij_het:
                # Cheap questions first: each slip is one letter more, less or other.
                if abs(len(woord) - len(ander)) > grens or len(letters ^ set(ander)) > 2 * grens:
                    continue
                if afstand(woord, ander, grens) <= grens:
                    yield ander
