"""Two people and one agenda at the same moment: adopting, adopting another, changing it."""

import pytest
from django.test import Client
from django.urls import reverse

from buurtnet.bewerken.handelingen import Handeling
from tests.hulp.bouwers import (
    VANDAAG,
    maak_agenda,
    maak_agendapunt,
    maak_coordinator,
    maak_thema,
    maak_werkgebied,
)
from tests.hulp.drukte import tegelijk
from wijken.models import Agenda

pytestmark = pytest.mark.django_db(transaction=True)
RONDES = 3


@pytest.fixture
def plek(vandaag):
    return maak_werkgebied()


@pytest.fixture
def oud(plek):
    agenda = maak_agenda(naam="Oud", wijken=[plek.wijk], stand="vastgesteld")
    maak_agendapunt(agenda=agenda, thema=maak_thema())
    return agenda


def concept_na(oud, plek):
    concept = maak_agenda(wijken=[plek.wijk], stand="concept", vervolg_op=oud)
    maak_agendapunt(agenda=concept, thema=maak_thema())
    return concept


def klant_van(plek):
    klant = Client()
    klant.force_login(maak_coordinator(plek.netwerk))
    return klant


def stelt_vast(plek, concept, oud):
    """What a coordinator of `plek` sends to adopt `concept`; gives the status of the answer."""
    klant, pad = klant_van(plek), reverse("wijken:agenda_vaststellen", args=[concept.slug])
    gegevens = {"versie": concept.versie, "draagvlak": "gedragen", "vervangt": oud.pk}
    gegevens |= {"vanaf": "22-11-2026", "openbaar": "on"}
    return lambda: klant.post(pad, gegevens).status_code


def geldende(plek):
    return Agenda.objects.geldend(VANDAAG).filter(wijken=plek.wijk)


@pytest.mark.parametrize("_ronde", range(RONDES))
def test_of_two_concepts_that_are_adopted_at_once_one_takes_the_place(plek, oud, _ronde):
    daden = [stelt_vast(plek, concept_na(oud, plek), oud) for _n in range(2)]
    assert sorted(tegelijk(*daden)) == [200, 302]
    assert geldende(plek).count() == 1
    assert Handeling.objects.count() == 1


def test_without_reading_it_under_the_lock_both_would_take_the_place(plek, oud):
    """What adopting would do on what was read before: the race that the lock is for."""
    concepten = [concept_na(oud, plek) for _n in range(2)]
    gezien = [Agenda.objects.opvolgbaar_door(een, VANDAAG).get() for een in concepten]
    for concept in concepten:
        concept.stand, concept.vanaf, concept.vervolg_op = "vastgesteld", VANDAAG, oud
        concept.save()
    assert gezien == [oud, oud]
    assert set(geldende(plek)) >= set(concepten)


@pytest.mark.parametrize("_ronde", range(RONDES))
def test_one_concept_that_two_adopt_at_once_is_adopted_once(plek, oud, _ronde):
    concept = concept_na(oud, plek)
    daden, versies = [stelt_vast(plek, concept, oud) for _n in range(4)], oud.history.count()
    assert tegelijk(*daden) == [302] * 4
    assert list(geldende(plek)) == [concept]
    assert Handeling.objects.count() == 1
    assert oud.history.count() == versies + 1


@pytest.mark.parametrize("_ronde", range(RONDES))
@pytest.mark.parametrize("wie", ["oud", "concept"])
def test_adopting_and_changing_at_once_lose_nothing(plek, oud, wie, _ronde):
    concept = concept_na(oud, plek)
    rij = {"oud": oud, "concept": concept}[wie]
    klant, pad = klant_van(plek), reverse("wijken:agenda_wijzigen", args=[rij.slug])
    gegevens = {
        "naam": rij.naam,
        "soort": rij.soort,
        "wijken": [plek.wijk.pk],
        "stand": rij.stand,
        "draagvlak": rij.draagvlak,
        "status": "actief",
        "openbaar": "on",
        "versie": 1,
        "omschrijving": "Nieuw",
        "punten-TOTAL_FORMS": 0,
        "punten-INITIAL_FORMS": 0,
    }
    vast, gewijzigd = tegelijk(
        stelt_vast(plek, concept, oud), lambda: klant.post(pad, gegevens).status_code
    )
    rij.refresh_from_db()
    concept.refresh_from_db()
    assert gewijzigd == 302
    assert rij.omschrijving == "Nieuw"
    assert (vast == 302) == (concept.stand == "vastgesteld")
    # Whoever changes the concept first has it looked at once more before it is adopted.
    assert vast == 302 or wie == "concept"
