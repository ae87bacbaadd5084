"""What a day brings is done, as often as it is asked, and what fails stops nothing else."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from buurtnet.berichten.dagelijks import TAKEN, Taak, doe_dagelijks
from buurtnet.berichten.management.commands.dagelijks import Command
from buurtnet.kern.moment import moment_van
from buurtnet.post.bericht import Bericht
from tests.hulp.bouwers import VANDAAG, maak_bericht

pytestmark = pytest.mark.django_db
DAG = datetime.timedelta(days=1)


def test_it_may_be_run_twice_and_tells_what_it_did(capsys):
    for _keer in range(2):
        call_command("dagelijks")
    regels = capsys.readouterr().out.splitlines()
    assert regels[: len(regels) // 2] == regels[len(regels) // 2 :]
    assert {regel.partition(":")[0] for regel in regels} <= {taak.naam for taak in TAKEN}


def test_a_task_that_fails_takes_back_its_own_and_stops_no_other(caplog):
    def half(datum):
        maak_bericht(kenmerk="half")
        raise ZeroDivisionError

    def heel(datum):
        maak_bericht(kenmerk=f"heel:{datum}")

    gedaan = list(doe_dagelijks(VANDAAG, (Taak("half", half), Taak("heel", heel))))
    assert [(een.naam, type(een.fout)) for een in gedaan] == [
        ("half", ZeroDivisionError),
        ("heel", type(None)),
    ]
    assert Bericht.objects.get().kenmerk == "heel:2026-11-22"
    assert "daily task half" in caplog.text


def test_what_takes_long_keeps_each_part_also_when_a_later_one_fails():
    """So nobody who saves meanwhile waits for all of it."""

    def in_delen(datum):
        with transaction.atomic():
            maak_bericht(kenmerk="eerste deel")
        raise ZeroDivisionError

    [gedaan] = doe_dagelijks(VANDAAG, (Taak("lang", in_delen, in_delen=True),))
    assert isinstance(gedaan.fout, ZeroDivisionError)
    assert Bericht.objects.get().kenmerk == "eerste deel"
    assert [taak.naam for taak in TAKEN if taak.in_delen] == ["maanden tellen"]


def test_the_exit_code_tells_that_something_failed():
    class MetFout(Command):
        taken = (Taak("stuk", lambda datum: 1 / 0), *TAKEN)

    with pytest.raises(CommandError, match="mislukt: stuk"):
        call_command(MetFout(), datum=VANDAAG)


@pytest.mark.parametrize("tekst", ["2026-13-01", "morgen"])
def test_a_day_that_is_none_is_refused(tekst):
    with pytest.raises(CommandError, match="--datum"):
        call_command("dagelijks", "--datum", tekst)


def test_a_day_to_come_clears_nothing_before_its_time(vandaag):
    nu = timezone.now()
    assert moment_van(VANDAAG + 500 * DAG) == moment_van(VANDAAG) == nu
    assert moment_van(VANDAAG - DAG) < nu
