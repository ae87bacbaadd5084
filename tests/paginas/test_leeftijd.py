"""How old something is stands wherever people act on it: quietly, and once where all is alike."""

import datetime

import pytest

from tests.hulp.bouwers import (
    VANDAAG,
    maak_accommodatie,
    maak_agenda,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_wijk,
)
from tests.hulp.pagina import Pagina

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]
TOEN = datetime.date(2021, 6, 30)


@pytest.mark.parametrize(
    ("maak", "lijst"),
    [
        (maak_organisatie, "organisaties"),
        (maak_netwerk, "netwerken"),
        (maak_initiatief, "initiatieven"),
        (maak_accommodatie, "accommodaties"),
        (maak_agenda, "agendas"),
    ],
)
def test_a_card_says_when_it_was_checked(client, maak, lijst):
    maak(naam="Oud", bevestigd_op=TOEN)
    maak(naam="Nieuw", bevestigd_op=VANDAAG, nagaan_elke=1)
    pagina = Pagina(client, f"/{lijst}/")
    kaarten = {
        naam: pagina.tekst(li)
        for li in pagina.boom.iter("li")
        for naam in ("Oud", "Nieuw")
        if li.get("class") == "kaart" and naam in pagina.tekst(li)
    }
    assert kaarten["Oud"].endswith("al jaren niet nagegaan")
    assert kaarten["Nieuw"].endswith("vandaag nagegaan")


def test_search_says_how_old_it_is_what_it_found(client):
    maak_organisatie(naam="Molen", bevestigd_op=TOEN)
    maak_initiatief(naam="Molen bij de brug")
    maak_wijk(naam="Molenwijk", bevestigd_op=TOEN)
    pagina = Pagina(client, "/zoeken/?q=molen")
    assert pagina.blok("groep-organisatie").endswith("al jaren niet nagegaan")
    assert pagina.blok("groep-initiatief").endswith("nog nooit nagegaan")
    assert "nagegaan" not in pagina.blok("groep-wijk")


@pytest.mark.parametrize("waar", ["", "wijk"])
def test_answers_say_how_old_they_are_once_where_that_is_alike(client, waar):
    wijk = maak_wijk(naam="Beijum")
    partijen = [maak_organisatie(naam=f"Partij {n}", bevestigd_op=TOEN) for n in (1, 2)]
    for partij in partijen:
        # What it does there is fresh; who it is, and where to find it, is not.
        maak_inzet(organisatie=partij, wijk=wijk, bevestigd_op=VANDAAG)
    vraag = f"wijk={wijk.slug if waar else ''}&thema=&doelgroep="
    pagina = Pagina(client, f"/waar-kan-ik-terecht/?{vraag}")
    assert pagina.blok("gevonden").count("nagegaan") == 1
    assert "Voor allemaal: al jaren niet nagegaan" in pagina
    type(partijen[0]).objects.filter(pk=partijen[0].pk).update(bevestigd_op=VANDAAG)
    blok = Pagina(client, f"/waar-kan-ik-terecht/?{vraag}").blok("gevonden")
    assert "Vandaag nagegaan" in blok and "Al jaren niet nagegaan" in blok
