"""Undoing while somebody else edits: one of both is told, and nothing that was saved is lost."""

from functools import partial

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from buurtnet.bewerken.handelingen import Handeling
from buurtnet.bewerken.ongedaan import _Terugweg
from netwerken.models import Inzet
from tests.hulp.bouwers import maak_coordinator, maak_inzet, maak_organisatie, maak_werkgebied
from tests.hulp.drukte import tegelijk
from tests.hulp.naamwoorden import adres, ingevuld

pytestmark = pytest.mark.django_db(transaction=True)
RONDES = 4


def klant_van(gebruiker):
    klant = Client()
    klant.force_login(gebruiker)
    return klant


@pytest.fixture
def zaak():
    return maak_zaak()


def maak_zaak():
    """(her client, that of a colleague, an inzet that she changed, and how she did)."""
    plek = maak_werkgebied()
    zij, collega = (klant_van(maak_coordinator(plek.netwerk)) for _n in range(2))
    inzet = maak_inzet(wijk=plek.wijk, organisatie=maak_organisatie(), toelichting="eerst")
    velden = ingevuld(zij, inzet) | {"toelichting": "daarna"}
    assert zij.post(adres(inzet, "wijzigen"), velden).status_code == 302
    inzet.refresh_from_db()
    return zij, collega, inzet, Handeling.objects.latest("pk")


def test_of_undoing_and_editing_at_once_one_is_told():
    for _ronde in range(RONDES):
        zij, collega, inzet, gedaan = maak_zaak()
        velden = ingevuld(collega, inzet) | {"toelichting": "van een ander"}
        tegelijk(
            partial(zij.post, reverse("ongedaan"), {"handeling": gedaan.pk}),
            partial(collega.post, adres(inzet, "wijzigen"), velden),
        )
        gedaan.refresh_from_db()
        inzet.refresh_from_db()
        # Versions 1 and 2 were there; exactly one of both saved a third.
        assert inzet.versie == inzet.history.count() == 3
        if gedaan.ongedaan_door_id:
            assert inzet.toelichting == "eerst"
        else:
            assert inzet.toelichting == "van een ander"


def test_the_same_undone_many_times_at_once_is_undone_once(zaak):
    zij, _collega, inzet, gedaan = zaak
    druk = [lambda: zij.post(reverse("ongedaan"), {"handeling": gedaan.pk})] * 4
    antwoorden = tegelijk(*druk)
    assert [antwoord.status_code for antwoord in antwoorden] == [302] * 4
    inzet.refresh_from_db()
    assert (inzet.versie, inzet.toelichting) == (3, "eerst")


@transaction.atomic
def loop_terug_zonder_te_vergelijken(gedaan):
    """Undoing step by step, but for looking whether a row is still as it was left."""
    weg = _Terugweg(gedaan, gedaan.gebruiker, beheer=True)
    weg.rijen = weg._vergrendel()
    weg._vul_in()
    for stap in weg.stappen:
        weg._zet_terug(stap)


def test_without_looking_at_the_version_an_edit_would_be_lost(zaak):
    zij, collega, inzet, gedaan = zaak
    velden = ingevuld(collega, inzet) | {"toelichting": "van een ander"}
    assert collega.post(adres(inzet, "wijzigen"), velden).status_code == 302
    zij.post(reverse("ongedaan"), {"handeling": gedaan.pk})
    assert Inzet.objects.get().toelichting == "van een ander"
    loop_terug_zonder_te_vergelijken(gedaan)
    assert Inzet.objects.get().toelichting == "eerst"
