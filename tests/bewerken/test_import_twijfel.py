"""A day in a file that can hardly be meant is asked about, and only goes in when that was said."""

import datetime

import pytest
import time_machine

from netwerken.models import Organisatie
from tests.hulp.bouwers import maak_organisatie
from tests.hulp.importproef import adres, csv, proef

pytestmark = pytest.mark.django_db
EIND = datetime.date(2062, 1, 1)


@pytest.fixture(autouse=True)
def _in_2026():
    with time_machine.travel("2026-11-22 12:00+01:00", tick=False):
        yield


def lijst(tot):
    return csv("naam;soort;vanaf;tot", f"Ver Weg;zorg;2020-01-01;{tot}")


def bevestig(client, eerst, **meer):
    velden = eerst.context["confirm_form"].initial
    return client.post(adres(Organisatie, "process_import"), velden | meer, follow=True)


def test_it_is_told_by_row_and_column_and_goes_in_once_it_was_said(staf):
    eerst = proef(staf, Organisatie, lijst("2062-01-01"))
    tekst = " ".join(eerst.content.decode().split())
    assert "Regel 2: tot en met: 2062 is pas over 36 jaar. Klopt dat?" in tekst
    assert 'name="klopt" value="1" required' in tekst
    antwoord = bevestig(staf, eerst)
    assert "zeg eerst of de datums kloppen" in antwoord.content.decode()
    assert not Organisatie.objects.exists()
    eerst = proef(staf, Organisatie, lijst("2062-01-01"))
    bevestig(staf, eerst, klopt="1")
    assert Organisatie.objects.get().tot == EIND


def test_nobody_is_asked_about_what_may_well_be_meant(staf):
    eerst = proef(staf, Organisatie, lijst("2027-01-01"))
    assert "Kloppen deze datums?" not in eerst.content.decode()
    bevestig(staf, eerst)
    assert Organisatie.objects.get().naam == "Ver Weg"


def test_what_was_there_already_is_not_asked_about_again(staf):
    rij = maak_organisatie(naam="Ver Weg", soort="zorg", vanaf=datetime.date(2020, 1, 1), tot=EIND)
    inhoud = csv("naam;soort;tot;omschrijving", "Ver Weg;zorg;2062-01-01;Nu")
    eerst = proef(staf, Organisatie, inhoud)
    assert "Kloppen deze datums?" not in eerst.content.decode()
    bevestig(staf, eerst)
    rij.refresh_from_db()
    assert (rij.omschrijving, rij.tot) == ("Nu", EIND)
