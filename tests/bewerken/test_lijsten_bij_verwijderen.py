"""What a list names is deleted: the history of the list tells so, with the name."""

import pytest

from tests.hulp import adminproef
from tests.hulp.bouwers import (
    log_in_met_tweede_stap,
    maak_activiteit,
    maak_agenda,
    maak_beheerder,
    maak_initiatief,
    maak_organisatie,
    maak_peiling,
    maak_thema,
    maak_wijk,
)

pytestmark = pytest.mark.django_db

# What is deleted, what lists it, and under which name.
LIJSTEN = [
    (maak_organisatie, maak_peiling, "uitvoerders"),
    (maak_wijk, maak_agenda, "wijken"),
    (maak_thema, maak_initiatief, "themas"),
    (maak_wijk, maak_activiteit, "wijken"),
]


@pytest.mark.parametrize(("maak", "maak_lijst", "veld"), LIJSTEN)
def test_every_list_gets_a_version_without_it(maak, maak_lijst, veld):
    weg, blijft = maak(), maak()
    lijst = maak_lijst(**{veld: [weg, blijft]})
    versie, naam = lijst.versie, str(weg)
    weg.delete()
    lijst.refresh_from_db()
    assert list(getattr(lijst, veld).all()) == [blijft]
    assert lijst.versie == versie + 1
    laatste = lijst.history.first()
    assert laatste.history_change_reason == f"{naam} is verwijderd"
    assert getattr(laatste, veld).count() == 1


def test_deleting_a_party_in_the_admin_leaves_a_line_in_the_survey(client):
    log_in_met_tweede_stap(client, maak_beheerder())
    organisatie = maak_organisatie(naam="Buurtkring")
    peiling = maak_peiling(uitvoerders=[organisatie])
    pad = adminproef.adres(type(organisatie), "delete", organisatie.pk)
    assert client.post(pad, {"post": "yes"}).status_code == 302
    assert peiling.history.first().history_change_reason == "Buurtkring is verwijderd"


def test_the_name_of_what_was_hidden_does_not_get_into_the_history_of_a_list():
    weg = maak_organisatie(naam="Geheim", openbaar=False)
    peiling = maak_peiling(uitvoerders=[weg])
    weg.delete()
    assert "Geheim" not in peiling.history.first().history_change_reason
