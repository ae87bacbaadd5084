"""Stories: the list, the page, and that their text can't do harm."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from initiatieven.views.verhaal import opgemaakt

from .bouwers import (
    VANDAAG,
    maak_accommodatie,
    maak_initiatief,
    maak_redacteur,
    maak_verhaal,
    maak_wijk,
)
from .lijstproef import open_pagina

LIJST = "initiatieven:verhalen"
KWAAD = [
    "<script>alert(1)</script>",
    "[klik](javascript:alert(1))",
    '<a href="data:text/html,x">x</a>',
    '<img src=x onerror="alert(1)">',
    '<p style="color:red" onclick="x()">x</p>',
    '<iframe src="https://voorbeeld.nl"></iframe>',
    "![plaatje](https://voorbeeld.nl/x.png)",
    '<form action="/x"><input name="wachtwoord"></form>',
]


@pytest.mark.parametrize("tekst", KWAAD)
def test_text_of_a_story_can_do_no_harm(tekst):
    html = opgemaakt(tekst).lower()
    for gevaar in ("script", "onerror", "onclick", "style", "iframe", "<img", "<form", "data:"):
        assert gevaar not in html


def test_text_of_a_story_keeps_its_form():
    html = opgemaakt("# Kop\n\nEen *mooie* [tuin](https://voorbeeld.nl).\n\n- een\n- twee")
    assert "<h2>Kop</h2>" in html
    assert "<em>mooie</em>" in html
    assert 'href="https://voorbeeld.nl"' in html
    assert html.count("<li>") == 2


@pytest.mark.django_db
def test_verhalen_newest_first_and_none_from_the_future(client):
    maak_verhaal(naam="Oud", datum=datetime.date(2020, 1, 1))
    maak_verhaal(naam="Nieuw", datum=datetime.date(2021, 1, 1))
    maak_verhaal(naam="Straks", datum=VANDAAG + datetime.timedelta(days=900))
    tekst, _n = open_pagina(client, reverse(LIJST))
    assert "2 verhalen" in tekst
    assert tekst.index("Nieuw") < tekst.index("Oud")
    assert "Straks" not in tekst


@pytest.mark.django_db
def test_verhaal_leads_to_what_it_tells_of(client):
    initiatief, plek = maak_initiatief(), maak_accommodatie()
    verborgen = maak_initiatief(naam="Geheim", openbaar=False)
    wijk = maak_wijk(naam="Beijum")
    verhaal = maak_verhaal(
        tekst="Er was eens **een tuin**.",
        wijken=[wijk],
        initiatieven=[initiatief, verborgen],
        accommodaties=[plek],
    )
    tekst, _n = open_pagina(client, verhaal.get_absolute_url())
    for record in (initiatief, plek, wijk):
        assert f'href="{record.get_absolute_url()}"' in tekst
    assert "<strong>een tuin</strong>" in tekst
    assert "Geheim" not in tekst


@pytest.mark.django_db
def test_verhalen_costs_the_same_for_1_and_30(client):
    maak_verhaal(wijken=[maak_wijk()])
    een = open_pagina(client, reverse(LIJST))[1]
    for _n in range(29):
        maak_verhaal(wijken=[maak_wijk()])
    assert open_pagina(client, reverse(LIJST))[1] == een


@pytest.mark.django_db
def test_verhaal_waits_for_its_day_for_all_but_who_may_change_it(client):
    morgen = timezone.localdate() + datetime.timedelta(days=1)
    verhaal = maak_verhaal(naam="Nog even wachten", datum=morgen)
    assert client.get(verhaal.get_absolute_url()).status_code == 404
    assert "nog-even-wachten" not in client.get("/sitemap-verhaal.xml").content.decode()
    client.force_login(maak_redacteur())
    assert client.get(verhaal.get_absolute_url()).status_code == 200
