"""The list of networks and the page of one."""

import datetime

import pytest
from django.urls import reverse

from tests.hulp.bouwers import (
    VANDAAG,
    maak_aanwezigheid,
    maak_accommodatie,
    maak_afspraak,
    maak_agenda,
    maak_agendapunt,
    maak_bijeenkomst,
    maak_contactpunt,
    maak_coordinator,
    maak_deelname,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_peiling,
    maak_signaal,
    maak_thema,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.lijstproef import kost_evenveel, open_pagina

pytestmark = pytest.mark.django_db
LIJST = "netwerken:netwerken"
GISTEREN = VANDAAG - datetime.timedelta(days=1)


def rijk(aantal):
    """A network with `aantal` of everything."""
    netwerk = maak_netwerk(
        naam="Het Netwerk", agenda=maak_agenda(), bovenliggend=maak_netwerk(naam="Boven")
    )
    for _n in range(aantal):
        maak_agendapunt(agenda=netwerk.agenda, thema=maak_thema())
        maak_werkgebied(netwerk=netwerk)
        maak_deelname(netwerk=netwerk)
        maak_deelname(netwerk=netwerk, tot=GISTEREN)
        maak_inzet(netwerk=netwerk, organisatie=maak_organisatie())
        maak_inzet(netwerk=netwerk, organisatie=maak_organisatie(), tot=GISTEREN)
        maak_netwerk(bovenliggend=netwerk)
        open_ = {"verslag_openbaar": "ja", "gehouden_op": GISTEREN}
        maak_aanwezigheid(bijeenkomst=maak_bijeenkomst(netwerk=netwerk, **open_))
        maak_afspraak(netwerk=netwerk, partijen=[maak_organisatie()])
        maak_signaal(netwerk=netwerk)
        maak_peiling(netwerk=netwerk)
        maak_contactpunt(netwerk=netwerk)
    return netwerk


def test_netwerken_can_be_narrowed_by_place_and_agenda_theme(client):
    thema, wijk = maak_thema(naam="Rondkomen"), maak_wijk(naam="Beijum")
    agenda = maak_agenda()
    maak_agendapunt(agenda=agenda, thema=thema)
    maak_werkgebied(netwerk=maak_netwerk(naam="Hier", agenda=agenda), wijk=wijk)
    maak_werkgebied(netwerk=maak_netwerk(naam="Daar"))
    tekst, _n = open_pagina(client, f"{reverse(LIJST)}?wijk=beijum&thema=rondkomen")
    assert "1 netwerk" in tekst
    assert "Hier" in tekst
    assert "Daar" not in tekst


def test_netwerken_leaves_an_ended_werkgebied_out(client):
    maak_werkgebied(wijk=maak_wijk(naam="Beijum"), tot=GISTEREN)
    assert "Geen netwerken" in open_pagina(client, f"{reverse(LIJST)}?wijk=beijum")[0]
    toen = f"{reverse(LIJST)}?wijk=beijum&op={GISTEREN.isoformat()}"
    assert "1 netwerk" in open_pagina(client, toen)[0]


@pytest.mark.eenmaal
def test_netwerken_costs_the_same_for_1_and_many(client):
    kost_evenveel(client, rijk, 5, reverse(LIJST))


def test_netwerk_puts_formal_and_informal_side_by_side(client):
    netwerk = maak_netwerk()
    formeel = maak_organisatie(naam="De Instelling", formeel="formeel")
    informeel = maak_organisatie(naam="De Buren", formeel="informeel")
    maak_deelname(netwerk=netwerk, organisatie=formeel, rol="trekker")
    maak_deelname(netwerk=netwerk, organisatie=informeel, vanaf=datetime.date(2019, 1, 1))
    maak_deelname(netwerk=netwerk, omschreven_rol="cultuurcoach")
    maak_deelname(netwerk=netwerk, accommodatie=maak_accommodatie(naam="Het Huis"))
    tekst, _n = open_pagina(client, netwerk.get_absolute_url())
    assert "4 deelnemers" in tekst
    volgorde = ["Formeel", "De Instelling", "Informeel", "De Buren"]
    volgorde += ["Plekken", "Het Huis", "Rollen", "cultuurcoach"]
    blok = tekst[tekst.index('aria-labelledby="deelnemers"') :]
    plaatsen = [blok.index(f">{woord}" if woord[0].isupper() else woord) for woord in volgorde]
    assert plaatsen == sorted(plaatsen)
    assert "sinds 1 januari 2019" in tekst


def test_a_collection_takes_part_but_is_no_participant(client):
    netwerk = maak_netwerk()
    for veel in (False, True):
        organisatie = maak_organisatie(is_verzameling=veel)
        maak_deelname(netwerk=netwerk, organisatie=organisatie)
    maak_deelname(netwerk=netwerk, organisatie=None, omschreven_rol="cultuurcoach")
    for vraag in ("", "?toon=deelnames"):
        tekst, _n = open_pagina(client, f"{netwerk.get_absolute_url()}{vraag}")
        assert "2 deelnemers" in tekst
        assert tekst.count("verzameling, niet meegeteld") == 1


def test_netwerk_tells_where_it_works_worked_and_will_work(client):
    netwerk = maak_netwerk()
    maak_werkgebied(netwerk=netwerk, wijk=maak_wijk(naam="Nu"))
    maak_werkgebied(netwerk=netwerk, wijk=maak_wijk(naam="Toen"), tot=datetime.date(2020, 1, 1))
    maak_werkgebied(netwerk=netwerk, wijk=maak_wijk(naam="Straks"), status="gepland")
    tekst, _n = open_pagina(client, netwerk.get_absolute_url())
    assert "later, gepland" in tekst
    assert "eerder, tot en met 1 januari 2020" in tekst


def test_netwerk_shows_its_agenda_and_how_far_that_is(client):
    agenda = maak_agenda(naam="Agenda Beijum", stand="concept", draagvlak="gesprekspartijen")
    thema = maak_thema(naam="Rondkomen")
    maak_agendapunt(agenda=agenda, tekst="Samen de schulden te lijf", thema=thema)
    tekst, _n = open_pagina(client, maak_netwerk(agenda=agenda).get_absolute_url())
    for woorden in ("concept van de gesprekspartijen", "Samen de schulden te lijf"):
        assert woorden in tekst
    assert f'href="{thema.get_absolute_url()}"' in tekst
    agenda.openbaar = False
    agenda.save()
    anders, _n = open_pagina(client, maak_netwerk(agenda=agenda).get_absolute_url())
    assert "schulden" not in anders
    assert "Agenda Beijum" not in anders


def test_netwerk_shows_the_network_itself_as_who_works(client):
    netwerk = maak_netwerk(naam="Sterk Netwerk")
    maak_inzet(netwerk=netwerk, wijk=maak_wijk(naam="Beijum"))
    tekst, _n = open_pagina(client, netwerk.get_absolute_url())
    assert f'<a href="{netwerk.get_absolute_url()}">Sterk Netwerk</a>' in tekst


def test_netwerk_shows_meetings_with_who_was_there_and_agreements_with_their_state(client):
    netwerk = maak_netwerk()
    organisatie = maak_organisatie(naam="De Partij")
    bijeenkomst = maak_bijeenkomst(naam="Overleg", netwerk=netwerk, gehouden_op=GISTEREN)
    maak_aanwezigheid(bijeenkomst=bijeenkomst, organisatie=organisatie)
    maak_aanwezigheid(bijeenkomst=bijeenkomst, omschreven_rol="wijkagent")
    # Who was there is told, as the rest of the report, once that is said.
    dicht, _n = open_pagina(client, netwerk.get_absolute_url())
    assert "wijkagent" not in dicht
    assert "Lees het verslag" not in dicht
    bijeenkomst.verslag_openbaar = "ja"
    bijeenkomst.save()
    maak_afspraak(naam="Pact", netwerk=netwerk, stand="uitgevoerd", partijen=[organisatie])
    tekst, _n = open_pagina(client, netwerk.get_absolute_url())
    assert "wijkagent" in tekst
    assert "Lees het verslag" in tekst
    assert "uitgevoerd" in tekst
    assert tekst.count(f'href="{organisatie.get_absolute_url()}"') == 2


def test_netwerk_keeps_to_itself_what_is_not_public(client):
    netwerk = maak_netwerk()
    maak_signaal(naam="Binnenskamers", netwerk=netwerk, openbaar=False)
    maak_deelname(netwerk=netwerk, organisatie=maak_organisatie(naam="Geheim", openbaar=False))
    tekst, _n = open_pagina(client, netwerk.get_absolute_url())
    assert "Binnenskamers" not in tekst
    assert "Geheim" not in tekst
    client.force_login(maak_coordinator())
    assert "Binnenskamers" not in open_pagina(client, netwerk.get_absolute_url())[0]
    client.force_login(maak_coordinator(netwerk))
    eigen, _n = open_pagina(client, netwerk.get_absolute_url())
    assert "Binnenskamers" in eigen
    assert "niet openbaar" in eigen


def test_netwerk_offers_changes_only_to_who_may_make_them(client):
    netwerk = maak_netwerk()
    wijzigen = reverse("netwerken:netwerk_wijzigen", args=[netwerk.slug])
    client.force_login(maak_coordinator())
    assert wijzigen not in open_pagina(client, netwerk.get_absolute_url())[0]
    client.force_login(maak_coordinator(netwerk))
    assert wijzigen in open_pagina(client, netwerk.get_absolute_url())[0]


@pytest.mark.eenmaal
def test_netwerk_costs_the_same_for_1_and_many(client):
    kost_evenveel(client, rijk, 10)


def test_netwerk_is_drawn_with_a_line_for_who_works_on_what(client):
    netwerk = maak_netwerk()
    rondkomen, groen = maak_thema(naam="Rondkomen"), maak_thema(naam="Groen")
    organisatie = maak_organisatie(naam="Een organisatie met een heel erg lange naam erbij")
    maak_inzet(netwerk=netwerk, organisatie=organisatie, thema=rondkomen)
    maak_inzet(netwerk=netwerk, organisatie=organisatie, thema=rondkomen)
    maak_inzet(netwerk=netwerk, omschreven_rol="cultuurcoach", thema=groen)
    maak_inzet(netwerk=netwerk, organisatie=maak_organisatie(), thema=groen, tot=GISTEREN)
    tekst, _n = open_pagina(client, netwerk.get_absolute_url())
    # Each line from both its ends; the pair that works together twice is drawn thicker.
    assert (tekst.count("<path d="), tekst.count('<path class="w2"')) == (3, 1)
    assert "Een organisatie met…ange naam erbij" in tekst
    assert f"<title>Rondkomen: {organisatie.naam} (2)</title>" in tekst
    alleen, _n = open_pagina(client, f"{netwerk.get_absolute_url()}?toon=inzet")
    assert 'class="beeld"' not in alleen


def test_netwerk_with_one_line_needs_no_drawing(client):
    netwerk = maak_netwerk()
    maak_inzet(netwerk=netwerk, organisatie=maak_organisatie())
    assert 'class="beeld"' not in open_pagina(client, netwerk.get_absolute_url())[0]


def test_netwerk_marks_a_collection_at_the_table(client):
    netwerk = maak_netwerk()
    maak_deelname(netwerk=netwerk, organisatie=maak_organisatie(is_verzameling=True))
    assert "verzameling" in open_pagina(client, netwerk.get_absolute_url())[0]
