"""Which names look like a name: the guard against adding what is there already."""

from difflib import SequenceMatcher

from django.utils.text import slugify

# More than half of what tells the name apart.
GENOEG = 0.5
# How many letters at the start of a word must be right for it to be looked up.
STAM = 5


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
    return woord in slug or any(_ratio(woord, deel) >= 0.8 for deel in slug.split("-"))


def _ratio(een, ander):
    vergelijking = SequenceMatcher(None, een, ander)
    if vergelijking.real_quick_ratio() < 0.6:
        return 0
    return vergelijking.ratio()
