"""Nothing of a person is kept without saying what for, by what right, who sees it, for how long."""

import datetime

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import models
from django.test.utils import isolate_apps
from django.utils.translation import override

from buurtnet.kern.bewerkbaar import WIJZIGER, Bewerkbaar
from buurtnet.kern.verwerking import Rechtsgrond, Verwerking, Wie, controleer, duur, register
from netwerken.models import Contactpunt, Navraag, Organisatie
from wijken.models import Thema

PROEF = Verwerking(Wie.CONTACT, "een proef", "Om te proberen.", Rechtsgrond.BELANG, "Wij.", "Kort.")


def codes(model):
    return [fout.id for fout in controleer(model)]


def test_every_model_says_it_of_all_that_may_be_of_a_person():
    assert [fout for model in apps.get_models() for fout in controleer(model)] == []


def test_a_text_that_nobody_described_fails_the_check(monkeypatch):
    call_command("check")
    monkeypatch.setattr(Thema, "zonder_personen", ("omschrijving",))
    with pytest.raises(SystemCheckError, match=r"wijken\.Thema\.trefwoorden may hold"):
        call_command("check")


@isolate_apps("netwerken")
def test_a_new_field_is_described_or_can_hold_nothing_of_anybody():
    class Kaal(Bewerkbaar):
        aantal = models.IntegerField()
        dag = models.DateField()
        soort = models.CharField(max_length=1, choices=[("a", "a")])
        wijk = models.ForeignKey("wijken.Wijk", models.CASCADE)

        class Meta:
            app_label = "netwerken"

    class MetVeel(Kaal):
        tekst = models.TextField()
        meer = models.JSONField()

        class Meta:
            app_label = "netwerken"

    assert controleer(Kaal) == []
    assert codes(MetVeel) == ["buurtnet.E010"] * 2
    assert codes(MetVeel.history.model) == ["buurtnet.E010"] * 2
    MetVeel.zonder_personen = ("tekst",)
    MetVeel.persoonsgegevens = {"meer": PROEF}
    assert controleer(MetVeel) == controleer(MetVeel.history.model) == []
    assert (Wie.CONTACT, [PROEF]) in register([MetVeel])
    MetVeel.zonder_personen = ("tekst", "weg")
    assert codes(MetVeel) == ["buurtnet.E011"]


def test_what_points_at_somebody_is_described_too(monkeypatch):
    monkeypatch.setattr(Navraag, "persoonsgegevens", {})
    assert {fout.msg.split()[0] for fout in controleer(Navraag)} == {
        "netwerken.Navraag.adressen",
        "netwerken.Navraag.afdruk",
    }


def test_what_takes_numbers_of_people_is_no_text_without_persons(monkeypatch):
    monkeypatch.setattr(Organisatie, "van_een_persoon", frozenset({"omschrijving"}))
    assert "buurtnet.E012" in codes(Organisatie)


@pytest.mark.parametrize(
    "label",
    [
        "account.EmailAddress",
        "mfa.Authenticator",
        "sessions.Session",
        "admin.LogEntry",
        "netwerken.HistoricalContactpunt",
    ],
)
def test_tables_of_others_and_of_the_history_are_in_the_register(label):
    assert sum(len(regels) for _wie, regels in register([apps.get_model(label)])) > 2
    assert WIJZIGER in dict(register([Contactpunt.history.model]))[Wie.ACCOUNT]


def test_how_long_is_said_in_words():
    with override(settings.LANGUAGE_CODE):
        woorden = [str(duur(datetime.timedelta(days=dagen))) for dagen in (1, 90, 365, 730, 1 / 24)]
    assert woorden == ["1 dag", "90 dagen", "1 jaar", "2 jaar", "1 uur"]
