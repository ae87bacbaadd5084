"""One fact, one result: by whatever door it is told, the same words give the same rows."""

import datetime
from functools import partial
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from netwerken.hoede import hoeder_van
from netwerken.models import Deelname, Inzet, Netwerk, Organisatie
from tests.hulp.bouwers import (
    log_in,
    log_in_met_tweede_stap,
    maak_beheerder,
    maak_coordinator,
    maak_deelname,
    maak_gebruiker,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_thema,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.drukte import tegelijk
from tests.hulp.importproef import csv, importeer
from tests.hulp.inzetproef import SLEUTEL, fouten
from tests.hulp.naamwoorden import adres, ingevuld

NAAM = "De Zonnewijzer"


@pytest.fixture
def feit(eigen):
    """What is told: who works where on what; and the network of the coordinator who tells it."""
    netwerk = SimpleNamespace(netwerk=eigen.netwerk, wijk=eigen.wijk, thema=maak_thema())
    # Below hers another one works there too: that is no reason to ask which.
    deel = maak_netwerk(bovenliggend=eigen.netwerk)
    maak_werkgebied(netwerk=deel, wijk=eigen.wijk)
    return netwerk


def inzet_via(client, feit, deur, **meer):
    """Tell it by the form of an inzet below a network, a wijk or an organisation."""
    slug = {
        "netwerk": feit.netwerk.slug,
        "wijk": feit.wijk.slug,
        "organisatie": getattr(Organisatie.objects.first(), "slug", ""),
    }[deur]
    velden = {"wijk": feit.wijk.pk, "thema": feit.thema.pk, "organisatie": NAAM}
    velden |= {"status": "actief", "vanaf": "mei 2021", "sleutel": SLEUTEL} | meer
    velden.pop(deur, None)
    return client.post(reverse("netwerken:inzet_nieuw", kwargs={deur: slug}), velden)


NIEUW = {"organisatie_bij": NAAM, "organisatie_keuze": "nieuw", "organisatie_soort": "welzijn"}


def organisatie_toevoegen(client, feit):
    velden = {"naam": NAAM, "soort": "welzijn", "formeel": "onbekend", "openbaar": "on"}
    velden |= {"wijk": feit.wijk.pk, "thema": feit.thema.pk, "status": "actief"}
    velden |= {"vanaf": "mei 2021", "sleutel": SLEUTEL, "hoeder_veld": feit.netwerk.pk}
    return client.post(reverse("netwerken:organisatie_nieuw"), velden)


def rijen(feit):
    """What stands there now, as far as the fact says it."""
    organisatie = Organisatie.objects.get(naam=NAAM)
    inzet, deelname = Inzet.objects.get(), Deelname.objects.get()
    for rij in (inzet, deelname):
        assert (rij.vanaf, rij.vanaf_precisie) == (datetime.date(2021, 5, 1), "maand")
        assert rij.status == "actief" and rij.tot is None
        assert rij.bron.slug == "handinvoer" and rij.bevestigd_op == timezone.localdate()
        assert (rij.organisatie, rij.netwerk) == (organisatie, feit.netwerk)
    assert (inzet.wijk, inzet.thema, deelname.rol) == (feit.wijk, feit.thema, "deelnemer")
    return organisatie


NIEUWE_ORGANISATIE = {
    "organisatie": organisatie_toevoegen,
    "inzet van het netwerk": lambda client, feit: inzet_via(client, feit, "netwerk", **NIEUW),
    "inzet van de wijk": lambda client, feit: inzet_via(client, feit, "wijk", **NIEUW),
}


@pytest.mark.django_db
@pytest.mark.parametrize("deur", NIEUWE_ORGANISATIE)
def test_a_new_organisation_gives_the_same_rows_by_every_door(client, feit, deur):
    assert NIEUWE_ORGANISATIE[deur](client, feit).status_code == 302
    organisatie = rijen(feit)
    assert hoeder_van(organisatie) == feit.netwerk
    assert organisatie.soort == "welzijn" and organisatie.bevestigd_op


@pytest.mark.django_db
@pytest.mark.parametrize("deur", ["netwerk", "wijk", "organisatie"])
def test_an_organisation_that_is_there_gives_the_same_rows_by_every_door(client, feit, deur):
    maak_organisatie(naam=NAAM)
    antwoord = inzet_via(client, feit, deur)
    assert antwoord.status_code == 302, fouten(antwoord)
    organisatie = rijen(feit)
    # It is nobody's to look after because of that, and nobody said that its own record is right.
    assert hoeder_van(organisatie) is None
    assert (organisatie.bevestigd_op, organisatie.versie) == (None, 1)
    assert NAAM in client.get(antwoord.url).content.decode()


@pytest.mark.django_db
def test_the_admin_and_an_import_give_the_same_rows(client):
    log_in_met_tweede_stap(client, maak_beheerder())
    inzet = maak_inzet(organisatie=maak_organisatie(naam=NAAM))
    netwerk = maak_netwerk(naam="Wijknetwerk")
    velden = {"organisatie": inzet.organisatie_id, "wijk": inzet.wijk_id, "thema": inzet.thema_id}
    velden |= {"netwerk": netwerk.pk, "vanaf_precisie": "dag", "tot_precisie": "dag"}
    velden |= {"status": "actief", "vanaf": "2021-05-01"}
    client.post(reverse("admin:netwerken_inzet_add"), velden)
    deelname = Deelname.objects.get()
    assert (deelname.organisatie, deelname.netwerk) == (inzet.organisatie, netwerk)
    assert deelname.vanaf == datetime.date(2021, 5, 1)
    deelname.delete()
    regel = f"{NAAM};{inzet.wijk};{maak_thema()};Wijknetwerk;2022-01-01"
    importeer(client, Inzet, csv("organisatie;wijk;thema;via netwerk;vanaf", regel))
    deelname = Deelname.objects.get()
    assert (deelname.organisatie, deelname.netwerk) == (inzet.organisatie, netwerk)
    assert deelname.bron.soort == "import"


@pytest.mark.django_db
def test_who_takes_part_already_goes_on_as_it_did(client, feit):
    rol = maak_deelname(
        netwerk=feit.netwerk, organisatie=maak_organisatie(naam=NAAM), rol="trekker"
    )
    assert inzet_via(client, feit, "netwerk").status_code == 302
    assert list(Deelname.objects.all()) == [rol]
    tekst = client.get(reverse("netwerken:netwerk_deelnames", args=[feit.netwerk.slug]))
    assert "staat nu ook als deelnemer" not in tekst.content.decode()


@pytest.mark.django_db
def test_who_took_part_before_takes_part_again(client, feit):
    voorbij = {"tot": datetime.date(2020, 1, 1), "status": "gestopt"}
    organisatie = maak_organisatie(naam=NAAM)
    maak_deelname(netwerk=feit.netwerk, organisatie=organisatie, **voorbij)
    assert inzet_via(client, feit, "netwerk").status_code == 302
    assert Deelname.objects.filter(tot=None).count() == 1


@pytest.mark.django_db
def test_an_inzet_that_gets_a_network_later_says_the_same(client, feit):
    inzet = maak_inzet(wijk=feit.wijk, organisatie=maak_organisatie(naam=NAAM))
    velden = ingevuld(client, inzet) | {"netwerk": feit.netwerk.pk}
    antwoord = client.post(adres(inzet, "wijzigen"), velden, follow=True)
    assert f"{NAAM} staat nu ook als deelnemer bij" in antwoord.content.decode()
    assert Deelname.objects.get().netwerk == feit.netwerk


@pytest.mark.django_db
def test_what_is_over_is_taken_part_in_until_then(client, feit):
    maak_organisatie(naam=NAAM)
    inzet_via(client, feit, "netwerk", tot="2022", status="gestopt")
    deelname = Deelname.objects.get()
    assert (deelname.tot, deelname.tot_precisie) == (datetime.date(2022, 12, 31), "jaar")


@pytest.mark.django_db
def test_of_several_networks_that_work_there_she_says_which(client, eigen):
    ander = maak_netwerk()
    maak_werkgebied(netwerk=ander, wijk=eigen.wijk)
    gebruiker = eigen.netwerk.coordinatoren.get()
    ander.coordinatoren.add(gebruiker)
    feit = SimpleNamespace(netwerk=ander, wijk=eigen.wijk, thema=maak_thema())
    maak_organisatie(naam=NAAM)
    antwoord = inzet_via(client, feit, "organisatie")
    assert list(fouten(antwoord)) == ["netwerk"]
    # What was chosen stays chosen.
    form = antwoord.context["form"]
    assert [form[naam].value() for naam in ("wijk", "thema")] == [
        str(feit.wijk.pk),
        str(feit.thema.pk),
    ]
    assert inzet_via(client, feit, "organisatie", netwerk=ander.pk).status_code == 302
    rijen(feit)


@pytest.mark.django_db
def test_none_is_a_choice_of_its_own(client, feit):
    maak_organisatie(naam=NAAM)
    assert inzet_via(client, feit, "organisatie", netwerk="geen").status_code == 302
    assert Inzet.objects.get().netwerk is None
    assert not Deelname.objects.exists()


@pytest.mark.django_db
def test_the_list_of_an_organisation_leads_on(client, eigen):
    organisatie = maak_organisatie(naam=NAAM)
    pad = reverse("netwerken:inzet_nieuw", kwargs={"organisatie": organisatie.slug})
    thema = maak_thema()
    form = client.get(f"{pad}?thema={thema.slug}").context["form"]
    assert (form["thema"].value(), form["wijk"].value()) == (thema.pk, eigen.wijk.pk)
    assert not {"organisatie", "omschreven_rol", "zelf"} & form.fields.keys()


@pytest.mark.django_db
def test_every_coordinator_says_where_an_organisation_works(client, eigen):
    organisatie = maak_organisatie()
    elders = maak_inzet(organisatie=organisatie)
    pad = reverse("netwerken:organisatie_inzet", args=[organisatie.slug])
    assert pad in client.get(organisatie.get_absolute_url()).content.decode()
    antwoord = client.get(pad)
    assert list(antwoord.context["pagina"]) == []
    assert adres(elders, "wijzigen") not in antwoord.content.decode()
    nieuw = reverse("netwerken:inzet_nieuw", kwargs={"organisatie": organisatie.slug})
    assert nieuw in antwoord.content.decode()
    # Somebody who coordinates nothing gets neither.
    log_in(client, maak_gebruiker())
    assert pad not in client.get(organisatie.get_absolute_url()).content.decode()
    assert client.get(pad).status_code == client.get(nieuw).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_two_who_tell_of_one_organisation_at_once_make_one_deelname():
    netwerk, organisatie = maak_netwerk(), maak_organisatie()
    wijk = maak_wijk()
    maak_werkgebied(netwerk=netwerk, wijk=wijk)
    maak_coordinator(netwerk)
    themas = [maak_thema() for _n in range(6)]

    def vertel(thema):
        wat = {"organisatie_id": organisatie.pk, "netwerk_id": netwerk.pk}
        Inzet(wijk_id=wijk.pk, thema_id=thema.pk, **wat).leg_vast()

    tegelijk(*(partial(vertel, thema) for thema in themas))
    assert (Inzet.objects.count(), Deelname.objects.count()) == (6, 1)
    assert Netwerk.objects.get().deelnames.get().organisatie == organisatie
