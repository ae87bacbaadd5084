"""An old version is put back by who could fill it in today, and no further than that."""

import datetime

import pytest
from django import forms
from django.utils import timezone

from buurtnet.kern.periode import PERIODEVELDEN
from buurtnet.kern.record import Record
from netwerken.models import Bijeenkomst, Deelname, Huisvesting, Netwerk, Werkgebied
from tests.hulp import bouwers
from tests.hulp.bouwers import (
    in_hoede_van,
    log_in,
    maak_accommodatie,
    maak_activiteit,
    maak_agenda,
    maak_agendapunt,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_thema,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.naamwoorden import BOUWERS, adres, ingevuld
from wijken.models import Agenda

pytestmark = pytest.mark.django_db
GISTEREN = timezone.localdate() - datetime.timedelta(days=1)
VOORBIJ = {"tot": datetime.date(2021, 12, 31), "status": "gestopt"}
LOOPT = {"tot": None, "status": "actief"}


def was(rij, **velden):
    """`rij`, which said this in its last version but one."""
    nu = {naam: getattr(rij, naam) for naam in velden}
    for stand in (velden, nu):
        for naam, waarde in stand.items():
            setattr(rij, naam, waarde)
        rij.save()
    return rij


def zet_terug(client, rij, versie=None, **gegevens):
    """The page after putting back that version of `rij`, default the last but one."""
    toen = rij.history.filter(versie=versie or rij.versie - 1).first()
    gegevens |= {"toen": toen.history_id, "versie": rij.versie}
    antwoord = client.post(adres(rij, "geschiedenis"), gegevens, follow=True)
    rij.refresh_from_db()
    return antwoord.content.decode()


@pytest.fixture
def organisatie(eigen):
    """Looked after by the network of who is logged in; others work with it too."""
    organisatie = in_hoede_van(eigen.netwerk, maak_organisatie(naam="WIJ"))
    maak_inzet(organisatie=organisatie)
    return organisatie


# What the form refuses


def test_who_may_not_hide_an_organisation_that_others_use_puts_back_the_rest(client, organisatie):
    tekst = zet_terug(client, was(organisatie, openbaar=False, website="https://oud.nl/"))
    assert (organisatie.openbaar, organisatie.website) == (True, "https://oud.nl/")
    assert "Openbaar" in tekst and "niet teruggezet" in tekst
    log_in(client, maak_redacteur())
    tekst = zet_terug(client, was(organisatie, openbaar=False))
    assert not organisatie.openbaar
    assert "niet teruggezet" not in tekst


def test_an_organisation_that_others_use_does_not_end_by_putting_back(client, organisatie):
    tekst = zet_terug(client, was(organisatie, **VOORBIJ, website="https://oud.nl/"))
    assert "buiten je werkgebied" in tekst
    assert (organisatie.tot, organisatie.website, organisatie.versie) == (None, "", 3)


def test_a_network_does_not_come_below_that_of_another_by_putting_back(client, eigen):
    netwerk = maak_netwerk(bovenliggend=eigen.netwerk)
    vreemd = maak_netwerk(naam="Netwerk van een ander", openbaar=False)
    tekst = zet_terug(client, was(netwerk, bovenliggend=vreemd))
    assert netwerk.bovenliggend == eigen.netwerk
    assert "Terugzetten kan niet" in tekst
    assert "Onderdeel van" in tekst


def test_a_hidden_koepel_does_not_come_back_nor_is_it_named_in_the_refusal(client, organisatie):
    koepel = maak_organisatie(naam="Geheim verband", openbaar=False)
    was(organisatie, koepel=koepel)
    toen = organisatie.history.get(versie=2)
    gegevens = {"toen": toen.history_id, "versie": organisatie.versie}
    antwoord = client.post(adres(organisatie, "geschiedenis"), gegevens, follow=True)
    [melding] = map(str, antwoord.context["messages"])
    assert "Geheim" not in melding
    assert "Onderdeel van" in melding
    organisatie.refresh_from_db()
    assert organisatie.koepel is None
    log_in(client, maak_redacteur())
    zet_terug(client, organisatie, versie=2)
    assert organisatie.koepel == koepel


def test_a_werkgebied_that_the_redactie_ended_does_not_come_back_with_its_rights(client, eigen):
    rij = maak_werkgebied(netwerk=eigen.netwerk)
    inzet = maak_inzet(wijk=rij.wijk)
    coordinator = eigen.netwerk.coordinatoren.get()
    rij.tot, rij.status = GISTEREN, "gestopt"
    rij.save()
    assert "buiten het gebied" in zet_terug(client, rij, versie=1)
    assert rij.tot == GISTEREN
    assert not inzet.can_edit(type(coordinator).objects.get(pk=coordinator.pk))
    log_in(client, maak_redacteur())
    zet_terug(client, rij, versie=1)
    assert rij.tot is None


def test_a_werkgebied_does_not_come_back_along_with_its_network_outside_the_area(client, eigen):
    """The network is to end next year, and one of its wijken was to begin before that."""
    later = timezone.localdate() + datetime.timedelta(days=300)
    plan = {"vanaf": timezone.localdate() + datetime.timedelta(days=30)}
    gepland = maak_werkgebied(netwerk=eigen.netwerk, **plan)
    einde = {"tot": f"{later:%d-%m-%Y}", "reden": "de subsidie stopt", "versie": 1}
    assert client.post(adres(eigen.netwerk, "beeindigen"), einde).status_code == 302
    netwerk = Netwerk.objects.get(pk=eigen.netwerk.pk)
    tekst = zet_terug(client, netwerk, versie=1, mee=["werkgebieden"])
    assert "Terugzetten kan niet" in tekst and "buiten het gebied" in tekst
    assert netwerk.tot == later
    gepland.delete()
    zet_terug(client, netwerk, versie=1, mee=["werkgebieden"])
    eigen.refresh_from_db()
    assert (netwerk.tot, eigen.tot) == (None, None)


def test_a_point_of_an_agenda_does_not_come_back_with_a_hidden_theme(client, eigen):
    agenda = maak_agenda(wijken=[eigen.wijk])
    geheim = maak_thema(naam="Geheim thema")
    punt = maak_agendapunt(agenda=agenda, tekst="Eten", thema=geheim)
    agenda.save()
    punt.thema = None
    punt.save()
    agenda.save()
    geheim.openbaar = False
    geheim.save()
    toen = agenda.history.filter(versie=1).first()
    gegevens = {"toen": toen.history_id, "versie": agenda.versie}
    antwoord = client.post(adres(agenda, "geschiedenis"), gegevens, follow=True)
    [melding] = map(str, antwoord.context["messages"])
    assert "Terugzetten kan niet" in melding and "Geheim" not in melding
    punt.refresh_from_db()
    assert punt.thema is None


def test_what_the_form_does_not_ask_is_not_put_back_and_told(client, eigen):
    plek = in_hoede_van(eigen.netwerk, maak_accommodatie(wijken=[eigen.wijk]))
    tekst = zet_terug(client, was(plek, is_verzameling=True, lat=53, lon=6, functies="koken"))
    assert (plek.is_verzameling, plek.lat, plek.functies) == (False, None, "koken")
    for label in ("Is een verzameling", "Breedtegraad"):
        assert label in tekst.partition("niet teruggezet")[2]


def test_a_rhythm_comes_back_with_its_rule(client, eigen):
    rij = maak_activiteit(wijken=[eigen.wijk], ritme="elke zondag", regel="FREQ=WEEKLY;BYDAY=MO")
    gegevens = ingevuld(client, rij) | {"ritme": "elke dinsdag"}
    assert client.post(adres(rij, "wijzigen"), gegevens).status_code == 302
    rij.refresh_from_db()
    assert rij.regel == "FREQ=WEEKLY;BYDAY=TU"
    zet_terug(client, rij, versie=1)
    assert (rij.ritme, rij.regel) == ("elke zondag", "FREQ=WEEKLY;BYDAY=MO")


# The same of every noun

# What the address of a form decides, and what nobody fills in on the site.
NIET_IN_FORMULIER = {
    (Deelname, "netwerk"),
    (Werkgebied, "netwerk"),
    (Huisvesting, "accommodatie"),
    (Agenda, "vervolg_op"),
    (Bijeenkomst, "netwerk"),
    (Bijeenkomst, "initiatief"),
}
# Of these exactly one is filled in.
EEN_VAN = {
    Deelname: {"organisatie", "accommodatie"},
    Huisvesting: {"organisatie", "initiatief"},
}


def relaties(soort):
    """{name: field} of what points at a record, of a kind of row."""
    velden = [*soort._meta.fields, *soort._meta.many_to_many]
    wijzend = [veld for veld in velden if veld.is_relation]
    return {veld.name: veld for veld in wijzend if issubclass(veld.related_model, Record)}


TE_KIEZEN = [
    (soort, naam)
    for soort in BOUWERS
    for naam in relaties(soort)
    if (soort, naam) not in NIET_IN_FORMULIER
]


@pytest.mark.parametrize(("soort", "naam"), TE_KIEZEN)
def test_nothing_is_put_back_that_the_form_would_not_let_one_choose(client, eigen, soort, naam):
    rij, veld = BOUWERS[soort](eigen), relaties(soort)[naam]
    maak = getattr(bouwers, f"maak_{veld.related_model._meta.model_name}")
    ding = maak(naam="Geheim ding", openbaar=False)
    if veld.many_to_many:
        nu = list(getattr(rij, naam).all())
        for stand in ([*nu, ding], nu):
            rij.save()
            getattr(rij, naam).set(stand)
    else:
        nu = getattr(rij, naam)
        was(rij, **dict.fromkeys(EEN_VAN.get(soort, ())) | {naam: ding})
    toen = rij.history.filter(versie=2).first()
    gegevens = {"toen": toen.history_id, "versie": rij.versie}
    antwoord = client.post(adres(rij, "geschiedenis"), gegevens, follow=True)
    [melding] = map(str, antwoord.context["messages"])
    assert "Terugzetten kan niet" in melding
    assert "Geheim" not in melding
    nieuw = soort.objects.get(pk=rij.pk)
    na = getattr(nieuw, naam)
    assert (list(na.all()) if veld.many_to_many else na) == nu
    assert nieuw.versie == rij.versie


RECORDS = [soort for soort in BOUWERS if issubclass(soort, Record)]


@pytest.mark.parametrize("soort", RECORDS)
def test_what_a_form_needs_an_old_version_needs_too(client, eigen, soort):
    rij = BOUWERS[soort](eigen)
    rij.save()
    rij.history.filter(versie=1).update(naam="")
    assert "Terugzetten kan niet: Naam" in zet_terug(client, rij, versie=1)
    assert rij.naam


@pytest.mark.parametrize("soort", BOUWERS)
def test_what_was_put_back_is_what_the_history_said(client, eigen, soort):
    """All that the form asks of a redacteur, whatever it is now."""
    log_in(client, maak_redacteur())
    rij = BOUWERS[soort](eigen, vanaf=datetime.date(2019, 5, 1), vanaf_precisie="maand")
    form = client.get(adres(rij, "wijzigen")).context["form"]
    teksten = [
        naam
        for naam, veld in form.fields.items()
        if type(veld) is forms.CharField and naam not in ("omschreven_rol", "ritme", "postcode")
    ]
    toen = {naam: getattr(rij, naam) for naam in [*teksten, *PERIODEVELDEN]}
    for naam in teksten:
        setattr(rij, naam, "anders")
    rij.vanaf, rij.vanaf_precisie, rij.tot = datetime.date(2020, 1, 1), "jaar", GISTEREN
    rij.save()
    assert "De versie van toen is teruggezet." in zet_terug(client, rij, versie=1)
    assert {naam: getattr(rij, naam) for naam in toen} == toen


def test_what_stays_as_it_is_may_stay_whoever_could_choose_it(client, eigen):
    """A hidden part of it that somebody else chose is no obstacle to putting back the rest."""
    koepel = maak_organisatie(openbaar=False)
    rij = in_hoede_van(eigen.netwerk, maak_organisatie(koepel=koepel))
    elders = maak_wijk()
    plek = in_hoede_van(eigen.netwerk, maak_accommodatie(wijken=[eigen.wijk, elders]))
    for een in (rij, plek):
        tekst = zet_terug(client, was(een, omschrijving="Zoals toen."))
        assert "De versie van toen is teruggezet." in tekst
        assert een.omschrijving == "Zoals toen."
    assert rij.koepel == koepel
    assert set(plek.wijken.all()) == {eigen.wijk, elders}


def test_an_agenda_of_seventy_points_is_put_back(client, eigen):
    agenda = maak_agenda(wijken=[eigen.wijk])
    punten = [maak_agendapunt(agenda=agenda, tekst=f"punt {n}") for n in range(70)]
    agenda.save()
    for punt in punten:
        punt.tekst += " anders"
        punt.save()
    zet_terug(client, agenda, versie=1)
    assert not agenda.punten.filter(tekst__endswith="anders").exists()


def test_a_hidden_theme_that_stays_is_no_obstacle_to_the_words_of_then(client, eigen):
    agenda = maak_agenda(wijken=[eigen.wijk])
    punt = maak_agendapunt(agenda=agenda, tekst="toen", thema=maak_thema(openbaar=False))
    agenda.save()
    punt.tekst = "nu"
    punt.save()
    zet_terug(client, agenda, versie=1)
    punt.refresh_from_db()
    assert punt.tekst == "toen"
