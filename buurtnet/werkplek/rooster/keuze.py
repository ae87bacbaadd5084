"""Which part of the rooster is shown: by name or theme, and by how it stands."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from buurtnet.kern.letters import slug_van

ALLES, NIET_NAGEGAAN, GEWIJZIGD = "alles", "niet-nagegaan", "gewijzigd"
TOON = {
    ALLES: _("alles"),
    NIET_NAGEGAAN: _("nog niet nagegaan"),
    GEWIJZIGD: _("vandaag gewijzigd"),
}


class Keuze(NamedTuple):
    """`q` is part of a name or a theme, `thema` the slug of one theme, `toon` one of TOON."""

    q: str = ""
    thema: str = ""
    toon: str = ALLES

    @property
    def vraag(self):
        """The part of the address that says so, as "q=…&toon=…"; "" for all."""
        gekozen = {naam: waarde for naam, waarde in self._asdict().items() if waarde}
        return urlencode({n: w for n, w in gekozen.items() if (n, w) != ("toon", ALLES)})

    def kies_kolommen(self, kolommen, namen):
        """Those of `kolommen` to show; `namen` are those of the parties, which go first."""
        if self.thema:
            gevraagd = [kolom for kolom in kolommen if kolom.slug == self.thema]
            return gevraagd or kolommen
        if self.q and not any(map(self.heeft_naam, namen)):
            return [k for k in kolommen if self.heeft_naam(k.titel)] or kolommen
        return kolommen

    def heeft_naam(self, naam):
        return slug_van(self.q) in slug_van(naam)

    def heeft_stand(self, rij):
        """Whether a row of the rooster stands as `toon` asks."""
        if self.toon == NIET_NAGEGAAN:
            return rij.is_na_te_gaan
        return self.toon != GEWIJZIGD or rij.is_gewijzigd


def lees_keuze(data):
    """The Keuze of a QueryDict; anything strange counts as not chosen."""
    q, thema = (data.get(naam, "").replace("\x00", "")[:120] for naam in ("q", "thema"))
    toon = data.get("toon", ALLES)
    return Keuze(q.strip(), thema, toon if toon in TOON else ALLES)
