"""Of a link that is posted many times at once, one answer counts."""

import pytest
from django.test import Client

from netwerken.models import Inzet, Voorstel
from netwerken.navragen.antwoorden import noteer, zoek
from tests.hulp.bouwers import VANDAAG, maak_netwerk, maak_wijk
from tests.hulp.drukte import tegelijk
from tests.hulp.navraagproef import druk, link_uit, maak_partij, staat, stuur

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pad(vandaag):
    maak_partij(maak_netwerk(), maak_wijk())
    [bericht] = stuur()
    return link_uit(bericht)


def test_the_same_answer_posted_twenty_times_at_once_is_given_once(pad):
    antwoorden = tegelijk(*[lambda: druk(Client(), pad, alles="1")] * 20)
    assert {antwoord.status_code for antwoord in antwoorden} <= {200, 302}
    assert {*Inzet.objects.values_list("versie", "bevestigd_op")} == {(2, VANDAAG)}
    assert staat().stand == "beantwoord"


def test_the_same_change_posted_many_times_at_once_is_one_proposal(pad):
    inzet = next(naam for naam in staat().rijen if naam.startswith("inzet"))
    plek = f"{pad}{inzet}/anders/"
    tegelijk(*[lambda: druk(Client(), plek, toelichting="Maatjes voor iedereen")] * 8)
    assert Voorstel.objects.count() == 1


def test_of_two_different_answers_at_once_from_one_organisation_one_counts(pad):
    naam = next(naam for naam in staat().rijen if naam.startswith("inzet"))
    tegelijk(
        lambda: druk(Client(), pad, klopt=naam),
        lambda: druk(Client(), f"{pad}{naam}/gestopt/", tot="vandaag"),
        lambda: druk(Client(), f"{pad}{naam}/anders/", toelichting="Maatjes voor iedereen"),
    )
    antwoord, inzet = staat().rijen[naam], Inzet.objects.get(pk=naam.split("-")[1])
    assert (antwoord == "klopt") == (inzet.bevestigd_op == VANDAAG)
    soorten = [voorstel.soort for voorstel in Voorstel.objects.all()]
    assert soorten == {"klopt": [], "gestopt": ["stop"], "anders": ["wijziging"]}[antwoord]


def test_the_day_done_by_two_at_once_asks_once(pad):
    tegelijk(*[lambda: stuur(VANDAAG)] * 2)
    assert len(stuur()) == 1


def test_without_the_lock_the_second_overwrites_what_the_first_said(pad):
    sleutel = pad.split("/")[2]
    een, ander = (zoek(sleutel, VANDAAG) for _keer in range(2))
    eerste, tweede = [*een.onbeantwoord][:2]
    noteer(een, [eerste], type(een.navraag).Antwoord.KLOPT, VANDAAG)
    noteer(ander, [tweede], type(een.navraag).Antwoord.KLOPT, VANDAAG)
    assert staat().rijen[eerste] == ""
