"""The list of stories, and what narrows it."""

from django.utils.translation import gettext_lazy as _

from buurtnet.lijsten.lijst import Facetlijst
from buurtnet.lijsten.uitvoer import HERKOMST_KOLOMMEN
from buurtnet.web.adres import heel_adres
from initiatieven.models import Verhaal

from ..facetten import WijkFacet, alle_plekken, geef, namen, plekkoppeling, waarde


def adres_van_afbeelding(record):
    afbeelding = record.afbeelding
    return heel_adres(afbeelding.adres(afbeelding.breedtes[-1])) if afbeelding else ""


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
    koppelingen = {"wijken": plekkoppeling(Verhaal)}
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
