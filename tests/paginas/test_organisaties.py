"""The list of organisations and the page of one."""

import datetime

import pytest
from django.urls import reverse

from netwerken.models import Inzet
from tests.hulp.bouwers import (
    VANDAAG,
    maak_aanwezigheid,
    maak_accommodatie,
    maak_afspraak,
    maak_bijeenkomst,
    maak_bron,
    maak_contactpunt,
    maak_coordinator,
    maak_deelname,
    maak_huisvesting,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_peiling,
    maak_redacteur,
    maak_thema,
    maak_wijk,
)
from tests.hulp.lijstproef import kost_evenveel, open_pagina

pytestmark = pytest.mark.django_db
GISTEREN = VANDAAG - datetime.timedelta(days=1)
LIJST = "netwerken:organisaties"


def adres(organisatie):
    return organisatie.get_absolute_url()


def rijk(aantal):
    """An organisation with `aantal` of everything."""
    organisatie = maak_organisatie(naam="De Rijke", koepel=maak_organisatie(), bron=maak_bron())
    for _n in range(aantal):
        netwerk, initiatief = maak_netwerk(), maak_initiatief()
        maak_inzet(organisatie=organisatie, netwerk=netwerk, initiatief=initiatief)
        maak_inzet(organisatie=organisatie, tot=GISTEREN, status="gestopt")
        maak_deelname(organisatie=organisatie, netwerk=netwerk)
        maak_deelname(organisatie=organisatie, tot=GISTEREN)
        maak_huisvesting(organisatie=organisatie)
        maak_organisatie(koepel=organisatie)
        bijeenkomst = maak_bijeenkomst(verslag_openbaar="ja")
        maak_aanwezigheid(organisatie=organisatie, bijeenkomst=bijeenkomst)
        maak_afspraak(partijen=[organisatie])
        maak_peiling(uitvoerders=[organisatie])
        maak_contactpunt(organisatie=organisatie)
    return organisatie


def test_organisaties_counts_in_its_heading_and_links(client):
    wijk, thema = maak_wijk(naam="Beijum"), maak_thema(naam="Rondkomen")
    organisatie = maak_organisatie(naam="WIJ")
    maak_inzet(organisatie=organisatie, wijk=wijk, thema=thema)
    maak_organisatie(naam="Kerken", is_verzameling=True)
    tekst, _n = open_pagina(client, reverse(LIJST))
    assert "1 organisatie" in tekst
    assert "en 1 verzameling" in tekst
    assert "verzameling, niet meegeteld" in tekst
    assert f'href="{adres(organisatie)}"' in tekst
    assert "Beijum" in tekst
    assert "Rondkomen" in tekst


def test_organisaties_empty_says_what_would_stand_there(client):
    tekst, _n = open_pagina(client, reverse(LIJST))
    assert "Nog geen organisaties" in tekst
    maak_organisatie()
    tekst, _n = open_pagina(client, f"{reverse(LIJST)}?q=onvindbaar")
    assert "Niets gevonden met deze filters" in tekst


@pytest.mark.eenmaal
def test_organisaties_costs_the_same_for_1_and_many(client):
    kost_evenveel(client, rijk, 5, reverse(LIJST))


def test_organisatie_shows_both_directions_of_its_relations(client):
    koepel = maak_organisatie(naam="De Koepel")
    organisatie = maak_organisatie(naam="Humanitas", koepel=koepel)
    lid = maak_organisatie(naam="Het Lid", koepel=organisatie)
    netwerk = maak_netwerk(naam="Sterk Beijum")
    initiatief = maak_initiatief(naam="Maatjes")
    bron = maak_bron(naam="Bijlage 1: netwerken", slug="s4")
    maak_inzet(
        organisatie=organisatie,
        wijk=maak_wijk(naam="Beijum"),
        thema=maak_thema(naam="Eenzaamheid"),
        netwerk=netwerk,
        initiatief=initiatief,
        vanaf=datetime.date(2019, 1, 1),
        vanaf_precisie="jaar",
        bron=bron,
        vindplaats="s4:65 F001; s4:7,11 F002",
    )
    maak_deelname(organisatie=organisatie, netwerk=netwerk, rol="trekker")
    tekst, _n = open_pagina(client, adres(organisatie))
    for record in (koepel, lid, netwerk, initiatief):
        assert f'href="{record.get_absolute_url()}"' in tekst
    for woorden in ("sinds 2019", "Bijlage 1, regels 7, 11 en 65", "trekt en coördineert"):
        assert woorden in tekst
    assert "Humanitas" in open_pagina(client, adres(koepel))[0]


def test_organisatie_tells_of_a_move(client):
    organisatie = maak_organisatie()
    vroeger = maak_accommodatie(naam="Vondelflat")
    huis = maak_huisvesting(organisatie=organisatie, accommodatie=vroeger)
    huis.verhuis(maak_accommodatie(naam="MFC De Wijert"), datetime.date(2020, 12, 31))
    tekst, _n = open_pagina(client, adres(organisatie))
    assert tekst.index("MFC De Wijert") < tekst.index("Vondelflat")
    assert "eerder, tot en met 31 december 2020" in tekst
    assert "voor zover bekend, sinds 1 januari 2021" in tekst


def test_organisatie_on_another_day_shows_that_day(client):
    organisatie = maak_organisatie()
    maak_inzet(organisatie=organisatie, wijk=maak_wijk(naam="Toen"), tot=datetime.date(2020, 6, 30))
    maak_inzet(
        organisatie=organisatie, wijk=maak_wijk(naam="Straks"), vanaf=datetime.date(2021, 1, 1)
    )
    tekst, _n = open_pagina(client, f"{adres(organisatie)}?op=2020-06-30")
    assert "Toen" in tekst
    assert "Straks" not in tekst
    assert "Je kijkt naar" in tekst
    assert "begrijpen we niet" in open_pagina(client, f"{adres(organisatie)}?op=gisteren")[0]


@pytest.mark.eenmaal
def test_organisatie_costs_the_same_for_1_and_many(client):
    kost_evenveel(client, rijk, 10)


def test_organisatie_that_works_everywhere_stays_a_page(client):
    organisatie = maak_organisatie()
    themas = [maak_thema() for _n in range(4)]
    wijken = [maak_wijk(naam=f"Wijk nummer {n}") for n in range(60)]
    Inzet.objects.bulk_create(
        Inzet(organisatie=organisatie, wijk=wijk, thema=thema)
        for wijk in wijken
        for thema in themas
    )
    tekst, _n = open_pagina(client, adres(organisatie))
    assert "Werkt in 60 wijken en gebieden" in tekst
    assert "Toon alle 240" in tekst
    assert len(tekst) < 60_000
    tekst, _n = open_pagina(client, f"{adres(organisatie)}?toon=inzet&pagina=10")
    assert "Pagina 10 van 10" in tekst
    assert "Terug naar de hele pagina" in tekst


TOESTEMMING = {
    "toestemming_grond": "toestemming",
    "toestemming_op": VANDAAG,
    "toestemming_tekst": "Mag je naam op de site? Ja.",
}


def test_organisatie_shows_a_contact_only_to_who_may_read_it(client):
    organisatie = maak_organisatie()
    maak_contactpunt(
        organisatie=organisatie,
        functie="balie",
        telefoon="050 123 45 67",
        telefoon_zichtbaar="openbaar",
        email="balie@voorbeeld.nl",
        email_zichtbaar="coordinatoren",
        naam="Jo de Vries",
        **TOESTEMMING,
    )
    tekst, _n = open_pagina(client, adres(organisatie))
    assert "050 123 45 67" in tekst
    assert "balie@voorbeeld.nl" not in tekst
    assert "Jo de Vries" not in tekst
    client.force_login(maak_coordinator())
    tekst, _n = open_pagina(client, adres(organisatie))
    assert "balie@voorbeeld.nl" in tekst
    assert "Jo de Vries" not in tekst
    client.force_login(maak_redacteur())
    assert "Jo de Vries" in open_pagina(client, adres(organisatie))[0]


def test_organisatie_hides_what_is_not_public(client):
    organisatie = maak_organisatie(koepel=maak_organisatie(naam="Geheim 1", openbaar=False))
    maak_inzet(organisatie=organisatie, netwerk=maak_netwerk(naam="Geheim 2", openbaar=False))
    maak_inzet(organisatie=organisatie, initiatief=maak_initiatief(naam="Geheim 3", openbaar=False))
    maak_huisvesting(
        organisatie=organisatie, accommodatie=maak_accommodatie(naam="Geheim 4", openbaar=False)
    )
    maak_afspraak(naam="Geheim 5", partijen=[organisatie], openbaar=False)
    maak_organisatie(naam="Geheim 6", koepel=organisatie, openbaar=False)
    assert "Geheim" not in open_pagina(client, adres(organisatie))[0]


def test_organisatie_offers_changes_only_to_who_may_make_them(client):
    organisatie = maak_organisatie()
    wijzigen = reverse("netwerken:organisatie_wijzigen", args=[organisatie.slug])
    assert wijzigen not in open_pagina(client, adres(organisatie))[0]
    client.force_login(maak_coordinator())
    assert wijzigen not in open_pagina(client, adres(organisatie))[0]
    client.force_login(maak_redacteur())
    assert wijzigen in open_pagina(client, adres(organisatie))[0]


def test_organisatie_not_public_is_not_there(client):
    verborgen = maak_organisatie(openbaar=False)
    assert client.get(adres(verborgen)).status_code == 404
    assert client.get("/organisaties/bestaat-niet/").status_code == 404
    client.force_login(maak_redacteur())
    assert client.get(adres(verborgen)).status_code == 200


def test_organisatie_keeps_its_old_address(client):
    organisatie = maak_organisatie(naam="Oude naam")
    organisatie.naam = "Nieuwe naam"
    organisatie.save()
    antwoord = client.get("/organisaties/oude-naam/?op=2020-01-01")
    assert antwoord.status_code == 301
    assert antwoord["Location"] == "/organisaties/nieuwe-naam/?op=2020-01-01"
    organisatie.openbaar = False
    organisatie.save()
    assert client.get("/organisaties/oude-naam/").status_code == 404


def test_an_old_address_keeps_the_method_and_drops_an_endless_question(client):
    organisatie = maak_organisatie(naam="Oude naam")
    organisatie.naam = "Nieuwe naam"
    organisatie.save()
    lang = client.get("/organisaties/oude-naam/?q=" + "x" * 3000)
    assert (lang.status_code, lang["Location"]) == (301, "/organisaties/nieuwe-naam/")


def test_a_new_record_takes_no_address_that_still_leads_to_another(client):
    oud = maak_organisatie(naam="Ons Honk")
    oud.naam = "Het Honk"
    oud.save()
    nieuw = maak_organisatie(naam="Ons Honk")
    assert nieuw.slug == "ons-honk-2"
    assert client.get("/organisaties/ons-honk/")["Location"] == "/organisaties/het-honk/"
    oud.naam = "Ons Honk"
    oud.save()
    assert oud.slug == "ons-honk"


def test_an_address_that_staff_types_is_taken_over(client):
    oud = maak_organisatie(naam="Ons Honk")
    oud.naam = "Het Honk"
    oud.save()
    maak_organisatie(naam="Iets anders", slug="ons-honk")
    assert client.get("/organisaties/ons-honk/").status_code == 200
