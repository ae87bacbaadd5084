"""How it went over the years: lines and a table of the kept months, and a file of them."""

import csv
import datetime
import io

import pytest
from django.urls import reverse

from buurtnet.paginas.jaren.verloop import Lijn
from netwerken.models import Maandstand
from tests.hulp.bouwers import (
    maak_gebied,
    maak_maandstand,
    maak_netwerk,
    maak_stad,
    maak_thema,
    maak_wijk,
)
from tests.hulp.lijstproef import kost_evenveel, open_pagina

pytestmark = pytest.mark.django_db
OKTOBER = datetime.date(2026, 10, 31)


@pytest.fixture
def wijk():
    return maak_wijk(naam="Beijum", ligt_in=maak_gebied(naam="Oost", ligt_in=maak_stad()))


def adres(record, vraag=""):
    soort = type(record)._meta.model_name
    return reverse(f"netwerken:{soort}_jaren", args=[record.slug]) + vraag


def vul(record, aantal=120, **velden):
    """So many months of `record`, the newest October 2026; what is covered grows by one a year."""
    maanden = [OKTOBER.replace(day=1)]
    while len(maanden) < aantal:
        maanden.append((maanden[-1] - datetime.timedelta(days=1)).replace(day=1))
    soort = type(record)._meta.model_name
    Maandstand.objects.bulk_create(
        Maandstand(
            **{soort: record},
            maand=(dag + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1),
            **{"gedekt": dag.year - 2016, "regels": 8, "vers": 2} | velden,
        )
        for dag in maanden
    )


def test_each_number_is_a_line_with_its_sentence_and_a_row_of_the_table(client, wijk):
    vul(wijk)
    tekst, _n = open_pagina(client, adres(wijk))
    assert tekst.count("<figure") == 8
    assert "0 eind november 2016, 10 eind oktober 2026" in tekst
    assert "25% eind november 2016, 25% eind oktober 2026" in tekst
    assert '<th scope="row">oktober 2026</th>' in tekst
    assert "2 van 8" in tekst
    # December of each year and the newest month.
    assert tekst.count('<th scope="row">') == 11
    assert (
        client.get(adres(wijk, "?toon=maanden")).content.decode().count('<th scope="row">') == 120
    )


def test_no_style_stands_in_the_page_and_the_drawing_is_said_in_words(client, wijk):
    vul(wijk)
    tekst, _n = open_pagina(client, adres(wijk))
    assert "style=" not in tekst
    assert tekst.count('aria-hidden="true" fill="none"') == tekst.count("<figcaption>")


def test_a_theme_and_a_network_have_theirs(client, wijk):
    for record in (maak_thema(), maak_netwerk(), wijk):
        assert "Nog niet geteld" in open_pagina(client, adres(record))[0]
        vul(record, 1)
        assert "10 eind oktober 2026" in open_pagina(client, adres(record))[0]
        assert f'href="{adres(record)}"' in client.get(record.get_absolute_url()).content.decode()


def test_a_day_in_the_past_shows_what_was_over_by_then(client, wijk):
    vul(wijk)
    tekst, _n = open_pagina(client, adres(wijk, "?op=2020-06-29"))
    assert "4 eind mei 2020" in tekst
    assert "juni 2020" not in tekst.partition("<main")[2].replace("29 juni 2020", "")


def test_the_file_has_every_month(client, wijk):
    vul(wijk)
    inhoud = b"".join(client.get(adres(wijk, "?formaat=csv"))).decode("utf-8-sig")
    rijen = list(csv.DictReader(io.StringIO(inhoud), delimiter=";"))
    assert len(rijen) == 120
    assert rijen[-1] | {"maand": "2026-10-31", "gedekt": "10", "pas_nagegaan": "2"} == rijen[-1]


def test_a_place_that_is_hidden_is_not_there(client):
    assert client.get(adres(maak_wijk(openbaar=False))).status_code == 404


@pytest.mark.eenmaal
def test_the_page_costs_the_same_for_1_month_and_many(client):
    def rijk(aantal):
        wijk = maak_wijk(naam=f"Wijk {aantal}", ligt_in=maak_gebied(ligt_in=maak_stad()))
        vul(wijk, aantal)
        wijk.get_absolute_url = lambda: adres(wijk)
        return wijk

    kost_evenveel(client, rijk, 60)


def test_a_line_goes_by_steps_and_what_stays_the_same_is_one_stroke():
    dagen = [datetime.date(2026, maand, 28) for maand in range(1, 5)]
    lijn = Lijn("Gedekt", list(zip(dagen, (2, 2, 4, 0), strict=True)))
    assert lijn.pad == "M46 60h48V12h24V108h24"
    assert (lijn.hoogste, lijn.eerste, lijn.laatste) == (4, 2, 0)
    assert [jaar.naam for jaar in lijn.jaren] == ["2026"]


def test_a_line_of_nothing_lies_on_the_ground():
    lijn = Lijn("Dun", [(OKTOBER, 0)])
    assert (lijn.pad, lijn.hoogste) == ("M46 108h24", 1)


def test_a_kept_month_needs_no_more_than_what_it_is_about():
    assert "2026-10" in str(maak_maandstand())
