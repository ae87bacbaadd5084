"""One object of each kind, somebody for each role, and every address of the site."""

import datetime
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from buurtnet.accounts import uitnodigingen
from buurtnet.kern import soorten
from netwerken.models import Netwerk
from tests.hulp import bouwers, inleesproef

# `eigen` coordinates the network that the objects below belong to, `ander` others that no longer
# have to do with them; `staf` has no second step of logging in, `staf2` took it.
ROLLEN = ("bezoeker", "eigen", "ander", "redacteur", "staf", "staf2")

# What has contacts of its own.
HEEFT_CONTACT = ("organisatie", "netwerk", "initiatief", "accommodatie")

VOORBIJ = {"tot": datetime.date(2021, 12, 31), "status": "gestopt"}

INLEESSTAPPEN = "tabel kolommen zoeken nalopen kiezen overnemen weg".split()
# Of the address as such, whatever the name says.
ONDERWERP = {
    "netwerken:huisvesting_nieuw": "accommodatie",
    "wijken:agenda_nieuw": "wijk",
    "netwerken:wijkgids": "wijk",
    "netwerken:opvolging_van": "genodigde",
    "netwerken:wijkpact": "wijk",
    "netwerken:uitnodiging_sturen": "genodigde",
    "netwerken:uitnodiging_intrekken": "genodigde",
    **{f"netwerken:inlezen_{stap}": "inleesbestand" for stap in INLEESSTAPPEN},
    "mfa_remove_webauthn": "sleutel",
    "mfa_edit_webauthn": "sleutel",
}


def adressen(resolver=None, ruimte=""):
    """(full name, names of the arguments) of every address that has a name."""
    for patroon in (resolver or get_resolver()).url_patterns:
        if isinstance(patroon, URLResolver):
            ruimte_hier = f"{ruimte}{patroon.namespace}:" if patroon.namespace else ruimte
            yield from adressen(patroon, ruimte_hier)
        elif patroon.name:
            namen = patroon.pattern.converters or patroon.pattern.regex.groupindex
            yield f"{ruimte}{patroon.name}", tuple(sorted(namen))


# All but the admin, which has rules of its own.
SITE = [adres for adres in adressen() if not adres[0].startswith("admin:")]


class Kring:
    """One object of each kind, each of which has to do with the others."""

    def __init__(self):
        gebied = bouwers.maak_gebied(ligt_in=bouwers.maak_stad())
        self.wijk = bouwers.maak_wijk(ligt_in=gebied)
        self.thema = bouwers.maak_thema()
        self.netwerk = bouwers.maak_netwerk()
        self.werkgebied = bouwers.maak_werkgebied(netwerk=self.netwerk, wijk=self.wijk)
        self.organisatie = bouwers.maak_organisatie()
        self.deelname = bouwers.maak_deelname(netwerk=self.netwerk, organisatie=self.organisatie)
        waar = {"wijk": self.wijk, "thema": self.thema, "organisatie": self.organisatie}
        self.inzet = bouwers.maak_inzet(netwerk=self.netwerk, **waar)
        self.losse_inzet = bouwers.maak_inzet(**waar)
        in_wijk = {"wijken": [self.wijk]}
        self.afbeelding = bouwers.maak_afbeelding()
        self.verhaal = bouwers.maak_verhaal(
            afbeelding=self.afbeelding, afbeelding_alt="Een tuin.", **in_wijk
        )
        # All other kinds of record: the agenda, the accommodatie, the initiatief, ...
        for naam in (model._meta.model_name for model in soorten.alle()):
            if not hasattr(self, naam):
                setattr(self, naam, getattr(bouwers, f"maak_{naam}")(**in_wijk))
        self.bijeenkomst = bouwers.maak_bijeenkomst(
            netwerk=self.netwerk, verslag="Er was soep.", verslag_openbaar="ja", **in_wijk
        )
        for record in (self.organisatie, self.initiatief, self.accommodatie):
            bouwers.in_hoede_van(self.netwerk, record)
        bereik = {"telefoon": "050 1", "telefoon_zichtbaar": "openbaar"}
        self.contactpunten = {
            soort: bouwers.maak_contactpunt(**{soort: getattr(self, soort)}, **bereik)
            for soort in HEEFT_CONTACT
        }
        self.contactadres = bouwers.maak_contactadres(organisatie=self.organisatie)
        self.signaal = bouwers.maak_signaal(netwerk=self.netwerk, **in_wijk)
        self.huisvesting = bouwers.maak_huisvesting(
            accommodatie=self.accommodatie, organisatie=self.organisatie
        )
        self.afspraak = bouwers.maak_afspraak(
            netwerk=self.netwerk, partijen=[self.organisatie], **in_wijk
        )
        self.peiling = bouwers.maak_peiling(netwerk=self.netwerk, **in_wijk)
        gegevens = {"openingstijden": "ma t/m vr 9-17 uur"}
        self.voorstel = bouwers.maak_voorstel(self.accommodatie, gegevens)

    def vul_aan(self):
        """Of every other model an object too, and of records all that can hang on them."""
        waar = {"wijk": self.wijk, "thema": self.thema}
        via = {"netwerk": self.netwerk, "initiatief": self.initiatief}
        bouwers.maak_inzet(omschreven_rol="buur", **via, **waar)
        bouwers.maak_deelname(omschreven_rol="buur", netwerk=self.netwerk)
        bouwers.maak_deelname(accommodatie=self.accommodatie, netwerk=self.netwerk)
        bouwers.maak_huisvesting(initiatief=self.initiatief, accommodatie=self.accommodatie)
        bouwers.maak_agendapunt(agenda=self.agenda, thema=self.thema)
        bouwers.maak_synoniem()
        bouwers.maak_hulplijn(themas=[self.thema], woorden="nood")
        for wat in ("wijk", "thema", "netwerk"):
            bouwers.maak_maandstand(**{wat: getattr(self, wat)})
        bouwers.maak_bericht()
        bouwers.maak_geweigerdadres()
        bouwers.maak_navraag(self.contactadres)
        for wat in ("wijk", "thema", "netwerk"):
            bouwers.maak_volger(getattr(self, wat))
        bouwers.maak_postcode("9737AB", self.wijk)
        zichtbaar = {f"{wat}_zichtbaar": "openbaar" for wat in ("naam", "telefoon", "email")}
        for veld in ("organisatie", "netwerk", "initiatief", "accommodatie"):
            wie = {veld: getattr(self, veld), "toestemming_grond": "toestemming"}
            sinds = datetime.date(2026, 1, 1)
            bouwers.maak_contactpunt(**zichtbaar, **wie, toestemming_op=sinds)
        self._vergader()
        self._verbind()

    def _vergader(self):
        daar = {"wijken": [self.wijk], "netwerk": self.netwerk, "accommodatie": self.accommodatie}
        avond = {"open_voor_bewoners": True, "vanaf": bouwers.VANDAAG, "tot": bouwers.VANDAAG}
        bijeenkomst = bouwers.maak_bijeenkomst(initiatief=self.initiatief, **avond, **daar)
        afspraak = bouwers.maak_afspraak(
            partijen=[self.organisatie], initiatief=self.initiatief, **daar
        )
        bouwers.maak_toezegging(afspraak=afspraak, omschreven_rol="buur")
        bouwers.maak_toezegging(afspraak=afspraak, accommodatie=self.accommodatie, wat="helpt")
        bouwers.maak_peiling(
            uitvoerders=[self.organisatie],
            beslissers=[self.organisatie],
            leidde_tot=[self.initiatief],
            **daar,
        )
        signaal = bouwers.maak_signaal(themas=[self.thema], leidde_tot=[self.initiatief], **daar)
        for een in (bijeenkomst, self.bijeenkomst):
            bouwers.maak_aanwezigheid(bijeenkomst=een, omschreven_rol="buur")
            punt = bouwers.maak_bespreekpunt(bijeenkomst=een, signaal=signaal, notitie="Gezegd.")
            bouwers.maak_afspraak(bijeenkomst=een, punt=punt, netwerk=self.netwerk)

    def _verbind(self):
        """The records with each other, with what lies above them and with where it comes from."""
        self.activiteit.initiatief = self.initiatief
        self.activiteit.accommodatie = self.accommodatie
        self.activiteit.regel = "FREQ=DAILY"
        self.netwerk.agenda = self.agenda
        self.netwerk.bovenliggend = bouwers.maak_netwerk()
        self.organisatie.koepel = bouwers.maak_organisatie()
        self.verhaal.initiatieven.set([self.initiatief])
        self.verhaal.accommodaties.set([self.accommodatie])
        doelgroepen, bron = [bouwers.maak_doelgroep()], bouwers.maak_bron()
        for rij in (self.activiteit, self.initiatief):
            rij.themas.set([self.thema])
            rij.doelgroepen.set(doelgroepen)
        for naam in (model._meta.model_name for model in soorten.alle()):
            rij = getattr(self, naam)
            rij.bron, rij.bevestigd_op = bron, bouwers.VANDAAG
            rij.save()


class Wereld(Kring):
    """One object of each kind, all of the network of `eigen`; and somebody for each role."""

    def __init__(self):
        super().__init__()
        self.genodigde, _nieuw = bouwers.Gebruiker.objects.nodig_uit(
            "nieuw@voorbeeld.nl", "Nieuw", None
        )
        self.netwerk.neem_adres_over("vroeger")
        self.sessies = {rol: self._log_in(rol) for rol in ROLLEN}
        self.inleesbestand = inleesproef.maak_inleesbestand(
            gebruiker=self.netwerk.coordinatoren.get(), wijk=self.wijk
        )
        # The app of staf2: no key that anybody can rename or remove.
        self.sleutel = Authenticator.objects.get()

    def _log_in(self, rol):
        client = Client()
        if rol == "staf2":
            bouwers.log_in_met_tweede_stap(client, bouwers.maak_beheerder())
        elif rol != "bezoeker":
            maak = {
                "eigen": lambda: bouwers.maak_coordinator(self.netwerk),
                "ander": self._maak_ander,
                "redacteur": bouwers.maak_redacteur,
                "staf": bouwers.maak_beheerder,
            }
            bouwers.log_in(client, maak[rol]())
        return client.cookies

    def _maak_ander(self):
        """Of a network that works elsewhere; what it had to do with these objects is over."""
        netwerk, elders = bouwers.maak_netwerk(), bouwers.maak_wijk()
        bouwers.maak_werkgebied(netwerk=netwerk, wijk=elders)
        bouwers.maak_werkgebied(netwerk=netwerk, wijk=self.wijk, **VOORBIJ)
        bouwers.maak_deelname(netwerk=netwerk, organisatie=self.organisatie, **VOORBIJ)
        waar = {"wijk": elders, "thema": self.thema, "organisatie": self.organisatie}
        bouwers.maak_inzet(netwerk=netwerk, **waar, **VOORBIJ)
        gestopt = bouwers.maak_netwerk()
        bouwers.maak_werkgebied(netwerk=gestopt, wijk=self.wijk)
        bouwers.laat_los_eindigen(gestopt, **VOORBIJ)
        return bouwers.maak_coordinator(netwerk, gestopt)

    def adres(self, naam, argumenten):
        """(the address, what it is about)."""
        noun = ONDERWERP.get(naam) or naam.partition(":")[2].partition("_")[0]
        if noun == "inzet" and "wijk" in argumenten:
            noun = "losse_inzet"
        rij = getattr(self, noun, None)
        if noun == "contactpunt":
            soort = {*HEEFT_CONTACT}.intersection(argumenten) or {"organisatie"}
            rij = self.contactpunten[soort.pop()]
        waarden = {naam: getattr(self, naam).slug for naam in ("wijk", *HEEFT_CONTACT)}
        waarden |= {"slug": getattr(rij, "slug", None), "pk": getattr(rij, "pk", None)}
        waarden |= {"section": "wijk", "sleutel": uitnodigingen.sleutel_voor(self.genodigde)}
        waarden |= {"rij": f"organisatie-{self.organisatie.pk}"}
        waarden |= {"key": "onzin", "uidb36": "1", "jaar": 2026, "code": self.voorstel.code}
        waarden |= {"naam": self.afbeelding, "breedte": self.afbeelding.breedtes[0]}
        return reverse(naam, kwargs={deel: waarden[deel] for deel in argumenten}), rij

    def record_van(self, rij, argumenten):
        """The public record that decides who may see what is at this address."""
        if "netwerk" in argumenten:
            return self.netwerk
        if argumenten == ("wijk",):
            return self.wijk
        if soort := {*HEEFT_CONTACT}.intersection(argumenten):
            return getattr(self, soort.pop())
        van = {self.losse_inzet: self.organisatie, self.huisvesting: self.accommodatie}
        van[self.contactpunten["organisatie"]] = self.organisatie
        van[self.voorstel] = self.accommodatie
        van[self.contactadres] = self.organisatie
        return van.get(rij, rij)

    def bewerkadres(self, naam):
        soort, _, wat = naam.removeprefix("admin:").rpartition("_")
        app, _, model = soort.removesuffix("_simple").partition("_")
        if naam == "admin:app_list":
            return reverse(naam, args=["netwerken"])
        if naam == "admin:autocomplete":
            wat = {"app_label": "netwerken", "model_name": "inzet", "field_name": "wijk"}
            return f"{reverse(naam)}?{urlencode(wat)}"
        if naam == "admin:view_on_site":
            return reverse(
                naam, args=[ContentType.objects.get_for_model(Netwerk).pk, self.netwerk.pk]
            )
        if not model or wat not in {"change", "delete", "history", "samenvoegen", "ongedaan"}:
            return reverse(naam)
        alle = apps.get_model(app, model).objects
        rij = alle.last() or getattr(bouwers, f"maak_{model}")()
        if wat == "samenvoegen":
            return reverse(naam, args=[rij.pk, bouwers.maak_organisatie().pk])
        toen = [rij.history.latest().history_id] if soort.endswith("_simple") else []
        return reverse(naam, args=[rij.pk, *toen])

    def client(self, rol):
        client = Client()
        client.cookies = self.sessies[rol].copy()
        return client

    def vraag(self, methode, adres, rol, gegevens=None):
        """What this role gets; all that the request changed is undone."""
        with transaction.atomic():
            antwoord = getattr(self.client(rol), methode)(adres, gegevens)
            transaction.set_rollback(True)
        return antwoord
