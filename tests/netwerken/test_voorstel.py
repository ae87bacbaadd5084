"""What somebody proposes is accepted by the record's own form, and undone as one thing."""

import datetime
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from buurtnet.bewerken.handelingen import Handeling
from buurtnet.bewerken.intrekken import mag_intrekken
from buurtnet.bewerken.ongedaan import maak_ongedaan
from netwerken import voorstellen
from netwerken.models import Contactpunt, Voorstel
from netwerken.models.voorstel import BEWAARTIJD
from netwerken.samenvoegen import voeg_samen
from tests.hulp.bouwers import (
    VANDAAG,
    in_hoede_van,
    maak_accommodatie,
    maak_activiteit,
    maak_contactpunt,
    maak_coordinator,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_thema,
    maak_voorstel,
    maak_werkgebied,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]
OPEN = {"openingstijden": "ma t/m vr 9-17 uur"}
SLEUTEL = uuid.uuid4()


@pytest.fixture
def netwerk():
    return maak_netwerk()


@pytest.fixture
def gebruiker(netwerk):
    return maak_coordinator(netwerk)


@pytest.fixture
def plek(netwerk):
    return in_hoede_van(netwerk, maak_accommodatie(openingstijden="ma 9-12 uur"))


def vers(rij):
    rij.refresh_from_db()
    return rij


def regel_van(voorstel, gebruiker):
    [regel] = voorstellen.Verschil(vers(voorstel), gebruiker).regels
    return regel


# Keeping it


def test_a_proposal_keeps_what_it_said_and_what_it_is_to_say(plek):
    voorstel = maak_voorstel(plek, OPEN | {"naam": plek.naam})
    # What it says already is no change.
    assert voorstel.gegevens == {"openingstijden": ["ma 9-12 uur", "ma t/m vr 9-17 uur"]}
    assert (voorstel.soort, voorstel.record, voorstel.is_open) == ("wijziging", plek, True)


def test_words_alone_are_a_report(plek):
    assert maak_voorstel(plek, {"naam": plek.naam}, tekst="Klopt niet").soort == "melding"


def test_the_same_form_sent_twice_is_one_proposal(plek):
    eerste = maak_voorstel(plek, sleutel=SLEUTEL)
    assert maak_voorstel(plek, sleutel=SLEUTEL) == eerste
    assert Voorstel.objects.count() == 1


@pytest.mark.parametrize(
    "velden",
    [{"tekst": "Bel 06-12345678"}, {"gegevens": {"openingstijden": "mail jan@voorbeeld.nl"}}],
)
def test_what_is_of_one_person_is_not_kept(plek, velden):
    with pytest.raises(ValidationError, match="één persoon"):
        maak_voorstel(plek, **velden)
    assert not Voorstel.objects.exists()


def test_who_sees_it_is_never_proposed(plek):
    with pytest.raises(ValueError, match="openbaar"):
        maak_voorstel(plek, {"openbaar": "False"})


def test_the_database_keeps_a_proposal_about_one_thing(plek):
    voorstel = maak_voorstel(plek)
    with pytest.raises(IntegrityError):
        Voorstel.objects.filter(pk=voorstel.pk).update(organisatie=maak_organisatie())


def test_codes_are_read_as_people_copy_them():
    voorstel = maak_voorstel()
    assert len(voorstel.code) == 12
    assert voorstellen.lees_code(f" {voorstel.leesbare_code.upper()} ") == voorstel.code


# Who


def test_who_looks_after_the_record_handles_it_and_nobody_else(plek, gebruiker):
    voorstel = maak_voorstel(plek)
    ander = maak_coordinator()
    assert voorstel.can_edit(gebruiker)
    assert voorstel.can_edit(maak_redacteur())
    assert not voorstel.can_edit(ander)
    for wie in (ander, AnonymousUser()):
        assert not Voorstel.objects.visible_to(wie).exists()


def test_who_works_in_the_wijk_reads_it_and_handles_what_is_new_there(wijk):
    werkgebied = maak_werkgebied(wijk=wijk)
    gebruiker = maak_coordinator(werkgebied.netwerk)
    plek, club = maak_accommodatie(wijken=[wijk]), maak_organisatie()
    maak_inzet(wijk=wijk, organisatie=club)
    van_ander = [maak_voorstel(plek), maak_voorstel(club)]
    eigen = [
        maak_voorstel(maak_activiteit(wijken=[wijk])),
        maak_voorstel(wijk),
        maak_voorstel(type(plek), {"naam": "Zaal"}, soort="nieuw", wijk=wijk),
    ]
    maak_voorstel(maak_accommodatie())
    maak_voorstel(maak_accommodatie(wijken=[wijk], openbaar=False))
    assert {*Voorstel.objects.visible_to(gebruiker)} == {*van_ander, *eigen}
    assert {*Voorstel.objects.editable_by(gebruiker)} == {*eigen}


# Accepting


def test_accepting_saves_by_the_form_and_is_undone_in_one_go(plek, gebruiker):
    plek.openingstijden = "ma 9-12 uur"
    een = maak_voorstel(plek, OPEN)
    twee = maak_voorstel(plek, {"adres": "Ypemaheerd 42"})
    uitslag = voorstellen.pas_toe([een, twee], gebruiker, antwoord="Dank je wel.")
    assert (uitslag.gedaan, uitslag.niet) == ([een, twee], [])
    vers(plek)
    assert (plek.openingstijden, plek.adres) == ("ma t/m vr 9-17 uur", "Ypemaheerd 42")
    assert plek.history.first().history_change_reason == "op voorstel van iemand"
    assert vers(een).stand == "aanvaard"
    assert (een.behandeld_door, een.antwoord) == (gebruiker, "Dank je wel.")

    maak_ongedaan(Handeling.objects.get(), gebruiker)
    vers(plek)
    assert (plek.openingstijden, plek.adres) == ("ma 9-12 uur", "")
    assert {vers(een).stand, vers(twee).stand} == {"open"}


def test_the_history_names_who_proposed_it_with_an_account(plek, gebruiker):
    collega = maak_coordinator(naam="Noor")
    voorstellen.pas_toe([maak_voorstel(plek, OPEN, voorsteller=collega)], gebruiker)
    assert plek.history.first().history_change_reason == "op voorstel van Noor"


def test_what_somebody_else_changed_meanwhile_is_shown_and_not_overwritten(plek, gebruiker):
    voorstel = maak_voorstel(plek, OPEN)
    plek.openingstijden = "altijd"
    plek.save()
    uitslag = voorstellen.pas_toe([voorstel], gebruiker)
    [(niet, waarom)] = uitslag.niet
    assert niet == voorstel
    assert "intussen gewijzigd" in waarom
    assert vers(plek).openingstijden == "altijd"
    assert not Handeling.objects.exists()
    regel = regel_van(voorstel, gebruiker)
    assert (regel.was, regel.nu, regel.botst) == ("ma 9-12 uur", "altijd", True)
    # Who saw what it says now, may.
    voorstellen.pas_toe([voorstel], gebruiker, gezien={voorstel.pk: plek.versie})
    assert vers(plek).openingstijden == "ma t/m vr 9-17 uur"


def test_another_field_that_changed_is_no_obstacle(plek, gebruiker):
    voorstel = maak_voorstel(plek, OPEN)
    plek.adres = "Straat 1"
    plek.save()
    assert voorstellen.pas_toe([voorstel], gebruiker).gedaan == [voorstel]
    assert (vers(plek).adres, plek.openingstijden) == ("Straat 1", "ma t/m vr 9-17 uur")


def test_what_says_so_already_is_settled_without_a_version(plek, gebruiker):
    voorstel = maak_voorstel(plek, OPEN)
    plek.openingstijden = "ma t/m vr 9-17 uur"
    plek.save()
    assert regel_van(voorstel, gebruiker).is_al
    assert voorstellen.pas_toe([voorstel], gebruiker).gedaan == [voorstel]
    assert vers(plek).versie == 2


def test_one_that_the_form_refuses_leaves_the_others(plek, gebruiker):
    fout = maak_voorstel(plek, {"postcode": "onzin"})
    goed = maak_voorstel(plek, OPEN)
    uitslag = voorstellen.pas_toe([fout, goed], gebruiker)
    assert uitslag.gedaan == [goed]
    assert [voorstel for voorstel, _zin in uitslag.niet] == [fout]
    assert vers(fout).is_open
    maak_ongedaan(uitslag.handeling, gebruiker)
    assert vers(plek).openingstijden == "ma 9-12 uur"


def test_the_words_of_a_rhythm_are_read_as_when_somebody_types_them(wijk):
    netwerk = maak_werkgebied(wijk=wijk).netwerk
    soep = maak_activiteit(wijken=[wijk], ritme="elke maandag", regel="FREQ=WEEKLY;BYDAY=MO")
    voorstel = maak_voorstel(soep, {"ritme": "elke dinsdag"})
    voorstellen.pas_toe([voorstel], maak_coordinator(netwerk))
    assert vers(soep).ritme == "elke dinsdag"
    assert "TU" in soep.regel


def test_what_points_at_others_is_proposed_by_key(wijk):
    netwerk = maak_werkgebied(wijk=wijk).netwerk
    gebruiker = maak_coordinator(netwerk)
    thema, ander = maak_thema(naam="Rondkomen"), maak_thema(naam="Gezond")
    soep = maak_activiteit(wijken=[wijk], themas=[thema])
    voorstel = maak_voorstel(soep, {"themas": [str(thema.pk), str(ander.pk)]})
    regel = regel_van(voorstel, gebruiker)
    assert (regel.was, regel.wordt) == ("Rondkomen", "Gezond, Rondkomen")
    voorstellen.pas_toe([voorstel], gebruiker)
    assert {*soep.themas.all()} == {thema, ander}


def test_who_reads_it_but_keeps_it_not_does_not_accept_it(wijk):
    gebruiker = maak_coordinator(maak_werkgebied(wijk=wijk).netwerk)
    plek = maak_accommodatie(wijken=[wijk])
    voorstel = maak_voorstel(plek, OPEN)
    uitslag = voorstellen.pas_toe([voorstel], gebruiker)
    assert (uitslag.gedaan, vers(voorstel).stand, vers(plek).versie) == ([], "open", 1)


# A number


def test_a_number_changes_the_contact_that_has_it(netwerk, plek, gebruiker):
    bereik = {"telefoon": "050 111", "telefoon_zichtbaar": "openbaar"}
    punt = maak_contactpunt(accommodatie=plek, **bereik)
    voorstel = maak_voorstel(plek, {"telefoon": "050 222"})
    assert voorstel.gegevens == {"telefoon": ["050 111", "050 222"]}
    voorstellen.pas_toe([voorstel], gebruiker)
    assert vers(punt).telefoon == "050 222"


def test_a_number_where_there_is_none_becomes_a_contact(plek, gebruiker):
    voorstellen.pas_toe([maak_voorstel(plek, {"telefoon": "050 222"})], gebruiker)
    [punt] = Contactpunt.objects.all()
    assert (punt.accommodatie, punt.telefoon, punt.functie) == (plek, "050 222", "algemeen")
    assert punt.telefoon_zichtbaar == "openbaar"


def test_of_several_numbers_nobody_guesses_which(plek, gebruiker):
    for nummer in ("050 111", "050 333"):
        bereik = {"telefoon": nummer, "telefoon_zichtbaar": "openbaar"}
        maak_contactpunt(accommodatie=plek, **bereik)
    uitslag = voorstellen.pas_toe([maak_voorstel(plek, {"telefoon": "050 222"})], gebruiker)
    [(_voorstel, waarom)] = uitslag.niet
    assert "niet zeker" in waarom


# What ended, merged, was hidden or went


def test_what_is_about_something_that_ended_lapses(plek, gebruiker):
    voorstel = maak_voorstel(plek, OPEN)
    plek.beeindig(VANDAAG - datetime.timedelta(days=1))
    plek.save()
    assert voorstellen.Verschil(vers(voorstel), gebruiker).vervalt
    uitslag = voorstellen.pas_toe([voorstel], gebruiker)
    assert (uitslag.gedaan, uitslag.vervallen) == ([], [voorstel])
    assert (vers(voorstel).stand, vers(plek).openingstijden) == ("vervallen", "ma 9-12 uur")


def test_what_is_about_something_hidden_lapses(plek, gebruiker):
    voorstel = maak_voorstel(plek, OPEN)
    plek.openbaar = False
    plek.save()
    assert voorstellen.pas_toe([voorstel], gebruiker).vervallen == [voorstel]


def test_a_proposal_goes_on_with_what_its_record_was_merged_into(netwerk, gebruiker):
    blijft, weg = (in_hoede_van(netwerk, maak_organisatie()) for _keer in range(2))
    voorstel = maak_voorstel(weg, {"website": "https://www.voorbeeld.nl/"})
    voeg_samen(blijft, weg)
    assert vers(voorstel).record == blijft
    voorstellen.pas_toe([voorstel], gebruiker)
    assert vers(blijft).website == "https://www.voorbeeld.nl/"


def test_a_report_is_not_in_the_way_of_taking_its_record_back(netwerk, gebruiker):
    club = maak_organisatie()
    club.history.update(history_user=gebruiker)
    in_hoede_van(netwerk, club).hoeden.get().history.update(history_user=gebruiker)
    voorstel = maak_voorstel(club)
    assert mag_intrekken(club, maak_redacteur())
    club.delete()
    assert vers(voorstel).is_weg
    assert voorstellen.pas_toe([voorstel], maak_redacteur()).vervallen == [voorstel]


# Ending, refusing, cleaning


def test_what_stopped_ends_with_all_that_hangs_on_it(netwerk, gebruiker):
    club = in_hoede_van(netwerk, maak_organisatie())
    inzet = maak_inzet(organisatie=club, netwerk=netwerk)
    voorstel = maak_voorstel(club, {"tot": "1 november 2026"}, soort="stop")
    uitslag = voorstellen.pas_toe([voorstel], gebruiker)
    assert uitslag.niet == []
    for rij in (club, inzet):
        assert (vers(rij).tot, rij.status) == (datetime.date(2026, 11, 1), "gestopt")
    maak_ongedaan(uitslag.handeling, gebruiker)
    assert vers(inzet).tot is None


def test_refusing_changes_nothing_and_says_why(plek, gebruiker):
    voorstel = maak_voorstel(plek, OPEN)
    voorstellen.weiger([voorstel], gebruiker, "We zijn maandag dicht.")
    assert (vers(voorstel).stand, voorstel.antwoord) == ("geweigerd", "We zijn maandag dicht.")
    [(_voorstel, waarom)] = voorstellen.pas_toe([voorstel], gebruiker).niet
    assert "al afgehandeld" in waarom
    assert vers(plek).versie == 1


def test_a_trusted_contact_changes_without_an_account(plek):
    uitslag = voorstellen.pas_toe([maak_voorstel(plek, OPEN)], None)
    assert len(uitslag.gedaan) == 1
    assert vers(plek).openingstijden == "ma t/m vr 9-17 uur"
    assert plek.history.first().history_user is None


def test_ninety_days_after_it_was_settled_nothing_tells_who_sent_it(plek, gebruiker):
    wie = maak_coordinator(naam="Nel Kanarie")
    voorstel = maak_voorstel(plek, OPEN, voorsteller=wie)
    voorstel.history.update(history_user=wie)
    voorstellen.pas_toe([voorstel], gebruiker)
    toen = plek.history.first()
    assert toen.history_change_reason == "op voorstel van Nel Kanarie"
    plek.history.filter(pk=toen.pk).update(history_date=timezone.now() + BEWAARTIJD / 2)
    voorstellen.schoon_op(VANDAAG + BEWAARTIJD)
    assert "Nel" in plek.history.first().history_change_reason
    plek.history.filter(pk=toen.pk).update(history_date=timezone.now())
    voorstellen.schoon_op(VANDAAG + BEWAARTIJD)
    for rij in (vers(voorstel), *voorstel.history.all(), vers(plek), *plek.history.all()):
        for veld in rij._meta.concrete_fields:
            assert getattr(rij, veld.attname) != wie.pk or veld.related_model is not type(wie)
            assert "Kanarie" not in str(getattr(rij, veld.attname))


def test_ninety_days_after_it_was_settled_nothing_is_left_of_what_was_said(plek, gebruiker):
    wie = maak_coordinator()
    klaar = maak_voorstel(plek, OPEN, tekst="Ik liep langs.", voorsteller=wie, sleutel=SLEUTEL)
    open_ = maak_voorstel(plek, tekst="Nog open.")
    voorstellen.pas_toe([klaar], gebruiker, antwoord="Dank.")
    dag = datetime.timedelta(days=1)
    assert voorstellen.schoon_op(VANDAAG + 89 * dag) == (0, 0)
    assert voorstellen.schoon_op(VANDAAG + 90 * dag) == (0, 1)
    assert voorstellen.schoon_op(VANDAAG + 90 * dag) == (0, 0)
    for rij in (vers(klaar), *klaar.history.all()):
        assert (rij.tekst, rij.antwoord, rij.gegevens, rij.voorsteller_id) == ("", "", {}, None)
    assert klaar.stand == "aanvaard"
    assert vers(open_).tekst == "Nog open."
    # What nobody took up in a year lapses, and is cleaned like the rest.
    assert voorstellen.schoon_op(VANDAAG + 366 * dag) == (1, 0)
    assert voorstellen.schoon_op(VANDAAG + 456 * dag) == (0, 1)
