"""Whom to ask whether an activity is still on, when nobody confirmed it for a year."""

import datetime

import pytest

from tests.hulp.bouwers import (
    VANDAAG,
    maak_accommodatie,
    maak_activiteit,
    maak_contactpunt,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
)
from tests.hulp.pagina import Pagina

pytestmark = pytest.mark.django_db
LANG_GELEDEN = datetime.date(2018, 12, 4)


@pytest.fixture
def soep():
    """A lunch at a place, of an initiative that a network works on."""
    eten = maak_initiatief(naam="Samen eten")
    for netwerk in [maak_netwerk(naam="Wijkdeal"), maak_netwerk(naam="Kelder", openbaar=False)]:
        maak_inzet(initiatief=eten, netwerk=netwerk)
    return maak_activiteit(
        naam="Soep",
        initiatief=eten,
        accommodatie=maak_accommodatie(naam="MFC"),
        bevestigd_op=LANG_GELEDEN,
    )


def test_an_old_activity_names_whom_to_ask_with_links(client, soep):
    pagina = Pagina(client, soep.get_absolute_url())
    assert "Navragen kan bij: MFC, Samen eten, Wijkdeal." in pagina
    assert "Kelder" not in pagina
    assert {"/accommodaties/mfc/", "/netwerken/wijkdeal/"} <= set(pagina.links())


def test_it_gives_the_phone_of_whom_to_ask_but_only_when_anyone_may_see_it(client, soep):
    for nummer, zichtbaar in (("050 111 11 11", "openbaar"), ("050 222 22 22", "redactie")):
        maak_contactpunt(
            accommodatie=soep.accommodatie, telefoon=nummer, telefoon_zichtbaar=zichtbaar
        )
    pagina = Pagina(client, soep.get_absolute_url())
    assert "050 111 11 11" in pagina
    assert "050 222 22 22" not in pagina


def test_of_what_is_fresh_or_belongs_to_nobody_public_nobody_is_named(client, soep):
    soep.accommodatie.openbaar = soep.initiatief.openbaar = False
    soep.accommodatie.save()
    soep.initiatief.save()
    assert "Navragen kan bij" not in Pagina(client, soep.get_absolute_url())
    vers = maak_activiteit(accommodatie=maak_accommodatie(), bevestigd_op=VANDAAG)
    assert "Navragen kan bij" not in Pagina(client, vers.get_absolute_url())
