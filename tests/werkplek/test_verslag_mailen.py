"""Mailing the report of a meeting: to who was there, once, after a look."""

import pytest
from django.urls import reverse

from tests.hulp.bouwers import (
    VANDAAG,
    in_hoede_van,
    maak_aanwezigheid,
    maak_accommodatie,
    maak_afspraak,
    maak_bespreekpunt,
    maak_bijeenkomst,
    maak_contactpunt,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_signaal,
    maak_toezegging,
)
from tests.hulp.formulier import velden
from tests.hulp.postproef import bezorg

pytestmark = pytest.mark.django_db


@pytest.fixture
def bijeenkomst(eigen):
    bijeenkomst = maak_bijeenkomst(
        netwerk=eigen.netwerk, naam="Wijkoverleg", vanaf=VANDAAG, verslag="Met taart."
    )
    punt = maak_bespreekpunt(bijeenkomst=bijeenkomst, onderwerp="Soep", notitie="Lekker & warm.")
    afspraak = maak_afspraak(
        naam="Zoekt een kok",
        bijeenkomst=bijeenkomst,
        punt=punt,
        netwerk=eigen.netwerk,
        deadline=VANDAAG,
    )
    maak_toezegging(afspraak=afspraak, omschreven_rol="bewoners")
    return bijeenkomst


def adres(bijeenkomst):
    return reverse("netwerken:bijeenkomst_mailen", kwargs=bijeenkomst.padsleutel)


def wie_er_was(bijeenkomst, **velden):
    """An organisation that was there, with an address as these fields have it."""
    organisatie = maak_organisatie()
    maak_aanwezigheid(bijeenkomst=bijeenkomst, organisatie=organisatie)
    if velden:
        maak_contactpunt(organisatie=organisatie, **velden)
    return organisatie


def test_who_was_there_is_shown_and_then_mailed_each_alone(client, bijeenkomst):
    wie_er_was(bijeenkomst, email="info@een.nl", email_zichtbaar="openbaar")
    zonder = wie_er_was(bijeenkomst)
    plek = maak_accommodatie()
    maak_aanwezigheid(bijeenkomst=bijeenkomst, accommodatie=plek)
    maak_contactpunt(accommodatie=plek, email="info@plek.nl", email_zichtbaar="coordinatoren")
    pagina = client.get(adres(bijeenkomst))
    gegevens = velden(pagina)
    zelf = pagina.wsgi_request.user.email
    assert gegevens["adressen"] == [zelf, "info@een.nl", "info@plek.nl"]
    assert f"kennen we geen mailadres: {zonder}." in pagina.content.decode()
    assert bezorg() == []
    gegevens |= {"adressen": [zelf, "info@plek.nl"], "vooraf": "Dank je wel!"}
    for _keer in range(2):
        antwoord = client.post(adres(bijeenkomst), gegevens)
        assert antwoord.url == reverse("netwerken:bijeenkomst", kwargs=bijeenkomst.padsleutel)
    assert [bericht.to for bericht in bezorg()] == [[zelf], ["info@plek.nl"]]
    bericht = bezorg()[0]
    assert (bericht.subject, bericht.reply_to) == ("Verslag van Wijkoverleg", [zelf])
    assert bericht.body.startswith("Dank je wel!")
    assert "1. Soep\nLekker & warm.\n" in bericht.body
    assert "- werkafspraak: Zoekt een kok (bewoners, uiterlijk 22 november 2026)" in bericht.body
    assert "Met taart." in bericht.body


def test_an_address_that_one_may_not_read_gets_nothing(client, bijeenkomst):
    wie_er_was(bijeenkomst, email="dicht@een.nl", email_zichtbaar="redactie")
    pagina = client.get(adres(bijeenkomst))
    assert "dicht@een.nl" not in pagina.content.decode()
    gegevens = velden(pagina) | {"adressen": ["dicht@een.nl"]}
    assert client.post(adres(bijeenkomst), gegevens).status_code == 200
    assert bezorg() == []


@pytest.mark.parametrize("wie", ["coordinator", "redacteur"])
def test_others_get_what_is_public_or_of_this_network_and_no_more(client, eigen, bijeenkomst, wie):
    """Who sends it may read more than who gets it: what another of their networks keeps hidden."""
    ander, geheim = maak_netwerk(), {"openbaar": False}
    ander.coordinatoren.add(eigen.netwerk.coordinatoren.get())
    if wie == "redacteur":
        client.force_login(maak_redacteur())
    van_ander = in_hoede_van(ander, maak_organisatie(naam="Schuilhuis", **geheim))
    van_ons = in_hoede_van(eigen.netwerk, maak_organisatie(naam="Moedergroep", **geheim))
    afspraak = bijeenkomst.afspraken.get()
    for organisatie in (van_ander, van_ons):
        maak_aanwezigheid(bijeenkomst=bijeenkomst, organisatie=organisatie)
        maak_toezegging(afspraak=afspraak, organisatie=organisatie, wat="kookt mee")
    maak_afspraak(naam="Stil besluit", bijeenkomst=bijeenkomst, netwerk=ander, **geheim)
    maak_afspraak(naam="Onder ons", bijeenkomst=bijeenkomst, netwerk=eigen.netwerk, **geheim)
    signaal = maak_signaal(naam="Te warm", netwerk=ander, bijeenkomst=bijeenkomst, **geheim)
    maak_bespreekpunt(bijeenkomst=bijeenkomst, onderwerp="Hitte", signaal=signaal)
    pagina = client.get(adres(bijeenkomst))
    client.post(adres(bijeenkomst), velden(pagina))
    for tekst in (bezorg()[0].body, pagina.context["tekst"]):
        assert "Wie er was: Moedergroep\n" in tekst
        assert "Moedergroep – kookt mee" in tekst
        assert "(niet openbaar) – kookt mee" in tekst
        assert "Onder ons" in tekst
        for naam in ("Schuilhuis", "Stil besluit", "Te warm"):
            assert naam not in tekst
