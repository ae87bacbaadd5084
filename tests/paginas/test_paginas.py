"""Pages of text about the site itself."""

import pytest
from django.urls import reverse

from buurtnet.kern import soorten
from tests.hulp.lijstproef import open_pagina

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("naam", ["over", "toegankelijkheid", "privacy", "api", "open_data"])
def test_page_opens_for_everybody(client, naam):
    tekst, queries = open_pagina(client, reverse(naam))
    assert queries <= 1
    assert len(tekst) > 2000


def test_over_has_the_place_where_errors_are_told(client):
    assert 'id="melden"' in open_pagina(client, reverse("over"))[0]


@pytest.mark.parametrize("naam", ["api", "open_data"])
def test_every_list_with_a_machine_form_is_named(client, naam):
    tekst, _n = open_pagina(client, reverse(naam))
    lijsten = [model.rijsoort.lijst for model in soorten.alle() if model.rijsoort.open_data]
    assert lijsten
    for lijst in [*lijsten, "netwerken:signalen"]:
        adres = f"{reverse(lijst)}?formaat=json"
        assert adres in tekst
        assert client.get(adres).status_code == 200


# What the model of the Dutch government asks of a statement.
ONDERDELEN = [
    "Besluit digitale toegankelijkheid overheid",
    "Nalevingsstatus: C",
    "EN 301 549",
    "WCAG 2.2",
    "Wat nog niet goed genoeg is",
    "Nationale ombudsman",
    "voor het laatst herzien op 25 november 2026",
    "Oorzaak",
    "Maatregel",
    "Opnieuw bekeken: uiterlijk 25 mei 2027",
    "Dit weten we nog niet",
]


@pytest.mark.parametrize("onderdeel", ONDERDELEN)
def test_the_accessibility_statement_has_the_parts_that_public_bodies_use(client, onderdeel):
    assert onderdeel in open_pagina(client, reverse("toegankelijkheid"))[0]


@pytest.mark.parametrize("naam", ["over", "toegankelijkheid"])
def test_who_runs_the_site_can_be_reached_once_that_is_set(client, settings, naam):
    assert "mailto:" not in open_pagina(client, reverse(naam))[0]
    settings.CONTACT = "mailto:redactie@voorbeeld.nl"
    tekst = client.get(reverse(naam), headers={"host": "localhost"}).content.decode()
    assert '<a href="mailto:redactie@voorbeeld.nl">redactie@voorbeeld.nl</a>' in tekst


def test_the_statement_promises_an_answer_only_when_somebody_can_be_reached(client, settings):
    adres = reverse("toegankelijkheid")
    tekst = open_pagina(client, adres)[0]
    assert "We kunnen dus geen antwoord beloven" in tekst and "Binnen drie weken" not in tekst
    assert "nog niet ingevuld" in tekst and f'href="{reverse("melding")}"' in tekst
    settings.CONTACT, settings.ORGANISATIE = "mailto:redactie@voorbeeld.nl", "Stichting Zon"
    tekst = client.get(adres, headers={"host": "localhost"}).content.decode()
    assert "Binnen drie weken" in tekst and "geen antwoord beloven" not in tekst
    assert "Stichting Zon is verantwoordelijk" in tekst
