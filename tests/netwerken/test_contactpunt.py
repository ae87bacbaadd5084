"""Who reads what of a contact; and that nobody's faith is public without their consent."""

import datetime
import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from buurtnet.demo import gegevens
from netwerken import bewaking
from netwerken.models import Contactpunt
from netwerken.models.contactpunt import Zichtbaarheid
from tests.hulp.bouwers import (
    VANDAAG,
    in_hoede_van,
    maak_contactpunt,
    maak_coordinator,
    maak_gebruiker,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
)

pytestmark = pytest.mark.django_db
TOESTEMMING = {
    "toestemming_grond": "toestemming",
    "toestemming_op": VANDAAG,
    "toestemming_tekst": "Mag je nummer op de site? Ja, graag.",
}
OPEN = {"telefoon": "050 123 45 67", "telefoon_zichtbaar": "openbaar"}


@pytest.fixture
def netwerk():
    return maak_netwerk()


@pytest.fixture
def lezers(netwerk):
    """{who: a reader}: the coordinator of the network that looks after it, and others."""
    return {
        "bezoeker": AnonymousUser(),
        "account": maak_gebruiker(),
        "ander": maak_coordinator(),
        "eigen": maak_coordinator(netwerk),
        "redacteur": maak_redacteur(),
    }


@pytest.fixture
def kerk(netwerk):
    return in_hoede_van(netwerk, maak_organisatie(naam="Kerk van Zuid", soort="kerk"))


# Who reads what

LEZERS = {
    "redactie": {"redacteur"},
    "netwerk": {"redacteur", "eigen"},
    "coordinatoren": {"redacteur", "eigen", "ander"},
    "openbaar": {"redacteur", "eigen", "ander", "account", "bezoeker"},
}


@pytest.mark.parametrize("niveau", Zichtbaarheid.values)
@pytest.mark.parametrize("veld", ["naam", "telefoon", "email"])
def test_each_field_is_read_by_whom_it_is_for_and_by_nobody_else(netwerk, lezers, veld, niveau):
    organisatie = in_hoede_van(netwerk, maak_organisatie())
    waarden = {"naam": "Jo de Vries", "telefoon": "050 1", "email": "jo@voorbeeld.nl"}
    punt = maak_contactpunt(
        organisatie=organisatie, **waarden, **TOESTEMMING, **{f"{veld}_zichtbaar": niveau}
    )
    rijen = Contactpunt.objects.filter(pk=punt.pk)
    gelezen = {
        wie
        for wie, lezer in lezers.items()
        if any(getattr(een, veld) == waarden[veld] for een in rijen.voor(lezer))
    }
    assert gelezen == LEZERS[niveau]
    # The other two are of the redactie: of nobody else's contact does anything else show.
    for wie, lezer in lezers.items():
        for een in rijen.voor(lezer) if wie != "redacteur" else ():
            assert {een.naam, een.telefoon, een.email} <= {waarden[veld], ""}
        assert rijen.visible_to(lezer).exists() == (wie in LEZERS[niveau]) or wie == "redacteur"


def test_what_says_nothing_to_somebody_is_not_there_for_them(lezers):
    punt = maak_contactpunt(telefoon="050 1")
    assert (punt.telefoon_zichtbaar, punt.naam_zichtbaar) == ("redactie", "redactie")
    alle = Contactpunt.objects.all()
    assert [wie for wie, lezer in lezers.items() if alle.voor(lezer)] == ["redacteur"]


def test_what_ever_was_for_the_redactie_alone_is_the_redactie_s_to_keep(netwerk, lezers):
    punt = maak_contactpunt(netwerk=netwerk, telefoon="050 1", telefoon_zichtbaar="netwerk")
    assert punt.can_edit(lezers["eigen"])
    punt.telefoon_zichtbaar = "redactie"
    punt.save()
    punt.telefoon, punt.telefoon_zichtbaar = "050 2", "openbaar"
    punt.save()
    # Its history still holds the other number.
    assert not punt.can_edit(lezers["eigen"])
    assert punt.can_edit(lezers["redacteur"])


@pytest.mark.eenmaal
def test_reading_costs_as_much_for_thirty_contacts_as_for_one(
    netwerk, lezers, django_assert_num_queries
):
    for _keer in range(30):
        maak_contactpunt(netwerk=netwerk, telefoon="050 1", telefoon_zichtbaar="netwerk")
    lezer = lezers["eigen"]
    assert not lezer.is_redacteur  # read once, remembered
    assert lezer.netwerk_ids()
    with django_assert_num_queries(2):
        assert len(netwerk.contactpunten.all().voor(lezer)) == 30


# Names


@pytest.mark.parametrize("mist", TOESTEMMING)
def test_a_name_stands_there_with_ground_day_and_wording_or_not_at_all(mist):
    velden = TOESTEMMING | {mist: None if mist == "toestemming_op" else ""}
    with pytest.raises(ValidationError, match="waarom die hier mag staan"):
        maak_contactpunt(naam="Jo de Vries", **velden)
    punt = maak_contactpunt(telefoon="050 1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Contactpunt.objects.filter(pk=punt.pk).update(naam="Jo de Vries", **velden)


def test_consent_is_not_given_on_a_day_to_come(vandaag):
    morgen = TOESTEMMING | {"toestemming_op": VANDAAG + datetime.timedelta(days=1)}
    with pytest.raises(ValidationError, match="moet nog komen"):
        maak_contactpunt(naam="Jo de Vries", **morgen)


# What is gevoelig, by whatever way it comes in


def test_of_a_church_nothing_is_public_without_consent(kerk):
    with pytest.raises(ValidationError, match="Dit is gevoelig"):
        maak_contactpunt(organisatie=kerk, **OPEN)
    punt = maak_contactpunt(organisatie=kerk, **OPEN, **TOESTEMMING)
    assert punt.gevoelig
    [een] = Contactpunt.objects.all().voor(AnonymousUser())
    assert een.telefoon == "050 123 45 67"


def test_that_it_stands_somewhere_in_public_is_no_consent(kerk):
    grond = TOESTEMMING | {"toestemming_grond": "openbaar"}
    with pytest.raises(ValidationError, match="Dit is gevoelig"):
        maak_contactpunt(organisatie=kerk, **OPEN, **grond)


def test_what_people_mark_as_gevoelig_is_kept_the_same(netwerk):
    with pytest.raises(ValidationError, match="Dit is gevoelig"):
        maak_contactpunt(netwerk=netwerk, gevoelig=True, **OPEN)
    assert maak_contactpunt(netwerk=netwerk, **OPEN).telefoon_zichtbaar == "openbaar"


def bewaar(punt):
    punt.save()


def in_bulk(punt):
    Contactpunt.objects.bulk_create([punt])


@pytest.mark.parametrize("weg", [bewaar, in_bulk])
def test_saved_by_a_program_it_is_closed(kerk, weg):
    weg(Contactpunt(organisatie=kerk, functie="dominee", **OPEN))
    punt = Contactpunt.objects.get()
    assert (punt.gevoelig, punt.telefoon_zichtbaar) == (True, "coordinatoren")


def als_fixture(kerk, **velden):
    velden = {"organisatie": kerk.pk, "functie": "dominee", **OPEN, **velden}
    return json.dumps([{"model": "netwerken.contactpunt", "fields": velden}])


@pytest.mark.parametrize("gevoelig", [False, True])
def test_from_a_fixture_the_database_refuses_it(kerk, gevoelig):
    for rij in serializers.deserialize("json", als_fixture(kerk, gevoelig=gevoelig)):
        with pytest.raises(IntegrityError), transaction.atomic():
            rij.save()
    dicht = als_fixture(kerk, gevoelig=True, telefoon_zichtbaar="netwerk")
    for rij in serializers.deserialize("json", dicht):
        rij.save()
    assert Contactpunt.objects.get().gevoelig


def test_from_the_demo_it_is_refused(kerk, monkeypatch, tmp_path):
    velden = {"organisatie": [kerk.slug], "functie": "dominee", **OPEN}
    rijen = [{"model": "netwerken.contactpunt", "fields": velden}]
    (tmp_path / "contactpunten.json").write_text(json.dumps(rijen))
    monkeypatch.setattr(gegevens, "MAP", tmp_path)
    with pytest.raises(gegevens.Fout, match="gevoelig"):
        gegevens.laad(["contactpunten"])


@pytest.mark.parametrize(
    "opdracht",
    [
        "UPDATE netwerken_contactpunt SET telefoon_zichtbaar = 'openbaar'",
        "UPDATE netwerken_contactpunt SET gevoelig = (1 = 0)",
    ],
)
def test_by_raw_sql_the_database_refuses_it(kerk, opdracht):
    maak_contactpunt(organisatie=kerk, telefoon="050 1", telefoon_zichtbaar="netwerk")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(opdracht)


def test_without_the_triggers_a_fixture_would_open_it(kerk):
    with connection.cursor() as cursor:
        for tabel in bewaking.REGELS:
            if connection.vendor == "sqlite":
                for wanneer in ("insert", "update"):
                    cursor.execute(f'DROP TRIGGER "{bewaking.NAAM}_{tabel}_{wanneer}"')
            else:
                cursor.execute(f'DROP TRIGGER {bewaking.NAAM} ON "{tabel}"')
    for rij in serializers.deserialize("json", als_fixture(kerk)):
        rij.save()
    assert Contactpunt.objects.all().voor(AnonymousUser())


def test_an_open_contact_can_t_be_hung_on_a_church_behind_its_back(kerk):
    punt = maak_contactpunt(**OPEN)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contactpunt.objects.filter(pk=punt.pk).update(organisatie=kerk)
    punt.organisatie = kerk
    punt.save()
    punt.refresh_from_db()
    assert (punt.gevoelig, punt.telefoon_zichtbaar) == (True, "coordinatoren")


def test_what_becomes_a_church_closes_its_contacts(netwerk):
    organisatie = maak_organisatie()
    dicht = maak_contactpunt(organisatie=organisatie, **OPEN)
    open_ = maak_contactpunt(organisatie=organisatie, functie="koster", **OPEN, **TOESTEMMING)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(organisatie).objects.filter(pk=organisatie.pk).update(soort="kerk")
    organisatie.soort = "kerk"
    organisatie.save()
    for punt, niveau in ((dicht, "coordinatoren"), (open_, "openbaar")):
        punt.refresh_from_db()
        assert (punt.gevoelig, punt.telefoon_zichtbaar) == (True, niveau)
    assert dicht.history.count() == 2


@pytest.mark.parametrize("kerk_blijft", [True, False])
def test_merged_with_a_church_it_closes_too(kerk, kerk_blijft):
    ander = maak_organisatie()
    punt = maak_contactpunt(organisatie=ander, **OPEN)
    (kerk.neem_over(ander) if kerk_blijft else ander.neem_over(kerk))
    punt.refresh_from_db()
    openbaar = Contactpunt.objects.filter(telefoon_zichtbaar="openbaar", gevoelig=True)
    assert not openbaar.exists()
    assert punt.gevoelig == (punt.organisatie.soort == "kerk")


# What was there before


@pytest.mark.eenmaal
def test_the_migration_opens_nothing_and_keeps_what_had_consent(gemigreerd):
    *_rest, contacten = json.loads((gemigreerd / "rest.json").read_text())
    assert [rij for rij in contacten if rij[0]] == [
        ["kerk", "", True, "coordinatoren", ""],
        ["kerk", "Jo", True, "openbaar", "toestemming"],
        ["zorg", "", False, "openbaar", ""],
        ["zorg", "Jo", False, "openbaar", "toestemming"],
    ]
