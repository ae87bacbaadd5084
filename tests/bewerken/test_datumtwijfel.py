"""A date that can hardly be meant is asked about; who says that it is right is believed."""

import datetime

import pytest
from django.urls import reverse

from buurtnet.kern.datumtwijfel import twijfel
from netwerken.models import Inzet, Organisatie
from tests.hulp.bouwers import VANDAAG, maak_inzet, maak_organisatie, maak_thema
from tests.hulp.inzetproef import SLEUTEL, fouten, nieuw, velden
from tests.hulp.naamwoorden import adres, ingevuld

DAG = datetime.date


@pytest.mark.parametrize(
    ("datum", "einde", "verwacht"),
    [
        (DAG(2036, 1, 1), False, "2036 is pas over 10 jaar. Klopt dat?"),
        (DAG(2036, 12, 31), True, "2036 is pas over 10 jaar. Klopt dat?"),
        (DAG(2066, 1, 1), True, "2066 is pas over 40 jaar. Klopt dat?"),
        (DAG(1951, 1, 1), False, "1951 is 75 jaar geleden. Klopt dat?"),
        (DAG(2026, 1, 1), False, ""),
        (DAG(2031, 12, 31), False, ""),
        (DAG(2035, 12, 31), True, ""),
        (DAG(1986, 1, 1), False, ""),
    ],
)
def test_what_can_hardly_be_meant_is_asked_about(datum, einde, verwacht):
    assert twijfel(datum, VANDAAG, einde=einde) == verwacht


def test_what_is_old_by_nature_is_not():
    assert twijfel(DAG(1250, 1, 1), VANDAAG, terug=1000) == ""


@pytest.fixture
def gegevens(eigen):
    maak_organisatie(naam="Humanitas")
    return velden(eigen.wijk, maak_thema(), organisatie="Humanitas", toelichting="Soep.")


@pytest.mark.django_db
@pytest.mark.parametrize(("veld", "tekst"), [("vanaf", "1951"), ("vanaf", "2036"), ("tot", "2066")])
def test_beside_the_field_with_a_box_to_tick_and_nothing_is_lost(
    client, eigen, gegevens, veld, tekst
):
    antwoord = client.post(nieuw(eigen.netwerk), gegevens | {veld: tekst})
    assert list(fouten(antwoord)) == [veld]
    bladzijde = antwoord.content.decode()
    assert f"Ja, “{tekst}” klopt" in bladzijde and 'value="Soep."' in bladzijde
    assert f'name="{veld}_klopt"' in bladzijde
    klopt = gegevens | {veld: tekst, f"{veld}_klopt": tekst}
    assert client.post(nieuw(eigen.netwerk), klopt).status_code == 302
    assert getattr(Inzet.objects.get(), veld).year == int(tekst)


@pytest.mark.django_db
def test_the_tick_counts_for_what_it_was_set_for(client, eigen, gegevens):
    anders = gegevens | {"vanaf": "1915", "vanaf_klopt": "1951"}
    assert list(fouten(client.post(nieuw(eigen.netwerk), anders))) == ["vanaf"]


@pytest.mark.django_db
def test_the_tick_stays_when_something_else_is_wrong(client, eigen, gegevens):
    anders = gegevens | {"vanaf": "1951", "vanaf_klopt": "1951", "thema": ""}
    antwoord = client.post(nieuw(eigen.netwerk), anders)
    assert list(fouten(antwoord)) == ["thema"]
    assert "checked" in antwoord.content.decode().partition('name="vanaf_klopt"')[2][:120]


@pytest.mark.django_db
def test_what_is_saved_is_not_asked_again(client, eigen):
    inzet = maak_inzet(
        wijk=eigen.wijk,
        organisatie=maak_organisatie(naam="Humanitas"),
        vanaf=DAG(1951, 1, 1),
        vanaf_precisie="jaar",
    )
    anders = ingevuld(client, inzet) | {"toelichting": "Soep."}
    assert client.post(adres(inzet, "wijzigen"), anders).status_code == 302


@pytest.mark.django_db
def test_an_end_forty_years_on_is_asked_about(client, eigen):
    inzet = maak_inzet(wijk=eigen.wijk)
    einde = {"tot": "2066", "reden": "ooit", "versie": 1}
    assert list(fouten(client.post(adres(inzet, "beeindigen"), einde))) == ["tot"]
    assert client.post(adres(inzet, "beeindigen"), einde | {"tot_klopt": "2066"}).status_code == 302


@pytest.mark.django_db
def test_an_organisation_may_be_older_than_all_here(client, eigen):
    velden_ = {"naam": "Der Aa-kerk", "soort": "kerk", "formeel": "onbekend", "vanaf": "1847"}
    velden_ |= {"wijk": eigen.wijk.pk, "thema": maak_thema().pk, "status": "actief"}
    pad = reverse("netwerken:organisatie_nieuw")
    assert client.post(pad, velden_ | {"sleutel": SLEUTEL}).status_code == 302
    assert Organisatie.objects.get(naam="Der Aa-kerk").vanaf.year == 1847
