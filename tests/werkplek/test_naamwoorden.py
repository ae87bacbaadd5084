"""Every noun has the same five forms, with the same rights."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from initiatieven.models import Accommodatie, Activiteit, Initiatief
from netwerken.models import (
    Bijeenkomst,
    Deelname,
    Huisvesting,
    Netwerk,
    Organisatie,
    Peiling,
    Werkgebied,
)
from tests.hulp.bouwers import (
    maak_agenda,
    maak_coordinator,
    maak_gebruiker,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_thema,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.naamwoorden import BOUWERS, PUNTEN, adres, ingevuld, soorten
from wijken.models import Agenda

pytestmark = pytest.mark.django_db
SLEUTEL = "7d0f0c52-6b0c-4b62-9a53-3c6d0e5c9f11"
VERBEN = ("wijzigen", "beeindigen", "geschiedenis")


def _naam(app, naam, **meer):
    return (reverse(f"{app}:{naam}_nieuw"), {"naam": f"Nieuwe {naam}", **meer})


# What one posts to add each noun, at `plek` (a Werkgebied of one's own).
NIEUW = {
    Agenda: lambda plek: (
        reverse("wijken:agenda_nieuw", args=[plek.wijk.slug]),
        {
            "naam": "Wijkagenda",
            "soort": "wijkagenda",
            "wijken": [plek.wijk.pk],
            "stand": "concept",
            "draagvlak": "onbekend",
            **PUNTEN,
        },
    ),
    Initiatief: lambda plek: _naam(
        "initiatieven", "initiatief", soort="project", wijken=[plek.wijk.pk]
    ),
    Accommodatie: lambda plek: _naam(
        "initiatieven",
        "accommodatie",
        soort="buurthuis",
        rol="onbekend",
        gesubsidieerd="ja",
        wijken=[plek.wijk.pk],
    ),
    Activiteit: lambda plek: _naam("initiatieven", "activiteit", wijken=[plek.wijk.pk]),
    Organisatie: lambda plek: _naam(
        "netwerken",
        "organisatie",
        soort="zorg",
        formeel="formeel",
        wijk=plek.wijk.pk,
        thema=maak_thema().pk,
    ),
    Netwerk: lambda plek: _naam("netwerken", "netwerk", soort="werkgroep"),
    Bijeenkomst: lambda plek: (
        reverse("netwerken:bijeenkomst_nieuw", args=[plek.netwerk.slug]),
        {"naam": "Wijkoverleg", "soort": "vergadering", "verslag_openbaar": "nee"},
    ),
    Deelname: lambda plek: (
        reverse("netwerken:deelname_nieuw", args=[plek.netwerk.slug]),
        {"organisatie": maak_organisatie().naam, "rol": "trekker"},
    ),
    Werkgebied: lambda plek: (
        reverse("netwerken:werkgebied_nieuw", args=[plek.netwerk.slug]),
        {"wijk": maak_wijk(ligt_in=plek.wijk).pk},
    ),
    Peiling: lambda plek: (
        reverse("netwerken:peiling_nieuw", kwargs={"netwerk": plek.netwerk.slug}),
        {"naam": "Deur aan deur", "soort": "poll", "wijken": [plek.wijk.pk]},
    ),
    Huisvesting: lambda plek: (
        reverse("netwerken:huisvesting_nieuw", args=[BOUWERS[Accommodatie](plek).slug]),
        {"organisatie": maak_organisatie().naam},
    ),
}


@soorten
def test_nieuw_adds_something_of_ones_own_once(client, eigen, soort):
    pad, gegevens = NIEUW[soort](eigen)
    assert client.get(pad).status_code == 200
    gegevens |= {"status": "actief", "openbaar": "on", "sleutel": SLEUTEL, "vanaf": "2019"}
    voor = set(soort.objects.values_list("pk", flat=True))
    eerste = client.post(pad, gegevens)
    assert eerste.status_code == 302, eerste.context["form"].errors
    assert client.post(pad, gegevens).url == eerste.url
    [rij] = soort.objects.exclude(pk__in=voor)
    assert (rij.vanaf, rij.vanaf_precisie) == (datetime.date(2019, 1, 1), "jaar")
    assert rij.bevestigd_op == timezone.localdate()
    assert client.get(adres(rij, "wijzigen")).status_code == 200


@soorten
@pytest.mark.eenmaal
def test_nieuw_is_not_for_others(client, eigen, soort):
    pad, _gegevens = NIEUW[soort](eigen)
    client.force_login(maak_gebruiker())
    assert client.get(pad).status_code == 403
    client.logout()
    assert client.get(pad).url == f"/accounts/login/?next={pad}"


@soorten
def test_wijzigen_saves_what_was_filled_in_and_nothing_else(client, eigen, soort):
    rij = BOUWERS[soort](eigen, vanaf=datetime.date(2020, 5, 1), vanaf_precisie="maand")
    gegevens = ingevuld(client, rij)
    assert gegevens["vanaf"] == "mei 2020"
    client.post(adres(rij, "wijzigen"), gegevens)
    rij.refresh_from_db()
    assert rij.versie == 1
    antwoord = client.post(adres(rij, "wijzigen"), gegevens | {"vanaf": "begin 2021"})
    assert antwoord.status_code == 302, antwoord.context["form"].errors
    rij.refresh_from_db()
    assert (rij.versie, rij.vanaf, rij.vanaf_precisie) == (2, datetime.date(2021, 1, 1), "ongeveer")


@soorten
def test_wijzigen_shows_both_versions_when_somebody_was_first(client, eigen, soort):
    rij = BOUWERS[soort](eigen)
    gegevens = ingevuld(client, rij)
    ander = soort.objects.get(pk=rij.pk)
    ander.vanaf = datetime.date(2018, 1, 1)
    ander.vanaf_precisie = "jaar"
    ander.save()
    antwoord = client.post(adres(rij, "wijzigen"), gegevens | {"vanaf": "mei 2020"})
    [verschil] = antwoord.context["botsing"].verschillen
    assert verschil["label"] == antwoord.context["form"].label_van("vanaf")
    assert (verschil["mijn"], verschil["ander"]) == ("mei 2020", "2018")
    # Nothing typed is lost, and handing it in again saves it.
    assert antwoord.context["form"]["vanaf"].value() == "mei 2020"
    ander.refresh_from_db()
    assert (ander.vanaf.year, antwoord.context["versie"]) == (2018, 2)
    client.post(adres(rij, "wijzigen"), gegevens | {"vanaf": "mei 2020", "versie": 2})
    ander.refresh_from_db()
    assert (ander.vanaf.year, ander.versie) == (2020, 3)


@soorten
def test_beeindigen_keeps_the_past(client, eigen, soort):
    rij = BOUWERS[soort](eigen)
    assert client.get(adres(rij, "beeindigen")).status_code == 200
    gegevens = {"tot": "31-12-2021", "reden": "subsidie op", "versie": 1}
    antwoord = client.post(adres(rij, "beeindigen"), gegevens)
    assert antwoord.status_code == 302, antwoord.context["form"].errors
    rij.refresh_from_db()
    assert (rij.tot, rij.status) == (datetime.date(2021, 12, 31), "gestopt")
    assert rij.history.first().history_change_reason == "subsidie op"


@soorten
def test_beeindigen_waits_when_somebody_changed_it_meanwhile(client, eigen, soort):
    rij = BOUWERS[soort](eigen)
    rij.save()
    gegevens = {"tot": "2021", "reden": "subsidie op", "versie": 1}
    antwoord = client.post(adres(rij, "beeindigen"), gegevens)
    assert antwoord.context["intussen"]
    rij.refresh_from_db()
    assert rij.tot is None


@soorten
def test_bevestigen_says_who_and_when(client, eigen, soort):
    rij = BOUWERS[soort](eigen)
    assert client.post(adres(rij, "bevestigen")).status_code == 302
    rij.refresh_from_db()
    assert rij.bevestigd_op == timezone.localdate()
    assert rij.bevestigd_door.netwerken.get() == eigen.netwerk


@soorten
def test_a_confirmation_meanwhile_is_no_obstacle(client, eigen, soort):
    rij = BOUWERS[soort](eigen)
    gegevens = ingevuld(client, rij)
    client.post(adres(rij, "bevestigen"))
    antwoord = client.post(adres(rij, "wijzigen"), gegevens | {"vanaf": "2020"})
    assert antwoord.status_code == 302


@soorten
def test_geschiedenis_tells_who_changed_what_and_puts_it_back(client, eigen, soort):
    rij = BOUWERS[soort](eigen, vanaf=datetime.date(2019, 1, 1), vanaf_precisie="jaar")
    client.post(adres(rij, "wijzigen"), ingevuld(client, rij) | {"vanaf": "2021"})
    antwoord = client.get(adres(rij, "geschiedenis"))
    nieuwste, eerste = antwoord.context["versies"]
    assert nieuwste.verschillen == [("Vanaf", "2019", "2021")]
    assert str(nieuwste.rij.history_user) in antwoord.content.decode()
    gegevens = {"toen": eerste.rij.history_id, "versie": 1}
    client.post(adres(rij, "geschiedenis"), gegevens)
    rij.refresh_from_db()
    assert rij.vanaf.year == 2021, "somebody saved another version meanwhile"
    client.post(adres(rij, "geschiedenis"), gegevens | {"versie": 2})
    rij.refresh_from_db()
    assert (rij.vanaf.year, rij.versie) == (2019, 3)
    assert rij.history.first().history_change_reason == "teruggezet"


@soorten
@pytest.mark.eenmaal
def test_another_coordinator_may_not(client, eigen, soort):
    rij = BOUWERS[soort](eigen)
    client.force_login(maak_coordinator(maak_werkgebied().netwerk))
    for verb in VERBEN:
        assert client.get(adres(rij, verb)).status_code == 403
        assert client.post(adres(rij, verb)).status_code == 403
    assert client.post(adres(rij, "bevestigen")).status_code == 403


@soorten
@pytest.mark.eenmaal
def test_a_visitor_logs_in_first(client, eigen, soort):
    rij = BOUWERS[soort](eigen)
    client.logout()
    for verb in VERBEN:
        pad = adres(rij, verb)
        assert client.get(pad).url == f"/accounts/login/?next={pad}"


@soorten
@pytest.mark.eenmaal
def test_a_redacteur_may_do_all(client, eigen, soort):
    rij = BOUWERS[soort](eigen)
    client.force_login(maak_redacteur())
    for verb in VERBEN:
        assert client.get(adres(rij, verb)).status_code == 200


@soorten
@pytest.mark.eenmaal
def test_what_is_hidden_does_not_exist_for_another(client, eigen, soort):
    rij = BOUWERS[soort](eigen)
    verborgen = next(
        een
        for een in (rij, getattr(rij, "netwerk", None), getattr(rij, "accommodatie", None))
        if hasattr(een, "openbaar")
    )
    verborgen.openbaar = False
    verborgen.save()
    assert client.get(adres(rij, "wijzigen")).status_code == 200
    client.force_login(maak_coordinator(maak_werkgebied().netwerk))
    assert client.get(adres(rij, "wijzigen")).status_code == 404


@soorten
@pytest.mark.parametrize("tekst", ["\x00", "x" * 10_000, "99999999999999999999999"])
def test_bad_input_gets_an_answer_beside_the_field(client, eigen, soort, tekst):
    rij = BOUWERS[soort](eigen)
    form = client.get(adres(rij, "wijzigen")).context["form"]
    gegevens = dict.fromkeys(form.fields, tekst) | {"versie": tekst}
    antwoord = client.post(adres(rij, "wijzigen"), gegevens)
    assert {"vanaf", "tot", "status"} <= set(antwoord.context["form"].errors)
    client.post(adres(rij, "beeindigen"), {"tot": tekst, "reden": tekst, "versie": tekst})
    assert (
        client.post(adres(rij, "geschiedenis"), {"toen": tekst, "versie": tekst}).status_code == 404
    )
    assert soort.objects.get(pk=rij.pk).versie == 1


@soorten
@pytest.mark.eenmaal
def test_forms_ask_few_queries(client, eigen, soort, django_assert_max_num_queries):
    rij = BOUWERS[soort](eigen)
    for verb in VERBEN:
        with django_assert_max_num_queries(20):
            client.get(adres(rij, verb))


def test_an_agenda_of_two_networks_is_offered_once(client):
    werkgebied = maak_werkgebied()
    agenda = maak_agenda()
    for _nummer in range(2):
        maak_netwerk(bovenliggend=werkgebied.netwerk, agenda=agenda)
    client.force_login(maak_coordinator(werkgebied.netwerk))
    adres = reverse("netwerken:netwerk_nieuw")
    gegevens = {"naam": "Werkgroep", "soort": "werkgroep", "status": "actief", "agenda": agenda.pk}
    gegevens |= {"bovenliggend": werkgebied.netwerk.pk}
    assert client.post(adres, gegevens).status_code == 302
    assert Netwerk.objects.get(naam="Werkgroep").agenda == agenda
