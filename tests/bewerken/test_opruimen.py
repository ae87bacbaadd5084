"""The nightly cleaning takes only what no longer serves."""

import datetime
import uuid

import pytest
from django.core.management import call_command
from django.utils import timezone

from buurtnet.bewerken.handelingen import Handeling
from buurtnet.bewerken.inzending import Inzending
from tests.hulp.bouwers import maak_gebruiker

pytestmark = pytest.mark.django_db


def test_opruimen_forgets_old_forms_and_keeps_recent_ones(capsys):
    gebruiker = maak_gebruiker()
    oud, nieuw = (
        Inzending.objects.create(sleutel=uuid.uuid4(), gebruiker=gebruiker, doel="/")
        for _keer in range(2)
    )
    Inzending.objects.filter(pk=oud.pk).update(op=timezone.now() - datetime.timedelta(days=31))
    call_command("opruimen")
    assert list(Inzending.objects.all()) == [nieuw]
    assert "1 inzendingen opgeruimd" in capsys.readouterr().out


def test_opruimen_forgets_what_was_done_over_a_year_ago():
    gebruiker, nu = maak_gebruiker(), timezone.now()
    Handeling.objects.create(gebruiker=gebruiker, op=nu - datetime.timedelta(days=366))
    nieuw = Handeling.objects.create(gebruiker=gebruiker, op=nu - datetime.timedelta(days=364))
    call_command("opruimen")
    assert list(Handeling.objects.all()) == [nieuw]
