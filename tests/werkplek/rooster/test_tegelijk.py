"""Many at one rooster at the same moment, in threads; and what goes wrong without each guard."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from buurtnet.bewerken.handelingen import Handeling
from buurtnet.kern.bewerkbaar import Verouderd
from buurtnet.kern.periode import PERIODEVELDEN
from buurtnet.werkplek.rooster.nieuw import Regel
from netwerken.models import Deelname, Inzet, Organisatie
from tests.hulp.bouwers import VANDAAG, maak_werkgebied
from tests.hulp.drukte import tegelijk
from tests.hulp.roosterproef import Blad, sleutel

pytestmark = pytest.mark.django_db(transaction=True)
RONDES = 3


def opnieuw(rij):
    return Inzet.objects.get(pk=rij.pk)


# The same sheet, sent more than once


def nieuwe_partij(twee):
    blad = twee.bladen()[0].druk(twee.partij, twee.themas[0])
    return blad.vul(nieuw0="De Zonnebloem", nieuw0_op=[str(twee.themas[1].pk)])


def test_the_same_rooster_sent_twenty_times_makes_one(twee):
    assert tegelijk(*[nieuwe_partij(twee).klaar()] * 20) == [302] * 20
    assert Inzet.objects.count() == Deelname.objects.count() == 2
    assert Organisatie.objects.filter(naam="De Zonnebloem").count() == 1
    assert Handeling.objects.count() == 1


def maak_ongedaan(twee):
    gedaan = Handeling.objects.latest("pk")
    twee.klanten[0].post(reverse("ongedaan"), {"handeling": gedaan.pk})
    assert not Inzet.objects.exists()


def test_what_was_undone_does_not_come_back_by_what_was_still_on_its_way(twee):
    blad = nieuwe_partij(twee)
    assert blad.klaar()() == 302
    maak_ongedaan(twee)
    assert tegelijk(*[blad.klaar()] * 5) == [302] * 5
    assert not Inzet.objects.exists()
    assert not Organisatie.objects.filter(naam="De Zonnebloem").exists()


def test_without_its_one_time_key_it_would_come_back(twee):
    blad = nieuwe_partij(twee)
    assert blad.klaar()() == 302
    maak_ongedaan(twee)
    assert tegelijk(blad.klaar(sleutel=[""])) == [302]
    assert Inzet.objects.count() == 2


# Two coordinators


def test_two_at_once_keep_each_others_cells(twee):
    for ronde in range(RONDES):
        een, ander = twee.bladen()
        een.druk(twee.partij, twee.themas[ronde])
        ander.druk(twee.partij, twee.themas[ronde + 3])
        assert tegelijk(een.klaar(), ander.klaar()) == [302, 302]
        assert Inzet.objects.count() == 2 * (ronde + 1)


def test_without_saying_what_it_was_made_from_a_sheet_would_end_the_cells_of_the_other(twee):
    een, ander = twee.bladen()
    assert tegelijk(een.druk(twee.partij, twee.themas[0]).klaar()) == [302]
    rij = Inzet.objects.get()
    ander.druk(twee.partij, twee.themas[3])
    assert tegelijk(ander.klaar(was=[f"{rij.pk}.{rij.versie}"])) == [302]
    assert opnieuw(rij).tot == VANDAAG


def test_two_who_add_the_same_at_once_make_one(twee):
    for ronde, naam in enumerate(("De Zonnebloem", "Buurttuin", "Fietsclub")):
        bladen = twee.bladen()
        for blad in bladen:
            blad.druk(twee.partij, twee.themas[ronde])
            blad.vul(nieuw0=naam, nieuw0_op=[str(twee.themas[ronde].pk)])
        assert tegelijk(*[blad.klaar() for blad in bladen]) == [302, 302]
        assert Inzet.objects.filter(thema=twee.themas[ronde]).count() == 2
        assert Organisatie.objects.filter(naam=naam).count() == 1


def test_without_looking_once_more_the_second_of_two_who_add_the_same_fails(twee):
    een, ander = (blad.druk(twee.partij, twee.themas[0]) for blad in twee.bladen())
    with pytest.raises(IntegrityError):
        twee.schrijf_zonder_slot(een, ander.klaar())
    assert Inzet.objects.count() == 1


def test_without_taking_turns_there_would_be_two_of_one_name(twee):
    """The name is looked up before the other has added it, and added after that."""
    partij = Regel("De Zonnebloem").vind_partij(twee.mensen[0])
    ander = twee.bladen()[1].vul(nieuw0="De Zonnebloem")
    assert tegelijk(ander.klaar()) == [302]
    partij.record.save()
    assert Organisatie.objects.filter(naam="De Zonnebloem").count() == 2


# A sheet against the form of one of its rows


def test_ending_a_cell_loses_no_change_to_its_row(twee, caplog):
    for _ronde in range(RONDES):
        rij = twee.rij()
        blad = twee.bladen()[0].druk(twee.partij, rij.thema)
        rooster, formulier = tegelijk(blad.klaar(), twee.wijzigt(rij, "Maatjes."))
        rij = opnieuw(rij)
        assert {rooster, formulier} <= {200, 302}
        assert (rooster == 302) == (rij.tot == VANDAAG)
        assert (formulier == 302) <= (rij.toelichting == "Maatjes.")
        rij.delete()
    assert "BEZET" not in caplog.text


def test_without_the_lock_the_database_has_to_refuse_a_sheet(twee):
    rij = twee.rij()
    blad = twee.bladen()[0].druk(twee.partij, rij.thema)
    with pytest.raises(Verouderd):
        twee.schrijf_zonder_slot(blad, twee.wijzigt(rij, "Maatjes."))
    assert (opnieuw(rij).toelichting, opnieuw(rij).tot) == ("Maatjes.", None)


def kruis_overal_aan(twee):
    """(a row in another wijk, the sheet of Anna that calls its party right in all wijken)."""
    tweede = maak_werkgebied(netwerk=twee.netwerk).wijk
    twee.rij()
    elders = twee.rij(1, wijk=tweede)
    blad = Blad(twee.klanten[0], f"{twee.pad}?wijk={twee.wijk.slug}")
    merk = blad.rooster.overal[sleutel(twee.partij)].merk
    return elders, blad.vul(overal=[f"{sleutel(twee.partij)}.{merk}"])


def test_what_changes_elsewhere_is_not_confirmed_unseen_nor_undone(twee, caplog):
    for _ronde in range(RONDES):
        rij, blad = kruis_overal_aan(twee)
        rooster, formulier = tegelijk(blad.klaar(), twee.wijzigt(rij, "Maatjes."))
        rij = opnieuw(rij)
        assert {rooster, formulier} <= {200, 302}
        assert (rooster == 302) == (rij.bevestigd_op == VANDAAG)
        assert (formulier == 302) == (rij.toelichting == "Maatjes.")
        Inzet.objects.all().delete()
    assert "BEZET" not in caplog.text


def test_without_the_lock_the_database_has_to_refuse_that_too(twee):
    rij, blad = kruis_overal_aan(twee)
    with pytest.raises(Verouderd):
        twee.schrijf_zonder_slot(blad, twee.wijzigt(rij, "Maatjes."))
    assert opnieuw(rij).bevestigd_op is None


# Undoing a sheet


def bewaard_blad(twee):
    """(a row that a sheet of Anna ended, while it added another; what that did)."""
    rij = twee.rij()
    blad = twee.bladen()[0].druk(twee.partij, rij.thema).druk(twee.partij, twee.themas[1])
    assert blad.klaar()() == 302
    return opnieuw(rij), Handeling.objects.latest("pk")


def ongedaan(twee, gedaan, nummer=0):
    velden = {"handeling": gedaan.pk}
    return lambda: twee.klanten[nummer].post(reverse("ongedaan"), velden).status_code


def heropend(twee, rij):
    """A function that has Bas open the row again, with a word of his own."""
    return twee.wijzigt(rij, "Gaat toch door.")


def test_of_undoing_a_sheet_and_editing_a_row_of_it_one_holds_whole(twee, caplog):
    for _ronde in range(RONDES):
        rij, gedaan = bewaard_blad(twee)
        terug, formulier = tegelijk(ongedaan(twee, gedaan), heropend(twee, rij))
        assert (terug, {formulier} <= {200, 302}) == (302, True)
        gedaan.refresh_from_db()
        rij = opnieuw(rij)
        assert rij.tot is None, "as both want it"
        assert (formulier == 302) == (rij.toelichting == "Gaat toch door.")
        # What came with the sheet went with it, or all of that stayed.
        assert Inzet.objects.count() == (1 if gedaan.ongedaan_door_id else 2)
        assert gedaan.ongedaan_door_id or formulier == 302
        Inzet.objects.all().delete()
    assert "BEZET" not in caplog.text


def test_without_comparing_versions_undoing_would_lose_the_edit(twee):
    rij, _gedaan = bewaard_blad(twee)
    assert tegelijk(heropend(twee, rij)) == [302]
    eerst, nu = rij.history.get(versie=1), opnieuw(rij)
    for veld in ("toelichting", *PERIODEVELDEN):
        setattr(nu, veld, getattr(eerst, veld))
    nu.save()
    assert opnieuw(rij).toelichting == ""


def test_without_the_lock_the_database_has_to_refuse_the_undoing(twee):
    rij, _gedaan = bewaard_blad(twee)
    assert tegelijk(heropend(twee, rij)) == [302]
    rij.toelichting = ""
    with pytest.raises(Verouderd):
        rij.save()


def test_undoing_a_sheet_many_times_at_once_undoes_it_once(twee):
    rij, gedaan = bewaard_blad(twee)
    assert tegelijk(*[ongedaan(twee, gedaan)] * 4) == [302] * 4
    assert list(Inzet.objects.all()) == [rij]
    assert (opnieuw(rij).tot, opnieuw(rij).versie) == (None, 3)


def test_undoing_one_sheet_leaves_what_another_saves_at_the_same_moment(twee):
    for _ronde in range(RONDES):
        rij, gedaan = bewaard_blad(twee)
        ander = twee.bladen()[1].druk(twee.partij, twee.themas[4])
        assert tegelijk(ongedaan(twee, gedaan), ander.klaar()) == [302, 302]
        assert set(Inzet.objects.values_list("thema", flat=True)) == {
            rij.thema_id,
            twee.themas[4].pk,
        }
        Inzet.objects.all().delete()
