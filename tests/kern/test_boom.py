"""Trees: nothing lies below itself, and `pad` follows from the parents, also when many move."""

import threading
import time

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction

from netwerken.models import Netwerk
from tests.hulp.bouwers import maak_netwerk

pytestmark = pytest.mark.django_db


@pytest.fixture
def terwijl():
    """Carries out `ander` in another connection while this one has done `eerst` but not all."""

    def doe(eerst, ander):
        fouten = []

        def draad():
            try:
                ander()
            except ValidationError as fout:
                fouten.append(fout)
            finally:
                connection.close()

        loop = threading.Thread(target=draad)
        with transaction.atomic():
            eerst()
            loop.start()
            time.sleep(0.5)
        loop.join(timeout=20)
        return fouten

    return doe


def hang(netwerk, ouder):
    rij = Netwerk.objects.get(pk=netwerk.pk)
    rij.bovenliggend = ouder
    rij.save()


def paden():
    return dict(Netwerk.objects.values_list("naam", "pad"))


@pytest.mark.django_db(transaction=True)
def test_two_that_move_at_once_make_no_circle(terwijl):
    a, b = maak_netwerk(naam="a"), maak_netwerk(naam="b")
    c, d = maak_netwerk(naam="c", bovenliggend=b), maak_netwerk(naam="d", bovenliggend=a)
    [fout] = terwijl(lambda: hang(a, c), lambda: hang(b, d))
    assert "kring" in fout.messages[0]
    assert paden()["d"] == f"/{b.pk}/{c.pk}/{a.pk}/{d.pk}/"


@pytest.mark.django_db(transaction=True)
def test_a_child_hung_under_what_moves_at_that_moment_follows(terwijl):
    boven, ouder = maak_netwerk(), maak_netwerk(naam="ouder")
    terwijl(
        lambda: hang(ouder, boven),
        lambda: maak_netwerk(naam="kind", bovenliggend=Netwerk.objects.get(pk=ouder.pk)),
    )
    kind = Netwerk.objects.get(naam="kind")
    assert kind.pad == f"/{boven.pk}/{ouder.pk}/{kind.pk}/"


@pytest.mark.django_db(transaction=True)
def test_what_moves_while_its_parent_moves_takes_its_children_along(terwijl):
    boven, ouder = maak_netwerk(), maak_netwerk()
    tak = maak_netwerk(bovenliggend=ouder)
    kind = maak_netwerk(naam="kind", bovenliggend=tak)
    gelezen = Netwerk.objects.get(pk=tak.pk)
    gelezen.bovenliggend = None
    terwijl(lambda: hang(ouder, boven), gelezen.save)
    assert paden()["kind"] == f"/{tak.pk}/{kind.pk}/"


def test_zoekindex_lets_every_path_follow_from_the_parents_again(capsys):
    boven = maak_netwerk(naam="boven")
    midden = maak_netwerk(naam="midden", bovenliggend=boven)
    maak_netwerk(naam="onder", bovenliggend=midden)
    goed = paden()
    Netwerk.objects.filter(naam__in=["midden", "onder"]).update(pad="/0/")
    call_command("zoekindex")
    assert paden() == goed
    assert "2 paden van netwerken hersteld" in capsys.readouterr().out


def test_zoekindex_names_what_lies_below_itself_and_goes_on(capsys):
    a, fout = maak_netwerk(), maak_netwerk(naam="fout")
    b = maak_netwerk(bovenliggend=a)
    Netwerk.objects.filter(pk=a.pk).update(bovenliggend=b)
    Netwerk.objects.filter(pk=fout.pk).update(pad="/0/")
    call_command("zoekindex")
    assert paden()["fout"] == f"/{fout.pk}/"
    assert f"netwerken in een kring: {a.pk}, {b.pk}" in capsys.readouterr().err
