"""What goes out as a file comes in again as no change."""

import datetime

import pytest
from django.urls import reverse

from netwerken.models import Inzet, Organisatie
from tests.hulp.bouwers import (
    in_hoede_van,
    maak_accommodatie,
    maak_agenda,
    maak_agendapunt,
    maak_deelname,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_thema,
)
from tests.hulp.inleesproef import kies_kolommen, lees_in, neem_over, stuur

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]
FORMATEN = pytest.mark.parametrize("formaat", ["csv", "xlsx"])


@pytest.fixture
def wijk(eigen):
    """A wijk with inzet of every shape, all of it the coordinator's."""
    themas = [maak_thema(naam=naam) for naam in ("Rondkomen en armoede", "Gezondheid", "Wonen")]
    agenda = maak_agenda(wijken=[eigen.wijk], stand="vastgesteld")
    maak_agendapunt(agenda=agenda, thema=themas[0], tekst="minder geldzorgen")
    club = maak_organisatie(naam="+ Club, de eerste; 'echte'", afkorting="WIJ")
    half = {"vanaf": datetime.date(2021, 5, 15), "vanaf_precisie": "ongeveer"}
    waar = {"wijk": eigen.wijk, "thema": themas[0]}
    maak_inzet(organisatie=club, toelichting="=koffie", **half, **waar)
    maak_inzet(organisatie=club, initiatief=maak_initiatief(), toelichting="Tuin", **waar)
    maak_inzet(organisatie=club, netwerk=eigen.netwerk, **waar)
    maak_inzet(organisatie=club, netwerk=maak_netwerk(naam="Van anderen"), **waar)
    maak_inzet(omschreven_rol="cultuurcoach", wijk=eigen.wijk, thema=themas[1])
    maak_inzet(netwerk=eigen.netwerk, wijk=eigen.wijk, thema=themas[1])
    gestopt = {"tot": datetime.date(2020, 12, 31), "tot_precisie": "jaar", "status": "gestopt"}
    maak_inzet(organisatie=club, wijk=eigen.wijk, thema=themas[2], **gestopt)
    maak_inzet(organisatie=club, wijk=eigen.wijk, thema=themas[2], status="gepland")
    return eigen.wijk


def haal(client, adres, formaat):
    antwoord = client.get(adres, {"formaat": formaat})
    assert antwoord.status_code == 200
    return b"".join(antwoord) if antwoord.streaming else antwoord.content


def alles_hetzelfde(client, inhoud, formaat, **anders):
    bestand, context = lees_in(client, inhoud, f"uit.{formaat}", **anders)
    anders = [een for een in context["pagina"] if een.stand != "hetzelfde"]
    assert not anders, [(een.nummer, een.wie, een.wat, een.stand, een.zinnen) for een in anders]
    assert context["pagina"].paginator.count
    return bestand


@FORMATEN
def test_the_rows_of_a_wijk(client, wijk, formaat):
    adres = reverse("netwerken:wijk_inzet_regels", args=[wijk.slug])
    bestand = alles_hetzelfde(client, haal(client, adres, formaat), formaat)
    neem_over(client, bestand)
    assert Inzet.objects.count() == 8


@FORMATEN
def test_the_rooster_of_a_wijk_and_of_a_network(client, eigen, wijk, formaat):
    for adres in (
        reverse("netwerken:wijk_inzet", args=[wijk.slug]),
        reverse("netwerken:netwerk_inzet", args=[eigen.netwerk.slug]),
    ):
        alles_hetzelfde(client, haal(client, adres, formaat), formaat)


@FORMATEN
def test_participants_of_a_network(client, eigen, formaat):
    club = maak_organisatie(naam="Club")
    for rol in ("deelnemer", "trekker"):
        maak_deelname(netwerk=eigen.netwerk, organisatie=club, rol=rol)
    maak_deelname(netwerk=eigen.netwerk, accommodatie=maak_accommodatie(naam="De Zaal"))
    maak_deelname(netwerk=eigen.netwerk, omschreven_rol="wijkagent", toelichting="Op dinsdag")
    adres = reverse("netwerken:netwerk_deelnames", args=[eigen.netwerk.slug])
    alles_hetzelfde(client, haal(client, adres, formaat), formaat)


@FORMATEN
def test_organisations(client, eigen, formaat):
    for nummer, soort in enumerate(Organisatie.Soort.values):
        organisatie = maak_organisatie(
            naam=f"Partij {nummer}",
            soort=soort,
            formeel="informeel",
            website="https://voorbeeld.nl/",
            omschrijving="Een tekst;\nmet twee regels.",
            ook_bekend_als="Eerste, Tweede",
        )
        in_hoede_van(eigen.netwerk, organisatie)
    inhoud = haal(client, reverse("netwerken:organisaties"), formaat)
    bestand, _antwoord = stuur(client, inhoud, f"uit.{formaat}", soort="organisatie")
    kies_kolommen(client, bestand)
    alles_hetzelfde(client, inhoud, formaat)


def test_a_list_is_filtered_as_it_is_shown(client, wijk):
    adres = reverse("netwerken:wijk_inzet_regels", args=[wijk.slug])
    tekst = b"".join(client.get(adres, {"formaat": "csv", "thema": "wonen"})).decode()
    assert len(tekst.splitlines()) == 3
    assert "Wonen" in tekst
    assert "Gezondheid" not in tekst
