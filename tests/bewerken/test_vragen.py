"""What it costs to save one changed field: each rule, row and right is asked once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatieven.models import Activiteit, Initiatief
from netwerken.models import Inzet, Netwerk, Organisatie
from tests.hulp.bouwers import (
    maak_agendapunt,
    maak_inzet,
    maak_thema,
)
from tests.hulp.naamwoorden import BOUWERS, adres, ingevuld
from wijken.models import Agenda

pytestmark = pytest.mark.django_db
ANDERS = "iets anders"


def _inzet(plek, **velden):
    organisatie = BOUWERS[Organisatie](plek)
    velden = {"netwerk": plek.netwerk, "wijk": plek.wijk, "organisatie": organisatie} | velden
    return maak_inzet(**velden)


def _agenda(plek):
    agenda = BOUWERS[Agenda](plek)
    for _n in range(3):
        maak_agendapunt(agenda=agenda, thema=maak_thema())
    return agenda


# What to make, which field to change, and how many statements that may cost in all: those of the
# session, of the transaction and of its savepoints too. Search reads the fields with a higher
# number; an initiative keeps three lists in each of its versions. Three are for undoing it: whether
# the version before is kept, and the two parts of a Handeling.
KOSTEN = [
    (Inzet, _inzet, "toelichting", 27),
    (Organisatie, BOUWERS[Organisatie], "website", 24),
    (Organisatie, BOUWERS[Organisatie], "omschrijving", 32),
    (Netwerk, BOUWERS[Netwerk], "ritme", 25),
    (Netwerk, BOUWERS[Netwerk], "doel", 33),
    (Initiatief, BOUWERS[Initiatief], "website", 32),
    (Initiatief, BOUWERS[Initiatief], "doel", 40),
    (Activiteit, BOUWERS[Activiteit], "kosten", 30),
    (Agenda, _agenda, "omschrijving", 37),
]


def vragen_van(client, rij, **anders):
    """The SQL of all that is asked when the form to change `rij` is sent with these changes."""
    gegevens = ingevuld(client, rij) | anders
    with CaptureQueriesContext(connection) as gezien:
        antwoord = client.post(adres(rij, "wijzigen"), gegevens)
    assert antwoord.status_code == 302, antwoord.context["form"].errors
    return [vraag["sql"] for vraag in gezien.captured_queries]


@pytest.mark.parametrize(("soort", "maak", "veld", "hoogstens"), KOSTEN)
@pytest.mark.eenmaal
def test_one_changed_field_costs_few_queries(client, eigen, soort, maak, veld, hoogstens):
    rij = maak(eigen)
    nieuw = "https://voorbeeld.nl/" if veld == "website" else ANDERS
    vragen = vragen_van(client, rij, **{veld: nieuw})
    assert len(vragen) <= hoogstens, "\n".join(vragen)
    rij.refresh_from_db()
    [versie] = rij.history.filter(versie=2)
    assert (getattr(rij, veld), getattr(versie, veld), rij.versie) == (nieuw, nieuw, 2)


@pytest.mark.eenmaal
def test_a_hundred_other_rows_make_saving_no_dearer(client, eigen):
    rij = _inzet(eigen)
    eerst = vragen_van(client, rij, toelichting="een")
    thema = maak_thema()
    for _n in range(100):
        _inzet(eigen, thema=thema)
    rij.refresh_from_db()
    assert len(vragen_van(client, rij, toelichting="twee")) == len(eerst)


def test_what_did_not_change_is_not_written_and_its_rules_are_not_asked(client, eigen):
    vragen = vragen_van(client, _inzet(eigen), toelichting=ANDERS)
    [geschreven] = [sql for sql in vragen if sql.startswith('UPDATE "netwerken_inzet"')]
    assert "toelichting" in geschreven and "thema" not in geschreven
    assert not [sql for sql in vragen if "_check" in sql]


def test_the_rules_about_what_changed_are_asked_once(client, eigen):
    # Whether there is another such row; and all checks of the period in one.
    for anders in ({"thema": maak_thema().pk}, {"vanaf": "2019", "tot": "2030"}):
        vragen = vragen_van(client, _inzet(eigen), **anders)
        assert sum("_check" in sql for sql in vragen) == 1
