"""What a form acknowledged is not lost, whatever others save at that moment, over real HTTP."""

import threading
import urllib.error
import urllib.parse
import urllib.request

import pytest
from django.test import Client

from netwerken.models import Inzet, Organisatie
from tests.hulp import adminproef
from tests.hulp.bouwers import (
    VANDAAG,
    log_in_met_tweede_stap,
    maak_beheerder,
    maak_coordinator,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_thema,
    maak_werkgebied,
)
from tests.hulp.naamwoorden import adres, ingevuld

pytestmark = pytest.mark.django_db(transaction=True)
RONDES = 3
EINDE = {"tot": "22-11-2026", "reden": "subsidie gestopt", "versie": 1}
CSRF = "b" * 32


class _GeenOmweg(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


def stuurder(server, klant, pad, gegevens):
    """A function that posts this form to the running site as who is logged in at `klant`."""
    koekjes = [f"{naam}={deel.value}" for naam, deel in klant.cookies.items()]
    velden = gegevens | {"csrfmiddlewaretoken": CSRF}
    vraag = urllib.request.Request(
        server.url + pad,
        urllib.parse.urlencode(velden, doseq=True).encode(),
        {"Cookie": "; ".join([*koekjes, f"csrftoken={CSRF}"])},
    )

    def stuur():
        try:
            return urllib.request.build_opener(_GeenOmweg).open(vraag, timeout=60).status
        except urllib.error.HTTPError as fout:
            return fout.code

    return stuur


def samen(*taken):
    """Do all of these at the same moment; their answers, in order."""
    klaar, antwoorden = threading.Barrier(len(taken)), [None] * len(taken)

    def doe(i):
        klaar.wait(timeout=20)
        antwoorden[i] = taken[i]()

    draden = [threading.Thread(target=doe, args=(i,)) for i in range(len(taken))]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=90)
    return antwoorden


def klant_van(gebruiker):
    klant = Client()
    klant.force_login(gebruiker)
    return klant


@pytest.fixture
def plek():
    return maak_werkgebied()


@pytest.fixture
def wijziging(live_server):
    """Makes what posts another text for a row, as the form has it now."""

    def maak(klant, rij, **anders):
        return stuurder(live_server, klant, adres(rij, "wijzigen"), ingevuld(klant, rij) | anders)

    return maak


def bewaarde(rijen):
    return list(Inzet.objects.filter(pk__in=[rij.pk for rij in rijen]).order_by("pk"))


def aantal_verloren(rijen, antwoorden):
    """How many texts were acknowledged and are not there."""
    return sum(
        antwoord == 302 and rij.toelichting != "nieuw"
        for rij, antwoord in zip(bewaarde(rijen), antwoorden, strict=True)
    )


def eindig_terwijl_anderen_wijzigen(live_server, wijziging, plek):
    netwerk = maak_netwerk(bovenliggend=plek.netwerk)
    rijen = [maak_inzet(netwerk=netwerk, wijk=plek.wijk) for _n in range(6)]
    # Ending takes a while, so that the others come in the middle of it.
    Inzet.objects.bulk_create(
        Inzet(netwerk=netwerk, wijk=plek.wijk, thema=rijen[0].thema, omschreven_rol=f"rol {n}")
        for n in range(60)
    )
    klant = klant_van(maak_redacteur())
    taken = [wijziging(klant, rij, toelichting="nieuw") for rij in rijen]
    eind = stuurder(live_server, klant, adres(netwerk, "beeindigen"), EINDE)
    *antwoorden, einde = samen(*taken, eind)
    return netwerk, rijen, antwoorden, einde


def test_ending_a_network_loses_no_change_to_what_hangs_on_it(live_server, wijziging, plek):
    for _ronde in range(RONDES):
        _netwerk, rijen, antwoorden, einde = eindig_terwijl_anderen_wijzigen(
            live_server, wijziging, plek
        )
        assert einde == 302
        assert set(antwoorden) <= {200, 302}
        assert aantal_verloren(rijen, antwoorden) == 0
        assert {rij.tot for rij in bewaarde(rijen)} == {VANDAAG}
        for rij in bewaarde(rijen):
            versies = list(rij.history.values_list("versie", flat=True))
            assert len(versies) == len(set(versies)) == rij.versie


def test_what_is_added_while_its_whole_ends_is_ended_or_refused(live_server, plek):
    for _ronde in range(RONDES):
        organisatie = maak_organisatie()
        klant = klant_van(maak_redacteur())
        taken = []
        for _n in range(4):
            velden = {"wijk": plek.wijk.pk, "thema": maak_thema().pk, "status": "actief"}
            pad = f"/netwerken/{plek.netwerk.slug}/inzet/nieuw/"
            velden |= {"organisatie": organisatie.naam}
            taken.append(stuurder(live_server, klant, pad, velden))
        eind = stuurder(live_server, klant, adres(organisatie, "beeindigen"), EINDE)
        *antwoorden, einde = samen(*taken, eind)
        assert einde == 302
        assert set(antwoorden) <= {200, 302}
        rijen = Inzet.objects.filter(organisatie=organisatie)
        assert rijen.count() == antwoorden.count(302)
        assert not rijen.filter(tot=None).exists()


def test_merging_loses_no_change_to_what_moves(live_server, wijziging, plek):
    beheer = Client()
    log_in_met_tweede_stap(beheer, maak_beheerder())
    for _ronde in range(RONDES):
        blijft, weg = maak_organisatie(), maak_organisatie()
        rijen = [maak_inzet(organisatie=weg, wijk=plek.wijk) for _n in range(5)]
        klant = klant_van(maak_redacteur())
        taken = [wijziging(klant, rij, toelichting="nieuw") for rij in rijen]
        pad = f"{adminproef.adres(Organisatie, 'changelist')}samenvoegen/{blijft.pk}/{weg.pk}/"
        voeg_samen = stuurder(live_server, beheer, pad, {"blijft": blijft.pk})
        velden = {"wijk": plek.wijk.pk, "thema": maak_thema().pk, "status": "actief"}
        nieuw_pad = f"/netwerken/{plek.netwerk.slug}/inzet/nieuw/"
        erbij = stuurder(live_server, klant, nieuw_pad, velden | {"organisatie": weg.naam})
        *antwoorden, erbij, samengevoegd = samen(*taken, erbij, voeg_samen)
        assert samengevoegd == 302
        assert set(antwoorden) | {erbij} <= {200, 302}
        assert aantal_verloren(rijen, antwoorden) == 0
        assert {rij.organisatie_id for rij in bewaarde(rijen)} == {blijft.pk}
        assert not Organisatie.objects.filter(pk=weg.pk).exists()
        assert blijft.inzetten.count() == 5 + (erbij == 302)


def test_confirming_many_in_differing_order_is_always_answered(live_server, plek):
    rijen = [maak_inzet(wijk=plek.wijk) for _n in range(8)]
    klanten = [klant_van(maak_coordinator(plek.netwerk)) for _n in range(4)]
    for _ronde in range(RONDES):
        waarden = [f"inzet:{rij.pk}" for rij in rijen]
        taken = [
            stuurder(live_server, klant, "/werkplek/bevestigen/", {"rij": waarden[:: (-1) ** n]})
            for n, klant in enumerate(klanten)
        ]
        assert samen(*taken) == [302] * len(klanten)


def test_moving_many_within_one_tree_at_once_is_always_answered(live_server, wijziging, plek):
    klant = klant_van(maak_redacteur())
    for _ronde in range(RONDES):
        stam = maak_netwerk()
        keten = [stam]
        for _n in range(5):
            keten.append(maak_netwerk(bovenliggend=keten[-1]))
        taken = [wijziging(klant, rij, bovenliggend=stam.pk) for rij in keten[1:]]
        taken += [wijziging(klant, keten[3], bovenliggend=plek.netwerk.pk)]
        assert set(samen(*taken)) <= {200, 302}
        assert stam.herstel_paden() == (0, [])
