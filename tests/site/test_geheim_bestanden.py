"""What a coordinator may not see is named in no file, and by nothing that is done to many rows."""

import pytest
from django.urls import reverse

from buurtnet.werkplek.bulk.acties import ACTIES
from netwerken.models import Deelname, Huisvesting, Inzet, Organisatie, Werkgebied
from tests.hulp.bouwers import maak_thema
from tests.hulp.geheimproef import NOOIT, Eigen
from tests.hulp.inleesproef import adres, kies_kolommen, stuur

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag"), pytest.mark.eenmaal]
LIJSTEN = [
    ("netwerken:netwerk_inzet_regels", "netwerk", Inzet),
    ("netwerken:wijk_inzet_regels", "wijk", Inzet),
    ("netwerken:organisatie_inzet", "organisatie", Inzet),
    ("netwerken:netwerk_deelnames", "netwerk", Deelname),
    ("netwerken:netwerk_werkgebied", "netwerk", Werkgebied),
    ("netwerken:accommodatie_huisvesting", "accommodatie", Huisvesting),
    ("netwerken:werkplek_organisaties", "", Organisatie),
]
ZONDER_RIJEN = [
    ("netwerken:netwerk_inzet", "netwerk"),
    ("netwerken:wijk_inzet", "wijk"),
    ("netwerken:netwerk_signalen", "netwerk"),
    ("netwerken:netwerk_peilingen", "netwerk"),
]


@pytest.fixture
def eigen(client):
    eigen = Eigen()
    client.force_login(eigen.gebruiker)
    return eigen


def lijst(eigen, naam, ouder):
    return reverse(naam, args=[getattr(eigen, ouder).slug] if ouder else [])


def gelekt(antwoord):
    assert antwoord.status_code == 200
    inhoud = b"".join(antwoord) if antwoord.streaming else antwoord.content
    return NOOIT.findall(inhoud.decode())


@pytest.mark.parametrize(
    ("naam", "ouder"), [*((naam, ouder) for naam, ouder, _model in LIJSTEN), *ZONDER_RIJEN]
)
def test_no_file_of_a_list_names_what_is_hidden(client, eigen, naam, ouder):
    assert gelekt(client.get(lijst(eigen, naam, ouder), {"formaat": "csv"})) == []


@pytest.mark.parametrize(("naam", "ouder", "model"), LIJSTEN)
def test_nothing_done_to_all_of_a_list_names_what_is_hidden(client, eigen, naam, ouder, model):
    pad = lijst(eigen, naam, ouder)
    waarden = {"wijk": eigen.wijk.pk, "thema": maak_thema().pk, "netwerk": eigen.netwerk.pk}
    waarden |= {"tot": "vandaag", "reden": "gestopt"}
    for actie in ACTIES[model]:
        velden = {"actie": actie.naam, "alles": "1"}
        assert gelekt(client.post(pad, velden, follow=True)) == []
        assert gelekt(client.post(pad, velden | waarden | {"stap": "kijk"}, follow=True)) == []
        assert gelekt(client.post(pad, velden | waarden | {"stap": "doe"}, follow=True)) == []


def test_what_a_table_may_mean_is_nothing_hidden(client, eigen):
    kop = "organisatie;wijk;thema;netwerk"
    regels = [kop, "Gehaime club;Gehaime wijk;Gehaim thema;Gehaim netwerk", "GEHAIM;;;"]
    bestand, _antwoord = stuur(client, regels)
    assert gelekt(client.get(adres("kolommen", bestand))) == []
    kies_kolommen(client, bestand)
    antwoord = client.get(adres("nalopen", bestand))
    assert gelekt(antwoord) == []
    assert [vraag for vraag, *_rest in antwoord.context["vragen"] if vraag.kandidaten] == []
