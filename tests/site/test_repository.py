"""Rules for the repository itself: what every file keeps to."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.template.utils import get_app_template_dirs

BASE_DIR = Path(settings.BASE_DIR)
# From the bottom up: each room may import itself and the rooms of the layers before its own.
LAGEN = (
    ("buurtnet.kern",),
    ("buurtnet.web",),
    ("buurtnet.zoeken", "buurtnet.fotos"),
    ("buurtnet.lijsten",),
    ("buurtnet.bewerken",),
    ("buurtnet.accounts",),
    ("wijken",),
    ("initiatieven",),
    ("netwerken",),
    ("buurtnet.paginas", "buurtnet.werkplek", "buurtnet.demo"),
    # The composition root: which models, addresses and settings there are.
    ("buurtnet",),
)
KAMERS = {kamer: laag for laag, kamers in enumerate(LAGEN) for kamer in kamers}
MAX_REGELS = {".py": 400, ".html": 120}


def bestanden(*patronen):
    """The project's own files, by git's word: tracked, or new and not ignored."""
    opdracht = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patronen]
    uitvoer = subprocess.run(opdracht, cwd=BASE_DIR, capture_output=True, text=True, check=True)
    namen = sorted(set(uitvoer.stdout.splitlines()))
    return [Path(naam) for naam in namen if (BASE_DIR / naam).is_file()]


def lees(pad):
    return (BASE_DIR / pad).read_text()


def kamer_van(module):
    """The room that a module of ours lies in; None for a package of others, and for tests."""
    passend = (kamer for kamer in KAMERS if f"{module}.".startswith(f"{kamer}."))
    return max(passend, key=len, default=None)


def imports(pad):
    """Full names of the modules a file imports, also inside functions."""
    pakket = ".".join(pad.with_suffix("").parts)
    for knoop in ast.walk(ast.parse(lees(pad))):
        if isinstance(knoop, ast.Import):
            yield from (naam.name for naam in knoop.names)
        elif isinstance(knoop, ast.ImportFrom):
            boven = pakket.split(".")[: -knoop.level] if knoop.level else []
            module = ".".join([*boven, *filter(None, [knoop.module])])
            yield from (f"{module}.{naam.name}" for naam in knoop.names)


def python_bestanden():
    return bestanden("*.py")


def templates():
    return bestanden("templates/*.html", "*/templates/*.html")


def test_imports_run_one_way():
    fout = []
    for pad in python_bestanden():
        eigen = kamer_van(".".join(pad.with_suffix("").parts))
        for module in imports(pad) if eigen else ():
            ander = kamer_van(module)
            if ander not in (None, eigen) and KAMERS[ander] >= KAMERS[eigen]:
                fout.append(f"{pad} imports {module}")
    assert not fout


@pytest.mark.parametrize("soort", MAX_REGELS)
def test_no_file_is_too_long(soort):
    paden = templates() if soort == ".html" else python_bestanden()
    te_lang = {
        str(pad): regels
        for pad in paden
        if "migrations" not in pad.parts and (regels := lees(pad).count("\n")) > MAX_REGELS[soort]
    }
    assert not te_lang


def test_nothing_is_left_to_do():
    merken = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")
    soorten = ("*.py", "*.html", "*.css", "*.js", "*.md", "*.toml", ".ci/*", "deploy/*")
    assert not [str(pad) for pad in bestanden(*soorten) if merken.search(lees(pad))]


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# Templates


def test_templates_have_no_inline_script_or_style():
    """The content security policy refuses them, so they would fail in silence."""
    verboden = re.compile(
        r"<style|\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]*\b(src|type=\"application/json\"))",
        re.IGNORECASE,
    )
    assert not [str(pad) for pad in templates() if verboden.search(lees(pad))]


def test_templates_ask_nothing_of_another_host():
    vreemd = re.compile(r"(src|action|<link[^>]*href)=\"(https?:)?//", re.IGNORECASE)
    assert not [str(pad) for pad in templates() if vreemd.search(lees(pad))]


def test_no_template_or_script_carries_htmx_or_a_handler_of_its_own():
    """Behaviour lives in static/js, in modules that look for what they serve."""
    gedrag = re.compile(r"""[\s"'](?:data-)?hx-[a-z]|\son(?!der=)[a-z]+=["']|\.on[a-z]+ ?= ?""")
    paden = [*templates(), *bestanden("static/js/*.js")]
    assert not [str(pad) for pad in paden if gedrag.search(lees(pad))]


def test_every_template_is_used():
    """Named by Python code or by a template, or standing in for a template of a package."""
    bron = "\n".join(lees(pad) for pad in [*python_bestanden(), *templates()])
    namen = [str(pad).partition("templates/")[2] for pad in templates()]
    van_pakketten = {
        str(pad.relative_to(folder))
        for folder in map(Path, get_app_template_dirs("templates"))
        if BASE_DIR not in folder.parents or ".venv" in folder.parts
        for pad in folder.rglob("*.html")
    }
    van_django = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
    elders = van_pakketten | van_django
    assert not [naam for naam in namen if naam not in bron and naam not in elders]
