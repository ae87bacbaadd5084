"""Small maps of the municipality: where am I, where do they work, and where most."""

from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import Wijk
from .kaart import ALLES, Kaart

TRAPPEN = 3
# A place smaller than this many units gets a circle around it.
KLEIN = 130
STRAAL = 75
GENOEMD = 3


class Laag(NamedTuple):
    """A shape on top: where the drawing has it, or its own path data; and how dark."""

    adres: str
    tekening: str
    trap: int


@dataclass
class Locator:
    """What the template draws over the municipality; `tekst` says the same in words."""

    kaart: Kaart
    tekst: str
    lagen: list
    cirkel: tuple = ()  # (x, y) around what is too small to see
    legenda: list = field(default_factory=list)  # (step, words)
    uitleg: str = ""
    straal: int = STRAAL

    @property
    def basis(self):
        return self.kaart.adres(ALLES)


def waar(kaart, plek, keten=(), delen=()):
    """Where `plek` is, or None when nothing of it can be drawn.

    `keten` is what lies above it, the city first; `delen` what it takes in. Without an outline of
    its own a place is shown by the lowest place above it that has one.
    """
    if not kaart or plek.soort == Wijk.Soort.STAD:
        return None
    if plek.soort == Wijk.Soort.STREEK:
        gevonden = [kaart.vormen[deel.slug] for deel in delen if deel.slug in kaart.vormen]
        return _van(kaart, gevonden, _noem(plek, keten)) if gevonden else None
    for mogelijk in [plek, *reversed(keten)]:
        vorm = kaart.vormen.get(mogelijk.slug) or kaart.losse.get(mogelijk.slug)
        if vorm:
            uitleg = "" if mogelijk is plek else _zonder_grens(plek, mogelijk)
            return _van(kaart, [vorm], _noem(plek, keten), uitleg)
    return None


def hele_kaart(kaart, plek):
    """The whole drawing, for a city; None for any other place, and where there is no drawing."""
    if not kaart or plek.soort != Wijk.Soort.STAD:
        return None
    return Locator(kaart, _("Kaart van %(naam)s") % {"naam": plek.naam}, [])


def _van(kaart, vormen, tekst, uitleg=""):
    lagen = [_laag(kaart, vorm.slug, TRAPPEN) for vorm in vormen]
    is_klein = len(vormen) == 1 and max(vormen[0].breed, vormen[0].hoog) < KLEIN
    return Locator(kaart, tekst, lagen, vormen[0].midden if is_klein else (), uitleg=uitleg)


def _laag(kaart, slug, trap):
    if slug in kaart.losse:
        return Laag("", kaart.losse[slug].tekening, trap)
    return Laag(kaart.adres(slug), "", trap)


def _noem(plek, keten):
    if not keten:
        return _("Kaart: hier ligt %(naam)s") % {"naam": plek.naam}
    namen = ", ".join(hoger.naam for hoger in reversed(keten))
    return _("Kaart: %(naam)s ligt in %(waar)s") % {"naam": plek.naam, "waar": namen}


def _zonder_grens(plek, getoond):
    deel = {"naam": plek.naam, "boven": getoond.naam}
    return _("De grens van %(naam)s hebben we niet. Je ziet %(boven)s.") % deel


def verdeling(kaart, telling, wat, vormen=None):
    """Where something is, darker where there is more; None when none of it can be drawn.

    `telling` gives (place, how many), each place with slug, naam and soort; `wat` says what it is
    about. `vormen(vanaf, tot)` says a range of numbers in words: "2 tot en met 4 partijen".
    Without it nothing says how many.
    """
    telling = [(plek, aantal) for plek, aantal in telling if aantal]
    op_kaart = {_vorm(kaart, plek): aantal for plek, aantal in telling if _vorm(kaart, plek)}
    if not kaart or not op_kaart:
        return None
    op_kaart = {slug: _met_hoger(kaart, slug, op_kaart) for slug in op_kaart}
    trappen = _trappen(op_kaart.values())
    lagen = [
        _laag(kaart, slug, _trap(op_kaart[slug], trappen))
        for slug in sorted(op_kaart, key=partial(_breedst_eerst, kaart))
    ]
    return Locator(
        kaart,
        _in_woorden(wat, telling, bool(vormen)),
        lagen,
        legenda=[(_trap(tot, trappen), vormen(vanaf, tot)) for vanaf, tot in trappen]
        if vormen
        else [],
        uitleg=niet_op_kaart([plek.naam for plek, _n in telling if not _vorm(kaart, plek)]),
    )


def _vorm(kaart, plek):
    """What stands for a place in the drawing, or ""."""
    if plek.soort == Wijk.Soort.STAD:
        return ALLES
    return plek.slug if plek.slug in kaart.vormen or plek.slug in kaart.losse else ""


def _met_hoger(kaart, slug, op_kaart):
    """How many there are, which is never fewer than what holds for the whole place around it."""
    vorm = kaart.vormen.get(slug) or kaart.losse.get(slug)
    waarin = (slug, vorm.gebied if vorm else "", ALLES)
    return max(op_kaart.get(waar, 0) for waar in waarin)


def _breedst_eerst(kaart, slug):
    if slug == ALLES:
        return 0, slug
    if slug in kaart.losse:
        return 3, slug
    return (1 if kaart.vormen[slug].soort == Wijk.Soort.GEBIED else 2), slug


def _trappen(aantallen):
    """The numbers that share a step, few first: each its own step, or three ranges."""
    waarden = sorted(set(aantallen))
    if len(waarden) <= TRAPPEN:
        return [(waarde, waarde) for waarde in waarden]
    grenzen = [waarden[-1] * stap // TRAPPEN for stap in range(TRAPPEN + 1)]
    return [(vanaf + 1, tot) for vanaf, tot in pairwise(grenzen)]


def _trap(aantal, trappen):
    """The step of a number; the darkest is TRAPPEN, also when there are fewer steps."""
    nummer = next(nr for nr, (_vanaf, tot) in enumerate(trappen, 1) if aantal <= tot)
    return TRAPPEN - len(trappen) + nummer


def _in_woorden(wat, telling, met_aantal):
    """ "Kaart, waar dit netwerk werkt: Beijum, De Wijert en nog 4 plaatsen"."""
    rijen = sorted(telling, key=lambda rij: (-rij[1], rij[0].naam))
    eerste, nog = rijen[:GENOEMD], len(rijen[GENOEMD:])
    namen = [f"{plek.naam} ({aantal})" if met_aantal else plek.naam for plek, aantal in eerste]
    waar = ", ".join(namen)
    if nog:
        deel = {"waar": waar, "n": nog}
        en_nog = ngettext("%(waar)s en nog %(n)d plaats", "%(waar)s en nog %(n)d plaatsen", nog)
        waar = en_nog % deel
    return _("Kaart, %(wat)s: %(waar)s") % {"wat": wat, "waar": waar}


def niet_op_kaart(namen):
    """In words which places the map lacks, by name when they are few; "" for none."""
    if not namen:
        return ""
    if len(namen) <= GENOEMD:
        tekst = _("Niet op de kaart, want we hebben de grens niet: %(namen)s.")
        return tekst % {"namen": ", ".join(namen)}
    tekst = ngettext(
        "%(n)d plaats staat niet op de kaart: we hebben de grens niet.",
        "%(n)d plaatsen staan niet op de kaart: we hebben de grens niet.",
        len(namen),
    )
    return tekst % {"n": len(namen)}
