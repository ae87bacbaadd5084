"""Names that look like a name: what stands between a coordinator and a second copy."""

import pytest

from buurtnet.zoeken.gelijkenis import gelijkende
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


def test_an_abbreviation_is_a_name_too():
    maak_organisatie(naam="Maatschappelijke Juridische Dienstverlening", afkorting="MJD")
    assert lijkt_op("mjd") == ["Maatschappelijke Juridische Dienstverlening"]


def test_a_rare_word_is_found_among_many_common_ones():
    Organisatie.objects.bulk_create(
        Organisatie(naam=f"Stichting Buurt {n}", slug=f"stichting-buurt-{n}") for n in range(600)
    )
    maak_organisatie(naam="Humanitas")
    assert lijkt_op("Stichting Hmuanitas") == ["Humanitas"]
    assert lijkt_op("StichtingBuurt 599")[0] == "Stichting Buurt 599"


@pytest.mark.parametrize("naam", ["", "!!!", "😀", "a", "x" * 160, "woord " * 26, "-" * 40])
def test_any_text_can_be_asked_for(naam):
    maak_organisatie(naam="Humanitas")
    assert lijkt_op(naam) == []
