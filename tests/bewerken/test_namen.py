"""Records by their name: found by an index, kept when untouched, added once."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buurtnet.kern.zoekindex import Zoekingang
from buurtnet.zoeken.gelijkenis import met_naam
from initiatieven.models import Initiatief
from netwerken.models import Deelname, Inzet, Organisatie
from tests.hulp.bouwers import (
    log_in,
    maak_coordinator,
    maak_initiatief,
    maak_inzet,
    maak_organisatie,
    maak_thema,
    maak_verhaal,
    maak_werkgebied,
)
from tests.hulp.drukte import tegelijk
from tests.hulp.naamwoorden import adres, ingevuld

TABBLADEN = 8
ZELFDE = ["Café Élan", "cafe elan", "CAFÉ  ÉLAN", "cafe\u0301 e\u0301lan", "café\u00a0élan", "ce"]
NIEUW = {"organisatie": "De Zonnewijzer", "organisatie_bij": "De Zonnewijzer"}
NIEUW |= {"organisatie_keuze": "nieuw", "organisatie_soort": "welzijn"}


# Found


@pytest.mark.django_db
@pytest.mark.parametrize(
    "getypt",
    ["Café Élan", "cafe elan", "CAFÉ  ÉLAN", "Cafe\u0301 E\u0301lan", "café\u00a0élan", "ce"],
)
def test_a_name_is_found_whatever_accents_case_and_spaces(getypt):
    organisatie = maak_organisatie(naam="Café Élan", afkorting="CÉ")
    maak_organisatie(naam="Café Élan Zuid")
    maak_initiatief(naam="Café Élan")
    assert list(met_naam(Organisatie.objects, getypt)) == [organisatie]


@pytest.mark.django_db
def test_a_name_that_changes_is_found_by_its_new_name_only():
    organisatie = maak_organisatie(naam="Oud")
    Organisatie.objects.update(naam="Nieuw", afkorting="NW")
    assert list(met_naam(Organisatie.objects, "nieuw")) == [organisatie]
    assert list(met_naam(Organisatie.objects, "nw")) == [organisatie]
    assert not met_naam(Organisatie.objects, "oud") and not met_naam(Organisatie.objects, " ")


@pytest.mark.django_db
def test_a_name_is_found_by_an_index(client, eigen):
    """Of each of the two columns; and no form asks for a name in another way."""
    maak_organisatie(naam="De Zonnewijzer")
    if connection.vendor == "postgresql":
        # Of few rows it would read all of them, or take whichever index.
        soort = Organisatie._meta.label_lower
        Zoekingang.objects.bulk_create(
            Zoekingang(
                soort=soort, object_id=10_000 + n, naam=f"n{n}", slug=f"n{n}", sleutel=f"n{n}"
            )
            for n in range(3000)
        )
        connection.cursor().execute("ANALYZE basis_zoekingang")
    plan = Zoekingang.objects.met_naam(Organisatie, "De Zonnewijzer").explain()
    assert "zoekingang_naam" in plan and "zoekingang_kort" in plan
    assert "SCAN basis_zoekingang" not in plan and "Seq Scan" not in plan
    velden = {"omschreven_rol": "", "rol": "deelnemer", "status": "actief"}
    pad = reverse("netwerken:deelname_nieuw", args=[eigen.netwerk.slug])
    with CaptureQueriesContext(connection) as vragen:
        client.post(pad, velden | {"organisatie": "de zonnewijzer"})
    assert Deelname.objects.get().organisatie.naam == "De Zonnewijzer"
    scans = ("LIKE", "UPPER(")
    assert [v["sql"] for v in vragen if any(scan in v["sql"] for scan in scans)] == []


# Kept


@pytest.mark.django_db
def test_of_two_with_one_name_the_one_that_stands_there_stays(client, eigen):
    mijn, ander = maak_organisatie(naam="Humanitas"), maak_organisatie(naam="Humanitas")
    inzet = maak_inzet(wijk=eigen.wijk, organisatie=ander)
    velden = ingevuld(client, inzet) | {"toelichting": "Soep."}
    assert client.post(adres(inzet, "wijzigen"), velden).status_code == 302
    inzet.refresh_from_db()
    assert (inzet.organisatie, inzet.toelichting) == (ander, "Soep.")
    # Who means the other one chooses it.
    keuze = {"organisatie_bij": "Humanitas", "organisatie_keuze": mijn.pk, "versie": inzet.versie}
    assert client.post(adres(inzet, "wijzigen"), velden | keuze).status_code == 302
    inzet.refresh_from_db()
    assert inzet.organisatie == mijn


@pytest.mark.django_db
def test_who_opens_a_form_can_choose_between_two_of_one_name(client, eigen):
    organisatie, ander = maak_organisatie(naam="Humanitas"), maak_organisatie(naam="Humanitas")
    inzet = maak_inzet(wijk=eigen.wijk, organisatie=organisatie)
    tekst = client.get(adres(inzet, "wijzigen")).content.decode()
    for een, gekozen in ((organisatie, True), (ander, False)):
        keuze = re.search(rf'name="organisatie_keuze"\s+value="{een.pk}"([^>]*)>', tekst)
        assert ("checked" in keuze[1]) == gekozen


@pytest.mark.django_db
def test_a_story_keeps_the_one_of_two_that_it_is_about(client, eigen):
    maak_initiatief(naam="Tuin")
    ander = maak_initiatief(naam="Tuin")
    verhaal = maak_verhaal(wijken=[eigen.wijk], initiatieven=[ander])
    velden = ingevuld(client, verhaal) | {"inleiding": "Kijk.", "initiatieven": ["Tuin"]}
    assert client.post(adres(verhaal, "wijzigen"), velden).status_code == 302
    assert list(Initiatief.objects.filter(verhalen=verhaal)) == [ander]


# Added once


@pytest.fixture
def plek():
    return maak_werkgebied()


def klanten(plek):
    """So many people of one network, each with a browser."""
    alle = [Client() for _n in range(TABBLADEN)]
    for klant in alle:
        log_in(klant, maak_coordinator(plek.netwerk))
    return alle


def stuur_samen(plek, pad, gegevens):
    daden = [lambda klant=klant: klant.post(pad, gegevens) for klant in klanten(plek)]
    return [antwoord.status_code for antwoord in tegelijk(*daden)]


@pytest.mark.django_db(transaction=True)
def test_an_organisation_added_from_many_forms_at_once_is_added_once(plek):
    pad = reverse("netwerken:deelname_nieuw", args=[plek.netwerk.slug])
    gegevens = NIEUW | {"rol": "deelnemer", "status": "actief"}
    statussen = stuur_samen(plek, pad, gegevens)
    assert (Organisatie.objects.count(), Deelname.objects.count()) == (1, 1)
    # The others read that it takes part already.
    assert sorted(statussen) == [200] * (TABBLADEN - 1) + [302]


@pytest.mark.django_db(transaction=True)
def test_an_organisation_added_with_inzet_in_many_themes_at_once_is_added_once(plek):
    pad = reverse("netwerken:inzet_nieuw", kwargs={"netwerk": plek.netwerk.slug})
    gegevens = NIEUW | {"wijk": plek.wijk.pk, "status": "actief"}
    themas = [maak_thema() for _n in range(TABBLADEN)]
    alle = zip(klanten(plek), themas, strict=True)
    daden = [lambda k=k, t=t: k.post(pad, gegevens | {"thema": t.pk}) for k, t in alle]
    assert [antwoord.status_code for antwoord in tegelijk(*daden)] == [302] * TABBLADEN
    assert (Organisatie.objects.count(), Inzet.objects.count()) == (1, TABBLADEN)


@pytest.mark.django_db(transaction=True)
def test_a_record_added_by_many_at_once_is_added_once_and_the_others_are_asked(plek):
    pad = reverse("netwerken:organisatie_nieuw")
    gegevens = {"naam": "De Zonnewijzer", "soort": "welzijn", "formeel": "onbekend"}
    gegevens |= {"status": "actief", "wijk": plek.wijk.pk, "thema": maak_thema().pk}
    statussen = stuur_samen(plek, pad, gegevens)
    assert Organisatie.objects.count() == 1
    assert sorted(statussen) == [200] * (TABBLADEN - 1) + [302]


@pytest.mark.django_db
def test_twenty_tabs_one_after_another_add_it_once(client, eigen):
    pad = reverse("netwerken:deelname_nieuw", args=[eigen.netwerk.slug])
    for _tab in range(20):
        client.post(pad, NIEUW | {"rol": "deelnemer", "status": "actief"})
    assert (Organisatie.objects.count(), Deelname.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_choice_between_two_of_one_name_stands_when_something_else_was_wrong(client, eigen):
    een, ander = maak_organisatie(naam="Humanitas"), maak_organisatie(naam="Humanitas")
    inzet = maak_inzet(organisatie=een, wijk=eigen.wijk)
    keuze = {"organisatie_bij": "Humanitas", "organisatie_keuze": ander.pk}
    gegevens = ingevuld(client, inzet) | keuze
    tekst = client.post(adres(inzet, "wijzigen"), gegevens | {"vanaf": "onzin"}).content.decode()
    gekozen = re.search(rf'name="organisatie_keuze"\s+value="{ander.pk}"([^>]*)>', tekst)
    assert "checked" in gekozen[1]
    assert client.post(adres(inzet, "wijzigen"), gegevens).status_code == 302
    inzet.refresh_from_db()
    assert inzet.organisatie == ander
