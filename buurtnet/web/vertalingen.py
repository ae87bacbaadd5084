"""The catalogues of translations: gathered from the source, checked, and made fit for Django.

Babel does what GNU gettext would, so that a machine needs nothing but Python.
"""

import io
import os
import re
import tempfile

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.reloader import translation_file_changed
from django.utils.translation.template import templatize

from .catalogi import afdruk, merk_van, mo_van, po_van, verouderd

BRONNEN = ("buurtnet", "wijken", "initiatieven", "netwerken", "templates")
# What gettext is called here, and which arguments it translates; see also `telling` below.
FUNCTIES = {
    **dict.fromkeys(("_", "_t", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
TELLING = re.compile(r'(?:\|telling:|\bvormen=)(?:_\()?"([^"]*)"\)?')
PLAATSHOUDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


def lees_catalogus(code):
    """The Catalog of a language as it is in the repository."""
    with po_van(code).open("rb") as bestand:
        return read_po(bestand, locale=code, domain="django", abort_invalid=True)


# From the source


def uit_bron():
    """{(context, message or (singular, plural))} of all that the source asks gettext for."""
    gevonden = set()
    for naam in BRONNEN:
        for pad in sorted((settings.BASE_DIR / naam).rglob("*")):
            # Whatever the folder is called that the project lies in.
            delen = pad.relative_to(settings.BASE_DIR).parts
            if pad.suffix == ".py" and "migrations" not in delen:
                gevonden |= _uit_python(pad.read_text())
            elif pad.suffix in {".html", ".txt"} and "templates" in delen:
                gevonden |= uit_template(pad.read_text())
    return gevonden


def _uit_python(bron):
    bestand = io.BytesIO(bron.encode())
    rijen = extract("python", bestand, FUNCTIES, options={"encoding": "utf-8"})
    return {(context, bericht) for _regel, bericht, _opmerking, context in rijen}


def uit_template(bron):
    """The messages of a template, those of the filter `telling` included."""
    gevonden = {
        (None, bericht) for vormen in TELLING.findall(bron) for bericht in tellingen(vormen)
    }
    zonder = TELLING.sub("", bron)
    # Only calls are left in it, each on one line: how far they stand from the margin is nothing.
    regels = (regel.strip() for regel in templatize(zonder).splitlines())
    return gevonden | _uit_python("\n".join(regels))


def tellingen(vormen):
    """The messages of the nouns that `telling` is given: "wijk,wijken,nergens een wijk"."""
    enkelvoud, meervoud, *niets = vormen.split(",")
    return [(f"%(n)s {enkelvoud}", f"%(n)s {meervoud}"), *niets]


# The catalogue of a language


def bijgewerkt(code):
    """The Catalog with exactly what the source asks, each with the translation it had."""
    oud = lees_catalogus(code)
    nieuw = Catalog(locale=code, domain="django")
    for context, bericht in uit_bron():
        had = oud.get(_eerste(bericht), context=context)
        zelfde = had is not None and had.id == bericht
        nieuw.add(bericht, had.string if zelfde else None, context=context)
    return nieuw


def _eerste(bericht):
    return bericht[0] if isinstance(bericht, tuple) else bericht


def als_tekst(catalogus):
    """As it stands in the repository: the header as it was, sorted, no places in the source."""
    kop, _, _ = po_van(str(catalogus.locale)).read_text().partition("\n\n")
    bestand = io.BytesIO()
    write_po(bestand, catalogus, width=100, no_location=True, sort_output=True, omit_header=True)
    return f"{kop}\n\n{bestand.getvalue().decode().strip()}\n"


def gebreken(catalogus):
    """[(message, what is wrong with it)] of a catalogue."""
    gevonden = []
    for bericht in catalogus:
        if not bericht.id:
            continue
        vertaald = bericht.string if isinstance(bericht.string, tuple) else (bericht.string,)
        bron = bericht.id if isinstance(bericht.id, tuple) else (bericht.id,)
        if not all(vertaald):
            gevonden.append((bron[0], "not translated"))
        elif bericht.fuzzy:
            gevonden.append((bron[0], "fuzzy"))
        elif any(_afwijkend(bron[min(i, len(bron) - 1)], zin) for i, zin in enumerate(vertaald)):
            gevonden.append((bron[0], "other placeholders or line ends"))
    return gevonden


def _afwijkend(bron, zin):
    randen = [(t[:1].isspace(), t[-1:].isspace(), t.startswith("\n")) for t in (bron, zin)]
    delen = [sorted(PLAATSHOUDER.findall(t)) for t in (bron, zin)]
    return randen[0] != randen[1] or delen[0] != delen[1]


# For Django


def compileer():
    """Make the files that Django reads, where they don't match the catalogues yet.

    What is not in order yet is left out, and so shown in Dutch. A step of `start`, of a deployment
    and of the tests, beside `collectstatic`: a process that serves the site only reads.
    """
    for code in verouderd():
        doel = mo_van(code)
        doel.parent.mkdir(parents=True, exist_ok=True)
        bestand = io.BytesIO()
        catalogus = lees_catalogus(code)
        for bericht, _gebrek in gebreken(catalogus):
            catalogus.delete(bericht)
        write_mo(bestand, catalogus)
        _vervang(doel, bestand.getvalue())
        _vervang(merk_van(code), afdruk(code).encode())
        # Somebody may have asked for a word of this language already.
        translation_file_changed(None, doel)


def _vervang(pad, inhoud):
    """Write a file in one go: another process may be reading it."""
    greep, tijdelijk = tempfile.mkstemp(dir=pad.parent)
    with os.fdopen(greep, "wb") as bestand:
        bestand.write(inhoud)
    os.replace(tijdelijk, pad)
