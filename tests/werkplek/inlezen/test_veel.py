"""A table of thousands of rows: shown in seconds, by as many queries as one of a few."""

import random
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from buurtnet.werkplek.inlezen import overnemen, paginas
from netwerken.models import Organisatie
from tests.hulp.bouwers import maak_thema
from tests.hulp.inleesproef import adres, kies_kolommen, neem_over, stuur

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag"), pytest.mark.eenmaal]
LETTERGREPEN = "ba ko ri tu men stra vel do ge pi lam zor".split()


def namen(aantal):
    """So many names, the same each time."""
    kans, gemaakt = random.Random(1), {}  # noqa: S311 no secret
    while len(gemaakt) < aantal:
        woorden = ("".join(kans.choices(LETTERGREPEN, k=3)) for _woord in range(2))
        gemaakt[" ".join(woorden).title()] = None
    return list(gemaakt)


def tabel(eigen, partijen, rijen):
    themas = [maak_thema(naam=naam) for naam in ("Rondkomen", "Gezondheid", "Wonen")]
    regels = ["organisatie;wijk;thema;sinds;toelichting"]
    for nummer in range(rijen):
        wie, thema = partijen[nummer % len(partijen)], themas[nummer % 3]
        regels.append(f"{wie};{eigen.wijk};{thema};2019;regel {nummer}")
    return regels


def bestaan(partijen):
    for naam in partijen:
        Organisatie(naam=naam).save()


def test_five_thousand_rows_are_shown_within_ten_seconds(client, eigen):
    partijen = namen(300)
    bestaan(partijen[:150])
    begin = time.process_time()
    bestand, _antwoord = stuur(client, tabel(eigen, partijen, 5000))
    kies_kolommen(client, bestand)
    gedaan, totaal = 0, 1
    while gedaan < totaal:
        stuk = client.post(adres("zoeken", bestand), headers={"Accept": "application/json"})
        gedaan, totaal = stuk.json().values()
    context = client.get(adres("nalopen", bestand)).context
    assert time.process_time() - begin < 10
    assert sum(n for _stand, _label, n in context["telling"]) == 5000


def test_a_piece_and_a_page_cost_as_much_for_three_hundred_parties_as_for_three(client, eigen):
    def kosten(aantal):
        bestand, _antwoord = stuur(client, tabel(eigen, namen(aantal), aantal))
        kies_kolommen(client, bestand)
        with CaptureQueriesContext(connection) as vangst:
            client.post(adres("zoeken", bestand))
            client.get(adres("nalopen", bestand))
        return len(vangst)

    bestaan(namen(300)[::2])
    kosten(3)  # what is asked once and remembered
    assert kosten(3) == kosten(300)


def test_what_does_not_fit_in_one_piece_goes_on_by_a_button(client, eigen, monkeypatch):
    monkeypatch.setattr(paginas, "STUK", 0)
    bestand, _antwoord = stuur(client, tabel(eigen, namen(3), 3))
    antwoord = kies_kolommen(client, bestand)
    pagina = client.get(antwoord.url)
    assert (pagina.context["gedaan"], pagina.context["totaal"]) == (1, 3)
    client.post(adres("zoeken", bestand))
    client.post(adres("zoeken", bestand))
    assert "telling" in client.get(antwoord.url).context


def test_more_than_can_be_written_at_once_is_told_before(client, eigen, monkeypatch):
    for module in (paginas, overnemen):
        monkeypatch.setattr(module, "MEESTE_TEGELIJK", 2)
    bestand, _antwoord = stuur(client, tabel(eigen, namen(3), 3))
    antwoord = client.get(kies_kolommen(client, bestand).url)
    assert "Knip het bestand" in antwoord.context["te_veel"]
    neem_over(client, bestand)
    assert not Organisatie.objects.exists()
