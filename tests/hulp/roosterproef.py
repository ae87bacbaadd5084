"""The rooster as a browser sends it, without one; and two people who do so."""

import html5lib
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from buurtnet.bewerken.handelingen import handeling
from buurtnet.werkplek.rooster.blad import Rooster
from buurtnet.werkplek.rooster.formulier import Bladformulier
from buurtnet.werkplek.rooster.ingevuld import lees_ingevuld
from buurtnet.werkplek.rooster.schrijven import Schrijver
from buurtnet.werkplek.rooster.veranderingen import bepaal

from .bouwers import (
    VANDAAG,
    maak_coordinator,
    maak_deelname,
    maak_inzet,
    maak_organisatie,
    maak_thema,
    maak_werkgebied,
)
from .drukte import tegelijk


class Blad:
    """The form of the rooster on a page, to fill in and send."""

    def __init__(self, client, pad):
        self.client, self.pad = client, pad
        self._lees(client.get(pad))

    def _lees(self, antwoord):
        self.antwoord = antwoord
        assert antwoord.status_code == 200
        boom = html5lib.parse(antwoord.content, namespaceHTMLElements=False)
        self.rooster = antwoord.context["rooster"]
        self.formulier = boom.find(".//form[@id='rooster']")
        self.velden = {}
        for veld in self.formulier.iter():
            if veld.tag in ("input", "select"):
                self._neem_op(veld)

    def _neem_op(self, veld):
        naam, soort = veld.get("name"), veld.get("type")
        if naam is None or (soort in ("checkbox", "radio") and veld.get("checked") is None):
            return
        waarde = veld.get("value", "")
        if veld.tag == "select":
            opties = list(veld.iter("option"))
            gekozen = [optie for optie in opties if optie.get("selected") is not None] or opties[:1]
            waarde = gekozen[0].get("value")
        self.velden.setdefault(naam, []).append(waarde)

    def druk(self, wie, thema):
        """Press the cell of this party (a record, or the name of a role) on this theme."""
        waarden = self.velden.setdefault(sleutel(wie), [])
        waarde = str(thema.pk)
        if waarde in waarden:
            waarden.remove(waarde)
        else:
            waarden.append(waarde)
        return self

    def vul(self, **velden):
        """Fill in these fields: a text, or a list of what is ticked."""
        for naam, waarde in velden.items():
            self.velden[naam] = waarde if isinstance(waarde, list) else [waarde]
        return self

    def stuur(self):
        """Send it: gives the answer; when the sheet comes back, this is that sheet from then on."""
        antwoord = self.client.post(self.rooster.adres, self.velden)
        if antwoord.status_code == 200:
            self._lees(antwoord)
        return antwoord

    def klaar(self, **velden):
        """A function that sends this sheet as it is now, with these fields, from any thread."""
        gevuld = {naam: list(waarden) for naam, waarden in self.velden.items()} | velden
        klant = Client()
        klant.cookies = self.client.cookies.copy()
        return lambda: klant.post(self.rooster.adres, gevuld).status_code

    @property
    def gestuurd(self):
        """What is sent, as the site reads it."""
        data = QueryDict(mutable=True)
        for naam, waarden in self.velden.items():
            data.setlist(naam, waarden)
        return data


def sleutel(wie):
    """The name that the boxes of this party bear."""
    if isinstance(wie, str):
        return f"r:{wie}"
    return f"{'n' if wie._meta.model_name == 'netwerk' else 'o'}{wie.pk}"


class Twee:
    """A wijk with two coordinators, each with a rooster of it open."""

    def __init__(self):
        werkgebied = maak_werkgebied()
        self.netwerk, self.wijk = werkgebied.netwerk, werkgebied.wijk
        self.pad = reverse("netwerken:netwerk_inzet", args=[self.netwerk.slug])
        self.themas = [maak_thema() for _n in range(6)]
        self.partij = maak_organisatie(naam="Humanitas")
        maak_deelname(netwerk=self.netwerk, organisatie=self.partij)
        self.mensen = [maak_coordinator(self.netwerk, naam=naam) for naam in ("Anna", "Bas")]
        self.klanten = [Client() for _n in self.mensen]
        for klant, wie in zip(self.klanten, self.mensen, strict=True):
            klant.force_login(wie)

    def rij(self, nummer=0, **velden):
        velden = {"wijk": self.wijk, "thema": self.themas[nummer]} | velden
        return maak_inzet(netwerk=self.netwerk, organisatie=self.partij, **velden)

    def bladen(self):
        return [Blad(klant, self.pad) for klant in self.klanten]

    def wijzigt(self, rij, toelichting):
        """A function that has Bas change a row by its form, from any thread."""
        velden = {"toelichting": toelichting, "organisatie": self.partij.naam, "status": "actief"}
        velden |= {"wijk": rij.wijk.pk, "thema": rij.thema.pk, "netwerk": self.netwerk.pk}
        velden |= {"versie": rij.versie}
        pad = reverse("netwerken:inzet_wijzigen", kwargs=rij.padsleutel)
        return lambda: self.klanten[1].post(pad, velden).status_code

    def schrijf_zonder_slot(self, blad, daad):
        """What saving this sheet of Anna does, but for its guard: nothing is locked, and all of
        it was read before somebody else did `daad`, in a thread of its own.
        """
        gebruiker = type(self.mensen[0]).objects.get(pk=self.mensen[0].pk)
        rooster = Rooster(gebruiker, self.wijk, netwerk=self.netwerk, dag=VANDAAG)
        rooster.form = Bladformulier(blad.gestuurd, rooster=rooster)
        assert rooster.form.is_valid()
        ingevuld = lees_ingevuld(blad.gestuurd)
        veranderingen = bepaal(rooster, ingevuld)
        assert not veranderingen.botsingen
        assert tegelijk(daad) == [302]
        with transaction.atomic(), handeling(gebruiker):
            Schrijver(gebruiker, rooster, veranderingen, ingevuld.nieuw).schrijf()
