"""Which names look like a name: the guard against adding what is there already."""

from difflib import SequenceMatcher

from django.utils.text import slugify

from .spelling import afstand, slips

# More than half of what tells the name apart.
GENOEG = 0.5
# Written as one word, two names are the same but for a slip of the pen.
ZELFDE = 0.9
# Within another word it takes this many letters to recognise one.
STAM = 5
MEESTE_WOORDEN = 8


def woorden_van(naam):
    """The distinctive words of a name, or the whole of it when all words are short."""
    slug = slugify(naam)
    woorden = dict.fromkeys(woord for woord in slug.split("-") if len(woord) > 3)
    return list(woorden)[:MEESTE_WOORDEN] or [slug]


def aaneen(tekst):
    """A name as one word: "Leger des heils" and "Legerdesheils" give the same."""
    return slugify(tekst).replace("-", "")


def nabij(naam, vormen):
    """Those that look like `naam`, the nearest first.

    `vormen` are all names of each, as slugs: {key: (slug, ...)}. A word that many of them share,
    such as "buurthuis", tells little; a rare one much.
    """
    gezocht = woorden_van(naam)
    treffers = [
        {sleutel for sleutel, slugs in vormen.items() if any(_heeft(s, woord) for s in slugs)}
        for woord in gezocht
    ]
    gewichten = [1 / (len(met_woord) or 1) for met_woord in treffers]
    heel = aaneen(naam)
    scores = {}
    for sleutel, slugs in vormen.items():
        gelijk = max(_ratio(heel, aaneen(slug)) for slug in slugs)
        gedeeld = sum(
            gewicht for met, gewicht in zip(treffers, gewichten, strict=True) if sleutel in met
        )
        score = 1 if gelijk >= ZELFDE else gedeeld / sum(gewichten)
        if score > GENOEG:
            scores[sleutel] = (-score, -gelijk, slugs[0])
    return sorted(scores, key=scores.get)


def _heeft(slug, woord):
    return woord in slug or any(_bijna(woord, deel) for deel in slug.split("-"))


def _bijna(woord, deel):
    """Whether a word is another with a slip of the pen in it."""
    grens = slips(woord)
    return afstand(woord, deel, grens) <= grens


def _ratio(een, ander):
    return SequenceMatcher(None, een, ander).ratio()
