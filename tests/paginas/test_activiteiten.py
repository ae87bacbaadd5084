"""What there is to do: the list and the page of one activity."""

import datetime

import pytest
from django.urls import reverse

from tests.hulp.bouwers import (
    maak_accommodatie,
    maak_activiteit,
    maak_doelgroep,
    maak_initiatief,
    maak_wijk,
)
from tests.hulp.lijstproef import open_pagina

pytestmark = pytest.mark.django_db
LIJST = "initiatieven:activiteiten"


def test_activiteiten_can_be_narrowed_by_whom_it_is_for(client):
    ouderen = maak_doelgroep(naam="Ouderen")
    maak_activiteit(naam="Koffie", doelgroepen=[ouderen], wijken=[maak_wijk(naam="Beijum")])
    maak_activiteit(naam="Judo")
    tekst, _n = open_pagina(client, f"{reverse(LIJST)}?doelgroep=ouderen&wijk=beijum")
    assert "1 activiteit" in tekst
    assert "Koffie" in tekst
    assert "Judo" not in tekst


@pytest.mark.eenmaal
def test_activiteiten_costs_the_same_for_1_and_30(client):
    def maak():
        maak_activiteit(
            accommodatie=maak_accommodatie(),
            initiatief=maak_initiatief(),
            wijken=[maak_wijk()],
            doelgroepen=[maak_doelgroep()],
        )

    maak()
    een = open_pagina(client, reverse(LIJST))[1]
    for _n in range(29):
        maak()
    assert open_pagina(client, reverse(LIJST))[1] == een


def test_activiteit_says_when_where_and_for_whom(client):
    plek = maak_accommodatie(naam="MFC", adres="Plein 1")
    initiatief = maak_initiatief(naam="Samen eten")
    ander = maak_activiteit(naam="Haken", accommodatie=plek)
    activiteit = maak_activiteit(
        naam="Eettafel",
        ritme="elke donderdag",
        begint_om=datetime.time(17, 30),
        eindigt_om=datetime.time(19, 0),
        accommodatie=plek,
        initiatief=initiatief,
        kosten="€ 4",
        aanmelden="aan de balie",
        doelgroepen=[maak_doelgroep(naam="Buren")],
    )
    tekst, _n = open_pagina(client, activiteit.get_absolute_url())
    for woorden in (
        "Elke donderdag",
        "van 17:30 tot 19:00 uur",
        "Plein 1",
        "€ 4",
        "aan de balie",
        "Buren",
        "1 andere activiteit op deze plek",
    ):
        assert woorden in tekst
    for record in (plek, initiatief, ander):
        assert f'href="{record.get_absolute_url()}"' in tekst


def test_activiteit_hides_a_place_that_is_not_public(client):
    plek = maak_accommodatie(naam="Geheim", openbaar=False)
    activiteit = maak_activiteit(accommodatie=plek)
    assert "Geheim" not in open_pagina(client, activiteit.get_absolute_url())[0]
    assert "Geheim" not in open_pagina(client, reverse(LIJST))[0]
    assert client.get(plek.get_absolute_url()).status_code == 404
