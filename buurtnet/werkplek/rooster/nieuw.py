"""The lines of the rooster for a party that isn't on it yet: which one is meant, or a new one."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from buurtnet.bewerken.velden.naam import NIEUW, omschrijf
from buurtnet.kern.persoonsgegevens import weiger_persoonsgegevens
from buurtnet.zoeken.gelijkenis import herken
from netwerken.models import Inzet, Organisatie

from .partij import Partij, organisatie_als_partij

ROL, ONBEKEND = "rol", Organisatie.Soort.ANDERS
LANGSTE_NAAM = 160
LANGSTE_ROL = Inzet._meta.get_field("omschreven_rol").max_length


@dataclass
class Regel:
    """A line as it was filled in, and what is to be said of it.

    `keuze` is which of the `kandidaten` is meant (a key, or NIEUW) by the name that stood there
    when they were shown (`gezocht`).
    """

    naam: str = ""
    soort: str = ONBEKEND
    themas: frozenset = frozenset()
    keuze: str = ""
    gezocht: str = ""
    kandidaten: tuple = ()
    fout: str = ""

    def vind_partij(self, gebruiker):
        """The Partij that is meant, with an organisation that may still be saved; None when that
        is not clear: then `fout` says why, and `kandidaten` who it may be.
        """
        if not self.naam:
            self.fout = _("Vul een naam in.")
        elif len(self.naam) > (LANGSTE_ROL if self.soort == ROL else LANGSTE_NAAM):
            self.fout = _("Deze naam is te lang.")
        elif self.soort == ROL:
            return self._rol()
        elif organisatie := self._organisatie(Organisatie.objects.visible_to(gebruiker)):
            return organisatie_als_partij(organisatie)
        return None

    def _rol(self):
        try:
            weiger_persoonsgegevens(self.naam)
        except ValidationError as fout:
            self.fout = fout.messages[0]
            return None
        return Partij(f"r:{self.naam}", self.naam)

    def _organisatie(self, organisaties):
        """Who is chosen, or else called so; a new one when there is nobody of nearly that name."""
        gekozen = self.keuze if self.gezocht == self.naam else ""
        is_sleutel = gekozen.isascii() and gekozen.isdigit() and len(gekozen) < 18
        if is_sleutel and (organisatie := organisaties.filter(pk=gekozen).first()):
            return organisatie
        bekend = herken(organisaties, self.naam)
        if len(bekend.zo_genoemd) == 1:
            return bekend.zo_genoemd[0]
        if bekend.zo_genoemd:
            self._bied_aan(bekend.zo_genoemd, _("Er is meer dan één “%(naam)s”. Welke bedoel je?"))
            return None
        if bekend.lijkt and gekozen != NIEUW:
            zin = _("“%(naam)s” kennen we niet precies zo. Welke bedoel je?")
            self._bied_aan(bekend.lijkt, zin)
            return None
        return self._nieuwe()

    def _bied_aan(self, organisaties, zin):
        self.kandidaten = tuple((str(rij.pk), omschrijf(rij)) for rij in organisaties)
        self.fout = zin % {"naam": self.naam}

    def _nieuwe(self):
        soort = self.soort if self.soort in Organisatie.Soort.values else ONBEKEND
        nieuw = Organisatie(naam=self.naam, soort=soort)
        try:
            nieuw.full_clean(exclude={"slug"}, validate_unique=False, validate_constraints=False)
        except ValidationError as fout:
            self.fout = fout.messages[0]
            return None
        return nieuw


LEGE_REGEL = Regel()
