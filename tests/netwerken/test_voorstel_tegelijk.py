"""Of two who handle a proposal at once, one does; nobody's change is lost."""

import uuid

import pytest
from django.test import Client

from buurtnet.bewerken.handelingen import Handeling
from buurtnet.kern.bewerkbaar import Verouderd
from netwerken import voorstellen
from netwerken.models import Voorstel
from tests.hulp.bouwers import (
    in_hoede_van,
    maak_accommodatie,
    maak_coordinator,
    maak_netwerk,
    maak_voorstel,
)
from tests.hulp.drukte import tegelijk
from tests.hulp.naamwoorden import adres, ingevuld

pytestmark = pytest.mark.django_db(transaction=True)
RONDES = 3
WAS, WORDT, ANDERS = "ma 9-12 uur", "ma t/m vr 9-17 uur", "altijd open"


@pytest.fixture
def netwerk():
    return maak_netwerk()


@pytest.fixture
def mensen(netwerk):
    return [maak_coordinator(netwerk) for _keer in range(2)]


def nieuw(netwerk):
    plek = in_hoede_van(netwerk, maak_accommodatie(openingstijden=WAS))
    return plek, maak_voorstel(plek, {"openingstijden": WORDT})


def test_of_who_accepts_and_who_refuses_at_once_one_counts(netwerk, mensen):
    een, ander = mensen
    for _ronde in range(RONDES):
        plek, voorstel = nieuw(netwerk)
        uitslagen = tegelijk(
            lambda rij=voorstel: voorstellen.pas_toe([rij], een),
            lambda rij=voorstel: voorstellen.weiger([rij], ander, "Nee."),
        )
        assert [len(uitslag.gedaan) for uitslag in uitslagen].count(1) == 1
        [(_rij, waarom)] = uitslagen[0].niet or uitslagen[1].niet
        assert "al afgehandeld" in waarom
        voorstel.refresh_from_db()
        plek.refresh_from_db()
        aanvaard = voorstel.stand == "aanvaard"
        assert plek.openingstijden == (WORDT if aanvaard else WAS)
        assert voorstel.behandeld_door == (een if aanvaard else ander)


def test_what_many_accept_at_once_is_saved_once(netwerk, mensen):
    plek, voorstel = nieuw(netwerk)
    uitslagen = tegelijk(*[lambda: voorstellen.pas_toe([voorstel], mensen[0])] * 4)
    assert sum(len(uitslag.gedaan) for uitslag in uitslagen) == 1
    plek.refresh_from_db()
    assert (plek.versie, Handeling.objects.count()) == (2, 1)


def test_who_reads_first_and_settles_later_without_a_lock_is_refused_by_the_database(
    netwerk, mensen
):
    _plek, voorstel = nieuw(netwerk)
    gelezen = Voorstel.objects.get(pk=voorstel.pk)
    voorstellen.weiger([voorstel], mensen[0])
    # Without the guard: what was open when it was read is settled once more.
    assert gelezen.is_open
    with pytest.raises(Verouderd):
        voorstellen.handel_af(gelezen, "aanvaard", mensen[1])


@pytest.mark.parametrize("veld", ["openingstijden", "adres"])
def test_accepting_while_somebody_edits_loses_neither(netwerk, mensen, veld):
    klant = Client()
    klant.force_login(mensen[1])
    for _ronde in range(RONDES):
        plek, voorstel = nieuw(netwerk)
        velden = ingevuld(klant, plek) | {veld: ANDERS}
        uitslag, status = tegelijk(
            lambda rij=voorstel: voorstellen.pas_toe([rij], mensen[0]),
            lambda plek=plek, velden=velden: (
                klant.post(adres(plek, "wijzigen"), velden).status_code
            ),
        )
        plek.refresh_from_db()
        if veld == "adres":
            assert (uitslag.niet, status) == ([], 302)
            assert (plek.openingstijden, plek.adres) == (WORDT, ANDERS)
        elif uitslag.gedaan:
            # Who typed is shown what was accepted meanwhile.
            assert (plek.openingstijden, status) == (WORDT, 200)
        else:
            assert (plek.openingstijden, status) == (ANDERS, 302)
            assert "intussen gewijzigd" in uitslag.niet[0][1]


def test_the_same_form_sent_many_times_at_once_makes_one_proposal(netwerk):
    plek, _eerder = nieuw(netwerk)
    sleutel = uuid.uuid4()
    doe = [lambda: voorstellen.maak(plek, tekst="Klopt niet.", sleutel=sleutel)] * 8
    assert len({rij.pk for rij in tegelijk(*doe)}) == 1
    assert Voorstel.objects.filter(sleutel=sleutel).count() == 1
