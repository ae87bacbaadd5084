"""Where to turn to: what there is for somebody, the nearest first, and how to reach it."""

from dataclasses import dataclass, field
from itertools import chain

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Count, F, IntegerField, Q, Value, When, Window
from django.http import QueryDict
from django.urls import reverse

from buurtnet.kern.peildatum import Peildatum
from buurtnet.kern.status import Status
from buurtnet.kern.versheid import nagegaan_van, termijn_op
from buurtnet.kern.versheidtekst import eens_gezegd
from initiatieven.models import Accommodatie
from initiatieven.models.doelgroep import VOOR_IEDEREEN
from netwerken.models import Contactpunt, Huisvesting, Inzet, Organisatie
from wijken.telt_mee import HOGER, lees_omgeving

from ..initiatief import InitiatiefFilters
from ..organisatie.lijst import OrganisatieFilters
from ..te_doen.lijst import ActiviteitFilters
from .netwerk import Netwerkkeuze, netwerken_van

MEESTE, MEESTE_PLEKKEN = 10, 3
# A plan is nowhere to turn to, and neither is what stopped.
TE_BEZOEKEN = (Status.ACTIEF, Status.INCIDENTEEL)


class Bezoeklijst(ActiviteitFilters):
    """What one can go to now: an activity has a status, but its list no choice of it."""

    def basis(self):
        return super().basis().filter(status__in=TE_BEZOEKEN)


LIJSTEN = {
    "initiatief": InitiatiefFilters,
    "activiteit": Bezoeklijst,
    "organisatie": OrganisatieFilters,
}
MODELLEN = {soort: lijst._meta.model for soort, lijst in LIJSTEN.items()}
# Where anybody can walk in and ask.
INLOOP = ("buurthuis", "dorpshuis", "mfc", "cultureel_centrum", "kringloop")
# When it was last confirmed; of an organisation that is read by its inzet.
VERS, VAN_ORGANISATIE = "bevestigd_op", "organisatie_bevestigd_op"
PLEKVELDEN = ("naam", "slug", "adres", "postcode", "openingstijden")
VELDEN = {
    "initiatief": ("naam", "slug", "soort", "omschrijving", "website", VERS),
    "activiteit": (
        *("naam", "slug", "omschrijving", "ritme", "kosten", "aanmelden"),
        *("accommodatie", "initiatief", VERS),
    ),
    "organisatie": ("naam", "slug", "soort", "omschrijving", "website", VERS),
}


@dataclass
class Vondst:
    """Something to turn to: what it is, how near, and every way to reach it."""

    soort: str
    rij: dict
    merk: str = ""
    plekken: list = field(default_factory=list)
    contactpunten: list = field(default_factory=list)
    via: list = field(default_factory=list)
    netwerk: dict | None = None
    # How fresh it is, in words; "" where that is said of all together.
    nagegaan: str = ""

    @property
    def url(self):
        return reverse(MODELLEN[self.soort].rijsoort.pagina, args=[self.rij["slug"]])

    @property
    def wat(self):
        """What kind of thing it is, in words."""
        model = MODELLEN[self.soort]
        soorten = dict(model.Soort.choices) if "soort" in self.rij else {}
        soort = self.rij.get("soort")
        return soorten[soort] if soort and soort != "anders" else model._meta.verbose_name

    @property
    def bereikbaar(self):
        return bool(
            self.plekken or self.contactpunten or self.via or self.rij.get("website")
        ) or bool(self.rij.get("aanmelden"))


def lijsten(request, versie, vandaag, **keuzes):
    """A Facetlijst for each kind, with these slugs chosen (empty: no choice)."""
    gegevens = QueryDict(mutable=True)
    gegevens.update({naam: slug for naam, slug in keuzes.items() if slug})
    gegevens.setlist("status", TE_BEZOEKEN)
    return {
        soort: lijst(gegevens, Peildatum(vandaag), request.user, versie)
        for soort, lijst in LIJSTEN.items()
    }


class Antwoord:
    """What there is for who lives in `wijk`, looks for `thema`, for `doelgroep`; each may be None.

    `zoek` reads it; as many queries for one as for a thousand records.
    """

    def __init__(self, vandaag, wijk, thema, doelgroep):
        self.vandaag = vandaag
        self.wijk, self.thema, self.doelgroep = wijk, thema, doelgroep
        self.omgeving = self.kolom = None
        self.aantallen, self.vondsten, self.plekken, self.netwerken = {}, [], [], []
        self.nagegaan = ""
        # How many of the finds nobody knows how to reach.
        self.zonder_contact = 0

    def zoek(self, request, versie):
        """Read what there is and how to reach it; gives this Antwoord, now filled."""
        slugs = {"thema": self.thema.slug if self.thema else ""}
        if self.wijk:
            self.omgeving = lees_omgeving([self.wijk])
            self.kolom = self.omgeving.kolommen[0]
            vondsten = self._dichtbij(lijsten(request, versie, self.vandaag, **slugs))
            self.plekken = self._plekken()
        else:
            slugs["doelgroep"] = self.doelgroep.slug if self.doelgroep else ""
            vondsten = self._overal(lijsten(request, versie, self.vandaag, **slugs))
        self.vondsten = vondsten[:MEESTE]
        nagegaan = (nagegaan_van(vondst.rij) for vondst in self.vondsten)
        self.nagegaan, woorden = eens_gezegd(nagegaan, self.vandaag)
        for vondst, woord in zip(self.vondsten, woorden, strict=True):
            vondst.nagegaan = woord
        self._zoek_wegen()
        self.zonder_contact = sum(not vondst.bereikbaar for vondst in self.vondsten)
        return self

    # What there is

    def _overal(self, per_soort):
        self.aantallen = {soort: lijst.aantal for soort, lijst in per_soort.items()}
        if self.doelgroep:
            # Organisations don't say for whom they are.
            per_soort.pop("organisatie")
            del self.aantallen["organisatie"]
        rijen = [
            [
                ((nummer, volgorde), Vondst(soort, rij))
                for nummer, rij in enumerate(_waarden(lijst.qs, VELDEN[soort])[:MEESTE])
            ]
            for volgorde, (soort, lijst) in enumerate(per_soort.items())
        ]
        return _op_rang(rijen)

    def _dichtbij(self, per_soort):
        """Own place first, then what lies in it, then what holds for more and more around it."""
        reeksen = []
        for volgorde, (soort, lijst) in enumerate(per_soort.items()):
            plaats, reeks, self.aantallen[soort] = {}, [], 0
            for voor, rijen in self._groepen(soort, lijst.qs.order_by()):
                rijen = list(self._gerangschikt(rijen)[:MEESTE])
                self.aantallen[soort] += rijen[0]["totaal"] if rijen else 0
                for rij in rijen:
                    if VAN_ORGANISATIE in rij:
                        rij[VERS] = rij[VAN_ORGANISATIE]
                    laag = voor, rij["niveau"]
                    plaats[laag] = plaats.get(laag, -1) + 1
                    merk = self.omgeving.merk_van(rij, self.kolom)
                    # The kinds take turns, so that the short list shows some of each.
                    reeks.append(((*laag, plaats[laag], volgorde), Vondst(soort, rij, merk)))
            reeksen.append(reeks)
        return _op_rang(reeksen)

    def _groepen(self, soort, qs):
        """(rank, rows around the wijk): for the doelgroep 0, for everybody 1.

        Of an organisation it isn't known whom it is for.
        """
        if soort == "organisatie":
            inzet = Inzet.objects.in_het_openbaar(self.vandaag).filter(
                organisatie__in=qs.values("pk")
            )
            if self.thema:
                inzet = inzet.filter(thema=self.thema.pk)
            velden = {veld: F(f"organisatie__{veld}") for veld in VELDEN[soort]}
            # An Inzet has a day of its own by that name.
            velden[VAN_ORGANISATIE] = velden.pop(VERS)
            velden |= {
                "sleutel": F("organisatie"),
                "termijn": termijn_op(Organisatie, "organisatie__"),
            }
            return [(1, self.omgeving.dichtbij(inzet, self.kolom, langs="wijk", **velden))]
        groepen = self._per_doelgroep(qs) if self.doelgroep else [(1, qs)]
        erbij = {"sleutel": F("pk"), "termijn": termijn_op(qs.model)}
        return [
            (voor, self.omgeving.dichtbij(rijen, self.kolom, *VELDEN[soort], **erbij))
            for voor, rijen in groepen
        ]

    def _per_doelgroep(self, qs):
        door, eigenaar = qs.model.doelgroepen.through.objects, qs.model._meta.model_name
        hun = door.filter(doelgroep=self.doelgroep.pk).values(eigenaar)
        van_iemand = door.exclude(doelgroep__slug=VOOR_IEDEREEN).values(eigenaar)
        iedereen = qs.exclude(pk__in=van_iemand).exclude(pk__in=hun)
        return [(0, qs.filter(pk__in=hun)), (1, iedereen)]

    def _gerangschikt(self, rijen):
        hogere = self.omgeving.hogere(self.kolom)
        # From near to far; an informal area, which is no part of the chain, last.
        keten = [pk for pk in reversed(self.kolom.keten) if pk in hogere]
        volgorde = [*keten, *(pk for pk in hogere if pk not in keten)]
        niveaus = [When(plaats=HOGER + pk, then=Value(n)) for n, pk in enumerate(volgorde, 2)]
        niveau = Case(
            When(plaats=0, then=Value(0)),
            *niveaus,
            default=Value(1),
            output_field=IntegerField(),
        )
        rijen = rijen.annotate(niveau=niveau, totaal=Window(Count("*")))
        return rijen.order_by("niveau", "naam", "sleutel")

    def _plekken(self):
        """Places to walk into in the wijk itself, those with a part in it first."""
        rijen = Accommodatie.objects.te_tonen(Peildatum(self.vandaag)).filter(
            openbaar=True,
            is_verzameling=False,
            soort__in=INLOOP,
        )
        rol = Case(When(rol=Accommodatie.Rol.WIJKACCOMMODATIE, then=Value(0)), default=Value(1))
        velden = ("pk", "naam", "slug", "soort", "adres", "openingstijden", "website", VERS)
        termijn = termijn_op(Accommodatie)
        rijen = self.omgeving.dichtbij(rijen, self.kolom, *velden, termijn=termijn)
        soorten = dict(Accommodatie.Soort.choices)
        return [
            rij | {"wat": soorten[rij["soort"]]}
            for rij in rijen.filter(hoger=0)
            .annotate(eerst=rol)
            .order_by("eerst", "naam", "pk")[:MEESTE_PLEKKEN]
        ]

    # How to reach it

    def _zoek_wegen(self):
        """Give every Vondst its ways: places, contact points, and who runs it."""
        van = {
            soort: {v.rij["sleutel"] for v in self.vondsten if v.soort == soort}
            for soort in LIJSTEN
        }
        activiteiten = [v.rij for v in self.vondsten if v.soort == "activiteit"]
        initiatieven = van["initiatief"] | {rij["initiatief"] for rij in activiteiten} - {None}
        organisaties = van["organisatie"]
        inzet = Inzet.objects.in_het_openbaar(self.vandaag).filter(
            initiatief__in=initiatieven, initiatief__openbaar=True
        )
        via = self._via(inzet)
        keuze = Netwerkkeuze(self.omgeving, self.kolom, netwerken_van(inzet))
        if self.kolom:
            keuze.lees_werkgebieden(self.vandaag)
        plekken = self._plekken_van(organisaties, initiatieven, activiteiten)
        punten = self._contactpunten(
            organisaties | {rij["organisatie"] for rij in via},
            initiatieven,
            {rij["accommodatie"] for rij in activiteiten} | {rij["pk"] for rij in self.plekken},
            set(keuze.alle),
        )
        keuze.neem(punten)
        for vondst in self.vondsten:
            eigen = vondst.soort, vondst.rij["sleutel"]
            initiatief = vondst.rij.get("initiatief") or vondst.rij["sleutel"]
            bronnen = [eigen, ("accommodatie", vondst.rij.get("accommodatie"))]
            if vondst.soort != "organisatie":
                bronnen.append(("initiatief", initiatief))
                vondst.via = [rij for rij in via if rij["initiatief"] == initiatief]
                bronnen += [("organisatie", rij["organisatie"]) for rij in vondst.via]
            bronnen = list(dict.fromkeys(bronnen))
            vondst.plekken = _uniek(chain.from_iterable(plekken.get(b, ()) for b in bronnen))
            vondst.contactpunten = list(chain.from_iterable(punten.get(b, ()) for b in bronnen))
            self._wijs_netwerk_aan(vondst, keuze)
        self.netwerken = keuze.netwerken_voor(self.kolom.pk)[:MEESTE_PLEKKEN] if self.kolom else []
        for plek in self.plekken:
            plek["contactpunten"] = punten.get(("accommodatie", plek["pk"]), [])

    def _wijs_netwerk_aan(self, vondst, keuze):
        """The network to ask: of what can't be reached, or its own when that can."""
        initiatief = vondst.rij.get("initiatief")
        if vondst.soort == "initiatief":
            initiatief = vondst.rij["sleutel"]
        plek = vondst.rij["plaats"] % HOGER or self.kolom.pk if self.kolom else None
        netwerk = next(iter(keuze.netwerken_voor(plek, initiatief)), None)
        eigen = {rij["netwerk"] for rij in keuze.eigen.get(initiatief, ())}
        is_beter = netwerk and netwerk["netwerk"] in eigen and not vondst.contactpunten
        if not vondst.bereikbaar or (is_beter and netwerk["contactpunten"]):
            vondst.netwerk = netwerk

    def _via(self, inzet):
        """Who runs these initiatives: rows with initiatief, organisatie, naam and slug."""
        inzet = inzet.filter(
            organisatie__openbaar=True,
            organisatie__is_verzameling=False,
        )
        velden = {"naam": F("organisatie__naam"), "slug": F("organisatie__slug")}
        rijen = inzet.order_by("organisatie__naam", "organisatie", "initiatief")
        return list(rijen.values("initiatief", "organisatie", **velden).distinct())

    def _plekken_van(self, organisaties, initiatieven, activiteiten):
        """{(kind, key): the public places where it is}, in two queries."""
        verblijf = Huisvesting.objects.op(self.vandaag).filter(
            Q(organisatie__in=organisaties)
            | Q(initiatief__in=initiatieven, initiatief__openbaar=True),
            accommodatie__openbaar=True,
        )
        velden = {veld: F(f"accommodatie__{veld}") for veld in PLEKVELDEN}
        gevonden = {}
        for rij in verblijf.order_by("accommodatie__naam", "pk").values(
            "organisatie", "initiatief", **velden
        ):
            soort = "organisatie" if rij["organisatie"] else "initiatief"
            gevonden.setdefault((soort, rij[soort]), []).append(rij)
        zalen = {rij["accommodatie"] for rij in activiteiten}
        for rij in Accommodatie.objects.filter(openbaar=True, pk__in=zalen).values(
            "pk", *PLEKVELDEN
        ):
            gevonden["accommodatie", rij["pk"]] = [rij]
        return gevonden

    @staticmethod
    def _contactpunten(organisaties, initiatieven, accommodaties, netwerken):
        """{(kind, key): the contact points of which a visitor may read how to reach them}."""
        wie = {
            "organisatie": organisaties,
            "initiatief": initiatieven,
            "accommodatie": accommodaties,
            "netwerk": netwerken,
        }
        van = Q()
        for soort, sleutels in wie.items():
            # What is public may hang on what is not.
            van |= Q(**{f"{soort}__in": sleutels - {None}, f"{soort}__openbaar": True})
        gevonden = {}
        for punt in Contactpunt.objects.filter(van).voor(AnonymousUser()):
            if punt.bereikbaar:
                gevonden.setdefault(punt.van, []).append(punt)
        return gevonden


def _waarden(qs, velden):
    return qs.values(*velden, sleutel=F("pk"), termijn=termijn_op(qs.model))


def _op_rang(reeksen):
    """The Vondsten of rows (rank, Vondst), by rank."""
    return [vondst for _rang, vondst in sorted(chain(*reeksen), key=lambda paar: paar[0])]


def _uniek(plekken):
    return list({plek["slug"]: plek for plek in plekken}.values())
