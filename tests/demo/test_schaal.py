"""The synthetic city: as large as asked, and the same for the same seed."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from buurtnet.demo.schaal import vul
from buurtnet.kern.zoekindex import Zoekingang
from initiatieven.models import Initiatief
from netwerken.models import Inzet, Organisatie
from wijken.models import Wijk

pytestmark = pytest.mark.django_db


def afdruk():
    """All that tells one city from another."""
    return (
        list(Wijk.objects.order_by("slug").values_list("uuid", "slug", "ligt_in__slug")),
        list(
            Inzet.objects.order_by("wijk__slug", "thema__slug", "organisatie__slug").values_list(
                "organisatie__slug", "wijk__slug", "thema__slug", "vanaf", "tot", "bevestigd_op"
            )
        ),
        list(Initiatief.objects.order_by("slug").values_list("slug", "omschrijving")),
    )


def stad(zaad):
    """Print of a small city that is rolled back again."""
    with transaction.atomic():
        vul(0.02, zaad)
        resultaat = afdruk()
        transaction.set_rollback(True)
    return resultaat


@pytest.mark.eenmaal
def test_the_same_seed_gives_the_same_city_and_another_seed_another():
    eerste = stad(1)
    assert stad(1) == eerste
    assert stad(2) != eerste


def test_the_city_is_as_large_as_asked_and_a_second_run_changes_nothing(capsys):
    call_command("demo", schaal=0.02)
    assert Organisatie.objects.count() == 100
    assert Initiatief.objects.count() == 400
    assert Inzet.objects.count() == 1200
    call_command("demo", schaal=0.02)
    assert "staat er al" in capsys.readouterr().out
    assert Inzet.objects.count() == 1200


def test_the_city_is_a_tree_and_can_be_searched():
    vul(0.02, 1)
    wortel = Wijk.objects.get(soort="stad")
    assert Wijk.objects.in_tak(wortel).count() == Wijk.objects.count()
    assert Zoekingang.objects.filter(soort="initiatieven.initiatief").count() == 400


def test_rows_keep_the_rules_of_the_model():
    vul(0.02, 1)
    for rij in [*Inzet.objects.all()[:50], *Initiatief.objects.all()[:50]]:
        rij.full_clean()


@pytest.mark.parametrize("onzin", ["0", "-1", "veel", "1000", "nan", "inf"])
def test_a_size_that_makes_no_sense_is_refused(onzin):
    with pytest.raises(CommandError, match="is geen getal boven 0"):
        call_command("demo", f"--schaal={onzin}")
