"""From a white spot straight to the rooster, for who may fill it in."""

import pytest
from django.urls import reverse

from tests.hulp.bouwers import (
    maak_agenda,
    maak_agendapunt,
    maak_coordinator,
    maak_netwerk,
    maak_wijk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def vlek(eigen, thema):
    """A theme on the agenda of the wijk of `eigen`, with nobody; and one in another wijk."""
    for wijk in (eigen.wijk, maak_wijk()):
        maak_agendapunt(agenda=maak_agenda(wijken=[wijk]), thema=thema)
    rooster = reverse("netwerken:wijk_inzet", args=[eigen.wijk.slug])
    return f"{rooster}?thema={thema.slug}#rooster"


PAGINAS = ("dekking", "wijk", "werkplek")


def pagina(naam, eigen):
    wijk = eigen.wijk.get_absolute_url()
    return {"dekking": "/dekking/", "wijk": wijk, "werkplek": "/werkplek/"}[naam]


@pytest.mark.parametrize("naam", PAGINAS)
def test_a_white_spot_of_ones_own_leads_to_its_column(client, eigen, vlek, naam):
    tekst = client.get(pagina(naam, eigen)).content.decode()
    assert vlek in tekst
    assert tekst.count(f"?thema={vlek.partition('?thema=')[2]}") == 1, "and only there"
    rooster = client.get(vlek).context["rooster"]
    assert [kolom.slug for kolom in rooster.kolommen] == [vlek.partition("=")[2].split("#")[0]]


@pytest.mark.parametrize("naam", ["dekking", "wijk"])
@pytest.mark.parametrize("rol", ["bezoeker", "ander"])
def test_nobody_else_is_led_there(client, eigen, vlek, naam, rol):
    client.logout()
    if rol == "ander":
        client.force_login(maak_coordinator(maak_netwerk()))
    assert vlek not in client.get(pagina(naam, eigen)).content.decode()


def test_the_past_leads_to_no_rooster(client, eigen, vlek):
    for naam in ("dekking", "wijk"):
        pad = f"{pagina(naam, eigen)}?op=2020-01-01"
        assert vlek not in client.get(pad).content.decode()
