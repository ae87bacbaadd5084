"""A municipality: organisations, what they do, and who looks after it; all asked of late."""

import datetime
from typing import NamedTuple

from buurtnet.accounts.models import Gebruiker
from buurtnet.kern.status import Status
from buurtnet.kern.versheid import Termijn
from initiatieven.models import Accommodatie, Activiteit, Initiatief
from netwerken.models import (
    Contactadres,
    Deelname,
    Hoede,
    Huisvesting,
    Inzet,
    Netwerk,
    Organisatie,
    Werkgebied,
)
from netwerken.models.contactadres import afdruk_van
from netwerken.models.navraag import AANLOOP
from wijken.models import Thema, Wijk

from . import aannamen

HALF_JAAR = datetime.timedelta(days=182)


class Netwerkdeel(NamedTuple):
    """A network with where it works and who coordinates it."""

    netwerk: Netwerk
    wijken: list
    coordinator: Gebruiker


class Gemeente:
    """Fills an empty database, the same for the same `kans` (a Random); `begin` is the first day.

    `coordinatoren` are those who sit down at a desk.
    """

    def __init__(self, kans, organisaties, begin):
        self.kans, self.begin, self._los = kans, begin, []
        stad = Wijk(naam="De stad", soort=Wijk.Soort.STAD)
        stad.save()
        self.themas = [self._bewaar(Thema(naam=f"Thema {n}")) for n in range(aannamen.THEMAS)]
        aantal = -(-organisaties // aannamen.PER_NETWERK)
        self.delen = [self._netwerkdeel(stad, nummer) for nummer in range(aantal)]
        self.coordinatoren = [deel.coordinator for deel in self.delen]
        for nummer in range(organisaties):
            self._organisatie(nummer, self.delen[nummer % aantal])
        for model in (Hoede, Contactadres, Inzet, Deelname, Huisvesting):
            model.objects.bulk_create([rij for rij in self._los if type(rij) is model])

    @staticmethod
    def _bewaar(rij):
        rij.save()
        return rij

    def _netwerkdeel(self, stad, nummer):
        herkomst = {"bevestigd_op": self._ergens()}
        netwerk = self._bewaar(
            Netwerk(naam=f"Netwerk {nummer}", soort=Netwerk.Soort.WIJKNETWERK, **herkomst)
        )
        wijken = [
            self._bewaar(Wijk(naam=f"Wijk {nummer} {letter}", soort=Wijk.Soort.WIJK, ligt_in=stad))
            for letter in range(aannamen.WIJKEN)
        ]
        for wijk in wijken:
            Werkgebied(netwerk=netwerk, wijk=wijk).save()
        wie = Gebruiker.objects.create_user(f"coordinator{nummer}@simulatie.test")
        netwerk.coordinatoren.add(wie)
        return Netwerkdeel(netwerk, wijken, wie)

    def _ergens(self):
        """A day on which it was confirmed: nothing of it is to be asked yet on the first day."""
        return self.begin - datetime.timedelta(days=self.kans.randrange((HALF_JAAR - AANLOOP).days))

    def _organisatie(self, nummer, deel):
        """One organisation, all of it confirmed on one day, and what is around it."""
        kans, dag = self.kans, self._ergens()
        elke = None if kans.random() < aannamen.PER_HALF_JAAR else Termijn.KWARTAAL
        organisatie = self._bewaar(
            Organisatie(
                naam=f"Organisatie {nummer}",
                status=Status.ACTIEF,
                bevestigd_op=dag,
                nagaan_elke=elke,
            )
        )
        self._los.append(Hoede(organisatie=organisatie, netwerk=deel.netwerk))
        if kans.random() >= aannamen.ZONDER_ADRES:
            self._adres(f"organisatie{nummer}", organisatie=organisatie)
        wie = {"organisatie": organisatie, "bevestigd_op": dag}
        self._inzetten(deel, wie)
        netwerken = [deel.netwerk]
        if len(self.delen) > 1 and kans.random() < aannamen.TWEEDE_NETWERK:
            netwerken.append(
                kans.choice([ander for ander in self.delen if ander is not deel]).netwerk
            )
        self._los += [Deelname(netwerk=netwerk, **wie) for netwerk in netwerken]
        if nummer % aannamen.PLEK == 0:
            self._plek(nummer, deel)
        if kans.random() < aannamen.GEHUISVEST:
            self._los.append(Huisvesting(accommodatie=self.plek, **wie))
        if nummer % aannamen.INITIATIEF == 0:
            self._initiatief(nummer, deel)

    def _adres(self, naam, **van):
        email = f"{naam}@simulatie.test"
        gisteren = self.begin - datetime.timedelta(days=1)
        self._los.append(
            Contactadres(email=email, afdruk=afdruk_van(email), verteld_op=gisteren, **van)
        )

    def _inzetten(self, deel, wie):
        """In the wijken of its network, and some next door, where somebody else coordinates."""
        paren = set()
        for _keer in range(self.kans.randint(*aannamen.INZETTEN)):
            daar = deel
            if self.kans.random() < aannamen.BIJ_DE_BUREN:
                daar = self.kans.choice(self.delen)
            wijk, thema = self.kans.choice(daar.wijken), self.kans.choice(self.themas)
            if (wijk, thema) not in paren:
                paren.add((wijk, thema))
                self._los.append(Inzet(wijk=wijk, thema=thema, netwerk=daar.netwerk, **wie))

    def _plek(self, nummer, deel):
        self.plek = self._record(Accommodatie, nummer, deel, soort=Accommodatie.Soort.BUURTHUIS)

    def _initiatief(self, nummer, deel):
        soort = Initiatief.Soort.BEWONERSINITIATIEF
        initiatief = self._record(Initiatief, nummer, deel, soort=soort)
        activiteit = Activiteit(
            naam=f"Activiteit {nummer}",
            initiatief=initiatief,
            status=Status.ACTIEF,
            bevestigd_op=initiatief.bevestigd_op,
        )
        self._bewaar(activiteit).wijken.set(initiatief.wijken.all())

    def _record(self, model, nummer, deel, **velden):
        """One with an address of its own, in a wijk of its network."""
        naam = model._meta.model_name
        rij = model(
            naam=f"{naam} {nummer}", status=Status.ACTIEF, bevestigd_op=self._ergens(), **velden
        )
        self._bewaar(rij).wijken.set([self.kans.choice(deel.wijken)])
        self._los.append(Hoede(netwerk=deel.netwerk, **{naam: rij}))
        self._adres(f"{naam}{nummer}", **{naam: rij})
        return rij
