"""What belongs together: a move, an end with all that hangs on it, the points of an agenda."""

import datetime

import pytest
from django.urls import reverse

from buurtnet.zoeken.gelijkenis import gelijkende
from initiatieven.models import Accommodatie, Initiatief
from netwerken.models import Inzet, Netwerk, Organisatie
from tests.hulp.bouwers import (
    in_hoede_van,
    maak_accommodatie,
    maak_activiteit,
    maak_agenda,
    maak_deelname,
    maak_huisvesting,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_thema,
)

pytestmark = pytest.mark.django_db
EINDE = {"tot": "31-12-2021", "reden": "gestopt met werken", "versie": 1}


@pytest.fixture
def redacteur(client):
    gebruiker = maak_redacteur()
    client.force_login(gebruiker)
    return gebruiker


# Ending


def test_organisatie_beeindigen_ends_all_that_runs(client, redacteur):
    organisatie = maak_organisatie()
    rijen = [
        maak_inzet(organisatie=organisatie),
        maak_deelname(organisatie=organisatie),
        maak_huisvesting(organisatie=organisatie),
    ]
    eerder = maak_inzet(organisatie=organisatie, tot=datetime.date(2020, 1, 1), status="afgerond")
    pad = reverse("netwerken:organisatie_beeindigen", args=[organisatie.slug])
    meegaand = client.get(pad).context["meegaand"]
    assert [groep["aantal"] for groep in meegaand] == [1, 1, 1]
    assert client.post(pad, EINDE).status_code == 302
    for rij in [organisatie, *rijen]:
        rij.refresh_from_db()
        assert (rij.tot, rij.status) == (datetime.date(2021, 12, 31), "gestopt")
        assert rij.history.first().history_change_reason == "gestopt met werken"
    eerder.refresh_from_db()
    assert (eerder.tot.year, eerder.status, eerder.versie) == (2020, "afgerond", 1)


def test_netwerk_beeindigen_ends_its_rows(client, eigen):
    inzet = maak_inzet(netwerk=eigen.netwerk, wijk=eigen.wijk)
    pad = reverse("netwerken:netwerk_beeindigen", args=[eigen.netwerk.slug])
    assert client.post(pad, EINDE).status_code == 302
    for rij in (inzet, eigen):
        rij.refresh_from_db()
        assert rij.tot == datetime.date(2021, 12, 31)


def test_a_coordinator_ends_nothing_elsewhere(client, eigen):
    organisatie = in_hoede_van(eigen.netwerk, maak_organisatie())
    hier = maak_inzet(organisatie=organisatie, wijk=eigen.wijk)
    maak_inzet(organisatie=organisatie)
    pad = reverse("netwerken:organisatie_beeindigen", args=[organisatie.slug])
    assert "vraag de redactie" in client.get(pad).content.decode()
    assert client.post(pad, EINDE).status_code == 200
    hier.refresh_from_db()
    assert hier.tot is None


def test_beeindigen_of_a_plan_empties_its_start(client, eigen):
    inzet = maak_inzet(wijk=eigen.wijk, vanaf=datetime.date(2999, 1, 1), status="gepland")
    pad = reverse("netwerken:inzet_beeindigen", kwargs=inzet.padsleutel)
    client.post(pad, EINDE)
    inzet.refresh_from_db()
    assert (inzet.vanaf, inzet.tot) == (None, datetime.date(2021, 12, 31))


def test_ending_what_never_began_does_not_make_it_the_past(client, eigen):
    begin = datetime.date(2021, 1, 1)
    plan = maak_inzet(wijk=eigen.wijk, vanaf=begin, status="gepland")
    later = maak_inzet(wijk=eigen.wijk, vanaf=datetime.date(2999, 1, 1))
    for inzet in (plan, later):
        client.post(reverse("netwerken:inzet_beeindigen", kwargs=inzet.padsleutel), EINDE)
        inzet.refresh_from_db()
        assert inzet.tot == datetime.date(2021, 12, 31)
    assert not Inzet.objects.op(datetime.date(2021, 6, 30)).exists()


def test_announcing_an_end_starts_no_plan(client, eigen):
    organisatie = in_hoede_van(eigen.netwerk, maak_organisatie())
    plan = maak_inzet(organisatie=organisatie, wijk=eigen.wijk, status="gepland")
    pad = reverse("netwerken:organisatie_beeindigen", args=[organisatie.slug])
    client.post(pad, EINDE | {"tot": "2030"})
    plan.refresh_from_db()
    assert (plan.tot, plan.status) == (datetime.date(2030, 12, 31), "gepland")


# Similar names


def test_a_similar_name_is_shown_before_it_is_added_again(client, eigen):
    bestaand = maak_initiatief(naam="Buurtmoestuin Beijum")
    pad = reverse("initiatieven:initiatief_nieuw")
    gegevens = {
        "naam": "Moestuin Beijum",
        "soort": "project",
        "status": "actief",
        "wijken": [eigen.wijk.pk],
        "openbaar": "on",
    }
    assert 'data-suggesties="/initiatieven/suggesties/"' in client.get(pad).content.decode()
    antwoord = client.post(pad, gegevens)
    assert antwoord.context["gelijkende"] == [bestaand]
    assert antwoord.context["form"]["naam"].value() == "Moestuin Beijum"
    assert client.post(pad, gegevens | {"toch": "1"}).status_code == 302
    assert Initiatief.objects.count() == 2


def test_a_common_word_is_no_similar_name(client, redacteur):
    for naam in ("Buurthuis De Wijert", "Buurthuis Paddepoel", "Buurthuis Selwerd"):
        maak_accommodatie(naam=naam)
    alle = maak_accommodatie(naam="Buurthuis De Hoogte").__class__.objects
    assert not gelijkende(alle, "Buurthuis Lewenborg")
    assert [rij.naam for rij in gelijkende(alle, "MFC De Wijert")] == ["Buurthuis De Wijert"]
    assert [rij.naam for rij in gelijkende(alle, "buurthuis padepoel")] == ["Buurthuis Paddepoel"]
    assert [rij.naam for rij in gelijkende(alle, "Buurthuis Wijret")] == ["Buurthuis De Wijert"]
    assert gelijkende(alle, "!!!") == []


@pytest.mark.parametrize(
    ("naam", "nog_eens"),
    [
        ("مسجد النور", "مسجد النور"),
        ("مسجد النور", "مسجد  ال\u200bنور"),
        ("Культурный мост", "культурный Мост"),
        ("北京茶馆", "北京茶馆"),
        ("Café Ĳsvogel", "Cafe\u0301 IJsvogel"),
        ("Nul Spatie", "Nul\u00a0\u200b Spatie"),
    ],
)
def test_a_name_in_any_script_that_is_there_already_is_seen(naam, nog_eens):
    rij = maak_accommodatie(naam=naam)
    maak_accommodatie(naam="Iets heel anders")
    assert gelijkende(Accommodatie.objects.all(), nog_eens) == [rij]


def test_suggesties_are_names_one_may_see(client, eigen):
    maak_organisatie(naam="Humanitas <b>")
    maak_organisatie(naam="Humanitas geheim", openbaar=False)
    pad = reverse("netwerken:organisatie_suggesties")
    antwoord = client.get(pad, {"q": "huma"})
    assert (
        antwoord.content.decode().split() == '<option value="Humanitas &lt;b&gt;"></option>'.split()
    )
    assert client.get(pad, {"q": "\x00" + "x" * 10_000}).status_code == 200
    assert client.get(pad).content.strip() == b""
    client.logout()
    assert client.get(pad, {"q": "huma"}).status_code == 302


def test_nieuw_is_never_the_address_of_a_record():
    assert maak_organisatie(naam="Nieuw").slug == "nieuw-2"
    assert maak_netwerk(naam="Suggesties").slug == "suggesties-2"


# Who adds what


def test_a_coordinator_says_where_a_new_organisation_works(client, eigen):
    pad = reverse("netwerken:organisatie_nieuw")
    gegevens = {"naam": "Buurtkring", "soort": "bewoners", "formeel": "informeel"}
    gegevens |= {"status": "actief", "openbaar": "on"}
    assert set(client.post(pad, gegevens).context["form"].errors) == {"wijk", "thema"}
    gegevens |= {"wijk": eigen.wijk.pk, "thema": maak_thema().pk}
    assert client.post(pad, gegevens).status_code == 302
    assert Inzet.objects.get().organisatie == Organisatie.objects.get()


def test_a_redacteur_may_leave_open_where_an_organisation_works(client, redacteur):
    gegevens = {"naam": "Buurtkring", "soort": "bewoners", "formeel": "informeel"}
    pad = reverse("netwerken:organisatie_nieuw")
    client.post(pad, gegevens | {"status": "actief"})
    assert Organisatie.objects.get().naam == "Buurtkring"
    assert not Inzet.objects.exists()


def test_a_new_network_of_a_coordinator_is_their_own(client, eigen):
    pad = reverse("netwerken:netwerk_nieuw")
    gegevens = {"naam": "Werkgroep Groen", "soort": "werkgroep", "status": "actief"}
    client.post(pad, gegevens | {"openbaar": "on"})
    assert Netwerk.objects.get(naam="Werkgroep Groen").coordinatoren.count() == 1
    gegevens |= {"naam": "Tafel Armoede", "bovenliggend": eigen.netwerk.pk}
    client.post(pad, gegevens)
    tafel = Netwerk.objects.get(naam="Tafel Armoede")
    assert (tafel.bovenliggend, tafel.coordinatoren.count()) == (eigen.netwerk, 0)


def test_a_coordinator_hangs_nothing_below_the_network_of_another(client, eigen):
    gegevens = {"naam": "Tafel", "soort": "werkgroep", "status": "actief"}
    gegevens |= {"bovenliggend": maak_netwerk().pk, "agenda": maak_agenda().pk}
    form = client.post(reverse("netwerken:netwerk_nieuw"), gegevens).context["form"]
    assert set(form.errors) == {"bovenliggend", "agenda"}


def test_a_circle_of_networks_is_refused_beside_the_field(client, eigen):
    onder = maak_netwerk(bovenliggend=eigen.netwerk)
    gegevens = {"naam": "Boven", "soort": "werkgroep", "status": "actief", "versie": 1}
    pad = reverse("netwerken:netwerk_wijzigen", args=[eigen.netwerk.slug])
    form = client.post(pad, gegevens | {"bovenliggend": onder.pk}).context["form"]
    assert "kring" in form.errors["bovenliggend"][0]


def test_one_does_not_lock_oneself_out(client, eigen):
    activiteit = maak_activiteit(wijken=[eigen.wijk])
    gegevens = {"naam": activiteit.naam, "status": "actief", "versie": 1}
    pad = reverse("initiatieven:activiteit_wijzigen", args=[activiteit.slug])
    form = client.post(pad, gegevens).context["form"]
    assert "buiten je werkgebied" in form.errors["wijken"][0]
    assert activiteit.wijken.get() == eigen.wijk
