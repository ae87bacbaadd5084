"""Whom it concerns hears what is kept and why, and objects or is forgotten: at once."""

import pytest

from buurtnet.post.bericht import Bericht
from netwerken.models import Contactadres, Contactpunt
from tests.hulp.bouwers import (
    VANDAAG,
    maak_contactadres,
    maak_contactpunt,
    maak_netwerk,
    maak_organisatie,
)
from tests.hulp.meldproef import tekst_van
from tests.hulp.navraagproef import DAG, EMAIL, druk, link_uit, maak_partij, stuur
from tests.hulp.postproef import bezorg

pytestmark = pytest.mark.django_db


@pytest.fixture
def punt(vandaag):
    """A public contact of an organisation that was confirmed just now, with the same address."""
    organisatie = maak_organisatie(naam="Humanitas", bevestigd_op=VANDAAG)
    maak_contactadres(organisatie=organisatie, email=EMAIL)
    zichtbaar = {"email_zichtbaar": "openbaar", "telefoon_zichtbaar": "openbaar"}
    return maak_contactpunt(organisatie=organisatie, email=EMAIL, telefoon="050 1", **zichtbaar)


def eerste_link():
    assert stuur() == []
    [bericht] = bezorg()
    assert bericht.to == [EMAIL]
    return link_uit(bericht)


def test_who_is_added_hears_once_what_is_kept_and_why(punt):
    link = eerste_link()
    for dag in (VANDAAG, VANDAAG + DAG):
        stuur(dag)
    [bericht] = bezorg()
    assert bericht.subject == "Humanitas op buurtnet"
    assert "Het komt nooit op de site" in bericht.body
    assert f"{link}geen-mail/" in bericht.body


def test_who_is_asked_at_once_hears_it_in_the_same_mail(vandaag, wijk):
    maak_partij(maak_netwerk(), wijk)
    [bericht] = stuur()
    assert len(bezorg()) == 1
    assert "Wat we van jou bewaren" in bericht.body
    herinnering = stuur(VANDAAG + 14 * DAG)[1]
    assert "Wat we van jou bewaren" not in herinnering.body


def test_looking_at_it_changes_nothing(client, punt):
    weg = f"{eerste_link()}geen-mail/"
    for _keer in range(3):
        pagina = client.get(weg)
        assert "Je adres hoort bij Humanitas" in tekst_van(pagina)
        assert EMAIL not in pagina.content.decode()
        client.head(weg)
    druk(client, weg)
    druk(client, weg, headers={"Sec-Fetch-Site": "cross-site"}, wat="vergeet")
    assert Contactadres.objects.get().bezwaar_op is None


def test_who_objects_is_hidden_and_mailed_no_more(client, punt):
    weg = f"{eerste_link()}geen-mail/"
    pagina = punt.organisatie.get_absolute_url()
    assert EMAIL in client.get(pagina).content.decode()
    druk(client, weg, wat="bezwaar")
    assert Contactadres.objects.get().bezwaar_op == VANDAAG
    assert "We mailen je niet meer" in tekst_van(client.get(weg))
    html = client.get(pagina).content.decode()
    assert EMAIL not in html
    assert "050 1" not in html
    type(punt.organisatie).objects.update(bevestigd_op=None)
    assert stuur() == []


def test_who_is_forgotten_stands_nowhere_any_more(client, punt):
    weg = f"{eerste_link()}geen-mail/"
    # Another record with this address is read by the same person.
    maak_contactadres(email=EMAIL.upper())
    druk(client, weg, wat="vergeet")
    for model in (Contactadres, Contactpunt):
        assert "kanarie@" not in str([*model.objects.values_list()]).lower()
        assert "kanarie@" not in str([*model.history.values_list()]).lower()
    assert "kanarie@" not in str([*Bericht.objects.values_list()]).lower()
    assert Contactadres.objects.filter(bezwaar_op=VANDAAG).count() == 2
    assert "Dank je wel" in tekst_van(client.get(weg))
    assert "Dank je wel" in tekst_van(druk(client, weg, wat="vergeet"))


def test_the_way_to_object_does_not_wear_out(client, vandaag, wijk):
    maak_partij(maak_netwerk(), wijk)
    link = link_uit(stuur()[0])
    druk(client, link, alles="1")
    stuur(VANDAAG + 200 * DAG)
    druk(client, f"{link}geen-mail/", wat="bezwaar")
    assert Contactadres.objects.get().bezwaar_op == VANDAAG


def test_a_link_that_is_of_nobody_says_so(client, punt):
    weg = f"{eerste_link()}geen-mail/"
    assert "kennen we niet" in tekst_van(client.get("/klopt/onzin/geen-mail/"))
    adres = Contactadres.objects.get()
    adres.email = "ander@voorbeeld.nl"
    adres.save()
    assert "werkt niet meer" in tekst_van(druk(client, weg, wat="vergeet"))
    assert Contactpunt.objects.get().email == EMAIL
