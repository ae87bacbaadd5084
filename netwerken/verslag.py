"""The report of a meeting: what somebody may read of it, for the page and for the mail."""

from functools import cached_property
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser

from buurtnet.kern.noemen import mag_noemen, noem

from .models import Afspraak, Bespreekpunt, Bijeenkomst, Signaal


class Besproken(NamedTuple):
    """A point of the report, and what was decided with it."""

    punt: Bespreekpunt
    afspraken: list

    @property
    def is_open(self):
        """Whether there is nothing to tell of it yet."""
        return not (self.punt.besproken or self.punt.notitie or self.afspraken)


class Verslag:
    """The report of `bijeenkomst` as `gebruiker` may read it: all, what was decided, or nothing.

    Who keeps the meeting reads all. Reads as much for thirty points as for one.
    """

    def __init__(self, bijeenkomst, gebruiker):
        self.bijeenkomst, self.gebruiker = bijeenkomst, gebruiker
        self.is_eigen = bijeenkomst.can_edit(gebruiker)
        self.is_heel = self.is_eigen or (
            bijeenkomst.verslag_openbaar == Bijeenkomst.VerslagOpenbaar.JA
        )

    @property
    def mag_lezen(self):
        """Whether there is anything to read for them; of a meeting that they may see at all."""
        return self.is_eigen or self.bijeenkomst.is_verslag_openbaar

    @cached_property
    def leest_iedereen(self):
        """Whether anybody finds it on the site: the meeting itself may be hidden."""
        bezoeker = Bijeenkomst.objects.visible_to(AnonymousUser()).filter(pk=self.bijeenkomst.pk)
        return self.bijeenkomst.is_verslag_openbaar and bezoeker.exists()

    @cached_property
    def aanwezigen(self):
        """The names of who was there, as far as they may be told."""
        if not self.is_heel:
            return []
        rijen = self.bijeenkomst.aanwezigen.select_related("organisatie", "accommodatie")
        namen = [noem(r.wie, self.gebruiker) for r in rijen if mag_noemen(r.wie, self.gebruiker)]
        return sorted(namen, key=str.casefold)

    @cached_property
    def _afspraken(self):
        """{key of a point, or None: what was decided with it}."""
        rijen = Afspraak.objects.visible_to(self.gebruiker).filter(bijeenkomst=self.bijeenkomst)
        per_punt = {}
        for rij in rijen.order_by("pk").met_toezeggingen():
            per_punt.setdefault(rij.punt_id, []).append(rij)
        return per_punt

    @cached_property
    def punten(self):
        """What was on the table, in order, each a Besproken."""
        if not self.is_heel:
            return []
        rijen = Bespreekpunt.objects.visible_to(self.gebruiker)
        rijen = rijen.filter(bijeenkomst=self.bijeenkomst).order_by("volgorde", "pk")
        return [Besproken(rij, self._afspraken.get(rij.pk, [])) for rij in rijen]

    @cached_property
    def besluiten(self):
        """What was decided with none of `punten`."""
        genoemd = {besproken.punt.pk for besproken in self.punten}
        rest = [rijen for punt, rijen in self._afspraken.items() if punt not in genoemd]
        return [rij for rijen in rest for rij in rijen]

    @cached_property
    def signalen(self):
        """What was heard here or talked about, with what became of it since."""
        if not self.is_heel:
            return []
        alle = Signaal.objects.visible_to(self.gebruiker).van_bijeenkomst(self.bijeenkomst)
        return list(alle.order_by("pk"))

    @property
    def tekst(self):
        return self.bijeenkomst.verslag if self.is_heel else ""

    @property
    def is_leeg(self):
        delen = (self.aanwezigen, self.punten, self.besluiten, self.signalen, self.tekst)
        return not any(delen)
