"""The tree of places keeps its levels: stad, gebied, wijk or dorp, buurt, plek."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from .bouwers import log_in_met_tweede_stap, maak_beheerder, maak_gebied, maak_stad, maak_wijk

pytestmark = pytest.mark.django_db
NIVEAUS = ["stad", "gebied", "wijk", "buurt", "plek"]


@pytest.fixture
def ladder():
    """A place of every level, each in the one above it."""
    plekken, boven = {}, None
    for soort in NIVEAUS:
        plekken[soort] = boven = maak_wijk(naam=soort.title(), soort=soort, ligt_in=boven)
    return plekken


def test_a_place_may_lie_in_any_higher_level_and_a_wijk_in_a_wijk(ladder):
    for diepte, soort in enumerate(NIVEAUS):
        for hoger in NIVEAUS[:diepte]:
            maak_wijk(soort=soort, ligt_in=ladder[hoger])
    maak_wijk(soort="dorp", ligt_in=ladder["wijk"])


@pytest.mark.parametrize(
    ("soort", "geheel"),
    [("gebied", "wijk"), ("stad", "gebied"), ("gebied", "gebied"), ("wijk", "buurt")],
)
def test_a_place_cannot_lie_in_one_of_its_own_level_or_lower(ladder, soort, geheel):
    with pytest.raises(ValidationError, match=f"Een {soort} kan niet in een {geheel} liggen."):
        maak_wijk(soort=soort, ligt_in=ladder[geheel])


def test_a_place_cannot_become_lower_than_what_lies_in_it(ladder):
    ladder["gebied"].soort = "buurt"
    with pytest.raises(ValidationError, match=r"“Wijk” \(wijk\) ligt hierin"):
        ladder["gebied"].full_clean()


def test_an_informal_area_lies_outside_the_levels(ladder):
    maak_wijk(soort="streek", ligt_in=ladder["wijk"])
    maak_wijk(soort="streek")


@pytest.mark.parametrize(("soort", "mag"), [("wijk", False), ("gebied", False), ("plek", True)])
def test_staff_put_a_wijk_somewhere_and_only_a_spot_outside_the_city_in_nothing(client, soort, mag):
    maak_gebied(naam="Oost", ligt_in=maak_stad())
    log_in_met_tweede_stap(client, maak_beheerder())
    velden = {"naam": "Beijum", "slug": "beijum", "soort": soort, "omtrek": "null"}
    antwoord = client.post(reverse("admin:wijken_wijk_add"), velden)
    assert (antwoord.status_code == 302) == mag
    assert ("Kies waar dit in ligt." in antwoord.content.decode()) != mag
