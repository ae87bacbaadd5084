"""What somebody did is undone in one press, unless others built on it."""

import datetime

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from buurtnet.bewerken.handelingen import Handeling, handeling
from buurtnet.bewerken.ongedaan import NietOngedaan, maak_ongedaan
from buurtnet.kern.sloten import vergrendel
from netwerken.models import Deelname, Inzet, Organisatie
from tests.hulp.bouwers import (
    maak_coordinator,
    maak_deelname,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_peiling,
    maak_redacteur,
    maak_wijk,
)
from tests.hulp.naamwoorden import adres, ingevuld

pytestmark = pytest.mark.django_db
EINDE = {"tot": "22-11-2026", "reden": "subsidie gestopt", "versie": 1}


@pytest.fixture
def redacteur():
    return maak_redacteur()


@pytest.fixture
def redactie(client, redacteur):
    client.force_login(redacteur)
    return client


def doe(gebruiker, werk):
    """What `werk`, a callable, saves, as one Handeling of this person."""
    with transaction.atomic(), handeling(gebruiker, "iets") as gedaan:
        werk()
    return gedaan


def hernoem(rij, toelichting):
    rij.toelichting = toelichting
    rij.save()


def druk_ongedaan(client, gedaan=None):
    gedaan = gedaan or Handeling.objects.latest("pk")
    return client.post(reverse("ongedaan"), {"handeling": gedaan.pk}, follow=True)


def test_what_was_changed_says_again_what_it_said(redacteur):
    inzet = maak_inzet(toelichting="eerst")
    gedaan = doe(redacteur, lambda: hernoem(inzet, "daarna"))
    maak_ongedaan(gedaan, redacteur)
    inzet.refresh_from_db()
    assert (inzet.toelichting, inzet.versie) == ("eerst", 3)
    assert inzet.history.latest("history_id").history_change_reason == "ongedaan gemaakt"


def test_what_was_added_goes_and_its_history_stays(redacteur):
    gedaan = doe(redacteur, lambda: maak_inzet(toelichting="nieuw"))
    pk = Inzet.objects.get(toelichting="nieuw").pk
    maak_ongedaan(gedaan, redacteur)
    assert not Inzet.objects.filter(pk=pk).exists()
    soorten = Inzet.history.filter(id=pk).order_by("history_id")
    assert [*soorten.values_list("history_type", flat=True)] == ["+", "-"]


def test_what_was_deleted_comes_back_under_the_same_key_with_its_lists(redacteur):
    peiling = maak_peiling(uitvoerders=[maak_organisatie(naam="Humanitas")])
    doe(redacteur, peiling.save)
    pk = peiling.pk
    gedaan = doe(redacteur, peiling.delete)
    maak_ongedaan(gedaan, redacteur)
    terug = type(peiling).objects.get(pk=pk)
    assert [wie.naam for wie in terug.uitvoerders.all()] == ["Humanitas"]


def test_undoing_is_undone_in_its_turn(redacteur):
    inzet = maak_inzet(toelichting="eerst")
    terug = maak_ongedaan(doe(redacteur, lambda: hernoem(inzet, "daarna")), redacteur)
    maak_ongedaan(terug, redacteur)
    inzet.refresh_from_db()
    assert inzet.toelichting == "daarna"


def test_a_row_that_was_loaded_without_a_history_is_put_back_too(redacteur):
    peiling = maak_peiling(naam="eerst", uitvoerders=[maak_organisatie(naam="Humanitas")])
    peiling.history.all().delete()

    def werk():
        vers = type(peiling).objects.get(pk=peiling.pk)
        vers.naam = "daarna"
        vers.bewaar_lijst("uitvoerders", [], "anders")

    maak_ongedaan(doe(redacteur, werk), redacteur)
    peiling.refresh_from_db()
    assert peiling.naam == "eerst"
    assert [wie.naam for wie in peiling.uitvoerders.all()] == ["Humanitas"]


def test_many_rows_are_undone_together_or_not_at_all(redacteur):
    een, twee = maak_inzet(toelichting="een"), maak_inzet(toelichting="twee")

    def werk():
        hernoem(een, "anders")
        hernoem(twee, "anders")
        maak_deelname()

    gedaan = doe(redacteur, werk)
    hernoem(Inzet.objects.get(pk=twee.pk), "van een ander")
    with pytest.raises(NietOngedaan, match="daarna nog gewijzigd"):
        maak_ongedaan(gedaan, redacteur)
    een.refresh_from_db()
    assert een.toelichting == "anders"
    assert Deelname.objects.count() == 1


def test_what_was_added_stays_when_others_hung_something_on_it(redacteur):
    gedaan = doe(redacteur, lambda: maak_organisatie(naam="Nieuw"))
    organisatie = Organisatie.objects.get(naam="Nieuw")
    maak_inzet(organisatie=organisatie)
    with pytest.raises(NietOngedaan, match="Nieuw"):
        maak_ongedaan(gedaan, redacteur)
    assert Organisatie.objects.filter(pk=organisatie.pk).exists()


def test_what_was_added_with_what_hangs_on_it_goes_as_a_whole(redacteur):
    gedaan = doe(redacteur, lambda: maak_inzet(organisatie=maak_organisatie(naam="Nieuw")))
    maak_ongedaan(gedaan, redacteur)
    assert not Organisatie.objects.filter(naam="Nieuw").exists()


def test_what_was_added_and_saved_once_more_goes_with_what_came_to_point_at_it(redacteur):
    peiling = maak_peiling()

    def werk():
        nieuw = maak_organisatie()
        maak_inzet(organisatie=nieuw)
        peiling.bewaar_lijst("uitvoerders", [nieuw], "")
        nieuw.naam = "Nog eens bewaard"
        nieuw.save()

    maak_ongedaan(doe(redacteur, werk), redacteur)
    assert not Organisatie.objects.exists()
    assert not Inzet.objects.exists()
    assert not peiling.uitvoerders.exists()


def test_nothing_comes_back_that_outlives_what_it_hangs_on(redacteur):
    inzet = maak_inzet(netwerk=maak_netwerk())
    gedaan = doe(redacteur, inzet.delete)
    inzet.netwerk.beeindig(datetime.date(2026, 1, 31))
    inzet.netwerk.save()
    with pytest.raises(NietOngedaan, match="loopt zelf tot en met 31 januari 2026"):
        maak_ongedaan(gedaan, redacteur)
    assert not Inzet.objects.exists()


def test_one_comes_back_to_a_list_with_many_filters(redactie):
    inzet = maak_inzet()
    terug = f"/wijken/?q={'a' * 1400}"
    assert redactie.post(adres(inzet, "bevestigen"), {"terug": terug}).url == terug
    assert druk_ongedaan(redactie).redirect_chain[0] == (terug, 302)


def test_the_same_is_undone_once(redacteur):
    gedaan = doe(redacteur, lambda: hernoem(maak_inzet(), "daarna"))
    maak_ongedaan(gedaan, redacteur)
    with pytest.raises(NietOngedaan, match="al gebeurd"):
        maak_ongedaan(gedaan, redacteur)


def test_what_is_long_ago_is_not_undone(redacteur):
    gedaan = doe(redacteur, lambda: hernoem(maak_inzet(), "daarna"))
    with (
        time_machine.travel(timezone.now() + datetime.timedelta(days=15)),
        pytest.raises(NietOngedaan, match="te lang geleden"),
    ):
        maak_ongedaan(gedaan, redacteur)


def test_who_lost_the_right_to_a_row_does_not_change_it_by_undoing(redacteur):
    coordinator = maak_coordinator()
    inzet = maak_inzet(toelichting="eerst")
    gedaan = doe(coordinator, lambda: hernoem(inzet, "daarna"))
    with pytest.raises(NietOngedaan, match="niet \\(meer\\) van jou"):
        maak_ongedaan(gedaan, coordinator)


def test_a_handeling_without_rows_is_not_kept(redacteur):
    gedaan = doe(redacteur, lambda: None)
    assert gedaan.pk is None


def test_one_within_another_is_part_of_it(redacteur):
    inzet = maak_inzet(toelichting="eerst")
    gedaan = doe(redacteur, lambda: doe(redacteur, lambda: hernoem(inzet, "daarna")))
    assert Handeling.objects.get() == gedaan


def test_the_message_of_a_form_has_a_button_that_undoes_it(redactie):
    inzet = maak_inzet(toelichting="eerst")
    pad = adres(inzet, "wijzigen")
    antwoord = redactie.post(
        pad, ingevuld(redactie, inzet) | {"toelichting": "daarna"}, follow=True
    )
    assert "Maak ongedaan" in antwoord.content.decode()
    antwoord = druk_ongedaan(redactie)
    assert "Ongedaan gemaakt: Inzet gewijzigd" in antwoord.content.decode()
    inzet.refresh_from_db()
    assert inzet.toelichting == "eerst"


def test_ending_a_whole_is_undone_with_all_that_ended_along(redactie):
    organisatie = maak_organisatie()
    inzet = maak_inzet(organisatie=organisatie)
    redactie.post(adres(organisatie, "beeindigen"), EINDE)
    druk_ongedaan(redactie)
    for rij in (organisatie, inzet):
        rij.refresh_from_db()
        assert (rij.tot, rij.status) == (None, "actief")


def test_confirming_is_undone(redactie):
    inzet = maak_inzet(bevestigd_op=None)
    redactie.post(adres(inzet, "bevestigen"))
    druk_ongedaan(redactie)
    inzet.refresh_from_db()
    assert inzet.bevestigd_op is None


def test_putting_back_is_undone(redactie):
    inzet = maak_inzet(toelichting="eerst")
    hernoem(inzet, "daarna")
    toen = inzet.history.earliest("history_id")
    redactie.post(adres(inzet, "geschiedenis"), {"toen": toen.history_id, "versie": inzet.versie})
    druk_ongedaan(redactie)
    inzet.refresh_from_db()
    assert inzet.toelichting == "daarna"


def test_nobody_undoes_what_another_coordinator_did(client, redacteur):
    gedaan = doe(redacteur, lambda: hernoem(maak_inzet(), "daarna"))
    client.force_login(maak_coordinator())
    assert druk_ongedaan(client, gedaan).status_code == 404


def test_a_reason_is_told_when_it_can_not_be_undone(redactie, redacteur):
    inzet = maak_inzet()
    gedaan = doe(redacteur, lambda: hernoem(inzet, "daarna"))
    hernoem(inzet, "later")
    antwoord = druk_ongedaan(redactie, gedaan)
    assert "Ongedaan maken kan niet" in antwoord.content.decode()


def test_undoing_a_wijk_of_a_tree_puts_it_back_in_its_place(redacteur):
    ouder, wijk = maak_wijk(naam="Ouder"), maak_wijk(naam="Kind")
    wijk.refresh_from_db()
    pad = wijk.pad

    def werk():
        [vers] = vergrendel(type(wijk).objects.filter(pk=wijk.pk))
        vers.ligt_in = ouder
        vers.save()

    maak_ongedaan(doe(redacteur, werk), redacteur)
    wijk.refresh_from_db()
    assert wijk.pad == pad


def test_what_pointed_at_something_that_is_gone_says_what_is_gone(redacteur):
    netwerk = maak_netwerk()
    inzet = maak_inzet(netwerk=netwerk, organisatie=maak_organisatie())

    def laat_los():
        inzet.netwerk = None
        inzet.save()

    gedaan = doe(redacteur, laat_los)
    netwerk.delete()
    with pytest.raises(NietOngedaan, match="wat er stond bij “via netwerk”, bestaat niet meer"):
        maak_ongedaan(gedaan, redacteur)
    inzet.refresh_from_db()
    assert inzet.versie == 2


@pytest.mark.django_db(transaction=True)
def test_what_the_database_refuses_for_that_says_so_too(redacteur):
    """A reference that no check saw, as when it goes at that very moment."""
    organisatie, netwerk = maak_organisatie(), maak_netwerk()
    deelname = maak_deelname(organisatie=organisatie, netwerk=netwerk)
    gedaan = doe(redacteur, deelname.delete)
    # Of a user no history tells whether they are still there.
    Deelname.history.update(bevestigd_door_id=987654)
    with pytest.raises(NietOngedaan, match="iets waar het bij hoorde, bestaat niet meer"):
        maak_ongedaan(gedaan, redacteur)
    assert not Deelname.objects.exists()
