"""Names that look like a name: what stands between a coordinator and a second copy."""

import pytest
from django.db import connection

from buurtnet.kern.zoekindex import Zoeknaam
from buurtnet.zoeken.gelijkenis import _begint, gelijkende, herken
from netwerken.models import Organisatie
from tests.hulp.bouwers import maak_organisatie

pytestmark = pytest.mark.django_db


def lijkt_op(naam):
    return [rij.naam for rij in gelijkende(Organisatie.objects.all(), naam)]


@pytest.mark.parametrize(
    ("bestaand", "getypt"),
    [
        ("Leger des Heils", "Legerdesheils"),
        ("Legerdesheils", "Leger des Heils"),
        ("Leger des Heils", "Leger des Hiels"),
        ("Humanitas", "Hmuanitas"),
        ("Humanitas", "umanitas"),
        ("WIJ Groningen", "Wij Grnoingen"),
        ("WIJ Groningen", "WIJGroningen"),
        ("Café Ilse", "cafe-ilse"),
        ("Buurtmoestuin", "Moestuin"),
        ("COC", "COC"),
        ("Humanitas", "Stichting Humanitas"),
        ("Stichting Humanitas", "Humanitas"),
        ("Stichting Humanitas", "Vereniging Humanitas"),
        ("Werkmaat B.V.", "werkmaat bv"),
        ("Coöperatie De Brug", "Brug"),
        ("Projectgroep Ruimte", "Project Ruimte"),
        ("WerkPro", "Werk Pro"),
    ],
)
def test_a_name_is_recognised_with_other_spaces_and_slips_of_the_pen(bestaand, getypt):
    maak_organisatie(naam=bestaand)
    maak_organisatie(naam="Zonnebloem")
    assert lijkt_op(getypt) == [bestaand]


@pytest.mark.parametrize("getypt", ["Legerdesheils", "leger des heils", "Legerdesheil"])
@pytest.mark.parametrize("ook", ["LegerdesHeils", "Leger des Heils", "Salvation, Leger-des-heils"])
def test_a_name_is_recognised_by_what_it_is_also_called(ook, getypt):
    maak_organisatie(naam="De Open Hof", ook_bekend_als=ook)
    maak_organisatie(naam="Hofje van Noord")
    assert lijkt_op(getypt) == ["De Open Hof"]


def test_another_name_is_asked_about_and_a_word_that_many_share_is_not():
    maak_organisatie(naam="WIJ Groningen", ook_bekend_als="WIJ, WIJ-team")
    for naam in ("Team Selwerd", "Humanitas Groningen", "Buurtteam Noord", "Wijkraad"):
        maak_organisatie(naam=naam)
    for getypt in ("WIJ-team", "wij team", "Stichting WIJ", "WIJ"):
        assert lijkt_op(getypt) == ["WIJ Groningen"]
    assert lijkt_op("Team Lewenborg") == lijkt_op("Stichting") == []


def test_a_short_word_is_not_taken_for_another():
    maak_organisatie(naam="Kerk in Beijum")
    maak_organisatie(naam="Netwerk Probleemloos")
    assert lijkt_op("Werk Pro") == []


def test_a_number_tells_two_names_apart():
    for n in (1, 2):
        maak_organisatie(naam=f"Bewonersvereniging Hoogkerk {n}")
    assert lijkt_op("Bewonersvereniging Hoogkerk 3") == []
    assert lijkt_op("Bewonersverenging Hoogkerk 2") == ["Bewonersvereniging Hoogkerk 2"]


def test_a_name_that_is_there_stands_for_that_one_and_what_looks_like_it_is_asked_about():
    humanitas = maak_organisatie(naam="Humanitas", afkorting="HUM")
    maak_organisatie(naam="Humanitas Noord")
    alle = Organisatie.objects
    assert herken(alle, "humanitas") == herken(alle, "hum") == ([humanitas], [])
    assert herken(alle, "Stichting Humanitas").lijkt[0] == humanitas
    assert herken(alle, "Zonnebloem") == herken(alle, "") == ([], [])


def test_names_in_one_piece_follow_the_record():
    rij = maak_organisatie(naam="Stichting De Brug", ook_bekend_als="Brugteam, Het Anker")
    sleutels = Zoeknaam.objects.order_by("sleutel").values_list("sleutel", flat=True)
    assert list(sleutels.all()) == ["anker", "brug", "brugteam", "hetanker", "stichtingdebrug"]
    Organisatie.objects.filter(pk=rij.pk).update(ook_bekend_als="Anker")
    assert list(sleutels.all()) == ["anker", "brug", "stichtingdebrug"]
    rij.refresh_from_db()
    rij.delete()
    assert not Zoeknaam.objects.exists()


def test_a_name_in_one_piece_is_found_by_an_index_however_many_there_are():
    ingang = maak_organisatie(naam="Humanitas") and Zoeknaam.objects.get().ingang
    Zoeknaam.objects.bulk_create(
        Zoeknaam(ingang=ingang, soort=ingang.soort, sleutel=f"n{n}", terug=f"{n}n")
        for n in range(3000)
    )
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE basis_zoeknaam")
    for veld, begin in (("sleutel", "huma"), ("terug", "satin")):
        gevonden = Zoeknaam.objects.order_by("pk").filter(_begint(veld, begin))
        assert [naam.sleutel for naam in gevonden] == ["humanitas"]
        plan = gevonden.explain()
        assert "SCAN basis_zoeknaam" not in plan and "Seq Scan" not in plan


def test_an_abbreviation_is_a_name_too():
    maak_organisatie(naam="Maatschappelijke Juridische Dienstverlening", afkorting="MJD")
    assert lijkt_op("mjd") == ["Maatschappelijke Juridische Dienstverlening"]


def test_a_rare_word_is_found_among_many_common_ones(django_assert_max_num_queries):
    Organisatie.objects.bulk_create(
        Organisatie(naam=f"Stichting Buurt {n}", slug=f"stichting-buurt-{n}") for n in range(600)
    )
    maak_organisatie(naam="Humanitas")
    with django_assert_max_num_queries(12):
        assert lijkt_op("Stichting Hmuanitas") == ["Humanitas"]
    assert lijkt_op("StichtingBuurt 599")[0] == "Stichting Buurt 599"


@pytest.mark.parametrize("naam", ["", "!!!", "😀", "a", "x" * 160, "woord " * 26, "-" * 40])
def test_any_text_can_be_asked_for(naam):
    maak_organisatie(naam="Humanitas")
    assert lijkt_op(naam) == []
