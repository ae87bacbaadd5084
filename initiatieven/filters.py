"""The lists of what there is to join, and what narrows them."""

from operator import attrgetter

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from buurtnet.basis import dataversie
from buurtnet.basis.adres import heel_adres
from buurtnet.basis.facetlijst import (
    HERKOMST_KOLOMMEN,
    PERIODE_KOLOMMEN,
    Facetlijst,
)
from buurtnet.basis.facetten import (
    NIET_VOORBIJ,
    BoomFacet,
    KolomFacet,
    KoppelFacet,
    Optie,
    begonnen_q,
    door,
    in_beeld_q,
    status_op,
)
from buurtnet.basis.models import Status
from wijken.models import Thema, Wijk
from wijken.omgeving import VELDEN, Plek

from .models import Accommodatie, Doelgroep, Initiatief, Verhaal

JA_NEE = [
    Optie("ja", _("ja"), True),
    Optie("nee", _("nee"), False),
    Optie("onbekend", _("onbekend"), None),
]


def kort(veld="wijken"):
    """Prefetch of places with what a list says of them, without their outlines."""
    return Prefetch(veld, openbare_wijken().only("naam", "slug", "soort"))


def namen(veld):
    """Column with the names of a list that the record was given."""
    return lambda record: [rij.naam for rij in getattr(record, veld)]


def openbaar_thema():
    return Prefetch("themas", openbare_themas())


def alle_plekken(versie):
    """{key: Plek} of all public places, remembered: a list names many of them."""
    return dataversie.onthoud(
        versie,
        ("plekken",),
        lambda: {rij[0]: Plek(*rij) for rij in openbare_wijken().values_list(*VELDEN)},
    )


def alle_themas(versie):
    return dataversie.onthoud(versie, ("themas",), lambda: openbare_themas().in_bulk())


def geef(rijen, veld, naam, bij_sleutel, volgorde="naam"):
    """Give each of `rijen` a list `naam` of what its many-to-many field leads to.

    Cheaper than a prefetch: what it leads to is at hand in `bij_sleutel`, by key.
    """
    eigenaar, doel = veld.field.m2m_field_name(), veld.field.m2m_reverse_field_name()
    paren = veld.through.objects.filter(**{f"{eigenaar}__in": [rij.pk for rij in rijen]})
    gevonden = {}
    for pk, sleutel in paren.values_list(eigenaar, doel):
        gevonden.setdefault(pk, []).append(sleutel)
    for rij in rijen:
        setattr(rij, naam, op_volgorde(gevonden.get(rij.pk, ()), bij_sleutel, volgorde))


def op_volgorde(sleutels, bij_sleutel, volgorde="naam"):
    gekend = (bij_sleutel[sleutel] for sleutel in sleutels if sleutel in bij_sleutel)
    return sorted(gekend, key=attrgetter(volgorde))


def openbare_naam(veld):
    """Column with the name of a related record, when that is public."""

    def naam(record):
        ander = getattr(record, veld)
        return ander.naam if ander and ander.openbaar else ""

    return naam


def waarde(veld):
    return lambda record: getattr(record, veld)


def adres_van_afbeelding(record):
    afbeelding = record.afbeelding
    return heel_adres(afbeelding.adres(afbeelding.breedtes[-1])) if afbeelding else ""


NAAM_KOLOMMEN = [("naam", waarde("naam")), ("soort", waarde("soort"))]


def openbare_wijken():
    return Wijk.objects.filter(openbaar=True)


def openbare_themas():
    return Thema.objects.filter(openbaar=True)


def _delen_van_streken():
    return Wijk.omvat.through.objects.values_list("from_wijk", "to_wijk")


class WijkFacet(BoomFacet):
    """A place with all above and below it; gebieden are offered first."""

    def __init__(self, koppeling="wijken", **kwargs):
        super().__init__(
            openbare_wijken,
            soorten=({Wijk.Soort.GEBIED}, Wijk.WOONPLAATSEN),
            streken=_delen_van_streken,
            koppeling=koppeling,
            sleutel="wijk",
            label=_("Wijk"),
            **kwargs,
        )


class ThemaFacet(KoppelFacet):
    def __init__(self, koppeling="themas", **kwargs):
        super().__init__(
            openbare_themas, koppeling=koppeling, sleutel="thema", label=_("Thema"), **kwargs
        )


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
        "wijken": door(Initiatief.wijken),
        "themas": door(Initiatief.themas),
        "doelgroepen": door(Initiatief.doelgroepen),
    }

    wijk = WijkFacet()
    thema = ThemaFacet()
    doelgroep = DoelgroepFacet()
    soort = KolomFacet(Initiatief.Soort, label=_("Soort"))
    door_bewoners = KolomFacet(JA_NEE, label=_("Door bewoners"))
    status = KolomFacet(Status, expressie=status_op, standaard=NIET_VOORBIJ, label=_("Status"))

    class Meta:
        model = Initiatief
        fields = []

    def basis(self):
        alle = super().basis()
        return alle if self.peildatum.is_vandaag else alle.filter(begonnen_q(self.peildatum))

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
    koppelingen = {"wijken": door(Accommodatie.wijken)}

    wijk = WijkFacet()
    soort = KolomFacet(Accommodatie.Soort, label=_("Soort plek"))
    rol = KolomFacet(Accommodatie.Rol, label=_("Rol in de wijk"))
    gesubsidieerd = KolomFacet(Accommodatie.Gesubsidieerd, label=_("Gesubsidieerd"))

    class Meta:
        model = Accommodatie
        fields = []

    def basis(self):
        return super().basis().filter(in_beeld_q(self.peildatum))

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
    koppelingen = {"wijken": door(Verhaal.wijken)}
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
