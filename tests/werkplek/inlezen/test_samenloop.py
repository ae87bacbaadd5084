"""A table is taken over once, whoever else writes; and undone at once while nobody built on it."""

import datetime
import threading

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.utils import timezone

from buurtnet.bewerken.handelingen import Handeling
from buurtnet.bewerken.inleesbestand import Inleesbestand
from buurtnet.werkplek.inlezen.lezing import Lezing
from buurtnet.werkplek.inlezen.overnemen import _Schrijver
from netwerken.models import Deelname, Inzet, Organisatie
from tests.hulp.bouwers import maak_coordinator, maak_thema
from tests.hulp.inleesproef import adres, lees_in, neem_over, stuur


@pytest.fixture
def regels(eigen):
    thema = maak_thema(naam="Gezondheid")
    return ["organisatie;wijk;thema", f"Buurtwacht;{eigen.wijk};{thema}"]


def maak_ongedaan(client):
    handeling = Handeling.objects.order_by("pk").last()
    return client.post("/werkplek/ongedaan/", {"handeling": handeling.pk}, follow=True)


@pytest.mark.django_db
def test_a_batch_is_undone_in_one_go(client, eigen, regels):
    soorten = (Inzet, Organisatie, Deelname)
    neem_over(client, lees_in(client, regels)[0])
    assert [soort.objects.count() for soort in soorten] == [1, 1, 1]
    maak_ongedaan(client)
    assert [soort.objects.count() for soort in soorten] == [0, 0, 0]


@pytest.mark.django_db
def test_a_batch_on_which_others_built_is_not_undone(client, eigen, regels):
    neem_over(client, lees_in(client, regels)[0])
    rij = Inzet.objects.get()
    rij.toelichting = "Elke dinsdag"
    rij.save()
    assert "Ongedaan maken kan niet" in maak_ongedaan(client).content.decode()
    assert Inzet.objects.count() == 1


@pytest.mark.django_db
def test_a_table_that_nobody_took_over_is_cleared_away(client, eigen, regels):
    oud, _antwoord = stuur(client, regels)
    nieuw, _antwoord = stuur(client, regels)
    lang_geleden = timezone.now() - datetime.timedelta(days=8)
    Inleesbestand.objects.filter(pk=oud.pk).update(op=lang_geleden)
    call_command("opruimen")
    assert list(Inleesbestand.objects.all()) == [nieuw]


def tegelijk(*taken):
    klaar, fouten = threading.Barrier(len(taken)), []

    def doe(taak):
        klaar.wait(timeout=20)
        try:
            taak()
        except Exception as fout:
            fouten.append(fout)
        finally:
            connections.close_all()

    draden = [threading.Thread(target=doe, args=(taak,)) for taak in taken]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=60)
    return fouten


@pytest.fixture
def twee(eigen, regels):
    """Two people, each with the same table ready to be taken over."""
    klaar = []
    for _wie in range(2):
        client = Client()
        client.force_login(maak_coordinator(eigen.netwerk))
        klaar.append((client, lees_in(client, regels)[0]))
    return klaar


@pytest.mark.django_db(transaction=True)
def test_the_same_table_from_two_people_at_once_makes_one_batch(twee):
    assert not tegelijk(*(lambda c=c, b=b: neem_over(c, b) for c, b in twee))
    assert (Organisatie.objects.count(), Inzet.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_the_same_button_from_two_tabs_makes_one_batch(client, twee):
    client, bestand = twee[0]
    assert not tegelijk(*(lambda: client.post(adres("overnemen", bestand)) for _keer in range(2)))
    assert (Organisatie.objects.count(), Handeling.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_without_its_turn_both_of_two_tables_would_add_the_organisation(twee):
    """The second looks before the first has written, and writes after that."""
    (client, eerste), (_ander, tweede) = twee
    lezing = Lezing(tweede, tweede.gebruiker, met_slot=True)
    assert lezing.uitkomsten
    neem_over(client, eerste)
    assert Organisatie.objects.filter(naam="Buurtwacht").count() == 1
    _Schrijver(lezing, tweede).schrijf(bevestig=False)
    assert Organisatie.objects.filter(naam="Buurtwacht").count() == 2
