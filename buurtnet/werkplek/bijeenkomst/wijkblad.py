"""The rooster of a wijk on the sheet of a meeting: it is sent and saved together with it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from buurtnet.bewerken import opslaan

from ..rooster.bewaren import schrijf, te_vergrendelen, toon_weer
from ..rooster.blad import Rooster
from ..rooster.ingevuld import lees_ingevuld
from ..rooster.plaats import wijken_van

# What is sent says by this of which wijk the rooster was on the sheet.
VELD = "rooster"


class Wijkblad:
    """Which wijken of `netwerk` have a rooster (`wijken`), and which of these is on the sheet.

    `gestuurd` is what was sent or is in a draft, a QueryDict; without a rooster in that it is the
    `gekozen` one, a slug, or the only one there is.
    """

    def __init__(self, gebruiker, netwerk, gestuurd=None, gekozen=""):
        self.gebruiker, self.netwerk, self.gestuurd = gebruiker, netwerk, gestuurd or {}
        self.wijken = wijken_van(netwerk, gebruiker, timezone.localdate())
        gevraagd = self.gestuurd.get(VELD) or gekozen
        enige = self.wijken[0] if len(self.wijken) == 1 else None
        self.wijk = self.vind(gevraagd) if gevraagd else enige
        self.is_ingevuld = bool(self.wijk and VELD in self.gestuurd)
        self.ingevuld = lees_ingevuld(gestuurd) if self.is_ingevuld else None
        # As it is shown, see `toon`; None: of no wijk.
        self.rooster = None
        # What was written, in a sentence.
        self.gedaan = ""

    @property
    def _waar(self):
        return {"wijk": self.wijk, "netwerk": self.netwerk, "dag": timezone.localdate()}

    def vind(self, slug):
        """The wijk with this slug, when the network has a rooster there; else None."""
        return next((wijk for wijk in self.wijken if wijk.slug == slug), None)

    @property
    def andere(self):
        """The wijken of which the rooster can be opened instead."""
        return [wijk for wijk in self.wijken if wijk != self.wijk]

    def toon(self, bezwaar=None):
        """Make the `rooster` to show: with what was filled in, and the NietBewaard against that."""
        if self.is_ingevuld:
            self.rooster = toon_weer(
                self.gebruiker, self._waar, self.gestuurd, self.ingevuld, bezwaar
            )
        elif self.wijk:
            self.rooster = Rooster(self.gebruiker, **self._waar)

    def te_vergrendelen(self):
        """Querysets of the rows that `schrijf` reads; within a transaction."""
        if not self.is_ingevuld:
            return []
        return [te_vergrendelen(self.gebruiker, self._waar, self.ingevuld)]

    def schrijf(self):
        """Write what was filled in; `gedaan` says what.

        Within a transaction in which `te_vergrendelen` is locked. Raises NietBewaard of the
        rooster, or of `opslaan` when that wijk has none any more.
        """
        if self.gestuurd.get(VELD) and not self.wijk:
            zin = _("Dit netwerk heeft in die wijk geen rooster meer.")
            raise opslaan.NietBewaard(None, zin)
        if self.is_ingevuld:
            rooster = Rooster(self.gebruiker, **self._waar)
            if telling := schrijf(self.gebruiker, rooster, self.ingevuld, self.gestuurd):
                woorden = {"wijk": self.wijk.naam, "telling": telling}
                self.gedaan = _("Rooster van %(wijk)s: %(telling)s.") % woorden
