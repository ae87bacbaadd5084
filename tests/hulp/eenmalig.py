"""What takes long to make, made once for all processes of a run of the tests.

The process that starts the others names a folder in their environment, and removes it at the end.
"""

import fcntl
import os
import shutil
import tempfile
from pathlib import Path

OMGEVING = "BUURTNET_TESTRUN"


def begin():
    """Make the folder of this run, before there are other processes."""
    os.environ[OMGEVING] = tempfile.mkdtemp(prefix="buurtnet-testrun-")


def ruim_op():
    """Remove all that this run made."""
    shutil.rmtree(os.environ.pop(OMGEVING), ignore_errors=True)


def folder(naam):
    """Path of what has this name; it need not be there."""
    return Path(os.environ[OMGEVING]) / naam


def maak(naam, vul):
    """Path of a folder that `vul(path)` has filled: here, or in whichever process asked first.

    Waits for another process that is at it. What fails is tried anew by who asks next.
    """
    pad, klaar = folder(naam), folder(f"{naam}.klaar")
    with folder(f"{naam}.slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        if not klaar.exists():
            shutil.rmtree(pad, ignore_errors=True)
            pad.mkdir()
            vul(pad)
            klaar.touch()
    return pad
