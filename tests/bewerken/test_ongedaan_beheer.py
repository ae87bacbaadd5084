"""What staff does in the admin is undone there: an edit, a deletion, a merger, a whole import."""

import pytest
from django.apps import apps
from django.urls import reverse

from buurtnet.bewerken.handelingen import Handeling
from buurtnet.kern.record import OudAdres
from netwerken.models import Deelname, Inzet, Organisatie
from tests.hulp.adminproef import formuliervelden
from tests.hulp.bouwers import (
    in_hoede_van,
    log_in_met_tweede_stap,
    maak_beheerder,
    maak_deelname,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_peiling,
    maak_thema,
    maak_wijk,
)
from tests.hulp.importproef import csv, importeer

pytestmark = pytest.mark.django_db
VANZELF = {"versie", "gewijzigd_op"}


@pytest.fixture
def beheer(client):
    """Staff who is no redacteur: in the admin they may write everything."""
    log_in_met_tweede_stap(client, maak_beheerder())
    return client


def maak_laatste_ongedaan(client):
    gedaan = Handeling.objects.latest("pk")
    pad = reverse("admin:basis_handeling_ongedaan", args=[gedaan.pk])
    antwoord = client.post(pad, follow=True)
    meldingen = [str(melding) for melding in antwoord.context["messages"]]
    return gedaan, meldingen


def toestand():
    """All rows of the models that a merger touches, with their lists; not their numbers."""
    rijen = {}
    for model in (Organisatie, Inzet, Deelname, *_andere()):
        for rij in model._base_manager.all():
            waarden = {
                veld.name: getattr(rij, veld.attname)
                for veld in model._meta.concrete_fields
                if veld.name not in VANZELF
            }
            lijsten = {
                veld.name: sorted(getattr(rij, veld.name).values_list("pk", flat=True))
                for veld in model._meta.many_to_many
            }
            rijen[model._meta.label, rij.pk] = waarden | lijsten
    adressen = sorted(OudAdres.objects.values_list("soort", "slug", "doel"))
    return rijen, adressen


def _andere():
    namen = ("Hoede", "Contactpunt", "Huisvesting", "Aanwezigheid", "Peiling", "Afspraak")
    return [apps.get_model("netwerken", naam) for naam in namen]


def test_an_edit_leads_to_a_page_where_it_is_undone(beheer):
    organisatie = maak_organisatie(naam="Humanitas")
    pad = reverse("admin:netwerken_organisatie_change", args=[organisatie.pk])
    velden = formuliervelden(beheer.get(pad)) | {"naam": "Humanitas Noord"}
    antwoord = beheer.post(pad, velden, follow=True)
    gedaan = Handeling.objects.get()
    assert gedaan.wat == "Organisatie gewijzigd: Humanitas Noord."
    blad = reverse("admin:basis_handeling_change", args=[gedaan.pk])
    assert blad in antwoord.content.decode()
    tekst = beheer.get(blad).content.decode()
    assert "Humanitas Noord" in tekst and "Maak ongedaan" in tekst
    maak_laatste_ongedaan(beheer)
    organisatie.refresh_from_db()
    assert (organisatie.naam, organisatie.slug) == ("Humanitas", "humanitas")
    assert "Maak ongedaan" not in beheer.get(blad).content.decode()


def test_a_form_that_says_what_is_wrong_did_nothing(beheer):
    pad = reverse("admin:netwerken_organisatie_add")
    assert beheer.post(pad, {"naam": ""}).status_code == 200
    assert not Handeling.objects.exists()


def test_a_deletion_comes_back(beheer):
    inzet = maak_inzet()
    beheer.post(reverse("admin:netwerken_inzet_delete", args=[inzet.pk]), {"post": "yes"})
    assert not Inzet.objects.exists()
    maak_laatste_ongedaan(beheer)
    assert Inzet.objects.get() == inzet


def test_what_somebody_built_on_is_not_undone(beheer):
    organisatie = maak_organisatie(naam="Humanitas")
    pad = reverse("admin:netwerken_organisatie_change", args=[organisatie.pk])
    beheer.post(pad, formuliervelden(beheer.get(pad)) | {"naam": "Anders"})
    organisatie.refresh_from_db()
    organisatie.website = "https://voorbeeld.nl/"
    organisatie.save()
    _gedaan, [*_eerder, melding] = maak_laatste_ongedaan(beheer)
    assert "“Anders” is daarna nog gewijzigd." in melding


def test_a_whole_import_is_undone(beheer):
    thema, wijk = maak_thema(), maak_wijk()
    maak_organisatie(naam="Humanitas")
    bestaand = maak_inzet(thema=thema, wijk=wijk, omschreven_rol="coach", toelichting="eerst")
    netwerk = maak_netwerk(naam="Wijknetwerk")
    importeer(
        beheer,
        Inzet,
        csv(
            "organisatie;omschreven rol;wijk;thema;via netwerk;wat er gebeurt",
            f"Humanitas;;{wijk};{thema};{netwerk};Maatjes.",
            f";coach;{wijk};{thema};;daarna",
        ),
    )
    assert (Inzet.objects.count(), Deelname.objects.count()) == (2, 1)
    gedaan, [melding] = maak_laatste_ongedaan(beheer)
    assert gedaan.wat == "Import van inzet: 1 nieuw, 1 gewijzigd."
    assert melding.startswith("Ongedaan gemaakt: Import")
    assert Inzet.objects.get().toelichting == "eerst"
    assert not Deelname.objects.exists()
    bestaand.refresh_from_db()


@pytest.fixture
def paar():
    """Two records of one organisation, with rows of every kind that move or are double."""
    blijft = maak_organisatie(naam="Humanitas Groningen")
    weg = maak_organisatie(naam="Humanitas", slug="eerste", ook_bekend_als="HUM")
    weg.naam, weg.slug = "Stichting Humanitas", "humanitas"
    weg.save()
    maak_organisatie(naam="Afdeling", koepel=weg)
    dubbel = maak_inzet(organisatie=blijft)
    maak_inzet(organisatie=weg, wijk=dubbel.wijk, thema=dubbel.thema, toelichting="meer")
    maak_inzet(organisatie=weg)
    maak_deelname(organisatie=weg)
    in_hoede_van(maak_netwerk(), weg)
    maak_peiling(uitvoerders=[weg])
    return blijft, weg


def voeg_samen(client, blijft, weg):
    pad = reverse("admin:netwerken_organisatie_samenvoegen", args=[blijft.pk, weg.pk])
    return client.post(pad, {"blijft": blijft.pk}, follow=True)


def test_a_merger_is_undone_to_the_last_address_and_key(beheer, paar):
    blijft, weg = paar
    voor = toestand()
    antwoord = voeg_samen(beheer, *paar)
    assert "Maak het ongedaan." in antwoord.content.decode()
    samen = toestand()
    assert samen != voor and not Organisatie.objects.filter(pk=weg.pk).exists()
    maak_laatste_ongedaan(beheer)
    assert toestand() == voor
    for slug, doel in (("humanitas", weg), ("eerste", weg), (blijft.slug, blijft)):
        pad = reverse("netwerken:organisatie", args=[slug])
        antwoord = beheer.get(pad, follow=True)
        assert antwoord.request["PATH_INFO"] == doel.get_absolute_url()
    # And undoing that merges them once more.
    maak_laatste_ongedaan(beheer)
    assert toestand() == samen


def test_a_merger_below_each_other_is_undone_too(beheer):
    weg = maak_organisatie(naam="Koepel")
    blijft = maak_organisatie(naam="Onderdeel", koepel=weg)
    voor = toestand()
    voeg_samen(beheer, blijft, weg)
    maak_laatste_ongedaan(beheer)
    assert toestand() == voor


def test_only_staff_undoes_it_here(client, beheer, paar):
    voeg_samen(beheer, *paar)
    gedaan = Handeling.objects.latest("pk")
    client.logout()
    pad = reverse("admin:basis_handeling_ongedaan", args=[gedaan.pk])
    assert "login" in client.post(pad).url
