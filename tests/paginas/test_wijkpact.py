"""The page of what was agreed for a place: who promised what, by when, how it stands."""

import csv
import datetime
import io
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.hulp.bouwers import (
    maak_afspraak,
    maak_coordinator,
    maak_gebied,
    maak_netwerk,
    maak_organisatie,
    maak_stad,
    maak_toezegging,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.lijstproef import kost_evenveel, open_pagina

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk():
    return maak_wijk(naam="Beijum", ligt_in=maak_gebied(naam="Oost", ligt_in=maak_stad()))


def adres(wijk):
    return reverse("netwerken:wijkpact", args=[wijk.slug])


def pact(wijk, **velden):
    return maak_afspraak(**{"soort": "wijkpact", "stand": "geldt", "wijken": [wijk]} | velden)


def test_wijkpact_says_who_promised_what_by_when_and_how_it_stands(client, wijk):
    afspraak = pact(wijk, naam="Samen schoon", gemaakt_op=datetime.date(2026, 3, 1))
    club = maak_organisatie(naam="De Club")
    maak_toezegging(
        afspraak=afspraak,
        organisatie=club,
        wat="ruimt op",
        uiterlijk=datetime.date(2027, 3, 31),
        uiterlijk_precisie="maand",
        stand="bezig",
        uitkomst="Al drie straten.",
    )
    maak_toezegging(afspraak=afspraak, omschreven_rol="bewoners")
    tekst, _n = open_pagina(client, adres(wijk))
    for woorden in ("Samen schoon", "ruimt op", "maart 2027", "mee bezig", "Al drie straten."):
        assert woorden in tekst
    assert f'href="{club.get_absolute_url()}"' in tekst
    assert "Doet ook mee:" in tekst and "bewoners" in tekst
    assert "1 belofte" in tekst


def test_wijkpact_without_anything_says_what_would_stand_there(client, wijk):
    tekst, _n = open_pagina(client, adres(wijk))
    assert "Hier komt te staan wat organisaties en bewoners elkaar beloven" in tekst


def test_wijkpact_puts_pacts_first_then_what_is_open(client, wijk):
    pact(wijk, naam="Oud pact", stand="uitgevoerd")
    pact(wijk, naam="Nieuw pact")
    pact(wijk, naam="Een besluit", soort="besluit")
    rijen = client.get(adres(wijk)).context["pact"]
    assert [rij.naam for rij in rijen.pacten] == ["Nieuw pact", "Oud pact"]
    assert [rij.naam for rij in rijen.andere] == ["Een besluit"]


def test_wijkpact_shows_what_holds_for_all_of_oost_and_says_so(client, wijk):
    pact(wijk.ligt_in, naam="Voor heel Oost")
    pact(maak_wijk(ligt_in=wijk.ligt_in), naam="Van de buren")
    tekst, _n = open_pagina(client, adres(wijk))
    assert "Voor heel Oost" in tekst and "heel Oost" in tekst.replace("Voor heel Oost", "")
    assert "Van de buren" not in tekst
    assert "Van de buren" in client.get(adres(wijk.ligt_in)).content.decode()


def test_wijkpact_names_nothing_that_is_hidden(client, wijk):
    pact(wijk, naam="Geheim besluit", openbaar=False)
    pact(wijk, naam="Van geheim", netwerk=maak_netwerk(naam="Geheim netwerk", openbaar=False))
    open_ = pact(wijk, naam="Open pact")
    geheim = maak_organisatie(naam="Geheime club", openbaar=False)
    maak_toezegging(afspraak=open_, organisatie=geheim, wat="helpt in het geheim")
    tekst, _n = open_pagina(client, adres(wijk))
    assert "Open pact" in tekst
    assert "eheim" not in tekst
    for formaat in ("csv", "json"):
        bestand = client.get(adres(wijk), {"formaat": formaat})
        assert "eheim" not in b"".join(bestand.streaming_content).decode()


def test_wijkpact_is_told_to_be_late_only_to_who_looks_after_it(client, wijk):
    netwerk = maak_netwerk()
    maak_werkgebied(netwerk=netwerk, wijk=wijk)
    gisteren = timezone.localdate() - datetime.timedelta(days=1)
    afspraak = pact(wijk, netwerk=netwerk)
    maak_toezegging(afspraak=afspraak, wat="zingt", uiterlijk=gisteren)
    assert "te laat" not in client.get(adres(wijk)).content.decode()
    client.force_login(maak_coordinator(netwerk))
    tekst = client.get(adres(wijk)).content.decode()
    assert "1 dag te laat" in tekst
    assert reverse("netwerken:wijk_afspraken", args=[wijk.slug]) in tekst


def test_wijkpact_of_a_day_in_the_past_leaves_out_what_came_later(client, wijk):
    pact(wijk, naam="Van toen", gemaakt_op=datetime.date(2020, 1, 1))
    pact(wijk, naam="Van later", gemaakt_op=datetime.date(2024, 1, 1))
    pact(wijk, naam="Zonder dag")
    tekst, _n = open_pagina(client, f"{adres(wijk)}?op=2021-06-30")
    assert "Van toen" in tekst and "Zonder dag" in tekst and "Van later" not in tekst
    assert "Hoe het toen stond, weten we niet." in tekst


def test_wijkpact_can_be_had_as_a_file(client, wijk):
    afspraak = pact(wijk, naam="Samen schoon")
    maak_toezegging(afspraak=afspraak, omschreven_rol="bewoners", wat="harken", stand="gedaan")
    bestand = client.get(adres(wijk), {"formaat": "csv"})
    tekst = b"".join(bestand.streaming_content).decode("utf-8-sig")
    [rij] = csv.DictReader(io.StringIO(tekst), delimiter=";")
    assert (rij["afspraak"], rij["partij"], rij["belofte"], rij["stand"], rij["waar"]) == (
        "Samen schoon",
        "bewoners",
        "harken",
        "gedaan",
        "Beijum",
    )
    bestand = client.get(adres(wijk), {"formaat": "json"})
    assert json.loads(b"".join(bestand.streaming_content))[0]["belofte"] == "harken"


def test_wijkpact_comes_in_pages(client, wijk):
    for n in range(21):
        pact(wijk, naam=f"Pact {n}")
    antwoord = client.get(adres(wijk), {"pagina": 2})
    assert len(antwoord.context["pact"].pacten) == 1


@pytest.mark.eenmaal
def test_wijkpact_costs_the_same_for_1_and_many(client):
    def rijk(aantal):
        wijk = maak_wijk(naam=f"Wijk {aantal}", ligt_in=maak_gebied(ligt_in=maak_stad()))
        for n in range(aantal):
            netwerk = maak_netwerk()
            for soort in ("wijkpact", "besluit"):
                afspraak = pact(wijk, naam=f"{soort} {n}", netwerk=netwerk, soort=soort)
                maak_toezegging(afspraak=afspraak, wat="helpt")
                maak_toezegging(afspraak=afspraak)
        wijk.get_absolute_url = lambda: adres(wijk)
        return wijk

    kost_evenveel(client, rijk, 9)


def test_wijkpact_is_in_the_sitemap_of_places_that_have_something(client, wijk):
    leeg = maak_wijk(naam="Leeg", ligt_in=wijk.ligt_in)
    pact(wijk)
    pact(leeg, openbaar=False)
    tekst = client.get("/sitemap-wijkpact.xml").content.decode()
    assert adres(wijk) in tekst
    assert adres(leeg) not in tekst
