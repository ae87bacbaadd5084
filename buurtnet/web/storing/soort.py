"""What kind of trouble an exception tells of, as far as a database or disk says so."""

import enum
import errno

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import Http404

from buurtnet.kern.bewerkbaar import Verouderd

# https://www.postgresql.org/docs/current/errcodes-appendix.html, https://www.sqlite.org/rescode.html


class Storing(enum.Enum):
    """Why something can't be done now, though nothing is wrong with what was asked."""

    BEZET = "somebody else is at the same rows; all of ours was undone"
    BOTST = "what was saved no longer fits what others saved meanwhile; all of ours was undone"
    TRAAG = "a time limit of the database has passed"
    DRUK = "more is asked than the site can handle"
    WEG = "the database doesn't answer, or its file can't be read"
    VOL = "the disk is full"
    DICHT = "the database or disk can be read only"


# The first characters of an SQLSTATE; the longest that fits decides.
SQLSTATES = {
    "08": Storing.WEG,
    "23": Storing.BOTST,
    "25006": Storing.DICHT,
    "25P03": Storing.TRAAG,
    "40001": Storing.BEZET,
    "40P01": Storing.BEZET,
    "53": Storing.DRUK,
    "53100": Storing.VOL,
    "55P03": Storing.BEZET,
    "57": Storing.WEG,
    "57014": Storing.TRAAG,
    "58": Storing.WEG,
    "XX001": Storing.WEG,
    "XX002": Storing.WEG,
}
# The primary result codes: busy, locked, no memory, read-only, interrupted, I/O error, corrupt,
# full, can't open, constraint, not a database.
SQLITE = {
    5: Storing.BEZET,
    6: Storing.BEZET,
    7: Storing.DRUK,
    8: Storing.DICHT,
    9: Storing.TRAAG,
    10: Storing.WEG,
    11: Storing.WEG,
    13: Storing.VOL,
    14: Storing.WEG,
    19: Storing.BOTST,
    26: Storing.WEG,
}
SCHIJF = {
    errno.ENOSPC: Storing.VOL,
    errno.EDQUOT: Storing.VOL,
    errno.EFBIG: Storing.VOL,
    errno.EROFS: Storing.DICHT,
}


def storing_van(fout):
    """The Storing that the exception `fout` or what led to it tells of; None when none does."""
    if isinstance(fout, (Http404, PermissionDenied)):
        return None
    while fout is not None:
        soort = _soort(fout)
        if soort:
            return soort
        fout = fout.__cause__ or fout.__context__
    return None


def _soort(fout):
    if isinstance(fout, Verouderd):
        return Storing.BEZET
    # A time-out of a connection is an OSError too, but of the mail server or the like.
    van_schijf = SCHIJF.get(fout.errno) if isinstance(fout, OSError) else None
    return van_schijf or _van_driver(fout) or _zonder_code(fout)


def _van_driver(fout):
    """What the code of a driver's exception says; None when it has none, or one of no trouble."""
    code = getattr(fout, "sqlstate", None)
    if code:
        return next((SQLSTATES[code[:n]] for n in (5, 2) if code[:n] in SQLSTATES), None)
    return SQLITE.get(getattr(fout, "sqlite_errorcode", 0) & 0xFF)


def _zonder_code(fout):
    """What Django makes of an exception of the driver without a code: a connection that is lost."""
    driver = fout.__cause__
    if getattr(driver, "sqlstate", None) or getattr(driver, "sqlite_errorcode", None):
        return None
    if isinstance(fout, IntegrityError):
        return Storing.BOTST
    return Storing.WEG if isinstance(fout, (OperationalError, InterfaceError)) else None
