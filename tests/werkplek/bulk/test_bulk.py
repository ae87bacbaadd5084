"""Many rows of a list at once: what will happen is shown, done in one go, and undone in one go."""

import datetime
import re
import threading

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buurtnet.bewerken.handelingen import Handeling
from buurtnet.bewerken.inzending import Inzending
from netwerken.models import Deelname, Inzet
from tests.hulp.bouwers import (
    VANDAAG,
    in_hoede_van,
    maak_accommodatie,
    maak_coordinator,
    maak_deelname,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_thema,
    maak_werkgebied,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]
EINDE = {"tot": "31-10-2026", "reden": "subsidie gestopt"}


def inzetlijst(wijk):
    return reverse("netwerken:wijk_inzet_regels", args=[wijk.slug])


def kruis(*rijen):
    return [f"{rij.pk}.{rij.versie}" for rij in rijen]


def doe(client, adres, actie, *rijen, **velden):
    """Look at what will happen, and do that; gives (that page, the answer)."""
    velden = {"actie": actie, "rij": kruis(*rijen), **velden}
    voorbeeld = client.post(adres, velden | ({"stap": "kijk"} if len(velden) > 2 else {}))
    sleutel = re.search(r'name="sleutel" value="([^"]+)"', voorbeeld.content.decode())[1]
    return voorbeeld, client.post(adres, velden | {"stap": "doe", "sleutel": sleutel}, follow=True)


def waarom(voorbeeld):
    return [str(zin) for _rij, zin in voorbeeld.context["uitkomsten"]]


def test_ticked_rows_are_confirmed_and_what_is_over_is_told(client, eigen):
    rijen = [maak_inzet(wijk=eigen.wijk) for _keer in range(3)]
    voorbij = maak_inzet(wijk=eigen.wijk, tot=datetime.date(2020, 1, 1), status="gestopt")
    voorbeeld, antwoord = doe(client, inzetlijst(eigen.wijk), "bevestigen", *rijen[:2], voorbij)
    assert sorted(waarom(voorbeeld)) == ["", "", "Dit is al voorbij."]
    assert Inzet.objects.filter(bevestigd_op=VANDAAG).count() == 2
    assert "2 keer bevestigd" in antwoord.content.decode()
    assert "Niet gedaan" in antwoord.content.decode()


def test_looking_changes_nothing(client, eigen):
    rij = maak_inzet(wijk=eigen.wijk)
    client.post(inzetlijst(eigen.wijk), {"actie": "bevestigen", "rij": kruis(rij)})
    rij.refresh_from_db()
    assert rij.versie == 1


def test_all_of_the_list_is_taken_over_all_pages_and_as_filtered(client, eigen):
    themas = [maak_thema(), maak_thema()]
    for nummer in range(60):
        maak_inzet(wijk=eigen.wijk, thema=themas[nummer % 2])
    adres = f"{inzetlijst(eigen.wijk)}?thema={themas[0].slug}"
    antwoord = client.post(adres, {"actie": "bevestigen", "alles": "1"})
    rijen = [rij for rij, _waarom in antwoord.context["uitkomsten"]]
    assert (len(rijen), {rij.thema for rij in rijen}) == (30, {themas[0]})


def test_rows_are_ended_on_a_day_with_a_reason_and_that_is_undone_in_one_go(client, eigen):
    rijen = [maak_inzet(wijk=eigen.wijk) for _keer in range(2)]
    later = maak_inzet(wijk=eigen.wijk, vanaf=datetime.date(2026, 11, 1))
    _voorbeeld, antwoord = doe(client, inzetlijst(eigen.wijk), "beeindigen", *rijen, later, **EINDE)
    assert "Dat is voor het begin" in antwoord.content.decode()
    assert Inzet.objects.filter(tot=datetime.date(2026, 10, 31), status="gestopt").count() == 2
    assert rijen[0].history.first().history_change_reason == "subsidie gestopt"
    client.post("/werkplek/ongedaan/", {"handeling": Handeling.objects.get().pk})
    assert Inzet.objects.filter(tot=None, status="actief").count() == 3


def test_what_stops_sooner_is_not_made_to_go_on(client, eigen):
    kort = maak_inzet(wijk=eigen.wijk, tot=datetime.date(2026, 12, 1))
    lang = maak_inzet(wijk=eigen.wijk)
    einde = EINDE | {"tot": "eind 2026"}
    voorbeeld, _antwoord = doe(client, inzetlijst(eigen.wijk), "beeindigen", kort, lang, **einde)
    assert sum("Dit stopt al eerder" in zin for zin in waarom(voorbeeld)) == 1
    for rij in (kort, lang):
        rij.refresh_from_db()
    assert [rij.tot for rij in (kort, lang)] == [
        datetime.date(2026, 12, 1),
        datetime.date(2026, 12, 31),
    ]


def test_a_day_that_nobody_understands_is_told_beside_its_field(client, eigen):
    velden = {"actie": "beeindigen", "rij": kruis(maak_inzet(wijk=eigen.wijk)), "stap": "doe"}
    antwoord = client.post(inzetlijst(eigen.wijk), velden | EINDE | {"tot": "gisteravond"})
    assert "tot" in antwoord.context["form"].errors
    assert antwoord.context["kan"] == 0


def test_inzet_goes_on_by_another_network(client, eigen):
    ander = maak_netwerk(naam="Tweede")
    ander.coordinatoren.add(eigen.netwerk.coordinatoren.get())
    thema, club = maak_thema(), maak_organisatie()
    rij = maak_inzet(wijk=eigen.wijk, thema=thema, organisatie=club, netwerk=eigen.netwerk)
    los = maak_inzet(wijk=eigen.wijk, thema=thema, organisatie=club)
    voorbeeld, _antwoord = doe(
        client, inzetlijst(eigen.wijk), "netwerk", rij, los, netwerk=ander.pk
    )
    rijen = Inzet.objects.filter(netwerk=ander)
    assert rijen.count() == 1
    assert Deelname.objects.get(netwerk=ander).organisatie == club
    assert waarom(voorbeeld) == ["", ""]


def test_a_network_of_others_can_not_be_chosen(client, eigen):
    rij = maak_inzet(wijk=eigen.wijk)
    velden = {"actie": "netwerk", "rij": kruis(rij), "stap": "doe", "netwerk": maak_netwerk().pk}
    assert "netwerk" in client.post(inzetlijst(eigen.wijk), velden).context["form"].errors


def test_who_takes_part_moves_and_what_was_stays(client, eigen):
    ander = maak_netwerk()
    ander.coordinatoren.add(eigen.netwerk.coordinatoren.get())
    rij = maak_deelname(netwerk=eigen.netwerk, organisatie=maak_organisatie(), rol="trekker")
    adres = reverse("netwerken:netwerk_deelnames", args=[eigen.netwerk.slug])
    doe(client, adres, "netwerk", rij, netwerk=ander.pk)
    rij.refresh_from_db()
    assert rij.tot == VANDAAG
    nieuw = Deelname.objects.get(netwerk=ander)
    assert (nieuw.organisatie, nieuw.rol, nieuw.vanaf) == (rij.organisatie, "trekker", VANDAAG)


def test_a_theme_is_added_for_parties_and_places_have_none(client, eigen):
    club, thema = maak_organisatie(), maak_thema()
    rijen = [
        maak_deelname(netwerk=eigen.netwerk, organisatie=club),
        maak_deelname(netwerk=eigen.netwerk, organisatie=club, rol="trekker"),
        maak_deelname(netwerk=eigen.netwerk, accommodatie=maak_accommodatie()),
    ]
    adres = reverse("netwerken:netwerk_deelnames", args=[eigen.netwerk.slug])
    voorbeeld, antwoord = doe(client, adres, "thema", *rijen, wijk=eigen.wijk.pk, thema=thema.pk)
    assert "Een plek werkt niet aan een thema." in waarom(voorbeeld)
    assert "Daar werken zij al aan." in antwoord.content.decode()
    inzet = Inzet.objects.get()
    assert (inzet.organisatie, inzet.wijk, inzet.netwerk) == (club, eigen.wijk, eigen.netwerk)


def test_a_theme_for_organisations_is_by_the_network_that_works_there(client, eigen):
    club = in_hoede_van(eigen.netwerk, maak_organisatie())
    waar = {"wijk": eigen.wijk.pk, "thema": maak_thema().pk}
    doe(client, reverse("netwerken:werkplek_organisaties"), "thema", club, **waar)
    assert Inzet.objects.get().netwerk == eigen.netwerk


def test_organisations_end_with_all_that_is_the_users(client, eigen):
    eigen_club = in_hoede_van(eigen.netwerk, maak_organisatie())
    elders = in_hoede_van(eigen.netwerk, maak_organisatie())
    maak_inzet(organisatie=eigen_club, wijk=eigen.wijk)
    maak_inzet(organisatie=elders)
    adres = reverse("netwerken:werkplek_organisaties")
    voorbeeld, _antwoord = doe(client, adres, "beeindigen", eigen_club, elders, **EINDE)
    assert sorted(waarom(voorbeeld)) == ["", "Hier hangt iets aan wat een ander bijhoudt."]
    eigen_club.refresh_from_db()
    elders.refresh_from_db()
    assert (eigen_club.tot, elders.tot) == (datetime.date(2026, 10, 31), None)
    assert eigen_club.inzetten.get().tot == eigen_club.tot


def test_rows_of_others_and_nonsense_are_left_alone(client, eigen):
    vreemd = maak_inzet()
    for rij in (kruis(vreemd), ["x"], ["1"], ["99999999999999999999.1"], []):
        client.post(inzetlijst(eigen.wijk), {"actie": "bevestigen", "rij": rij, "stap": "doe"})
    vreemd.refresh_from_db()
    assert vreemd.versie == 1


def test_what_somebody_else_changed_meanwhile_is_not_touched(client, eigen):
    rij = maak_inzet(wijk=eigen.wijk)
    oud = kruis(rij)
    rij.toelichting = "anders"
    rij.save()
    velden = {"actie": "bevestigen", "rij": oud, "stap": "doe"}
    antwoord = client.post(inzetlijst(eigen.wijk), velden, follow=True)
    assert "Iemand anders wijzigde dit net" in antwoord.content.decode()
    rij.refresh_from_db()
    assert rij.bevestigd_op is None


def test_the_same_form_twice_is_one_handeling(client, eigen):
    rij = maak_inzet(wijk=eigen.wijk)
    adres, velden = inzetlijst(eigen.wijk), {"actie": "bevestigen", "rij": kruis(rij)}
    sleutel = client.post(adres, velden).context["sleutel"]
    for _keer in range(2):
        antwoord = client.post(adres, velden | {"stap": "doe", "sleutel": str(sleutel)})
        assert antwoord.url == adres
    assert Handeling.objects.count() == 1


@pytest.mark.eenmaal
def test_looking_costs_as_much_for_thirty_as_for_one(client, eigen):
    def kosten(aantal):
        for _keer in range(aantal):
            maak_inzet(wijk=eigen.wijk, netwerk=eigen.netwerk)
        with CaptureQueriesContext(connection) as vangst:
            client.post(inzetlijst(eigen.wijk), {"actie": "bevestigen", "alles": "1"})
        return len(vangst)

    assert kosten(1) == kosten(30)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_add_the_same_theme_at_once_add_it_once(eigen):
    rij, thema = maak_inzet(wijk=eigen.wijk, organisatie=maak_organisatie()), maak_thema()
    velden = {"actie": "thema", "rij": kruis(rij), "thema": thema.pk, "stap": "doe"}
    klaar, antwoorden = threading.Barrier(2), []

    def doe_mee():
        client = Client()
        client.force_login(maak_coordinator(eigen.netwerk))
        klaar.wait(timeout=20)
        antwoorden.append(client.post(inzetlijst(eigen.wijk), velden).status_code)
        connections.close_all()

    draden = [threading.Thread(target=doe_mee) for _keer in range(2)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=60)
    assert len(antwoorden) == 2
    assert Inzet.objects.filter(thema=thema).count() == 1


def test_a_werkgebied_is_confirmed_and_ended_too(client, eigen):
    tweede = maak_werkgebied(netwerk=eigen.netwerk)
    adres = reverse("netwerken:netwerk_werkgebied", args=[eigen.netwerk.slug])
    doe(client, adres, "beeindigen", tweede, **EINDE)
    tweede.refresh_from_db()
    assert tweede.tot == datetime.date(2026, 10, 31)


def test_sent_twice_one_comes_back_to_the_same_list_however_long_its_address(client, eigen):
    rij = maak_inzet(wijk=eigen.wijk)
    adres = f"{inzetlijst(eigen.wijk)}?q={'a' * 1400}"
    _voorbeeld, antwoord = doe(client, adres, "bevestigen", rij)
    assert antwoord.redirect_chain[0] == (adres, 302)
    velden = {"actie": "bevestigen", "rij": kruis(rij), "stap": "doe"}
    sleutel = Inzending.objects.get().sleutel
    assert client.post(adres, velden | {"sleutel": sleutel}).url == adres
