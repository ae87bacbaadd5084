"""For which place a row is: data of an Omgeving, in words by a filter."""

import pytest

from buurtnet.paginas.templatetags.lijsten import cursief, waarvoor
from tests.hulp.bouwers import maak_gebied, maak_stad, maak_wijk
from wijken.telt_mee import Merk, lees_omgeving


@pytest.mark.parametrize(
    ("merk", "woorden"),
    [
        (None, ""),
        (Merk("Groningen", "stad"), "stadsbreed"),
        (Merk("Zuid", "gebied"), "heel Zuid"),
        (Merk("De Hoogte"), "De Hoogte"),
        (Merk("De Hoogte", nog=6), "De Hoogte en nog 6"),
        (Merk("<De Hoogte>", nog=1), "&lt;De Hoogte&gt; en nog 1"),
    ],
)
def test_a_merk_says_for_which_place_something_is(merk, woorden):
    assert waarvoor(merk) == woorden
    assert cursief(merk) == (f"<em>{woorden}</em>" if merk else "")


@pytest.mark.django_db
def test_omgeving_marks_what_is_above_and_below_and_not_the_place_itself():
    stad = maak_stad(naam="Groningen")
    zuid = maak_gebied(naam="Zuid", ligt_in=stad)
    wijk = maak_wijk(naam="De Wijert", ligt_in=zuid)
    omgeving = lees_omgeving([zuid])
    (kolom,) = omgeving.kolommen
    assert omgeving.merk(zuid.pk, kolom) is None
    assert omgeving.merk(stad.pk, kolom) == Merk("Groningen", "stad", 0)
    assert omgeving.merk(wijk.pk, kolom, nog=2) == Merk("De Wijert", "", 2)
