"""A move: one stay ends, the next begins, and what the guest does there goes along."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from netwerken.models import Huisvesting
from tests.hulp.bouwers import (
    in_hoede_van,
    maak_accommodatie,
    maak_activiteit,
    maak_huisvesting,
    maak_initiatief,
    maak_organisatie,
    maak_wijk,
)

pytestmark = pytest.mark.django_db


def test_huisvesting_verhuizen_closes_one_and_opens_the_next(client, eigen):
    oud = maak_huisvesting(accommodatie=maak_accommodatie(wijken=[eigen.wijk], naam="Vondelflat"))
    naar = maak_accommodatie(wijken=[eigen.wijk], naam="MFC De Wijert")
    pad = reverse("netwerken:huisvesting_verhuizen", args=[oud.pk])
    antwoord = client.post(
        pad,
        {
            "nieuwe_plek": "mfc de wijert",
            "laatste_dag": "31-5-2021",
            "versie": 1,
            "toelichting": "x",
        },
    )
    assert antwoord.url == naar.get_absolute_url()
    oud.refresh_from_db()
    nieuw = Huisvesting.objects.get(accommodatie=naar)
    assert (oud.tot, nieuw.vanaf) == (datetime.date(2021, 5, 31), datetime.date(2021, 6, 1))
    assert (nieuw.organisatie, nieuw.tot) == (oud.organisatie, None)
    assert nieuw.bevestigd_op == timezone.localdate()


def test_huisvesting_verhuizen_twice_moves_once(client, eigen):
    oud = maak_huisvesting(accommodatie=maak_accommodatie(wijken=[eigen.wijk]))
    naar = maak_accommodatie(wijken=[eigen.wijk])
    pad = reverse("netwerken:huisvesting_verhuizen", args=[oud.pk])
    gegevens = {"nieuwe_plek": naar.naam, "laatste_dag": "31-5-2021", "versie": 1}
    for _keer in range(2):
        antwoord = client.post(pad, gegevens)
        assert antwoord.url == naar.get_absolute_url()
    assert Huisvesting.objects.count() == 2
    elders = maak_accommodatie(wijken=[eigen.wijk])
    assert client.post(pad, gegevens | {"nieuwe_plek": elders.naam}).context["intussen"]


def test_huisvesting_verhuizen_refuses_a_place_of_another_and_a_day_too_early(client, eigen):
    oud = maak_huisvesting(
        accommodatie=maak_accommodatie(wijken=[eigen.wijk]), vanaf=datetime.date(2020, 1, 1)
    )
    pad = reverse("netwerken:huisvesting_verhuizen", args=[oud.pk])
    gegevens = {"nieuwe_plek": maak_accommodatie(wijken=[maak_wijk()]).naam, "laatste_dag": "2019"}
    form = client.post(pad, gegevens | {"versie": 1}).context["form"]
    assert set(form.errors) == {"nieuwe_plek", "laatste_dag"}


def test_huisvesting_verhuizen_needs_room_at_the_new_place(client, eigen):
    organisatie = maak_organisatie()
    oud = maak_huisvesting(
        organisatie=organisatie, accommodatie=maak_accommodatie(wijken=[eigen.wijk])
    )
    naar = maak_accommodatie(wijken=[eigen.wijk])
    maak_huisvesting(organisatie=organisatie, accommodatie=naar)
    pad = reverse("netwerken:huisvesting_verhuizen", args=[oud.pk])
    gegevens = {"nieuwe_plek": naar.naam, "laatste_dag": "vandaag", "versie": 1}
    assert "nieuwe_plek" in client.post(pad, gegevens).context["form"].errors
    oud.refresh_from_db()
    assert oud.tot is None


@pytest.fixture
def eettafel(eigen):
    """An initiative at a place, with another place to go to."""
    wijken = [eigen.wijk]
    plek = maak_accommodatie(wijken=wijken, naam="Vondelflat")
    stay = maak_huisvesting(
        accommodatie=plek, initiatief=maak_initiatief(naam="Eettafel", wijken=wijken)
    )
    stay.pad = reverse("netwerken:huisvesting_verhuizen", args=[stay.pk])
    stay.naar = maak_accommodatie(wijken=wijken, naam="MFC De Wijert")
    in_hoede_van(eigen.netwerk, stay.initiatief)
    return stay


def gegevens(stay, **meer):
    return {"nieuwe_plek": stay.naar.naam, "laatste_dag": "vandaag", "versie": stay.versie, **meer}


def doet(stay, **velden):
    return maak_activiteit(
        **{"initiatief": stay.initiatief, "accommodatie": stay.accommodatie, **velden}
    )


def test_activities_at_the_old_place_go_along_when_ticked(client, eettafel):
    mee, blijft = doet(eettafel, naam="Soep"), doet(eettafel, naam="Koor")
    doet(eettafel, naam="Elders", accommodatie=None)
    doet(eettafel, naam="Van een ander", initiatief=None)
    doet(eettafel, naam="Voorbij", tot=datetime.date(2021, 1, 1), status="gestopt")
    form = client.get(eettafel.pad).context["form"]
    assert set(form["activiteiten"].value()) == {mee.pk, blijft.pk}
    assert str(form).count(" checked") == 2
    for _keer in range(2):
        antwoord = client.post(eettafel.pad, gegevens(eettafel, activiteiten=[mee.pk]))
        assert antwoord.url == eettafel.naar.get_absolute_url()
    mee.refresh_from_db()
    blijft.refresh_from_db()
    assert (mee.accommodatie, blijft.accommodatie) == (eettafel.naar, eettafel.accommodatie)
    assert mee.history.first().history_change_reason == "verhuisd"
    assert (mee.versie, blijft.versie) == (2, 1)


def test_activities_stay_when_the_move_is_refused(client, eettafel):
    soep = doet(eettafel)
    anders = {"activiteiten": [soep.pk], "laatste_dag": "ooit"}
    assert client.post(eettafel.pad, gegevens(eettafel) | anders).status_code == 200
    soep.refresh_from_db()
    assert soep.accommodatie == eettafel.accommodatie


def test_without_activities_there_is_nothing_to_tick(client, eettafel):
    antwoord = client.get(eettafel.pad)
    assert "activiteiten" not in antwoord.context["form"].fields
    assert '<p class="inleiding">Nu: Vondelflat.</p>' in " ".join(
        antwoord.content.decode().split()
    ).replace("> ", ">").replace(" <", "<")


def test_a_move_to_the_same_place_says_so(client, eettafel):
    antwoord = client.post(eettafel.pad, gegevens(eettafel) | {"nieuwe_plek": "Vondelflat"})
    assert antwoord.context["form"].errors["nieuwe_plek"] == ["Eettafel zit daar al."]


@pytest.mark.parametrize(
    "periode",
    [
        {"status": "gepland"},
        {"status": "gepland", "vanaf": datetime.date(2022, 1, 1)},
        {"vanaf": datetime.date(2099, 1, 1)},
        {"status": "gestopt", "tot": datetime.date(2022, 1, 1)},
    ],
)
def test_who_is_not_there_does_not_move(client, eettafel, periode):
    Huisvesting.objects.filter(pk=eettafel.pk).update(**periode)
    tekst = client.get(eettafel.pad).content.decode()
    assert "Eettafel zit nu niet in Vondelflat" in tekst
    assert '<form class="formulier"' not in tekst
    assert client.post(eettafel.pad, gegevens(eettafel)).status_code == 200
    assert Huisvesting.objects.count() == 1
    lijst = reverse("netwerken:accommodatie_huisvesting", args=[eettafel.accommodatie.slug])
    tekst = client.get(lijst).content.decode()
    assert "wijzigen" in tekst
    assert eettafel.pad not in tekst


def test_an_announced_end_goes_along_to_the_new_place(eigen):
    einde = datetime.date(2027, 6, 30)
    huisvesting = maak_huisvesting(tot=einde, tot_precisie="maand")
    nieuw = huisvesting.verhuis(maak_accommodatie(), datetime.date(2026, 11, 22))
    assert (nieuw.tot, nieuw.tot_precisie) == (einde, "maand")


def test_nobody_moves_to_a_place_that_has_ended(client, eigen):
    dicht = maak_accommodatie(wijken=[eigen.wijk], tot=datetime.date(2026, 1, 1), status="gestopt")
    oud = maak_huisvesting(accommodatie=maak_accommodatie(wijken=[eigen.wijk]))
    pad = reverse("netwerken:huisvesting_verhuizen", args=[oud.pk])
    gegevens = {"nieuwe_plek": dicht.naam, "laatste_dag": "22-11-2026", "versie": 1}
    form = client.post(pad, gegevens).context["form"]
    assert "loopt zelf" in form.errors["nieuwe_plek"][0]
    assert Huisvesting.objects.get().tot is None
