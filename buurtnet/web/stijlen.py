"""All stylesheets as one: people edit small files, a page asks for one.

A finder makes the file from the parts, so that the development server, the tests and
collectstatic see the same and nobody has to build anything.
"""

import os
import re
import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

BUNDEL = "css/buurtnet.css"
BRONNEN = settings.BASE_DIR / "static" / "css"
# From general to particular: what comes later may overrule what came before.
BLADEN = [
    "tokens.css",
    "base.css",
    "components/knop.css",
    "components/formulier.css",
    "components/agendapunt.css",
    "components/facetten.css",
    "components/feiten.css",
    "components/kaart.css",
    "components/foto.css",
    "components/kalender.css",
    "components/kruimelpad.css",
    "components/lijst.css",
    "components/matrix.css",
    "components/melding.css",
    "components/merk.css",
    "components/plattegrond.css",
    "components/punten.css",
    "components/suggesties.css",
    "components/tabel.css",
    "components/tekening.css",
    "components/uitklap.css",
    "layout.css",
    "print.css",
]


class StijlenFinder(BaseFinder):
    """Finds css/buurtnet.css, made anew when a part or this list changed."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "stijlen")
        self.storage.prefix = ""
        super().__init__(*args, **kwargs)

    def check(self, **kwargs):
        return []

    def list(self, ignore_patterns):
        self._maak()
        yield BUNDEL, self.storage

    def find(self, path, find_all=False, **kwargs):
        if path != BUNDEL:
            return []
        gevonden = str(self._maak())
        return [gevonden] if find_all else gevonden

    def _maak(self):
        """Write the file if it isn't there or is older than its parts; give its path."""
        doel = Path(self.storage.path(BUNDEL))
        delen = [BRONNEN / blad for blad in BLADEN]
        nieuwste = max(deel.stat().st_mtime for deel in [*delen, Path(__file__)])
        if not doel.exists() or doel.stat().st_mtime < nieuwste:
            doel.parent.mkdir(parents=True, exist_ok=True)
            # Aside and then in place: two processes may do this at once.
            greep, tijdelijk = tempfile.mkstemp(dir=doel.parent)
            with os.fdopen(greep, "w") as bestand:
                bestand.write("\n".join(zuinig(deel.read_text()) for deel in delen))
            os.chmod(tijdelijk, 0o644)
            os.replace(tijdelijk, doel)
        return doel


def zuinig(css):
    """The same rules without the words for people: no comments, no indentation."""
    zonder_uitleg = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", zonder_uitleg).strip()
