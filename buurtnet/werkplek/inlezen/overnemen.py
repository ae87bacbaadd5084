"""From a table that was looked through to rows of the site: all in one step, or none."""

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtnet.bewerken.handelingen import handeling
from buurtnet.bewerken.inleesbestand import Inleesbestand
from buurtnet.bewerken.weigering import zin_bij
from buurtnet.kern.beurt import neem_beurt
from buurtnet.kern.herkomst import Bron
from buurtnet.kern.sloten import houd_vast, slotrang
from buurtnet.kern.status import Status
from netwerken.hoede import geef_in_hoede, hoeder_voor
from netwerken.models import Deelname, Inzet, Netwerk, Organisatie

from .lezing import Lezing
from .uitkomst import Stand

# What the rows of a table hang on: none of these may end meanwhile.
GEHELEN = {"netwerk": Netwerk, "organisatie": Organisatie}
# Of each kind of table: what shows what it brought, by what was chosen for the whole of it.
GEKOZEN = ("wijk", "netwerk")
ZICHT = {
    "inzet": (("wijk", "netwerken:wijk_inzet"), ("netwerk", "netwerken:netwerk_inzet")),
    "deelname": (("netwerk", "netwerken:netwerk_deelnames"),),
    "organisatie": (),
}
# About four milliseconds each; SQLite has one writer, and others wait for it.
MEESTE_TEGELIJK = 2000


def te_veel():
    """What to say of a table that writes too much at once."""
    zin = _("Er gaan meer dan %(aantal)d regels in één keer in. Knip het bestand in stukken.")
    return zin % {"aantal": MEESTE_TEGELIJK}


class NietOvergenomen(Exception):
    """Nothing was taken over; the message says why."""


class Overname:
    """What was taken over: how many rows of which kind, where to see it, and the handeling."""

    def __init__(self, doel, telling=None, gedaan=None):
        self.doel, self.telling, self.gedaan = doel, telling or {}, gedaan

    @property
    def eerder(self):
        """Whether the table was taken over before: this was the same button once more."""
        return self.gedaan is None


def neem_over(bestand, gebruiker, *, bevestig=False):
    """Take over all rows of an Inleesbestand that are new or changed; gives the Overname.

    `bevestig`: and confirm those that are there just so.

    In one transaction, and one table after the other: who comes second finds what the first
    added. Raises NietOvergenomen when somebody just saved the same by another door.
    """
    try:
        with transaction.atomic():
            # A fresh user: what somebody coordinates is remembered per object.
            wie = get_user_model().objects.get(pk=gebruiker.pk)
            neem_beurt(Organisatie)
            vers = Inleesbestand.objects.select_for_update(of=("self",)).get(pk=bestand.pk)
            if vers.doel:
                return Overname(vers.doel)
            lezing = Lezing(vers, wie, met_slot=True)
            doel = doel_van(lezing)
            with handeling(gebruiker, wat=_wat(vers), terug=doel) as gedaan:
                telling = _Schrijver(lezing, vers).schrijf(bevestig=bevestig)
            vers.doel, vers.bladen, vers.gevonden, vers.beslissingen = doel, [], {}, {}
            vers.save()
    except IntegrityError as fout:
        raise NietOvergenomen(zin_bij(fout)) from None
    return Overname(doel, telling, gedaan)


def _wat(bestand):
    return _("ingelezen uit %(bestand)s") % {"bestand": bestand.naam}


def doel_van(lezing):
    """Where one sees what a table brought: its network or wijk, or else the desk."""
    rijen = {veld: lezing.lijsten[veld].rijen.get(lezing.keuze.get(veld)) for veld in GEKOZEN}
    for veld, naam in ZICHT[lezing.soort.naam]:
        if rijen[veld]:
            return reverse(naam, args=[rijen[veld].slug])
    return reverse("netwerken:werkplek")


class _Schrijver:
    """Writes what a Lezing found, each row with the file it comes from."""

    def __init__(self, lezing, bestand):
        self.lezing, self.bestand, self.soort = lezing, bestand, lezing.soort
        self.vandaag = timezone.localdate()
        self.nieuwe = {}
        # Each Inzet of an organisation that was added through a network.
        self.via_netwerk = []

    def schrijf(self, *, bevestig):
        """Write all rows that go in; gives {stand: how many}."""
        uitkomsten = [een for een in self.lezing.uitkomsten if een.gaat_in]
        zelfde = self.lezing.te_bevestigen if bevestig else {}
        if len(uitkomsten) + len(zelfde) > MEESTE_TEGELIJK:
            raise NietOvergenomen(te_veel())
        telling = self._schrijf(uitkomsten) if uitkomsten else {}
        for rij in zelfde.values():
            rij.bewaar_bevestiging(self.lezing.gebruiker, self.vandaag)
        return telling | {Stand.HETZELFDE: len(zelfde)}

    def _schrijf(self, uitkomsten):
        self.bron = Bron.objects.maak_import(self.soort.model, self.bestand.naam)
        self._houd_gehelen(uitkomsten)
        for uitkomst in uitkomsten:
            if uitkomst.stand == Stand.GEWIJZIGD:
                self._wijzig(uitkomst)
            else:
                self._voeg_toe(uitkomst)
        self._laat_meedoen()
        standen = [een.stand for een in uitkomsten]
        return {stand: standen.count(stand) for stand in (Stand.NIEUW, Stand.GEWIJZIGD)}

    def _houd_gehelen(self, uitkomsten):
        """Keep what rows hang on from ending. Raises NietOvergenomen when that just happened."""
        for naam, model in sorted(GEHELEN.items(), key=lambda paar: slotrang(paar[1])):
            rijen = [een.waarden[naam] for een in uitkomsten if een.waarden.get(naam)]
            sleutels = sorted({rij.pk for rij in rijen})
            houd_vast(model, sleutels)
            nu = dict(model.objects.filter(pk__in=sleutels).values_list("pk", "tot"))
            if any(nu.get(rij.pk, "weg") != rij.tot for rij in rijen):
                raise NietOvergenomen(_("Iemand anders wijzigde net iets hiervan. Kijk het na."))

    def _voeg_toe(self, uitkomst):
        waarden = dict(uitkomst.waarden)
        if uitkomst.nieuwe_naam:
            organisatie = self._nieuwe_organisatie(uitkomst)
            if self.soort.model is Organisatie:
                return
            waarden["organisatie"] = organisatie
        rij = self.soort.model(**waarden)
        self._bewaar_nieuw(rij, uitkomst)
        if self.soort.model is Inzet and rij.netwerk_id and rij.organisatie_id:
            self.via_netwerk.append(rij)

    def _laat_meedoen(self):
        """Who works through a network takes part in it, as by every other door."""
        netwerken = {rij.netwerk_id for rij in self.via_netwerk}
        # Asked once: of most rows of a table the party takes part already.
        lopend = Deelname.objects.filter(netwerk__in=netwerken, tot=None)
        paren = set(lopend.values_list("netwerk", "organisatie"))
        for rij in self.via_netwerk:
            paar = (rij.netwerk_id, rij.organisatie_id)
            if paar not in paren and rij.laat_meedoen() and not rij.tot:
                paren.add(paar)

    def _nieuwe_organisatie(self, uitkomst):
        """The organisation that the table adds, once however many rows name it."""
        sleutel = uitkomst.nieuwe_naam.casefold()
        if sleutel not in self.nieuwe:
            waarden = uitkomst.waarden
            eigen = waarden if self.soort.model is Organisatie else {}
            organisatie = Organisatie(naam=uitkomst.nieuwe_naam, **eigen)
            self._bewaar_nieuw(organisatie, uitkomst)
            wijken = [waarden["wijk"]] if waarden.get("wijk") else []
            netwerk = waarden.get("netwerk") or self._vast_netwerk()
            hoeder = hoeder_voor(self.lezing.gebruiker, netwerk=netwerk, wijken=wijken)
            geef_in_hoede(organisatie, hoeder)
            self.nieuwe[sleutel] = organisatie
        return self.nieuwe[sleutel]

    def _vast_netwerk(self):
        return self.lezing.lijsten["netwerk"].rijen.get(self.lezing.keuze.get("netwerk"))

    def _bewaar_nieuw(self, rij, uitkomst):
        rij.bron = self.bron
        rij.bevestig(self.lezing.gebruiker, self.vandaag)
        self._bewaar(rij, uitkomst)

    def _wijzig(self, uitkomst):
        """Set what differs: an end as the button “Beëindig” does."""
        rij, waarden = uitkomst.rij, dict(uitkomst.waarden)
        if not self.lezing.noemt_netwerk:
            waarden.pop("netwerk", None)
        tot, precisie = waarden.pop("tot", None), waarden.pop("tot_precisie", None)
        for naam, waarde in waarden.items():
            if waarde:
                setattr(rij, naam, waarde)
        if tot and tot != rij.tot:
            rij.beeindig(tot, Status.GESTOPT if tot <= self.vandaag else None)
            rij.tot_precisie = precisie
        self._bewaar(rij, uitkomst)

    def _bewaar(self, rij, uitkomst):
        vindplaats = f"{self.bron.slug}:{uitkomst.nummer}"
        rij.vindplaats = "; ".join(filter(None, [rij.vindplaats, vindplaats]))
        rij._change_reason = self.bron.naam
        rij.save()
