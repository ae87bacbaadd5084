"""A name in any script has an address that people can type, and words that search finds."""

import unicodedata

import pytest

from buurtnet.kern.letters import slug_van
from buurtnet.kern.record import OudAdres
from buurtnet.kern.woorden import tokens
from tests.hulp.bouwers import maak_organisatie

NAMEN = {
    "ZK Straßenfest Østerhuis Łódź": "zk-strassenfest-osterhuis-lodz",
    "Þórður Æsir Đorđe Ħal-Far Ŋ": "thordur-aesir-dorde-hal-far-ng",
    "Œuvre Ĳsvogel ĳs Diyarbakır İzmir": "oeuvre-ijsvogel-ijs-diyarbakir-izmir",
    "Мост": "most",
    "Ελληνική Κοινότητα": "elliniki-koinotita",
    "مسجد النور": "msjd-lnwr",
    "בית הכנסת": "vyt-hkhnst",
    "北京": "beijing",
    "हिन्दी केंद्र": "hindi-kemdr",
    "서울": "seoul",
    "Café ’t Hoekje – 50+ & €1": "cafe-t-hoekje-50-1",
}


@pytest.mark.parametrize(("naam", "slug"), NAMEN.items())
def test_letters_of_other_scripts_become_ours_in_an_address(naam, slug):
    assert slug_van(naam) == slug
    assert slug_van(unicodedata.normalize("NFD", naam)) == slug_van(naam)


@pytest.mark.parametrize("naam", NAMEN)
def test_search_reads_the_letters_as_an_address_does(naam):
    assert "".join(tokens(naam)) == slug_van(naam.replace("’t", "’ t")).replace("-", "")


@pytest.mark.django_db
def test_every_name_has_an_address_of_its_own_that_stays():
    een, ander = maak_organisatie(naam="مسجد النور"), maak_organisatie(naam="مسجد النور")
    leeg, ook_leeg = maak_organisatie(naam="ꬰ"), maak_organisatie(naam="ꬰ")
    assert (een.slug, ander.slug) == ("msjd-lnwr", "msjd-lnwr-2")
    assert leeg.slug != ook_leeg.slug
    een.save()
    assert een.slug == "msjd-lnwr"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("naam", "oud", "nieuw"),
    [("مسجد النور", "naamloos-2", "de-moskee"), ("Straßenfest", "straenfest", "de-moskee")],
)
def test_an_address_from_before_still_follows_the_name(naam, oud, nieuw):
    rij = maak_organisatie(naam=naam, slug=oud)
    rij.save()
    assert rij.slug == oud
    rij.naam = "De moskee"
    rij.save()
    assert rij.slug == nieuw
    assert OudAdres.objects.filter(slug=oud, doel=rij.uuid).exists()
