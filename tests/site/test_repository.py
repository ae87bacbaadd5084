"""Rules for the repository itself: what every file keeps to."""

import ast
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.template import engines
from django.template.base import Lexer, TokenType
from django.template.utils import get_app_template_dirs

from tests.hulp.broncode import BASE_DIR, bestanden, lees, python_bestanden, templates
from tests.hulp.pijl import imports_van

pytestmark = pytest.mark.eenmaal

MAX_REGELS = {".py": 400, ".html": 120}


def test_no_test_module_imports_another():
    """What two of them need stands in tests/hulp, or in a conftest."""
    fout = []
    for pad in bestanden("tests/*.py"):
        for module in imports_van(str(pad), lees(pad)):
            if module.startswith("tests.") and ".test_" in module:
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


# Each says where from, where to or along with what only when a noun stands beside it.
KALE_VOORZETSELS = frozenset("bij boven lees los mee naar onder rond samen".split())


def namen_in(bron):
    """What a source text gives a name to: functions, classes, arguments, variables, attributes."""
    for knoop in ast.walk(ast.parse(bron)):
        if isinstance(knoop, ast.FunctionDef | ast.ClassDef):
            yield knoop.name
        elif isinstance(knoop, ast.arg):
            yield knoop.arg
        elif isinstance(knoop, ast.Name) and isinstance(knoop.ctx, ast.Store):
            yield knoop.id
        elif isinstance(knoop, ast.Attribute) and isinstance(knoop.ctx, ast.Store):
            yield knoop.attr


def test_no_bare_preposition_is_a_name():
    paden = [pad for pad in python_bestanden() if pad.parts[0] != "tests"]
    fout = {str(pad): KALE_VOORZETSELS.intersection(namen_in(lees(pad))) for pad in paden}
    assert {pad: namen for pad, namen in fout.items() if namen} == {}


def test_nothing_is_left_to_do():
    merken = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b|^(<{7}|>{7}) ", re.MULTILINE)
    soorten = ("*.py", "*.html", "*.css", "*.js", "*.md", "*.toml", ".ci/*", "deploy/*")
    assert not [str(pad) for pad in bestanden(*soorten) if merken.search(lees(pad))]


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# Templates


def test_templates_have_no_inline_script_or_style():
    """The content security policy refuses them, so they would fail in silence.

    A mail has no policy, and may fetch nothing.
    """
    verboden = re.compile(
        r"<style|\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]*\b(src|type=\"application/json\"))",
        re.IGNORECASE,
    )
    paginas = [pad for pad in templates() if str(pad) != "templates/post/basis.html"]
    assert not [str(pad) for pad in paginas if verboden.search(lees(pad))]


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


def ongebruikt(sjabloon):
    """The libraries that the source of a template loads without using a tag or filter of them."""
    geladen, tags, filters = [], set(), set()
    for stuk in Lexer(sjabloon).tokenize():
        if stuk.token_type in (TokenType.BLOCK, TokenType.VAR):
            filters |= set(re.findall(r"\|(\w+)", stuk.contents))
        if stuk.token_type == TokenType.BLOCK:
            tag, *woorden = stuk.split_contents()
            tags.add(tag)
            geladen += woorden if tag == "load" else []
    bekend = engines["django"].engine.template_libraries
    return [
        naam
        for naam in geladen
        if not (tags & bekend[naam].tags.keys() or filters & bekend[naam].filters.keys())
    ]


def test_a_template_loads_what_it_uses_only():
    fout = {str(pad): namen for pad in templates() if (namen := ongebruikt(lees(pad)))}
    assert fout == {}
