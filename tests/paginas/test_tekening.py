"""The picture of a network: few lines cross, all is said in words, and it stays small."""

import gzip
import random
import re
from itertools import combinations, pairwise

import html5lib
import pytest

from buurtnet.paginas.tekening.kruisingen import ontwar, tel_kruisingen
from buurtnet.paginas.tekening.tekening import LANGSTE_NAAM, MEESTE, Naam, Tekening, partij
from tests.hulp.bouwers import (
    maak_deelname,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_stad,
    maak_thema,
    maak_wijk,
)

pytestmark = pytest.mark.eenmaal

# Crossings


def tel_met_de_hand(lijnen, links, rechts):
    """What `tel_kruisingen` should say, pair by pair."""
    paren = [(links.index(van), rechts.index(naar)) for van, naar in lijnen]
    return sum((a[0] - b[0]) * (a[1] - b[1]) < 0 for a, b in combinations(paren, 2))


@pytest.mark.parametrize(
    ("lijnen", "verwacht"),
    [
        ([], 0),
        (["a1"], 0),
        (["a1", "b2"], 0),
        (["a2", "b1"], 1),
        (["a1", "a2", "b1", "b2"], 1),
        (["a1", "b1", "c1"], 0),
        (["a3", "b2", "c1"], 3),
        # Every name with every other: (3 over 2) squared.
        ([f"{van}{naar}" for van in "abc" for naar in "123"], 9),
    ],
)
def test_crossings_are_counted(lijnen, verwacht):
    assert tel_kruisingen(lijnen, list("abc"), list("123")) == verwacht


def plat(groepen):
    return [naam for groep in groepen for naam in groep]


def willekeurig(zaad):
    kans = random.Random(zaad)  # noqa: S311 - data, not secrets
    links, rechts = list(range(kans.randint(1, 30))), list(range(kans.randint(1, 20)))
    alle = [(van, naar) for van in links for naar in rechts]
    lijnen = kans.sample(alle, kans.randint(1, min(len(alle), 90)))
    links = [van for van in links if any(paar[0] == van for paar in lijnen)]
    rechts = [naar for naar in rechts if any(paar[1] == naar for paar in lijnen)]
    snede = kans.randint(0, len(links))
    return lijnen, [groep for groep in (links[:snede], links[snede:]) if groep], rechts


@pytest.mark.parametrize("zaad", range(40))
def test_the_order_found_never_crosses_more_and_keeps_groups_together(zaad):
    lijnen, groepen, rechts = willekeurig(zaad)
    nieuw, nieuw_rechts = ontwar(lijnen, groepen, rechts)
    assert [sorted(groep) for groep in nieuw] == [sorted(groep) for groep in groepen]
    assert sorted(nieuw_rechts) == sorted(rechts)
    voor = tel_kruisingen(lijnen, plat(groepen), rechts)
    na = tel_kruisingen(lijnen, plat(nieuw), nieuw_rechts)
    assert na <= voor
    assert na == tel_met_de_hand(lijnen, plat(nieuw), nieuw_rechts)
    assert ontwar(lijnen, groepen, rechts) == (nieuw, nieuw_rechts)


def test_what_can_be_drawn_without_crossings_is():
    lijnen = [("a", 3), ("b", 2), ("c", 1), ("d", 3)]
    groepen, rechts = ontwar(lijnen, [["a", "b", "c", "d"]], [1, 2, 3])
    assert tel_kruisingen(lijnen, groepen[0], rechts) == 0


# The drawing


def rijen(links, rechts, per=3):
    """`links` parties, each with `per` themes."""
    soorten = ("formeel", "informeel", "onbekend")
    return [
        (
            partij(f"Organisatie {i}", f"/organisaties/{i}/", soorten[i % 3]),
            Naam(f"Thema {(i * 7 + k * 3) % rechts}", f"/themas/{(i * 7 + k * 3) % rechts}/"),
            1 + (i + k) % 5,
        )
        for i in range(links)
        for k in range(per)
    ]


@pytest.mark.parametrize("aantal", [5, 60])
def test_names_have_room_and_stand_within_the_drawing(aantal):
    tekening = Tekening(rijen(aantal, 12))
    for kant in (tekening.namen_links, tekening.namen_rechts):
        hoogtes = sorted([knoop.y for knoop in kant])
        assert hoogtes[0] > 0 and hoogtes[-1] < tekening.hoog
        assert all(onder - boven >= 21 for boven, onder in pairwise(hoogtes))
    assert len(tekening.namen_links) == aantal and tekening.meer == 0


def test_formal_informal_and_the_rest_stand_apart_in_that_order():
    tekening = Tekening(rijen(9, 4))
    assert [str(kop) for kop, _y in tekening.koppen] == ["Formeel", "Informeel", "Nog niet bekend"]
    grenzen = [y for _kop, y in tekening.koppen]
    nummers = [int(knoop.wie.naam.split()[1]) % 3 for knoop in tekening.namen_links]
    assert nummers == sorted(nummers)
    assert sum(knoop.y > grenzen[2] for knoop in tekening.namen_links) == 3


def test_one_group_needs_no_heading():
    tekening = Tekening(
        [(partij("A", "", "formeel"), Naam("X"), 1), (partij("B", "", "formeel"), Naam("X"), 1)]
    )
    assert tekening.koppen == []


def test_a_line_is_thicker_for_more_and_says_how_often():
    een, ander = partij("A", "", "formeel"), partij("B", "", "formeel")
    tekening = Tekening([(een, Naam("X"), 1), (een, Naam("Y"), 2), (ander, Naam("X"), 4)])
    per_naam = {knoop.wie.naam: knoop for knoop in tekening.namen_links}
    assert [dikte for dikte, _pad in per_naam["A"].paden] == ["", "w2"]
    assert [dikte for dikte, _pad in per_naam["B"].paden] == ["w3"]
    assert set(per_naam["A"].uitleg.split(", ")) == {"X", "Y (2)"}
    assert {knoop.wie.naam: knoop.uitleg for knoop in tekening.namen_rechts}["X"] in (
        "A, B (4)",
        "B (4), A",
    )


def test_a_line_begins_and_ends_at_its_names():
    tekening = Tekening(rijen(7, 5))
    links = {knoop.y // tekening.eenheid for knoop in tekening.namen_links}
    rechts = {knoop.y // tekening.eenheid for knoop in tekening.namen_rechts}
    for knoop in tekening.namen_links:
        punten = re.findall(r"M0 (\d+)C.5 \1 .5 (\d+) 1 \2", "".join(p for _d, p in knoop.paden))
        assert len(punten) == len(knoop.uitleg.split(", "))
        assert {int(begin) for begin, _eind in punten} == {knoop.y // tekening.eenheid} <= links
        assert {int(eind) for _begin, eind in punten} <= rechts


def test_a_long_name_keeps_both_its_ends_and_is_whole_in_its_title():
    namen = [
        f"Stichting Welzijn en ontmoeting Nieuwe Rivierenwijk {nummer}" for nummer in range(14)
    ]
    tekening = Tekening((partij(naam, "/a/", ""), Naam("X"), 1) for naam in namen)
    assert len({knoop.kort for knoop in tekening.namen_links}) == 14
    assert tekening.namen_links[0].kort == "Stichting Welzijn en…Rivierenwijk 0"
    assert all(len(knoop.kort) <= LANGSTE_NAAM for knoop in tekening.namen_links)
    assert {knoop.wie.naam for knoop in tekening.namen_links} == set(namen)


@pytest.mark.parametrize("soorten", [("formeel",), ("formeel", "informeel", "rol")])
def test_both_ends_of_a_line_are_in_sight_on_one_screen(soorten):
    paren = [
        (partij(f"Organisatie {i}", "", soorten[i % len(soorten)]), Naam(f"Thema {t}"), 1)
        for i in range(60)
        for t in (i % 14, (i * 5 + 3) % 14)
    ]
    tekening = Tekening(paren)
    afstanden = [
        abs(int(begin) - int(eind)) * tekening.eenheid
        for knoop in tekening.namen_links
        for _dikte, pad in knoop.paden
        for begin, eind in re.findall(r"M0 (\d+)C.5 \d+ .5 (\d+) 1", pad)
    ]
    assert len(afstanden) == len({paar[:2] for paar in paren})
    assert max(afstanden) <= 600
    assert len(tekening.namen_links) == 60


def test_every_line_is_said_in_words_by_name():
    paren = rijen(60, 14, per=5)
    gezegd = {
        (knoop.wie.naam, woord.partition(" (")[0])
        for _groep, knopen in Tekening(paren).in_woorden()
        for knoop in knopen
        for woord in knoop.uitleg.split(", ")
    }
    assert gezegd == {(van.naam, naar.naam) for van, naar, _aantal in paren}


def test_a_drawing_knows_whether_its_lines_differ():
    assert Tekening(rijen(5, 4)).verschilt
    assert not Tekening((van, naar, 1) for van, naar, _aantal in rijen(5, 40, per=1)).verschilt


def test_above_sixty_the_busiest_are_drawn_and_the_rest_is_counted():
    tekening = Tekening(
        rijen(70, 12)
        + [(partij("Druk", "", ""), Naam(f"Thema {t}", f"/themas/{t}/"), 1) for t in range(12)]
    )
    assert len(tekening.namen_links) == MEESTE and tekening.meer == 11
    assert "Druk" in {knoop.wie.naam for knoop in tekening.namen_links}


def test_one_line_is_not_worth_a_drawing():
    assert not Tekening([]).is_de_moeite
    assert not Tekening([(Naam("A"), Naam("X"), 3)]).is_de_moeite


# On the pages


def getekende_lijnen(antwoord):
    """{(name on the left, name on the right)}, from what the names on the left say."""
    van = re.search('<g class="van".*?<g class="naar"', antwoord.content.decode(), re.DOTALL)[0]
    return {
        (wie, re.sub(r" \(\d+\)$", "", ander))
        for wie, anderen in re.findall("<title>([^:]+): ([^<]+)</title>", van)
        for ander in anderen.split(", ")
    }


def in_woorden(antwoord, plek, rij="tr"):
    """{(first link or heading of a row, each further name in it)} of the part `plek`."""
    boom = html5lib.parse(antwoord.content.decode(), namespaceHTMLElements=False)
    paren = set()
    for deel in boom.iter():
        if plek in (deel.get("id"), deel.get("aria-labelledby")):
            for element in deel.iter(rij):
                # What leads on to who is counted but not named isn't a name.
                links = [
                    a for n, a in enumerate(element.iter("a")) if not (n and "#" in a.get("href"))
                ]
                namen = [" ".join("".join(link.itertext()).split()) for link in links]
                woorden = ["".join(cel.itertext()).split(", ") for cel in element.iter("td")]
                rest = [re.sub(r" \(\d+\)$", "", woord) for cel in woorden for woord in cel]
                anders = namen[1:] if plek != "inzettabel" else rest
                paren |= {(naam, ander) for naam in namen[:1] for ander in anders}
    return paren


def vul(netwerk, organisaties, themas, wijken):
    for nummer in range(organisaties):
        wie = maak_organisatie(
            naam=f"Stichting Buurtwerk en Ontmoeting {nummer}",
            formeel=("formeel", "informeel", "onbekend")[nummer % 3],
        )
        maak_deelname(netwerk=netwerk, organisatie=wie)
        for k in range(min(5, len(themas))):
            maak_inzet(
                netwerk=netwerk,
                organisatie=wie,
                thema=themas[(nummer * 7 + k) % len(themas)],
                wijk=wijken[(nummer + k) % len(wijken)],
            )


@pytest.mark.django_db
def test_sixty_organisations_fit_in_the_first_round_trip(client, django_assert_max_num_queries):
    netwerk = maak_netwerk(naam="Groot netwerk")
    themas = [maak_thema(naam=f"Eenzaamheid en meedoen {n}") for n in range(14)]
    wijken = [maak_wijk(naam=f"Nieuwe Rivierenwijk {n}") for n in range(30)]
    vul(netwerk, 60, themas, wijken)
    with django_assert_max_num_queries(20):
        antwoord = client.get(netwerk.get_absolute_url())
    assert len(gzip.compress(antwoord.content, 6)) < 14_000
    getekend = getekende_lijnen(antwoord)
    assert len(getekend) == 300
    assert in_woorden(antwoord, "inzettabel") >= getekend
    with django_assert_max_num_queries(20):
        antwoord = client.get(themas[0].get_absolute_url())
    assert len(gzip.compress(antwoord.content, 6)) < 14_000
    getekend = getekende_lijnen(antwoord)
    assert len(getekend) > 20
    assert {(wie, waar) for waar, wie in in_woorden(antwoord, "wijken")} == getekend


@pytest.mark.django_db
def test_a_theme_of_sixty_organisations_in_forty_wijken_fits_too(client):
    thema, stad = maak_thema(), maak_stad()
    wijken = [maak_wijk(naam=f"Nieuwe Rivierenwijk {n}", ligt_in=stad) for n in range(45)]
    for nummer in range(90):
        wie = maak_organisatie(naam=f"Stichting Buurtwerk en Ontmoeting {nummer}")
        for k in range(1 + nummer % 8):
            wijk = wijken[(nummer * 7 + k) % 45] if nummer % 9 else stad
            maak_inzet(organisatie=wie, thema=thema, wijk=wijk)
            if wijk == stad:
                break
    antwoord = client.get(thema.get_absolute_url())
    assert len(gzip.compress(antwoord.content, 6)) < 14_000
    getekend = getekende_lijnen(antwoord)
    gezegd = in_woorden(antwoord, "wijken") | in_woorden(antwoord, "breed", "li")
    assert len(getekend) > 200
    assert {(wie, waar) for waar, wie in gezegd} == getekend
    assert "andere partij" in antwoord.content.decode()


@pytest.mark.django_db
def test_the_drawing_points_to_the_table_and_says_each_name_in_full(client):
    netwerk = maak_netwerk()
    vul(netwerk, 3, [maak_thema(naam="Jeugd"), maak_thema(naam="Armoede")], [maak_wijk()])
    for record, tabel in ((netwerk, "inzettabel"), (netwerk.inzetten.first().thema, "in-woorden")):
        tekst = client.get(record.get_absolute_url()).content.decode()
        assert f'aria-details="{tabel}"' in tekst and f'id="{tabel}"' in tekst
        assert 'aria-describedby="beeldregel"' in tekst and 'id="beeldregel"' in tekst
    tekst = client.get(netwerk.get_absolute_url()).content.decode()
    assert re.search("<title>Stichting Buurtwerk en Ontmoeting 0: (Jeugd|Armoede)", tekst)


@pytest.mark.django_db
def test_a_phone_is_spared_the_drawing_and_how_to_point_at_it_but_not_the_words(client):
    """A style sheet hides what is `in-beeld` on a narrow screen."""
    netwerk = maak_netwerk()
    vul(netwerk, 3, [maak_thema(naam="Jeugd"), maak_thema(naam="Armoede")], [maak_wijk()])
    for record in (netwerk, netwerk.inzetten.first().thema):
        antwoord = client.get(record.get_absolute_url())
        boom = html5lib.parse(antwoord.content, namespaceHTMLElements=False)
        (blok,) = (e for e in boom.iter() if "in-beeld" in e.get("class", "").split())
        assert [e for e in blok.iter() if e.get("class") == "tekening"]
        assert [e for e in blok.iter() if e.get("id") == "beeldregel"]
        assert not [e for e in blok.iter() if e.get("id") in ("inzettabel", "in-woorden")]


@pytest.mark.django_db
def test_the_drawing_is_of_the_day_that_is_asked_for(client):
    netwerk = maak_netwerk()
    vul(netwerk, 3, [maak_thema(), maak_thema()], [maak_wijk()])
    oud = maak_organisatie(naam="Van vroeger")
    voorbij = {"vanaf": "2019-01-01", "tot": "2020-12-31", "status": "afgerond"}
    maak_inzet(netwerk=netwerk, organisatie=oud, **voorbij)
    adres = netwerk.get_absolute_url()
    assert "<title>Van vroeger" not in client.get(adres).content.decode()
    toen = client.get(f"{adres}?op=2020-06-30").content.decode()
    assert "<title>Van vroeger" in toen
    assert re.search(rf'<a href="{oud.get_absolute_url()}\?op=2020-06-30"><title>', toen)


@pytest.mark.django_db
def test_what_is_hidden_is_not_drawn(client):
    netwerk = maak_netwerk()
    vul(netwerk, 3, [maak_thema(), maak_thema()], [maak_wijk()])
    stil = maak_organisatie(naam="Geheim", openbaar=False)
    inzet = maak_inzet(netwerk=netwerk, organisatie=stil)
    for adres in (netwerk.get_absolute_url(), inzet.thema.get_absolute_url()):
        assert "Geheim" not in client.get(adres).content.decode()
    plek = maak_wijk(naam="Verborgen", openbaar=False)
    themas = [rij.thema for rij in netwerk.inzetten.all()[:1]]
    maak_inzet(netwerk=netwerk, wijk=plek, thema=themas[0])
    assert "Verborgen" not in client.get(themas[0].get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_a_role_and_a_network_that_works_itself_are_drawn_by_name(client):
    netwerk = maak_netwerk(naam="Het netwerk zelf")
    maak_inzet(netwerk=netwerk, omschreven_rol="cultuurcoach <1>")
    maak_inzet(netwerk=netwerk)
    tekst = client.get(netwerk.get_absolute_url()).content.decode()
    assert "<title>cultuurcoach &lt;1&gt;: " in tekst
    assert "<title>Het netwerk zelf: " in tekst
