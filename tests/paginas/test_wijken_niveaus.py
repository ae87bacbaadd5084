"""The tree of places: its levels, and what a level says of what lies below it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.hulp.bouwers import (
    VANDAAG,
    log_in_met_tweede_stap,
    maak_agenda,
    maak_agendapunt,
    maak_beheerder,
    maak_gebied,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_stad,
    maak_thema,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.pagina import Pagina

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


# What lies below


@pytest.fixture
def stad(vandaag):
    return maak_stad()


@pytest.mark.parametrize("naam", ["Groningen", "Zuid", "Noorden"])
def test_a_place_with_wijken_says_how_these_stand_and_calls_nothing_extra(
    client, wijk, zuid, stad, naam
):
    helpman, leeg = (maak_wijk(naam=naam, ligt_in=zuid) for naam in ("Helpman", "Leeg"))
    streek = maak_wijk(naam="Noorden", soort="streek", ligt_in=stad, omvat=[wijk, helpman, leeg])
    rondkomen, wonen = maak_thema(naam="Rondkomen"), maak_thema(naam="Wonen")
    for plaats, thema in ((wijk, rondkomen), (helpman, rondkomen), (wijk, wonen)):
        maak_agendapunt(wijk=plaats, thema=thema)
    maak_inzet(wijk=wijk, thema=rondkomen, bevestigd_op=VANDAAG)
    plek = {"Groningen": stad, "Zuid": zuid, "Noorden": streek}[naam]
    pagina = Pagina(client, plek.get_absolute_url())
    blok = pagina.blok("thema-rondkomen")
    assert "In 2 van de 3 wijken en dorpen op de agenda: 1 dun en 1 witte vlek." in blok
    assert "extra" not in blok
    zin = "In 1 van de 3 wijken en dorpen op de agenda: 1 witte vlek."
    assert zin in pagina.blok("thema-wonen")
    assert f"Op de agenda’s in {naam}: 2 thema's" in pagina.blok("agenda")
    maak_agendapunt(wijk=stad, thema=rondkomen)
    blok = Pagina(client, plek.get_absolute_url()).blok("thema-rondkomen")
    assert "In 3 van de 3 wijken en dorpen op de agenda: 1 dun en 2 witte vlekken." in blok


def test_the_parts_of_the_city_are_counted_over_their_wijken(client, wijk, stad):
    maak_agendapunt(wijk=wijk, thema=maak_thema(naam="Rondkomen"))
    maak_inzet(wijk=wijk, thema=maak_thema(naam="Wonen"), bevestigd_op=VANDAAG)
    # Covered, thin, stale, white spot, extra.
    assert "Zuid –––11" in Pagina(client, stad.get_absolute_url()).blok("delen")


def test_what_is_for_several_wijken_says_so_on_the_page_of_what_they_lie_in(client):
    zuid = maak_gebied(naam="Zuid", ligt_in=maak_stad())
    wijken = [maak_wijk(naam=naam, ligt_in=zuid) for naam in ("De Hoogte", "Selwerd", "Tuinwijk")]
    deal = maak_netwerk(naam="Regiodeal")
    for wijk in wijken:
        maak_werkgebied(netwerk=deal, wijk=wijk)
    maak_agenda(naam="Wijkagenda", wijken=wijken)
    maak_initiatief(naam="Tuin", wijken=wijken[:2])
    maak_initiatief(naam="Soep", wijken=wijken[:1])
    maak_initiatief(naam="Koor", wijken=[zuid, *wijken])
    pagina = Pagina(client, zuid.get_absolute_url())
    assert "Regiodeal wijknetwerk De Hoogte en nog 2" in pagina.blok("netwerken")
    assert "Wijkagenda De Hoogte en nog 2" in pagina.blok("agenda")
    initiatieven = pagina.blok("initiatieven")
    assert initiatieven.count("De Hoogte") == 2
    assert initiatieven.count("De Hoogte en nog 1") == 1
    assert "en nog" not in Pagina(client, wijken[0].get_absolute_url()).blok("netwerken")


def test_of_an_informal_area_only_the_wijken_that_it_names_are_counted(client):
    stad, thema = maak_stad(), maak_thema(naam="Rondkomen")
    korreweg, hoogte = maak_wijk(ligt_in=stad), maak_wijk(ligt_in=stad)
    indisch = maak_wijk(ligt_in=korreweg)
    maak_wijk(naam="Professorenbuurt", ligt_in=korreweg)
    noorden = maak_wijk(naam="Noorden", soort="streek", ligt_in=stad)
    noorden.omvat.set([korreweg, hoogte, indisch])
    maak_agendapunt(wijk=stad, thema=thema)
    zin = "In 3 van de 3 wijken en dorpen op de agenda"
    assert zin in Pagina(client, noorden.get_absolute_url())
    assert "In 4 van de 4 wijken en dorpen" in Pagina(client, stad.get_absolute_url())
