"""All that people read goes through gettext, so that another language is a file away."""

import ast
import re
from html.parser import HTMLParser

import pytest
from django.template.base import Lexer, TokenType

from tests.hulp.broncode import lees, python_bestanden, templates

pytestmark = pytest.mark.eenmaal

WOORD = re.compile(r"[^\W\d_]{2,}")
# Names, and words that are the same in every language.
VRIJ = re.compile(r"\b(buurtnet|csv|xlsx|json|excel)\b", re.IGNORECASE)
LEESBAAR = {"alt", "aria-label", "placeholder", "title", "label", "summary"}
# Between these tags stands code, or text that is translated as a whole.
CODE = {"code", "kbd", "pre", "script", "samp", "style"}
# Arguments that name something instead of saying it.
NAMEN = re.compile(r"[a-z0-9_:./#?&=<>%,{} -]*")
# Tags whose arguments are translated, or are names of files, addresses, fields or kinds.
TECHNISCH = set(
    "translate trans blocktranslate blocktrans comment load extends include static url block if"
    " elif now".split()
)


class Teksten(HTMLParser):
    """The texts of a page and of the attributes that people read."""

    def __init__(self):
        super().__init__()
        self.gevonden, self._code = [], 0

    def handle_starttag(self, tag, attrs):
        self._code += tag in CODE
        for naam, waarde in attrs:
            leesbaar = naam in LEESBAAR or (naam == "content" and ("name", "description") in attrs)
            if leesbaar and waarde:
                self.gevonden.append(waarde)

    def handle_endtag(self, tag):
        self._code -= tag in CODE

    def handle_data(self, data):
        if not self._code:
            self.gevonden.append(data)


def losse_teksten(bron):
    """What a template says without asking gettext."""
    teksten, argumenten, slot = [], [], None
    for token in Lexer(bron).tokenize():
        if slot:
            slot = None if token.contents == slot else slot
        elif token.token_type == TokenType.BLOCK:
            tag, *delen = token.split_contents()
            slot = _slot(tag, delen)
            argumenten += delen if tag not in TECHNISCH else []
        elif token.token_type == TokenType.VAR:
            argumenten.append(token.contents)
        elif token.token_type == TokenType.TEXT:
            teksten.append(token.contents)
    lezer = Teksten()
    lezer.feed("".join(teksten))
    zichtbaar = [tekst.strip() for tekst in lezer.gevonden if zegt_iets(tekst)]
    return zichtbaar + [deel for deel in argumenten if zegt_argument(deel)]


def _slot(tag, delen):
    """The tag up to which all that stands there is translated, or not to be read."""
    vertaald = tag in {"blocktranslate", "blocktrans", "comment"}
    is_klasse = [tag, *delen] == ["block", "blad"]
    return f"end{tag}" if vertaald or is_klasse else None


def zegt_iets(tekst):
    return bool(WOORD.search(VRIJ.sub("", tekst)))


def zegt_argument(deel):
    """Whether an argument of a tag is a literal that reads as language: "Nog geen netwerken"."""
    vast = re.sub(r"_\((\"[^\"]*\"|'[^']*')\)|\|date:\"[^\"]*\"", "", deel)
    teksten = [een or ander for een, ander in re.findall(r"\"([^\"]*)\"|'([^']*)'", vast)]
    leest = any(zegt_iets(tekst) and not NAMEN.fullmatch(tekst) for tekst in teksten)
    return leest or 'telling:"' in vast


@pytest.mark.parametrize("pad", templates(), ids=str)
def test_templates_say_nothing_without_gettext(pad):
    assert losse_teksten(lees(pad)) == []


def test_the_check_on_templates_finds_what_it_should():
    assert losse_teksten("<p>Hallo</p>") == ["Hallo"]
    assert losse_teksten('<a title="Ga terug">×</a>') == ["Ga terug"]
    assert losse_teksten('{% leeg titel="Nog geen netwerk" %}') == ['titel="Nog geen netwerk"']
    assert losse_teksten('{{ n|telling:"wijk,wijken" }}') == ['n|telling:"wijk,wijken"']
    assert losse_teksten("{% blocktranslate %}Hallo{% endblocktranslate %}") == []
    assert losse_teksten('<p class="x">{% translate "Hallo" %} – {{ n|date:"j F Y" }}</p>') == []


# Python

SLEUTELS = {
    "help_text",
    "label",
    "verbose_name",
    "verbose_name_plural",
    "violation_error_message",
    "empty_label",
    "short_description",
    "description",
}
# Fields of which the first argument is a model.
RELATIES = {"ManyToManyField", "OneToOneField"}
# Calls, and which of their arguments people read.
AANROEPEN = {
    "ValidationError": 0,
    "add_error": 1,
    "success": 1,
    "warning": 1,
    "error": 1,
    "info": 1,
}


def is_tekst(knoop):
    """A literal with a word in it that gettext never saw."""
    if isinstance(knoop, ast.JoinedStr):
        return any(is_tekst(deel) for deel in knoop.values)
    return (
        isinstance(knoop, ast.Constant)
        and isinstance(knoop.value, str)
        and bool(WOORD.search(knoop.value))
    )


def losse_zinnen(bron):
    """[(line, what)] of the Python texts that people read and gettext doesn't."""
    gevonden = []
    for knoop in ast.walk(ast.parse(bron)):
        if isinstance(knoop, ast.Call):
            gevonden += _in_aanroep(knoop)
        elif isinstance(knoop, ast.ClassDef):
            gevonden += _in_klasse(knoop)
    return [(knoop.lineno, ast.unparse(knoop)) for knoop in gevonden if is_tekst(knoop)]


def _in_aanroep(aanroep):
    naam = getattr(aanroep.func, "attr", getattr(aanroep.func, "id", ""))
    yield from (deel.value for deel in aanroep.keywords if deel.arg in SLEUTELS)
    is_veld = naam.endswith("Field") and naam not in RELATIES and _is_model(aanroep.func)
    plek = 0 if is_veld else AANROEPEN.get(naam)
    if plek is not None and len(aanroep.args) > plek and not _is_logger(aanroep.func):
        yield aanroep.args[plek]


def _is_model(functie):
    return isinstance(functie, ast.Attribute) and getattr(functie.value, "id", "") == "models"


def _is_logger(functie):
    return getattr(getattr(functie, "value", None), "id", "") == "logger"


def _in_klasse(klasse):
    """Labels of choices, and attributes of Meta and admin classes."""
    is_keuze = any("Choices" in ast.unparse(basis) for basis in klasse.bases)
    for regel in klasse.body:
        if not isinstance(regel, ast.Assign):
            continue
        if is_keuze and isinstance(regel.value, ast.Tuple):
            yield regel.value.elts[-1]
        elif getattr(regel.targets[0], "id", "") in SLEUTELS - {"label"}:
            yield regel.value


def test_python_says_nothing_without_gettext():
    fout = {}
    for pad in python_bestanden():
        if {"tests", "migrations", "management"} & set(pad.parts):
            continue
        zinnen = losse_zinnen(lees(pad))
        if zinnen:
            fout[str(pad)] = zinnen
    assert fout == {}


def test_the_check_on_python_finds_what_it_should():
    assert losse_zinnen('f = forms.CharField(label="Naam")') == [(1, "'Naam'")]
    assert losse_zinnen('raise ValidationError(f"Geen {naam}")') == [(1, "f'Geen {naam}'")]
    assert losse_zinnen('class S(models.TextChoices):\n    A = "a", "actief"') == [(2, "'actief'")]
    assert losse_zinnen('n = models.CharField("naam")') == [(1, "'naam'")]
    assert losse_zinnen('n = models.CharField(_("naam"), help_text=_("Zo"))') == []
