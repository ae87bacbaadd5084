"""White spots in the area of a coordinator, now and coming, each with the way into the rooster."""

from typing import NamedTuple

from netwerken.vlekken import Vlek, eigen_wijken, komende_vlekken, witte_vlekken

MEESTE = 12


class Vlekken(NamedTuple):
    """How many there are now, the first of these, and the first that are coming."""

    aantal: int
    eerste: list[Vlek]
    komend: list[Vlek]


def vlekken_van(gebruiker, vandaag):
    """The Vlekken of the wijken and villages where `gebruiker` may add something."""
    wijken = eigen_wijken(gebruiker)
    nu = witte_vlekken(wijken, vandaag, gebruiker)
    komend = komende_vlekken(wijken, vandaag, gebruiker)
    return Vlekken(len(nu), nu[:MEESTE], komend[:MEESTE])
