"""Places on a map of their wijk: numbered as in the list, readable, and nothing made up."""

import datetime
import itertools

import pytest
from django.urls import reverse

from tests.hulp.bouwers import maak_accommodatie, maak_gebied, maak_stad, maak_wijk
from tests.hulp.kaartproef import vierkant
from tests.hulp.pagina import Pagina
from wijken.kaart.kaart import kaart_van
from wijken.kaart.plekkenkaart import STRAAL, Plekrij, plekkenkaart

pytestmark = pytest.mark.django_db
LIJST = "initiatieven:accommodaties"


@pytest.fixture
def zuid():
    return maak_gebied(naam="Zuid", ligt_in=maak_stad(), omtrek=vierkant(6.50, 53.15, 0.2))


@pytest.fixture
def wijk(zuid):
    return maak_wijk(naam="De Wijert", ligt_in=zuid, omtrek=vierkant(6.55, 53.19, 0.02))


class Plekken(Pagina):
    """A page with the dots of its map: {number: name}."""

    def __init__(self, client, adres):
        super().__init__(client, adres)
        self.kaarten = [f for f in self.boom.iter("figure") if f.get("class") == "plekkenkaart"]
        links = [d for f in self.kaarten for d in f.iter() if d.get("href", "").startswith("/acc")]
        self.stippen = dict(d.get("aria-label").split(" ", 1) for d in links)
        self.adressen = [link.get("href") for link in links]

    def genummerd(self):
        """{number: name} in the list."""
        titels = [a for a in self.boom.iter("a") if a.find("span[@class='stip']") is not None]
        return dict(self.tekst(titel).split(" ", 1) for titel in titels)


def test_the_map_and_the_list_have_the_same_numbers(client, wijk):
    for naam in ("Bij Bosshardt", "De Wende"):
        maak_accommodatie(naam=naam, wijken=[wijk], lat="53.2000", lon="6.5600")
    maak_accommodatie(naam="Carré", wijken=[wijk])
    pagina = Plekken(client, f"{reverse(LIJST)}?wijk=de-wijert")
    assert pagina.stippen == {"1": "Bij Bosshardt", "2": "De Wende"} == pagina.genummerd()
    assert pagina.blok("resultaten").count("niet op de kaart") == 1


def test_a_collection_has_no_dot_and_no_way_there(client, wijk):
    hier = {"wijken": [wijk], "lat": "53.2000", "lon": "6.5600"}
    maak_accommodatie(naam="De Wende", **hier)
    kerken = maak_accommodatie(naam="Kerken", adres="Dorpsweg 1", is_verzameling=True, **hier)
    pagina = Plekken(client, f"{reverse(LIJST)}?wijk=de-wijert")
    assert pagina.stippen == {"1": "De Wende"}
    assert "niet op de kaart: het zijn meer plekken" in pagina
    assert "en 1 verzameling, samen 2" in pagina
    assert pagina.blok("resultaten").count("opent OpenStreetMap") == 1
    assert kerken.routeadres == ""
    assert Plekken(client, wijk.get_absolute_url()).stippen == {"1": "De Wende"}


def test_a_place_far_outside_keeps_its_way_there_and_the_list_says_why(client, wijk):
    maak_accommodatie(naam="De Wende", wijken=[wijk], lat="53.2000", lon="6.5600")
    maak_accommodatie(naam="Ver", wijken=[wijk], lat="52.3700", lon="4.8900")
    pagina = Plekken(client, f"{reverse(LIJST)}?wijk=de-wijert")
    assert "niet op de kaart: ligt er te ver buiten" in pagina
    assert pagina.blok("resultaten").count("opent OpenStreetMap") == 2


@pytest.mark.parametrize("vraag", ["", "?wijk=de-wijert&wijk=zuid", "?wijk=onbekend"])
def test_there_is_no_map_unless_one_place_was_chosen(client, wijk, vraag):
    maak_accommodatie(wijken=[wijk], lat="53.2000", lon="6.5600")
    pagina = Plekken(client, reverse(LIJST) + vraag)
    assert not list(pagina.boom.iter("figure"))
    assert "niet op de kaart" not in pagina


def test_without_any_position_the_page_says_so_and_shows_the_wijk(client, wijk):
    maak_accommodatie(wijken=[wijk])
    pagina = Plekken(client, f"{reverse(LIJST)}?wijk=de-wijert")
    assert not pagina.kaarten
    assert "Van deze plekken weten we de precieze plaats nog niet." in pagina
    assert [f.get("class") for f in pagina.boom.iter("figure")] == ["locator"]


@pytest.mark.parametrize(("lat", "lon"), [("0", "0"), ("52.3700", "4.8900")])
def test_a_position_that_can_not_be_right_is_no_position(client, wijk, lat, lon):
    maak_accommodatie(wijken=[wijk], lat=lat, lon=lon)
    pagina = Plekken(client, f"{reverse(LIJST)}?wijk=de-wijert")
    assert not pagina.kaarten


def test_a_gebied_numbers_what_is_in_its_wijken_and_the_day_is_kept(client, wijk):
    maak_accommodatie(naam="De Wende", wijken=[wijk], lat="53.2000", lon="6.5600")
    pagina = Plekken(client, f"{reverse(LIJST)}?wijk=zuid&op=2021-06-30")
    assert pagina.adressen == ["/accommodaties/de-wende/?op=2021-06-30"]


def test_the_wijk_page_numbers_its_places(client, wijk):
    maak_accommodatie(naam="De Wende", wijken=[wijk], lat="53.2000", lon="6.5600")
    maak_accommodatie(naam="Zonder", wijken=[wijk])
    pagina = Plekken(client, wijk.get_absolute_url())
    assert pagina.stippen == {"1": "De Wende"} == pagina.genummerd()
    assert "(niet op de kaart: we weten niet precies waar)" in pagina.blok("plekken")


def test_more_places_than_fit_on_a_page_are_numbered_per_page(client, wijk):
    for _n in range(27):
        maak_accommodatie(wijken=[wijk], lat="53.2000", lon="6.5600")
    adres = f"{reverse(LIJST)}?wijk=de-wijert"
    assert len(Plekken(client, adres).stippen) == 25
    assert list(Plekken(client, f"{adres}&pagina=2").stippen) == ["1", "2"]


def test_dots_that_coincide_are_moved_apart_and_point_to_their_place(wijk, rf):
    rijen = [Plekrij(f"Plek {n}", "/", 53.2, 6.56) for n in range(25)]
    stippen = plekkenkaart(kaart_van(rf.get("/")), [wijk], rijen).stippen
    assert len({(stip.echt_x, stip.echt_y) for stip in stippen}) == 1
    assert sum(stip.is_verplaatst for stip in stippen) == 24
    plaatsen = [(float(stip.x), float(stip.y)) for stip in stippen]
    for (x, y), (a, b) in itertools.combinations(plaatsen, 2):
        assert ((x - a) ** 2 + (y - b) ** 2) ** 0.5 >= 2 * STRAAL


# The page of one


def test_the_page_of_a_place_shows_where_it_is_in_its_wijk(client, wijk):
    plek = maak_accommodatie(naam="De Wende", wijken=[wijk], lat="53.2000", lon="6.5600")
    inhoud = client.get(plek.get_absolute_url()).content.decode()
    assert "Kaart: waar De Wende ligt in De Wijert" in inhoud


def test_the_page_of_a_place_without_position_shows_its_wijk(client, wijk):
    plek = maak_accommodatie(wijken=[wijk])
    pagina = Plekken(client, plek.get_absolute_url())
    assert not pagina.kaarten
    assert "We weten de wijk, maar niet de precieze plaats." in pagina


@pytest.mark.parametrize(
    ("velden", "naar"),
    [
        ({"lat": "53.2000", "lon": "6.5600"}, "53.2000%2C6.5600"),
        ({"adres": "P.C. Hooftlaan 1", "postcode": "9721JM"}, "P.C.+Hooftlaan+1%2C+9721+JM"),
        ({"postcode": "9721JM"}, None),
        ({}, None),
    ],
)
def test_route_leads_out_to_openstreetmap_and_says_so(client, wijk, velden, naar):
    plek = maak_accommodatie(naam="De Wende", wijken=[wijk], **velden)
    for adres in (plek.get_absolute_url(), reverse(LIJST)):
        pagina = Pagina(client, adres)
        uit = [link for link in pagina.links() if "openstreetmap" in link]
        assert uit == ([f"https://www.openstreetmap.org/directions?to={naar}"] if naar else [])
        assert ("Route naar De Wende (opent OpenStreetMap)" in pagina) == bool(naar)


def test_a_past_day_shows_the_places_of_that_day(client, wijk):
    maak_accommodatie(
        naam="Oud", wijken=[wijk], lat="53.2000", lon="6.5600",
        tot=datetime.date(2022, 1, 1), status="gestopt",
    )  # fmt: skip
    assert not Plekken(client, f"{reverse(LIJST)}?wijk=de-wijert").kaarten
    toen = Plekken(client, f"{reverse(LIJST)}?wijk=de-wijert&op=2021-06-30")
    assert toen.stippen == {"1": "Oud"}
