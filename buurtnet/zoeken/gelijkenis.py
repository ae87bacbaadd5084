"""Records with a name that looks like one: the guard against adding what is there already.

Candidates come from the index of words, and from names in one piece. However many records there
are, no more than a few hundred of them are looked at closely.
"""

from difflib import SequenceMatcher

from django.db.models import Case, Count, Q, Value, When
from django.db.models.functions import Length, Lower, Replace

from buurtnet.kern.letters import slug_van
from buurtnet.kern.woorden import vormen
from buurtnet.kern.zoekindex import GEWICHT_NAAM, Zoekingang, Zoekvermelding, Zoekwoord

from .spelling import afstand, kandidaten, lijkend, slips

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


def gelijkende(rijen, naam):
    """At most five of the queryset `rijen` with a name that looks like `naam`, nearest first."""
    if not slug_van(naam):
        return []
    velden = [veld for veld in ANDERE_NAMEN if hasattr(rijen.model, veld)]
    sleutels = {*_met_zeldzaam_woord(rijen.model, naam), *_in_een_stuk(rijen, naam, velden)}
    namen = rijen.filter(pk__in=sleutels).order_by().values_list("pk", "naam", *velden)
    volgorde = nabij(naam, {pk: _slugs(*teksten) for pk, *teksten in namen})[:HOOGSTENS]
    return sorted(rijen.filter(pk__in=volgorde), key=lambda rij: volgorde.index(rij.pk))


def met_naam(rijen, naam):
    """Those of the queryset `rijen` that are called exactly `naam`, or so for short."""
    return rijen.filter(pk__in=list(Zoekingang.objects.met_naam(rijen.model, naam)))


def _slugs(naam, *andere):
    delen = [slug_van(deel) for tekst in andere for deel in tekst.split(",")]
    return tuple(filter(None, [slug_van(naam), *delen])) or ("",)


def _met_zeldzaam_woord(model, naam):
    """Keys of what has a word of `naam`, or nearly, in a name: of the rarest words first."""
    vermeldingen = Zoekvermelding.objects.filter(
        soort=model._meta.label_lower,
        gewicht__gte=GEWICHT_NAAM,
        woord__in=_woorden_als(naam),
    ).order_by()
    telling = vermeldingen.values_list("woord").annotate(aantal=Count("pk"))
    # What is common fills up the rest: seen next to the rare, it tells that it is common.
    sleutels = []
    for woord, _aantal in telling.order_by("aantal", "woord"):
        if len(sleutels) >= MEESTE_RIJEN:
            break
        zo = vermeldingen.filter(woord=woord).order_by("-gewicht", "pk")
        ruimte = MEESTE_RIJEN - len(sleutels)
        sleutels += zo.values_list("ingang__object_id", flat=True)[:ruimte]
    return sleutels


def _woorden_als(naam):
    """Keys of the words in the index that are one of `naam`, longer, or a slip of the pen away."""
    q = Q()
    for woord in woorden_van(naam):
        nagenoeg = lijkend(woord, kandidaten(Zoekwoord.objects.all(), woord))
        q |= Q(woord__in=vormen(woord)) | Q(geschreven__in=[ander for _ver, ander in nagenoeg])
        if len(woord) >= STAM:
            q |= Q(geschreven__startswith=woord)
    woorden = Zoekwoord.objects.filter(q).order_by(Length("woord"), "pk")
    return list(woorden.values_list("pk", flat=True)[:MEESTE_INDEXWOORDEN])


def _in_een_stuk(rijen, naam, velden):
    """Keys of what is `naam` with other spaces, or has one of its words within a longer one."""
    heel = aaneen(naam)
    helft = len(heel) // 2
    q = Q(lengte__range=(len(heel) - 2, len(heel) + 2)) & (
        Q(kaal__startswith=heel[:helft]) | Q(kaal__endswith=heel[-helft:])
    )
    for woord in woorden_van(naam):
        if len(woord) >= STAM:
            # Where a word begins, the index knows it.
            begin = Q(slug__startswith=woord) | Q(slug__contains=f"-{woord}")
            q |= Q(slug__contains=woord) & ~begin
    if "ook_bekend_als" in velden and len(heel) >= STAM:
        zonder_spaties = Lower(Replace(Replace("ook_bekend_als", Value(" ")), Value("-")))
        rijen = rijen.alias(ook=zonder_spaties)
        q |= Q(ook__contains=heel)
    kaal = Replace("slug", Value("-"))
    gevonden = rijen.alias(kaal=kaal, lengte=Length(kaal)).filter(q)
    precies = Case(When(kaal=heel, then=Value(0)), default=Value(1))
    return gevonden.order_by(precies, "pk").values_list("pk", flat=True)[:MEESTE_RIJEN]


def woorden_van(naam):
    """The distinctive words of a name, or the whole of it when all words are short."""
    slug = slug_van(naam)
    woorden = dict.fromkeys(woord for woord in slug.split("-") if len(woord) > 3)
    return list(woorden)[:MEESTE_WOORDEN] or [slug]


def aaneen(tekst):
    """A name as one word: "Leger des heils" and "Legerdesheils" give the same."""
    return slug_van(tekst).replace("-", "")


def nabij(naam, namen):
    """Those that look like `naam`, the nearest first.

    `namen` are all names of each, as slugs: {key: (slug, ...)}. A word that many of them share,
    such as "buurthuis", tells little; a rare one much.
    """
    gezocht = woorden_van(naam)
    treffers = [
        {sleutel for sleutel, slugs in namen.items() if any(_heeft(s, woord) for s in slugs)}
        for woord in gezocht
    ]
    gewichten = [1 / (len(met_woord) or 1) for met_woord in treffers]
    heel = aaneen(naam)
    scores = {}
    for sleutel, slugs in namen.items():
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
