"""The data version: tokens that the database renews whenever public content changes.

Triggers do the work, so every path counts: a form, the admin, an import, a command, raw SQL. The
change and its new token share one transaction. On SQLite, with its single writer, one row is
overwritten. On PostgreSQL each transaction that writes adds a row of its own and clears away the
older ones that nobody is busy with: writers never wait for each other, and any commit still makes
a set of tokens that has not been seen before.
"""

# The one name put into the SQL here is that of a table of ours.
# ruff: noqa: S608

import threading
from collections import OrderedDict

from django.apps import apps
from django.conf import settings
from django.db import connections, models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalChanges


class Dataversie(models.Model):
    """A random token that the database renews at every change of content; it is no content."""

    is_inhoud = False

    token = models.CharField(max_length=36)
    zonder_personen = ("token",)

    class Meta:
        app_label = "basis"
        verbose_name = _("dataversie")
        verbose_name_plural = _("dataversies")

    def __str__(self):
        return self.token


NAAM = "buurtnet_dataversie"
# Says in the file of SQLite whose it is ("buur"): deploy/restore puts no other back.
APPLICATIE = 0x62757572
TABEL = Dataversie._meta.db_table
MEESTE_ONTHOUDEN = 400

SQLITE_VERNIEUW = f"""\
INSERT INTO "{TABEL}" (id, token) VALUES (1, lower(hex(randomblob(16))))
  ON CONFLICT (id) DO UPDATE SET token = excluded.token"""

# The setting says that this transaction renewed the version and nobody in it has read that since.
# It lives and dies with the (sub)transaction, as the row does.
POSTGRESQL_VERNIEUW = f"""\
IF coalesce(current_setting('buurtnet.dataversie', true), '') = '' THEN
  DELETE FROM "{TABEL}" WHERE id IN (SELECT id FROM "{TABEL}" FOR UPDATE SKIP LOCKED);
  INSERT INTO "{TABEL}" (token) VALUES (gen_random_uuid());
  PERFORM set_config('buurtnet.dataversie', 'vernieuwd', true);
END IF;"""

POSTGRESQL_FUNCTIE = f"""\
CREATE OR REPLACE FUNCTION {NAAM}() RETURNS trigger LANGUAGE plpgsql
SET search_path FROM CURRENT AS $$ BEGIN
{POSTGRESQL_VERNIEUW}
RETURN NULL; END $$"""

POSTGRESQL_TRIGGER = f"""\
CREATE TRIGGER {NAAM} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "%s"
FOR EACH STATEMENT EXECUTE FUNCTION {NAAM}()"""

BEGIN = {
    "sqlite": SQLITE_VERNIEUW,
    "postgresql": f'INSERT INTO "{TABEL}" (token) VALUES (gen_random_uuid())',
}
LEES = {
    "sqlite": f"SELECT coalesce(group_concat(token, ' '), '') FROM \"{TABEL}\"",
    "postgresql": (
        "SELECT coalesce(string_agg(token, ' ' ORDER BY id), ''),"
        f" set_config('buurtnet.dataversie', '', true) FROM \"{TABEL}\""
    ),
}


def lees_versie(using="default"):
    """The version of all public content as one string, in one query; empty when there is none."""
    with connections[using].cursor() as cursor:
        cursor.execute(LEES[connections[using].vendor])
        return cursor.fetchone()[0]


def versie_van(request):
    """The version that `request` began with; read now when nothing did so before."""
    return getattr(request, "dataversie", None) or lees_versie()


_geheugen = OrderedDict()
_slot = threading.Lock()


def onthoud(versie, sleutel, maak):
    """`maak()`, made once by this process as long as the content is of `versie`.

    Read `versie` (see `lees_versie`) before anything that `maak` depends on. `sleutel` names all
    that the answer depends on besides the content and the language. Don't change what you get:
    others get the same.
    """
    if not versie:
        return maak()
    sleutel = (versie, get_language(), sleutel)
    with _slot:
        if sleutel in _geheugen:
            _geheugen.move_to_end(sleutel)
            return _geheugen[sleutel]
    waarde = maak()
    with _slot:
        _geheugen[sleutel] = waarde
        while len(_geheugen) > MEESTE_ONTHOUDEN:
            _geheugen.popitem(last=False)
    return waarde


def vergeet():
    """Drop all that `onthoud` kept: for measuring what a first visit costs."""
    with _slot:
        _geheugen.clear()


def tabellen():
    """The names of all tables with public content, of many-to-many relations too."""
    modellen = apps.get_models(include_auto_created=True)
    return sorted(
        model._meta.db_table
        for model in modellen
        if model._meta.app_label in settings.APPS_MET_INHOUD
        and model._meta.managed
        and not model._meta.proxy
        and not issubclass(model, HistoricalChanges)
        # A model that no page depends on says so itself.
        and getattr(model, "is_inhoud", True)
    )


def installeer(app_config, using, **kwargs):
    """Receiver of post_migrate: see that every table with content renews the version."""
    if app_config.label != Dataversie._meta.app_label:
        return
    connection = connections[using]
    with connection.cursor() as cursor:
        aanwezig = set(connection.introspection.table_names(cursor))
        if TABEL not in aanwezig:
            return
        met_inhoud = [tabel for tabel in tabellen() if tabel in aanwezig]
        INSTALLEER[connection.vendor](connection, cursor, met_inhoud)
        if not Dataversie.objects.using(using).exists():
            # Emptied, as `flush` does: without a version no page could be kept.
            cursor.execute(BEGIN[connection.vendor])


def _installeer_sqlite(connection, cursor, met_inhoud):
    if not connection.in_atomic_block:
        # Kept in the file: readers and the one writer don't wait for each other.
        cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA application_id")
    if cursor.fetchone()[0] != APPLICATIE:
        cursor.execute(f"PRAGMA application_id = {APPLICATIE}")
    gewenst = {
        f"{NAAM}_{tabel}_{actie.lower()}": (
            f'CREATE TRIGGER "{NAAM}_{tabel}_{actie.lower()}" AFTER {actie} ON "{tabel}"'
            f" BEGIN {SQLITE_VERNIEUW}; END"
        )
        for tabel in met_inhoud
        for actie in ("INSERT", "UPDATE", "DELETE")
    }
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    oud = {naam: sql for naam, sql in cursor.fetchall() if naam.startswith(NAAM)}
    if oud == gewenst:
        return
    for naam in oud:
        cursor.execute(f'DROP TRIGGER "{naam}"')
    for opdracht in gewenst.values():
        cursor.execute(opdracht)
    cursor.execute(SQLITE_VERNIEUW)


def _installeer_postgresql(connection, cursor, met_inhoud):
    cursor.execute(POSTGRESQL_FUNCTIE)
    cursor.execute(
        "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE tgname = %s AND relnamespace = current_schema()::regnamespace",
        [NAAM],
    )
    oud = {rij[0] for rij in cursor.fetchall()}
    for tabel in sorted(set(met_inhoud) - oud):
        cursor.execute(POSTGRESQL_TRIGGER % tabel)
    for tabel in sorted(oud - set(met_inhoud)):
        cursor.execute(f'DROP TRIGGER {NAAM} ON "{tabel}"')
    if oud != set(met_inhoud):
        cursor.execute(f"DO $$ BEGIN {POSTGRESQL_VERNIEUW} END $$")


INSTALLEER = {"sqlite": _installeer_sqlite, "postgresql": _installeer_postgresql}
