"""Puts into an older database what the rules of today refuse, migrates it, and prints the rest.

Run in a process of its own, with an empty database: `python -m tests.hulp.migratieproef`.
"""

import datetime
import json

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

CONTACT = ("organisatie__soort", "naam", "gevoelig", "telefoon_zichtbaar", "toestemming_grond")
OUDE_STAND = {
    ("wijken", "0003_dateer_agendapunt"),
    ("initiatieven", "0008_plek_heet_plek"),
    ("netwerken", "0005_facetindex_openbaar"),
}


def maak_fouten(apps):
    def maak(app, model, **velden):
        return apps.get_model(app, model).objects.create(**velden)

    maak("wijken", "Wijk", naam="Half", slug="half", soort="plek", lat=53)
    maak("initiatieven", "Activiteit", naam="Soep", slug="soep", eindigt_om=datetime.time(12))
    netwerk = maak("netwerken", "Netwerk", naam="N", slug="n", soort="overleg")
    bijeenkomst = maak("netwerken", "Bijeenkomst", naam="B", soort="gesprek")
    for _keer in range(2):
        maak("netwerken", "Deelname", netwerk=netwerk, omschreven_rol="coach")
        maak("netwerken", "Aanwezigheid", bijeenkomst=bijeenkomst, omschreven_rol="coach")
    maak("netwerken", "Contactpunt", netwerk=netwerk, functie="balie", email_zichtbaar="zzz")
    maak_afspraak(maak)
    maak_contactpunten(maak)


def maak_contactpunten(maak):
    """Public ones: of a church, of a church with consent, and of an organisation, with a name."""
    for soort in ("kerk", "zorg"):
        organisatie = maak("netwerken", "Organisatie", naam=soort, slug=soort, soort=soort)
        for naam, dag in (("", None), ("Jo", datetime.date(2026, 1, 1))):
            maak(
                "netwerken",
                "Contactpunt",
                organisatie=organisatie,
                functie="loket",
                naam=naam,
                toestemming_op=dag,
                telefoon="050 1",
                telefoon_zichtbaar="openbaar",
                naam_zichtbaar="openbaar",
            )


def maak_afspraak(maak):
    """An agreement with the parties of its two versions: one stays, one went, words came."""
    blijft, ging = (
        maak("netwerken", "Organisatie", naam=naam, slug=naam.lower(), soort="zorg")
        for naam in ("Blijft", "Ging")
    )
    afspraak = maak("netwerken", "Afspraak", naam="A", soort="besluit", andere_partijen="bewoners")
    afspraak.partijen.set([blijft])
    for versie, partijen, woorden in ((1, [blijft, ging], ""), (2, [blijft], "bewoners")):
        rij = maak(
            "netwerken",
            "HistoricalAfspraak",
            id=afspraak.pk,
            versie=versie,
            naam="A",
            soort="besluit",
            andere_partijen=woorden,
            history_type="~",
            history_date=datetime.datetime(2026, 1, versie, tzinfo=datetime.UTC),
        )
        for partij in partijen:
            velden = {"history_id": rij.pk, "afspraak_id": afspraak.pk, "id": partij.pk}
            maak("netwerken", "HistoricalAfspraak_partijen", organisatie_id=partij.pk, **velden)


def rest(apps):
    for app, model, veld in (
        ("netwerken", "Deelname", "tot"),
        ("netwerken", "Aanwezigheid", "omschreven_rol"),
        ("netwerken", "Contactpunt", "email_zichtbaar"),
        ("wijken", "Wijk", "lat"),
        ("initiatieven", "Activiteit", "eindigt_om"),
    ):
        rijen = apps.get_model(app, model).objects.order_by("pk")
        if model == "Contactpunt":
            rijen = rijen.exclude(functie="loket")
        yield list(rijen.values_list(veld, flat=True))
    for model, velden in (
        ("Toezegging", ("organisatie__naam", "omschreven_rol")),
        ("HistoricalToezegging", ("omschreven_rol", "history_type")),
        ("Contactpunt", CONTACT),
    ):
        yield list(apps.get_model("netwerken", model).objects.order_by("pk").values_list(*velden))


if __name__ == "__main__":
    django.setup()
    uitvoerder = MigrationExecutor(connection)
    uitvoerder.migrate(list(OUDE_STAND))
    # Made anew: what is left after migrating mixes models of different moments.
    maak_fouten(uitvoerder.loader.project_state(list(OUDE_STAND)).apps)
    call_command("migrate", verbosity=0)
    print(json.dumps(list(rest(django.apps.apps)), default=str))
