"""What a file is, by its first bytes, and in which encoding its text is."""

import codecs
import io

from django.utils.translation import gettext as _

from . import Tabelfout

BLOK = 1 << 20
BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    # Before that of UTF-16, with which it begins.
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# Of text in UTF-16 without a mark every other byte is nearly always zero.
PROEF = 400


def codering_van(bestand):
    """The encoding of a binary, seekable file, which is left where it was: at its beginning.

    Its mark decides, or else whether it is valid UTF-8; Excel in the Netherlands writes cp1252.
    """
    begin = bestand.read(PROEF)
    bestand.seek(0)
    for bom, codering in BOMS.items():
        if begin.startswith(bom):
            return codering
    for plek, codering in ((1, "utf-16-le"), (0, "utf-16-be")):
        if begin[plek::2].count(0) > len(begin) // 4:
            return codering
    return "utf-8" if _is_utf8(bestand) else "cp1252"


def _is_utf8(bestand):
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while blok := bestand.read(BLOK):
            decoder.decode(blok)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        bestand.seek(0)
    return True


def eis_tekst(begin):
    """Raise Tabelfout when the first bytes are those of a spreadsheet or an archive."""
    if begin.startswith((ZIP, OLE)):
        zin = _(
            "Dit is geen tekst maar een Excel-bestand of een zip. Pak het uit of bewaar als CSV."
        )
        raise Tabelfout(zin)


def eis_leesbaar(inhoud):
    """Raise Tabelfout when these bytes are those of a spreadsheet that only Excel can open."""
    if inhoud.startswith(OLE):
        zin = _(
            "Dit is een oud of beveiligd Excel-bestand. Bewaar het als .xlsx, zonder wachtwoord."
        )
        raise Tabelfout(zin)


def lees_tekst(inhoud):
    """`inhoud`, the bytes of a text file in any usual encoding, as text. Raises Tabelfout."""
    bestand = io.BytesIO(inhoud)
    codering = codering_van(bestand)
    try:
        return bestand.read().decode(codering)
    except UnicodeDecodeError as fout:
        regel = inhoud.count(b"\n", 0, fout.start) + 1
        zin = _("regel %(regel)d: hier staat een teken dat niet te lezen is. Bewaar als CSV UTF-8.")
        raise Tabelfout(zin % {"regel": regel}) from fout
