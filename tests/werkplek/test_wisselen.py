"""Lines of an agreement that change places in one save: also when that is undone or put back."""

import pytest
from django.urls import reverse

from buurtnet.bewerken.handelingen import Handeling
from buurtnet.bewerken.ongedaan import maak_ongedaan
from tests.hulp.bouwers import maak_afspraak, maak_toezegging

pytestmark = pytest.mark.django_db
GEVULD = {"naam": "Wijkpact", "soort": "wijkpact", "stand": "geldt", "openbaar": "on", "versie": 1}


def verwissel(client, plek, **velden):
    """An agreement of which two lines change places in one save: (it, its lines as they were)."""
    afspraak = maak_afspraak(netwerk=plek.netwerk, wijken=[plek.wijk], soort="wijkpact")
    rijen = [
        {"omschreven_rol": "school", "wat": "harken", "stand": "gedaan"},
        {"omschreven_rol": "kerk", "wat": "zingen", "stand": "te_doen"},
    ]
    rijen = [rij | velden for rij in rijen]
    was = [maak_toezegging(afspraak=afspraak, **rij) for rij in rijen]
    gegevens = GEVULD | {"wijken": [plek.wijk.pk], "netwerk": plek.netwerk.pk}
    gegevens |= {"toezeggingen-TOTAL_FORMS": 2, "toezeggingen-INITIAL_FORMS": 2}
    for i, (rij, wordt) in enumerate(zip(was, rijen[::-1], strict=True)):
        regel = {"sleutel": rij.pk} | wordt
        gegevens |= {f"toezeggingen-{i}-{naam}": waarde for naam, waarde in regel.items()}
    antwoord = client.post(reverse("netwerken:afspraak_wijzigen", args=[afspraak.pk]), gegevens)
    assert antwoord.status_code == 302, antwoord.context["form"].errors
    return afspraak, was


def lees(afspraak):
    return [(rij.pk, rij.wie, rij.wat, rij.stand) for rij in afspraak.toezeggingen.order_by("pk")]


# Both other, only who, only what.
@pytest.mark.parametrize("velden", [{}, {"wat": "koken"}, {"omschreven_rol": "buurt"}])
def test_two_lines_change_places_in_one_save(client, eigen, velden):
    afspraak, (een, twee) = verwissel(client, eigen, **velden)
    assert lees(afspraak) == [
        (een.pk, twee.wie, twee.wat, "te_doen"),
        (twee.pk, een.wie, een.wat, "gedaan"),
    ]
    versies = een.history.order_by("versie").values_list("versie", "omschreven_rol", "wat")
    assert [*versies] == [(1, een.wie, een.wat), (2, twee.wie, twee.wat)]


def test_lines_that_changed_places_go_back_when_that_is_undone(client, eigen):
    afspraak, (een, twee) = verwissel(client, eigen)
    gedaan = Handeling.objects.latest("pk")
    maak_ongedaan(gedaan, gedaan.gebruiker)
    assert lees(afspraak) == [
        (een.pk, "school", "harken", "gedaan"),
        (twee.pk, "kerk", "zingen", "te_doen"),
    ]


def test_lines_that_changed_places_go_back_with_an_older_version(client, eigen):
    afspraak, (een, twee) = verwissel(client, eigen)
    geschiedenis = reverse("netwerken:afspraak_geschiedenis", args=[afspraak.pk])
    toen = afspraak.history.order_by("versie").first()
    afspraak.refresh_from_db()
    gegevens = {"toen": toen.history_id, "versie": afspraak.versie}
    antwoord = client.post(geschiedenis, gegevens, follow=True)
    assert "De versie van toen is teruggezet." in antwoord.content.decode()
    assert lees(afspraak) == [
        (een.pk, "school", "harken", "gedaan"),
        (twee.pk, "kerk", "zingen", "te_doen"),
    ]
