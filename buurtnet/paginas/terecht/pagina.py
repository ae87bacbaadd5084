"""Where can I turn to? Three questions, each with an address that can be shared."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from buurtnet.lijsten.facetten import schoon
from buurtnet.web.dataversie import onthoud, versie_van
from buurtnet.web.taal import nl
from buurtnet.zoeken.vraag import Zoekvraag, met_ingangen
from initiatieven.models import Doelgroep
from initiatieven.models.doelgroep import VOOR_IEDEREEN
from wijken.models import Postcode, Wijk

from ..facetten import alle_plekken, alle_themas
from ..hulp import MEESTE_VOORAF, bij_thema, bij_vraag, hulplijnen
from .antwoord import MODELLEN, Antwoord, lijsten

# In the order of asking: the parameter, the question, what the answer is about.
STAPPEN = {
    "wijk": (_("Waar woon je?"), _("Waar")),
    "thema": (_("Wat zoek je?"), _("Wat")),
    "doelgroep": (_("Voor wie zoek je iets?"), _("Voor wie")),
}
# For organisations it is not known for whom they are.
SOORTEN_MET_DOELGROEP = ("initiatief", "activiteit")
LANGSTE_VRAAG, MEESTE_GEVONDEN = 120, 8
MEESTE_WIJKEN = 150  # above this the gebieden only


@dataclass
class Keuze:
    """An answer that can be given: what it says and where it leads."""

    titel: str
    url: str
    aantal: int
    icoon: str = ""
    uitleg: str = ""


class Tocht:
    """What was answered so far: {parameter: record, or None for "it doesn't matter"}."""

    def __init__(self, request, versie):
        self.request, self.versie = request, versie
        self.kandidaten = {
            "wijk": alle_plekken(versie),
            "thema": alle_themas(versie),
            "doelgroep": onthoud(versie, ("doelgroepen",), Doelgroep.objects.in_bulk),
        }
        self.gegeven = {}
        for naam, rijen in self.kandidaten.items():
            if naam in request.GET:
                slug = schoon(request.GET[naam])
                rij = next((rij for rij in rijen.values() if rij.slug == slug), None)
                # What we don't know is asked again.
                if rij or not request.GET[naam]:
                    self.gegeven[naam] = rij

    @property
    def stap(self):
        """The first question without an answer, or None."""
        return next((naam for naam in STAPPEN if naam not in self.gegeven), None)

    @property
    def vraag(self):
        return STAPPEN[self.stap][0]

    @property
    def nummer(self):
        """Which question this is, from 1 to `hoeveel`."""
        return list(STAPPEN).index(self.stap) + 1

    @property
    def hoeveel(self):
        return len(STAPPEN)

    @property
    def heel(self):
        """What it is called where all of it counts: the name of the one city, or ""."""
        steden = [p.naam for p in self.kandidaten["wijk"].values() if p.soort == Wijk.Soort.STAD]
        return steden[0] if len(steden) == 1 else ""

    @property
    def overslaan(self):
        """The address with "it doesn't matter" as the answer."""
        return self.url(**{self.stap: ""})

    @property
    def slugs(self):
        return {naam: rij.slug if rij else "" for naam, rij in self.gegeven.items()}

    def url(self, zonder="", **erbij):
        """The address with these answers added, or one taken back."""
        slugs = self.slugs | erbij
        paren = [(naam, slugs[naam]) for naam in STAPPEN if naam in slugs and naam != zonder]
        adres = reverse("terecht")
        return f"{adres}?{urlencode(paren)}" if paren else adres

    @property
    def antwoorden(self):
        """[(what it is about, the answer, the address that asks it again)]."""
        return [
            (STAPPEN[naam][1], nl(rij.naam) if rij else _("maakt niet uit"), self.url(zonder=naam))
            for naam, rij in self.gegeven.items()
        ]

    def ruimer(self):
        """(what is let go: a name, "" for the wijk; address): the step that may help, or None."""
        wijk, thema, doelgroep = (self.gegeven.get(naam) for naam in STAPPEN)
        if doelgroep:
            return doelgroep.naam, self.url(doelgroep="")
        if wijk and len(wijk.keten) > 1:
            return "", self.url(wijk="")
        return (thema.naam, self.url(thema="")) if thema else None


class Wijkvraag(NamedTuple):
    """What somebody typed to find the own wijk, and the wijken it may be, as Keuzes."""

    tekst: str
    gevonden: list


def zoek_wijk(tocht):
    """The Wijkvraag of the address: a name, more or less, or a postcode."""
    tekst = schoon(tocht.request.GET.get("zoek", ""))[:LANGSTE_VRAAG].strip()
    plekken = tocht.kandidaten["wijk"]
    sleutels = _wijken_bij(tekst, tocht) if tekst else []
    gevonden = [
        Keuze(plekken[pk].naam, tocht.url(wijk=plekken[pk].slug), 0)
        for pk in sleutels
        if pk in plekken
    ]
    return Wijkvraag(tekst, gevonden)


def _wijken_bij(tekst, tocht):
    """Keys of the wijken that are called so, or where this postcode lies."""
    postcode = Postcode.objects.lees_vraag(tekst, tocht.request.user)
    if postcode.wijken or not postcode.rest:
        return [wijk.pk for wijk in postcode.wijken]
    vraag = Zoekvraag(
        postcode.rest,
        versie=tocht.versie,
        per_soort=MEESTE_GEVONDEN,
        soorten=["wijken.wijk"],
        beginletters=True,
    )
    ingangen = met_ingangen(vraag.zoek().beste)
    zo_heet = [i.object_id for i in ingangen if i.naam.casefold() == tekst.casefold()]
    return zo_heet or [ingang.object_id for ingang in ingangen]


@login_not_required
@require_safe
def terecht(request):
    versie, vandaag = versie_van(request), timezone.localdate()
    tocht = Tocht(request, versie)
    if tocht.stap is None:
        return _antwoord(request, tocht, vandaag)
    gezocht = zoek_wijk(tocht) if tocht.stap == "wijk" else None
    if gezocht and len(gezocht.gevonden) == 1:
        return redirect(gezocht.gevonden[0].url)
    per_soort = lijsten(request, versie, vandaag, **tocht.slugs)
    groepen = VRAGEN[tocht.stap](tocht, per_soort)
    if not groepen and tocht.stap == list(STAPPEN)[-1]:
        return _antwoord(request, tocht, vandaag)
    if tocht.stap == "thema" and tocht.gegeven.get("wijk"):
        zonder = _zonder(tocht, per_soort)
    else:
        zonder = []
    context = {
        "tocht": tocht,
        "groepen": groepen,
        "gezocht": gezocht,
        "zonder": zonder,
        "met_postcode": Postcode.objects.exists(),
        "hulplijnen": bij_vraag(tocht.versie, gezocht.tekst) if gezocht else [],
        "vooraf": hulplijnen(tocht.versie)[:MEESTE_VOORAF] if tocht.nummer == 1 else [],
    }
    return render(request, "terecht/vraag.html", context)


def _antwoord(request, tocht, vandaag):
    """The short list; the last question needs no answer where there is nothing to choose."""
    gegeven = dict.fromkeys(STAPPEN) | tocht.gegeven

    def maak():
        return Antwoord(vandaag, **gegeven).zoek(request, tocht.versie)

    # Visitors without an account all see the same.
    sleutel = ("terecht", vandaag, *(rij and rij.slug for rij in gegeven.values()))
    ingelogd = request.user.is_authenticated
    antwoord = maak() if ingelogd else onthoud(tocht.versie, sleutel, maak)
    vraag = urlencode([(naam, slug) for naam, slug in tocht.slugs.items() if slug])
    context = {
        "tocht": tocht,
        "antwoord": antwoord,
        "aantal": sum(antwoord.aantallen.values()),
        "meer": [
            (soort, aantal, f"{reverse(MODELLEN[soort].rijsoort.lijst)}?{vraag}")
            for soort, aantal in antwoord.aantallen.items()
            if aantal
        ],
        "ruimer": tocht.ruimer(),
        "kies_wijk": tocht.url(zonder="wijk"),
        "hulplijnen": bij_thema(tocht.versie, gegeven["thema"]),
    }
    return render(request, "terecht/antwoord.html", context)


def _tel(per_soort, naam, soorten=tuple(MODELLEN)):
    """How many there would be of all kinds together for each answer: {key: number}."""
    return sum((Counter(per_soort[soort].telling(naam)) for soort in soorten), Counter())


def _vraag_wijk(tocht, per_soort):
    """[(gebied as Keuze, its wijken)], only those with anything; not the wijken of a huge city."""
    telling = _tel(per_soort, "wijk")
    plekken = [p for p in tocht.kandidaten["wijk"].values() if telling[p.pk]]
    plekken.sort(key=lambda plek: plek.naam)
    wonen = [plek for plek in plekken if plek.soort in Wijk.WOONPLAATSEN]
    if len(wonen) > MEESTE_WIJKEN:
        wonen = []

    def keuze(plek):
        return Keuze(plek.naam, tocht.url(wijk=plek.slug), telling[plek.pk])

    return [
        (keuze(gebied), [keuze(plek) for plek in wonen if plek.pad.startswith(gebied.pad)])
        for gebied in plekken
        if gebied.soort == Wijk.Soort.GEBIED
    ]


def _vraag_thema(tocht, per_soort):
    telling = _tel(per_soort, "thema")
    themas = sorted(tocht.kandidaten["thema"].values(), key=lambda thema: thema.volgorde)
    return [
        Keuze(
            thema.naam,
            tocht.url(thema=thema.slug),
            telling[thema.pk],
            thema.icoon,
            thema.omschrijving,
        )
        for thema in themas
        if telling[thema.pk]
    ]


def _zonder(tocht, per_soort):
    """The themes of which nothing is known here: they lead to what there is in the whole city."""
    telling = _tel(per_soort, "thema")
    themas = sorted(tocht.kandidaten["thema"].values(), key=lambda thema: thema.volgorde)
    return [
        Keuze(thema.naam, tocht.url(wijk="", thema=thema.slug), 0)
        for thema in themas
        if not telling[thema.pk]
    ]


def _vraag_doelgroep(tocht, per_soort):
    telling = _tel(per_soort, "doelgroep", SOORTEN_MET_DOELGROEP)
    groepen = sorted(tocht.kandidaten["doelgroep"].values(), key=lambda groep: groep.volgorde)
    return [
        Keuze(groep.naam, tocht.url(doelgroep=groep.slug), telling[groep.pk], "gebruiker")
        for groep in groepen
        # Who says it doesn't matter gets what is for everybody, and whoever is named gets it too.
        if telling[groep.pk] and groep.slug != VOOR_IEDEREEN
    ]


VRAGEN = {"wijk": _vraag_wijk, "thema": _vraag_thema, "doelgroep": _vraag_doelgroep}
