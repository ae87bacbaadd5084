"""White spots in the area of a coordinator, now and coming, each with the way into the rooster."""

import datetime
from typing import NamedTuple

from django.urls import reverse

from netwerken.dekking import bereken
from netwerken.models import Inzet
from netwerken.vooruitzicht import komende_witte_vlekken
from wijken.models import Thema, Wijk

MEESTE = 12


class Vlek(NamedTuple):
    """That nobody works on `thema` in `wijk`; from `dag` on when that is still to come."""

    wijk: Wijk
    thema: Thema
    dag: datetime.date | None = None

    @property
    def adres(self):
        """The rooster of the wijk, at the column of the theme."""
        rooster = reverse("netwerken:wijk_inzet", args=[self.wijk.slug])
        return f"{rooster}?thema={self.thema.slug}#rooster"


class Vlekken(NamedTuple):
    """How many there are now, the first of these, and the first that are coming."""

    aantal: int
    eerste: list[Vlek]
    komend: list[Vlek]


def vlekken_van(gebruiker, vandaag):
    """The Vlekken of the wijken and villages where `gebruiker` may add something."""
    wijken = list(Wijk.objects.te_kiezen_door(gebruiker).woonplaatsen().order_by("naam", "pk"))
    themas = list(Thema.objects.visible_to(gebruiker))
    dekking = bereken(Inzet.objects, wijken, vandaag, gebruiker)
    nu = [
        Vlek(wijk, thema)
        for wijk in wijken
        for thema in themas
        if dekking.cel(wijk.pk, thema.pk).stand == "witte_vlek"
    ]
    komend = [Vlek(*vlek) for vlek in komende_witte_vlekken(wijken, vandaag, gebruiker)]
    return Vlekken(len(nu), nu[:MEESTE], komend[:MEESTE])
