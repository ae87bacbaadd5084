"""What of a name tells it apart: without its legal form and the words that many names share."""

import re

from .letters import slug_van
from .woorden import LANGSTE_SLEUTEL, STOPWOORDEN

# "b.v." is written "bv" too.
_PUNT_IN_AFKORTING = re.compile(r"(?<=\b\w)\.(?=\w\b)")

RECHTSVORMEN = frozenset(
    "bv cooperatie cooperatief cooperatieve nv st stg stichting ver vereniging vof vzw".split()
)
# Words of a kind of party or place, which say nothing of which one.
ALGEMEEN = frozenset(
    woord
    for regel in (
        "buurt buurtcentrum buurthuis buurtteam centrum club gebouw groep initiatief mfc",
        "organisatie overleg programma project projecten team teams werkgroep wijk wijkcentrum",
        "wijkgebouw wijkteam",
    )
    for woord in regel.split()
)


def woorden_van(naam):
    """The words of a name as in an address, each once, in order; [] when it has none."""
    slug = slug_van(_PUNT_IN_AFKORTING.sub("", naam))
    return list(dict.fromkeys(filter(None, slug.split("-"))))


def kernwoorden(naam):
    """Those of its words that tell a name apart, or as many more as it takes."""
    alle = woorden_van(naam)
    for gewoon in (RECHTSVORMEN | STOPWOORDEN | ALGEMEEN, RECHTSVORMEN | STOPWOORDEN):
        over = [woord for woord in alle if woord not in gewoon]
        # A number tells which one of many, not which name.
        if any(not woord.isdigit() for woord in over):
            return over
    return alle


def naamkern(naam):
    """What tells a name apart as one word: "Stichting Humanitas" and Humanitas give the same."""
    return "".join(kernwoorden(naam))[:LANGSTE_SLEUTEL]


def naamsleutels(naam):
    """By which a name is found in one piece: with all of its words, and by its core; a set."""
    heel = slug_van(naam).replace("-", "")[:LANGSTE_SLEUTEL]
    return {heel, naamkern(naam)} - {""}
