"""Slips of the pen: which of many words look like one that was mistyped."""

from django.db.models import Q, Value
from django.db.models.functions import Length, Right, StrIndex

# Up to this length one slip is forgiven, in longer words two; shorter words than KORTST none.
KORTST, EEN_SLIP = 4, 6
MEESTE_KANDIDATEN = 2000


def slips(woord):
    """How many slips are forgiven in a word of this length."""
    if len(woord) < KORTST:
        return 0
    return 1 if len(woord) <= EEN_SLIP else 2


def kandidaten(woorden, token):
    """The words, as written, among the queryset `woorden` that could be `token` mistyped.

    Whoever makes so few slips leaves a piece of the word whole, and about where it was: of two
    pieces one after one slip, of three pieces one after two.
    """
    hoogstens = slips(token)
    if not hoogstens:
        return []
    if hoogstens == 1:
        # Two letters swapped may break both halves, but then they leave both ends.
        helft = len(token) // 2
        q = Q(geschreven__startswith=token[0], geschreven__endswith=token[-1])
        midden, eind = "", token[helft:]
    else:
        derde = len(token) // 3
        helft = derde
        midden, eind = token[derde:-derde], token[-derde:]
        q = Q(midden__range=(max(1, derde + 1 - hoogstens), derde + 1 + hoogstens))
    q |= Q(begin__range=(1, 1 + hoogstens)) | Q(eind__contains=eind)
    lengtes = (len(token) - hoogstens, len(token) + hoogstens)
    rijen = woorden.alias(
        lengte=Length("geschreven"),
        begin=StrIndex("geschreven", Value(token[:helft])),
        midden=StrIndex("geschreven", Value(midden)),
        eind=Right("geschreven", len(eind) + hoogstens),
    ).filter(q, lengte__range=lengtes)
    return list(rijen.order_by("pk").values_list("geschreven", flat=True)[:MEESTE_KANDIDATEN])


def lijkend(token, woorden, hoogstens=20):
    """[(how far, word)] of those `woorden` that look like one that was mistyped, nearest first.

    A slip in the first letter is rarer than elsewhere, so it counts as a bit more.
    """
    grens, gelezen = slips(token), token.replace("ij", "y")
    gevonden = set()
    for woord in woorden:
        aantal = afstand(gelezen, woord.replace("ij", "y"), grens)
        if aantal <= grens:
            gevonden.add((aantal + (token[0] != woord[0]) / 2, woord))
    return sorted(gevonden)[:hoogstens]


def naaste(gelijkend, hoogstens=3):
    """The words of `lijkend` that are nearest, all equally."""
    return [woord for aantal, woord in gelijkend if aantal == gelijkend[0][0]][:hoogstens]


def afstand(een, ander, grens):
    """How many letters were left out, put in, changed or swapped; `grens` + 1 is "too many"."""
    if abs(len(een) - len(ander)) > grens:
        return grens + 1
    voorvorige, vorige = [], list(range(len(ander) + 1))
    for i, letter in enumerate(een, 1):
        rij = [i]
        for j, tegenover in enumerate(ander, 1):
            kost = min(vorige[j] + 1, rij[j - 1] + 1, vorige[j - 1] + (letter != tegenover))
            if i > 1 and j > 1 and letter == ander[j - 2] and een[i - 2] == tegenover:
                kost = min(kost, voorvorige[j - 2] + 1)
            rij.append(kost)
        if min(rij) > grens:
            return grens + 1
        voorvorige, vorige = vorige, rij
    return min(vorige[-1], grens + 1)
