"""Proposals as they stand on a page: what each would change, and what one may do with it."""

from dataclasses import dataclass

from buurtnet.bewerken.formulierboek import formulier_van
from netwerken.models import Voorstel
from netwerken.voorstellen import Verschil
from netwerken.voorstellen.toepassen import voorsteller_van
from netwerken.voorstellen.velden import ophalen


@dataclass
class Regel:
    """One proposal to one person. `mag`: whether it is theirs to handle."""

    voorstel: Voorstel
    verschil: Verschil
    mag: bool

    @property
    def wie(self):
        return voorsteller_van(self.voorstel)

    @property
    def naam(self):
        """What it is about: what is proposed, or the record."""
        if self.voorstel.soort == Voorstel.Soort.NIEUW and self.voorstel.is_open:
            return self.voorstel.gegevens.get("naam", ["", ""])[1]
        return self.verschil.naam

    @property
    def kan_zo(self):
        """Whether it can be accepted as it is, in one press."""
        return self.mag and self.voorstel.is_open and self.voorstel.soort != Voorstel.Soort.NIEUW

    @property
    def kan_aangepast(self):
        """Whether there is a form to change it in first."""
        if not self.mag or not self.voorstel.is_open or self.verschil.vervalt:
            return False
        if self.voorstel.soort == Voorstel.Soort.NIEUW:
            return True
        rij = self.verschil.record
        return rij is not None and formulier_van(type(rij)) is not None


def regels_van(voorstellen, gebruiker, eigen=None):
    """A Regel for each of these rows, read with `met_record`; as many queries for thirty as one.

    `eigen`: the keys of those that are theirs to handle, when that was asked before.
    """
    voorstellen = list(voorstellen)
    if eigen is None:
        sleutels = [voorstel.pk for voorstel in voorstellen]
        mijn = Voorstel.objects.editable_by(gebruiker).filter(pk__in=sleutels).order_by()
        eigen = set(mijn.values_list("pk", flat=True))
    ophalen([voorstel.record for voorstel in voorstellen if voorstel.record is not None])
    return [Regel(rij, Verschil(rij, gebruiker), rij.pk in eigen) for rij in voorstellen]
