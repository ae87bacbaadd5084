"""Two agendas side by side: what stays, what is said otherwise, what goes and what is new."""

from typing import NamedTuple

from .models import Agendapunt

BLIJFT, ANDERS, WEG, NIEUW = "blijft", "anders", "weg", "nieuw"


class Paar(NamedTuple):
    """A point of the one agenda and what it is on the other; either may be None."""

    oud: Agendapunt | None
    nieuw: Agendapunt | None

    @property
    def wat(self):
        if self.oud is None:
            return NIEUW
        if self.nieuw is None:
            return WEG
        return BLIJFT if _geheel(self.oud) == _geheel(self.nieuw) else ANDERS

    @property
    def thema(self):
        return (self.nieuw or self.oud).thema


def _woorden(punt):
    return punt.tekst.strip().casefold()


def _geheel(punt):
    return (_woorden(punt), punt.soort, punt.thema_id)


def _thema(punt):
    return (punt.soort, punt.thema_id) if punt.thema_id else None


def vergelijk_punten(oud, nieuw):
    """[Paar] of two lists of points: in the order of `nieuw`, then what is gone.

    Points belong together when they say the same, else when their words are, else when the theme
    is; each once, in their order.
    """
    over, gevonden = list(oud), {}
    for kenmerk in (_geheel, _woorden, _thema):
        for punt in nieuw:
            if punt not in gevonden and kenmerk(punt) is not None:
                ander = next((o for o in over if kenmerk(o) == kenmerk(punt)), None)
                if ander:
                    gevonden[punt] = ander
                    over.remove(ander)
    return [Paar(gevonden.get(punt), punt) for punt in nieuw] + [Paar(punt, None) for punt in over]
