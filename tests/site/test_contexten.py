"""What views hand their templates: a handful of named things."""

import pytest
from django.template import RequestContext
from django.test.signals import template_rendered
from django.urls import resolve

from tests.hulp.wereld import adressen

pytestmark = pytest.mark.django_db

MEESTE_NAMEN = 8


def namen_van(wereld, adres):
    """The names that the view of this address gave its template; none when it shows no page."""
    gegeven = []

    def zie(template, context, **kwargs):
        if isinstance(context, RequestContext):
            # Below it stand the constants of Django, and what is there for every page.
            gegeven.append(set().union(*context.dicts[2:4]))

    template_rendered.connect(zie)
    try:
        wereld.vraag("get", adres, "redacteur")
    finally:
        template_rendered.disconnect(zie)
    return gegeven[0] if gegeven else set()


def test_a_page_hands_its_template_at_most_eight_names(wereld):
    per_adres = {}
    for naam, argumenten in adressen():
        if naam.startswith("admin:") or not set(argumenten) <= {"slug", "wijk"}:
            continue
        adres, _rij = wereld.adres(naam, argumenten)
        if resolve(adres).func.__module__.startswith("buurtnet.paginas."):
            per_adres[adres] = namen_van(wereld, adres)
    te_veel = {adres: namen for adres, namen in per_adres.items() if len(namen) > MEESTE_NAMEN}
    assert not te_veel
    assert sum(map(bool, per_adres.values())) > 20
