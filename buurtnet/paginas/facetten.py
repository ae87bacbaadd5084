"""What lists of several pages share: facets (where, on what, for whom) and columns."""

from functools import partial
from operator import attrgetter

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.soorten import plekrijen
from buurtnet.lijsten.facetten import BoomFacet, KoppelFacet, Koppeling
from buurtnet.web import dataversie
from initiatieven.models import Doelgroep
from wijken.models import Thema, Wijk
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
    gekend = (bij_sleutel[sleutel] for sleutel in sorted(sleutels) if sleutel in bij_sleutel)
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


def kort(veld="wijken"):
    """Prefetch of places with what a list says of them, without their outlines."""
    return Prefetch(veld, openbare_wijken().only("naam", "slug", "soort"))


def openbaar_thema():
    return Prefetch("themas", openbare_themas())


def _delen_van_streken():
    return Wijk.omvat.through.objects.values_list("from_wijk", "to_wijk")


def plekkoppeling(model):
    """The Koppeling of the records of `model` and their places."""
    uniek = model._meta.get_field(model.rijsoort.plekken).many_to_many
    return Koppeling(partial(plekrijen, model), model._meta.model_name, uniek)


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
