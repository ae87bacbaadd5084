"""Every text is kept without what nobody sees, by one rule, whichever way it comes in."""

import importlib
import unicodedata

import pytest
from django.apps import apps
from django.db import models
from django.utils.text import slugify

from buurtnet.kern.tekst import MetTekst, TekstQuerySet, een_regel, meer_regels, tekstvelden
from initiatieven.models import Activiteit, Doelgroep
from netwerken.models import Organisatie
from tests.hulp.bouwers import maak_activiteit, maak_gebruiker, maak_organisatie, maak_verhaal

migratie = importlib.import_module("buurtnet.basis.migrations.0007_maak_teksten_zuiver")

# What draws a text backwards, stands in it unseen, or ends a line.
RICHTING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
ONGEZIEN = "\u200b\u2060\ufeff\u00ad\u180e\u034f\u115f\u3164\ufff9\U000e0041\ud800\ufffe\uffff"
BESTURING = "\x00\x01\x08\x0e\x1b\x7f\x80\x9f"
REGELEINDEN = ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]
SPATIES = "\u00a0\u1680\u2000\u2003\u2009\u202f\u205f\u3000\u2800\t"


@pytest.mark.parametrize("teken", [*RICHTING, *ONGEZIEN, *BESTURING], ids=ascii)
@pytest.mark.parametrize("maak", [een_regel, meer_regels])
def test_what_nobody_sees_is_taken_out(maak, teken):
    assert maak(f"Huis{teken}werk{teken}") == "Huiswerk"


@pytest.mark.parametrize("einde", REGELEINDEN, ids=ascii)
def test_a_line_end_becomes_a_space_in_one_line_and_a_line_feed_in_more(einde):
    assert een_regel(f"Een{einde}twee{einde}") == "Een twee"
    assert meer_regels(f"Een{einde}{einde}twee") == "Een\n\ntwee"


@pytest.mark.parametrize("spatie", SPATIES, ids=ascii)
def test_in_one_line_all_spaces_are_the_same_and_single(spatie):
    assert een_regel(f"{spatie}Nul {spatie} Spatie{spatie}") == "Nul Spatie"


def test_spaces_in_a_longer_text_stay_but_a_tab_is_one():
    assert meer_regels("€\u00a01,50  a\tb") == "€\u00a01,50  a b"


@pytest.mark.parametrize("tekst", ["Café Ĳsvogel", "Ångström", "서울", "عائشة"])
def test_letters_with_accents_are_written_one_way(tekst):
    for vorm in ("NFC", "NFD"):
        gezien = unicodedata.normalize(vorm, tekst)
        assert een_regel(gezien) == meer_regels(gezien) == unicodedata.normalize("NFC", tekst)
    assert een_regel("Cafe\u200b\u0301") == "Café"


@pytest.mark.parametrize(
    "tekst", ["مسجد النور", "می\u200cخواهم", "क्\u200dष", "👩\u200d👩\u200d👧", "❤\ufe0f dank", "🌷"]
)
def test_what_other_scripts_and_emoji_need_stays(tekst):
    assert een_regel(tekst) == meer_regels(tekst) == tekst


@pytest.mark.parametrize("teken", ["\u200c", "\u200d", "\ufe0f", "\U000e0100"], ids=ascii)
def test_a_joiner_that_joins_nothing_is_taken_out(teken):
    assert een_regel(f"Hu{teken}is{teken} 1{teken}") == "Huis 1"


def test_every_model_that_people_write_in_keeps_the_rule():
    """Also one that is still to come: what isn't derived has the base and the queryset."""
    afgeleid = {"zoekingang", "zoekwoord", "zoekvermelding", "oudadres", "dataversie"}
    # What is loaded from CBS or made by the machine; a draft is kept as it was typed.
    afgeleid |= {"postcode", "inzending", "handeling", "handelingrij", "zoeknaam"}
    afgeleid |= {"concept", "inleesbestand", "kolomkoppeling", "bericht", "geweigerdadres"}
    afgeleid |= {"navraag", "volger"}
    eigen = [
        model
        for model in apps.get_models()
        if model.__module__.startswith(("buurtnet.", "wijken.", "initiatieven.", "netwerken."))
        and not model.__name__.startswith("Historical")
        and tekstvelden(model)
        and model._meta.model_name not in afgeleid
    ]
    assert len(eigen) > 20
    for model in eigen:
        assert issubclass(model, MetTekst), model
        assert isinstance(model._default_manager.get_queryset(), TekstQuerySet), model


def test_every_field_of_text_is_seen_whatever_its_class():
    for model in apps.get_models():
        if not issubclass(model, MetTekst):
            continue
        for veld in model._meta.concrete_fields:
            if isinstance(veld, (models.CharField, models.TextField)) and not veld.choices:
                heeft_eigen_vorm = hasattr(veld, "from_db_value")
                assert (veld.name in tekstvelden(model)) != heeft_eigen_vorm, (model, veld)


VUIL = "Kwaad\u202e\r\naardig\x00"


@pytest.mark.django_db
def test_no_way_of_saving_keeps_a_line_end_or_a_hidden_character():
    rij = maak_organisatie(naam=VUIL, omschrijving=f"a\x0b{VUIL}")
    rij.refresh_from_db()
    assert (rij.naam, rij.omschrijving) == ("Kwaad aardig", "a\nKwaad\naardig")
    rij.afkorting = "A\nB"
    rij._change_reason = f"uit {VUIL}\udce9.csv"
    rij.save(update_fields=["afkorting"])
    laatste = rij.history.first()
    assert laatste.afkorting == "A B"
    assert laatste.history_change_reason == "uit Kwaad aardig.csv"
    Organisatie.objects.filter(pk=rij.pk).update(ook_bekend_als=VUIL)
    rij.refresh_from_db()
    assert (rij.afkorting, rij.ook_bekend_als) == ("A B", "Kwaad aardig")
    rij.naam = VUIL * 2
    Organisatie.objects.bulk_update([rij], ["naam"])
    rij.refresh_from_db()
    assert rij.naam == "Kwaad aardigKwaad aardig"
    Organisatie.objects.filter(pk=rij.pk).delete()
    nieuw = Organisatie(naam=VUIL, slug="kwaad", soort="zorg")
    Organisatie.objects.bulk_create([nieuw])
    assert Organisatie.objects.get(slug="kwaad").naam == "Kwaad aardig"


@pytest.mark.django_db
def test_a_check_sees_the_text_as_it_is_kept():
    rij = Organisatie(naam=f"{'x' * 160}\u200b", soort="zorg")
    rij.full_clean()
    assert rij.naam == "x" * 160


@pytest.mark.django_db
def test_names_of_people_keep_the_rule_too():
    gebruiker = maak_gebruiker(naam=VUIL)
    gebruiker.refresh_from_db()
    assert gebruiker.naam == "Kwaad aardig"


@pytest.mark.django_db
def test_the_calendar_of_an_activity_with_a_line_end_in_its_name_opens(client):
    activiteit = maak_activiteit(naam="Soep\r\nen brood", wijken=[])
    antwoord = client.get(activiteit.get_absolute_url(), {"formaat": "ics"})
    assert antwoord.status_code == 200
    assert Activiteit.objects.get().naam == "Soep en brood"


@pytest.mark.django_db
def test_texts_from_before_the_rule_are_mended_and_twins_left_to_people():
    rij, verhaal = maak_activiteit(naam="Soep"), maak_verhaal(tekst="a")
    # The plain manager keeps no rule, as the site of before.
    type(rij)._base_manager.filter(pk=rij.pk).update(naam="Soep\r\nen\u202ebrood")
    type(verhaal)._base_manager.filter(pk=verhaal.pk).update(tekst="een\x0btwee\r\n")
    for naam in ("ouders", "ouders "):
        Doelgroep.objects.bulk_create([Doelgroep(naam="x", slug=slugify(f"{naam}-{len(naam)}"))])
        Doelgroep._base_manager.filter(naam="x").update(naam=naam)
    migratie.maak_zuiver(apps, None)
    rij.refresh_from_db()
    verhaal.refresh_from_db()
    assert (rij.naam, verhaal.tekst) == ("Soep enbrood", "een\ntwee\n")
    assert set(Doelgroep.objects.values_list("naam", flat=True)) == {"ouders", "ouders "}
