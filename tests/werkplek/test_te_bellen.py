"""Where mail brought no answer, the desk says whom to call, and what to say."""

import datetime

import pytest
from django.urls import reverse

from buurtnet.bewerken.handelingen import Handeling
from netwerken.models import Contactadres, Inzet
from netwerken.models.navraag import BELLEN_NA, HERINNERINGEN
from tests.hulp.bouwers import (
    VANDAAG,
    in_hoede_van,
    log_in,
    maak_contactadres,
    maak_contactpunt,
    maak_coordinator,
    maak_deelname,
    maak_geweigerdadres,
    maak_navraag,
    maak_organisatie,
)
from tests.hulp.lijstproef import kost_evenveel
from tests.hulp.meldproef import tekst_van
from tests.hulp.navraagproef import DAG, EMAIL, OUD, druk, link_uit, maak_partij, staat, stuur

pytestmark = pytest.mark.django_db
WERKPLEK = "/werkplek/"
STIL = VANDAAG + HERINNERINGEN[-1] + BELLEN_NA


@pytest.fixture
def stil(client, eigen, wijk, vandaag, time_machine):
    """An organisation of `eigen` that got three mails, and the day to call it."""
    organisatie = maak_partij(eigen.netwerk, wijk)
    maak_contactpunt(organisatie=organisatie, telefoon="050 1", telefoon_zichtbaar="openbaar")
    for na in (0 * DAG, *HERINNERINGEN):
        stuur(VANDAAG + na)
    time_machine.move_to(datetime.datetime.combine(STIL, datetime.time(12)))
    log_in(client, maak_coordinator(eigen.netwerk))
    return organisatie


def gebeld(adres):
    return reverse("netwerken:contactadres_gebeld", args=[adres.pk])


def test_who_never_answered_is_called_with_what_to_say_and_a_number(client, stil, time_machine):
    bureau = client.get(WERKPLEK)
    tekst = tekst_van(bureau)
    assert "1 partij om te bellen" in tekst
    assert "Drie keer gemaild sinds 22 november, geen antwoord." in tekst
    assert "Goedendag, je spreekt met" in tekst
    assert 'href="tel:050 1"' in bureau.content.decode()
    assert EMAIL not in bureau.content.decode()
    time_machine.move_to(datetime.datetime.combine(STIL - DAG, datetime.time(12)))
    assert "om te bellen" not in tekst_van(client.get(WERKPLEK))


def test_what_was_heard_is_confirmed_in_one_press_and_can_be_undone(client, stil):
    adres = Contactadres.objects.get()
    assert client.post(gebeld(adres)).url == f"{WERKPLEK}#bellen"
    assert {*Inzet.objects.values_list("bevestigd_op", flat=True)} == {STIL}
    assert staat().stand == "beantwoord"
    assert "om te bellen" not in tekst_van(client.get(WERKPLEK))
    assert Handeling.objects.get().wat == "Humanitas: 5 regels nagegaan. Dank je wel."


def test_who_is_called_answers_also_for_what_others_keep(client, stil):
    elders = maak_deelname(organisatie=stil, bevestigd_op=OUD)
    client.post(gebeld(Contactadres.objects.get()))
    elders.refresh_from_db()
    assert elders.bevestigd_op == STIL
    reden = elders.history.first().history_change_reason
    assert reden == "bevestigd door het contact van Humanitas, gebeld"


def test_another_coordinator_calls_nobody_of_mine(client, stil):
    log_in(client, maak_coordinator())
    assert "om te bellen" not in tekst_van(client.get(WERKPLEK))
    assert client.post(gebeld(Contactadres.objects.get())).status_code == 404
    assert {*Inzet.objects.values_list("bevestigd_op", flat=True)} == {OUD}


def test_whoever_answers_late_is_not_called(client, stil):
    berichten = stuur(STIL)
    druk(client, link_uit(berichten[-1]), alles="1")
    assert "om te bellen" not in tekst_van(client.get(WERKPLEK))


def test_whose_mail_comes_back_is_called_at_once(client, eigen, vandaag):
    maak_contactadres(organisatie=in_hoede_van(eigen.netwerk, maak_organisatie()), email=EMAIL)
    maak_geweigerdadres(adres=EMAIL)
    tekst = tekst_van(client.get(WERKPLEK))
    assert "De mail komt terug" in tekst
    assert "We hebben geen telefoonnummer." in tekst


@pytest.mark.eenmaal
def test_many_to_call_cost_as_much_as_one(client, eigen, vandaag):
    def rijk(aantal):
        for _n in range(aantal):
            partij = in_hoede_van(eigen.netwerk, maak_organisatie())
            maak_contactpunt(organisatie=partij, telefoon="050 1", telefoon_zichtbaar="openbaar")
            lang = VANDAAG - 2 * BELLEN_NA
            maak_navraag(maak_contactadres(organisatie=partij), ronde=3, op=lang)

    kost_evenveel(client, rijk, 8, WERKPLEK)
