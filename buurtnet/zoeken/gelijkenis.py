"""Records with a name that looks like one: the guard against adding what is there already.

Candidates come from the index of words, and from names in one piece. However many records there
are, no more than some hundreds of them are looked at closely. The legal form in a name, and words
that many names share, count for nothing (`kern.naamkern`).
"""

from difflib import SequenceMatcher
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, Q
from django.db.models.functions import Length

from buurtnet.kern.letters import slug_van
from buurtnet.kern.naamkern import kernwoorden, naamkern, naamsleutels
from buurtnet.kern.woorden import vormen
from buurtnet.kern.zoekindex import (
    GEWICHT_NAAM,
    Zoekingang,
    Zoeknaam,
    Zoekvermelding,
    Zoekwoord,
)

from .spelling import EEN_SLIP, afstand, kandidaten, lijkend, slips

HOOGSTENS = 5
MEESTE_WOORDEN, MEESTE_INDEXWOORDEN, MEESTE_RIJEN = 8, 50, 500
# What a record is called, besides its name; of several names, separated by commas.
ANDERE_NAMEN = ("afkorting", "ook_bekend_als", "voorheen")
# More than half of what tells the name apart.
GENOEG = 0.5
# Written as one word, two names are the same but for a slip of the pen.
ZELFDE = 0.9
# Within another word it takes this many letters to recognise one.
STAM = 5


class Herkenning(NamedTuple):
    """What a typed name may stand for: who is called exactly so, or else who nearly is."""

    zo_genoemd: list
    lijkt: list


def herken(rijen, naam):
    """The Herkenning of `naam` among the queryset `rijen`.

    The one question for whoever takes in names that may be there already: one that is called so is
    meant; of several, or of what looks like it, people say which; of neither it is new.
    """
    zo_genoemd = list(met_naam(rijen, naam)[:HOOGSTENS])
    return Herkenning(zo_genoemd, [] if zo_genoemd else gelijkende(rijen, naam))


class Naam(NamedTuple):
    """A name as it is compared: as in an address, in one piece, its core, and its digits."""

    slug: str
    heel: str
    kern: str
    cijfers: str


def gelijkende(rijen, naam):
    """At most five of the queryset `rijen` with a name that looks like `naam`, nearest first."""
    if not slug_van(naam):
        return []
    velden = [veld for veld in ANDERE_NAMEN if hasattr(rijen.model, veld)]
    sleutels = {*_met_zeldzaam_woord(rijen.model, naam), *_in_een_stuk(rijen.model, naam)}
    namen = rijen.filter(pk__in=sleutels).order_by().values_list("pk", "naam", *velden)
    volgorde = nabij(naam, {pk: _namen(*teksten) for pk, *teksten in namen})[:HOOGSTENS]
    return sorted(rijen.filter(pk__in=volgorde), key=lambda rij: volgorde.index(rij.pk))


def met_naam(rijen, naam):
    """Those of the queryset `rijen` that are called exactly `naam`, or so for short."""
    return rijen.filter(pk__in=list(Zoekingang.objects.met_naam(rijen.model, naam)))


def _namen(naam, *andere):
    delen = (deel for tekst in andere for deel in tekst.split(","))
    return (naam, *filter(slug_van, delen))


def _met_zeldzaam_woord(model, naam):
    """Keys of what has a word of `naam`, or nearly, in a name: of the rarest words first."""
    vermeldingen = Zoekvermelding.objects.filter(
        soort=model._meta.label_lower,
        gewicht__gte=GEWICHT_NAAM,
        woord__in=_woorden_als(naam),
    ).order_by()
    telling = vermeldingen.values_list("woord").annotate(aantal=Count("pk"))
    zeldzaam, ruimte = [], MEESTE_RIJEN
    for woord, aantal in telling.order_by("aantal", "woord"):
        if aantal > ruimte:
            break
        zeldzaam.append(woord)
        ruimte -= aantal
    # What is common fills up the rest: seen next to the rare, it tells that it is common.
    gewoon = vermeldingen.exclude(woord__in=zeldzaam).order_by("-gewicht", "pk")
    return [
        sleutel
        for rijen in (vermeldingen.filter(woord__in=zeldzaam), gewoon[:ruimte])
        for sleutel in rijen.values_list("ingang__object_id", flat=True)
    ]


def _woorden_als(naam):
    """Keys of the words in the index that are one of `naam`, longer, or a slip of the pen away."""
    q = Q()
    for woord in _gezocht(naam):
        nagenoeg = lijkend(woord, kandidaten(Zoekwoord.objects.all(), woord))
        q |= Q(woord__in=vormen(woord)) | Q(geschreven__in=[ander for _ver, ander in nagenoeg])
        if len(woord) >= STAM:
            q |= Q(geschreven__contains=woord)
    woorden = Zoekwoord.objects.filter(q).order_by(Length("woord"), "pk")
    return list(woorden.values_list("pk", flat=True)[:MEESTE_INDEXWOORDEN])


def _in_een_stuk(model, naam):
    """Keys of what is `naam` with other spaces or another legal form, or nearly so."""
    namen = Zoeknaam.objects.filter(soort=model._meta.label_lower).order_by("pk")
    gelijk = namen.filter(sleutel__in=naamsleutels(naam))
    sleutels = list(gelijk.values_list("ingang__object_id", flat=True)[:MEESTE_RIJEN])
    kern = naamkern(naam)
    if len(kern) > EEN_SLIP:
        # Whoever makes a slip or two leaves one half of the name as it is.
        helft = len(kern) // 2
        for q in (_begint("sleutel", kern[:helft]), _begint("terug", kern[: helft - 1 : -1])):
            lengte = (len(kern) - 2, len(kern) + 2)
            bijna = namen.alias(lengte=Length("sleutel")).filter(q, lengte__range=lengte)
            sleutels += bijna.values_list("ingang__object_id", flat=True)[:MEESTE_RIJEN]
    return sleutels


def _begint(veld, begin):
    """Q for a text of small letters and digits in `veld` that begins so; found by an index."""
    if connection.vendor == "sqlite":
        # LIKE would read all of them: to SQLite it means capitals too.
        return Q(**{f"{veld}__gte": begin, f"{veld}__lt": f"{begin}~"})
    return Q(**{f"{veld}__startswith": begin})


def _gezocht(naam):
    return kernwoorden(naam)[:MEESTE_WOORDEN]


def nabij(naam, namen):
    """Those that look like `naam`, the nearest first.

    `namen` are all names of each: {key: (name, ...)}. A word that many of them share tells little;
    a rare one much.
    """
    getypt = _lees_naam(naam)
    namen = {sleutel: [*map(_lees_naam, alle)] for sleutel, alle in namen.items()}
    treffers = [
        {sleutel for sleutel, alle in namen.items() if any(_heeft(een.slug, woord) for een in alle)}
        for woord in _gezocht(naam)
    ]
    gewichten = [1 / (len(met_woord) or 1) for met_woord in treffers]
    scores = {}
    for sleutel, alle in namen.items():
        zelfde = any(_overeenkomst(getypt, een, ZELFDE) >= ZELFDE for een in alle)
        gedeeld = sum(
            gewicht for met, gewicht in zip(treffers, gewichten, strict=True) if sleutel in met
        )
        score = 1 if zelfde else gedeeld / sum(gewichten)
        if score > GENOEG:
            gelijk = max(_overeenkomst(getypt, een) for een in alle)
            scores[sleutel] = (-score, -gelijk, alle[0].slug)
    return sorted(scores, key=scores.get)


def _heeft(slug, woord):
    if len(woord) >= STAM and woord in slug:
        return True
    return any(_bijna(woord, deel) for deel in slug.split("-"))


def _bijna(woord, deel):
    """Whether a word is another with a slip of the pen in it; of a short one not in its first
    letter: "kerk" is no "werk"."""
    grens = slips(woord)
    kort = len(woord) < STAM and woord[:1] != deel[:1]
    return woord == deel or (not kort and afstand(woord, deel, grens) <= grens)


def _lees_naam(naam):
    slug = slug_van(naam)
    heel = slug.replace("-", "")
    return Naam(slug, heel, naamkern(naam), "".join(filter(str.isdigit, heel)))


def _overeenkomst(een, ander, minstens=0):
    """How much two of Naam are alike, with all their words or by their core: 1 is the same.

    Less than `minstens` is as good as 0. What differs in a number is not alike.
    """
    if een.cijfers != ander.cijfers:
        return 0
    return max(_ratio(een.heel, ander.heel, minstens), _ratio(een.kern, ander.kern, minstens))


def _ratio(een, ander, minstens):
    vergelijking = SequenceMatcher(None, een, ander)
    # These are never less than the ratio itself, and cost little.
    if vergelijking.real_quick_ratio() < minstens or vergelijking.quick_ratio() < minstens:
        return 0
    return vergelijking.ratio()
