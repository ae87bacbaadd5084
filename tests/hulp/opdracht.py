"""Commands in a process of their own, with no settings but those given."""

import os
import subprocess
import sys

from buurtnet import opstart

BASE_DIR = opstart.BASE_DIR


def draai(*argumenten, omgeving=None, python=(sys.executable,)):
    """Run a command in a bare environment; the finished process with its output as text."""
    kaal = {naam: os.environ[naam] for naam in ("PATH", "HOME") if naam in os.environ}
    kaal["DJANGO_SETTINGS_MODULE"] = "buurtnet.settings"
    return subprocess.run(
        [*python, *argumenten],
        cwd=BASE_DIR,
        env=kaal | (omgeving or {}),
        capture_output=True,
        text=True,
        check=False,
    )
