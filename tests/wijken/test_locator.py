"""Small maps: where a place is, where somebody works, where most; always in words too."""

import datetime

import pytest

from tests.hulp.bouwers import (
    VANDAAG,
    maak_gebied,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_thema,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.kaartproef import vierkant
from tests.hulp.pagina import Pagina
from wijken.kaart.kaart import kaart_van
from wijken.kaart.locator import verdeling

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]
GISTEREN = VANDAAG - datetime.timedelta(days=1)


@pytest.fixture
def zuid(stad):
    return maak_gebied(naam="Zuid", ligt_in=stad, omtrek=vierkant(6.50, 53.15, 0.2))


@pytest.fixture
def wijk(zuid):
    return maak_wijk(naam="De Wijert", ligt_in=zuid, omtrek=vierkant(6.50, 53.15, 0.05))


@pytest.fixture
def helpman(zuid):
    return maak_wijk(naam="Helpman", ligt_in=zuid, omtrek=vierkant(6.60, 53.15, 0.05))


class Locator(Pagina):
    """The small map of a page: what it says and what it draws, as {shape: step}."""

    def __init__(self, client, adres):
        super().__init__(client, adres)
        self.figuren = [f for f in self.boom.iter("figure") if f.get("class") == "locator"]
        delen = list(self.figuren[0].iter()) if self.figuren else []
        self.woorden = next((d.get("aria-label") for d in delen if d.get("role") == "img"), "")
        self.vormen = {
            d.get("href").partition("#")[2]: d.get("class")
            for d in delen
            if "#" in d.get("href", "") and d.get("class")
        }
        self.cirkels = [d for d in delen if str(d.tag).endswith("circle")]
        self.onderschrift = self.tekst(self.figuren[0]) if self.figuren else ""


def test_a_wijk_and_a_gebied_show_where_they_are(client, wijk, zuid, stad):
    locator = Locator(client, wijk.get_absolute_url())
    assert locator.woorden == "Kaart: De Wijert ligt in Zuid, Groningen"
    assert locator.vormen == {"de-wijert": "k3"}
    assert Locator(client, zuid.get_absolute_url()).vormen == {"zuid": "k3"}
    assert not Locator(client, stad.get_absolute_url()).figuren


def test_a_very_small_wijk_gets_a_circle(client, wijk, zuid):
    klein = maak_wijk(ligt_in=zuid, omtrek=vierkant(6.60, 53.20, 0.002))
    assert len(Locator(client, klein.get_absolute_url()).cirkels) == 1
    assert not Locator(client, wijk.get_absolute_url()).cirkels


def test_without_an_outline_of_its_own_a_place_is_shown_by_what_it_lies_in(client, wijk):
    maarwold = maak_wijk(naam="Maarwold", ligt_in=wijk)
    locator = Locator(client, maarwold.get_absolute_url())
    assert locator.vormen == {"de-wijert": "k3"}
    assert "De grens van Maarwold hebben we niet. Je ziet De Wijert." in locator.onderschrift
    nergens = maak_wijk(naam="Elders")
    assert not Locator(client, nergens.get_absolute_url()).figuren


def test_a_buurt_is_drawn_on_its_own_page_only(client, wijk):
    buurt = maak_wijk(soort="buurt", ligt_in=wijk, omtrek=vierkant(6.51, 53.16, 0.03))
    pagina = Locator(client, buurt.get_absolute_url())
    paden = [d.get("d") for d in pagina.figuren[0].iter() if d.get("class") == "k3"]
    assert len(paden) == 1
    assert paden[0].startswith("M")
    assert buurt.slug not in client.get("/kaart.svg").content.decode()


def test_an_informal_area_is_shown_by_the_wijken_it_takes_in(client, stad, wijk, helpman):
    streek = maak_wijk(soort="streek", ligt_in=stad, omvat=[wijk, helpman])
    assert set(Locator(client, streek.get_absolute_url()).vormen) == {"de-wijert", "helpman"}


def test_a_network_shows_its_werkgebied_of_that_day(client, wijk, helpman):
    netwerk = maak_netwerk()
    maak_werkgebied(netwerk=netwerk, wijk=wijk)
    maak_werkgebied(netwerk=netwerk, wijk=helpman, tot=GISTEREN)
    nu = Locator(client, netwerk.get_absolute_url())
    assert nu.vormen == {"de-wijert": "k3"}
    assert nu.woorden == "Kaart, waar dit netwerk werkt: De Wijert"
    toen = Locator(client, f"{netwerk.get_absolute_url()}?op={GISTEREN}")
    assert set(toen.vormen) == {"de-wijert", "helpman"}


def test_an_organisation_is_darker_where_it_works_on_more_with_a_legend(client, wijk, helpman):
    partij = maak_organisatie()
    for _n in range(3):
        maak_inzet(organisatie=partij, wijk=wijk)
    maak_inzet(organisatie=partij, wijk=helpman)
    maak_inzet(organisatie=partij, wijk=maak_wijk(naam="Maarwold"))
    locator = Locator(client, partij.get_absolute_url())
    assert locator.vormen == {"de-wijert": "k3", "helpman": "k2"}
    assert "1 thema 3 thema's" in locator.onderschrift
    assert "Niet op de kaart, want we hebben de grens niet: Maarwold." in locator.onderschrift
    verwacht = "De Wijert (3), Helpman (1), Maarwold (1)"
    assert locator.woorden == f"Kaart, waar deze organisatie werkt: {verwacht}"


def test_an_organisation_of_the_past_shows_that_day(client, wijk):
    partij = maak_organisatie()
    maak_inzet(organisatie=partij, wijk=wijk, tot=GISTEREN, status="gestopt")
    assert not Locator(client, partij.get_absolute_url()).figuren
    toen = Locator(client, f"{partij.get_absolute_url()}?op={GISTEREN}")
    assert toen.vormen == {"de-wijert": "k3"}


def test_a_theme_is_darker_where_more_parties_work_on_it(client, wijk, helpman):
    thema = maak_thema()
    for _n in range(2):
        maak_inzet(thema=thema, wijk=wijk)
    maak_inzet(thema=thema, wijk=helpman)
    maak_inzet(thema=thema, wijk=helpman, tot=GISTEREN, status="gestopt")
    locator = Locator(client, thema.get_absolute_url())
    assert locator.vormen == {"de-wijert": "k3", "helpman": "k2"}
    assert "1 partij 2 partijen" in locator.onderschrift
    toen = Locator(client, f"{thema.get_absolute_url()}?op={GISTEREN}")
    assert toen.vormen == {"de-wijert": "k3", "helpman": "k3"}


# How dark


@pytest.fixture
def kaart(wijk, helpman, rf):
    return kaart_van(rf.get("/"))


def tussen(vanaf, tot):
    return f"{vanaf}-{tot}"


def test_many_numbers_share_three_steps_and_the_legend_tells_which(kaart, zuid):
    plekken = [maak_wijk(ligt_in=zuid, omtrek=vierkant(6.5 + n * 0.01, 53.2)) for n in range(10)]
    kaart.vormen |= {
        plek.slug: kaart.vormen["helpman"]._replace(slug=plek.slug) for plek in plekken
    }
    locator = verdeling(kaart, [(plek, n) for n, plek in enumerate(plekken)], "x", tussen)
    assert [laag.trap for laag in locator.lagen] == [1, 1, 1, 2, 2, 2, 3, 3, 3]
    assert locator.legenda == [(1, "1-3"), (2, "4-6"), (3, "7-9")]
    assert locator.tekst.endswith("en nog 6 plaatsen")


def test_a_wijk_is_never_lighter_than_the_gebied_around_it(kaart, stad, zuid, wijk, helpman):
    telling = [(wijk, 1), (helpman, 3), (zuid, 2), (stad, 1)]
    lagen = verdeling(kaart, telling, "x", tussen).lagen
    trappen = {laag.adres.partition("#")[2]: laag.trap for laag in lagen}
    assert trappen == {"_alles": 1, "zuid": 2, "de-wijert": 2, "helpman": 3}
    assert [laag.adres.partition("#")[2] for laag in lagen][:2] == ["_alles", "zuid"]
