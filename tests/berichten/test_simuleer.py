"""The round of “Klopt dit nog?” keeps what we show fresh for little work: tried out by the day."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from buurtnet.berichten.simulatie.jaar import VAN_DE_RONDE, simuleer
from netwerken.models import Organisatie
from tests.hulp.bouwers import maak_organisatie

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
KLEIN = {"organisaties": 30, "dagen": 120, "zaad": 1}


def test_with_sixty_answers_of_a_hundred_all_stays_fresh_for_half_an_hour_a_week():
    zestig = simuleer(antwoord=0.6, **KLEIN)
    assert zestig.minst >= 0.95
    assert zestig.minuten("werkplek") + zestig.minuten("telefoon") <= 30
    assert zestig.haalt_doel
    # Not because nothing is asked, or nothing is left of it.
    assert zestig.mails > KLEIN["organisaties"] / 2
    assert zestig.werk["interacties"] > 0
    eerste, *_rest, laatste = zestig.per_dag.values()
    assert eerste[0] > 6 * KLEIN["organisaties"]
    assert laatste[0] > 0.9 * eerste[0]


def test_when_nobody_asks_anything_next_to_nothing_is_fresh_after_half_a_year():
    niets = simuleer(organisaties=5, dagen=183, antwoord=None, zaad=1)
    assert niets.minst < 0.1
    assert (niets.mails, niets.werk) == (0, {})
    assert not niets.haalt_doel


def test_the_same_seed_is_the_same_year_and_the_site_is_left_alone(capsys):
    maak_organisatie(naam="Van de site")
    naam = connection.settings_dict["NAME"]
    jaren = [simuleer(3, 6, 0.5, zaad) for zaad in (7, 7, 8)]
    assert jaren[0] == jaren[1] != jaren[2]
    call_command("simuleer", "--organisaties", "2", "--dagen", "3", "--antwoord", "50")
    uit = capsys.readouterr().out
    for deel in ("50 van de 100 adressen antwoorden", "vers: op elke dag minstens 100", "mails: "):
        assert deel in uit
    assert "Niemand vraagt iets" in uit
    assert connection.settings_dict["NAME"] == naam
    assert [rij.naam for rij in Organisatie.objects.all()] == ["Van de site"]


def test_no_task_that_clears_files_runs_in_it():
    assert {taak.naam for taak in VAN_DE_RONDE}.isdisjoint({"opruimen", "maanden tellen"})


@pytest.mark.parametrize("woorden", [("--antwoord", "0"), ("--antwoord", "101"), ("--dagen", "-1")])
def test_a_number_that_makes_no_sense_is_refused(woorden):
    with pytest.raises(CommandError, match="geen getal van 1"):
        call_command("simuleer", *woorden)
