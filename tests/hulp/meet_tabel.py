"""Reads a file as an import does, and prints its rows, the seconds of CPU and the megabytes.

Run in a process of its own: `python -m tests.hulp.meet_tabel FILE`.
"""

import resource
import sys
from pathlib import Path

import django
from django.conf import settings


def gebruik():
    """(seconds of CPU, largest size in megabytes) of this process until now."""
    nu = resource.getrusage(resource.RUSAGE_SELF)
    return nu.ru_utime + nu.ru_stime, nu.ru_maxrss // 1024


if __name__ == "__main__":
    settings.configure(USE_I18N=False)
    django.setup()
    from buurtnet.bewerken.tabelbestand import lees_tabel

    seconden, megabytes = gebruik()
    tabel = lees_tabel(Path(sys.argv[1]).read_bytes(), lambda cellen: "naam" in cellen, 1000)
    daarna, groter = gebruik()
    print(len(tabel), round(daarna - seconden, 1), groter - megabytes)
