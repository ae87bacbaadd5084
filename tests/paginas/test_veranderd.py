"""What began and what ended since a day: the page of a place, a network and a theme."""

import csv
import datetime
import io

import pytest
from django.urls import reverse

from tests.hulp.bouwers import (
    in_hoede_van,
    maak_accommodatie,
    maak_afspraak,
    maak_agenda,
    maak_agendapunt,
    maak_deelname,
    maak_gebied,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_stad,
    maak_thema,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.lijstproef import kost_evenveel, open_pagina

pytestmark = pytest.mark.django_db
SINDS = "?sinds=2025-01-01"
TOEN, ERVOOR = datetime.date(2025, 6, 1), datetime.date(2024, 6, 1)
EINDE = datetime.date(2026, 2, 1)


@pytest.fixture
def wijk():
    return maak_wijk(naam="Beijum", ligt_in=maak_gebied(naam="Oost", ligt_in=maak_stad()))


def adres(record, vraag=SINDS):
    soort = type(record)._meta.model_name
    return reverse(f"netwerken:{soort}_veranderd", args=[record.slug]) + vraag


def kanten(client, record, vraag=SINDS):
    """{name of a part: [who or what is in it]}."""
    blokken = client.get(adres(record, vraag)).context["veranderd"].blokken
    delen = [kant.deel for blok in blokken for kant in blok.kanten]
    return {deel.naam: [str(rij.wie) for rij in deel.rijen] for deel in delen}


def lees_csv(client, record, vraag=SINDS):
    antwoord = client.get(adres(record, f"{vraag}&formaat=csv"))
    tekst = b"".join(antwoord).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(tekst), delimiter=";"))


def test_what_began_and_what_ended_is_told_by_kind(client, wijk):
    humanitas = maak_organisatie(naam="Humanitas")
    netwerk = maak_netwerk(naam="Netwerk Beijum", vanaf=TOEN)
    maak_werkgebied(netwerk=netwerk, wijk=wijk, vanaf=TOEN)
    maak_inzet(organisatie=humanitas, wijk=wijk, vanaf=TOEN)
    maak_inzet(organisatie=humanitas, wijk=wijk, vanaf=ERVOOR, tot=EINDE)
    maak_deelname(netwerk=netwerk, organisatie=humanitas, vanaf=TOEN, tot=EINDE)
    maak_initiatief(naam="Moestuin", wijken=[wijk], vanaf=TOEN)
    maak_accommodatie(naam="De Kern", wijken=[wijk], vanaf=ERVOOR, tot=EINDE)
    maak_afspraak(naam="Samen schoon", wijken=[wijk], gemaakt_op=TOEN)
    agenda = maak_agenda(naam="Wijkagenda", wijken=[wijk], vanaf=TOEN)
    maak_agendapunt(agenda=agenda, tekst="Meer groen", vanaf=TOEN)
    assert kanten(client, wijk) == {
        "agendas_begonnen": ["Wijkagenda"],
        "punten_begonnen": ["Meer groen"],
        "inzet_begonnen": ["Humanitas"],
        "inzet_gestopt": ["Humanitas"],
        "netwerken_begonnen": ["Netwerk Beijum"],
        "deelnames_begonnen": ["Humanitas"],
        "deelnames_gestopt": ["Humanitas"],
        "initiatieven_begonnen": ["Moestuin"],
        "plekken_gestopt": ["De Kern"],
        "afspraken_begonnen": ["Samen schoon"],
    }


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        # The first day counts, and the day before it doesn't.
        ({"vanaf": datetime.date(2025, 1, 1)}, {"begonnen"}),
        ({"vanaf": datetime.date(2024, 12, 31)}, set()),
        ({"vanaf": datetime.date(2025, 1, 1), "vanaf_precisie": "jaar"}, {"begonnen"}),
        ({"tot": datetime.date(2024, 12, 31)}, set()),
        ({"tot": datetime.date(2025, 1, 1)}, {"gestopt"}),
        # What is here on its last day has not ended yet.
        ({"tot": datetime.date(2026, 6, 30)}, set()),
        ({"tot": datetime.date(2026, 6, 29)}, {"gestopt"}),
        ({"vanaf": datetime.date(2026, 6, 30)}, {"begonnen"}),
        ({"vanaf": datetime.date(2026, 7, 1)}, set()),
        ({"vanaf": TOEN, "tot": EINDE}, {"begonnen", "gestopt"}),
        ({"vanaf": TOEN, "status": "gepland"}, set()),
        ({"tot": EINDE, "status": "gepland"}, set()),
        ({}, set()),
    ],
)
def test_a_row_counts_by_its_own_days(client, wijk, velden, verwacht):
    maak_initiatief(wijken=[wijk], **velden)
    gevonden = kanten(client, wijk, f"{SINDS}&op=2026-06-30")
    assert set(gevonden) == {f"initiatieven_{kant}" for kant in verwacht}


def test_what_is_for_all_of_oost_counts_in_beijum_and_what_is_next_door_does_not(client, wijk):
    maak_initiatief(naam="Van Oost", wijken=[wijk.ligt_in], vanaf=TOEN)
    maak_initiatief(naam="Van de buren", wijken=[maak_wijk(ligt_in=wijk.ligt_in)], vanaf=TOEN)
    assert kanten(client, wijk) == {"initiatieven_begonnen": ["Van Oost"]}
    tekst, _n = open_pagina(client, adres(wijk))
    assert "heel Oost" in tekst
    assert len(kanten(client, wijk.ligt_in)["initiatieven_begonnen"]) == 2


def test_who_joins_a_network_of_the_whole_city_is_no_news_of_a_wijk(client, wijk):
    stedelijk = maak_netwerk()
    maak_werkgebied(netwerk=stedelijk, wijk=wijk.ligt_in.ligt_in)
    maak_deelname(netwerk=stedelijk, vanaf=TOEN)
    assert kanten(client, wijk) == {}


def test_a_network_tells_of_what_it_does_and_looks_after(client, wijk):
    netwerk = maak_netwerk(naam="Netwerk Beijum")
    via, tuin = maak_initiatief(naam="Via", vanaf=TOEN), maak_initiatief(naam="Tuin", vanaf=TOEN)
    in_hoede_van(netwerk, tuin)
    maak_inzet(netwerk=netwerk, wijk=wijk, initiatief=via, vanaf=TOEN)
    maak_inzet(wijk=wijk, vanaf=TOEN)
    maak_afspraak(naam="Van ons", netwerk=netwerk, gemaakt_op=TOEN)
    gevonden = kanten(client, netwerk)
    assert gevonden["inzet_begonnen"] == ["Netwerk Beijum"]
    assert set(gevonden["initiatieven_begonnen"]) == {"Via", "Tuin"}
    assert gevonden["afspraken_begonnen"] == ["Van ons"]


def test_a_theme_tells_of_what_is_on_it(client, wijk):
    thema, ander = maak_thema(), maak_thema()
    maak_inzet(thema=thema, wijk=wijk, organisatie=maak_organisatie(naam="Wel"), vanaf=TOEN)
    maak_inzet(thema=ander, wijk=wijk, organisatie=maak_organisatie(naam="Niet"), vanaf=TOEN)
    maak_initiatief(naam="Tuin", themas=[thema], vanaf=TOEN)
    maak_agendapunt(agenda=maak_agenda(naam="Agenda", vanaf=TOEN), thema=thema)
    assert kanten(client, thema) == {
        "agendas_begonnen": ["Agenda"],
        "inzet_begonnen": ["Wel"],
        "initiatieven_begonnen": ["Tuin"],
    }


def test_nothing_that_is_hidden_is_named(client, wijk):
    besloten = maak_netwerk(naam="Geheim netwerk", openbaar=False)
    stil = maak_organisatie(naam="Stille club", openbaar=False)
    thema = maak_thema(naam="Stil thema", openbaar=False)
    maak_werkgebied(netwerk=besloten, wijk=wijk, vanaf=TOEN)
    maak_deelname(netwerk=besloten, vanaf=TOEN)
    open_netwerk = maak_netwerk()
    maak_werkgebied(netwerk=open_netwerk, wijk=wijk)
    maak_deelname(netwerk=open_netwerk, organisatie=stil, vanaf=TOEN)
    maak_inzet(wijk=wijk, organisatie=stil, vanaf=TOEN)
    maak_inzet(wijk=wijk, netwerk=besloten, vanaf=TOEN)
    maak_inzet(wijk=wijk, thema=thema, vanaf=TOEN)
    maak_initiatief(wijken=[wijk], vanaf=TOEN, openbaar=False)
    maak_afspraak(wijken=[wijk], gemaakt_op=TOEN, openbaar=False)
    concept = maak_agenda(wijken=[wijk], stand="concept", vanaf=TOEN)
    maak_agendapunt(agenda=concept, vanaf=TOEN)
    assert kanten(client, wijk) == {}
    assert lees_csv(client, wijk) == []


def test_without_a_day_it_is_a_year(client, wijk):
    vraag = "?op=2024-02-29"
    maak_initiatief(naam="Net wel", wijken=[wijk], vanaf=datetime.date(2023, 2, 28))
    maak_initiatief(naam="Net niet", wijken=[wijk], vanaf=datetime.date(2023, 2, 27))
    assert kanten(client, wijk, vraag) == {"initiatieven_begonnen": ["Net wel"]}


@pytest.mark.parametrize("sinds", ["onzin", "2099-01-01", "2025-02-30"])
def test_a_day_that_is_none_or_comes_later_is_said_so(client, wijk, sinds):
    tekst, _n = open_pagina(client, adres(wijk, f"?sinds={sinds}"))
    assert 'aria-invalid="true"' in tekst
    antwoord = client.get(adres(wijk, f"?sinds={sinds}&formaat=csv"))
    assert antwoord.status_code == 400


def test_what_is_much_is_shown_in_part_and_whole_on_request(client, wijk):
    for n in range(27):
        maak_initiatief(naam=f"Tuin {n}", wijken=[wijk], vanaf=TOEN)
    (blok,) = client.get(adres(wijk)).context["veranderd"].blokken
    assert (len(blok.kanten[0].deel.rijen), blok.kanten[0].deel.aantal) == (8, 27)
    alleen = f"{SINDS}&toon=initiatieven_begonnen&pagina=2"
    assert len(kanten(client, wijk, alleen)["initiatieven_begonnen"]) == 2
    assert len(lees_csv(client, wijk)) == 27


def test_the_file_says_what_where_and_when(client, wijk):
    inzet = maak_inzet(wijk=wijk, vanaf=TOEN)
    (rij,) = lees_csv(client, wijk)
    assert rij["verandering"] == "begonnen"
    assert (rij["naam"], rij["waar"]) == (inzet.organisatie.naam, "Beijum")
    assert (rij["hoort_bij"], rij["dag"]) == (inzet.thema.naam, "2025-06-01")
    assert rij["adres"].endswith(inzet.organisatie.get_absolute_url())


@pytest.mark.eenmaal
def test_the_page_costs_the_same_for_1_and_many(client):
    def rijk(aantal):
        wijk = maak_wijk(naam=f"Wijk {aantal}", ligt_in=maak_gebied(ligt_in=maak_stad()))
        for _n in range(aantal):
            for dagen in ({"vanaf": TOEN}, {"vanaf": ERVOOR, "tot": EINDE}):
                netwerk = maak_netwerk()
                maak_werkgebied(netwerk=netwerk, wijk=wijk, **dagen)
                maak_deelname(netwerk=netwerk, **dagen)
                maak_inzet(wijk=wijk, **dagen)
                maak_initiatief(wijken=[wijk], **dagen)
                maak_accommodatie(wijken=[wijk], **dagen)
                maak_agendapunt(agenda=maak_agenda(wijken=[wijk], **dagen), **dagen)
                maak_afspraak(wijken=[wijk], netwerk=netwerk, gemaakt_op=TOEN)
        wijk.get_absolute_url = lambda: adres(wijk)
        return wijk

    kost_evenveel(client, rijk, 5)


def test_the_pages_of_wijk_network_and_theme_lead_there(client, wijk):
    for record in (wijk, maak_netwerk(), maak_thema()):
        tekst = client.get(record.get_absolute_url()).content.decode()
        assert f'href="{adres(record, "")}"' in tekst
