"""Saving part of a record: what follows from it follows, and nothing else is looked at."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from buurtnet.kern.record import OudAdres
from buurtnet.kern.zoekindex import Zoekingang, Zoekvermelding
from netwerken.models import Netwerk
from tests.hulp.bouwers import maak_netwerk

pytestmark = pytest.mark.django_db


def woorden(netwerk):
    vermeldingen = Zoekvermelding.objects.filter(ingang__object_id=netwerk.pk)
    return set(vermeldingen.values_list("woord__woord", flat=True))


def test_another_name_alone_gives_another_address():
    netwerk = maak_netwerk(naam="Oud")
    netwerk.naam = "Beter"
    netwerk.save(update_fields=["naam"])
    netwerk.refresh_from_db()
    assert (netwerk.slug, netwerk.versie) == ("beter", 2)
    assert OudAdres.objects.filter(slug="oud", doel=netwerk.uuid).exists()
    assert Zoekingang.objects.get(object_id=netwerk.pk).slug == "beter"


def test_a_text_alone_is_found():
    netwerk = maak_netwerk(doel="armoede")
    netwerk.doel = "verbinding"
    netwerk.save(update_fields=["doel"])
    assert "armoed" not in woorden(netwerk) and any("verbind" in een for een in woorden(netwerk))


def test_another_parent_alone_moves_all_below():
    boven, tak = maak_netwerk(), maak_netwerk()
    kind = maak_netwerk(bovenliggend=tak)
    tak.bovenliggend = boven
    tak.save(update_fields=["bovenliggend_id"])
    paden = dict(Netwerk.objects.values_list("pk", "pad"))
    assert (paden[tak.pk], paden[kind.pk]) == (
        f"/{boven.pk}/{tak.pk}/",
        f"/{boven.pk}/{tak.pk}/{kind.pk}/",
    )
    assert tak.history.first().bovenliggend == boven


def test_what_nothing_follows_from_costs_a_row_and_a_version():
    netwerk = maak_netwerk()
    netwerk.website = "https://voorbeeld.nl/"
    with CaptureQueriesContext(connection) as vragen:
        netwerk.save(update_fields=["website"])
    soorten = [vraag["sql"].partition(" ")[0] for vraag in vragen.captured_queries]
    # The last looks which coordinators to keep with the version.
    assert soorten == ["UPDATE", "INSERT", "SELECT"]
