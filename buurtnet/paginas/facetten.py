"""What lists are narrowed by everywhere: a place and a theme; and the list of agendas."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from buurtnet.kern.periode import begonnen_q
from buurtnet.lijsten.facetten import (
    BoomFacet,
    KolomFacet,
    KoppelFacet,
    Koppeling,
    StatusFacet,
    koppeling_van,
)
from buurtnet.lijsten.lijst import Facetlijst
from buurtnet.lijsten.uitvoer import HERKOMST_KOLOMMEN, PERIODE_KOLOMMEN
from buurtnet.web import dataversie
from wijken.models import Agenda, Agendapunt, Thema, Wijk
from wijken.telt_mee import plekken


def namen(veld):
    """Column with the names of a list that the record was given."""
    return lambda record: [rij.naam for rij in getattr(record, veld)]


def alle_plekken(versie):
    """{key: Plek} of all public places, what lies above first; remembered."""
    return dataversie.onthoud(
        versie, ("plekken",), lambda: {plek.pk: plek for plek in plekken(openbare_wijken())}
    )


def alle_themas(versie):
    """{key: Thema} of all public themes, in their order; remembered."""
    return dataversie.onthoud(
        versie, ("themas",), lambda: {thema.pk: thema for thema in openbare_themas()}
    )


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


class AgendaFilters(Facetlijst):
    kolommen = [
        *NAAM_KOLOMMEN,
        ("stand", waarde("stand")),
        ("draagvlak", waarde("draagvlak")),
        ("wijken", namen("plekken")),
        ("themas", namen("waaraan")),
        ("omschrijving", waarde("omschrijving")),
        *PERIODE_KOLOMMEN,
        *HERKOMST_KOLOMMEN,
    ]
    koppelingen = {
        "wijken": koppeling_van(Agenda.wijken),
        "punten": Koppeling(Agendapunt.objects.die_tellen, "agenda", uniek=False),
    }

    wijk = WijkFacet()
    thema = ThemaFacet("punten")
    soort = KolomFacet(Agenda.Soort, label=_("Soort"))
    stand = KolomFacet(Agenda.Stand, label=_("Stand"))
    status = StatusFacet()

    class Meta:
        model = Agenda
        fields = []

    def basis(self):
        return super().basis().filter(begonnen_q(self.peildatum))

    def verrijk(self, rijen):
        """Give each agenda `plekken` and `waaraan`: where it holds, and on what."""
        geef(rijen, Agenda.wijken, "plekken", alle_plekken(self.versie))
        punten = Agendapunt.objects.die_tellen(self.datum)
        punten = punten.filter(agenda__in=[rij.pk for rij in rijen])
        waaraan = {}
        for agenda, thema in punten.order_by().values_list("agenda", "thema").distinct():
            waaraan.setdefault(agenda, set()).add(thema)
        themas = alle_themas(self.versie)
        for rij in rijen:
            rij.waaraan = op_volgorde(waaraan.get(rij.pk, ()), themas, "volgorde")
