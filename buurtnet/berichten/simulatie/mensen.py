"""People as they are assumed to be: who answers mail, and who does what stands on her desk."""

import datetime
import re
from collections import Counter, defaultdict

from django.db import transaction

from buurtnet.kern.sloten import vergrendel
from buurtnet.post.adressen import geweigerd
from netwerken import navragen, voorstellen
from netwerken.models import Contactadres, Inzet, Navraag, Organisatie, Voorstel
from netwerken.nagelopen import MET_PARTIJ, NAGELOPEN, met_partij, niet_nagegaan
from netwerken.navragen import bezwaar
from netwerken.navragen.bellen import klopt_volgens_bellen, wie_te_bellen

from . import aannamen

LINK = re.compile(r"/klopt/([\w-]+)/")
# What somebody may say of it in a field; of other rows it is told in words.
VELD = {Inzet: "toelichting", Organisatie: "omschrijving"}


class Contacten:
    """Those who are mailed: of each it is settled once whether they answer, and by which mail."""

    def __init__(self, kans, antwoord):
        self.kans, self._antwoorden = kans, defaultdict(list)
        alle = Contactadres.objects.order_by("pk").values_list("email", flat=True)
        lot = {email: kans.random() for email in alle}
        # With the same seed who answers when 40 do, is one of those who do when 60 do.
        self.antwoordt = {email for email, getal in lot.items() if getal < antwoord}
        for email in lot:
            if kans.random() < aannamen.POST_TERUG:
                geweigerd(email)

    def ontvang(self, berichten, dag):
        """Read these mails, and settle on which day each is answered, if it is."""
        for bericht in berichten:
            link = LINK.search(bericht.body)
            if link is None or bericht.to[0] not in self.antwoordt:
                continue
            ronde = Navraag.objects.met_sleutel(link[1]).values_list("ronde", flat=True).get()
            if self.kans.random() < aannamen.ANTWOORDT_OP[ronde - 1]:
                later = datetime.timedelta(days=self.kans.randint(*aannamen.DAGEN))
                self._antwoorden[dag + later].append(link[1])

    def antwoord(self, dag):
        """What is answered on this day; a link that is of no use any more is left."""
        for sleutel in self._antwoorden.pop(dag, ()):
            try:
                self._geef(sleutel, navragen.zoek(sleutel, dag), dag)
            except navragen.NietOpen:
                continue

    def _geef(self, sleutel, gevraagd, dag):
        kans, namen = self.kans, [*gevraagd.onbeantwoord]
        if kans.random() < aannamen.BEZWAAR:
            bezwaar.maak_bezwaar(sleutel, dag)
            return
        if kans.random() < aannamen.ANDERS:
            for naam in kans.sample(namen, min(len(namen), kans.randint(1, 2))):
                self._anders(sleutel, naam, gevraagd.rijen[naam], dag)
        elif kans.random() < aannamen.GESTOPT:
            navragen.stop(sleutel, kans.choice(namen), dag.isoformat(), "", dag)
        if kans.random() < aannamen.DEELS:
            navragen.bevestig(sleutel, kans.choice(namen), dag)
        else:
            navragen.bevestig(sleutel, None, dag)

    @staticmethod
    def _anders(sleutel, naam, rij, dag):
        zin = f"Zo is het sinds {dag:%d-%m-%Y}."
        veld = VELD.get(type(rij))
        navragen.stel_voor(sleutel, naam, {veld: zin} if veld else {}, "" if veld else zin, dag)


class Coordinator:
    """One who sits down at her desk, and does what stands there; `werk` counts it in seconds.

    `werk["interacties"]` is how many there were; "werkplek" and "telefoon" are seconds.
    """

    def __init__(self, kans, gebruiker):
        self.kans, self.gebruiker, self.werk = kans, gebruiker, Counter()

    def zit_aan(self, dag):
        """All that she does on one day."""
        self._doe(aannamen.OPENEN)
        self._voorstellen(dag)
        for wie in wie_te_bellen(self.gebruiker, dag)[: aannamen.BELLEN]:
            self._bel(wie, dag)
        self._loop_na(dag)

    def _doe(self, interacties, lezen=0):
        self.werk["interacties"] += interacties
        self.werk["werkplek"] += interacties * aannamen.INTERACTIE + lezen

    def _bereikt(self):
        """Whether whom she calls is there."""
        bereikt = self.kans.random() < aannamen.BEREIKT
        self.werk["telefoon"] += aannamen.GESPREK if bereikt else aannamen.GEEN_GEHOOR
        return bereikt

    def _voorstellen(self, dag):
        for voorstel in Voorstel.objects.open().editable_by(self.gebruiker).met_record():
            if self.kans.random() < aannamen.WEIGERT:
                self._doe(aannamen.WEIGER, aannamen.LEZEN)
                voorstellen.weiger([voorstel], self.gebruiker, datum=dag)
                continue
            stappen = aannamen.NEEM_OVER
            if not voorstel.gegevens:
                # It was told in words: she does it, and then says so.
                stappen += aannamen.WIJZIGEN
            elif self.kans.random() < aannamen.LIEVER_ANDERS:
                stappen = aannamen.PAS_AAN
            self._doe(stappen, aannamen.LEZEN)
            if voorstellen.pas_toe([voorstel], self.gebruiker, datum=dag).niet:
                # What can't be done as it stands she looks up and does herself.
                self._doe(aannamen.WIJZIGEN + aannamen.WEIGER, aannamen.LEZEN)
                voorstellen.weiger([voorstel], self.gebruiker, datum=dag)

    def _bel(self, wie, dag):
        if not self._bereikt():
            return
        if wie.komt_terug:
            self._doe(aannamen.NIEUW_ADRES)
            wie.adres.email = f"nieuw.{wie.adres.email}"
            wie.adres.save()
        if self.kans.random() < aannamen.ANDERS_AAN_DE_LIJN:
            self._doe(aannamen.WIJZIGEN)
        self._doe(aannamen.GEBELD)
        klopt_volgens_bellen(wie.adres, self.gebruiker, dag)

    def _loop_na(self, dag):
        """Those who were not asked: by phone too, unless it is her own network."""
        per = defaultdict(list)
        for model in NAGELOPEN.values():
            for rij in niet_nagegaan(model, self.gebruiker, dag).order_by("pk"):
                van = getattr(rij, "organisatie", None) or rij
                per[type(van)._meta.model_name, van.pk].append(rij)
        for soort, pk, organisatie in met_partij(self.gebruiker, dag):
            if (al := per.get(("organisatie", organisatie))) is not None:
                al.append(MET_PARTIJ[soort].objects.get(pk=pk))
        for (soort, _pk), rijen in sorted(per.items(), key=_langst_geleden)[: aannamen.NALOPEN]:
            if soort == "netwerk" or self._bereikt():
                self._doe(aannamen.LOOP_NA)
                self._bevestig(rijen, dag)

    @transaction.atomic
    def _bevestig(self, rijen, dag):
        for rij in rijen:
            [vast] = vergrendel(type(rij).objects.filter(pk=rij.pk))
            vast.bewaar_bevestiging(self.gebruiker, dag)


def _langst_geleden(paar):
    (soort, pk), rijen = paar
    return min(rij.bevestigd_op for rij in rijen), soort, pk
