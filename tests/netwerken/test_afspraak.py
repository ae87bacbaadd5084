"""Agreements: which are open and which too late, and what became of the parties of before."""

import datetime
import json

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from netwerken.models import Afspraak, Toezegging
from tests.hulp.bouwers import (
    maak_accommodatie,
    maak_afspraak,
    maak_coordinator,
    maak_gebruiker,
    maak_netwerk,
    maak_organisatie,
    maak_toezegging,
)

pytestmark = pytest.mark.django_db
DAG = datetime.timedelta(days=1)


@pytest.mark.parametrize("stand", Afspraak.Stand.values)
def test_an_agreement_is_open_until_it_was_done_or_dropped(stand):
    afspraak = maak_afspraak(stand=stand)
    open_ = stand not in ("uitgevoerd", "vervallen")
    assert Afspraak.objects.open().filter(pk=afspraak.pk).exists() == open_ == afspraak.is_open


@pytest.mark.parametrize(
    ("velden", "belofte", "laat"),
    [
        ({"stand": "geldt", "deadline": -1}, None, True),
        ({"stand": "geldt", "deadline": 0}, None, False),
        ({"stand": "uitgevoerd", "deadline": -1}, None, False),
        ({"stand": "geldt"}, {"uiterlijk": -1}, True),
        ({"stand": "geldt"}, {"uiterlijk": 0}, False),
        ({"stand": "geldt"}, {"uiterlijk": -1, "stand": "gedaan"}, False),
        ({"stand": "geldt"}, {"uiterlijk": -1, "stand": "vervallen"}, False),
        ({"stand": "geldt"}, {"uiterlijk": -1, "wat": ""}, False),
        ({"stand": "vervallen"}, {"uiterlijk": -1}, False),
        ({"stand": "geldt", "deadline": 9}, {"uiterlijk": -1}, True),
    ],
)
def test_what_is_open_after_its_last_day_is_too_late(vandaag, velden, belofte, laat):
    vandaag = timezone.localdate()

    def op_dag(velden):
        dagen = {naam: velden[naam] for naam in ("deadline", "uiterlijk") if naam in velden}
        return velden | {naam: vandaag + n * DAG for naam, n in dagen.items()}

    afspraak = maak_afspraak(**op_dag(velden))
    if belofte is not None:
        maak_toezegging(afspraak=afspraak, **{"wat": "opent de deur"} | op_dag(belofte))
    assert list(Afspraak.objects.te_laat(vandaag)) == ([afspraak] if laat else [])
    assert afspraak.is_te_laat(vandaag) == laat


def test_a_party_is_an_organisation_a_place_or_a_role():
    organisatie, plek, rol = maak_organisatie(), maak_accommodatie(), "bewoners"
    wie = {"organisatie": organisatie, "accommodatie": plek, "omschreven_rol": rol}
    for naam in wie:
        maak_toezegging(**{naam: wie[naam]}).full_clean()
    for geen in ({}, *({n: w for n, w in wie.items() if n != naam} for naam in wie), wie):
        rij = Toezegging(afspraak=maak_afspraak(), **geen)
        with pytest.raises(ValidationError, match="Kies een organisatie of een plek, of"):
            rij.full_clean()


def test_two_places_may_take_part_without_a_promise_and_one_only_once():
    eerste = maak_toezegging(accommodatie=maak_accommodatie())
    maak_toezegging(afspraak=eerste.afspraak, accommodatie=maak_accommodatie())
    with pytest.raises(ValidationError, match="Deze plek staat er al zo bij"):
        maak_toezegging(afspraak=eerste.afspraak, accommodatie=eerste.accommodatie)


def test_the_same_party_may_promise_two_things_and_not_one_thing_twice():
    eerste = maak_toezegging(wat="opent de deur")
    wie = {"afspraak": eerste.afspraak, "organisatie": eerste.organisatie}
    maak_toezegging(**wie, wat="zet koffie")
    with pytest.raises(ValidationError, match="Deze organisatie staat er al zo bij"):
        maak_toezegging(**wie, wat="opent de deur")


def test_a_promise_belongs_to_who_may_edit_the_agreement():
    netwerk = maak_netwerk()
    rij = maak_toezegging(afspraak=maak_afspraak(netwerk=netwerk, openbaar=False))
    assert rij.can_edit(maak_coordinator(netwerk))
    for vreemde in (maak_gebruiker(), maak_coordinator(maak_netwerk())):
        assert not rij.can_edit(vreemde)
        assert not Toezegging.objects.visible_to(vreemde).exists()


@pytest.mark.eenmaal
def test_parties_of_before_became_rows_and_their_history_went_along(gemigreerd):
    toezeggingen, historie = json.loads((gemigreerd / "rest.json").read_text())[5:7]
    assert toezeggingen == [["Blijft", ""], [None, "bewoners"]]
    assert sorted(historie) == [["", "+"], ["", "+"], ["", "-"], ["bewoners", "+"]]
