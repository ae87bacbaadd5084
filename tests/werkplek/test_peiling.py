"""Surveys as coordinators keep them: who did it, who decides on it, what came of it."""

import pytest
from django.urls import reverse

from netwerken.models import Peiling
from tests.hulp.bouwers import (
    maak_initiatief,
    maak_netwerk,
    maak_organisatie,
    maak_peiling,
    maak_werkgebied,
)

pytestmark = pytest.mark.django_db
SLEUTEL = "7d0f0c52-6b0c-4b62-9a53-3c6d0e5c9f11"


def gevuld(plek, **velden):
    gewoon = {"naam": "Deur aan deur", "soort": "poll", "wijken": [plek.wijk.pk], "openbaar": "on"}
    return gewoon | {"status": "actief", "sleutel": SLEUTEL} | velden


def test_a_survey_of_a_wijk_says_who_did_it_who_decides_and_what_came_of_it(client, eigen):
    doet, beslist = maak_organisatie(naam="De Doeners"), maak_organisatie(naam="De Raad")
    tuin = maak_initiatief(naam="De tuin", wijken=[eigen.wijk])
    pad = reverse("netwerken:peiling_nieuw", kwargs={"wijk": eigen.wijk.slug})
    assert client.get(pad).context["form"].initial["wijken"] == [eigen.wijk]
    antwoord = client.post(
        pad,
        gevuld(
            eigen,
            vraag="Wat mist u?",
            uitvoerders=["De Doeners", "", ""],
            beslissers=["De Raad"],
            andere_beslissers="bewoners",
            uitkomst="Een tuin.",
            gevolg="De tuin komt er.",
            leidde_tot=["De tuin"],
        ),
    )
    assert antwoord.status_code == 302, antwoord.context["form"].errors
    peiling = Peiling.objects.get()
    assert peiling.netwerk is None
    assert antwoord.url == f"{eigen.wijk.get_absolute_url()}#peilingen"
    assert (peiling.uitvoerders.get(), peiling.beslissers.get()) == (doet, beslist)
    client.logout()
    wijk = client.get(eigen.wijk.get_absolute_url()).content.decode()
    assert "De Raad, bewoners" in wijk
    assert "De tuin komt er." in wijk
    for record in (tuin, doet, beslist):
        pagina = client.get(record.get_absolute_url()).content.decode()
        assert "Wat ermee is gedaan: De tuin komt er." in " ".join(pagina.split())


def test_a_survey_of_a_network_comes_back_to_its_list(client, eigen):
    pad = reverse("netwerken:peiling_nieuw", kwargs={"netwerk": eigen.netwerk.slug})
    lijst = reverse("netwerken:netwerk_peilingen", args=[eigen.netwerk.slug])
    assert client.post(pad, gevuld(eigen)).url == lijst
    assert Peiling.objects.get().netwerk == eigen.netwerk
    assert "Deur aan deur" in client.get(lijst).content.decode()
    bestand = client.get(lijst, {"formaat": "csv"})
    assert "Deur aan deur" in b"".join(bestand.streaming_content).decode()


def test_the_list_leaves_out_what_another_network_keeps(client, eigen):
    ander = maak_werkgebied(netwerk=maak_netwerk(), wijk=eigen.wijk)
    for plek, naam in ((eigen, "Van mij"), (ander, "Van een ander")):
        maak_peiling(naam=naam, netwerk=plek.netwerk, wijken=[plek.wijk])
    pad = reverse("netwerken:wijk_peilingen", args=[eigen.wijk.slug])
    assert [rij.naam for rij in client.get(pad).context["pagina"]] == ["Van mij"]


@pytest.mark.parametrize("veld", ["naam", "vraag", "uitkomst", "gevolg", "andere_beslissers"])
def test_no_text_holds_somebodys_number(client, eigen, veld):
    pad = reverse("netwerken:peiling_nieuw", kwargs={"netwerk": eigen.netwerk.slug})
    antwoord = client.post(pad, gevuld(eigen, **{veld: "Bel 06-12345678"}))
    assert "mobiel nummer" in antwoord.content.decode()
    assert not Peiling.objects.exists()


def test_who_decides_is_named_to_nobody_when_hidden(client, eigen):
    geheim = maak_organisatie(naam="Geheime raad", openbaar=False)
    maak_peiling(netwerk=eigen.netwerk, wijken=[eigen.wijk], beslissers=[geheim])
    client.logout()
    for record in (eigen.wijk, eigen.netwerk):
        assert "Geheime" not in client.get(record.get_absolute_url()).content.decode()
