"""Two people change one record: what only one of them changed is kept, of either."""

import datetime

import pytest

from buurtnet.kern.status import Status
from initiatieven.models import Initiatief
from netwerken.models import Bijeenkomst, Organisatie
from tests.hulp.bouwers import VANDAAG, maak_inzet, maak_netwerk, maak_wijk
from tests.hulp.naamwoorden import BOUWERS, adres, ingevuld, soorten

pytestmark = pytest.mark.django_db


def zonder_resten(rij):
    """The row without what would have to end along with it."""
    for rijen in rij.loopt_mee(datetime.date.min):
        rijen.delete()
    return rij


def label_van_begin(soort):
    """What the form of this kind calls its beginning."""
    return "Dag" if soort is Bijeenkomst else "Vanaf"


@soorten
def test_what_only_another_changed_stays_as_they_left_it(client, eigen, soort):
    rij = zonder_resten(BOUWERS[soort](eigen))
    gegevens = ingevuld(client, rij)
    ander = soort.objects.get(pk=rij.pk)
    ander.vanaf, ander.vanaf_precisie = datetime.date(2018, 1, 1), "jaar"
    ander.save()
    antwoord = client.post(adres(rij, "wijzigen"), gegevens | {"tot": "2030"}, follow=True)
    zin = f"({label_van_begin(soort)}). Beide wijzigingen zijn bewaard"
    assert zin in antwoord.content.decode()
    ander.refresh_from_db()
    assert (ander.vanaf.year, ander.vanaf_precisie, ander.tot.year) == (2018, "jaar", 2030)


@soorten
def test_ones_own_version_undoes_nothing_that_one_never_touched(client, eigen, soort):
    rij = zonder_resten(BOUWERS[soort](eigen))
    gegevens = ingevuld(client, rij)
    ander = soort.objects.get(pk=rij.pk)
    ander.vanaf, ander.vanaf_precisie = datetime.date(2018, 1, 1), "jaar"
    ander.tot, ander.tot_precisie = datetime.date(2029, 12, 31), "jaar"
    ander.save()
    antwoord = client.post(adres(rij, "wijzigen"), gegevens | {"tot": "2030"})
    [verschil] = antwoord.context["botsing"].verschillen
    assert (verschil["mijn"], verschil["ander"]) == ("2030", "2029")
    zin = f"staat al goed in het formulier: {label_van_begin(soort)}."
    assert zin in antwoord.content.decode()
    form = antwoord.context["form"]
    assert (form["vanaf"].value(), form["tot"].value()) == ("2018", "2030")
    client.post(adres(rij, "wijzigen"), gegevens | {"vanaf": "2018", "tot": "2030", "versie": 2})
    ander.refresh_from_db()
    assert (ander.vanaf.year, ander.tot.year) == (2018, 2030)


def test_two_changes_that_do_not_fit_together_are_not_saved(client, eigen):
    rij = BOUWERS[Initiatief](eigen)
    gegevens = ingevuld(client, rij)
    ander = Initiatief.objects.get(pk=rij.pk)
    ander.vanaf = datetime.date(2020, 1, 1)
    ander.save()
    antwoord = client.post(adres(rij, "wijzigen"), gegevens | {"tot": "2019"})
    assert "passen samen niet" in antwoord.content.decode()
    assert antwoord.context["form"]["tot"].value() == "2019"
    ander.refresh_from_db()
    assert (ander.tot, ander.versie) == (None, 2)


def test_the_wijken_that_another_chose_are_kept(client, eigen):
    rij = BOUWERS[Initiatief](eigen)
    gegevens = ingevuld(client, rij)
    erbij = maak_wijk(ligt_in=eigen.wijk)
    ander = Initiatief.objects.get(pk=rij.pk)
    ander.save()
    ander.wijken.add(erbij)
    client.post(adres(rij, "wijzigen"), gegevens | {"omschrijving": "Samen koken"})
    ander.refresh_from_db()
    assert ander.omschrijving == "Samen koken"
    assert set(ander.wijken.all()) == {eigen.wijk, erbij}


def test_sending_what_only_another_changed_saves_nothing(client, eigen):
    rij = BOUWERS[Initiatief](eigen)
    gegevens = ingevuld(client, rij)
    ander = Initiatief.objects.get(pk=rij.pk)
    ander.omschrijving = "Samen eten"
    ander.save()
    antwoord = client.post(adres(rij, "wijzigen"), gegevens, follow=True)
    assert "Dat is zo gebleven" in antwoord.content.decode()
    ander.refresh_from_db()
    assert (ander.omschrijving, ander.versie) == ("Samen eten", 2)


def test_a_text_typed_while_the_whole_ended_is_kept_and_so_is_the_end(client, eigen):
    netwerk = maak_netwerk(bovenliggend=eigen.netwerk)
    inzet = maak_inzet(netwerk=netwerk, wijk=eigen.wijk)
    getypt = ingevuld(client, inzet) | {"toelichting": "elke dinsdag"}
    netwerk.beeindig_alles(VANDAAG, "dag", Status.GESTOPT, "subsidie gestopt")
    assert client.post(adres(inzet, "wijzigen"), getypt).status_code == 302
    inzet.refresh_from_db()
    assert (inzet.toelichting, inzet.tot) == ("elke dinsdag", VANDAAG)


def test_what_would_outlast_its_whole_is_refused_beside_the_field(client, eigen):
    netwerk = maak_netwerk(bovenliggend=eigen.netwerk)
    inzet = maak_inzet(netwerk=netwerk, wijk=eigen.wijk)
    netwerk.beeindig_alles(VANDAAG, "dag", Status.GESTOPT, "subsidie gestopt")
    inzet.refresh_from_db()
    getypt = ingevuld(client, inzet) | {"tot": "", "status": "actief"}
    form = client.post(adres(inzet, "wijzigen"), getypt).context["form"]
    assert str(netwerk) in form.errors["tot"][0]
    assert form["tot"].value() == ""


def test_a_form_ends_no_whole_while_its_parts_go_on(client, eigen):
    organisatie = BOUWERS[Organisatie](eigen)
    getypt = ingevuld(client, organisatie)
    for einde in ({"tot": "22-11-2026", "status": "gestopt"}, {"tot": "2030"}):
        form = client.post(adres(organisatie, "wijzigen"), getypt | einde).context["form"]
        assert "Kies “Beëindig”" in form.errors["tot"][0]
    maak_inzet(organisatie=organisatie)
    form = client.post(adres(organisatie, "wijzigen"), getypt | {"tot": "2030"}).context["form"]
    assert "buiten je werkgebied" in form.errors["tot"][0]
    organisatie.refresh_from_db()
    assert organisatie.tot is None
