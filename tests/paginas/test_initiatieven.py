"""The list of initiatives and the page of one."""

import datetime

import pytest
from django.urls import reverse

from tests.hulp.bouwers import (
    VANDAAG,
    maak_accommodatie,
    maak_activiteit,
    maak_afspraak,
    maak_bijeenkomst,
    maak_doelgroep,
    maak_gebied,
    maak_huisvesting,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_signaal,
    maak_stad,
    maak_thema,
    maak_verhaal,
    maak_wijk,
)
from tests.hulp.lijstproef import kost_evenveel, open_pagina

pytestmark = pytest.mark.django_db
LIJST = "initiatieven:initiatieven"


def rijk(aantal):
    """An initiative with `aantal` of everything."""
    initiatief = maak_initiatief(
        wijken=[maak_wijk() for _n in range(aantal)],
        themas=[maak_thema() for _n in range(aantal)],
        doelgroepen=[maak_doelgroep() for _n in range(aantal)],
    )
    for _n in range(aantal):
        netwerk = maak_netwerk()
        maak_inzet(organisatie=maak_organisatie(), netwerk=netwerk, initiatief=initiatief)
        maak_inzet(initiatief=initiatief, tot=VANDAAG - datetime.timedelta(days=9))
        maak_huisvesting(initiatief=initiatief)
        maak_activiteit(initiatief=initiatief, accommodatie=maak_accommodatie())
        maak_initiatief(onderdeel_van=initiatief)
        maak_signaal(leidde_tot=[initiatief], netwerk=netwerk)
        maak_bijeenkomst(initiatief=initiatief, netwerk=netwerk)
        maak_afspraak(initiatief=initiatief, netwerk=netwerk)
        maak_verhaal(initiatieven=[initiatief])
    return initiatief


def test_initiatieven_marks_what_holds_for_more_than_a_wijk(client):
    stad = maak_stad()
    zuid = maak_gebied(naam="Zuid", ligt_in=stad)
    maak_wijk(naam="De Wijert", ligt_in=zuid)
    maak_initiatief(naam="Voor iedereen", wijken=[stad])
    maak_initiatief(naam="Voor Zuid", wijken=[zuid])
    tekst, _n = open_pagina(client, f"{reverse(LIJST)}?wijk=de-wijert")
    assert "2 initiatieven" in tekst
    assert "stadsbreed" in tekst
    assert "heel Zuid" in tekst


def test_initiatieven_marks_plans(client):
    maak_initiatief(naam="Plan", status="gepland")
    assert "gepland" in open_pagina(client, reverse(LIJST))[0]


def test_initiatieven_filters_can_be_taken_away(client):
    maak_initiatief(soort="project")
    tekst, _n = open_pagina(client, f"{reverse(LIJST)}?soort=project&soort=dienst&q=")
    assert 'href="/initiatieven/?soort=dienst"' in tekst
    assert 'href="/initiatieven/?soort=project"' in tekst


def test_initiatieven_tells_of_an_unknown_filter(client):
    maak_initiatief()
    tekst, _n = open_pagina(client, f"{reverse(LIJST)}?wijk=atlantis%00%01")
    assert "“atlantis” kennen we niet bij Wijk" in tekst


@pytest.mark.parametrize("vraag", ["q=%00%01&wijk=%00", "q=" + "x" * 10_000, "pagina=-1&op=%00"])
def test_initiatieven_answers_nonsense_with_a_page(client, vraag):
    maak_initiatief()
    open_pagina(client, f"{reverse(LIJST)}?{vraag}")


def test_initiatieven_sorts(client):
    maak_initiatief(naam="A", bevestigd_op=None)
    maak_initiatief(naam="B", bevestigd_op=VANDAAG)
    op_naam, _n = open_pagina(client, reverse(LIJST))
    vers_eerst, _n = open_pagina(client, f"{reverse(LIJST)}?sorteer=bevestigd")
    assert op_naam.index(">A<") < op_naam.index(">B<")
    assert vers_eerst.index(">B<") < vers_eerst.index(">A<")


@pytest.mark.eenmaal
def test_initiatieven_costs_the_same_for_1_and_many(client):
    kost_evenveel(client, rijk, 5, reverse(LIJST))


def test_initiatief_tells_where_it_was_and_is(client):
    slimotheek = maak_initiatief(naam="Slimotheek")
    vroeger = maak_huisvesting(
        initiatief=slimotheek, accommodatie=maak_accommodatie(naam="Vondelflat")
    )
    vroeger.verhuis(maak_accommodatie(naam="MFC De Wijert"), datetime.date(2020, 12, 31))
    tekst, _n = open_pagina(client, slimotheek.get_absolute_url())
    assert tekst.index("MFC De Wijert") < tekst.index("Vondelflat")
    assert "eerder, tot en met 31 december 2020" in tekst


def test_initiatief_shows_both_directions_of_its_relations(client):
    geheel = maak_initiatief(naam="Het geheel")
    initiatief = maak_initiatief(
        naam="De moestuin", onderdeel_van=geheel, wijken=[maak_wijk(naam="Beijum")]
    )
    deel = maak_initiatief(naam="Het deel", onderdeel_van=initiatief)
    organisatie = maak_organisatie(naam="De Trekker")
    maak_inzet(organisatie=organisatie, initiatief=initiatief)
    activiteit = maak_activiteit(naam="Zaaien", initiatief=initiatief)
    verhaal = maak_verhaal(naam="Hoe het groeide", initiatieven=[initiatief])
    maak_signaal(naam="Er is behoefte aan groen", leidde_tot=[initiatief])
    maak_bijeenkomst(naam="Startavond", initiatief=initiatief)
    maak_afspraak(naam="We delen het water", initiatief=initiatief)
    tekst, _n = open_pagina(client, initiatief.get_absolute_url())
    for record in (geheel, deel, organisatie, activiteit, verhaal):
        assert f'href="{record.get_absolute_url()}"' in tekst
    for woorden in ("behoefte aan groen", "Startavond", "We delen het water", "/wijken/beijum/"):
        assert woorden in tekst
    for record in (geheel, activiteit, verhaal):
        assert "De moestuin" in open_pagina(client, record.get_absolute_url())[0]


@pytest.mark.eenmaal
def test_initiatief_costs_the_same_for_1_and_many(client):
    kost_evenveel(client, rijk, 10)


def test_initiatief_hides_what_is_not_public(client):
    initiatief = maak_initiatief(onderdeel_van=maak_initiatief(naam="Geheim 1", openbaar=False))
    maak_activiteit(naam="Geheim 2", initiatief=initiatief, openbaar=False)
    maak_inzet(initiatief=initiatief, organisatie=maak_organisatie(naam="Geheim 3", openbaar=False))
    maak_signaal(
        naam="Geheim 4",
        leidde_tot=[initiatief],
        netwerk=maak_netwerk(naam="Geheim 5", openbaar=False),
    )
    maak_verhaal(
        naam="Geheim 6",
        initiatieven=[initiatief],
        datum=VANDAAG + datetime.timedelta(days=900),
    )
    assert "Geheim" not in open_pagina(client, initiatief.get_absolute_url())[0]


def test_initiatief_offers_changes_only_to_who_may_make_them(client):
    initiatief = maak_initiatief()
    wijzigen = reverse("initiatieven:initiatief_wijzigen", args=[initiatief.slug])
    assert wijzigen not in open_pagina(client, initiatief.get_absolute_url())[0]
    client.force_login(maak_redacteur())
    assert wijzigen in open_pagina(client, initiatief.get_absolute_url())[0]
