"""What is kept is Dutch, also of what somebody does who reads the pages in English."""

import pytest
from django.urls import reverse
from django.utils import translation

from buurtnet.kern.herkomst import Bron
from netwerken.models import Inzet, Signaal
from netwerken.samenvoegen import voeg_samen
from tests.hulp.bouwers import maak_inzet, maak_netwerk, maak_organisatie, maak_signaal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engels", "vandaag")]


@pytest.fixture
def engels():
    with translation.override("en"):
        yield


def waarom(rij):
    return rij.history.latest("history_id").history_change_reason


def test_a_meeting_gets_a_dutch_name(client, eigen):
    adres = reverse("netwerken:bijeenkomst_nieuw", args=[eigen.netwerk.slug])
    assert adres.startswith("/en/")
    form = client.get(adres).context["form"]
    assert form["naam"].value() == f"Overleg {eigen.netwerk.naam}"


def test_a_signal_that_goes_a_step_further_says_so_in_dutch(client, eigen):
    signaal = maak_signaal(netwerk=eigen.netwerk, stand="nieuw")
    stap = {"van": "nieuw", "stand": "opgepakt"}
    client.post(reverse("netwerken:signaal_stap", args=[signaal.pk]), stap)
    assert waarom(signaal) == str(Signaal.Stand.OPGEPAKT.value)


def test_sources_have_dutch_names():
    assert Bron.objects.handinvoer().naam == "Ingevoerd op deze site"
    assert Bron.objects.maak_import(Inzet, "lijst.xlsx").naam == "Import van inzet uit lijst.xlsx"


def test_a_row_that_goes_on_elsewhere_says_why_in_dutch(client, eigen):
    ander = maak_netwerk()
    ander.coordinatoren.add(eigen.netwerk.coordinatoren.get())
    rij = maak_inzet(wijk=eigen.wijk, netwerk=eigen.netwerk, organisatie=maak_organisatie())
    velden = {"actie": "netwerk", "rij": f"{rij.pk}.{rij.versie}", "netwerk": ander.pk}
    adres = reverse("netwerken:wijk_inzet_regels", args=[eigen.wijk.slug])
    sleutel = client.post(adres, velden).context["sleutel"]
    client.post(adres, velden | {"stap": "doe", "sleutel": sleutel})
    assert waarom(rij) == "naar een ander netwerk"


def test_organisations_that_become_one_say_so_in_dutch():
    blijft, weg = maak_organisatie(naam="Humanitas"), maak_organisatie(naam="Humanitas Oost")
    voeg_samen(blijft, weg)
    assert waarom(blijft) == "samengevoegd met Humanitas Oost"


def test_a_reason_that_is_a_word_of_a_list_is_kept_in_dutch():
    rij = maak_signaal()
    rij._change_reason = Signaal.Stand.DOORGEZET.label
    rij.save()
    with translation.override("nl"):
        assert waarom(rij) == str(Signaal.Stand.DOORGEZET.label)
