"""A coordinator adds, changes, confirms and ends who works where on what."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from netwerken.models import Inzet
from tests.hulp.bouwers import (
    maak_gebied,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_thema,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.inzetproef import adres, fouten, nieuw, velden

pytestmark = pytest.mark.django_db


def test_inzet_nieuw_makes_one_inzet_with_its_origin(client, eigen):
    humanitas, thema = maak_organisatie(naam="Humanitas"), maak_thema()
    antwoord = client.post(
        nieuw(eigen.netwerk), velden(eigen.wijk, thema, organisatie="humanitas", vanaf="mei 2021")
    )
    inzet = Inzet.objects.get()
    rooster = reverse("netwerken:netwerk_inzet", args=[eigen.netwerk.slug])
    assert antwoord.url == f"{rooster}?wijk={eigen.wijk.slug}"
    assert (inzet.organisatie, inzet.wijk, inzet.netwerk) == (humanitas, eigen.wijk, eigen.netwerk)
    assert (inzet.vanaf, inzet.vanaf_precisie) == (datetime.date(2021, 5, 1), "maand")
    assert (inzet.bron.slug, inzet.bevestigd_op) == ("handinvoer", timezone.localdate())
    assert inzet.history.get().history_user == inzet.bevestigd_door


def test_inzet_nieuw_says_what_was_added_and_where_to_see_it(client, eigen):
    maak_organisatie(naam="Humanitas")
    antwoord = client.post(
        nieuw(eigen.netwerk), velden(eigen.wijk, maak_thema(), organisatie="Humanitas"), follow=True
    )
    tekst = antwoord.content.decode()
    assert "Inzet toegevoegd: Humanitas" in tekst
    assert f'href="{eigen.wijk.get_absolute_url()}"' in tekst
    assert "no-store" in antwoord["Cache-Control"]


def test_inzet_nieuw_sent_twice_makes_one(client, eigen):
    maak_organisatie(naam="Humanitas")
    gegevens = velden(eigen.wijk, maak_thema(), organisatie="Humanitas")
    eerste = client.post(nieuw(eigen.netwerk), gegevens)
    tweede = client.post(nieuw(eigen.netwerk), gegevens)
    assert Inzet.objects.count() == 1
    assert tweede.url == eerste.url


def test_inzet_nieuw_refuses_what_runs_already(client, eigen):
    inzet = maak_inzet(wijk=eigen.wijk, netwerk=eigen.netwerk, organisatie=maak_organisatie())
    antwoord = client.post(
        nieuw(eigen.netwerk), velden(inzet.wijk, inzet.thema, organisatie=inzet.organisatie.naam)
    )
    [fout] = fouten(antwoord).pop("organisatie")
    assert fout.startswith("Deze inzet staat er al.")
    assert f'href="{adres("wijzigen", inzet)}"' in fout
    # In the summary above the form the whole sentence is a link itself.
    assert "Organisatie: Deze inzet staat er al.</a>" in antwoord.content.decode()


def test_inzet_nieuw_of_an_organisation_says_once_what_runs_already(client, eigen):
    inzet = maak_inzet(wijk=eigen.wijk, netwerk=eigen.netwerk, organisatie=maak_organisatie())
    daar = reverse("netwerken:inzet_nieuw", kwargs={"organisatie": inzet.organisatie.slug})
    gevonden = fouten(client.post(daar, velden(inzet.wijk, inzet.thema)))
    [fout] = gevonden.pop("wijk")
    assert fout.startswith("Deze inzet staat er al.")
    assert f'href="{adres("wijzigen", inzet)}"' in fout
    assert not gevonden


def test_inzet_nieuw_asks_which_organisation_is_meant(client, eigen):
    humanitas = maak_organisatie(naam="Humanitas Groningen")
    gegevens = velden(eigen.wijk, maak_thema(), organisatie="Humanitas")
    antwoord = client.post(nieuw(eigen.netwerk), gegevens)
    assert "Kies hieronder" in fouten(antwoord)["organisatie"][0]
    assert "Humanitas Groningen" in antwoord.content.decode()
    client.post(
        nieuw(eigen.netwerk),
        gegevens | {"organisatie_keuze": humanitas.pk, "organisatie_bij": "Humanitas"},
    )
    assert Inzet.objects.get().organisatie == humanitas


def test_inzet_nieuw_refuses_a_wijk_outside_the_werkgebied(client, eigen):
    antwoord = client.post(
        nieuw(eigen.netwerk), velden(maak_wijk(), maak_thema(), omschreven_rol="cultuurcoach")
    )
    assert list(fouten(antwoord)) == ["wijk"]


def test_inzet_nieuw_refuses_an_organisation_one_cannot_see(client, eigen):
    maak_organisatie(naam="Verborgen", openbaar=False)
    antwoord = client.post(
        nieuw(eigen.netwerk), velden(eigen.wijk, maak_thema(), organisatie="Verborgen")
    )
    assert list(fouten(antwoord)) == ["organisatie"]


def test_inzet_nieuw_in_a_wijk_refuses_another_network(client, eigen):
    adres_wijk = reverse("netwerken:inzet_nieuw", kwargs={"wijk": eigen.wijk.slug})
    ander = maak_netwerk()
    gegevens = {"thema": maak_thema().pk, "status": "actief", "omschreven_rol": "coach"}
    antwoord = client.post(adres_wijk, gegevens | {"netwerk": ander.pk})
    assert list(fouten(antwoord)) == ["netwerk"]
    assert client.post(adres_wijk, gegevens | {"netwerk": "geen"}).status_code == 302
    assert Inzet.objects.get().netwerk is None


def test_inzet_nieuw_in_a_wijk_outside_the_werkgebied_is_forbidden(client, eigen):
    adres_wijk = reverse("netwerken:inzet_nieuw", kwargs={"wijk": maak_wijk().slug})
    assert client.get(adres_wijk).status_code == 403


def test_inzet_wijzigen_changes_and_keeps_the_history(client, eigen):
    inzet = maak_inzet(wijk=eigen.wijk, organisatie=maak_organisatie(naam="Humanitas"))
    gegevens = velden(inzet.wijk, inzet.thema, organisatie="Humanitas", versie=1)
    antwoord = client.post(adres("wijzigen", inzet), gegevens | {"toelichting": "Spreekuur."})
    assert antwoord.status_code == 302
    inzet.refresh_from_db()
    assert (inzet.toelichting, inzet.versie, inzet.history.count()) == ("Spreekuur.", 2, 2)
    # Editing is not confirming.
    assert inzet.bevestigd_op is None


def test_inzet_wijzigen_without_a_change_saves_nothing(client, eigen):
    inzet = maak_inzet(
        wijk=eigen.wijk, organisatie=maak_organisatie(naam="Humanitas"), toelichting="Ja."
    )
    form = client.get(adres("wijzigen", inzet)).context["form"]
    assert form["organisatie"].value() == "Humanitas"
    client.post(
        adres("wijzigen", inzet),
        velden(inzet.wijk, inzet.thema, organisatie="Humanitas", toelichting="Ja.", versie=1),
    )
    inzet.refresh_from_db()
    assert inzet.versie == 1


def test_inzet_wijzigen_keeps_a_wijk_of_another_area(client, eigen):
    inzet = maak_inzet(wijk=maak_wijk(), netwerk=eigen.netwerk)
    gegevens = velden(inzet.wijk, inzet.thema, netwerk=eigen.netwerk.pk, toelichting="x", versie=1)
    gegevens["zelf"] = "on"
    assert client.post(adres("wijzigen", inzet), gegevens).status_code == 302


def test_inzet_beeindigen_keeps_the_past(client, eigen):
    inzet = maak_inzet(wijk=eigen.wijk, vanaf=datetime.date(2020, 1, 1))
    gisteren = timezone.localdate() - datetime.timedelta(days=1)
    antwoord = client.post(
        adres("beeindigen", inzet), {"tot": "gisteren", "reden": "subsidie op", "versie": 1}
    )
    assert antwoord.status_code == 302
    inzet.refresh_from_db()
    assert (inzet.tot, inzet.status) == (gisteren, "gestopt")
    assert inzet.history.first().history_change_reason == "subsidie op"
    assert list(Inzet.objects.op(gisteren)) == [inzet]
    assert not Inzet.objects.actueel()


def test_inzet_beeindigen_sent_twice_ends_once(client, eigen):
    inzet = maak_inzet(wijk=eigen.wijk)
    for _keer in range(2):
        antwoord = client.post(
            adres("beeindigen", inzet), {"tot": "gisteren", "reden": "weg", "versie": 1}
        )
        assert antwoord.url == eigen.wijk.get_absolute_url()
    assert inzet.history.count() == 2


def test_inzet_beeindigen_refuses_an_end_before_the_beginning(client, eigen):
    inzet = maak_inzet(wijk=eigen.wijk, vanaf=datetime.date(2020, 1, 1))
    antwoord = client.post(adres("beeindigen", inzet), {"tot": "2019", "reden": "weg", "versie": 1})
    assert fouten(antwoord) == {"tot": ["Dat is voor het begin: dit loopt sinds 1 januari 2020."]}


def test_inzet_beeindigen_in_the_future_lets_it_go_on_until_then(client, eigen):
    inzet = maak_inzet(wijk=eigen.wijk)
    gegevens = {"tot": "31 december 2030", "reden": "klaar", "versie": 1}
    antwoord = client.post(adres("beeindigen", inzet), gegevens, follow=True)
    inzet.refresh_from_db()
    assert (inzet.tot, inzet.status) == (datetime.date(2030, 12, 31), "actief")
    assert "Inzet eindigt op 31 december 2030" in antwoord.content.decode()


@pytest.fixture
def voorbij(eigen):
    gisteren = timezone.localdate() - datetime.timedelta(days=1)
    return maak_inzet(wijk=eigen.wijk, tot=gisteren, status="gestopt", netwerk=eigen.netwerk)


@pytest.mark.parametrize("tot", ["1-1-2030", "2019", "vandaag"])
def test_what_has_ended_is_not_ended_again(client, voorbij, tot):
    gegevens = {"tot": tot, "reden": "nog eens", "versie": 1}
    [fout] = fouten(client.post(adres("beeindigen", voorbij), gegevens))["tot"]
    assert "Dit is al voorbij" in fout
    assert "Wijzig" in fout
    voorbij.refresh_from_db()
    assert voorbij.versie == 1


def test_what_has_ended_offers_to_correct_it_and_nothing_else(client, voorbij):
    lijst = reverse("netwerken:netwerk_inzet_regels", args=[voorbij.netwerk.slug])
    pagina = client.get(lijst).content.decode()
    assert adres("wijzigen", voorbij) in pagina
    assert "Klopt het einde niet?" in pagina
    assert adres("beeindigen", voorbij) not in pagina
    assert adres("bevestigen", voorbij) not in pagina
    einde = client.get(adres("beeindigen", voorbij)).content.decode()
    assert adres("wijzigen", voorbij) in einde
    assert 'name="tot"' not in einde


def test_what_has_ended_is_not_still_right(client, voorbij):
    antwoord = client.post(adres("bevestigen", voorbij), follow=True)
    assert "is voorbij. Klopt er iets niet?" in antwoord.content.decode()
    voorbij.refresh_from_db()
    assert (voorbij.versie, voorbij.bevestigd_op) == (1, None)


def test_what_has_stopped_stopped_on_no_day_to_come(client, voorbij):
    gegevens = velden(voorbij.wijk, voorbij.thema, netwerk=voorbij.netwerk_id, versie=1)
    gegevens |= {"zelf": "on", "status": "gestopt", "tot": "1-1-2030"}
    [fout] = fouten(client.post(adres("wijzigen", voorbij), gegevens))["tot"]
    assert "Die dag moet nog komen" in fout
    # "In 2026" is over by the end of that year; who says so may mean any of its days.
    dit_jaar = gegevens | {"tot": str(timezone.localdate().year)}
    assert client.post(adres("wijzigen", voorbij), dit_jaar).status_code == 302


def test_inzet_bevestigen_is_no_edit(client, eigen):
    inzet = maak_inzet(wijk=eigen.wijk)
    assert client.get(adres("bevestigen", inzet)).status_code == 405
    antwoord = client.post(adres("bevestigen", inzet), {"terug": "/werkplek/"})
    assert antwoord.url == "/werkplek/"
    inzet.refresh_from_db()
    assert inzet.bevestigd_op == timezone.localdate()
    assert inzet.history.first().history_change_reason == "bevestigd"


def test_inzet_bevestigen_never_sends_you_elsewhere(client, eigen):
    inzet = maak_inzet(wijk=eigen.wijk)
    antwoord = client.post(adres("bevestigen", inzet), {"terug": "https://elders.example/"})
    assert antwoord.url == eigen.wijk.get_absolute_url()


@pytest.mark.parametrize("verb", ["wijzigen", "beeindigen", "geschiedenis"])
def test_inzet_of_another_area_is_forbidden(client, eigen, verb):
    assert client.get(adres(verb, maak_inzet())).status_code == 403


@pytest.mark.parametrize("verb", ["wijzigen", "beeindigen", "geschiedenis"])
def test_inzet_of_a_hidden_network_does_not_exist_for_another(client, eigen, verb):
    assert (
        client.get(adres(verb, maak_inzet(netwerk=maak_netwerk(openbaar=False)))).status_code == 404
    )


def test_inzet_is_found_only_at_its_own_network(client, eigen):
    inzet = maak_inzet(netwerk=eigen.netwerk, wijk=eigen.wijk)
    vals = {"netwerk": maak_netwerk().slug, "pk": inzet.pk}
    assert client.get(reverse("netwerken:inzet_wijzigen", kwargs=vals)).status_code == 404


def test_inzet_wijzigen_asks_a_visitor_to_log_in(client):
    pad = adres("wijzigen", maak_inzet())
    assert client.get(pad).url == f"/accounts/login/?next={pad}"


def test_redacteur_edits_every_inzet(client):
    client.force_login(maak_redacteur())
    for inzet in (maak_inzet(), maak_inzet(netwerk=maak_netwerk(openbaar=False))):
        assert client.get(adres("wijzigen", inzet)).status_code == 200


def test_inzet_wijzigen_may_name_an_initiatief(client, eigen):
    inzet = maak_inzet(wijk=eigen.wijk, omschreven_rol="coach")
    tuin = maak_initiatief(naam="Buurttuin")
    client.post(
        adres("wijzigen", inzet),
        velden(inzet.wijk, inzet.thema, omschreven_rol="coach", initiatief="buurttuin", versie=1),
    )
    inzet.refresh_from_db()
    assert inzet.initiatief == tuin


@pytest.mark.parametrize("tekst", ["\x00", "x" * 10_000, "<b>", "' OR 1=1"])
def test_inzet_nieuw_answers_bad_input_beside_the_field(client, eigen, tekst):
    namen = ("organisatie", "vanaf", "wijk", "thema", "sleutel", "status")
    antwoord = client.post(nieuw(eigen.netwerk), dict.fromkeys(namen, tekst))
    assert {"organisatie", "vanaf", "wijk", "thema"} <= set(fouten(antwoord))
    assert not Inzet.objects.exists()


@pytest.mark.eenmaal
def test_the_rows_of_a_network_cost_as_many_queries_for_one_as_for_many(client, eigen):
    def aantal():
        with CaptureQueriesContext(connection) as gesteld:
            client.get(reverse("netwerken:netwerk_inzet_regels", args=[eigen.netwerk.slug]))
        return len(gesteld)

    tuin = maak_initiatief()
    maak_inzet(netwerk=eigen.netwerk, wijk=eigen.wijk, initiatief=tuin)
    een = aantal()
    for _n in range(24):
        organisatie = maak_organisatie()
        maak_inzet(netwerk=eigen.netwerk, wijk=eigen.wijk, organisatie=organisatie, initiatief=tuin)
    assert aantal() == een <= 20


def test_the_rows_of_a_network_begin_with_what_was_just_added(client, eigen):
    for _keer in range(26):
        maak_inzet(netwerk=eigen.netwerk, wijk=eigen.wijk)
    maak_organisatie(naam="Zzz")
    gegevens = velden(eigen.wijk, maak_thema(volgorde=99), organisatie="Zzz")
    client.post(nieuw(eigen.netwerk), gegevens)
    pad = reverse("netwerken:netwerk_inzet_regels", args=[eigen.netwerk.slug])
    rijen = list(client.get(pad).context["pagina"])
    assert rijen[0].organisatie.naam == "Zzz"
    Inzet.objects.filter(pk=rijen[0].pk).update(tot=timezone.localdate() - datetime.timedelta(1))
    assert rijen[0] not in list(client.get(pad).context["pagina"]), "what has ended goes last"


def gekozen_wijk(client, netwerk):
    return client.get(nieuw(netwerk)).context["form"]["wijk"].value()


def test_inzet_nieuw_chooses_the_only_wijk_of_the_network(client, eigen):
    assert gekozen_wijk(client, eigen.netwerk) == eigen.wijk.pk
    maak_werkgebied(netwerk=eigen.netwerk, wijk=maak_wijk())
    assert gekozen_wijk(client, eigen.netwerk) is None


def test_inzet_nieuw_never_chooses_a_whole_gebied_by_itself(client, eigen):
    eigen.netwerk.werkgebieden.all().delete()
    gebied = maak_gebied()
    maak_wijk(ligt_in=gebied)
    maak_werkgebied(netwerk=eigen.netwerk, wijk=gebied)
    assert gekozen_wijk(client, eigen.netwerk) is None
