"""Machine forms: exactly what the filter shows, and nothing a spreadsheet would run."""

import csv
import io
import json

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from buurtnet.kern import soorten
from buurtnet.kern.peildatum import Peildatum
from buurtnet.lijsten.uitvoer import antwoord, veilig
from tests.hulp.bouwers import (
    VANDAAG,
    maak_inzet,
    maak_organisatie,
    maak_thema,
    maak_verhaal,
    maak_wijk,
)

KWAAD = ["=1+1", "+31", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"]


def bestand(formaat, koppen, rijen):
    return antwoord(Peildatum(VANDAAG), formaat, "x", koppen, rijen)


def inhoud(response):
    return b"".join(response) if response.streaming else response.content


def als_csv(response):
    tekst = inhoud(response).decode("utf-8")
    assert tekst.startswith("\ufeff")
    return list(csv.reader(io.StringIO(tekst[1:]), delimiter=";"))


def als_xlsx(response):
    blad = load_workbook(io.BytesIO(inhoud(response))).active
    return [list(rij) for rij in blad.iter_rows(values_only=True)], blad


@pytest.mark.parametrize("tekst", KWAAD)
def test_text_that_a_sheet_would_run_is_quoted(tekst):
    assert veilig(tekst) == f"'{tekst}"
    assert als_csv(bestand("csv", ["a"], [[tekst]]))[1][0].startswith("'")
    rijen, blad = als_xlsx(bestand("xlsx", ["a"], [[tekst]]))
    assert blad["A2"].data_type != "f"
    assert rijen[1][0].startswith("'")


@pytest.mark.parametrize("waarde", ["gewoon", "a=b", 5, -5, None, True, ["a", "b"]])
def test_other_values_stay_what_they_are(waarde):
    verwacht = (
        {None: "", True: True}.get(waarde, waarde) if not isinstance(waarde, list) else "a, b"
    )
    assert veilig(waarde) == verwacht


def test_numbers_and_truth_reach_the_sheet():
    rijen, _blad = als_xlsx(bestand("xlsx", ["a", "b", "c"], [[-5, True, None]]))
    assert rijen[1] == [-5, "ja", None] or rijen[1] == [-5, "ja", ""]


def test_a_sheet_takes_text_it_can_not_hold():
    rijen, _blad = als_xlsx(bestand("xlsx", ["a", "b"], [["a\x01b", "x" * 40_000]]))
    assert rijen[1][0] == "ab"
    assert len(rijen[1][1]) == 32_767


def test_json_leaves_text_alone():
    assert json.loads(inhoud(bestand("json", ["a"], [["=1"], [["b"]]]))) == [
        {"a": "=1"},
        {"a": ["b"]},
    ]
    assert json.loads(inhoud(bestand("json", ["a"], []))) == []


@pytest.mark.django_db
def test_a_file_holds_all_pages_of_exactly_what_the_filter_shows(client):
    hier, thema = maak_wijk(naam="Hier"), maak_thema(naam="Groen")
    for nummer in range(30):
        organisatie = maak_organisatie(naam=f"=Org {nummer:02}")
        maak_inzet(organisatie=organisatie, wijk=hier, thema=thema)
    maak_organisatie(naam="Elders")
    adres = reverse("netwerken:organisaties")
    rijen = als_csv(client.get(adres, {"wijk": "hier", "formaat": "csv"}))
    assert len(rijen) == 31
    assert rijen[0][:2] == ["naam", "soort"]
    assert rijen[1][0] == "'=Org 00"
    kolom = {naam: nummer for nummer, naam in enumerate(rijen[0])}
    assert (rijen[1][kolom["wijken"]], rijen[1][kolom["themas"]]) == ("Hier", "Groen")
    xlsx = client.get(adres, {"wijk": "hier", "formaat": "xlsx"})
    assert len(als_xlsx(xlsx)[0]) == 31
    gegevens = json.loads(inhoud(client.get(adres, {"wijk": "hier", "formaat": "json"})))
    assert [rij["naam"] for rij in gegevens] == [f"=Org {nummer:02}" for nummer in range(30)]
    assert gegevens[0]["adres"].startswith("http")


@pytest.mark.django_db
@pytest.mark.parametrize("formaat", ["csv", "xlsx", "json"])
@pytest.mark.parametrize(
    "lijst",
    [model.rijsoort.lijst for model in soorten.alle() if model.rijsoort.open_data],
)
def test_every_list_has_every_machine_form_also_when_empty(client, lijst, formaat):
    antwoord = client.get(reverse(lijst), {"formaat": formaat})
    assert antwoord.status_code == 200
    assert antwoord["Content-Disposition"].endswith(f'.{formaat}"')
    assert inhoud(antwoord)


@pytest.mark.django_db
def test_an_unknown_form_is_the_page(client):
    maak_verhaal()
    antwoord = client.get(reverse("initiatieven:verhalen"), {"formaat": "exe"})
    assert antwoord["Content-Type"].startswith("text/html")


LIJSTEN = ["netwerken:dekking", "netwerken:organisaties", "initiatieven:activiteiten"]


@pytest.mark.django_db
@pytest.mark.parametrize("naam", LIJSTEN)
def test_a_file_of_a_day_that_nobody_understands_is_refused_with_a_reason(client, naam):
    antwoord = client.get(reverse(naam), {"formaat": "csv", "op": "onzin"})
    assert antwoord.status_code == 400
    assert "Die datum begrijpen we niet" in antwoord.content.decode()


@pytest.mark.django_db
def test_a_file_is_called_after_the_day_it_is_about(client):
    antwoord = client.get(reverse("netwerken:organisaties"), {"formaat": "csv", "op": "2021-06-30"})
    assert "organisaties-2021-06-30.csv" in antwoord["Content-Disposition"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("op", "vraag"), [("onzin", "formaat=csv"), ("2021-06-30", "op=2021-06-30&amp;formaat=csv")]
)
def test_a_list_offers_the_file_of_the_day_it_shows(client, op, vraag):
    maak_organisatie()
    antwoord = client.get(reverse("netwerken:organisaties"), {"op": op})
    assert f'href="?{vraag}"' in antwoord.content.decode()
