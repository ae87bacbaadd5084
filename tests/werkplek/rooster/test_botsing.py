"""Two coordinators on one rooster: nothing is overwritten, and nothing is added twice."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from buurtnet.werkplek.rooster import bewaren
from netwerken.models import Deelname, Inzet, Organisatie
from tests.hulp.bouwers import (
    VANDAAG,
    maak_coordinator,
    maak_deelname,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_thema,
    maak_werkgebied,
)
from tests.hulp.drukte import tegelijk
from tests.hulp.roosterproef import Blad, sleutel

SAMEN = pytest.mark.django_db(transaction=True)
RONDES = 3


class Twee:
    """A wijk with two coordinators, each with a rooster of it open."""

    def __init__(self):
        werkgebied = maak_werkgebied()
        self.netwerk, self.wijk = werkgebied.netwerk, werkgebied.wijk
        self.pad = reverse("netwerken:netwerk_inzet", args=[self.netwerk.slug])
        self.themas = [maak_thema() for _n in range(6)]
        self.partij = maak_organisatie(naam="Humanitas")
        maak_deelname(netwerk=self.netwerk, organisatie=self.partij)
        self.klanten = [Client() for _n in range(2)]
        for naam, klant in zip(("Anna", "Bas"), self.klanten, strict=True):
            klant.force_login(maak_coordinator(self.netwerk, naam=naam))

    def rij(self, nummer=0):
        return maak_inzet(
            netwerk=self.netwerk,
            wijk=self.wijk,
            organisatie=self.partij,
            thema=self.themas[nummer],
        )

    def bladen(self):
        return [Blad(klant, self.pad) for klant in self.klanten]


@pytest.fixture
def twee(vandaag):
    return Twee()


def opnieuw(rij):
    return Inzet.objects.get(pk=rij.pk)


@pytest.mark.django_db
def test_different_cells_are_both_kept(twee):
    rijen = [twee.rij(0), twee.rij(1)]
    een, ander = twee.bladen()
    assert een.druk(twee.partij, twee.themas[0]).stuur().status_code == 302
    assert ander.druk(twee.partij, twee.themas[1]).stuur().status_code == 302
    assert [opnieuw(rij).tot for rij in rijen] == [VANDAAG, VANDAAG]


@pytest.mark.django_db
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


@pytest.mark.django_db
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


@pytest.mark.django_db
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


@pytest.mark.django_db
def test_a_confirmation_is_in_nobodys_way(twee):
    rij = twee.rij()
    een, ander = twee.bladen()
    een.vul(klopt=[sleutel(twee.partij)]).stuur()
    assert ander.vul(klopt=[sleutel(twee.partij)]).stuur().status_code == 302
    een, ander = twee.bladen()
    een.vul(klopt=[sleutel(twee.partij)]).stuur()
    assert ander.druk(twee.partij, rij.thema).stuur().status_code == 302
    assert opnieuw(rij).tot == VANDAAG


@pytest.mark.django_db
def test_what_came_to_a_cell_meanwhile_is_not_ended_unseen(twee):
    rij = twee.rij()
    _een, ander = twee.bladen()
    nieuw = maak_inzet(wijk=twee.wijk, organisatie=twee.partij, thema=rij.thema)
    assert ander.druk(twee.partij, rij.thema).stuur().status_code == 200
    assert ander.rooster.botsingen[0].ander == "kwam erbij"
    assert opnieuw(nieuw).tot is opnieuw(rij).tot is None


@pytest.mark.django_db
def test_what_both_add_is_added_once(twee):
    een, ander = twee.bladen()
    for blad in (een, ander):
        assert blad.druk(twee.partij, twee.themas[0]).stuur().status_code == 302
    assert Inzet.objects.count() == 1


@pytest.mark.django_db
def test_a_row_taken_away_meanwhile_is_told(twee):
    rij = twee.rij()
    _een, ander = twee.bladen()
    rij.delete()
    assert ander.druk(twee.partij, rij.thema).stuur().status_code == 200
    assert ander.rooster.botsingen[0].ander == "weggehaald"


def klaar_om_te_sturen(twee, blad):
    """A function that sends this sheet as it is, from whichever thread."""
    velden = {naam: list(waarden) for naam, waarden in blad.velden.items()}
    klant = Client()
    klant.cookies = blad.client.cookies.copy()

    def stuur():
        try:
            return klant.post(blad.rooster.adres, velden).status_code
        finally:
            connection.close()

    return stuur


@pytest.mark.django_db
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


@SAMEN
def test_the_same_rooster_sent_twenty_times_makes_one(twee):
    blad = twee.bladen()[0].druk(twee.partij, twee.themas[0])
    blad.vul(nieuw0="De Zonnebloem", nieuw0_op=[str(twee.themas[1].pk)])
    antwoorden = tegelijk(*[klaar_om_te_sturen(twee, blad) for _n in range(20)])
    assert antwoorden == [302] * 20
    assert Inzet.objects.count() == Deelname.objects.count() == 2
    assert Organisatie.objects.filter(naam="De Zonnebloem").count() == 1


@SAMEN
def test_two_at_once_keep_each_others_cells(twee):
    for ronde in range(RONDES):
        een, ander = twee.bladen()
        een.druk(twee.partij, twee.themas[ronde])
        ander.druk(twee.partij, twee.themas[ronde + 3])
        daden = [klaar_om_te_sturen(twee, blad) for blad in (een, ander)]
        assert tegelijk(*daden) == [302, 302]
        assert Inzet.objects.count() == 2 * (ronde + 1)


@SAMEN
def test_two_who_add_the_same_at_once_make_one(twee):
    for ronde, naam in enumerate(("De Zonnebloem", "Buurttuin", "Fietsclub")):
        bladen = twee.bladen()
        for blad in bladen:
            blad.druk(twee.partij, twee.themas[ronde])
            blad.vul(nieuw0=naam, nieuw0_op=[str(twee.themas[ronde].pk)])
        daden = [klaar_om_te_sturen(twee, blad) for blad in bladen]
        assert tegelijk(*daden) == [302, 302]
        assert Inzet.objects.filter(thema=twee.themas[ronde]).count() == 2
        assert Organisatie.objects.filter(naam=naam).count() == 1


def eindig_en_wijzig(twee):
    """End a cell while somebody changes its row: (both answers, the row as it comes out)."""
    rij = twee.rij()
    velden = {"toelichting": "Maatjes.", "organisatie": twee.partij.naam, "versie": 1}
    velden |= {"wijk": twee.wijk.pk, "thema": rij.thema.pk, "netwerk": twee.netwerk.pk}
    pad = reverse("netwerken:inzet_wijzigen", kwargs=rij.padsleutel)
    blad = twee.bladen()[0].druk(twee.partij, rij.thema)
    ander = twee.klanten[1]

    def wijzig():
        try:
            return ander.post(pad, velden | {"status": "actief"}).status_code
        finally:
            connection.close()

    antwoorden = tegelijk(klaar_om_te_sturen(twee, blad), wijzig)
    rij = opnieuw(rij)
    rij.delete()
    return antwoorden, rij


@SAMEN
def test_ending_a_cell_loses_no_change_to_its_row(twee, caplog):
    for _ronde in range(RONDES):
        (rooster, formulier), rij = eindig_en_wijzig(twee)
        assert {rooster, formulier} <= {200, 302}
        assert (rooster == 302) == (rij.tot == VANDAAG)
        assert (formulier == 302) <= (rij.toelichting == "Maatjes.")
    assert "BEZET" not in caplog.text


@SAMEN
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
def test_without_the_lock_the_database_has_to_refuse_a_sheet(twee, monkeypatch, caplog):
    """The guard that the test above relies on: rows are locked before they are read."""
    monkeypatch.setattr(bewaren, "vergrendel", lambda rijen: None)
    for _ronde in range(40):
        eindig_en_wijzig(twee)
        if "BEZET" in caplog.text:
            return
    pytest.fail("nobody was in the way of anybody")


@pytest.mark.django_db
def test_without_its_key_the_same_rooster_would_be_taken_for_another(twee):
    """The guard of the twenty: sent with a key of its own, the second finds nothing to add."""
    blad = twee.bladen()[0].druk(twee.partij, twee.themas[0])
    assert blad.stuur().status_code == 302
    Inzet.objects.all().delete()
    assert blad.stuur().status_code == 302
    assert not Inzet.objects.exists(), "the same sheet does nothing once more"
    blad.vul(sleutel="").stuur()
    assert Inzet.objects.count() == 1
