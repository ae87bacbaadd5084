"""Whom to ask about what can't be reached: a network that takes it in and has a contact."""

import re

import pytest

from tests.hulp.bouwers import maak_contactpunt, maak_inzet, maak_netwerk, maak_werkgebied
from tests.hulp.lijstproef import open_pagina
from tests.hulp.terechtproef import KLAAR, Stad, vondsten

pytestmark = pytest.mark.django_db
VRAAG = re.compile("(Wie hier samenwerkt|Vraag het bij).*")


@pytest.fixture
def stad():
    return Stad()


def test_who_cannot_be_reached_is_said_with_where_to_turn(client, stad):
    stad.initiatief("Budgetcafé")
    tekst, _n = open_pagina(client, KLAAR)
    assert tekst.count("hebben we nog geen telefoonnummer of adres") == 1
    assert "Alles over Beijum" in tekst
    netwerk = maak_netwerk(naam="Netwerk Oost")
    maak_werkgebied(netwerk=netwerk, wijk=stad.oost)
    assert "Wie hier samenwerkt, zie je bij: Netwerk Oost" in vondsten(client)[0][1]


def test_the_network_to_ask_takes_the_thing_in_and_can_be_reached(client, stad):
    """Not one of a wijk for what is for the whole city; rather one with a contact or a website."""
    werkt = {"Overleg": stad.beijum, "Gebied": stad.oost, "Elders": stad.lewenborg}
    netwerken = {naam: maak_netwerk(naam=naam) for naam in (*werkt, "Stad", "Site")}
    for naam, netwerk in netwerken.items():
        maak_werkgebied(netwerk=netwerk, wijk=werkt.get(naam, stad.stad))
    netwerken["Site"].website = "https://voorbeeld.nl/"
    netwerken["Site"].save()
    stad.initiatief("Buurttuin")
    stad.initiatief("Overal", stad.stad)

    def gevraagd():
        return {naam: VRAAG.search(tekst)[0] for naam, tekst in vondsten(client)}

    assert gevraagd() == {
        "Buurttuin": "Wie hier samenwerkt, zie je bij: Overleg",
        "Overal": "Vraag het bij: Site , via hun website",
    }
    maak_contactpunt(
        netwerk=netwerken["Gebied"], telefoon="050 1234567", telefoon_zichtbaar="openbaar"
    )
    maak_contactpunt(netwerk=netwerken["Overleg"], telefoon="06 112233")
    assert gevraagd() == {
        "Buurttuin": "Vraag het bij: Gebied balie: Bel 050 1234567",
        "Overal": "Vraag het bij: Site , via hun website",
    }
    inhoud, _queries = open_pagina(client, KLAAR)
    assert "06 112233" not in inhoud


def test_the_network_that_runs_it_is_asked_when_it_can_be_reached(client, stad):
    netwerk = maak_netwerk(naam="Kinderdromen")
    contact = {"telefoon": "050 1234567", "telefoon_zichtbaar": "openbaar"}
    maak_contactpunt(netwerk=netwerk, **contact)
    initiatief = stad.initiatief("Dromen", website="https://voorbeeld.nl/")
    maak_inzet(initiatief=initiatief, netwerk=netwerk, wijk=stad.beijum)
    (_naam, tekst), *_rest = vondsten(client)
    assert "Vraag het bij: Kinderdromen balie: Bel 050 1234567" in tekst
    assert "weten we nog niet" not in tekst
    maak_contactpunt(initiatief=initiatief, **contact)
    assert "Kinderdromen" not in vondsten(client)[0][1]
