"""What was decided at a meeting is as public as its report says, and nothing else is."""

import pytest
from django.urls import reverse

from buurtnet.bewerken.handelingen import Handeling
from netwerken.models import Afspraak
from tests.hulp.bouwers import VANDAAG, maak_afspraak, maak_bijeenkomst, maak_netwerk
from tests.hulp.formulier import velden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]


@pytest.fixture
def bijeenkomst(eigen):
    return maak_bijeenkomst(netwerk=eigen.netwerk, vanaf=VANDAAG, tot=VANDAAG)


def adres(bijeenkomst, verb=""):
    naam = f"netwerken:bijeenkomst_{verb}" if verb else "netwerken:bijeenkomst"
    return reverse(naam, kwargs=bijeenkomst.padsleutel)


def stuur(client, bijeenkomst, **getypt):
    """Send the sheet as the page has it, with these fields; "__" stands for a dash."""
    getypt = {naam.replace("__", "-"): waarde for naam, waarde in getypt.items()}
    return client.post(adres(bijeenkomst), velden(client.get(adres(bijeenkomst))) | getypt)


def test_what_was_decided_becomes_public_with_the_report(client, bijeenkomst):
    stuur(client, bijeenkomst, nieuw__0__onderwerp="Soep", nieuw__0__besluit="Ja")
    stuur(client, bijeenkomst, verslag_openbaar="besluiten")
    assert Afspraak.objects.get().openbaar
    stuur(client, bijeenkomst, verslag_openbaar="nee")
    assert not Afspraak.objects.get().openbaar


def test_what_was_not_decided_at_the_table_is_as_public_as_it_was(client, bijeenkomst):
    hier = {"bijeenkomst": bijeenkomst, "netwerk": bijeenkomst.netwerk}
    pact = maak_afspraak(**hier, soort="wijkpact", openbaar=True)
    besloten = maak_afspraak(**hier, openbaar=False)
    van_ander = maak_afspraak(bijeenkomst=bijeenkomst, netwerk=maak_netwerk(), openbaar=False)
    for stand in ("ja", "nee"):
        stuur(client, bijeenkomst, verslag_openbaar=stand)
        nu = dict(Afspraak.objects.values_list("pk", "openbaar"))
        assert nu == {pact.pk: True, besloten.pk: False, van_ander.pk: False}


def test_what_somebody_closed_by_hand_stays_closed(client, bijeenkomst):
    stuur(client, bijeenkomst, nieuw__0__onderwerp="Bank", nieuw__0__besluit="Er komt een bank")
    stuur(client, bijeenkomst, verslag_openbaar="ja")
    besluit = Afspraak.objects.get()
    assert besluit.openbaar
    besluit.openbaar = False
    besluit.save()
    for stand in ("nee", "ja"):
        stuur(client, bijeenkomst, verslag_openbaar=stand)
        assert not Afspraak.objects.get().openbaar


def test_publishing_is_undone_and_done_again(client, bijeenkomst):
    stuur(client, bijeenkomst, nieuw__0__onderwerp="Bank", nieuw__0__besluit="Er komt een bank")
    stuur(client, bijeenkomst, verslag_openbaar="ja")
    client.post(reverse("ongedaan"), {"handeling": Handeling.objects.latest("pk").pk})
    assert not Afspraak.objects.get().openbaar
    stuur(client, bijeenkomst, verslag_openbaar="ja")
    assert Afspraak.objects.get().openbaar


def test_of_a_hidden_meeting_no_report_is_said_to_be_on_the_site(client, bijeenkomst):
    bijeenkomst.openbaar = False
    bijeenkomst.save()
    stuur(client, bijeenkomst, verslag_openbaar="ja")
    html = client.get(adres(bijeenkomst)).content.decode()
    assert "het verslag staat op de site zodra de bijeenkomst zelf openbaar is" in html
    html = client.get(adres(bijeenkomst, "verslag")).content.decode()
    assert "Dit verslag is niet openbaar" in html
