"""The project's own files, for tests that read the source."""

import subprocess
from pathlib import Path

from django.conf import settings

BASE_DIR = Path(settings.BASE_DIR)


def bestanden(*patronen):
    """[path in the project] of its own files, by git's word: tracked, or new and not ignored."""
    opdracht = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patronen]
    uitvoer = subprocess.run(opdracht, cwd=BASE_DIR, capture_output=True, text=True, check=True)
    namen = sorted(set(uitvoer.stdout.splitlines()))
    return [Path(naam) for naam in namen if (BASE_DIR / naam).is_file()]


def lees(pad):
    """The text of the file at this path in the project."""
    return (BASE_DIR / pad).read_text()


def python_bestanden():
    """[path in the project] of all Python."""
    return bestanden("*.py")


def templates():
    """[path in the project] of all templates."""
    return bestanden("templates/*.html", "*/templates/*.html")
