"""Puts into an older database what the rules of today refuse, migrates it, and prints the rest.

Run in a process of its own, with an empty database: `python -m tests.hulp.migratieproef`.
"""

import datetime
import json

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

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


def rest(apps):
    for app, model, veld in (
        ("netwerken", "Deelname", "tot"),
        ("netwerken", "Aanwezigheid", "omschreven_rol"),
        ("netwerken", "Contactpunt", "email_zichtbaar"),
        ("wijken", "Wijk", "lat"),
        ("initiatieven", "Activiteit", "eindigt_om"),
    ):
        yield list(apps.get_model(app, model).objects.order_by("pk").values_list(veld, flat=True))


if __name__ == "__main__":
    django.setup()
    uitvoerder = MigrationExecutor(connection)
    uitvoerder.migrate(list(OUDE_STAND))
    # Made anew: what is left after migrating mixes models of different moments.
    maak_fouten(uitvoerder.loader.project_state(list(OUDE_STAND)).apps)
    call_command("migrate", verbosity=0)
    print(json.dumps(list(rest(django.apps.apps)), default=str))
