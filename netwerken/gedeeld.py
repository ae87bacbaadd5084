"""What several wijken have in common: themes on which signals come from three or more of them."""

from typing import NamedTuple

from django.db.models import F

from wijken.models import Thema

from .models import Signaal

MINSTENS = 3
# So many signals of a theme are named; the rest is behind a link.
GENOEMD = 5
THEMA = {veld: F(f"themas__{veld}") for veld in ("slug", "volgorde")}


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


def gedeelde_themas(gebruiker, plekken):
    """The Gedeeld of each theme that is heard of in MINSTENS wijken, most wijken first.

    Counted are signals without an answer that `gebruiker` may read, each for the wijk or village
    that its place is or lies in, of `plekken`: {key: Plek} of public places, with all above them.
    What is said of a whole gebied or of the city is from no wijk in particular.
    """
    per_thema = {}
    for rij in _rijen(gebruiker):
        if plek := _woonplaats(rij["wijken"], plekken):
            thema = rij["volgorde"], rij["slug"], rij["thema_naam"]
            signalen = per_thema.setdefault(thema, {})
            signalen.setdefault(rij["pk"], rij | {"plekken": set()})["plekken"].add(plek)
    alle = [
        _gedeeld(*thema[1:], list(rijen.values())) for thema, rijen in sorted(per_thema.items())
    ]
    gedeeld = [deel for deel in alle if len(deel.plekken) >= MINSTENS]
    return sorted(gedeeld, key=lambda deel: -len(deel.plekken))


def _rijen(gebruiker):
    """A dict for each theme and place of each signal, the newest signals first; in one query."""
    open_ = Signaal.objects.visible_to(gebruiker).open()
    koppels = open_.filter(themas__in=Thema.objects.visible_to(gebruiker), wijken__isnull=False)
    velden = THEMA | {"thema_naam": F("themas__naam")}
    return koppels.order_by("-pk").values("pk", "naam", "stand", "wijken", **velden)


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
