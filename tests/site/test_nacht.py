"""At half past midnight it is today in Groningen and still yesterday in UTC: today counts."""

import datetime
import re

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import models, transaction
from django.forms import ChoiceField, ModelChoiceField, ModelMultipleChoiceField
from django.urls import reverse

from netwerken.models import Inzet, Organisatie
from tests.hulp import adminproef, bouwers
from tests.hulp.broncode import lees, python_bestanden
from tests.hulp.formulier import velden
from tests.hulp.kanarie import LABELS
from tests.hulp.wereld import SITE, Wereld

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
MOMENT = datetime.datetime(2026, 12, 1, 23, 30, tzinfo=datetime.UTC)
GISTEREN, VANDAAG = datetime.date(2026, 12, 1), datetime.date(2026, 12, 2)
IN_WOORDEN = re.compile(r".{,60}(?:\b1 (?:december|December)|2026-12-01(?!T)|\b1-12-2026).{,60}")
VERBEN = ("_nieuw", "_wijzigen", "_beeindigen", "_bevestigen", "_verhuizen")
DESK = "netwerken:werkplek_bevestigen"
# What somebody without an account sends confirms nothing.
ANDERS = {DESK, "melding_nieuw", "volgen_bevestigen"}
FORMULIEREN = [adres for adres in SITE if adres[0].endswith(VERBEN) and adres[0] not in ANDERS]
# A day of a moment is that of Groningen: `timezone.localdate(moment)`.
DAG_IN_UTC = re.compile(r"now\(\)\.date\(|date\.today\(|utcnow\(|(?:_op|_date)\.date\(")


@pytest.fixture
def nacht(time_machine):
    """A Wereld in the middle of the night; all that it has was made a month before."""
    time_machine.move_to(MOMENT - datetime.timedelta(days=30), tick=False)
    wereld = Wereld()
    wereld.vul_aan()
    wereld.deel = bouwers.maak_wijk(ligt_in=wereld.wijk)
    time_machine.move_to(MOMENT, tick=False)
    wereld.sessies = {rol: wereld._log_in(rol) for rol in ("bezoeker", "eigen")}
    return wereld


def dagen():
    """{(model, key, field): day} of every row."""
    gevonden = {}
    for model in (model for label in LABELS for model in apps.get_app_config(label).get_models()):
        namen = [
            veld.name
            for veld in model._meta.concrete_fields
            if isinstance(veld, models.DateField) and not isinstance(veld, models.DateTimeField)
        ]
        if namen and not model.__name__.startswith("Historical"):
            for pk, *waarden in model._base_manager.values_list("pk", *namen):
                gevonden |= {
                    (model.__name__, pk, naam): dag
                    for naam, dag in zip(namen, waarden, strict=True)
                }
    return gevonden


class Geschreven:
    """What an action within it writes in a column with a day."""

    def __enter__(self):
        self.eerst = dagen()
        return self

    def __exit__(self, *fout):
        self.dagen = {
            plaats: dag for plaats, dag in dagen().items() if self.eerst.get(plaats) != dag
        }

    def velden(self):
        """The days that were written, by name of the field."""
        return {(plaats[2], dag) for plaats, dag in self.dagen.items() if dag}


def ingevuld(wereld, antwoord):
    """What a browser sends from this form: filled in where it must be, and with a change."""
    gegevens, form = velden(antwoord), antwoord.context["form"]
    is_nieuw = antwoord.wsgi_request.path.endswith("/nieuw/")
    vrij = {"toelichting": "anders", "omschrijving": "anders", "reden": "klaar"}
    if is_nieuw:
        # In the wijk as a whole the network and the organisation work already.
        pad = antwoord.wsgi_request.path
        er_al = "werkgebied" in pad or pad.startswith("/organisaties/")
        plek = wereld.deel if er_al else wereld.wijk
        vrij |= {"wijk": plek.pk, "wijken": plek.pk}
        wie = "omschreven_rol" if "omschreven_rol" in form.fields else "organisatie"
        vrij |= {
            # A name of a person asks for a reason; a function does not.
            "naam": "" if "functie" in form.fields else "Iets nieuws",
            "functie": "balie",
            "telefoon": "050 2",
            "tekst": "Er was eens.",
            wie: bouwers.maak_organisatie().naam,
        }
    vrij["nieuwe_plek"] = bouwers.maak_accommodatie(wijken=[wereld.wijk]).naam
    for naam, veld in form.fields.items():
        if naam in vrij:
            gegevens[naam] = [vrij[naam]]
        elif veld.required and not any(gegevens.get(naam, ())):
            gegevens[naam] = keuze(veld)
    return gegevens


def keuze(veld):
    """The first that there is to choose."""
    if isinstance(veld, (ModelChoiceField, ModelMultipleChoiceField)):
        return [veld.queryset[0].pk]
    if isinstance(veld, ChoiceField):
        return [next(waarde for waarde, _titel in veld.choices if waarde)]
    return [""]


# What each verb writes, as a day of today.
SCHRIJFT = {
    "nieuw": "bevestigd_op",
    "bevestigen": "bevestigd_op",
    "beeindigen": "tot",
    "verhuizen": "tot",
}


def test_every_form_writes_the_day_that_it_is_here(nacht):
    """Adding, changing, ending, confirming and moving, of every kind of row."""
    mislukt, fout = [], {}
    for naam, argumenten in FORMULIEREN:
        adres, _rij = nacht.adres(naam, argumenten)
        client, verb = nacht.client("eigen"), naam.rpartition("_")[2]
        with transaction.atomic():
            eerst = client.get(adres)
            gegevens = ingevuld(nacht, eerst) if verb != "bevestigen" else {}
            with Geschreven() as geschreven:
                antwoord = client.post(adres, gegevens)
            transaction.set_rollback(True)
        if antwoord.status_code != 302:
            mislukt.append((naam, antwoord.context["form"].errors))
        geschreven = geschreven.velden()
        ontbreekt = verb in SCHRIJFT and (SCHRIJFT[verb], VANDAAG) not in geschreven
        if ontbreekt or any(dag == GISTEREN for _veld, dag in geschreven):
            fout[naam, argumenten] = geschreven
    assert mislukt == []
    assert fout == {}


def test_the_desk_confirms_many_on_the_day_that_it_is_here(nacht):
    adres = reverse(DESK)
    sleutels = [f"inzet:{nacht.inzet.pk}", f"organisatie:{nacht.organisatie.pk}"]
    Inzet.objects.update(bevestigd_op=None)
    Organisatie.objects.update(bevestigd_op=None)
    with Geschreven() as geschreven:
        nacht.client("eigen").post(adres, {"rij": sleutels})
    assert geschreven.velden() == {("bevestigd_op", VANDAAG)}
    assert len(geschreven.dagen) == 2


def test_putting_back_an_old_version_writes_no_other_day(nacht):
    adres, rij = nacht.adres("netwerken:inzet_geschiedenis", ("netwerk", "pk"))
    toen = rij.history.latest().history_id
    rij.refresh_from_db()
    rij.toelichting = "anders"
    rij.save()
    rij.refresh_from_db()
    with Geschreven() as geschreven:
        antwoord = nacht.client("eigen").post(adres, {"toen": toen, "versie": rij.versie})
    assert antwoord.status_code == 302
    assert GISTEREN not in geschreven.dagen.values()


@pytest.mark.parametrize("hoe", ["a tick", "an old version"])
def test_a_point_that_is_taken_off_an_agenda_stood_on_it_until_yesterday(nacht, hoe):
    """Until the day before today, as it is here."""
    agenda = nacht.agenda
    agenda.refresh_from_db()
    punt, toen = bouwers.maak_agendapunt(agenda=agenda), agenda.history.earliest().history_id
    client = nacht.client("eigen")
    if hoe == "a tick":
        adres, _rij = nacht.adres("wijken:agenda_wijzigen", ("slug",))
        gegevens = velden(client.get(adres))
        [nummer] = [
            naam.split("-")[1]
            for naam, waarden in gegevens.items()
            if naam.endswith("-sleutel") and waarden == [str(punt.pk)]
        ]
        antwoord = client.post(adres, gegevens | {f"punten-{nummer}-weg": "on"})
    else:
        adres, _rij = nacht.adres("wijken:agenda_geschiedenis", ("slug",))
        antwoord = client.post(adres, {"toen": toen, "versie": agenda.versie})
    assert antwoord.status_code == 302
    punt.refresh_from_db()
    assert punt.tot == GISTEREN


def test_the_admin_changes_and_merges_and_imports_without_yesterday(nacht, client):
    bouwers.log_in_met_tweede_stap(client, bouwers.maak_beheerder())
    ander = bouwers.maak_organisatie(naam="Dubbel")
    bouwers.maak_inzet(organisatie=ander, wijk=nacht.wijk)
    with Geschreven() as geschreven:
        adres = adminproef.adres(Organisatie, "change", ander.pk)
        gegevens = adminproef.formuliervelden(client.get(adres)) | {"omschrijving": "Helpt."}
        assert client.post(adres, gegevens).status_code == 302
        adres = adminproef.adres(Organisatie, "samenvoegen", nacht.organisatie.pk, ander.pk)
        assert client.post(adres, {"blijft": nacht.organisatie.pk}).status_code == 302
        bestand = SimpleUploadedFile("lijst.csv", b"naam;soort\nSoepclub;zorg\n")
        proef = client.post(
            adminproef.adres(Organisatie, "import"), {"import_file": bestand, "format": "0"}
        )
        gegevens = proef.context["confirm_form"].initial
        client.post(adminproef.adres(Organisatie, "process_import"), gegevens)
    assert Organisatie.objects.filter(naam="Soepclub").exists()
    assert not Organisatie.objects.filter(naam="Dubbel").exists()
    assert GISTEREN not in geschreven.dagen.values()


def test_commands_write_no_yesterday(nacht):
    with Geschreven() as geschreven:
        call_command("opruimen")
        call_command("zoekindex", verbosity=0)
    assert geschreven.dagen == {}


def test_no_page_takes_yesterday_for_today(nacht):
    """Nothing is of the first of December, so where a page says that, it takes it for today."""
    nacht.organisatie.omschrijving = "Just now, and so today."
    nacht.organisatie.save()
    gevonden = {}
    for naam, argumenten in SITE:
        adres, _rij = nacht.adres(naam, argumenten)
        for rol in ("bezoeker", "eigen"):
            antwoord = nacht.client(rol).get(adres)
            is_pagina = antwoord.get("Content-Type", "").startswith("text/html")
            if is_pagina and (woorden := IN_WOORDEN.findall(antwoord.content.decode())):
                gevonden[naam, rol] = woorden[:3]
    assert gevonden == {}


def test_no_code_asks_which_day_it_is_in_utc():
    gevonden = {
        str(pad): regels
        for pad in python_bestanden()
        if not {"tests", "migrations"}.intersection(pad.parts)
        and (regels := DAG_IN_UTC.findall(lees(pad)))
    }
    assert gevonden == {}
