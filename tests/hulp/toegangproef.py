"""Asking an address as somebody of a role, and seeing whether that wrote or locked anything."""

import re
from contextlib import contextmanager

from django.db import connection, transaction

DOEL = {
    "/accounts/login/": "login",
    "/admin/login/": "login",
    "/accounts/2fa/": "stap",
    "/accounts/2fa/reauthenticate/": "stap",
}


def uitkomst(antwoord):
    adres = antwoord.get("Location", "").partition("?")[0]
    return DOEL.get(adres) or str(antwoord.status_code)


def gegevens_voor(naam, rij):
    """What a form needs at least to be more than a question."""
    if naam.endswith("_geschiedenis"):
        return {"toen": rij.history.latest().history_id, "versie": rij.versie}
    return {}


SCHRIJFT = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b")
SLUIT = re.compile(r"\bFOR (NO KEY UPDATE|UPDATE|KEY SHARE|SHARE)\b|advisory")
BEGINT, EINDIGT = ("SAVEPOINT", "BEGIN"), ("RELEASE", "ROLLBACK", "COMMIT")
# Sessions, and the counters of rate limits: what these packages keep is no content.
EIGEN_ZAAK = re.compile(r'"(django_session|gedeelde_cache)"')


def overtredingen(vragen):
    """What among these statements changes or locks something, or begins a transaction.

    On SQLite a transaction is the lock: there is one writer. Within one of the tests it shows as
    a savepoint.
    """
    fout, open_ = [], []
    for sql in vragen:
        eigen_zaak = EIGEN_ZAAK.search(sql)
        if sql.startswith(BEGINT):
            open_.append(sql)
        elif sql.startswith(EINDIGT):
            fout += open_[-1:]
            open_[-1:] = []
        elif eigen_zaak:
            open_.clear()
        elif SCHRIJFT.match(sql) or SLUIT.search(sql):
            fout.append(sql)
    return [sql[:160] for sql in fout + open_]


@contextmanager
def niets_geschreven():
    """No statement inside changes or locks anything but what packages keep for themselves."""
    vragen = []

    def kijk(execute, sql, params, many, context):
        vragen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(kijk):
        yield
    assert overtredingen(vragen) == []


def lees(wereld, adres, rol):
    """What this role gets for asking; that alone changes and locks nothing."""
    with transaction.atomic():
        with niets_geschreven():
            antwoord = wereld.client(rol).get(adres)
        transaction.set_rollback(True)
    return antwoord
