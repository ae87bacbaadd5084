"""What several wijken have in common: themes on which signals come from three or more of them."""

from typing import NamedTuple

from .models import Signaal

MINSTENS = 3
# So many signals of a theme are named; the rest is behind a link.
GENOEMD = 5
VAN_THEMA = ("themas__volgorde", "themas__slug", "themas__naam", "themas__openbaar")


class Gedeeld(NamedTuple):
    """A theme, the wijken (Plekken) that it plays in by name, and the signals about it.

    `signalen` are the first few as dicts, newest first: pk, naam, stand in words and `plekken`;
    `aantal` is how many there are.
    """

    naam: str
    slug: str
    plekken: list
    signalen: list
    aantal: int


def lees_open(gebruiker):
    """What has no answer and `gebruiker` may read, newest first, as dicts; in one query.

    Each with pk, naam, soort and stand, `wijken` (keys, a set) and `themas`: a set of (place among
    all themes, slug, name), the public ones.
    """
    velden = ("pk", "naam", "soort", "stand", "wijken", *VAN_THEMA)
    rijen = Signaal.objects.visible_to(gebruiker).open().order_by("-pk")
    signalen = {}
    for rij in rijen.values(*velden):
        signaal = signalen.setdefault(rij["pk"], rij | {"wijken": set(), "themas": set()})
        signaal["wijken"] |= {rij["wijken"]} - {None}
        *thema, openbaar = (rij[veld] for veld in VAN_THEMA)
        if openbaar:
            signaal["themas"].add(tuple(thema))
    return list(signalen.values())


def gedeelde_themas(signalen, plekken):
    """The Gedeeld of each theme that is heard of in MINSTENS wijken, most wijken first.

    `signalen` as `lees_open` gives them count each for the wijk or village that its place is or
    lies in, of `plekken`: {key: Plek} of public places, with all above them. What is said of a
    whole gebied or of the city is from no wijk in particular.
    """
    per_thema = {}
    for rij in signalen:
        waar = {_woonplaats(sleutel, plekken) for sleutel in rij["wijken"]} - {None}
        for thema in rij["themas"] if waar else ():
            per_thema.setdefault(thema, []).append(rij | {"plekken": waar})
    alle = [
        _gedeeld(slug, naam, per_thema[_nr, slug, naam]) for _nr, slug, naam in sorted(per_thema)
    ]
    gedeeld = [deel for deel in alle if len(deel.plekken) >= MINSTENS]
    return sorted(gedeeld, key=lambda deel: -len(deel.plekken))


def _woonplaats(sleutel, plekken):
    """The nearest wijk or village that a place is or lies in; None for what is wider."""
    keten = plekken[sleutel].keten if sleutel in plekken else []
    hier = (plekken[pk] for pk in reversed(keten) if pk in plekken)
    return next((plek for plek in hier if plek.is_woonplaats), None)


def _gedeeld(slug, naam, rijen):
    waar = set().union(*(rij["plekken"] for rij in rijen))
    eerste = [
        rij | {"plekken": _op_naam(rij["plekken"]), "stand": Signaal.Stand(rij["stand"]).label}
        for rij in rijen[:GENOEMD]
    ]
    return Gedeeld(naam, slug, _op_naam(waar), eerste, len(rijen))


def _op_naam(plekken):
    return sorted(plekken, key=lambda plek: plek.naam)
