"""Every page of the admin opens for staff with a second step, and costs the same for many rows."""

import datetime

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from buurtnet.bewerken.concepten.concept import Concept
from buurtnet.bewerken.handelingen import Handeling, Handelingrij
from buurtnet.bewerken.inleesbestand import Inleesbestand, Kolomkoppeling
from buurtnet.bewerken.inzending import Inzending
from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.herkomst import Bron
from buurtnet.kern.record import OudAdres
from buurtnet.kern.zoekindex import Zoekingang, Zoeknaam, Zoekvermelding, Zoekwoord
from buurtnet.post.adressen import GeweigerdAdres
from buurtnet.post.bericht import Bericht
from buurtnet.web.dataversie import Dataversie
from buurtnet.zoeken.synoniemen import Synoniem
from initiatieven.models import Doelgroep, Initiatief
from netwerken.models import (
    Maandstand,
    Navraag,
    Netwerk,
    Organisatie,
    Volger,
    Voorstel,
)
from tests.hulp import bouwers
from tests.hulp.adminproef import adres, formuliervelden
from tests.hulp.bouwers import log_in_met_tweede_stap, maak_beheerder
from wijken.models import Postcode, Wijk

pytestmark = pytest.mark.django_db

# Old addresses, what was done and mail are kept by the site itself, postcodes come from a file.
ZONDER_MAKER = {Bericht, GeweigerdAdres, Handeling, OudAdres, Postcode}
MAKERS = {
    model: getattr(bouwers, f"maak_{model._meta.model_name}")
    for model in admin.site._registry
    if model not in ZONDER_MAKER
}
# Derived, or kept to make the site work: nothing to look after.
GEEN_BEHEER = {
    Concept,
    Dataversie,
    Handelingrij,
    Inleesbestand,
    Inzending,
    Kolomkoppeling,
    Maandstand,
    Zoekingang,
    Zoeknaam,
    Zoekvermelding,
    Zoekwoord,
}
PER_MODEL = pytest.mark.parametrize("model", MAKERS, ids=lambda model: model._meta.model_name)


def queries(client, url):
    """How many queries the page costs once everything that is kept has been kept."""
    for _keer in range(2):
        with CaptureQueriesContext(
            connection,
        ) as vangst:
            antwoord = client.get(url)
        assert antwoord.status_code == 200, url
    return len(vangst), [vraag["sql"] for vraag in vangst]


def test_every_model_of_ours_has_a_page():
    eigen = {
        model
        for label in ("accounts", "basis", "wijken", "initiatieven", "netwerken")
        for model in apps.get_app_config(label).get_models()
        if not model.__name__.startswith("Historical")
    }
    assert eigen - GEEN_BEHEER == set(admin.site._registry) & eigen
    assert set(admin.site._registry) - eigen == set()
    assert set(admin.site._registry) >= ZONDER_MAKER


@pytest.mark.eenmaal
def test_index_opens_in_dutch(staf):
    antwoord = staf.get(reverse("admin:index"))
    assert "Beheer van buurtnet" in antwoord.content.decode()


@PER_MODEL
@pytest.mark.eenmaal
def test_changelist_costs_the_same_for_many_rows(staf, model):
    maak = MAKERS[model]
    maak()
    eerst, _sql = queries(staf, adres(model, "changelist"))
    for _keer in range(6):
        maak()
    daarna, sql = queries(staf, adres(model, "changelist"))
    assert daarna == eerst, "\n".join(sql)
    assert daarna <= 20


@PER_MODEL
def test_search_works(staf, model):
    MAKERS[model]()
    antwoord = staf.get(adres(model, "changelist"), {"q": "o"})
    assert antwoord.status_code == 200
    assert antwoord.context["cl"].search_fields


@PER_MODEL
def test_every_list_can_be_narrowed(staf, model):
    MAKERS[model]()
    url = adres(model, "changelist")
    cl = staf.get(url).context["cl"]
    assert cl.list_filter
    for filter_ in cl.filter_specs:
        for keuze in filter_.choices(cl):
            assert staf.get(f"{url}{keuze['query_string']}").status_code == 200, keuze


def test_synonyms_are_narrowed_to_single_words_or_questions(staf):
    bouwers.maak_synoniem(woord="kroeg")
    bouwers.maak_synoniem(woord="opa en oma")
    for keuze, woord in (("een", "kroeg"), ("meer", "opa en oma")):
        cl = staf.get(adres(Synoniem, "changelist"), {"woorden": keuze}).context["cl"]
        assert [rij.woord for rij in cl.queryset] == [woord]


def test_audiences_that_nobody_uses_are_found(staf):
    van_wat, van_iets, van_niets = (bouwers.maak_doelgroep(naam=naam) for naam in "abc")
    bouwers.maak_initiatief(doelgroepen=[van_wat])
    bouwers.maak_activiteit(doelgroepen=[van_iets, van_wat])
    for keuze, verwacht in (("ja", {van_wat, van_iets}), ("nee", {van_niets})):
        cl = staf.get(adres(Doelgroep, "changelist"), {"in_gebruik": keuze}).context["cl"]
        assert set(cl.queryset) == verwacht


@pytest.mark.eenmaal
def test_the_admin_speaks_to_staff_as_the_site_does(staf):
    netwerk = bouwers.maak_netwerk(naam="Netwerk Zuid")
    url = adres(Netwerk, "change", netwerk.pk)
    antwoord = staf.post(url, formuliervelden(staf.get(url)), follow=True)
    bericht, ongedaan = antwoord.context["messages"]
    assert strip_tags(str(bericht)) == "Gewijzigd: netwerk “Netwerk Zuid”."
    assert strip_tags(str(ongedaan)) == "Was dit niet de bedoeling? Maak het ongedaan."
    weg = staf.get(adres(Netwerk, "delete", netwerk.pk)).content.decode()
    assert "Weet je zeker dat je netwerk “Netwerk Zuid” wilt verwijderen?" in weg


@pytest.mark.parametrize("model", [Bron, Doelgroep], ids=lambda model: model._meta.model_name)
def test_what_staff_changes_beside_the_records_has_a_history_too(staf, model):
    rij = MAKERS[model]()
    oude_naam = rij.naam
    velden = formuliervelden(staf.get(adres(model, "change", rij.pk)))
    staf.post(adres(model, "change", rij.pk), velden | {"naam": "Nieuwe naam"})
    assert [versie.naam for versie in rij.history.all()] == ["Nieuwe naam", oude_naam]


@pytest.mark.parametrize(
    "model",
    # What people send in is not added here.
    [model for model in MAKERS if model not in (Navraag, Volger, Voorstel)],
    ids=lambda model: model._meta.model_name,
)
@pytest.mark.eenmaal
def test_add_opens(staf, model):
    assert staf.get(adres(model, "add")).status_code == 200


@PER_MODEL
def test_change_and_history_open(staf, model):
    rij = MAKERS[model]()
    assert staf.get(adres(model, "change", rij.pk)).status_code == 200
    geschiedenis = staf.get(adres(model, "history", rij.pk))
    assert geschiedenis.status_code == 200
    if issubclass(model, Bewerkbaar):
        versie = rij.history.get()
        toen = adres(model, "simple_history", rij.pk, versie.pk)
        assert staf.get(toen).status_code == 200


@PER_MODEL
@pytest.mark.eenmaal
def test_saving_unchanged_works_and_records_the_reason(staf, model):
    if model in (Navraag, Volger):
        return  # Only to look at.
    # A wijk that lies in nothing stands there as it was made, but is not saved like that.
    rij = MAKERS[model](**({"ligt_in": bouwers.maak_stad()} if model is Wijk else {}))
    url = adres(model, "change", rij.pk)
    velden = formuliervelden(staf.get(url))
    antwoord = staf.post(url, velden | {"reden": "nagekeken"})
    assert antwoord.status_code == 302, antwoord.context["errors"]
    if issubclass(model, Bewerkbaar):
        laatste = rij.history.latest()
        assert (laatste.history_change_reason, laatste.versie) == ("nagekeken", rij.versie + 1)
        assert laatste.history_user.is_staff


def maak_volle_agenda(aantal):
    agenda = bouwers.maak_agenda()
    for _keer in range(aantal):
        bouwers.maak_agendapunt(agenda=agenda, thema=bouwers.maak_thema())
    return agenda


def maak_vol_netwerk(aantal):
    netwerk = bouwers.maak_netwerk()
    for _keer in range(aantal):
        bouwers.maak_werkgebied(netwerk=netwerk)
        bouwers.maak_deelname(netwerk=netwerk)
        bouwers.maak_contactpunt(netwerk=netwerk)
    return netwerk


def maak_volle_bijeenkomst(aantal):
    bijeenkomst = bouwers.maak_bijeenkomst()
    for _keer in range(aantal):
        bouwers.maak_aanwezigheid(bijeenkomst=bijeenkomst)
    return bijeenkomst


def maak_volle_coordinator(aantal):
    return bouwers.maak_coordinator(*(bouwers.maak_netwerk() for _keer in range(aantal)))


@pytest.mark.parametrize(
    "maak", [maak_volle_agenda, maak_vol_netwerk, maak_volle_bijeenkomst, maak_volle_coordinator]
)
@pytest.mark.eenmaal
def test_change_with_parts_costs_the_same_for_many_parts(staf, maak):
    een, veel = maak(1), maak(6)
    url = adres(type(een), "change", een.pk)
    eerst, _sql = queries(staf, url)
    daarna, sql = queries(staf, adres(type(veel), "change", veel.pk))
    assert daarna == eerst, "\n".join(sql)
    antwoord = staf.post(url, formuliervelden(staf.get(url)))
    assert antwoord.status_code == 302


@pytest.mark.eenmaal
def test_history_costs_the_same_for_many_versions(staf):
    een, veel = maak_vol_netwerk(0), maak_vol_netwerk(0)
    for nummer in range(6):
        veel.doel = f"Doel {nummer}"
        veel.save()
    eerst, _sql = queries(staf, adres(Netwerk, "history", een.pk))
    daarna, sql = queries(staf, adres(Netwerk, "history", veel.pk))
    assert daarna <= eerst + 1, "\n".join(sql)


def test_what_somebody_else_changed_is_not_overwritten(staf):
    organisatie = bouwers.maak_organisatie(naam="Humanitas")
    url = adres(Organisatie, "change", organisatie.pk)
    velden = formuliervelden(staf.get(url))
    organisatie.afkorting = "HUM"
    organisatie.save()
    antwoord = staf.post(url, velden | {"omschrijving": "Helpt."})
    assert "intussen gewijzigd" in antwoord.content.decode()
    organisatie.refresh_from_db()
    assert (organisatie.afkorting, organisatie.omschrijving) == ("HUM", "")
    # Sent again as it is shown now, it keeps what each of the two changed.
    assert staf.post(url, formuliervelden(antwoord)).status_code == 302
    organisatie.refresh_from_db()
    assert (organisatie.afkorting, organisatie.omschrijving) == ("HUM", "Helpt.")


def test_of_what_both_changed_staff_sees_both_versions_and_chooses(staf):
    organisatie = bouwers.maak_organisatie(naam="Humanitas")
    url = adres(Organisatie, "change", organisatie.pk)
    velden = formuliervelden(staf.get(url))
    organisatie.omschrijving = "Van de ander <b>"
    organisatie.save()
    antwoord = staf.post(url, velden | {"omschrijving": "Van mij"})
    form = antwoord.context["adminform"].form
    assert "“Van de ander <b>”" in form.errors["omschrijving"][0]
    assert form["omschrijving"].value() == "Van mij"
    assert "<b>”" not in antwoord.content.decode()
    assert staf.post(url, formuliervelden(antwoord)).status_code == 302
    organisatie.refresh_from_db()
    assert organisatie.omschrijving == "Van mij"


def test_what_another_changed_of_every_kind_of_field_is_kept_in_the_admin(staf):
    rij = bouwers.maak_initiatief(vanaf=datetime.date(2020, 1, 1))
    url = adres(Initiatief, "change", rij.pk)
    velden = formuliervelden(staf.get(url))
    boven, wijk = bouwers.maak_initiatief(), bouwers.maak_wijk()
    rij.onderdeel_van, rij.soort, rij.openbaar = boven, Initiatief.Soort.DIENST, False
    rij.vanaf, rij.vanaf_precisie = datetime.date(2021, 1, 1), "jaar"
    rij.save()
    rij.wijken.add(wijk)
    antwoord = staf.post(url, velden | {"doel": "Samen."})
    assert antwoord.status_code == 200
    assert staf.post(url, formuliervelden(antwoord)).status_code == 302
    rij = Initiatief.objects.get(pk=rij.pk)
    assert (rij.onderdeel_van, rij.soort, rij.openbaar) == (boven, "dienst", False)
    assert (rij.vanaf.year, rij.vanaf_precisie, rij.doel) == (2021, "jaar", "Samen.")
    assert list(rij.wijken.all()) == [wijk]


def test_a_confirmation_meanwhile_is_no_obstacle_in_the_admin(staf):
    organisatie = bouwers.maak_organisatie()
    url = adres(Organisatie, "change", organisatie.pk)
    velden = formuliervelden(staf.get(url))
    organisatie.save()
    assert staf.post(url, velden | {"omschrijving": "Helpt."}).status_code == 302


def test_an_old_version_is_put_back_and_the_number_goes_on(staf):
    organisatie = bouwers.maak_organisatie(naam="Humanitas", omschrijving="Helpt.")
    eerste = organisatie.history.get()
    for tekst in ("Niets.", "Nog minder."):
        organisatie.omschrijving = tekst
        organisatie.save()
    url = adres(Organisatie, "simple_history", organisatie.pk, eerste.pk)
    antwoord = staf.get(url)
    velden = {v.html_name: v.value() for v in antwoord.context["adminform"].form}
    staf.post(url, {naam: w for naam, w in velden.items() if w not in (None, False)})
    organisatie.refresh_from_db()
    assert (organisatie.omschrijving, organisatie.versie) == ("Helpt.", 4)


def test_only_a_superuser_deletes_and_never_in_bulk(client):
    rij = bouwers.maak_organisatie()
    log_in_met_tweede_stap(client, bouwers.maak_gebruiker(is_staff=True))
    assert client.get(adres(Organisatie, "delete", rij.pk)).status_code == 403
    log_in_met_tweede_stap(client, maak_beheerder())
    assert client.get(adres(Organisatie, "delete", rij.pk)).status_code == 200
    acties = client.get(adres(Organisatie, "changelist")).context["action_form"].fields["action"]
    assert "delete_selected" not in dict(acties.choices)


def test_a_bron_counts_and_leads_to_its_rows(staf):
    bron = bouwers.maak_bron(naam="Wijkwijzer")
    organisatie = bouwers.maak_organisatie(bron=bron)
    bouwers.maak_organisatie()
    bouwers.maak_initiatief(bron=bron)
    lijst = staf.get(adres(Bron, "changelist")).context["cl"].result_list
    assert {rij.naam: rij.aantal for rij in lijst} == {"Wijkwijzer": 2}
    url = f"{adres(Organisatie, 'changelist')}?bron__id__exact={bron.pk}"
    assert url in staf.get(adres(Bron, "change", bron.pk)).content.decode()
    assert list(staf.get(url).context["cl"].result_list) == [organisatie]


def test_two_who_change_a_place_with_parts_are_told_as_well(staf):
    stad = bouwers.maak_stad()
    wijk = bouwers.maak_wijk(ligt_in=stad)
    bouwers.maak_wijk(soort=Wijk.Soort.BUURT, ligt_in=wijk)
    url = adres(Wijk, "change", wijk.pk)
    velden = formuliervelden(staf.get(url))
    wijk.omschrijving = "Van de ander"
    wijk.save()
    antwoord = staf.post(url, velden | {"ook_bekend_als": "De wijk"})
    assert "intussen gewijzigd" in antwoord.content.decode()
