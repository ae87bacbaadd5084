"""An agreement that several people keep at the same moment: nothing is lost, nothing is twice."""

import threading

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from buurtnet.bewerken.handelingen import Handeling
from buurtnet.kern.bewerkbaar import Verouderd
from netwerken.models import Afspraak
from tests.hulp.bouwers import (
    maak_afspraak,
    maak_coordinator,
    maak_toezegging,
    maak_werkgebied,
)
from tests.hulp.drukte import tegelijk

pytestmark = pytest.mark.django_db(transaction=True)
SLEUTEL = "7d0f0c52-6b0c-4b62-9a53-3c6d0e5c9f11"
MENSEN = 4


@pytest.fixture
def plek():
    return maak_werkgebied()


@pytest.fixture
def afspraak(plek):
    return maak_afspraak(netwerk=plek.netwerk, wijken=[plek.wijk], stand="geldt", naam="Pact")


def klant(plek):
    client = Client()
    client.force_login(maak_coordinator(plek.netwerk))
    return client


def gevuld(plek, wie, **velden):
    gewoon = {"naam": "Pact", "soort": "werkafspraak", "wijken": [plek.wijk.pk], "stand": "geldt"}
    regel = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "0-omschreven_rol": wie}
    regel = {f"toezeggingen-{naam}": waarde for naam, waarde in regel.items()}
    return gewoon | {"netwerk": plek.netwerk.pk, "openbaar": "on"} | regel | velden


def test_lines_that_several_add_at_once_are_all_kept(plek, afspraak):
    pad = reverse("netwerken:afspraak_wijzigen", args=[afspraak.pk])
    klanten = [klant(plek) for _n in range(MENSEN)]
    antwoorden = tegelijk(
        *(
            lambda een=een, n=n: een.post(pad, gevuld(plek, f"rol {n}", versie=1))
            for n, een in enumerate(klanten)
        )
    )
    assert [antwoord.status_code for antwoord in antwoorden] == [302] * MENSEN
    assert {rij.wie for rij in afspraak.toezeggingen.all()} == {f"rol {n}" for n in range(MENSEN)}
    afspraak.refresh_from_db()
    assert afspraak.versie == MENSEN + 1


def test_a_form_that_is_sent_twenty_times_makes_one_agreement_with_its_lines(plek):
    pad = reverse("netwerken:afspraak_nieuw", kwargs={"netwerk": plek.netwerk.slug})
    een = klant(plek)
    kopieen = [Client() for _n in range(20)]
    for kopie in kopieen:
        kopie.cookies = een.cookies.copy()
    gegevens = gevuld(plek, "bewoners", sleutel=SLEUTEL)
    antwoorden = tegelijk(*(lambda k=kopie: k.post(pad, gegevens) for kopie in kopieen))
    assert {antwoord.status_code for antwoord in antwoorden} == {302}
    assert Afspraak.objects.get().toezeggingen.get().wie == "bewoners"


def test_a_press_and_a_change_at_once_are_both_kept(plek, afspraak):
    belofte = maak_toezegging(afspraak=afspraak, omschreven_rol="kerk", wat="zingt")
    gedaan = reverse("netwerken:afspraak_uitgevoerd", args=[afspraak.pk])
    wijzigen = reverse("netwerken:afspraak_wijzigen", args=[afspraak.pk])
    een, ander = klant(plek), klant(plek)
    _gedaan, antwoord = tegelijk(
        lambda: een.post(gedaan, {"toezegging": belofte.pk}),
        lambda: ander.post(wijzigen, gevuld(plek, "bewoners", versie=1)),
    )
    if antwoord.status_code == 200:
        # The press came first: the form asks about the line that it does not have.
        assert "bewoners" in antwoord.content.decode()
        ander.post(wijzigen, gevuld(plek, "bewoners", versie=2))
    assert {rij.wie: rij.stand for rij in afspraak.toezeggingen.all()} == {
        "kerk": "gedaan",
        "bewoners": "te_doen",
    }


def test_of_many_who_press_at_once_one_did_it(plek, afspraak):
    maak_toezegging(afspraak=afspraak, wat="zingt")
    pad = reverse("netwerken:afspraak_uitgevoerd", args=[afspraak.pk])
    klanten = [klant(plek) for _n in range(MENSEN)]
    antwoorden = tegelijk(*(lambda een=een: een.post(pad) for een in klanten))
    assert [antwoord.status_code for antwoord in antwoorden] == [302] * MENSEN
    afspraak.refresh_from_db()
    assert (afspraak.versie, afspraak.toezeggingen.get().versie) == (2, 2)
    assert Handeling.objects.count() == 1


def test_without_the_lock_all_but_one_of_them_would_be_refused(afspraak):
    """Whoever reads the row before the others saved it, works with what is no longer so."""
    gelezen = threading.Barrier(MENSEN)

    def druk():
        rij = Afspraak.objects.get(pk=afspraak.pk)
        gelezen.wait(timeout=20)
        rij.stand = Afspraak.Stand.UITGEVOERD
        try:
            with transaction.atomic():
                rij.save()
        except Verouderd:
            return False
        return True

    assert sorted(tegelijk(*[druk] * MENSEN)) == [False] * (MENSEN - 1) + [True]
