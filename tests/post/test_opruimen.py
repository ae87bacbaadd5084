"""What is left of a mail and of an address after a while, and when somebody is forgotten."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from buurtnet.post.adressen import GeweigerdAdres, geweigerd
from buurtnet.post.bericht import LEEG_NA, WEG_NA, Bericht, Stand
from buurtnet.post.klaarzetten import zet_klaar
from buurtnet.post.opruimen import ruim_op, wis_adres
from tests.hulp.bouwers import maak_bericht
from tests.hulp.postproef import bezorg

pytestmark = pytest.mark.django_db
DAG = datetime.timedelta(days=1)
VELDEN = ("aan", "antwoord_aan", "onderwerp", "tekst", "laatste_fout")


def van_een_persoon():
    """{state: a mail in it that says something of somebody everywhere}."""
    berichten = {}
    for stand in Stand:
        bericht = maak_bericht(
            aan="kanarie@voorbeeld.nl",
            onderwerp="Kanarie",
            tekst="Kanarie",
            antwoord_aan="kanarie@voorbeeld.nl",
            koppen={"X-Wie": "kanarie"},
        )
        Bericht.objects.filter(pk=bericht.pk).update(stand=stand, laatste_fout="kanarie")
        berichten[stand] = bericht
    return berichten


def standen():
    return set(Bericht.objects.values_list("stand", flat=True))


def test_after_ninety_days_nothing_of_a_person_is_left_but_what_still_waits():
    van_een_persoon()
    geweigerd("weg@voorbeeld.nl")
    nu = timezone.now()
    assert ruim_op(nu + LEEG_NA - DAG) == 0
    assert ruim_op(nu + LEEG_NA + DAG) == 4
    assert ruim_op(nu + LEEG_NA + DAG) == 0
    assert standen() == {Stand.KLAAR, Stand.GECLAIMD, Stand.VERSTUURD, Stand.INGETROKKEN}
    leeg = Bericht.objects.filter(stand__in=(Stand.VERSTUURD, Stand.INGETROKKEN))
    assert "kanarie" not in str(list(leeg.values(*VELDEN, "koppen"))).lower()
    assert Bericht.objects.count() == len(Stand)
    ruim_op(nu + WEG_NA + DAG)
    assert standen() == {Stand.KLAAR, Stand.GECLAIMD}
    assert not GeweigerdAdres.objects.exists()


def test_the_day_does_so(time_machine):
    maak_bericht(aan="kanarie@voorbeeld.nl")
    bezorg()
    time_machine.move_to(timezone.now() + LEEG_NA + DAG)
    call_command("dagelijks")
    assert Bericht.objects.get().aan == ""


def test_who_is_forgotten_is_in_no_mail_and_gets_none_but_the_mark_stays():
    van_een_persoon()
    ander, _nieuw = zet_klaar("x", "x:1", "jan@voorbeeld.nl", "X", "Van KANARIE@voorbeeld.nl")
    blijft = maak_bericht(aan="nel@voorbeeld.nl")
    geweigerd("ander@voorbeeld.nl")
    GeweigerdAdres.objects.create(adres="kanarie@voorbeeld.nl")
    aantal = Bericht.objects.count()
    assert wis_adres("Kanarie@voorbeeld.nl") == len(Stand) + 2
    assert "kanarie" not in str(list(Bericht.objects.values())).lower()
    assert [rij.adres for rij in GeweigerdAdres.objects.all()] == ["ander@voorbeeld.nl"]
    assert [post.to for post in bezorg()] == [["nel@voorbeeld.nl"]]
    blijft.refresh_from_db()
    assert blijft.aan == "nel@voorbeeld.nl"
    _zelfde, nieuw = zet_klaar("x", ander.kenmerk, "kanarie@voorbeeld.nl", "X", "Y")
    assert (nieuw, Bericht.objects.count()) == (False, aantal)
