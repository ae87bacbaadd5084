"""The rooster of one wijk on a day, as one person sees it."""

import uuid
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtnet.bewerken.intrekken import pas_toegevoegd
from buurtnet.kern.noemen import noem
from netwerken.models import Inzet, Organisatie
from wijken.telt_mee import lees_omgeving

from .cel import Cel
from .formulier import Bladformulier
from .keuze import TOON, Keuze
from .kolom import kolommen_van
from .nieuw import LEGE_REGEL, ONBEKEND, ROL
from .overal import AlleWijken, Overal
from .partij import Partij, inzet_om, partij_van, partijen_erbij, vind_partij
from .plaats import netwerken_in


@dataclass
class Rij:
    """A party on the rooster; `cellen` by the key of their theme, the empty ones made when asked.

    `is_van_hier` is whether it has to do with the wijk itself, and not only with what lies above.
    """

    partij: Partij
    is_van_hier: bool
    cellen: dict = field(default_factory=dict)
    is_na_te_gaan: bool = False
    is_gewijzigd: bool = False
    klopt: bool = False
    # All of it in all wijken, if there are more, and whether that is called still right.
    overal: Overal | None = None
    klopt_overal: bool = False
    # Of what is shown: on how many themes it works for the user, and on how many folded ones.
    aantal: int = 0
    in_vouw: int = 0

    @property
    def sleutel(self):
        return self.partij.sleutel

    def cel(self, thema_id):
        return self.cellen.get(thema_id) or Cel()

    @property
    def is_er(self):
        """Whether there is something to confirm."""
        return bool(self.aantal)

    @property
    def heeft_regels(self):
        """Whether there are rows to look at in the wijk itself."""
        return any(cel.eigen or cel.van_anderen for cel in self.cellen.values())


class Rooster:
    """Who works on what in `wijk` on `dag`, as `gebruiker` may see and change it.

    Of a `netwerk` new inzet is by that network; of a wijk by the network of the user that works
    there, or one that they choose out of more. `keuze` says which part to show, and `ingevuld`
    what is to stand there besides what is saved (see `toon_ingevuld`). Reads as much for sixty
    parties as for one.
    """

    def __init__(self, gebruiker, wijk, *, netwerk=None, dag, keuze=None):
        self.gebruiker, self.wijk, self.netwerk, self.dag = gebruiker, wijk, netwerk, dag
        self.keuze = keuze or Keuze()
        self.nieuw, self.lege_regels, self.klopt_alles = (), 1, False
        # What keeps it from being saved: a Botsing per cell, and sentences.
        self.botsingen, self.fouten = [], []
        self.kan = wijk.can_add(gebruiker)
        [self.plek] = (omgeving := lees_omgeving([wijk])).kolommen
        self._omgeving = omgeving
        rijen = inzet_om(gebruiker, omgeving.meetellende(self.plek), dag)
        self._eigen = self._sleutels_van_eigen()
        self._alle = self._verdeel(rijen)
        # A hidden theme has a column for who looks after a row of it.
        van_mij = [rij for rij in rijen if rij.pk in self._eigen]
        hogere = omgeving.hogere(self.plek)
        self.alle_kolommen = kolommen_van(gebruiker, wijk, hogere, van_mij, dag)

    def _sleutels_van_eigen(self):
        eigen = Inzet.objects.editable_by(self.gebruiker).filter(wijk=self.wijk.pk)
        return frozenset(eigen.niet_voorbij(self.dag).order_by().values_list("pk", flat=True))

    def _verdeel(self, rijen):
        """{sleutel: Rij} of all parties, with these rows of inzet in their cells."""
        alle = {}
        if self.netwerk:
            zelf = Partij(f"n{self.netwerk.pk}", noem(self.netwerk, self.gebruiker), self.netwerk)
            alle[zelf.sleutel] = Rij(zelf, True)
        for rij in rijen:
            partij = partij_van(rij)
            regel = alle.setdefault(partij.sleutel, Rij(partij, False))
            regel.is_van_hier |= rij.wijk_id == self.wijk.pk
            self._leg_neer(rij, regel.cellen.setdefault(rij.thema_id, Cel()))
        erbij = partijen_erbij(self.gebruiker, self.wijk, self.netwerken, self.dag)
        for sleutel, partij in erbij.items():
            alle.setdefault(sleutel, Rij(partij, True)).is_van_hier = True
        self._merk_rijen(alle)
        return alle

    def _leg_neer(self, rij, cel):
        if rij.wijk_id != self.wijk.pk:
            merk = self._omgeving.merk(rij.wijk_id, self.plek)
            zin = _("heel %(naam)s") if merk.soort else "%(naam)s"
            cel.elders.append(zin % {"naam": merk.naam})
        elif rij.pk in self._eigen:
            cel.eigen.append(rij)
        else:
            cel.van_anderen.append(rij)

    def _merk_rijen(self, alle):
        cellen = [cel for regel in alle.values() for cel in regel.cellen.values() if cel.is_er]
        eigen = {rij.pk for cel in cellen for rij in cel.eigen}
        pas = pas_toegevoegd(Inzet, eigen, self.gebruiker)
        for cel in cellen:
            cel.intrekbaar = pas.issuperset(rij.pk for rij in cel.eigen)
        for regel in alle.values():
            eigen = [rij for cel in regel.cellen.values() for rij in cel.eigen]
            regel.is_na_te_gaan = not all(c.is_vers(self.dag) for c in regel.cellen.values())
            dagen = (timezone.localdate(rij.gewijzigd_op) for rij in eigen)
            regel.is_gewijzigd = self.dag in dagen

    # What there is to choose

    @cached_property
    def netwerken(self):
        """The networks by which new inzet may be: one that is given, or those of the wijk."""
        if self.netwerk:
            return [self.netwerk]
        return netwerken_in(self.wijk, self.gebruiker, self.dag)

    # What is shown

    @cached_property
    def kolommen(self):
        return self.keuze.kies_kolommen(self.alle_kolommen, self._namen())

    @cached_property
    def vouwt(self):
        """Whether themes that are on no agenda are folded away."""
        op_agenda = [kolom.op_agenda for kolom in self.kolommen]
        return any(op_agenda) and not all(op_agenda)

    @cached_property
    def alle_wijken(self):
        plek = {"wijk": self.wijk, "netwerk": self.netwerk, "dag": self.dag}
        return AlleWijken(self.gebruiker, **plek)

    @cached_property
    def overal(self):
        """{sleutel: Overal} of who works in more wijken of the network than this one."""
        return self.alle_wijken.per_partij()

    def _namen(self):
        return [regel.partij.naam for regel in self._alle.values()]

    @cached_property
    def rijen(self):
        """The rows to show: the network itself, the others by name, last those from above."""
        rijen = [r for r in self._alle.values() if self._is_gekozen(r)]
        for rij in rijen:
            eigen = [kolom for kolom in self.kolommen if rij.cel(kolom.sleutel).is_er]
            rij.aantal = len(eigen)
            rij.overal = self.overal.get(rij.sleutel)
            rij.in_vouw = sum(not kolom.op_agenda for kolom in eigen) if self.vouwt else 0
        zelf = f"n{self.netwerk.pk}" if self.netwerk else ""
        return sorted(
            rijen, key=lambda r: (r.sleutel != zelf, not r.is_van_hier, r.partij.volgorde)
        )

    def _is_gekozen(self, rij):
        if (
            rij.klopt
            or rij.klopt_overal
            or any(cel.erbij or cel.eraf for cel in rij.cellen.values())
        ):
            return True  # what was filled in is never out of sight
        op_naam = self.keuze.heeft_naam(rij.partij.naam) or self.kolommen is not self.alle_kolommen
        return op_naam and self.keuze.heeft_stand(rij)

    def rij(self, sleutel):
        """The row of this party, shown or not; made when it is not on the sheet. None: unknown."""
        if sleutel not in self._alle and (partij := vind_partij(sleutel, self.gebruiker)):
            self._alle[sleutel] = Rij(partij, True)
        return self._alle.get(sleutel)

    def zelfde(self, partij):
        """The party of the sheet that is the same: a role in whatever capitals; else `partij`."""
        alle = {regel.sleutel.casefold(): regel.partij for regel in self._alle.values()}
        return alle.get(partij.sleutel.casefold(), partij) if partij.is_rol else partij

    def cel(self, sleutel, thema_id):
        """The cell of this party and theme, kept when it was empty; None of an unknown party."""
        regel = self.rij(sleutel)
        return regel and regel.cellen.setdefault(thema_id, Cel())

    def cellen_met_eigen(self):
        """{(sleutel, theme): the rows there that the user looks after}, of the whole sheet."""
        return {
            (regel.sleutel, thema): cel.eigen
            for regel in self._alle.values()
            for thema, cel in regel.cellen.items()
            if cel.is_er
        }

    def toon_ingevuld(self, *, erbij=(), eraf=(), ongeluk=(), klopt=(), overal=(), nieuw=()):
        """Show what was filled in and is not saved; each of the first three are cells."""
        for naam, cellen in (("erbij", erbij), ("eraf", eraf), ("ongeluk", ongeluk)):
            for sleutel, thema in cellen:
                if cel := self.cel(sleutel, thema):
                    setattr(cel, naam, True)
        for sleutel in klopt:
            if regel := self.rij(sleutel):
                regel.klopt = True
        for sleutel in overal:
            if regel := self.rij(sleutel):
                regel.klopt_overal = True
        self.nieuw = nieuw

    def kolom(self, thema_id):
        """The column of this theme, shown or not; None when there is none."""
        return next((kolom for kolom in self.alle_kolommen if kolom.sleutel == thema_id), None)

    @property
    def was(self):
        """The rows that this sheet is made from, with their versions: what is sent back."""
        kolommen = {kolom.sleutel for kolom in self.kolommen}
        return " ".join(
            f"{rij.pk}.{rij.versie}"
            for regel in self.rijen
            for thema, cel in regel.cellen.items()
            if thema in kolommen
            for rij in cel.eigen
        )

    def als_tabel(self):
        """The sheet as it is shown, for a file: a row of headings, then per party its crosses."""
        kop = ["", *(kolom.naam for kolom in self.kolommen)]
        return [kop] + [
            [rij.partij.naam, *("x" if rij.cel(k.sleutel).is_er else "" for k in self.kolommen)]
            for rij in self.rijen
        ]

    @property
    def breedte(self):
        """How many columns the table has."""
        return len(self.kolommen) + 2 + bool(self.overal)

    @property
    def iets_te_bevestigen(self):
        return any(rij.is_er for rij in self.rijen)

    @property
    def te_kiezen_kolommen(self):
        return [kolom for kolom in self.alle_kolommen if kolom.kan]

    @property
    def toon_keuzes(self):
        return list(TOON.items())

    # What is filled in, besides the cells

    @cached_property
    def form(self):
        """What is asked once for the whole sheet; whoever reads what was sent, sets another."""
        return Bladformulier(rooster=self)

    @cached_property
    def sleutel(self):
        """The one-time key of this sheet; whoever reads what was sent, sets that one."""
        return uuid.uuid4()

    @property
    def nieuwe_regels(self):
        """The lines for new parties: those that were filled in, and an empty one."""
        return [*self.nieuw, *[LEGE_REGEL] * self.lege_regels]

    @property
    def soorten(self):
        """What a new party may be, with its word."""
        return [(ONBEKEND, _("soort: weet ik niet")), (ROL, _("een rol, geen organisatie"))] + [
            (waarde, label) for waarde, label in Organisatie.Soort.choices if waarde != ONBEKEND
        ]

    # Where it stands

    @cached_property
    def adres(self):
        """Where it is shown, and sent to."""
        vraag = self.keuze.vraag
        return f"{self.kaal_adres}{'&?'['?' not in self.kaal_adres] if vraag else ''}{vraag}"

    @property
    def kaal_adres(self):
        """The same, with all of it."""
        if not self.netwerk:
            return reverse("netwerken:wijk_inzet", args=[self.wijk.slug])
        vraag = urlencode({"wijk": self.wijk.slug})
        return f"{reverse('netwerken:netwerk_inzet', args=[self.netwerk.slug])}?{vraag}"

    @property
    def details(self):
        """Where the rows themselves stand, to which "partij" and "thema" may be added."""
        if self.kan:
            return reverse("netwerken:wijk_inzet_regels", args=[self.wijk.slug]) + "?"
        vraag = urlencode({"wijk": self.wijk.slug})
        adres = reverse("netwerken:netwerk_inzet_regels", args=[self.netwerk.slug])
        return f"{adres}?{vraag}&"
