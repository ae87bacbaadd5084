"""Hidden records of others, tied to everything that is one coordinator's own."""

import re

from tests.hulp import bouwers
from tests.hulp.bouwers import VANDAAG

NOOIT = re.compile(r".{,60}(?:geheim|050 9998877).{,60}", re.IGNORECASE)
VOORBIJ = {"tot": VANDAAG.replace(year=2021), "status": "gestopt"}


class Geheimen:
    """One hidden record of each kind, of nobody here and elsewhere."""

    def __init__(self, stad):
        self.gebied = bouwers.maak_gebied(naam="Geheim gebied", openbaar=False, ligt_in=stad)
        self.wijk = bouwers.maak_wijk(naam="Geheime wijk", openbaar=False, ligt_in=self.gebied)
        self.thema = bouwers.maak_thema(naam="Geheim thema", openbaar=False)
        elders = bouwers.maak_wijk(naam="Geheim elders", openbaar=False, ligt_in=stad)
        elders = {"wijken": [elders], "openbaar": False}
        self.netwerk = bouwers.maak_netwerk(naam="Geheim netwerk", openbaar=False)
        self.organisatie = bouwers.maak_organisatie(
            naam="Geheime club", afkorting="GEHEIM", openbaar=False
        )
        self.initiatief = bouwers.maak_initiatief(naam="Geheim initiatief", **elders)
        self.accommodatie = bouwers.maak_accommodatie(naam="Geheime zaal", **elders)
        self.agenda = bouwers.maak_agenda(naam="Geheime agenda", **elders)
        for soort in ("organisatie", "netwerk", "initiatief", "accommodatie"):
            bouwers.maak_contactpunt(
                functie="geheime balie",
                telefoon="050 9998877",
                telefoon_zichtbaar="openbaar",
                **{soort: getattr(self, soort)},
            )


class Eigen:
    """What is one coordinator's own: a public row of each kind, and every relation of it hidden.

    `rijen` are all of those rows, `geheim` is what they are tied to.
    """

    def __init__(self):
        stad = bouwers.maak_stad()
        self.geheim = geheim = Geheimen(stad)
        self.wijk = bouwers.maak_wijk(naam="Open wijk", ligt_in=geheim.gebied)
        self.elders = bouwers.maak_wijk(naam="Elders", ligt_in=stad)
        self.thema = bouwers.maak_thema(naam="Open thema")
        self.netwerk = bouwers.maak_netwerk(naam="Open netwerk")
        self.gebruiker = bouwers.maak_coordinator(self.netwerk, naam="Co")
        self.collega = bouwers.maak_coordinator(self.netwerk, naam="Collega")
        waar = {"wijken": [self.wijk, geheim.wijk]}
        wat = waar | {"themas": [self.thema, geheim.thema]}
        self.gebieden = [
            bouwers.maak_werkgebied(netwerk=self.netwerk, wijk=wijk)
            for wijk in (self.wijk, geheim.wijk)
        ]
        self.organisatie = bouwers.maak_organisatie(naam="Open club", koepel=geheim.organisatie)
        self.onderdeel = bouwers.maak_netwerk(
            naam="Open onderdeel", bovenliggend=self.netwerk, **VOORBIJ
        )
        self.initiatief = bouwers.maak_initiatief(
            naam="Open initiatief", onderdeel_van=geheim.initiatief, **wat
        )
        self.accommodatie = bouwers.maak_accommodatie(
            naam="Open zaal", onderdeel_van=geheim.accommodatie, **waar
        )
        self.activiteit = bouwers.maak_activiteit(
            naam="Open soep",
            initiatief=geheim.initiatief,
            accommodatie=geheim.accommodatie,
            ritme="elke dag",
            regel="FREQ=DAILY",
            **wat,
        )
        self.verhaal = bouwers.maak_verhaal(
            naam="Open verhaal",
            initiatieven=[self.initiatief, geheim.initiatief],
            accommodaties=[self.accommodatie, geheim.accommodatie],
            **waar,
        )
        self.agenda = bouwers.maak_agenda(naam="Open agenda", vervolg_op=geheim.agenda, **waar)
        self.punt = bouwers.maak_agendapunt(
            agenda=self.agenda, thema=geheim.thema, tekst="Open punt"
        )
        self.inzetten = self._maak_inzetten()
        self.deelnames = self._maak_deelnames()
        self.huisvestingen = [
            bouwers.maak_huisvesting(accommodatie=self.accommodatie, **wie)
            for wie in ({"organisatie": geheim.organisatie}, {"initiatief": geheim.initiatief})
        ]
        self.netwerk.bovenliggend, self.netwerk.agenda = geheim.netwerk, self.agenda
        self.netwerk.save()
        self._maak_overleg(wat)
        self.bijeenkomst = self._vergader(wat)
        self.rijen = [
            self.bijeenkomst,
            *(self.netwerk, self.onderdeel, self.organisatie, self.initiatief, self.accommodatie),
            *(self.activiteit, self.verhaal, self.agenda, *self.gebieden, *self.inzetten),
            *(*self.deelnames, *self.huisvestingen, self.afspraak, self.peiling),
            *(self.signaal, self.contactpunt),
        ]
        self._schrijf_geschiedenis()

    def _maak_inzetten(self):
        geheim, eigen = self.geheim, {"netwerk": self.netwerk, "wijk": self.wijk}
        eigen |= {"organisatie": self.organisatie, "thema": self.thema}
        anders = (
            {},
            {"thema": geheim.thema},
            {"wijk": geheim.wijk},
            {"initiatief": geheim.initiatief},
            {"wijk": self.elders, "organisatie": geheim.organisatie},
            {"netwerk": geheim.netwerk},
            {"netwerk": geheim.netwerk, "organisatie": None, "thema": geheim.thema},
            {"netwerk": None, "organisatie": None, "omschreven_rol": "hulp", "thema": geheim.thema},
            {"organisatie": None, "omschreven_rol": "ooit elders"},
        )
        return [bouwers.maak_inzet(**eigen | velden) for velden in anders]

    def _maak_deelnames(self):
        # Once it has ended it gives no rights on the organisation.
        wie = (
            {"organisatie": self.organisatie},
            {"organisatie": self.geheim.organisatie, **VOORBIJ},
            {"accommodatie": self.geheim.accommodatie},
        )
        return [bouwers.maak_deelname(netwerk=self.netwerk, **velden) for velden in wie]

    def _maak_overleg(self, wat):
        geheim, van = self.geheim, {"netwerk": self.netwerk}
        for openbaar in (True, False):
            naam = {"naam": "Open" if openbaar else "Geheim", "openbaar": openbaar}
            hoort_bij = {"accommodatie": geheim.accommodatie, "initiatief": geheim.initiatief}
            bouwers.maak_bijeenkomst(
                ritme="elke dag", open_voor_bewoners=True, wijken=wat["wijken"], **hoort_bij
            )
            if openbaar:
                partijen = [self.organisatie, geheim.organisatie]
                self.afspraak = bouwers.maak_afspraak(
                    partijen=partijen, wijken=wat["wijken"], **naam, **van
                )
                leidde = {"leidde_tot": [self.initiatief, geheim.initiatief]}
                wie = {"uitvoerders": partijen, "beslissers": partijen, "wijken": wat["wijken"]}
                self.peiling = bouwers.maak_peiling(**wie, **leidde, **naam, **van)
        self._maak_signalen(wat)
        self._maak_contactpunten()

    def _maak_signalen(self, wat):
        """One of hers, of which every end is hidden; and what was heard by others, here too."""
        geheim = self.geheim
        avond = bouwers.maak_bijeenkomst(naam="Geheime avond", openbaar=False)
        self.signaal = bouwers.maak_signaal(
            naam="Open signaal",
            netwerk=self.netwerk,
            bijeenkomst=avond,
            accommodatie=geheim.accommodatie,
            leidde_tot=[self.initiatief, geheim.initiatief],
            **wat,
        )
        elders = {"wijken": [self.elders], "themas": [self.thema]}
        for velden in ({"netwerk": geheim.netwerk}, {"openbaar": False}):
            bouwers.maak_signaal(naam="Geheim signaal", antwoord="Geheim.", **elders, **velden)

    def _maak_contactpunten(self):
        """One of hers; and on hers, and on what others keep, what isn't for her to read."""
        bereik = {"telefoon": "050 1", "telefoon_zichtbaar": "netwerk"}
        self.contactpunt = bouwers.maak_contactpunt(netwerk=self.netwerk, **bereik)
        for niveau, van in (("redactie", self.netwerk), ("netwerk", self.organisatie)):
            soort = van._meta.model_name
            bouwers.maak_contactpunt(
                functie="open balie",
                naam="Geheime Jo",
                naam_zichtbaar=niveau,
                toestemming_grond="toestemming",
                toestemming_op=VANDAAG,
                toestemming_tekst="Geheim gesprek",
                telefoon="050 9998877",
                telefoon_zichtbaar=niveau,
                email="geheim@voorbeeld.nl",
                email_zichtbaar=niveau,
                **{soort: van},
            )

    def _vergader(self, wat):
        """A meeting of her own, with nothing but what is hidden on its table."""
        geheim = self.geheim
        bijeenkomst = bouwers.maak_bijeenkomst(
            naam="Open overleg",
            netwerk=self.netwerk,
            vanaf=VANDAAG,
            wijken=wat["wijken"],
            accommodatie=geheim.accommodatie,
            initiatief=geheim.initiatief,
        )
        for wie in ({"organisatie": geheim.organisatie}, {"accommodatie": geheim.accommodatie}):
            bouwers.maak_aanwezigheid(bijeenkomst=bijeenkomst, **wie)
        signaal = bouwers.maak_signaal(naam="Geheim signaal", openbaar=False)
        agendapunt = bouwers.maak_agendapunt(agenda=geheim.agenda, tekst="Geheim punt")
        for waarover in ({"signaal": signaal}, {"agendapunt": agendapunt}):
            punt = bouwers.maak_bespreekpunt(bijeenkomst=bijeenkomst, **waarover)
            afspraak = bouwers.maak_afspraak(
                bijeenkomst=bijeenkomst, punt=punt, netwerk=self.netwerk
            )
            bouwers.maak_toezegging(afspraak=afspraak, organisatie=geheim.organisatie)
            bouwers.maak_toezegging(afspraak=afspraak, accommodatie=geheim.accommodatie)
        return bijeenkomst

    def _schrijf_geschiedenis(self):
        """A colleague changes every row; and what it was tied to is public for a while."""
        for rij in self.rijen:
            rij._history_user = self.collega
            rij.save()
        inzet = self.inzetten[-1]
        for veld in ("thema", "wijk", "initiatief"):
            open_ = getattr(inzet, veld)
            for waarde in (getattr(self.geheim, veld), open_):
                setattr(inzet, veld, waarde)
                inzet._history_user = self.collega
                inzet.save()
        self.netwerk.agenda = self.geheim.agenda
        self.netwerk.save()
        self.netwerk.agenda = self.agenda
        self.netwerk.save()
        for rij in (self.initiatief, self.activiteit):
            rij.themas.set([self.thema])
            rij.save()
            rij.themas.set([self.thema, self.geheim.thema])
            rij.save()
