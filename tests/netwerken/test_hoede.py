"""Which network looks after a record: how that comes about, is shown, handed over and migrated."""

import importlib

import pytest
from django.apps import apps
from django.urls import reverse

from buurtnet.bewerken.opslaan import adres
from initiatieven.models import Accommodatie, Initiatief
from netwerken.hoede import adressen_van, geef_in_hoede, hoeder_van
from netwerken.models import Hoede, Organisatie, Voorstel
from tests.hulp.bouwers import (
    VANDAAG,
    in_hoede_van,
    laat_los_eindigen,
    log_in,
    maak_accommodatie,
    maak_coordinator,
    maak_deelname,
    maak_gebied,
    maak_gebruiker,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_thema,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.naamwoorden import ingevuld
from tests.hulp.postproef import bezorg

pytestmark = pytest.mark.django_db
migratie = importlib.import_module("netwerken.migrations.0011_verdeel_hoede")
MAKERS = [maak_organisatie, maak_initiatief, maak_accommodatie]
per_soort = pytest.mark.parametrize("maak", MAKERS)
VELDEN = {
    Organisatie: {"soort": "zorg", "formeel": "formeel"},
    Initiatief: {"soort": "project"},
    Accommodatie: {"soort": "buurthuis", "rol": "onbekend", "gesubsidieerd": "ja"},
}
per_model = pytest.mark.parametrize("model", VELDEN)


def voeg_toe(client, model, wijk, **meer):
    """The answer to adding one in `wijk`."""
    waar = {"wijken": [wijk.pk]}
    if model is Organisatie:
        waar = {"wijk": wijk.pk, "thema": maak_thema().pk}
    gegevens = {"naam": "Nieuw hier", "status": "actief", "openbaar": "on", **VELDEN[model], **waar}
    app, naam = model._meta.app_label, model._meta.model_name
    return client.post(reverse(f"{app}:{naam}_nieuw"), gegevens | meer)


# How it comes about


@per_model
def test_what_a_coordinator_adds_is_looked_after_by_her_network(client, eigen, model):
    assert "hoeder_veld" not in client.get(_nieuw(model)).context["form"].fields
    assert voeg_toe(client, model, eigen.wijk).status_code == 302
    assert hoeder_van(model.objects.get()) == eigen.netwerk
    assert client.get(adres(model.objects.get(), "wijzigen")).status_code == 200


@per_model
def test_who_has_several_networks_says_which_looks_after_it(client, eigen, model):
    onder, vreemd = maak_netwerk(bovenliggend=eigen.netwerk), maak_netwerk()
    form = client.get(_nieuw(model)).context["form"]
    assert set(form.fields["hoeder_veld"].queryset) == {eigen.netwerk, onder}
    assert form["hoeder_veld"].value() == eigen.netwerk.pk
    antwoord = voeg_toe(client, model, eigen.wijk, hoeder_veld=vreemd.pk)
    assert "hoeder_veld" in antwoord.context["form"].errors
    voeg_toe(client, model, eigen.wijk, hoeder_veld=onder.pk)
    assert hoeder_van(model.objects.get()) == onder


@per_model
def test_what_the_redactie_adds_is_the_redacties(client, model):
    client.force_login(maak_redacteur())
    maak_netwerk()
    voeg_toe(client, model, maak_wijk())
    assert hoeder_van(model.objects.get()) is None


def _nieuw(model):
    return reverse(f"{model._meta.app_label}:{model._meta.model_name}_nieuw")


def _met_nieuwe_organisatie(client, pad, **velden):
    nieuw = {f"organisatie{deel}": "Nieuwe club" for deel in ("", "_bij")}
    nieuw |= {"organisatie_keuze": "nieuw", "organisatie_soort": "sport", "status": "actief"}
    assert client.post(pad, nieuw | velden).status_code == 302
    return Organisatie.objects.get(naam="Nieuwe club")


def test_an_organisation_added_along_is_looked_after_by_the_network_of_its_row(client, eigen):
    onder = maak_netwerk(bovenliggend=eigen.netwerk)
    pad = reverse("netwerken:deelname_nieuw", args=[onder.slug])
    club = _met_nieuwe_organisatie(client, pad, rol="deelnemer")
    assert hoeder_van(club) == onder


def test_an_organisation_added_along_in_a_wijk_is_of_the_network_that_works_there(client):
    eerst, dan = maak_werkgebied(), maak_werkgebied(wijk=maak_gebied())
    wijk = maak_wijk(ligt_in=dan.wijk)
    client.force_login(maak_coordinator(eerst.netwerk, dan.netwerk))
    pad = reverse("netwerken:inzet_nieuw", kwargs={"wijk": wijk.slug})
    club = _met_nieuwe_organisatie(client, pad, thema=maak_thema().pk)
    assert hoeder_van(club) == dan.netwerk


def test_an_added_line_gives_no_right_to_the_organisation_it_names(client, eigen):
    organisatie = maak_organisatie(naam="WIJ")
    pad = reverse("netwerken:inzet_nieuw", kwargs={"wijk": eigen.wijk.slug})
    gegevens = {"organisatie": "WIJ", "thema": maak_thema().pk, "status": "actief"}
    assert client.post(pad, gegevens).status_code == 302
    assert organisatie.inzetten.get().can_edit(eigen.netwerk.coordinatoren.get())
    for verb in ("wijzigen", "beeindigen", "geschiedenis", "overdragen"):
        assert client.post(adres(organisatie, verb), {"naam": "Van mij"}).status_code == 403
    assert Organisatie.objects.get().naam == "WIJ"


def test_of_two_that_become_one_the_network_of_the_one_that_remains_goes_on():
    blijft, weg, los = (maak_organisatie() for _n in range(3))
    netwerk = maak_netwerk()
    in_hoede_van(netwerk, blijft), in_hoede_van(maak_netwerk(), weg)
    blijft.neem_over(weg)
    assert hoeder_van(blijft) == netwerk
    los.neem_over(blijft)
    assert hoeder_van(los) == netwerk
    assert Hoede.objects.count() == 1


# How it is shown


@per_soort
def test_a_page_says_who_looks_after_the_record(client, maak):
    record, netwerk = maak(), maak_netwerk(naam="Netwerk Beijum")
    assert "bijgehouden door de redactie." in lees(client, record)
    in_hoede_van(netwerk, record)
    assert "bijgehouden door Netwerk Beijum." in lees(client, record)
    netwerk.openbaar = False
    netwerk.save()
    assert "bijgehouden door" not in lees(client, record)
    client.force_login(maak_coordinator(netwerk))
    assert "bijgehouden door Netwerk Beijum." in lees(client, record)
    netwerk.tot, netwerk.status = VANDAAG.replace(year=2020), "gestopt"
    netwerk.save()
    assert "bijgehouden door de redactie." in lees(client, record)


def lees(client, record):
    """The page of a record as text, without its tags and the room between them."""
    tekst = client.get(record.get_absolute_url()).content.decode()
    deel = tekst.partition('id="herkomst"')[2].replace("</a>", "")
    return " ".join("".join(stuk.partition(">")[2] for stuk in deel.split("<")).split())


@per_soort
def test_who_may_not_change_a_record_is_led_to_propose_a_change(client, eigen, maak):
    record = maak()
    pad = adres(record, "voorstellen")
    assert pad in client.get(record.get_absolute_url()).content.decode()
    in_hoede_van(eigen.netwerk, record)
    tekst = client.get(record.get_absolute_url()).content.decode()
    assert pad not in tekst
    assert adres(record, "overdragen") in tekst
    client.logout()
    tekst = client.get(record.get_absolute_url()).content.decode()
    assert pad not in tekst


def test_who_keeps_rows_of_a_record_is_led_to_these(client, eigen):
    plek = maak_accommodatie()
    pad = reverse("netwerken:accommodatie_huisvesting", args=[plek.slug])
    assert pad not in client.get(plek.get_absolute_url()).content.decode()
    assert client.get(pad).status_code == 403
    plek.wijken.add(eigen.wijk)
    assert pad in client.get(plek.get_absolute_url()).content.decode()
    assert client.get(pad).status_code == 200


# Handing over


@per_soort
def test_who_looks_after_a_record_hands_it_over_and_then_has_it_no_more(client, eigen, maak):
    record, ander = in_hoede_van(eigen.netwerk, maak()), maak_netwerk()
    pad = adres(record, "overdragen")
    assert client.get(pad).context["form"]["netwerk"].value() == eigen.netwerk.pk
    antwoord = client.post(pad, {"netwerk": ander.pk})
    assert antwoord.url == record.get_absolute_url()
    assert hoeder_van(record) == ander
    assert client.get(pad).status_code == 403
    hoede = Hoede.objects.get()
    assert [versie.netwerk for versie in hoede.history.order_by("versie")] == [eigen.netwerk, ander]


def test_a_record_is_handed_over_to_the_redactie_and_back(client, eigen):
    record = in_hoede_van(eigen.netwerk, maak_organisatie())
    pad = adres(record, "overdragen")
    for niets in ({}, {"netwerk": ""}):
        client.post(pad, niets)
        assert hoeder_van(record) == eigen.netwerk
    client.post(pad, {"netwerk": "redactie"})
    assert hoeder_van(record) is None
    client.force_login(maak_redacteur())
    client.post(pad, {"netwerk": eigen.netwerk.pk})
    assert hoeder_van(record) == eigen.netwerk


def test_a_record_is_handed_over_to_no_network_that_one_can_not_see_or_that_ended(client, eigen):
    record = in_hoede_van(eigen.netwerk, maak_organisatie())
    dicht = maak_netwerk(openbaar=False)
    voorbij = maak_netwerk(tot=VANDAAG.replace(year=2020), status="gestopt")
    for netwerk in (dicht, voorbij):
        antwoord = client.post(adres(record, "overdragen"), {"netwerk": netwerk.pk})
        assert "netwerk" in antwoord.context["form"].errors
    assert hoeder_van(record) == eigen.netwerk


# Proposing a change


def stel_voor(client, record, tekst="Het telefoonnummer klopt niet meer."):
    return client.post(adres(record, "voorstellen"), {"tekst": tekst}, follow=True)


@per_soort
def test_a_proposal_is_mailed_to_who_coordinates_what_looks_after_the_record(client, maak):
    netwerk = maak_netwerk()
    een, twee = maak_coordinator(netwerk), maak_coordinator(netwerk)
    maak_coordinator(netwerk, is_active=False), maak_coordinator(), maak_redacteur()
    record = in_hoede_van(netwerk, maak(naam="De Ploeg"))
    wie = log_in(client, maak_gebruiker(naam="Nel"))
    antwoord = stel_voor(client, record)
    assert sorted(post.to for post in bezorg()) == sorted([[een.email], [twee.email]])
    post = bezorg()[0]
    assert post.reply_to == [wie.email]
    assert post.subject == "Voorstel voor De Ploeg"
    voorstel = Voorstel.objects.get()
    op_de_werkplek = reverse("netwerken:voorstel", args=[voorstel.pk])
    for deel in ("Het telefoonnummer klopt niet meer.", "Nel", op_de_werkplek):
        assert deel in post.body
    # It waits on the desk too, with who proposed it.
    assert (voorstel.record, voorstel.voorsteller) == (record, wie)
    # Where it went, the page doesn't tell.
    tekst = antwoord.content.decode()
    assert "ligt bij wie het bijhoudt" in tekst
    assert een.email not in tekst and twee.email not in tekst


def test_a_proposal_that_is_sent_twice_is_mailed_once(client):
    netwerk = maak_netwerk()
    maak_coordinator(netwerk)
    record = in_hoede_van(netwerk, maak_organisatie())
    log_in(client, maak_gebruiker())
    pad = adres(record, "voorstellen")
    sleutel = client.get(pad).context["sleutel"]
    for _keer in range(2):
        velden = {"tekst": "Het telefoonnummer klopt niet meer.", "sleutel": sleutel}
        assert client.post(pad, velden).url == record.get_absolute_url()
    assert len(bezorg()) == Voorstel.objects.count() == 1


def test_a_network_without_coordinators_is_answered_for_by_that_above_it():
    boven = maak_netwerk()
    wie = maak_coordinator(boven)
    onder = maak_netwerk(bovenliggend=maak_netwerk(bovenliggend=boven))
    assert adressen_van(in_hoede_van(onder, maak_organisatie())) == [wie.email]


def test_what_nobody_coordinates_is_answered_for_by_the_redactie(settings):
    redacteur = maak_redacteur()
    voorbij = maak_netwerk(tot=VANDAAG.replace(year=2020), status="gestopt")
    maak_coordinator(voorbij)
    records = [
        maak_organisatie(),
        in_hoede_van(maak_netwerk(), maak_organisatie()),
        in_hoede_van(voorbij, maak_organisatie()),
    ]
    for contact, verwacht in (
        ("mailto:red%61ctie@voorbeeld.nl?subject=hallo", "redactie@voorbeeld.nl"),
        ("https://voorbeeld.nl/contact", redacteur.email),
        ("", redacteur.email),
    ):
        settings.CONTACT = contact
        assert [adressen_van(record) for record in records] == [[verwacht]] * 3


def test_a_proposal_that_nobody_would_read_by_mail_waits_on_the_desk(client):
    record = maak_organisatie()
    log_in(client, maak_gebruiker())
    stel_voor(client, record)
    assert bezorg() == []
    assert Voorstel.objects.get().tekst == "Het telefoonnummer klopt niet meer."


def test_an_empty_or_endless_proposal_is_refused_beside_the_field(client):
    log_in(client, maak_gebruiker())
    for tekst in ("", " ", "x" * 2001, "\x00"):
        form = stel_voor(client, maak_organisatie(), tekst).context["form"]
        assert "tekst" in form.errors
    assert bezorg() == []


# What there was before


def verdeel():
    Hoede.objects.all().delete()
    migratie.verdeel(apps, None)


def test_the_migration_gives_a_record_to_the_network_of_most_of_its_inzet():
    een, ander = maak_netwerk(), maak_netwerk()
    organisatie, gelijk = maak_organisatie(), maak_organisatie()
    initiatief = maak_initiatief()
    for netwerk in (een, ander, ander):
        maak_inzet(organisatie=organisatie, netwerk=netwerk, initiatief=initiatief)
    for netwerk in (ander, een):
        maak_inzet(organisatie=gelijk, netwerk=netwerk)
    # What is over counts no more.
    for _n in range(3):
        maak_inzet(organisatie=organisatie, netwerk=een, tot=VANDAAG.replace(year=2020))
    verdeel()
    assert [hoeder_van(rij) for rij in (organisatie, initiatief, gelijk)] == [ander, ander, een]


def test_the_migration_asks_who_works_there_when_no_inzet_says_it():
    werkgebied = maak_werkgebied()
    tafel = maak_netwerk()
    hier = {"wijken": [werkgebied.wijk]}
    records = [maak_initiatief(**hier), maak_accommodatie(**hier)]
    records.append(maak_inzet(wijk=werkgebied.wijk).organisatie)
    deelnemer = maak_deelname(netwerk=tafel).organisatie
    verdeel()
    assert [hoeder_van(record) for record in records] == [werkgebied.netwerk] * 3
    assert hoeder_van(deelnemer) == tafel


def test_the_migration_leaves_the_rest_to_the_redactie_and_what_is_said_as_it_is():
    voorbij = maak_netwerk()
    los, oud = maak_organisatie(), maak_inzet(netwerk=voorbij).wijk
    laat_los_eindigen(voorbij, tot=VANDAAG.replace(year=2020), status="gestopt")
    initiatief = maak_initiatief(wijken=[oud])
    verdeel()
    assert not Hoede.objects.exists()
    netwerk = maak_netwerk()
    geef_in_hoede(los, netwerk)
    maak_inzet(organisatie=los, netwerk=maak_netwerk())
    for _keer in range(2):
        migratie.verdeel(apps, None)
    assert hoeder_van(los) == netwerk
    assert hoeder_van(initiatief) is None


def test_the_migration_leaves_a_first_version():
    maak_inzet(netwerk=maak_netwerk(), organisatie=maak_organisatie())
    verdeel()
    hoede = Hoede.objects.get()
    versie = hoede.history.get(history_change_reason=migratie.REDEN)
    assert (versie.netwerk, versie.versie, versie.history_type) == (hoede.netwerk, 1, "+")


def test_a_form_of_a_record_does_not_say_who_looks_after_it(client, eigen):
    maak_netwerk(bovenliggend=eigen.netwerk)
    record = in_hoede_van(eigen.netwerk, maak_organisatie())
    gegevens = ingevuld(client, record)
    assert "hoeder_veld" not in gegevens
    client.post(adres(record, "wijzigen"), gegevens | {"hoeder_veld": maak_netwerk().pk})
    assert hoeder_van(record) == eigen.netwerk


def test_who_hands_over_what_is_hidden_ends_on_the_desk(client, eigen):
    record = in_hoede_van(eigen.netwerk, maak_organisatie(openbaar=False))
    ander = maak_netwerk()
    antwoord = client.post(adres(record, "overdragen"), {"netwerk": ander.pk}, follow=True)
    assert antwoord.status_code == 200
    assert hoeder_van(record) == ander
