"""What the database refuses while something is saved, that no check before could see."""

from django.db import connection
from django.utils.translation import gettext as _

# How PostgreSQL (SQLSTATE) and SQLite call it when a row points at one that isn't there.
VERWIJST_NERGENS_HEEN = {"23503", "SQLITE_CONSTRAINT_FOREIGNKEY"}


def vraag_verwijzingen_meteen():
    """From here on in this transaction, what points at nothing is refused when it is written."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def zin_bij(fout):
    """What to say of an IntegrityError."""
    if wijst_nergens_heen(fout):
        return _("Iets wat je koos, bestaat niet meer. Kijk het na en kies opnieuw.")
    return _("Iemand anders bewaarde net hetzelfde. Kijk het na.")


def wijst_nergens_heen(fout):
    """Whether an IntegrityError says that a row would point at one that isn't there."""
    van_driver = fout.__cause__
    codes = {getattr(van_driver, naam, None) for naam in ("sqlstate", "sqlite_errorname")}
    return bool(codes & VERWIJST_NERGENS_HEEN)
