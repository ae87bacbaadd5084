"""A database in memory in the place of that of the site, and mail that goes nowhere."""

from contextlib import contextmanager

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.utils import load_backend
from django.test.utils import override_settings

from buurtnet.post.nergens import naar_nergens

SQLITE = "django.db.backends.sqlite3"


@contextmanager
def in_geheugen():
    """All that the block reads and writes is in an empty database of its own, with all tables.

    The database of the site is not asked anything, and files are none of its business: no task
    that clears those may run in it. Yields the list into which all goes that is mailed.
    """
    echte = connections[DEFAULT_DB_ALIAS]
    eigen = {"ENGINE": SQLITE, "NAME": ":memory:", "OPTIONS": {}, "CONN_HEALTH_CHECKS": False}
    eigen = load_backend(SQLITE).DatabaseWrapper(echte.settings_dict | eigen, DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = eigen
    # Keys of kinds that were looked up are those of one database.
    ContentType.objects.clear_cache()
    try:
        with override_settings(MIGRATION_MODULES=_geen_migraties()):
            call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
        with naar_nergens() as bus:
            yield bus
    finally:
        eigen.close()
        connections[DEFAULT_DB_ALIAS] = echte
        ContentType.objects.clear_cache()


def _geen_migraties():
    """The tables as the models say, at once: their history takes a minute."""
    return {app.label: None for app in apps.get_app_configs()}
