"""What in a sheet is of one person stays out of what everybody reads."""

import pytest

from netwerken.models import Deelname, Inzet, Organisatie
from tests.hulp.bouwers import maak_inzet, maak_organisatie, maak_thema
from tests.hulp.inleesproef import lees_in, neem_over, standen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]
NUMMER, ADRES = "Bel Jan op 06-12345678", "jan@voorbeeld.nl"


def zinnen(context):
    return [zin for een in context["pagina"] for zin in een.zinnen]


@pytest.mark.parametrize(("tekst", "wat"), [(NUMMER, "mobiel nummer"), (ADRES, "e-mailadres")])
def test_a_remark_is_refused_with_its_cell_and_the_rest_goes_in(client, eigen, tekst, wat):
    maak_thema(naam="Gezondheid")
    regels = [
        "organisatie;wijk;thema;opmerkingen",
        f"Humanitas;{eigen.wijk};Gezondheid;{tekst}",
        f"Buurtwacht;{eigen.wijk};Gezondheid;elke week",
    ]
    bestand, context = lees_in(client, regels)
    assert standen(context) == [(2, "fout"), (3, "nieuw")]
    assert zinnen(context)[0].startswith(f"D2: Hier staat een {wat}")
    neem_over(client, bestand)
    assert [rij.toelichting for rij in Inzet.objects.all()] == ["elke week"]


def test_words_in_a_matrix_are_looked_at_too(client, eigen):
    for naam in ("Gezondheid", "Opgroeien", "Wonen"):
        maak_thema(naam=naam)
    regels = ["organisatie;Gezondheid;Opgroeien;Wonen", f"Humanitas;{NUMMER};x;"]
    _bestand, context = lees_in(client, regels, wijk=eigen.wijk.pk)
    assert standen(context) == [(2, "fout"), (2, "nieuw")]
    assert zinnen(context)[0].startswith("B2: ")


def test_what_stands_there_already_comes_in_as_no_change(client, eigen):
    thema = maak_thema(naam="Gezondheid")
    club = maak_organisatie(naam="Humanitas")
    inzet = maak_inzet(organisatie=club, wijk=eigen.wijk, thema=thema)
    # Of before it was looked at.
    Inzet.objects.filter(pk=inzet.pk).update(toelichting=NUMMER)
    regels = [
        "organisatie;wijk;thema;opmerkingen",
        f"Humanitas;{eigen.wijk};Gezondheid;{NUMMER}",
    ]
    _bestand, context = lees_in(client, regels)
    assert standen(context) == [(2, "hetzelfde")]


def test_a_described_role_is_no_way_to_reach_somebody(client, eigen):
    regels = ["organisatie;omschreven rol;netwerk", f";Jan {ADRES};{eigen.netwerk}"]
    bestand, context = lees_in(client, regels)
    assert standen(context) == [(2, "fout")]
    neem_over(client, bestand)
    assert not Deelname.objects.exists()


def test_nor_is_what_an_organisation_is_called_or_does(client, eigen):
    regels = [
        "organisatie;website;omschrijving",
        f"Jan {ADRES};;",
        f"Humanitas;;{NUMMER}",
        "Buurtwacht;;elke avond",
    ]
    bestand, context = lees_in(client, regels)
    assert [stand for _nummer, stand in standen(context)] == ["fout", "fout", "nieuw"]
    neem_over(client, bestand)
    assert [rij.naam for rij in Organisatie.objects.all()] == ["Buurtwacht"]
