"""How a number went from month to month, as a line: steps, for it was counted once a month."""

from typing import NamedTuple

# In units of the drawing: room for the numbers left, all months together and how wide one is at
# most, the height, room for the years.
MARGE, MAANDEN, BREEDST, HOOG, VOET = 46, 240, 24, 96, 26
BOVEN = 12


class Jaar(NamedTuple):
    """Where a year begins, and its name where that is written."""

    x: int
    naam: str


class Lijn:
    """What the template draws of [(month, number)], the first month first; at least one.

    `hoogste` is the top of the axis, `pad` the line itself; the ends say the same in words.
    """

    marge, hoog, bovenkant = MARGE, HOOG, BOVEN
    onderkant = BOVEN + HOOG
    totaal = BOVEN + HOOG + VOET

    def __init__(self, naam, rijen, stand="", procent=False):
        self.naam, self.stand, self.procent = naam, stand, procent
        (self.begin, self.eerste), (self.einde, self.laatste) = rijen[0], rijen[-1]
        self.hoogste = 100 if procent else max(1, *(aantal for _maand, aantal in rijen))
        self._maand = max(1, min(BREEDST, MAANDEN // len(rijen)))
        self.rechts = MARGE + len(rijen) * self._maand
        self.breed = max(self.rechts, MARGE + MAANDEN) + MARGE
        self.pad = self._pad([aantal for _maand, aantal in rijen])
        self.jaren = _jaren([maand for maand, _aantal in rijen], self._maand)

    def _pad(self, aantallen):
        """Steps from month to month; what stays the same is one stroke."""
        pad, lengte, vorige = f"M{MARGE} {self._y(aantallen[0])}", 0, aantallen[0]
        for aantal in aantallen:
            if aantal != vorige:
                pad += f"h{lengte}V{self._y(aantal)}"
                lengte, vorige = 0, aantal
            lengte += self._maand
        return f"{pad}h{lengte}"

    def _y(self, aantal):
        return BOVEN + HOOG - round(HOOG * aantal / self.hoogste)


def _jaren(maanden, breed):
    """The Januaries, of which so few are named that they can be read."""
    begin = [(MARGE + n * breed, dag.year) for n, dag in enumerate(maanden) if dag.month == 1]
    stap = -(-len(begin) // 4) or 1
    return [Jaar(x, str(jaar) if n % stap == 0 else "") for n, (x, jaar) in enumerate(begin)]
