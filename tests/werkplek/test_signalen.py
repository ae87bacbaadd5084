"""Signals as coordinators keep them: heard, taken further, answered, and never of a person."""

import datetime
import json

import pytest
from django.urls import reverse

from buurtnet.bewerken.handelingen import Handeling
from netwerken.models import Signaal
from tests.hulp.adminproef import adres as adminadres
from tests.hulp.adminproef import formuliervelden
from tests.hulp.bouwers import (
    in_hoede_van,
    log_in,
    log_in_met_tweede_stap,
    maak_accommodatie,
    maak_beheerder,
    maak_bijeenkomst,
    maak_coordinator,
    maak_netwerk,
    maak_redacteur,
    maak_signaal,
    maak_thema,
    maak_wijk,
)
from tests.hulp.lijstproef import kost_evenveel
from tests.hulp.naamwoorden import adres, ingevuld

pytestmark = pytest.mark.django_db


def nieuw_adres(**ouder):
    return reverse("netwerken:signaal_nieuw", kwargs=ouder)


@pytest.fixture
def signaal(eigen):
    return maak_signaal(netwerk=eigen.netwerk, wijken=[eigen.wijk], naam="Geen plek om te zitten")


def stap(client, rij, stand, **anders):
    gegevens = {"stand": stand, "van": rij.stand} | anders
    return client.post(reverse("netwerken:signaal_stap", args=[rij.pk]), gegevens)


# A new one


def test_a_signal_of_a_network_is_new_of_today_and_not_public(client, eigen, vandaag):
    thema, pad = maak_thema(), nieuw_adres(netwerk=eigen.netwerk.slug)
    form = client.get(pad).context["form"]
    assert form["soort"].value() == "signaal"
    assert form["wijken"].value() == [eigen.wijk.pk]
    assert not form["openbaar"].value()
    gegevens = {"naam": "Er is geen bankje", "soort": "signaal", "themas": [thema.pk]}
    antwoord = client.post(pad, gegevens | {"wijken": [eigen.wijk.pk]})
    rij = Signaal.objects.get()
    assert antwoord.url == rij.get_absolute_url()
    assert (rij.stand, rij.openbaar, rij.netwerk) == ("nieuw", False, eigen.netwerk)
    assert rij.gehoord_op == datetime.date(2026, 11, 22)
    assert rij.bron.slug == "handinvoer"
    client.logout()
    assert client.get(rij.get_absolute_url()).status_code == 404


def test_a_signal_sent_twice_is_one(client, eigen):
    pad = nieuw_adres(netwerk=eigen.netwerk.slug)
    gegevens = {"naam": "Er is geen bankje", "soort": "signaal", "sleutel": "a" * 36}
    gegevens["sleutel"] = client.get(pad).context["sleutel"]
    assert client.post(pad, gegevens).url == client.post(pad, gegevens).url
    assert Signaal.objects.count() == 1


def test_a_signal_heard_in_a_wijk_or_about_a_place_is_of_who_works_there(client, eigen):
    plek = in_hoede_van(eigen.netwerk, maak_accommodatie(wijken=[eigen.wijk, maak_wijk()]))
    for ouder in ({"wijk": eigen.wijk.slug}, {"accommodatie": plek.slug}):
        pad = nieuw_adres(**ouder)
        assert client.get(pad).context["form"]["wijken"].value() == [eigen.wijk.pk]
        gegevens = {"naam": "De deur klemt", "soort": "signaal", "wijken": [eigen.wijk.pk]}
        assert client.post(pad, gegevens).status_code == 302
        fout = client.post(pad, gegevens | {"wijken": []}).context["form"].errors
        assert "wijken" in fout
    assert [rij.accommodatie for rij in Signaal.objects.order_by("pk")] == [None, plek]


def test_a_signal_of_a_meeting_says_so_and_of_another_network_does_not(client, eigen):
    avond = maak_bijeenkomst(netwerk=eigen.netwerk)
    elders = maak_bijeenkomst(netwerk=maak_netwerk())
    pad = nieuw_adres(netwerk=eigen.netwerk.slug)
    gekozen = [
        client.get(f"{pad}?bijeenkomst={sleutel}").context["form"]["bijeenkomst"].value()
        for sleutel in (avond.pk, elders.pk, "onzin", "9" * 30, "²")
    ]
    assert gekozen == [avond.pk, None, None, None, None]
    gegevens = {"naam": "Te donker", "soort": "signaal", "wijken": [eigen.wijk.pk]}
    tafel = reverse("netwerken:bijeenkomst", kwargs=avond.padsleutel)
    assert client.post(pad, gegevens | {"bijeenkomst": avond.pk}).url == tafel
    assert Signaal.objects.get().bijeenkomst == avond
    fout = client.post(pad, gegevens | {"bijeenkomst": elders.pk}).context["form"].errors
    assert "bijeenkomst" in fout


@pytest.mark.parametrize("veld", ["naam", "omschrijving", "antwoord"])
def test_what_is_of_one_person_is_refused_and_nothing_typed_is_lost(client, signaal, veld):
    velden = ingevuld(client, signaal) | {veld: "Bel mevrouw op 06-12345678"}
    antwoord = client.post(adres(signaal, "wijzigen"), velden)
    form = antwoord.context["form"]
    assert "Hier staat een mobiel nummer: 06-12345678." in form.errors[veld][0]
    assert form[veld].value() == "Bel mevrouw op 06-12345678"
    assert Signaal.objects.get().versie == signaal.versie
    goed = client.post(adres(signaal, "wijzigen"), velden | {veld: "KvK 12345678 op 06-12-2026"})
    assert goed.status_code == 302


def test_what_is_of_one_person_is_refused_in_the_admin_too(client, signaal):
    log_in_met_tweede_stap(client, maak_beheerder())
    pad = adminadres(Signaal, "change", signaal.pk)
    velden = formuliervelden(client.get(pad)) | {"omschrijving": "BSN 123456782"}
    assert "een burgerservicenummer" in client.post(pad, velden).content.decode()
    signaal.refresh_from_db()
    assert signaal.omschrijving == ""


# Further


def test_each_step_is_one_press_and_leaves_its_day(client, signaal, time_machine):
    for dag, stand in enumerate(("besproken", "opgepakt", "doorgezet"), 1):
        time_machine.move_to(datetime.datetime(2026, 12, dag, 12, tzinfo=datetime.UTC))
        assert stap(client, signaal, stand, terug="/werkplek/").url == "/werkplek/"
        signaal.refresh_from_db()
        assert signaal.stand == stand
        assert signaal.history.first().history_change_reason == signaal.get_stand_display()
    dagen = [(naam, dag.day) for naam, dag in signaal.stappen]
    assert dagen == [("besproken", 1), ("opgepakt", 2), ("doorgezet", 3)]
    tekst = client.get(signaal.get_absolute_url()).content.decode()
    assert "3 december 2026" in tekst
    assert "Antwoord geven" in tekst


def test_a_step_is_undone_in_one_press(client, signaal):
    stap(client, signaal, "opgepakt")
    gedaan = Handeling.objects.get()
    assert gedaan.wat == "“Geen plek om te zitten” is nu: opgepakt."
    client.post(reverse("ongedaan"), {"handeling": gedaan.pk})
    signaal.refresh_from_db()
    assert (signaal.stand, signaal.opgepakt_op) == ("nieuw", None)


@pytest.mark.parametrize("stand", ["beantwoord", "nieuw", "onzin", ""])
def test_a_step_that_is_none_changes_nothing(client, signaal, stand):
    assert stap(client, signaal, stand).status_code == 302
    signaal.refresh_from_db()
    assert (signaal.stand, signaal.versie) == ("nieuw", 1)


def test_a_step_from_where_it_no_longer_is_changes_nothing_and_says_so(client, signaal):
    stap(client, signaal, "opgepakt")
    antwoord = client.post(
        reverse("netwerken:signaal_stap", args=[signaal.pk]),
        {"stand": "doorgezet", "van": "nieuw"},
        follow=True,
    )
    assert "is intussen: opgepakt" in antwoord.content.decode()
    signaal.refresh_from_db()
    assert signaal.stand == "opgepakt"


def test_the_answer_is_asked_for_and_takes_it_to_its_end(client, signaal, vandaag):
    pad = reverse("netwerken:signaal_antwoord", args=[signaal.pk])
    assert "antwoord" in client.post(pad, {"versie": 1}).context["form"].errors
    antwoord = client.post(pad, {"antwoord": "Er komt een bankje.", "versie": 1})
    assert antwoord.url == signaal.get_absolute_url()
    signaal.refresh_from_db()
    assert (signaal.stand, signaal.antwoord) == ("beantwoord", "Er komt een bankje.")
    assert signaal.beantwoord_op == datetime.date(2026, 11, 22)
    assert "Er komt een bankje." in client.get(antwoord.url).content.decode()


def test_an_answer_that_was_written_before_may_be_the_answer(client, signaal):
    signaal.antwoord = "Er komt een bankje."
    signaal.save()
    pad = reverse("netwerken:signaal_antwoord", args=[signaal.pk])
    client.post(pad, {"antwoord": signaal.antwoord, "versie": signaal.versie})
    signaal.refresh_from_db()
    assert signaal.stand == "beantwoord"


def test_answered_without_an_answer_is_refused_beside_the_field(client, signaal):
    velden = ingevuld(client, signaal) | {"stand": "beantwoord"}
    form = client.post(adres(signaal, "wijzigen"), velden).context["form"]
    assert form.errors["antwoord"] == ["Wat is het antwoord, of wat kwam ervan?"]


def test_going_back_forgets_the_days_of_what_then_comes_later(client, signaal, vandaag):
    for stand in ("besproken", "opgepakt"):
        stap(client, signaal, stand)
        signaal.refresh_from_db()
    velden = ingevuld(client, signaal) | {"stand": "besproken"}
    client.post(adres(signaal, "wijzigen"), velden)
    signaal.refresh_from_db()
    assert [naam for naam, _dag in signaal.stappen] == ["besproken"]
    assert signaal.opgepakt_op is None


def test_an_older_version_that_is_put_back_brings_its_own_days(client, signaal, time_machine):
    time_machine.move_to(datetime.datetime(2026, 12, 1, 12, tzinfo=datetime.UTC))
    stap(client, signaal, "opgepakt")
    time_machine.move_to(datetime.datetime(2026, 12, 3, 12, tzinfo=datetime.UTC))
    signaal.refresh_from_db()
    velden = ingevuld(client, signaal) | {"stand": "nieuw"}
    client.post(adres(signaal, "wijzigen"), velden)
    signaal.refresh_from_db()
    toen = signaal.history.get(versie=2)
    gegevens = {"toen": toen.history_id, "versie": signaal.versie}
    client.post(adres(signaal, "geschiedenis"), gegevens)
    signaal.refresh_from_db()
    assert (signaal.stand, signaal.opgepakt_op) == ("opgepakt", datetime.date(2026, 12, 1))


def test_what_somebody_else_took_further_meanwhile_stays_so(client, signaal, vandaag):
    velden = ingevuld(client, signaal)
    stap(client, signaal, "opgepakt")
    client.post(adres(signaal, "wijzigen"), velden | {"omschrijving": "Bij het plein."})
    signaal.refresh_from_db()
    assert (signaal.stand, signaal.omschrijving) == ("opgepakt", "Bij het plein.")
    assert signaal.opgepakt_op == datetime.date(2026, 11, 22)


# Who reads it


def test_the_answer_stands_with_the_network_the_wijk_and_the_place(client, eigen, signaal):
    plek = in_hoede_van(eigen.netwerk, maak_accommodatie(wijken=[eigen.wijk]))
    signaal.accommodatie = plek
    signaal.save()
    pad = reverse("netwerken:signaal_antwoord", args=[signaal.pk])
    client.post(pad, {"antwoord": "Er komt een bankje.", "versie": signaal.versie})
    client.logout()
    for record in (eigen.netwerk, eigen.wijk, plek):
        tekst = client.get(record.get_absolute_url()).content.decode()
        assert "Er komt een bankje." in tekst, record
        assert signaal.get_absolute_url() in tekst, record


def test_the_answer_goes_back_to_the_meeting_where_it_was_heard(client, eigen, signaal):
    avond = maak_bijeenkomst(netwerk=eigen.netwerk, verslag_openbaar="ja")
    tafel = reverse("netwerken:bijeenkomst", kwargs=avond.padsleutel)
    assert "Geen plek om te zitten" not in client.get(f"{tafel}verslag/").content.decode()
    signaal.bijeenkomst = avond
    signaal.save()
    pad = reverse("netwerken:signaal_antwoord", args=[signaal.pk])
    client.post(pad, {"antwoord": "Er komt een bankje.", "versie": signaal.versie})
    assert "Er komt een bankje." in client.get(tafel).content.decode()
    client.logout()
    assert "Er komt een bankje." in client.get(f"{tafel}verslag/").content.decode()
    Signaal.objects.update(openbaar=False)
    assert "Er komt een bankje." not in client.get(f"{tafel}verslag/").content.decode()


def test_the_desk_tells_what_became_of_it(client, eigen, signaal):
    redacteur = maak_redacteur(naam="Rita")
    log_in(client, redacteur)
    pad = reverse("netwerken:signaal_antwoord", args=[signaal.pk])
    client.post(pad, {"antwoord": "Er komt een bankje.", "versie": 1})
    log_in(client, maak_coordinator(eigen.netwerk))
    tekst = client.get(reverse("netwerken:werkplek")).content.decode()
    assert "Geen plek om te zitten" in tekst
    assert "gewijzigd: beantwoord" in tekst
    assert "Rita" in tekst


def test_what_is_not_public_is_for_who_keeps_it(client, eigen, signaal):
    Signaal.objects.update(openbaar=False)
    for pad in (signaal.get_absolute_url(), reverse("netwerken:signalen")):
        assert "Geen plek om te zitten" in client.get(pad).content.decode()
    log_in(client, maak_coordinator())
    assert client.get(signaal.get_absolute_url()).status_code == 404
    assert "Geen plek" not in client.get(reverse("netwerken:signalen")).content.decode()
    assert stap(client, signaal, "opgepakt").status_code == 404


@pytest.mark.eenmaal
def test_the_list_of_a_network_costs_as_much_for_thirty_signals_as_for_one(client, eigen):
    pad = reverse("netwerken:netwerk_signalen", args=[eigen.netwerk.slug])

    def rijk(aantal):
        for _keer in range(aantal):
            maak_signaal(netwerk=eigen.netwerk, wijken=[maak_wijk()], themas=[maak_thema()])

    kost_evenveel(client, rijk, 20, pad)


def test_what_has_no_answer_comes_first(client, eigen, signaal):
    maak_signaal(naam="Al klaar", netwerk=eigen.netwerk, stand="beantwoord")
    pad = reverse("netwerken:netwerk_signalen", args=[eigen.netwerk.slug])
    tekst = client.get(pad).content.decode()
    assert "1 zonder antwoord" in tekst
    assert tekst.index("Geen plek om te zitten") < tekst.index("Al klaar")


def test_the_machine_form_of_the_list_holds_every_step(client, signaal):
    stap(client, signaal, "opgepakt")
    client.logout()
    antwoord = client.get(f"{reverse('netwerken:signalen')}?formaat=json&stand=opgepakt")
    [rij] = json.loads(b"".join(antwoord))
    assert rij["naam"] == signaal.naam
    assert rij["opgepakt_op"]
    assert rij["wijken"] == [signaal.wijken.get().naam]


def test_the_page_for_the_answer_is_called_so(client, eigen):
    signaal = maak_signaal(netwerk=eigen.netwerk, naam="Geen bankje")
    adres_antwoord = reverse("netwerken:signaal_antwoord", args=[signaal.pk])
    assert client.get(adres_antwoord).context["kop"] == "Antwoord op “Geen bankje”"
    assert client.get(adres(signaal, "wijzigen")).context["kop"] == "Geen bankje wijzigen"
