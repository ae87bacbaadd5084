"""The lists of what there is to join, and what narrows them."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.periode import begonnen_q, te_tonen_q
from buurtnet.lijsten.facetten import KolomFacet, KoppelFacet, Optie, StatusFacet, koppeling_van
from buurtnet.lijsten.lijst import Facetlijst
from buurtnet.lijsten.uitvoer import HERKOMST_KOLOMMEN, PERIODE_KOLOMMEN
from buurtnet.web.adres import heel_adres
from initiatieven.models import Accommodatie, Doelgroep, Initiatief, Verhaal

from .facetten import (
    NAAM_KOLOMMEN,
    ThemaFacet,
    WijkFacet,
    alle_plekken,
    alle_themas,
    geef,
    namen,
    openbare_themas,
    openbare_wijken,
    waarde,
)

JA_NEE = [
    Optie("ja", _("ja"), True),
    Optie("nee", _("nee"), False),
    Optie("onbekend", _("onbekend"), None),
]


def kort(veld="wijken"):
    """Prefetch of places with what a list says of them, without their outlines."""
    return Prefetch(veld, openbare_wijken().only("naam", "slug", "soort"))


def openbaar_thema():
    return Prefetch("themas", openbare_themas())


def adres_van_afbeelding(record):
    afbeelding = record.afbeelding
    return heel_adres(afbeelding.adres(afbeelding.breedtes[-1])) if afbeelding else ""


class DoelgroepFacet(KoppelFacet):
    def __init__(self, **kwargs):
        super().__init__(
            Doelgroep.objects.all,
            koppeling="doelgroepen",
            sleutel="doelgroep",
            label=_("Voor wie"),
            **kwargs,
        )


class InitiatiefFilters(Facetlijst):
    kolommen = [
        *NAAM_KOLOMMEN,
        ("door_bewoners", waarde("door_bewoners")),
        ("wijken", namen("plekken")),
        ("themas", namen("waaraan")),
        ("doelgroepen", namen("voor_wie")),
        ("omschrijving", waarde("omschrijving")),
        *PERIODE_KOLOMMEN,
        *HERKOMST_KOLOMMEN,
    ]
    koppelingen = {
        "wijken": koppeling_van(Initiatief.wijken),
        "themas": koppeling_van(Initiatief.themas),
        "doelgroepen": koppeling_van(Initiatief.doelgroepen),
    }

    wijk = WijkFacet()
    thema = ThemaFacet()
    doelgroep = DoelgroepFacet()
    soort = KolomFacet(Initiatief.Soort, label=_("Soort"))
    door_bewoners = KolomFacet(JA_NEE, label=_("Door bewoners"))
    status = StatusFacet()

    class Meta:
        model = Initiatief
        fields = []

    def basis(self):
        return super().basis().filter(begonnen_q(self.peildatum))

    def verrijk(self, rijen):
        geef(rijen, Initiatief.wijken, "plekken", alle_plekken(self.versie))
        geef(rijen, Initiatief.themas, "waaraan", alle_themas(self.versie), "volgorde")

    def verrijk_tabel(self, rijen):
        self.verrijk(rijen)
        geef(rijen, Initiatief.doelgroepen, "voor_wie", Doelgroep.objects.in_bulk(), "volgorde")


class AccommodatieFilters(Facetlijst):
    kolommen = [
        *NAAM_KOLOMMEN,
        ("rol", waarde("rol")),
        ("gesubsidieerd", waarde("gesubsidieerd")),
        ("wijken", namen("plekken")),
        ("adres_plek", waarde("adres")),
        ("postcode", waarde("postcode")),
        ("lat", waarde("lat")),
        ("lon", waarde("lon")),
        ("openingstijden", waarde("openingstijden")),
        *PERIODE_KOLOMMEN,
        *HERKOMST_KOLOMMEN,
    ]
    koppelingen = {"wijken": koppeling_van(Accommodatie.wijken)}

    wijk = WijkFacet()
    soort = KolomFacet(Accommodatie.Soort, label=_("Soort plek"))
    rol = KolomFacet(Accommodatie.Rol, label=_("Rol in de wijk"))
    gesubsidieerd = KolomFacet(Accommodatie.Gesubsidieerd, label=_("Gesubsidieerd"))

    class Meta:
        model = Accommodatie
        fields = []

    def basis(self):
        return super().basis().filter(te_tonen_q(self.peildatum))

    def verrijk(self, rijen):
        geef(rijen, Accommodatie.wijken, "plekken", alle_plekken(self.versie))


class VerhaalFilters(Facetlijst):
    kolommen = [
        ("naam", waarde("naam")),
        ("datum", waarde("datum")),
        ("datum_precisie", waarde("datum_precisie")),
        ("inleiding", waarde("inleiding")),
        ("wijken", namen("plekken")),
        ("afbeelding", adres_van_afbeelding),
        ("afbeelding_alt", waarde("afbeelding_alt")),
        ("afbeelding_maker", waarde("afbeelding_maker")),
        *HERKOMST_KOLOMMEN,
    ]
    koppelingen = {"wijken": koppeling_van(Verhaal.wijken)}
    sorteringen = {
        "nieuw": (_("nieuwste eerst"), ["-datum", "slug"]),
        "naam": (_("op naam"), ["slug"]),
    }

    wijk = WijkFacet()

    class Meta:
        model = Verhaal
        fields = []

    def basis(self):
        return super().basis().filter(datum__lte=self.datum)

    def verrijk(self, rijen):
        geef(rijen, Verhaal.wijken, "plekken", alle_plekken(self.versie))
