"""White spots in the area of a coordinator, now and coming."""

import datetime
from typing import NamedTuple

from wijken.models import Thema, Wijk

from .dekking import WITTE_VLEK, bereken
from .models import Inzet
from .vooruitzicht import komende_witte_vlekken


class Vlek(NamedTuple):
    """That nobody works on `thema` in `wijk`; from `dag` on when that is still to come."""

    wijk: Wijk
    thema: Thema
    dag: datetime.date | None = None


def eigen_wijken(gebruiker):
    """The wijken and villages where `gebruiker` may add something, by name; a list."""
    wijken = Wijk.objects.te_kiezen_door(gebruiker).woonplaatsen().defer("omtrek")
    return list(wijken.order_by("naam", "pk"))


def witte_vlekken(wijken, datum, gebruiker):
    """The Vlekken of these wijken on `datum`, wijk by wijk, as `gebruiker` may see them."""
    themas = list(Thema.objects.visible_to(gebruiker))
    dekking = bereken(Inzet.objects, wijken, datum, gebruiker)
    return [
        Vlek(wijk, thema)
        for wijk in wijken
        for thema in themas
        if dekking.cel(wijk.pk, thema.pk).stand == WITTE_VLEK
    ]


def komende_vlekken(wijken, datum, gebruiker):
    """The Vlekken that are to come in these wijken, the first day first."""
    return [Vlek(*vlek) for vlek in komende_witte_vlekken(wijken, datum, gebruiker)]
