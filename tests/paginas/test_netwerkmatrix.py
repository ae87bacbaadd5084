"""The page of a city: which network works in which wijk."""

import gzip
import re

import html5lib
import pytest

from tests.hulp.bouwers import (
    maak_gebied,
    maak_netwerk,
    maak_redacteur,
    maak_werkgebied,
    maak_wijk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def oost(stad):
    return maak_gebied(naam="Oost", ligt_in=stad)


def tabel(client, stad, vraag=""):
    """{network: what stands in its cells, one for each wijk}, with the wijken under ""."""
    html = client.get(f"{stad.get_absolute_url()}{vraag}").content.decode()
    boom = html5lib.parse(html, namespaceHTMLElements=False)
    secties = [s for s in boom.iter("section") if s.get("aria-labelledby") == "netwerken"]
    rijen = list(secties[0].iter("tr"))
    if not rijen:
        return {}
    gevonden = {"": [_tekst(cel) for cel in list(rijen[1])[1:]]}
    for rij in rijen[2:]:
        kop, *cellen = list(rij)
        waarden = [[_tekst(cel)] * int(cel.get("colspan", 1)) for cel in cellen]
        gevonden[_tekst(kop.find("a"))] = [waarde for deel in waarden for waarde in deel]
    return gevonden


def _tekst(element):
    return " ".join("".join(element.itertext()).split())


def test_a_network_is_marked_in_its_own_wijk(client, stad, oost):
    beijum, lewenborg = (maak_wijk(naam=naam, ligt_in=oost) for naam in ("Beijum", "Lewenborg"))
    een, ander = maak_netwerk(naam="Een"), maak_netwerk(naam="Ander")
    maak_werkgebied(netwerk=een, wijk=beijum)
    maak_werkgebied(netwerk=ander, wijk=lewenborg)
    assert tabel(client, stad) == {
        "": ["Beijum", "Lewenborg"],
        "Ander": ["", "werkt hier"],
        "Een": ["werkt hier", ""],
    }


def test_a_network_of_a_gebied_covers_its_wijken_and_says_so(client, stad, oost):
    for naam in ("Beijum", "Lewenborg"):
        maak_wijk(naam=naam, ligt_in=oost)
    elders = maak_wijk(naam="Helpman", ligt_in=maak_gebied(naam="Zuid", ligt_in=stad))
    breed, hier = maak_netwerk(naam="Breed"), maak_netwerk(naam="Hier")
    maak_werkgebied(netwerk=breed, wijk=oost)
    maak_werkgebied(netwerk=hier, wijk=elders)
    assert tabel(client, stad) == {
        "": ["Beijum", "Lewenborg", "Helpman"],
        "Breed": ["heel Oost", "heel Oost", ""],
        "Hier": ["", "", "werkt hier"],
    }


def test_its_own_wijk_goes_before_the_gebied_and_the_gebied_before_the_city(client, stad, oost):
    beijum = maak_wijk(naam="Beijum", ligt_in=oost)
    maak_wijk(naam="Lewenborg", ligt_in=oost)
    zuid = maak_gebied(naam="Zuid", ligt_in=stad)
    helpman = maak_wijk(naam="Helpman", ligt_in=zuid)
    netwerk = maak_netwerk(naam="Overal")
    for plek in (stad, oost, beijum):
        maak_werkgebied(netwerk=netwerk, wijk=plek)
    maak_werkgebied(netwerk=maak_netwerk(naam="Zuid samen"), wijk=helpman)
    assert tabel(client, stad)["Overal"] == ["werkt hier", "heel Oost", "stadsbreed"]


def test_a_part_of_a_wijk_and_an_informal_area_count_by_name(client, stad, oost):
    beijum = maak_wijk(naam="Beijum", ligt_in=oost)
    lewenborg = maak_wijk(naam="Lewenborg", ligt_in=oost)
    buurt = maak_wijk(naam="De Hoek", soort="buurt", ligt_in=beijum)
    streek = maak_wijk(naam="Noordrand", soort="streek", ligt_in=stad)
    streek.omvat.add(lewenborg)
    maak_werkgebied(netwerk=maak_netwerk(naam="Klein"), wijk=buurt)
    maak_werkgebied(netwerk=maak_netwerk(naam="Rand"), wijk=streek)
    gevonden = tabel(client, stad)
    assert gevonden["Klein"] == ["De Hoek", ""]
    assert gevonden["Rand"] == ["", "heel Noordrand"]


def test_only_wijken_with_a_network_are_columns(client, stad, oost):
    maak_wijk(naam="Leeg", ligt_in=oost)
    maak_werkgebied(netwerk=maak_netwerk(), wijk=maak_wijk(naam="Beijum", ligt_in=oost))
    maak_werkgebied(netwerk=maak_netwerk(), wijk=stad)
    assert tabel(client, stad)[""] == ["Beijum"]


def test_with_networks_of_the_whole_city_alone_there_is_a_list(client, stad):
    maak_werkgebied(netwerk=maak_netwerk(naam="Stadsnetwerk"), wijk=stad)
    assert tabel(client, stad) == {}
    assert "Stadsnetwerk" in client.get(stad.get_absolute_url()).content.decode()


def test_what_is_part_of_a_network_stands_below_it(client, stad, oost):
    beijum = maak_wijk(naam="Beijum", ligt_in=oost)
    groot = maak_netwerk(naam="Z-netwerk")
    maak_werkgebied(netwerk=groot, wijk=beijum)
    maak_netwerk(naam="A-werkgroep", soort="werkgroep", bovenliggend=groot)
    maak_werkgebied(netwerk=maak_netwerk(naam="M-netwerk"), wijk=beijum)
    gevonden = tabel(client, stad)
    assert list(gevonden) == ["", "M-netwerk", "Z-netwerk", "A-werkgroep"]
    assert gevonden["A-werkgroep"] == ["werkgebied niet bekend"]
    html = client.get(stad.get_absolute_url()).content.decode()
    assert "onderdeel van Z-netwerk" in html


def test_what_is_over_hidden_or_nowhere_is_not_in_it(client, stad, oost):
    beijum = maak_wijk(naam="Beijum", ligt_in=oost)
    voorbij = {"vanaf": "2019-01-01", "tot": "2020-12-31", "status": "afgerond"}
    maak_werkgebied(netwerk=maak_netwerk(naam="Nu"), wijk=beijum)
    maak_werkgebied(netwerk=maak_netwerk(naam="Toen"), wijk=beijum, **voorbij)
    maak_werkgebied(netwerk=maak_netwerk(naam="Stil", openbaar=False), wijk=beijum)
    dicht = maak_wijk(naam="Dicht", ligt_in=oost, openbaar=False)
    maak_werkgebied(netwerk=maak_netwerk(naam="Daar"), wijk=dicht)
    assert tabel(client, stad) == {"": ["Beijum"], "Nu": ["werkt hier"]}
    assert set(tabel(client, stad, "?op=2020-06-30")) == {"", "Nu", "Toen"}
    assert "2 netwerken staan er niet bij" in client.get(stad.get_absolute_url()).content.decode()
    client.force_login(maak_redacteur())
    assert "Stil" in tabel(client, stad)


def test_a_wide_table_says_that_it_scrolls_and_each_row_where_it_works(client, stad, oost):
    """What is out of sight at first is still said in what is in sight."""
    wijken = [maak_wijk(naam=f"Wijk {n}", ligt_in=oost) for n in range(9)]
    netwerk = maak_netwerk(naam="Sterk", soort="wijknetwerk")
    for wijk in wijken[:8]:
        maak_werkgebied(netwerk=netwerk, wijk=wijk)
    hint = '<p class="veeg">\n    Schuif de tabel opzij'
    assert hint in client.get(stad.get_absolute_url()).content.decode()
    maak_werkgebied(netwerk=netwerk, wijk=wijken[8])
    html = client.get(stad.get_absolute_url()).content.decode()
    assert hint not in html
    assert "Schuif de tabel opzij: er staan 9 wijken en dorpen in." in html
    assert 'wijknetwerk · <span lang="nl">Wijk 0, Wijk 1 + 7</span>' in html


def test_a_name_can_not_break_out_of_the_table(client, stad, oost):
    buurt = maak_wijk(naam="<b>x</b>", soort="buurt", ligt_in=maak_wijk(ligt_in=oost))
    maak_werkgebied(netwerk=maak_netwerk(naam="<i>y</i>"), wijk=buurt)
    html = client.get(stad.get_absolute_url()).content.decode()
    assert "<b>x</b>" not in html and "<i>y</i>" not in html


def test_a_city_of_77_wijken_and_30_networks_fits(client, stad, django_assert_max_num_queries):
    gebieden = [maak_gebied(naam=f"Gebied {n}", ligt_in=stad) for n in range(5)]
    wijken = [maak_wijk(naam=f"Nieuwe Wijk {n}", ligt_in=gebieden[n % 5]) for n in range(77)]
    for nummer in range(30):
        netwerk = maak_netwerk(naam=f"Netwerk rond de Wijk {nummer}")
        for wijk in [*wijken[nummer::26], *gebieden[nummer % 11 : nummer % 11 + 1]]:
            maak_werkgebied(netwerk=netwerk, wijk=wijk)
    with django_assert_max_num_queries(20):
        antwoord = client.get(stad.get_absolute_url())
    html = antwoord.content.decode()
    assert len(re.findall(r"werkt hier<", html)) >= 77
    assert len(gzip.compress(antwoord.content, 6)) < 14_000
