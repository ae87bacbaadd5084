"""What the models state, the database keeps, whatever path a change takes."""

import datetime
import json

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from buurtnet.kern import regels
from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.herkomst import Bron
from initiatieven.models import Accommodatie, Activiteit, Initiatief
from netwerken.models import (
    Aanwezigheid,
    Afspraak,
    Bijeenkomst,
    Contactpunt,
    Deelname,
    Netwerk,
    Organisatie,
    Peiling,
    Signaal,
    Toezegging,
)
from tests.hulp import bouwers
from wijken.models import Agenda, Agendapunt, Wijk

pytestmark = pytest.mark.django_db
GISTEREN = datetime.date(2021, 5, 3)


def geweigerd(rij):
    """What the form says of `rij`, which the database refuses as well."""
    with pytest.raises(ValidationError) as fout:
        rij.full_clean(exclude=["slug"])
    with pytest.raises(IntegrityError), transaction.atomic():
        type(rij)._base_manager.bulk_create([rij])
    return " ".join(fout.value.messages)


@pytest.mark.parametrize("veld", ["omschreven_rol", "accommodatie"])
def test_a_role_or_place_takes_part_in_a_network_once(veld):
    wie = {veld: "cultuurcoach" if veld == "omschreven_rol" else bouwers.maak_accommodatie()}
    eerste = bouwers.maak_deelname(**wie)
    dubbel = Deelname(netwerk=eerste.netwerk, **wie)
    assert "doet al zo mee" in geweigerd(dubbel)
    # In another role, in another network, or after the first has ended there is no objection.
    bouwers.maak_deelname(netwerk=eerste.netwerk, rol="trekker", **wie)
    bouwers.maak_deelname(**wie)
    Deelname.objects.filter(pk=eerste.pk).update(tot=GISTEREN)
    bouwers.maak_deelname(netwerk=eerste.netwerk, **wie)


def test_a_role_was_at_a_meeting_once():
    eerste = bouwers.maak_aanwezigheid(omschreven_rol="wijkagent")
    dubbel = Aanwezigheid(bijeenkomst=eerste.bijeenkomst, omschreven_rol="wijkagent")
    assert "Deze rol staat er al bij." in geweigerd(dubbel)
    bouwers.maak_aanwezigheid(bijeenkomst=eerste.bijeenkomst, omschreven_rol="wethouder")


def test_what_ends_at_a_time_begins_at_a_time():
    activiteit = Activiteit(naam="Soep", slug="soep", eindigt_om=datetime.time(12))
    assert "Vul ook in hoe laat het begint." in geweigerd(activiteit)


@pytest.mark.parametrize("model", [Accommodatie, Wijk])
@pytest.mark.parametrize("helft", [{"lat": 53}, {"lon": 6}])
def test_half_a_position_is_none(model, helft):
    rij = model(naam="De Haard", slug="de-haard", soort="plek" if model is Wijk else "kerk")
    for naam, waarde in helft.items():
        setattr(rij, naam, waarde)
    assert "Vul de breedtegraad én de lengtegraad in" in geweigerd(rij)


KEUZES = [
    (Bron, "soort"),
    (Wijk, "soort"),
    *((Agenda, veld) for veld in ("soort", "stand", "draagvlak")),
    (Agendapunt, "soort"),
    (Initiatief, "soort"),
    *((Accommodatie, veld) for veld in ("soort", "rol", "gesubsidieerd")),
    *((Organisatie, veld) for veld in ("soort", "formeel")),
    (Netwerk, "soort"),
    (Deelname, "rol"),
    *((Contactpunt, f"{wat}_zichtbaar") for wat in ("naam", "telefoon", "email")),
    (Bijeenkomst, "soort"),
    *((model, veld) for model in (Afspraak, Signaal) for veld in ("soort", "stand")),
    (Peiling, "soort"),
    (Toezegging, "stand"),
]


@pytest.mark.parametrize(("model", "veld"), KEUZES)
def test_a_choice_is_one_of_the_list(model, veld):
    rij = getattr(bouwers, f"maak_{model._meta.model_name}")()
    with pytest.raises(IntegrityError, match="keuzes_bekend"), transaction.atomic():
        model._base_manager.filter(pk=rij.pk).update(**{veld: "zzz"})
    setattr(rij, veld, "zzz")
    with pytest.raises(ValidationError, match="geen geldige keuze"):
        rij.full_clean()


MET_REGELS = [model for model in apps.get_models() if issubclass(model, Bewerkbaar)]


@pytest.mark.parametrize("model", MET_REGELS)
def test_it_is_known_what_each_rule_is_about(model):
    namen = {"pk", *(veld.name for veld in model._meta.concrete_fields)}
    for regel in model._meta.constraints:
        assert regels.velden_van(regel) and regels.velden_van(regel) <= namen, regel


def gevraagd(doe):
    """How often the database was asked about a rule."""
    with CaptureQueriesContext(connection) as gezien:
        doe()
    return sum("_check" in vraag["sql"] for vraag in gezien.captured_queries)


def test_checks_that_hold_are_asked_together():
    rij = bouwers.maak_organisatie()
    assert len(rij._meta.constraints) > 2
    assert gevraagd(rij.validate_constraints) == 1


def test_each_rule_that_is_broken_says_so():
    rij = bouwers.maak_organisatie()
    rij.status, rij.soort = "gestopt", "zzz"
    with pytest.raises(ValidationError) as fout:
        rij.validate_constraints()
    assert fout.value.messages == [
        "Wat gestopt of afgerond is, heeft een einddatum nodig.",
        "Kies iets uit de lijst.",
    ]
    with pytest.raises(ValidationError) as fout:
        rij.validate_constraints(exclude={"soort"})
    assert len(fout.value.messages) == 1


def test_rules_about_what_did_not_change_are_not_asked():
    rij = bouwers.maak_organisatie()
    assert gevraagd(lambda: regels.keur(rij, gewijzigd={"omschrijving"})) == 0
    rij.status = "gestopt"
    with pytest.raises(ValidationError, match="einddatum nodig"):
        regels.keur(rij, gewijzigd={"status"})


def test_nothing_is_confirmed_on_a_day_to_come():
    morgen = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(ValidationError, match="Deze dag moet nog komen"):
        bouwers.maak_organisatie(bevestigd_op=morgen)


@pytest.mark.eenmaal
def test_migrations_clear_what_the_rules_refuse(gemigreerd):
    rest = json.loads((gemigreerd / "rest.json").read_text())
    deelnames, aanwezigen, zichtbaar, plek, activiteit = rest[:5]
    assert [einde is None for einde in deelnames] == [True, False]
    assert (aanwezigen, zichtbaar) == (["coach"], ["redactie"])
    assert (plek, activiteit) == ([None], [None])
