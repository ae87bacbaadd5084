"""What a database says of its own tables, whatever made them and in whichever order."""

import re

# Per kind of thing that PostgreSQL keeps of a table: lines of text, without names that are made up.
POSTGRESQL = {
    "kolommen": """
        SELECT concat_ws(' ', table_name, column_name, udt_name, character_maximum_length,
            is_nullable, column_default, identity_generation, collation_name)
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "regels": """
        SELECT concat_ws(' ', conrelid::regclass, pg_get_constraintdef(oid))
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "indexen": """
        SELECT regexp_replace(indexdef, 'INDEX .+? ON', 'INDEX ON')
        FROM pg_indexes WHERE schemaname = 'public'""",
    "triggers": """
        SELECT pg_get_triggerdef(pg_trigger.oid)
        FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace""",
}
# Django's list of what was migrated and the table where pages are kept, which one of the two
# databases lacks; and a table of Django whose key is longer where its migrations made it.
BUITEN = ("django_migrations", "gedeelde_cache", "auth_group_permissions id")
SQLITE = "SELECT type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE ?"


def beschrijf(cursor, *, sqlite):
    """{kind: sorted lines} of every table that `cursor` reaches, its rules, indexes and triggers.

    Of the tables of our own and of the packages that we use, but for those BUITEN.
    """
    gevonden = {}
    if sqlite:
        cursor.execute(SQLITE, ["sqlite_%"])
        for soort, tabel, sql in cursor.fetchall():
            gevonden.setdefault(soort, []).extend(_regels(soort, tabel, sql))
    else:
        for soort, vraag in POSTGRESQL.items():
            cursor.execute(vraag)
            gevonden[soort] = [regel for (regel,) in cursor.fetchall()]
    return {
        soort: sorted(regel for regel in regels if not any(naam in regel for naam in BUITEN))
        for soort, regels in gevonden.items()
    }


def _regels(soort, tabel, sql):
    """A table's columns and rules one by one, an index or trigger as a whole without its name."""
    if soort != "table":
        return [re.sub(r'(INDEX|TRIGGER) "?\w+"?', r"\1", sql)]
    binnen = sql[sql.index("(") + 1 : sql.rindex(")")]
    return [f"{tabel} {deel.strip()}" for deel in _delen(binnen)]


def _delen(tekst):
    """Split at each comma that stands within no brackets."""
    delen, diepte = [""], 0
    for teken in tekst:
        diepte += (teken == "(") - (teken == ")")
        if teken == "," and not diepte:
            delen.append("")
        else:
            delen[-1] += teken
    return delen
