"""One cell of the rooster: what a party does on a theme in the wijk, row by row."""

from dataclasses import dataclass, field

from buurtnet.kern.noemen import noem
from buurtnet.kern.status import NOG_NIET_BEGONNEN
from buurtnet.kern.versheid import is_vers, nagegaan_van
from netwerken.models import Inzet


@dataclass
class Cel:
    """`eigen` are the rows that the user looks after, `van_anderen` those of somebody else here.

    `elders` says for which other places the party does this too ("heel Zuid"): not to press here.
    `intrekbaar` is whether all of `eigen` may be taken back as never having been so.
    """

    eigen: list[Inzet] = field(default_factory=list)
    van_anderen: list[Inzet] = field(default_factory=list)
    elders: list[str] = field(default_factory=list)
    intrekbaar: bool = False
    # What somebody filled in and is not saved: begun, ended, or that it never was.
    erbij: bool = False
    eraf: bool = False
    ongeluk: bool = False

    @property
    def is_er(self):
        """Whether it was there before anything was filled in, for the user to end."""
        return bool(self.eigen)

    @property
    def is_aan(self):
        """Whether the box is ticked."""
        return self.erbij or (self.is_er and not self.eraf)

    @property
    def is_gepland(self):
        return self.is_er and all(rij.status in NOG_NIET_BEGONNEN for rij in self.eigen)

    def is_vers(self, dag):
        """Whether all that the user looks after was confirmed lately."""
        return all(is_vers(nagegaan_van(rij), dag) for rij in self.eigen)

    def wegen(self, gebruiker):
        """By which ways it is done, as far as they have a name: "Maatjes", "Sterk Netwerk"."""
        return [naam for rij in self.eigen if (naam := weg_van(rij, gebruiker))]


def weg_van(rij, gebruiker):
    """By which way a party does something: the name of an initiative, or else of a network."""
    weg = rij.initiatief or (rij.netwerk if rij.organisatie_id or rij.omschreven_rol else None)
    return noem(weg, gebruiker) if weg else ""
