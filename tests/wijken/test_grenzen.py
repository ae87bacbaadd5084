"""Outlines: simplified within the tolerance, while neighbours go on sharing their border."""

import math
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijken.kaart.rijksdriehoek import naar_rd, naar_wgs84
from wijken.laden.bogen import METER_PER_STAP, STAPPEN, Bogen, oppervlakte

GRONINGEN = (656_000, 5_322_000)
# A field is about 700 by 900 metres, its border wobbles by some tens of metres.
VELD, TUSSEN = (1000, 800), 6


@st.composite
def kaarten(draw):
    """A map of fields with wobbly shared borders, of which each belongs to one of some parts."""
    breed, hoog = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    wiebel = draw(st.integers(0, 120))
    toeval = draw(st.randoms(use_true_random=False))
    randen = {}

    def punt(x, y):
        return GRONINGEN[0] + x * VELD[0], GRONINGEN[1] + y * VELD[1]

    def rand(van, naar):
        """The points from one corner to the next, the last one left out."""
        if van > naar:
            return rand_om(naar, van)
        if (van, naar) not in randen:
            (x0, y0), (x1, y1) = punt(*van), punt(*naar)
            tussen = [
                (
                    round(x0 + (x1 - x0) * deel / TUSSEN) + toeval.randint(-wiebel, wiebel),
                    round(y0 + (y1 - y0) * deel / TUSSEN) + toeval.randint(-wiebel, wiebel),
                )
                for deel in range(1, TUSSEN)
            ]
            randen[van, naar] = [(x0, y0), *tussen]
        return randen[van, naar]

    def rand_om(van, naar):
        return [punt(*naar), *rand(van, naar)[:0:-1]]

    delen = {}
    for x in range(breed):
        for y in range(hoog):
            hoeken = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)]
            ring = [p for van, naar in pairwise(hoeken) for p in rand(van, naar)]
            if toeval.random() < 0.5:
                ring.reverse()
            draai = toeval.randrange(len(ring))
            delen[x, y] = [[*ring[draai:], *ring[:draai]]]
    groepen = {}
    for veld in delen:
        groepen.setdefault(toeval.randrange(3), []).append(veld)
    return delen, groepen


def lijnstukken(omtrek):
    return Counter(tuple(sorted(paar)) for ring in omtrek for paar in pairwise(ring))


@given(kaart=kaarten(), tolerantie=st.integers(0, 300))
def test_neighbours_share_exactly_the_same_simplified_border(kaart, tolerantie):
    delen, groepen = kaart
    alles = {deel: [deel] for deel in delen} | {"geheel": list(delen)} | groepen
    omtrekken = Bogen(delen, tolerantie).omtrekken(alles)
    samen = Counter()
    for deel in delen:
        samen += lijnstukken(omtrekken[deel])
    # Inside, each piece of border belongs to two neighbours: no gap and no overlap.
    assert {stuk for stuk, keer in samen.items() if keer == 1} == set(
        lijnstukken(omtrekken["geheel"])
    )
    assert max(samen.values()) <= 2
    for naam, groep in groepen.items():
        van_delen = Counter()
        for deel in groep:
            van_delen += lijnstukken(omtrekken[deel])
        assert {s for s, keer in van_delen.items() if keer == 1} == set(
            lijnstukken(omtrekken[naam])
        )


@given(kaart=kaarten(), tolerantie=st.integers(0, 300))
def test_no_point_ends_up_further_away_than_the_tolerance(kaart, tolerantie):
    delen, _groepen = kaart
    omtrekken = Bogen(delen, tolerantie).omtrekken({deel: [deel] for deel in delen})
    for deel, (ring,) in delen.items():
        (omtrek,) = omtrekken[deel]
        assert set(omtrek) <= set(ring)
        assert len(set(omtrek)) >= 3
        assert oppervlakte(omtrek[:-1])
        for punt in ring:
            assert min(meters(punt, van, naar) for van, naar in pairwise(omtrek)) <= tolerantie + 1


def meters(punt, van, naar):
    """From a point to a line, reckoned another way than the loader does."""
    breedte = METER_PER_STAP * math.cos(math.radians(punt[1] / STAPPEN))
    a, b, p = (complex(x * breedte, y * METER_PER_STAP) for x, y in (van, naar, punt))
    deel = 0 if a == b else ((p - a) * (b - a).conjugate()).real / abs(b - a) ** 2
    return abs(p - (a + min(1, max(0, deel)) * (b - a)))


def vierkant(x, y, zijde):
    """A square in steps, with a point halfway each side."""
    half = zijde // 2
    randen = [(0, 0), (half, 0), (zijde, 0), (zijde, half)]
    randen += [(zijde, zijde), (half, zijde), (0, zijde), (0, half)]
    return [(GRONINGEN[0] + x + a, GRONINGEN[1] + y + b) for a, b in randen]


def test_a_place_much_smaller_than_the_tolerance_keeps_an_outline():
    delen = {"klein": [vierkant(0, 0, 4)], "buur": [vierkant(4, 0, 4)]}
    omtrekken = Bogen(delen, 1000).omtrekken({naam: [naam] for naam in delen})
    assert all(len(set(omtrekken[naam][0])) >= 3 for naam in delen)


def test_the_border_between_parts_of_one_place_vanishes():
    delen = {"west": [vierkant(0, 0, 400)], "oost": [vierkant(400, 0, 400)]}
    (ring,) = Bogen(delen, 5).omtrekken({"samen": ["west", "oost"]})["samen"]
    x, y = GRONINGEN
    # The ends of the border that vanished stay: other places may begin there.
    assert set(ring) == {(x + a, y + b) for a in (0, 400, 800) for b in (0, 400)}
    assert abs(oppervlakte(ring[:-1])) == 2 * 800 * 400


def test_a_village_inside_another_shares_its_whole_border_with_the_hole():
    dorp = vierkant(300, 300, 200)
    delen = {"buiten": [vierkant(0, 0, 1000), dorp[3:] + dorp[:3]], "dorp": [dorp[::-1]]}
    omtrekken = Bogen(delen, 5).omtrekken(
        {"buiten": ["buiten"], "dorp": ["dorp"], "samen": ["buiten", "dorp"]}
    )
    _rand, gat = omtrekken["buiten"]
    assert lijnstukken([gat]) == lijnstukken(omtrekken["dorp"])
    assert len(omtrekken["samen"]) == 1


def test_two_islands_that_touch_stay_two_rings():
    delen = {"eilanden": [vierkant(0, 0, 100), vierkant(100, 100, 100)]}
    omtrek = Bogen(delen, 5).omtrekken({"eilanden": ["eilanden"]})["eilanden"]
    assert sum(abs(oppervlakte(ring[:-1])) for ring in omtrek) == 2 * 2 * 100 * 100


# Points with their positions in both systems: Amersfoort, and the Martinitoren in Groningen.
@pytest.mark.parametrize(
    ("rd", "wgs84"),
    [
        ((155_000, 463_000), (5.38720621, 52.15517440)),
        ((233_883.131, 582_065.168), (6.56820053, 53.21938317)),
    ],
)
def test_known_points_of_the_national_grid_lie_where_they_should(rd, wgs84):
    assert naar_wgs84(*rd) == pytest.approx(wgs84, abs=0.000_005)


@given(x=st.floats(10_000, 280_000), y=st.floats(305_000, 620_000))
def test_to_degrees_and_back_is_the_same_place_within_a_metre(x, y):
    assert math.dist(naar_rd(*naar_wgs84(x, y)), (x, y)) < 1
