"""Which names look like a name: the guard against adding what is there already."""

from difflib import SequenceMatcher

from django.utils.text import slugify

# More than half of what tells the name apart.
GENOEG = 0.5
VERSCHRIJVING = 0.75
# A word is looked up by this many letters of its start; within another word it takes more.
BEGIN, STAM = 3, 5


def woorden_van(naam):
    """The distinctive words of a name, or the whole of it when all words are short."""
    slug = slugify(naam)
    return [woord for woord in slug.split("-") if len(woord) > 3] or [slug]


def nabij(naam, slugs):
    """Those of `slugs` that look like `naam`, the nearest first.

    A word that many of them share, such as "buurthuis", tells little; a rare one much.
    """
    gezocht = woorden_van(naam)
    treffers = [{slug for slug in slugs if _heeft(slug, woord)} for woord in gezocht]
    gewichten = [1 / (len(met_woord) or 1) for met_woord in treffers]
    heel = slugify(naam)
    scores = {}
    for slug in set().union(*treffers):
        gedeeld = sum(
            gewicht for met, gewicht in zip(treffers, gewichten, strict=True) if slug in met
        )
        scores[slug] = gedeeld / sum(gewichten)
    genoeg = [slug for slug, score in scores.items() if score > GENOEG]
    return sorted(genoeg, key=lambda slug: (-scores[slug], -_ratio(heel, slug), slug))


def _heeft(slug, woord):
    return woord in slug or any(_bijna(woord, deel) for deel in slug.split("-"))


def _bijna(woord, deel):
    """Whether a word is another with a slip of the pen in it."""
    return (
        woord[0] == deel[:1]
        and abs(len(woord) - len(deel)) <= 2
        and _ratio(woord, deel) >= VERSCHRIJVING
    )


def _ratio(een, ander):
    return SequenceMatcher(None, een, ander).ratio()
