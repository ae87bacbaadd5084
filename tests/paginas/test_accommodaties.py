"""The list of places and the page of one."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.hulp.bouwers import (
    VANDAAG,
    maak_accommodatie,
    maak_activiteit,
    maak_afspraak,
    maak_bijeenkomst,
    maak_deelname,
    maak_gebied,
    maak_huisvesting,
    maak_initiatief,
    maak_organisatie,
    maak_peiling,
    maak_redacteur,
    maak_signaal,
    maak_verhaal,
    maak_wijk,
)
from tests.hulp.lijstproef import kost_evenveel, open_pagina

pytestmark = pytest.mark.django_db
LIJST = "initiatieven:accommodaties"
GISTEREN = VANDAAG - datetime.timedelta(days=1)


def rijk(aantal):
    """A place with `aantal` of everything."""
    plek = maak_accommodatie(naam="Het Huis", wijken=[maak_wijk() for _n in range(aantal)])
    for _n in range(aantal):
        maak_huisvesting(accommodatie=plek)
        maak_huisvesting(accommodatie=plek, initiatief=maak_initiatief(), tot=GISTEREN)
        maak_activiteit(accommodatie=plek)
        maak_deelname(accommodatie=plek)
        maak_accommodatie(onderdeel_van=plek)
        for maak in (maak_signaal, maak_bijeenkomst, maak_afspraak, maak_peiling):
            maak(accommodatie=plek)
        maak_verhaal(accommodaties=[plek])
    return plek


def test_accommodaties_can_be_narrowed_by_role_and_subsidy(client):
    maak_accommodatie(naam="De Wende", rol="wijkaccommodatie", gesubsidieerd="ja")
    maak_accommodatie(naam="Kerkzaal", rol="informeel", gesubsidieerd="nee")
    tekst, _n = open_pagina(client, f"{reverse(LIJST)}?rol=informeel&gesubsidieerd=nee")
    assert "1 plek" in tekst
    assert "Kerkzaal" in tekst
    assert "De Wende" not in tekst


def test_accommodaties_of_a_gebied_take_in_its_wijken(client):
    zuid = maak_gebied(naam="Zuid")
    maak_accommodatie(wijken=[maak_wijk(ligt_in=zuid)])
    maak_accommodatie(wijken=[maak_wijk()])
    assert "1 plek" in open_pagina(client, f"{reverse(LIJST)}?wijk=zuid")[0]


def test_accommodaties_on_another_day_show_what_was_there(client):
    maak_accommodatie(naam="Gesloten", tot=datetime.date(2020, 6, 30))
    maak_accommodatie(naam="Geopend", vanaf=datetime.date(2021, 1, 1))
    toen, _n = open_pagina(client, f"{reverse(LIJST)}?op=2020-06-30")
    assert "Gesloten" in toen
    assert "Geopend" not in toen
    assert "Gesloten" not in open_pagina(client, reverse(LIJST))[0]


@pytest.mark.eenmaal
def test_accommodaties_costs_the_same_for_1_and_many(client):
    kost_evenveel(client, rijk, 5, reverse(LIJST))


def test_accommodatie_tells_who_is_there_was_there_and_will_be(client):
    plek = maak_accommodatie()
    maak_huisvesting(accommodatie=plek, organisatie=maak_organisatie(naam="De Huurder"))
    maak_huisvesting(
        accommodatie=plek,
        initiatief=maak_initiatief(naam="De Vertrokkene"),
        tot=datetime.date(2020, 12, 31),
    )
    maak_huisvesting(
        accommodatie=plek,
        organisatie=maak_organisatie(naam="De Komende"),
        vanaf=datetime.date(2022, 1, 1),
        vanaf_precisie="ongeveer",
        status="gepland",
    )
    maak_huisvesting(
        accommodatie=plek,
        organisatie=maak_organisatie(naam="De Belofte"),
        vanaf=datetime.date(2030, 1, 1),
        status="gepland",
    )
    tekst, _n = open_pagina(client, plek.get_absolute_url())
    assert "Wie hier zit (1)" in tekst
    assert "Wie hier zou komen (2)" in tekst
    assert tekst.index("De Huurder") < tekst.index("Wie hier zou komen") < tekst.index("De Komende")
    assert "was gepland vanaf begin 2022; niet bekend of het doorging" in tekst
    assert "later, vanaf 1 januari 2030 (gepland)" in tekst
    assert tekst.index("De Huurder") < tekst.index("eerder, tot en met 31 december 2020")
    toen, _n = open_pagina(client, f"{plek.get_absolute_url()}?op=2020-06-01")
    assert "begin onbekend, tot en met 31 december 2020" in toen


def test_accommodatie_says_of_what_was_long_ago_confirmed_when_it_was_known(client):
    plek = maak_accommodatie()
    vanaf = datetime.date(2019, 1, 1)
    for dag in (None, datetime.date(2021, 12, 31), timezone.localdate()):
        maak_huisvesting(accommodatie=plek, vanaf=vanaf, bevestigd_op=dag)
    tekst, _n = open_pagina(client, plek.get_absolute_url())
    for wat in ("voor zover bekend", "voor zover bekend in 2021", "nu"):
        assert f"{wat}, sinds 1 januari 2019" in tekst
    toen, _n = open_pagina(client, f"{plek.get_absolute_url()}?op=2020-06-01")
    assert toen.count("toen, sinds 1 januari 2019") == 3


def test_accommodatie_shows_what_it_is(client):
    plek = maak_accommodatie(
        functies="Koken en eten",
        adres="Hoofdstraat 1",
        postcode="9737 ab",
        openingstijden="Elke dag",
        voorheen="schoolgebouw",
        rol="informeel",
        gesubsidieerd="deels",
    )
    tekst, _n = open_pagina(client, plek.get_absolute_url())
    for woorden in ("Koken en eten", "Hoofdstraat 1", "9737 AB", "Elke dag", "schoolgebouw"):
        assert woorden in tekst
    assert "informele wijkaccommodatie" in tekst
    assert "deels" in tekst


@pytest.mark.eenmaal
def test_accommodatie_costs_the_same_for_1_and_many(client):
    kost_evenveel(client, rijk, 10)


def test_accommodatie_hides_what_is_not_public(client):
    plek = maak_accommodatie()
    maak_huisvesting(
        accommodatie=plek, organisatie=maak_organisatie(naam="Geheim 1", openbaar=False)
    )
    maak_activiteit(naam="Geheim 2", accommodatie=plek, openbaar=False)
    maak_signaal(naam="Geheim 3", accommodatie=plek, openbaar=False)
    assert "Geheim" not in open_pagina(client, plek.get_absolute_url())[0]


def test_accommodatie_offers_changes_only_to_who_may_make_them(client):
    plek = maak_accommodatie()
    wijzigen = reverse("initiatieven:accommodatie_wijzigen", args=[plek.slug])
    assert wijzigen not in open_pagina(client, plek.get_absolute_url())[0]
    client.force_login(maak_redacteur())
    assert wijzigen in open_pagina(client, plek.get_absolute_url())[0]
