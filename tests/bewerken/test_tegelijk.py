"""Two people at once: with the guard one wins and the other is told; without it, work is lost."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from buurtnet.kern.bewerkbaar import Verouderd
from netwerken.models import Inzet, Organisatie
from tests.hulp import adminproef
from tests.hulp.bouwers import (
    in_hoede_van,
    log_in_met_tweede_stap,
    maak_beheerder,
    maak_coordinator,
    maak_initiatief,
    maak_inzet,
    maak_organisatie,
    maak_thema,
    maak_werkgebied,
)
from tests.hulp.naamwoorden import adres, ingevuld

pytestmark = pytest.mark.django_db(transaction=True)
SLEUTEL = "7d0f0c52-6b0c-4b62-9a53-3c6d0e5c9f11"
MENSEN = 4


@pytest.fixture
def plek():
    return maak_werkgebied()


def tegelijk(plek, pad, inzendingen):
    """Hand in all of these at the same moment, each by somebody else; their answers."""
    klanten = []
    for _inzending in inzendingen:
        klant = Client()
        klant.force_login(maak_coordinator(plek.netwerk))
        klanten.append(klant)
    return tegelijk_door(klanten, pad, inzendingen)


def tegelijk_door(klanten, pad, inzendingen):
    samen = threading.Barrier(len(klanten))
    antwoorden = [None] * len(klanten)

    def stuur(i):
        try:
            samen.wait(timeout=20)
            antwoorden[i] = klanten[i].post(pad, inzendingen[i])
        finally:
            connection.close()

    draden = [threading.Thread(target=stuur, args=(i,)) for i in range(len(klanten))]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=60)
    return antwoorden


def gegevens(inzet, toelichting):
    return {
        "wijk": inzet.wijk_id,
        "thema": inzet.thema_id,
        "organisatie": inzet.organisatie.naam,
        "status": "actief",
        "toelichting": toelichting,
        "versie": 1,
    }


def test_of_those_who_save_at_once_one_saves_and_the_others_are_told(plek):
    inzet = maak_inzet(wijk=plek.wijk)
    pad = reverse("netwerken:inzet_wijzigen", kwargs=inzet.padsleutel)
    antwoorden = tegelijk(plek, pad, [gegevens(inzet, f"Tekst {i}") for i in range(MENSEN)])
    assert sorted(antwoord.status_code for antwoord in antwoorden) == [200] * (MENSEN - 1) + [302]
    inzet.refresh_from_db()
    assert (inzet.versie, inzet.history.count()) == (2, 2)


def schrijf_zonder_te_vergelijken(rij):
    """What a save writes, whatever number the row has by now."""
    velden = {"toelichting": rij.toelichting, "versie": rij.versie + 1}
    Inzet.objects.filter(pk=rij.pk).update(**velden)


def bewaar_zonder_slot(inzet, schrijf=Inzet.save):
    """Save this row as many people who all read it first; how many were refused."""
    samen, geweigerd = threading.Barrier(MENSEN), []

    def bewaar(tekst):
        try:
            mijn = Inzet.objects.get(pk=inzet.pk)
            samen.wait(timeout=20)
            mijn.toelichting = tekst
            schrijf(mijn)
        except Verouderd:
            geweigerd.append(tekst)
        finally:
            connection.close()

    draden = [threading.Thread(target=bewaar, args=(f"Tekst {i}",)) for i in range(MENSEN)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=60)
    return len(geweigerd)


def test_who_locks_nothing_is_refused_by_the_database_when_another_saved_first():
    inzet = maak_inzet()
    assert bewaar_zonder_slot(inzet) == MENSEN - 1
    assert list(inzet.history.values_list("versie", flat=True)) == [2, 1]


def test_without_the_guards_all_save_and_all_but_one_are_lost():
    inzet = maak_inzet()
    assert bewaar_zonder_slot(inzet, schrijf_zonder_te_vergelijken) == 0
    # Everybody saved a second version; whoever came last won, and nobody was told.
    inzet.refresh_from_db()
    assert (inzet.versie, inzet.toelichting[:5]) == (2, "Tekst")


def test_the_same_form_sent_at_once_makes_one_record(plek):
    organisatie, thema = maak_organisatie(), maak_thema()
    klant = Client()
    klant.force_login(maak_coordinator(plek.netwerk))
    # One browser, two windows: the same session.
    klanten = [Client() for _n in range(MENSEN)]
    for een in klanten:
        een.cookies = klant.cookies
    inzending = {
        "wijk": plek.wijk.pk,
        "thema": thema.pk,
        "organisatie": organisatie.naam,
        "status": "actief",
        "sleutel": SLEUTEL,
    }
    pad = reverse("netwerken:inzet_nieuw", kwargs={"netwerk": plek.netwerk.slug})
    antwoorden = tegelijk_door(klanten, pad, [inzending] * MENSEN)
    assert Inzet.objects.count() == 1
    assert len({antwoord.url for antwoord in antwoorden}) == 1


def test_the_same_inzet_added_by_many_at_once_is_added_once(plek):
    organisatie, thema = maak_organisatie(), maak_thema()
    inzending = {"wijk": plek.wijk.pk, "thema": thema.pk, "status": "actief"}
    inzending |= {"organisatie": organisatie.naam}
    pad = reverse("netwerken:inzet_nieuw", kwargs={"netwerk": plek.netwerk.slug})
    antwoorden = tegelijk(plek, pad, [inzending] * MENSEN)
    assert Inzet.objects.count() == 1
    assert sorted(antwoord.status_code for antwoord in antwoorden) == [200] * (MENSEN - 1) + [302]


def test_of_those_who_save_at_once_in_the_admin_one_saves_and_the_others_are_told():
    organisatie = maak_organisatie()
    klanten = [Client() for _n in range(MENSEN)]
    for klant in klanten:
        log_in_met_tweede_stap(klant, maak_beheerder())
    pad = adminproef.adres(Organisatie, "change", organisatie.pk)
    velden = adminproef.formuliervelden(klanten[0].get(pad))
    inzendingen = [velden | {"omschrijving": f"Tekst {i}"} for i in range(MENSEN)]
    antwoorden = tegelijk_door(klanten, pad, inzendingen)
    assert sorted(antwoord.status_code for antwoord in antwoorden) == [200] * (MENSEN - 1) + [302]
    organisatie.refresh_from_db()
    assert (organisatie.versie, organisatie.history.count()) == (2, 2)


@pytest.mark.parametrize("veld", ["toelichting", "doel"])
def test_who_stops_being_coordinator_meanwhile_saves_nothing(client, plek, veld):
    """Between finding the row and saving it, somebody else takes the network away."""
    maak = {"toelichting": maak_inzet, "doel": maak_initiatief}[veld]
    rij = maak(wijk=plek.wijk) if maak is maak_inzet else in_hoede_van(plek.netwerk, maak())
    client.force_login(maak_coordinator(plek.netwerk))
    gegevens = ingevuld(client, rij) | {veld: "te laat"}
    opslaan = f'UPDATE "{rij._meta.db_table}" SET "versie"'

    def neem_af(execute, sql, params, many, context):
        if sql.startswith(opslaan):
            plek.netwerk.coordinatoren.clear()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(neem_af):
        antwoord = client.post(adres(rij, "wijzigen"), gegevens)
    assert antwoord.status_code == 200
    assert "buiten je werkgebied" in str(antwoord.context["form"].errors)
    rij.refresh_from_db()
    assert (rij.versie, getattr(rij, veld)) == (1, "")
