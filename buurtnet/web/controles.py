"""What is said of a site before it runs: not made yet, nobody to turn to, of before a release."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Tags, Warning, register
from django.core.management import CommandError
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from buurtnet.kern import verwerking

from . import catalogi


@register(Tags.compatibility, deploy=True)
def bereikbaar(app_configs, **kwargs):
    """Public bodies owe visitors a way to report what they can't use."""
    if settings.CONTACT:
        return []
    return [
        Warning(
            "CONTACT is not set: the accessibility statement names nobody to turn to.",
            hint="Set CONTACT to a mailto: or https: address, ORGANISATIE to whose it is.",
            id="buurtnet.W001",
        )
    ]


@register(Tags.translation)
def vertaald(app_configs, **kwargs):
    """Without its file a language is shown in Dutch; with an older one, partly."""
    talen = catalogi.verouderd()
    if not talen:
        return []
    return [
        Warning(
            f"Translations are missing or older than their source: {', '.join(talen)}.",
            hint="Run `manage.py vertalingen --maak`, and start the site anew.",
            id="buurtnet.W002",
        )
    ]


@register(Tags.models)
def persoonsgegevens_beschreven(app_configs, **kwargs):
    """What may be of a person says what for, by what right, who sees it and for how long."""
    return [fout for model in apps.get_models() for fout in verwerking.controleer(model)]


def eis_eigen_migraties(app_config, using, apps, **kwargs):
    """Receiver of pre_migrate: see that the database is what its migrations say they made.

    Before the first release they were rewritten: a database of before would count as up to date,
    and then could not search or save. Raises CommandError.
    """
    if app_config.label != "basis":
        return
    connection = connections[using]
    gemigreerd = {label for label, _naam in MigrationRecorder(connection).applied_migrations()}
    with connection.cursor() as cursor:
        tabellen = connection.introspection.table_names(cursor)
        for model in apps.get_models(include_auto_created=True):
            soort = model._meta
            if soort.app_label not in gemigreerd or not soort.managed or soort.proxy:
                continue
            aanwezig = _kolommen(connection, cursor, soort.db_table, tabellen)
            if not soort.swapped and not _wens(soort) <= aanwezig:
                raise CommandError(
                    "Deze database is van voor de eerste uitgave en kan niet verder"
                    f" ({soort.db_table} is anders). Begin een lege, en laad de gegevens opnieuw."
                )


def _wens(soort):
    return {veld.column for veld in soort.local_concrete_fields}


def _kolommen(connection, cursor, tabel, tabellen):
    if tabel not in tabellen:
        return set()
    return {k.name for k in connection.introspection.get_table_description(cursor, tabel)}
