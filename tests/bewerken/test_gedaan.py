"""What one did, each to be undone; and the same from the history of a row."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from buurtnet.bewerken.handelingen import Handeling
from netwerken.models import Hoede
from tests.hulp.bouwers import (
    in_hoede_van,
    log_in,
    maak_coordinator,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
)
from tests.hulp.naamwoorden import adres, ingevuld

pytestmark = pytest.mark.django_db
GEDAAN = reverse("gedaan")


def wijzig(client, inzet, toelichting):
    inzet.refresh_from_db()
    velden = ingevuld(client, inzet) | {"toelichting": toelichting}
    assert client.post(adres(inzet, "wijzigen"), velden).status_code == 302
    return Handeling.objects.latest("pk")


@pytest.fixture
def inzet(eigen):
    return maak_inzet(wijk=eigen.wijk, organisatie=maak_organisatie(naam="Humanitas"))


def druk(client, handeling):
    return client.post(reverse("ongedaan"), {"handeling": handeling.pk}, follow=True)


def knop(handeling):
    return f'name="handeling" value="{handeling.pk}"'


def test_what_i_did_is_told_the_last_first_with_undo_beside_each(client, inzet):
    eerste, tweede = (wijzig(client, inzet, tekst) for tekst in ("Soep.", "Brood."))
    antwoord = client.get(GEDAAN)
    assert list(antwoord.context["pagina"]) == [tweede, eerste]
    tekst = antwoord.content.decode()
    assert knop(eerste) in tekst and knop(tweede) in tekst
    # The last goes; then there is nothing in the way of the one before.
    assert "daarna nog gewijzigd" in druk(client, eerste).content.decode()
    druk(client, tweede)
    inzet.refresh_from_db()
    assert inzet.toelichting == "Soep."
    tekst = client.get(GEDAAN).content.decode()
    assert knop(tweede) not in tekst and "ongedaan gemaakt" in tekst


def test_others_do_not_see_what_i_did_but_the_redactie_does(client, inzet):
    handeling = wijzig(client, inzet, "Soep.")
    log_in(client, maak_coordinator())
    assert list(client.get(GEDAAN).context["pagina"]) == []
    log_in(client, maak_redacteur())
    antwoord = client.get(GEDAAN)
    assert list(antwoord.context["pagina"]) == [handeling]
    assert str(handeling.gebruiker) in antwoord.content.decode()


def test_what_is_too_long_ago_has_no_button(client, inzet):
    handeling = wijzig(client, inzet, "Soep.")
    with time_machine.travel(timezone.now() + datetime.timedelta(days=15)):
        client.force_login(handeling.gebruiker)
        antwoord = client.get(GEDAAN)
        assert list(antwoord.context["pagina"]) == [handeling]
        assert knop(handeling) not in antwoord.content.decode()


@pytest.mark.eenmaal
def test_thirty_cost_as_many_queries_as_one(client, inzet):
    def aantal():
        with CaptureQueriesContext(connection) as gesteld:
            client.get(GEDAAN)
        return len(gesteld)

    wie = wijzig(client, inzet, "Soep.").gebruiker
    client.get(GEDAAN)  # reads the message
    een = aantal()
    Handeling.objects.bulk_create(Handeling(gebruiker=wie, wat=f"iets {n}") for n in range(30))
    assert aantal() == een
    assert "pagina=2" in client.get(GEDAAN).content.decode()


def test_each_version_in_the_history_can_undo_what_it_was_saved_with(client, inzet):
    eerste, tweede = (wijzig(client, inzet, tekst) for tekst in ("Soep.", "Brood."))
    inzet.refresh_from_db()
    tekst = client.get(adres(inzet, "geschiedenis")).content.decode()
    assert knop(eerste) in tekst and knop(tweede) in tekst
    druk(client, tweede)
    inzet.refresh_from_db()
    tekst = client.get(adres(inzet, "geschiedenis")).content.decode()
    assert knop(tweede) not in tekst


def test_the_history_says_how_much_goes_along(client, eigen):
    organisatie = in_hoede_van(eigen.netwerk, maak_organisatie(naam="Humanitas"))
    maak_inzet(wijk=eigen.wijk, organisatie=organisatie)
    client.post(adres(organisatie, "beeindigen"), {"tot": "gisteren", "reden": "weg", "versie": 1})
    tekst = client.get(adres(organisatie, "geschiedenis")).content.decode()
    assert "(2 in totaal)" in tekst
    # Of what a colleague did she sees that it was, not how to undo it.
    log_in(client, maak_coordinator(eigen.netwerk))
    tekst = client.get(adres(organisatie, "geschiedenis")).content.decode()
    assert "in totaal" not in tekst and 'name="handeling"' not in tekst


def test_handing_over_a_record_is_undone(client, eigen):
    organisatie = in_hoede_van(eigen.netwerk, maak_organisatie(naam="Humanitas"))
    ander = maak_netwerk()
    antwoord = client.post(adres(organisatie, "overdragen"), {"netwerk": ander.pk}, follow=True)
    assert "Maak ongedaan" in antwoord.content.decode()
    assert Hoede.objects.get().netwerk == ander
    druk(client, Handeling.objects.latest("pk"))
    assert Hoede.objects.get().netwerk == eigen.netwerk


def test_the_first_version_says_nothing_of_what_was_not_filled_in(client):
    inzet = maak_inzet(nagaan_elke=None)
    client.force_login(maak_redacteur())
    pad = reverse("netwerken:inzet_geschiedenis", kwargs=inzet.padsleutel)
    pagina = client.get(pad).content.decode()
    assert "Hoe vaak nagaan" not in pagina
    assert "None" not in pagina
