"""Whatever is shown in an order is in that one, also of what is alike: no page repeats another.

Without, a database may give the rows of equal names in another order each time that it is asked,
and a row is on two pages, or on none.
"""

import pytest
from django.apps import apps
from django.db.models import F
from django.db.models.expressions import OrderBy
from django.test import Client
from django.urls import reverse

from buurtnet.lijsten.lijst import Facetlijst
from buurtnet.urls import urlpatterns
from buurtnet.web.dataversie import Dataversie
from netwerken.models import Signaal
from tests.hulp import bouwers
from tests.hulp.volgorde import ONZE, kijk_naar_volgorde
from tests.hulp.wereld import Kring
from wijken.models import Thema, Wijk

pytestmark = pytest.mark.django_db
assert urlpatterns  # every list is imported by its address


def lijsten(van=Facetlijst):
    for soort in van.__subclasses__():
        yield soort
        yield from lijsten(soort)


def is_uniek(model, kolom):
    kolom = kolom.expression if isinstance(kolom, OrderBy) else kolom
    naam = (kolom.name if isinstance(kolom, F) else kolom).removeprefix("-")
    veld = model._meta.pk if naam == "pk" else model._meta.get_field(naam)
    return veld.unique and not veld.null


@pytest.mark.parametrize("lijst", list(lijsten()), ids=lambda lijst: lijst.__name__)
def test_every_choice_of_order_of_a_list_ends_in_a_unique_column(lijst):
    for naam, (_titel, kolommen) in lijst.sorteringen.items():
        assert is_uniek(lijst._meta.model, kolommen[-1]), naam


def test_every_model_has_an_order_that_ends_in_a_unique_column():
    los = [
        model._meta.label
        for label in ONZE
        for model in apps.get_app_config(label).get_models()
        if not model.__name__.startswith("Historical")
        # Of which there is one.
        and model is not Dataversie
        and not (model._meta.ordering and is_uniek(model, model._meta.ordering[-1]))
    ]
    assert los == []


def adres_van(model):
    """The URL name of the list of a model; signals are no records, and have one."""
    return "netwerken:signalen" if model is Signaal else model.rijsoort.lijst


def test_no_list_asks_for_rows_in_an_order_that_is_not_sure():
    """In any order that can be chosen; all other pages are followed in test_alle_bladen."""
    Kring().vul_aan()
    bezoeker = Client()
    with kijk_naar_volgorde() as gevonden:
        for soort in lijsten():
            adres = reverse(adres_van(soort._meta.model))
            for naam in soort.sorteringen:
                assert bezoeker.get(adres, {"sorteer": naam}).status_code == 200
    assert gevonden == {}


def test_the_watch_sees_an_order_that_is_not_sure():
    wijk = bouwers.maak_wijk()
    bouwers.maak_werkgebied(wijk=wijk)
    with kijk_naar_volgorde() as gevonden:
        list(Thema.objects.order_by("naam", "pk"))
        list(Thema.objects.order_by("naam", "slug"))
        list(Wijk.objects.order_by("pad"))
        list(Thema.objects.order_by())
        Thema.objects.order_by().exists()
        list(Wijk.objects.values("ligt_in").order_by("ligt_in").distinct())
        list(wijk.werkgebieden.order_by("netwerk__naam", "pk"))
    assert gevonden == {}
    namen = Thema.objects.order_by().values("naam")
    for los in (
        Thema.objects.order_by("naam"),
        Thema.objects.order_by()[:3],
        Thema.objects.order_by("naam").values("naam")[:3],
        wijk.werkgebieden.order_by("netwerk__slug"),
        namen.union(namen, all=True).order_by("naam"),
        Wijk.objects.values("ligt_in", "soort").order_by("soort").distinct(),
    ):
        with kijk_naar_volgorde() as gevonden:
            list(los)
        assert len(gevonden) == 1, los.query
