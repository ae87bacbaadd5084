"""When a meeting is, and what the next one takes over."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from netwerken.models import Aanwezigheid, Bespreekpunt, Bijeenkomst
from tests.hulp.bouwers import (
    VANDAAG,
    maak_aanwezigheid,
    maak_accommodatie,
    maak_bespreekpunt,
    maak_bijeenkomst,
    maak_coordinator,
    maak_netwerk,
)

pytestmark = pytest.mark.django_db
MORGEN = VANDAAG + datetime.timedelta(days=1)


def test_what_is_to_come_is_what_is_planned_once_and_not_held():
    later = maak_bijeenkomst(vanaf=MORGEN)
    nu = maak_bijeenkomst(vanaf=VANDAAG, tot=VANDAAG)
    maak_bijeenkomst(vanaf=VANDAAG - datetime.timedelta(days=1))
    maak_bijeenkomst(vanaf=VANDAAG, gehouden_op=VANDAAG)
    maak_bijeenkomst(ritme="elke dinsdag")
    maak_bijeenkomst(status="gepland", tot=VANDAAG)
    assert list(Bijeenkomst.objects.komend(VANDAAG)) == [nu, later]


def test_a_rhythm_gives_the_next_day():
    reeks = maak_bijeenkomst(ritme="elke eerste dinsdag van de maand")
    assert list(Bijeenkomst.objects.reeksen(VANDAAG)) == [reeks]
    assert reeks.volgende_dag(VANDAAG) == datetime.date(2026, 12, 1)
    assert maak_bijeenkomst(ritme="af en toe").volgende_dag(VANDAAG) is None


def test_a_place_was_at_a_meeting_once():
    eerste = maak_aanwezigheid(accommodatie=maak_accommodatie(naam="De Wiershoeck"))
    assert str(eerste).startswith("De Wiershoeck – ")
    dubbel = Aanwezigheid(bijeenkomst=eerste.bijeenkomst, accommodatie=eerste.accommodatie)
    with pytest.raises(ValidationError, match="staat er al bij"):
        dubbel.full_clean()


def test_the_next_meeting_takes_over_what_stayed_open_once():
    netwerk = maak_netwerk()
    vorige, volgende = (maak_bijeenkomst(netwerk=netwerk) for _keer in range(2))
    open_ = maak_bespreekpunt(bijeenkomst=vorige, onderwerp="Vervoer", notitie="Te weinig tijd.")
    maak_bespreekpunt(bijeenkomst=vorige, onderwerp="Klaar", besproken=True)
    maak_bespreekpunt(bijeenkomst=volgende, onderwerp="Eerst", volgorde=4)
    for _keer in range(2):
        volgende.neem_over(vorige)
    eerste, punt = volgende.punten.all()
    assert (eerste.onderwerp, punt.onderwerp, punt.volgorde) == ("Eerst", "Vervoer", 5)
    assert (punt.vorige, punt.notitie, punt.besproken) == (open_, "Te weinig tijd.", False)
    assert punt.history.count() == 1


def test_a_point_is_of_who_keeps_the_meeting():
    netwerk = maak_netwerk()
    punt = maak_bespreekpunt(bijeenkomst=maak_bijeenkomst(netwerk=netwerk))
    assert punt.can_edit(maak_coordinator(netwerk))
    assert not Bespreekpunt.objects.editable_by(maak_coordinator()).exists()
