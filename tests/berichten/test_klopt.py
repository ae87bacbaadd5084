"""Who is asked by mail whether what we show is right answers by its link, without an account."""

import datetime
import logging
import re

import pytest
from django.core.management import call_command

from buurtnet.berichten.dagelijks import TAKEN
from buurtnet.post.adressen import geweigerd
from buurtnet.post.bericht import Bericht
from buurtnet.web.storing.logboek import ZonderSleutel
from netwerken.models import Contactadres, Deelname, Inzet, Navraag, Voorstel
from netwerken.models.navraag import GELDIG, gehakt
from tests.hulp.bouwers import (
    VANDAAG,
    maak_activiteit,
    maak_contactadres,
    maak_huisvesting,
    maak_initiatief,
    maak_organisatie,
)
from tests.hulp.navraagproef import DAG, EMAIL, HIER, OUD, druk, link_uit, maak_partij, staat, stuur

pytestmark = pytest.mark.django_db


def tekst(antwoord):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", antwoord.content.decode()))


# The mail


def test_one_mail_tells_all_that_we_show_of_an_address_in_all_networks(humanitas, wijk):
    anders = maak_initiatief(naam="Maatjesproject")
    maak_contactadres(initiatief=anders, email=EMAIL.upper())
    maak_activiteit(naam="Koffie in de buurt", initiatief=anders)
    maak_huisvesting(organisatie=humanitas)
    [bericht] = stuur()
    assert bericht.to == [EMAIL]
    for deel in ("Humanitas", "Maatjesproject", "Koffie in de buurt", "Thema 0", "Thema 2"):
        assert deel in bericht.body, deel
    assert str(wijk) in bericht.body
    assert "zit in" in bericht.body


def test_the_day_may_be_done_twice_and_nobody_is_asked_again_soon(humanitas):
    for _keer in range(2):
        stuur()
    call_command("dagelijks")
    assert len(stuur(VANDAAG + DAG)) == 1
    assert "klopt dit nog" in {taak.naam for taak in TAKEN}


def test_nobody_is_asked_about_what_is_fresh_hidden_or_over(netwerk, wijk):
    vers = {"bevestigd_op": VANDAAG}
    for velden in (vers, {"openbaar": False}, {"tot": OUD, "status": "gestopt"}):
        maak_contactadres(organisatie=maak_organisatie(**velden))
    assert stuur() == []


def test_no_mail_goes_to_who_objected_or_refuses_it(netwerk, wijk):
    maak_partij(netwerk, wijk, bezwaar_op=VANDAAG)
    assert stuur() == []
    Contactadres.objects.update(bezwaar_op=None)
    geweigerd(EMAIL)
    assert stuur() == []


def test_the_key_is_random_and_kept_nowhere(pad):
    sleutel = pad.split("/")[2]
    assert len(sleutel) == 43
    assert staat().sleutel == gehakt(sleutel)
    assert sleutel not in str(Navraag.objects.values_list())
    assert sleutel not in str(Bericht.objects.values_list())


# Looking


def test_a_scanner_that_opens_every_link_changes_nothing(client, pad):
    pagina = client.get(pad).content.decode()
    links = {link for link in re.findall(r'href="([^"]+)"', pagina) if link.startswith("/klopt/")}
    assert len(links) > 6
    for link in [pad, *links, *links]:
        assert client.get(link.replace("&amp;", "&")).status_code == 200
        client.head(link)
    assert not Voorstel.objects.exists()
    assert Inzet.objects.filter(bevestigd_op=OUD).count() == 3
    assert set(staat().rijen.values()) == {""}


def test_the_page_is_kept_by_nobody_and_told_to_no_other(client, pad):
    for adres in (pad, f"/en{pad}", f"{pad}gestopt/"):
        antwoord = client.get(adres)
        assert antwoord["Cache-Control"] == "no-store, private"
        assert antwoord["Referrer-Policy"] == "no-referrer"
        assert antwoord["X-Robots-Tag"] == "noindex"
        assert not antwoord.cookies
        assert "csrfmiddlewaretoken" not in antwoord.content.decode()
    assert EMAIL not in client.get(pad).content.decode()


def test_the_key_stands_in_no_log(caplog, pad):
    for zin, argumenten in (("Not Found: %s", (pad,)), (f"GET /en{pad}gestopt/ 500", ())):
        regel = logging.LogRecord("django.request", 30, "", 1, zin, argumenten, None)
        ZonderSleutel().filter(regel)
        assert pad.split("/")[2] not in regel.getMessage()
        assert "/klopt/…/" in regel.getMessage()


@pytest.mark.parametrize("sleutel", ["x", "a" * 43, "../../etc", "%00", "é", "a" * 3000])
def test_guessing_gives_nothing_away(client, pad, sleutel):
    antwoord = client.get(f"/klopt/{sleutel}/")
    if antwoord.status_code == 200:
        assert "kennen we niet" in tekst(antwoord)
    else:
        assert antwoord.status_code in (301, 404)
    assert "Humanitas" not in tekst(antwoord)


def test_a_row_of_somebody_else_is_not_reached_by_a_link(client, pad):
    ander = maak_organisatie(bevestigd_op=OUD)
    druk(client, pad, klopt=f"organisatie-{ander.pk}")
    ander.refresh_from_db()
    assert ander.bevestigd_op == OUD
    assert client.get(f"{pad}organisatie-{ander.pk}/anders/").status_code == 404
    assert client.get(f"{pad}organisatie-{ander.pk}/gestopt/").status_code == 404


# Everything is right


def test_all_is_right_in_one_press(client, pad, humanitas):
    assert druk(client, pad, alles="1").status_code == 302
    assert {*Inzet.objects.values_list("bevestigd_op", flat=True)} == {VANDAAG}
    assert Deelname.objects.get().bevestigd_op == VANDAAG
    humanitas.refresh_from_db()
    assert (humanitas.bevestigd_op, humanitas.bevestigd_door) == (VANDAAG, None)
    laatste = humanitas.history.first()
    assert laatste.history_change_reason == "bevestigd door het contact van Humanitas"
    assert laatste.history_user is None
    assert "Dank je wel" in tekst(client.get(pad))
    assert staat().stand == "beantwoord"


def test_a_replay_is_answered_kindly_and_does_nothing(client, pad, humanitas):
    druk(client, pad, alles="1")
    versie = type(humanitas).objects.get().versie
    for _keer in range(3):
        assert "Dank je wel" in tekst(druk(client, pad, alles="1"))
    assert type(humanitas).objects.get().versie == versie


def test_one_row_at_a_time_until_all_is_said(client, pad):
    namen = [*staat().rijen]
    for naam in namen[:-1]:
        druk(client, pad, klopt=naam)
    pagina = tekst(client.get(pad))
    assert "De laatste klopt ook" in pagina
    druk(client, pad, alles="1")
    assert "Dank je wel" in tekst(client.get(pad))


def test_what_was_sent_from_another_site_or_without_a_button_does_nothing(client, pad):
    for kop in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://ander.voorbeeld.nl"}):
        assert "andere site" in tekst(druk(client, pad, headers=kop, alles="1"))
    druk(client, pad)
    assert set(staat().rijen.values()) == {""}
    # A browser without that header hides the origin of a page that keeps its address to itself.
    druk(client, pad, headers={"Origin": "null"}, alles="1")
    assert staat().stand == "beantwoord"


# What happens meanwhile


@pytest.mark.parametrize("wat", ["email", "bezwaar_op", "weg"])
def test_a_link_is_of_nobody_once_the_contact_is_another(client, pad, humanitas, wat):
    adres = Contactadres.objects.get()
    if wat == "weg":
        adres.delete()
    else:
        setattr(adres, wat, VANDAAG if wat == "bezwaar_op" else "ander@voorbeeld.nl")
        adres.save()
    assert "werkt niet meer" in tekst(client.get(pad))
    assert "werkt niet meer" in tekst(druk(client, pad, alles="1"))
    humanitas.refresh_from_db()
    assert humanitas.bevestigd_op == OUD


def test_a_link_lives_thirty_days(client, pad, time_machine):
    time_machine.move_to(datetime.datetime.combine(VANDAAG + GELDIG, datetime.time(12)))
    assert "klopt dit nog" in tekst(client.get(pad))
    time_machine.move_to(datetime.datetime.combine(VANDAAG + GELDIG + DAG, datetime.time(12)))
    assert "werkt niet meer" in tekst(client.get(pad))


def test_what_was_ended_or_hidden_since_is_not_asked_any_more(client, pad, humanitas):
    eerste, tweede, _rest = Inzet.objects.order_by("pk")
    eerste.beeindig_alles(VANDAAG - DAG, "dag", "gestopt", "")
    tweede.thema.naam = "Anders geheten"
    tweede.thema.save()
    pagina = tekst(client.get(pad))
    assert "Thema 0" not in pagina
    assert "Anders geheten" in pagina
    druk(client, pad, klopt=f"inzet-{eerste.pk}")
    eerste.refresh_from_db()
    assert eerste.bevestigd_op == OUD
    druk(client, pad, alles="1")
    assert staat().stand == "beantwoord"


def test_a_hidden_organisation_is_shown_to_nobody(client, pad, humanitas):
    humanitas.openbaar = False
    humanitas.save()
    assert "Humanitas" not in tekst(client.get(pad))
    assert "werkt niet meer" in tekst(client.get(pad))


def test_behind_a_link_a_merged_organisation_is_asked_about_as_it_is_now(client, pad, humanitas):
    blijft = maak_organisatie(naam="Humanitas Groningen", bevestigd_op=OUD)
    blijft.neem_over(humanitas)
    pagina = tekst(client.get(pad))
    assert "Humanitas Groningen" in pagina
    assert "Thema 1" in pagina
    druk(client, pad, alles="1")
    assert {*Inzet.objects.values_list("bevestigd_op", flat=True)} == {VANDAAG}
    # It was not asked about itself.
    blijft.refresh_from_db()
    assert blijft.bevestigd_op == OUD


def test_of_two_answers_from_one_organisation_each_row_keeps_the_first(client, pad):
    naam = next(naam for naam in staat().rijen if naam.startswith("inzet"))
    druk(client, f"{pad}{naam}/gestopt/", tot="vandaag")
    druk(client, pad, klopt=naam)
    druk(client, f"{pad}{naam}/anders/", toelichting="Iets anders")
    assert staat().rijen[naam] == "gestopt"
    assert Voorstel.objects.get().soort == "stop"
    assert Inzet.objects.get(pk=naam.split("-")[1]).bevestigd_op == OUD


@pytest.mark.eenmaal
def test_the_page_costs_the_same_for_many_rows(
    client, netwerk, wijk, django_assert_max_num_queries
):
    maak_partij(netwerk, wijk, aantal=30)
    [bericht] = stuur()
    with django_assert_max_num_queries(25):
        antwoord = client.get(link_uit(bericht), headers=HIER)
    assert antwoord.status_code == 200
