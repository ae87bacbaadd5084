"""Two coordinators on one rooster: nothing is overwritten, and nothing is added twice."""

import pytest

from netwerken.models import Inzet
from tests.hulp.bouwers import VANDAAG, maak_inzet, maak_netwerk
from tests.hulp.roosterproef import sleutel

pytestmark = pytest.mark.django_db


def opnieuw(rij):
    return Inzet.objects.get(pk=rij.pk)


def test_different_cells_are_both_kept(twee):
    rijen = [twee.rij(0), twee.rij(1)]
    een, ander = twee.bladen()
    assert een.druk(twee.partij, twee.themas[0]).stuur().status_code == 302
    assert ander.druk(twee.partij, twee.themas[1]).stuur().status_code == 302
    assert [opnieuw(rij).tot for rij in rijen] == [VANDAAG, VANDAAG]


def test_what_somebody_else_changed_is_not_ended_unseen(twee):
    rij = twee.rij()
    een, ander = twee.bladen()
    rij.toelichting = "Maatjes."
    rij.save()
    ander.druk(twee.partij, rij.thema).druk(twee.partij, twee.themas[1])
    assert ander.stuur().status_code == 200
    assert opnieuw(rij).tot is None
    [botsing] = ander.rooster.botsingen
    assert (botsing.jij, botsing.ander) == ("stopt", "veranderde wat er gebeurt")
    assert str(rij.thema.pk) not in ander.velden[sleutel(twee.partij)], "their choice is kept"
    assert str(twee.themas[1].pk) in ander.velden[sleutel(twee.partij)], "and so is the rest"
    assert ander.stuur().status_code == 302
    assert opnieuw(rij).tot == VANDAAG
    assert Inzet.objects.filter(thema=twee.themas[1]).exists()
    assert een.stuur().status_code == 302


def test_the_same_cell_is_shown_with_what_each_did(twee):
    rij = twee.rij()
    een, ander = twee.bladen()
    een.druk(twee.partij, rij.thema).vul(tot="1-11-2026").stuur()
    antwoord = ander.druk(twee.partij, rij.thema).stuur()
    assert antwoord.status_code == 200
    tekst = " ".join(antwoord.content.decode().split())
    assert "jij koos “stopt”; Anna: gestopt op 1 november 2026" in tekst
    assert opnieuw(rij).tot.day == 1
    assert ander.stuur().status_code == 302
    assert opnieuw(rij).tot.day == 1


def test_what_ended_meanwhile_is_not_confirmed_and_not_begun_again(twee):
    rij = twee.rij()
    een, ander = twee.bladen()
    een.druk(twee.partij, rij.thema).stuur()
    ander.vul(klopt=[sleutel(twee.partij)])
    assert ander.stuur().status_code == 200
    assert ander.rooster.botsingen[0].jij == "klopt nog"
    ander.stuur()
    assert opnieuw(rij).bevestigd_op is None
    assert Inzet.objects.count() == 1


def test_a_confirmation_is_in_nobodys_way(twee):
    rij = twee.rij()
    een, ander = twee.bladen()
    een.vul(klopt=[sleutel(twee.partij)]).stuur()
    assert ander.vul(klopt=[sleutel(twee.partij)]).stuur().status_code == 302
    een, ander = twee.bladen()
    een.vul(klopt=[sleutel(twee.partij)]).stuur()
    assert ander.druk(twee.partij, rij.thema).stuur().status_code == 302
    assert opnieuw(rij).tot == VANDAAG


def test_what_came_to_a_cell_meanwhile_is_not_ended_unseen(twee):
    rij = twee.rij()
    _een, ander = twee.bladen()
    nieuw = maak_inzet(wijk=twee.wijk, organisatie=twee.partij, thema=rij.thema)
    assert ander.druk(twee.partij, rij.thema).stuur().status_code == 200
    assert ander.rooster.botsingen[0].ander == "kwam erbij"
    assert opnieuw(nieuw).tot is opnieuw(rij).tot is None


def test_what_both_add_is_added_once(twee):
    een, ander = twee.bladen()
    for blad in (een, ander):
        assert blad.druk(twee.partij, twee.themas[0]).stuur().status_code == 302
    assert Inzet.objects.count() == 1


def test_a_row_taken_away_meanwhile_is_told(twee):
    rij = twee.rij()
    _een, ander = twee.bladen()
    rij.delete()
    assert ander.druk(twee.partij, rij.thema).stuur().status_code == 200
    assert ander.rooster.botsingen[0].ander == "weggehaald"


def test_what_somebody_may_not_see_is_not_told_by_naming_its_key(twee):
    geheim = maak_netwerk(openbaar=False)
    rij = maak_inzet(netwerk=geheim, wijk=twee.wijk, organisatie=twee.partij, thema=twee.themas[0])
    eigen = twee.rij(1)
    rij.save()
    [blad, _ander] = twee.bladen()
    versies = [f"{pk}.{versie}" for pk in (rij.pk, eigen.pk) for versie in (1, 2)]
    antwoord = blad.vul(was=" ".join(versies)).stuur()
    assert antwoord.status_code == 302, blad.rooster.botsingen
    assert opnieuw(rij).tot is None
