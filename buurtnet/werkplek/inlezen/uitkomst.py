"""What becomes of one fact of a table: new, changed, the same, to be asked, or wrong."""

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stand(models.TextChoices):
    NIEUW = "nieuw", _("nieuw")
    GEWIJZIGD = "gewijzigd", _("gewijzigd")
    HETZELFDE = "hetzelfde", _("hetzelfde")
    TWIJFEL = "twijfel", _("twijfel")
    FOUT = "fout", _("fout")
    OVERGESLAGEN = "overgeslagen", _("overgeslagen")


@dataclass
class Uitkomst:
    """`nummer` is that of the row in the file; `wie` and `wat` say it in the words of the file."""

    nummer: int
    wie: str
    wat: str
    stand: str = Stand.NIEUW
    # What is wrong or to be known, each with its cell.
    zinnen: list = field(default_factory=list)
    # The row that says this already, if any; and what is to be set, {field: value}.
    rij: models.Model | None = None
    # Whether the user may confirm that row: it is theirs, and not over.
    te_bevestigen: bool = False
    waarden: dict = field(default_factory=dict)
    # Of a new row: the key of its organisation, or else the name of one to add.
    organisatie: int | None = None
    nieuwe_naam: str = ""
    # What is of one person in the texts of the file: {field: what is wrong, with its cell}.
    persoonlijk: dict = field(default_factory=dict)
    # [(what, old, new)] in words, of what changes.
    anders: list = field(default_factory=list)

    def fout(self, zin):
        """Say what is wrong, of what was not left out anyway."""
        if self.stand == Stand.OVERGESLAGEN:
            return
        self.stand = Stand.FOUT
        self.zinnen.append(zin)

    def weiger_persoonlijk(self):
        """Say what is of one person, unless it is there already."""
        for naam, zin in self.persoonlijk.items():
            if self.gaat_in and not (self.rij and getattr(self.rij, naam) == self.waarden[naam]):
                self.fout(zin)

    @property
    def gaat_in(self):
        """Whether taking the table over writes something for this."""
        return self.stand in (Stand.NIEUW, Stand.GEWIJZIGD)
