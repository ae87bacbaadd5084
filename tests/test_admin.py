"""Every page of the admin opens for staff with a second step, and costs the same for many rows."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buurtnet.accounts.models import Gebruiker
from buurtnet.basis.models import (
    Bewerkbaar,
    Bron,
    Dataversie,
    Inzending,
    OudAdres,
    Synoniem,
    Zoekingang,
    Zoekvermelding,
    Zoekwoord,
)
from initiatieven.models import Accommodatie, Activiteit, Doelgroep, Initiatief, Verhaal
from netwerken.models import (
    Aanwezigheid,
    Afspraak,
    Bijeenkomst,
    Contactpunt,
    Deelname,
    Huisvesting,
    Inzet,
    Netwerk,
    Organisatie,
    Peiling,
    Signaal,
    Werkgebied,
)
from wijken.models import Agenda, Agendapunt, Postcode, Thema, Wijk

from . import bouwers
from .bouwers import log_in_met_tweede_stap, maak_beheerder

pytestmark = pytest.mark.django_db

MAKERS = {
    model: getattr(bouwers, f"maak_{model._meta.model_name}")
    for model in (
        Aanwezigheid,
        Accommodatie,
        Activiteit,
        Afspraak,
        Agenda,
        Agendapunt,
        Bijeenkomst,
        Bron,
        Contactpunt,
        Deelname,
        Doelgroep,
        Gebruiker,
        Huisvesting,
        Initiatief,
        Inzet,
        Netwerk,
        Organisatie,
        Peiling,
        Signaal,
        Synoniem,
        Thema,
        Verhaal,
        Werkgebied,
        Wijk,
    )
}
# Derived, or kept to make the site work: nothing to look after.
GEEN_BEHEER = {Dataversie, Inzending, Zoekingang, Zoekvermelding, Zoekwoord}
PER_MODEL = pytest.mark.parametrize("model", MAKERS, ids=lambda model: model._meta.model_name)


@pytest.fixture
def staf(client):
    log_in_met_tweede_stap(client, maak_beheerder())
    return client


def adres(model, pagina, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{pagina}", args=args)


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
    assert set(admin.site._registry) == {*MAKERS, OudAdres, Postcode}


def test_index_opens_in_dutch(staf):
    antwoord = staf.get(reverse("admin:index"))
    assert "Beheer van buurtnet" in antwoord.content.decode()


@PER_MODEL
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
def test_saving_unchanged_works_and_records_the_reason(staf, model):
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


def formuliervelden(antwoord):
    """What a browser would send for the form in this page, unchanged."""
    formulieren = [antwoord.context["adminform"].form]
    for formset in antwoord.context["inline_admin_formsets"]:
        formulieren += [formset.formset.management_form, *formset.formset.forms]
    velden = {}
    for veld in (veld for form in formulieren for veld in form):
        waarde = veld.value()
        if isinstance(waarde, list):
            velden[veld.html_name] = [getattr(rij, "pk", rij) for rij in waarde]
        elif waarde is not None and waarde is not False:
            velden[veld.html_name] = str(waarde)
    return velden


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
def test_change_with_parts_costs_the_same_for_many_parts(staf, maak):
    een, veel = maak(1), maak(6)
    url = adres(type(een), "change", een.pk)
    eerst, _sql = queries(staf, url)
    daarna, sql = queries(staf, adres(type(veel), "change", veel.pk))
    assert daarna == eerst, "\n".join(sql)
    antwoord = staf.post(url, formuliervelden(staf.get(url)))
    assert antwoord.status_code == 302


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


def test_staff_that_is_no_superuser_can_not_touch_staff(client):
    log_in_met_tweede_stap(client, bouwers.maak_gebruiker(is_staff=True))
    beheerder, coordinator = maak_beheerder(), bouwers.maak_coordinator()
    antwoord = client.get(adres(Gebruiker, "change", beheerder.pk))
    assert not antwoord.context["has_change_permission"]
    url = adres(Gebruiker, "change", coordinator.pk)
    velden = formuliervelden(client.get(url))
    client.post(url, velden | {"is_superuser": "on", "is_staff": "on", "naam": "Co"})
    coordinator.refresh_from_db()
    assert (coordinator.naam, coordinator.is_staff, coordinator.is_superuser) == (
        "Co",
        False,
        False,
    )


def test_a_new_address_must_be_proven_again(staf):
    gebruiker = bouwers.maak_gebruiker()
    gebruiker.bevestig_email()
    url = adres(Gebruiker, "change", gebruiker.pk)
    staf.post(url, formuliervelden(staf.get(url)) | {"email": "Nieuw@Voorbeeld.nl"})
    gebruiker.refresh_from_db()
    assert gebruiker.email == "nieuw@voorbeeld.nl"
    assert not gebruiker.emailaddress_set.exists()


def test_a_new_person_is_invited_from_the_list(staf, mailoutbox):
    staf.post(
        adres(Gebruiker, "add"),
        formuliervelden(staf.get(adres(Gebruiker, "add")))
        | {
            "email": "nieuw@voorbeeld.nl",
            "naam": "Nel",
            "is_active": "on",
        },
    )
    nel = Gebruiker.objects.get(email="nieuw@voorbeeld.nl")
    assert not nel.has_usable_password()
    staf.post(adres(Gebruiker, "changelist"), {"action": "nodig_uit", "_selected_action": [nel.pk]})
    assert [bericht.to for bericht in mailoutbox] == [["nieuw@voorbeeld.nl"]]
    staf.post(adres(Gebruiker, "changelist"), {"action": "log_uit", "_selected_action": [nel.pk]})
    nel.refresh_from_db()
    assert nel.uitlogteller == 1


def test_secrets_of_a_second_step_stay_out_of_sight(staf):
    beheerder = Gebruiker.objects.get(is_superuser=True)
    antwoord = staf.get(adres(Gebruiker, "change", beheerder.pk))
    assert bouwers.TOTP_SLEUTEL not in antwoord.content.decode()
    assert "app met codes" in antwoord.content.decode()


def test_a_lost_second_step_is_taken_away_by_staff(staf):
    coordinator = bouwers.maak_coordinator()
    stap = Authenticator.objects.create(user=coordinator, type="totp", data={"secret": "x"})
    url = adres(Gebruiker, "change", coordinator.pk)
    velden = formuliervelden(staf.get(url))
    staf.post(url, velden | {"authenticator_set-0-DELETE": "on"})
    assert not Authenticator.objects.filter(pk=stap.pk).exists()


def test_people_are_switched_off_and_not_deleted(staf):
    coordinator = bouwers.maak_coordinator()
    assert staf.post(adres(Gebruiker, "delete", coordinator.pk)).status_code == 403
