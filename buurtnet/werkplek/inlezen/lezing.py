"""How one table is read for one person: what every cell names, and what becomes of every row."""

import re
from typing import NamedTuple

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from buurtnet.kern.noemen import noem
from buurtnet.kern.tekst import een_regel
from buurtnet.kern.woorden import naamsleutel
from buurtnet.zoeken.naamboek import Naamboek
from initiatieven.models import Accommodatie
from netwerken.models import Deelname, Inzet, Netwerk, Organisatie
from wijken.models import Wijk

from .soorten import SOORTEN
from .soorten.organisatie import keur_naam
from .tabel import Cel, Tabel
from .uitkomst import Stand
from .woordenlijst import NIETS, Woordenlijst, netwerken_voor, themas_voor, wijken_voor

# What a cell may name several of, and how people write that: the surest way first.
MEERVOUD = ("wijk", "thema")
SCHEIDINGEN = [re.compile(vorm) for vorm in (r"[\n;|]", r"[\n;|,]", r"[\n;|,/+&]|\ben\b")]
LANGSTE_ROL = 120
# So many facts one row may state, and so many those of which cells name several: more is no table.
MEESTE_PER_RIJ, MEESTE_GESPLITST = 100, 20_000
# What somebody says of a spelling, besides which record it is.
NIEUW, OVERSLAAN, KLOPT = "nieuw", "niet", "ja"


class Vraag(NamedTuple):
    """A spelling of which the user has to say what it is, once for the whole file."""

    veld: str
    sleutel: str
    tekst: str
    # Records that it may be, the likeliest first.
    kandidaten: list
    besluit: str


class Lezing:
    """The table of an Inleesbestand as `gebruiker` may take it over.

    `met_slot`: within a transaction, with every row that may change kept from others.
    """

    def __init__(self, bestand, gebruiker, *, met_slot=False):
        self.bestand, self.gebruiker, self.met_slot = bestand, gebruiker, met_slot
        self.keuze = bestand.keuze
        self.vandaag = timezone.localdate()
        self.tabel = Tabel(bestand.bladen, self.keuze)
        self.soort = SOORTEN[self.keuze["soort"]](self)
        self._vragen = {}

    @cached_property
    def lijsten(self):
        return {
            "wijk": wijken_voor(self.gebruiker),
            "thema": themas_voor(self.gebruiker, self.vandaag),
            "netwerk": netwerken_voor(self.gebruiker),
        }

    @cached_property
    def eigen_wijken(self):
        wijken = Wijk.objects.te_kiezen_door(self.gebruiker).order_by()
        return frozenset(wijken.values_list("pk", flat=True))

    @cached_property
    def eigen_netwerken(self):
        netwerken = Netwerk.objects.editable_by(self.gebruiker).niet_voorbij(self.vandaag)
        return frozenset(netwerken.order_by().values_list("pk", flat=True))

    @cached_property
    def rollen(self):
        """{as it is compared: as it is kept} of the roles that somebody has without a name."""
        namen = [
            naam
            for model in (Inzet, Deelname)
            for naam in model.objects.visible_to(self.gebruiker)
            .exclude(omschreven_rol="")
            .order_by()
            .values_list("omschreven_rol", flat=True)
            .distinct()
        ]
        return {naamsleutel(naam): naam for naam in namen}

    @cached_property
    def plekken(self):
        rijen = Accommodatie.objects.visible_to(self.gebruiker).only("naam", "slug")
        return Woordenlijst({rij.pk: (rij, [rij.naam, rij.slug]) for rij in rijen})

    @property
    def noemt_netwerk(self):
        """Whether the table itself says through which network."""
        return self.tabel.heeft("netwerk")

    # The rows

    @cached_property
    def regels(self):
        """Every Regel; a cell that names several themes or wijken makes one of each."""
        regels = []
        for regel in self.tabel.regels():
            regels += self._splits(regel, min(MEESTE_PER_RIJ, MEESTE_GESPLITST - len(regels)))
        return regels

    def _splits(self, regel, hoogstens):
        """What a row states; a cell that would make more than `hoogstens` of it stays whole."""
        delen = [regel]
        for veld in MEERVOUD:
            if veld in regel.cellen and not (veld == "thema" and regel.thema):
                cel = regel.cellen[veld]
                namen = self._namen_in(veld, cel.tekst)
                if len(delen) * len(namen) > hoogstens:
                    continue
                delen = [deel.met(veld, Cel(cel.plek, een)) for deel in delen for een in namen]
        return delen

    def _namen_in(self, veld, tekst):
        """The names in a cell: the whole of it, unless it is several of which one is known."""
        lijst = self.lijsten[veld]
        if not lijst.zoek(tekst).zeker:
            for scheiding in SCHEIDINGEN:
                namen = [naam.strip(" -•*\t") for naam in scheiding.split(tekst)]
                namen = [naam for naam in namen if naam]
                if len(namen) > 1 and any(map(lijst.kent, namen)):
                    return namen
        return [tekst]

    @cached_property
    def uitkomsten(self):
        return self.soort.vergelijk(self.regels)

    @property
    def te_bevestigen(self):
        """{key: row} of what the table says just as it is there, and the user looks after."""
        return {een.rij.pk: een.rij for een in self.uitkomsten if een.te_bevestigen}

    @property
    def vragen(self):
        """[Vraag] of all spellings that are in doubt or were, in the order of the table."""
        return [] if self.uitkomsten is None else list(self._vragen.values())

    # Organisations: thousands of them, looked up beforehand

    def te_zoeken(self):
        """{key: spelling} of the organisations that were not looked up yet."""
        gevonden = self.bestand.gevonden.get("organisatie", {})
        namen = {}
        for regel in self.regels:
            tekst = regel.tekst("organisatie")
            sleutel = naamsleutel(tekst)
            if sleutel and sleutel not in gevonden:
                namen.setdefault(sleutel, tekst)
        return namen

    @cached_property
    def _organisaties(self):
        """{key: organisation} of all that spellings of this table may be, and the user may read."""
        gevonden = self.bestand.gevonden.get("organisatie", {})
        sleutels = {pk for _zeker, mogelijk in gevonden.values() for pk in mogelijk}
        if self.met_slot:
            # What was added since the table was looked through is meant all the same.
            sleutels |= {pk for pk in self._intussen.values() if pk}
        return Organisatie.objects.visible_to(self.gebruiker).in_bulk(sleutels)

    @cached_property
    def _intussen(self):
        """{key of a spelling: key of the one organisation that is called just so by now}."""
        boek = Naamboek(Organisatie.objects.visible_to(self.gebruiker))
        precies = {}
        for regel in self.regels:
            tekst = regel.tekst("organisatie")
            zeker, mogelijk = boek.precies(tekst)
            precies[naamsleutel(tekst)] = mogelijk[0] if zeker else None
        return precies

    def wijs_wie_toe(self, regel, uitkomst):
        """Set in `uitkomst` which organisation or role this is about; tell what is in doubt."""
        if tekst := regel.tekst("organisatie"):
            self._wijs_naam_toe(regel, uitkomst, tekst)
        elif rol := regel.tekst("omschreven_rol"):
            uitkomst.waarden["omschreven_rol"] = rol[:LANGSTE_ROL]

    def _wijs_naam_toe(self, regel, uitkomst, tekst):
        sleutel = naamsleutel(tekst)
        mogelijk, besluit = self._mogelijk(sleutel, tekst)
        if besluit == OVERSLAAN:
            uitkomst.stand = Stand.OVERGESLAGEN
        elif besluit and besluit != NIEUW:
            uitkomst.waarden["organisatie"] = self._organisaties[int(besluit)]
        elif not besluit and (anders := self._geen_organisatie(sleutel, tekst, mogelijk)):
            uitkomst.waarden |= anders
        elif besluit or not mogelijk:
            self._nieuwe_naam(regel, uitkomst, tekst)
        else:
            self._twijfel(regel, uitkomst, "organisatie", tekst)

    def _mogelijk(self, sleutel, tekst):
        """(keys of what a spelling may be, what it is); "" when nobody said so yet."""
        zeker, mogelijk = self.bestand.gevonden.get("organisatie", {}).get(sleutel, (False, []))
        mogelijk = [pk for pk in mogelijk if pk in self._organisaties]
        besluit = self._besluit("organisatie", sleutel, self._organisaties, NIEUW)
        if self.met_slot and not besluit and self._intussen.get(sleutel) in self._organisaties:
            zeker, mogelijk = True, [self._intussen[sleutel]]
        if zeker and mogelijk:
            return mogelijk, str(mogelijk[0])
        if mogelijk and (besluit or sleutel not in self.rollen):
            rijen = [self._organisaties[pk] for pk in mogelijk]
            self._vraag("organisatie", sleutel, tekst, rijen, besluit)
        return mogelijk, besluit

    def _geen_organisatie(self, sleutel, tekst, mogelijk):
        """{field: value} of a name that is a role, or a network of the user that works itself."""
        if sleutel in self.rollen:
            return {"omschreven_rol": self.rollen[sleutel]}
        if mogelijk or self.soort.naam != "inzet":
            return {}
        lijst = self.lijsten["netwerk"]
        vondst = lijst.zoek(tekst)
        eigen = vondst.zeker and vondst.sleutels[0] in self.eigen_netwerken
        return {"netwerk": lijst.rijen[vondst.sleutels[0]]} if eigen else {}

    @staticmethod
    def _nieuwe_naam(regel, uitkomst, tekst):
        uitkomst.nieuwe_naam = tekst
        if zin := keur_naam(tekst):
            uitkomst.fout(f"{regel.plek('organisatie')}: {zin}")

    # Wijken, themes and networks: few

    def wijs_toe(self, regel, uitkomst, veld, *, verplicht=True):
        """Set in `uitkomst.waarden` the record that the cell of this field names."""
        lijst, tekst = self.lijsten[veld], regel.tekst(veld)
        if not tekst:
            vast = None if veld == "netwerk" and self.noemt_netwerk else self.keuze.get(veld)
            if vast in lijst.rijen:
                uitkomst.waarden[veld] = lijst.rijen[vast]
            elif verplicht:
                zin = _("%(cel)s: hier staat geen %(wat)s.")
                uitkomst.fout(zin % {"cel": regel.plek(veld), "wat": _naam_van(veld)})
            return
        sleutel, vondst = naamsleutel(tekst), lijst.zoek(tekst)
        if vondst.zeker:
            uitkomst.waarden[veld] = lijst.rijen[vondst.sleutels[0]]
            return
        besluit = self._besluit(veld, sleutel, lijst.rijen)
        self._vraag(veld, sleutel, tekst, [lijst.rijen[pk] for pk in vondst.sleutels], besluit)
        if besluit == OVERSLAAN:
            uitkomst.stand = Stand.OVERGESLAGEN
        elif besluit:
            uitkomst.waarden[veld] = lijst.rijen[int(besluit)]
        else:
            self._twijfel(regel, uitkomst, veld, tekst)

    def wijs_plek_toe(self, regel, uitkomst):
        """The place that takes part, by its exact name."""
        tekst = regel.tekst("plek")
        vondst = self.plekken.zoek(tekst) if tekst else NIETS
        if vondst.zeker:
            uitkomst.waarden["accommodatie"] = self.plekken.rijen[vondst.sleutels[0]]
        else:
            zin = _("%(cel)s: “%(tekst)s” kennen we niet als plek. Voeg die eerst toe.")
            uitkomst.fout(zin % {"cel": regel.plek("plek"), "tekst": tekst})

    def vaste_naam(self, veld):
        """What the whole table is of, in words; "" when nothing."""
        rij = self.lijsten[veld].rijen.get(self.keuze.get(veld))
        return str(rij) if rij else ""

    # What is in doubt

    def is_gemeend(self, datum, zin):
        """Whether a day that can hardly be meant is; None when nobody said so yet: `zin` asks."""
        sleutel = datum.isoformat()
        besluit = self._besluit("dag", sleutel, (), KLOPT)
        self._vraag("dag", sleutel, zin, [], besluit)
        return {KLOPT: True, OVERSLAAN: False}.get(besluit)

    def _besluit(self, veld, sleutel, rijen, *woorden):
        """What the user said of this spelling; "" when nothing that still can be."""
        besluit = self.bestand.beslissingen.get(veld, {}).get(sleutel, "")
        if besluit in (OVERSLAAN, *woorden):
            return besluit
        return besluit if besluit.isdecimal() and int(besluit) in rijen else ""

    def _vraag(self, veld, sleutel, tekst, kandidaten, besluit):
        self._vragen.setdefault((veld, sleutel), Vraag(veld, sleutel, tekst, kandidaten, besluit))

    @staticmethod
    def _twijfel(regel, uitkomst, veld, tekst):
        if uitkomst.stand == Stand.NIEUW:
            uitkomst.stand = Stand.TWIJFEL
        zin = _("%(cel)s: “%(tekst)s” kennen we zo niet. Kies hierboven wat je bedoelt.")
        uitkomst.zinnen.append(zin % {"cel": regel.plek(veld), "tekst": een_regel(tekst)})

    # What ends, and what it is called

    def eindigt_eerder(self, waarden, _uitkomst):
        """What `waarden` ties that ends before that does, or None."""
        for naam in ("organisatie", "netwerk", "accommodatie"):
            geheel = waarden.get(naam)
            if geheel and geheel.tot and not (waarden.get("tot") and waarden["tot"] <= geheel.tot):
                return geheel
        return None

    def naam_van(self, rij):
        return noem(rij, self.gebruiker) if rij else ""


def _naam_van(veld):
    return {
        "organisatie": _("organisatie"),
        "wijk": _("wijk"),
        "thema": _("thema"),
        "netwerk": _("netwerk"),
    }[veld]
