"""What the database itself refuses: a contact of a church that isn't marked as gevoelig.

That rule looks at two tables, which no constraint can. Triggers can, and so hold for every way in:
a form, the admin, an import, a fixture, raw SQL. What is gevoelig, the constraint of the contact
keeps from the public without consent.
"""

# The names put into the SQL here are those of tables of ours.
# ruff: noqa: S608

from django.db import connections

from .models import Contactpunt, Organisatie

NAAM = "buurtnet_gevoelig"
CONTACT, ORGANISATIE = Contactpunt._meta.db_table, Organisatie._meta.db_table
KERK = Organisatie.Soort.KERK.value
ZIN = "Een contactpunt van een kerk is gevoelig."
# {table: (columns that matter, when a row of it breaks the rule)}.
REGELS = {
    CONTACT: (
        "organisatie_id, gevoelig",
        f'NOT NEW.gevoelig AND EXISTS (SELECT 1 FROM "{ORGANISATIE}"'
        f" WHERE id = NEW.organisatie_id AND soort = '{KERK}')",
    ),
    ORGANISATIE: (
        "soort",
        f"NEW.soort = '{KERK}' AND EXISTS (SELECT 1 FROM \"{CONTACT}\""
        " WHERE organisatie_id = NEW.id AND NOT gevoelig)",
    ),
}


def installeer(app_config, using, **kwargs):
    """Receiver of post_migrate: see that both tables are watched."""
    if app_config.label != Contactpunt._meta.app_label:
        return
    connection = connections[using]
    with connection.cursor() as cursor:
        if CONTACT not in connection.introspection.table_names(cursor):
            return
        kolommen = connection.introspection.get_table_description(cursor, CONTACT)
        # A database on its way through older migrations has no such column yet.
        if "gevoelig" in {kolom.name for kolom in kolommen}:
            INSTALLEER[connection.vendor](cursor)


def _installeer_sqlite(cursor):
    for tabel, (velden, fout) in REGELS.items():
        for wanneer, naam in (("INSERT", "insert"), (f"UPDATE OF {velden}", "update")):
            trigger = f"{NAAM}_{tabel}_{naam}"
            cursor.execute(f'DROP TRIGGER IF EXISTS "{trigger}"')
            cursor.execute(
                f'CREATE TRIGGER "{trigger}" BEFORE {wanneer} ON "{tabel}" WHEN {fout}'
                f" BEGIN SELECT RAISE(ABORT, '{ZIN}'); END"
            )


def _installeer_postgresql(cursor):
    for tabel, (velden, fout) in REGELS.items():
        functie = f"{NAAM}_{tabel}"
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {functie}() RETURNS trigger LANGUAGE plpgsql"
            f" SET search_path FROM CURRENT AS $$ BEGIN IF {fout} THEN"
            f" RAISE EXCEPTION '{ZIN}' USING ERRCODE = 'check_violation'; END IF;"
            " RETURN NEW; END $$"
        )
        cursor.execute(f'DROP TRIGGER IF EXISTS {NAAM} ON "{tabel}"')
        cursor.execute(
            f'CREATE TRIGGER {NAAM} BEFORE INSERT OR UPDATE OF {velden} ON "{tabel}"'
            f" FOR EACH ROW EXECUTE FUNCTION {functie}()"
        )


INSTALLEER = {"sqlite": _installeer_sqlite, "postgresql": _installeer_postgresql}
