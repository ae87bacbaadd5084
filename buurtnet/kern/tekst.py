"""The rule for every text that is kept: no characters that can't be seen or turn what is read.

Kept is NFC, so that what looks the same is the same. A field of one line holds one line, with
single ordinary spaces; a longer text keeps its line ends, each as a line feed.
"""

import re
import unicodedata
from functools import lru_cache

from django.db import models

# Where a line ends, however that was written: Unicode Standard, section 5.8.
REGELEINDE = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Shown as a space, though none to a computer: the blank of braille, and tabs.
LEEGTE = re.compile("[\t\x1f\u2800]")
# Seen by nobody: control characters, what sets the reading order, marks within words, tags,
# halves of characters, and what no XML holds.
ONZICHTBARE_SOORTEN = frozenset({"Cc", "Cf", "Cs"})
ONZICHTBAAR = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
# Joiners and variants: seen by nobody after a letter of ours, needed in other scripts and emoji.
VOEGERS = frozenset("\u200c\u200d")
VARIANTEN = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# From here on letters are joined: Arabic and what follows it.
VERBONDEN = 0x0600
GEWOON = re.compile(r"[ -~]*")


def een_regel(tekst):
    """`tekst` as a field of one line keeps it: "" when nothing of it can be seen."""
    if GEWOON.fullmatch(tekst) and "  " not in tekst:
        return tekst.strip()
    return " ".join(_zichtbaar(REGELEINDE.sub(" ", tekst)).split())


def meer_regels(tekst):
    """`tekst` as a field of more lines keeps it: with its line ends and its own spaces."""
    if GEWOON.fullmatch(tekst):
        return tekst
    return "\n".join(map(_zichtbaar, REGELEINDE.sub("\n", tekst).split("\n")))


def _zichtbaar(regel):
    """One line without what nobody sees, in the form that looks the same as all others."""
    regel = unicodedata.normalize("NFC", LEEGTE.sub(" ", regel))
    if regel.isascii() and regel.isprintable():
        return regel
    gezien = []
    for plek, teken in enumerate(regel):
        if _blijft(teken, gezien[-1] if gezien else "", regel[plek + 1 : plek + 2]):
            gezien.append(teken)
    # What stood between a letter and its accent is gone.
    return unicodedata.normalize("NFC", "".join(gezien))


def _blijft(teken, vorig, volgend):
    if teken in VOEGERS:
        return _voegt(vorig) and _voegt(volgend)
    if VARIANTEN.match(teken):
        return bool(vorig) and not (vorig.isspace() or (vorig.isalnum() and ord(vorig) < VERBONDEN))
    return _is_zichtbaar(teken)


def _voegt(teken):
    """Whether a joiner beside this changes what one sees."""
    return bool(teken) and ord(teken) >= VERBONDEN and unicodedata.category(teken)[0] in "LMS"


@lru_cache(maxsize=10_000)
def _is_zichtbaar(teken):
    niets = teken in ONZICHTBAAR or (ord(teken) & 0xFFFE) == 0xFFFE
    return not niets and unicodedata.category(teken) not in ONZICHTBARE_SOORTEN


@lru_cache
def tekstvelden(model):
    """{name of a field: how its text is kept} of all that people fill in on `model`.

    What is chosen from a list, and what a field keeps in a form of its own, is left alone.
    """
    soorten = {"CharField": een_regel, "SlugField": een_regel, "TextField": meer_regels}
    return {
        veld.name: soorten[veld.get_internal_type()]
        for veld in model._meta.concrete_fields
        if veld.get_internal_type() in soorten
        and not veld.choices
        and not hasattr(veld, "from_db_value")
    }


def zuiver(rij, *, namen=None, zonder=()):
    """Let the texts of `rij`, a model instance, be as they are kept.

    `namen` says of which fields only; those in `zonder`, and what isn't read yet, stay untouched.
    """
    for naam, maak in tekstvelden(type(rij)).items():
        waarde = rij.__dict__.get(naam)
        if isinstance(waarde, str) and naam not in zonder and (namen is None or naam in namen):
            setattr(rij, naam, maak(waarde))


class MetTekst(models.Model):
    """A model of which people write texts: kept by the rule, whichever way they are saved."""

    class Meta:
        abstract = True

    def clean_fields(self, exclude=None):
        zuiver(self, zonder=exclude or ())
        super().clean_fields(exclude)

    def save_base(self, *args, **kwargs):
        zuiver(self, namen=kwargs.get("update_fields"))
        super().save_base(*args, **kwargs)

    save_base.alters_data = True


class TekstQuerySet(models.QuerySet):
    """Rows whose texts are kept by the rule, also when many are written at once."""

    def update(self, **velden):
        regels = tekstvelden(self.model)
        for naam, waarde in velden.items():
            if naam in regels and isinstance(waarde, str):
                velden[naam] = regels[naam](waarde)
        return super().update(**velden)

    update.alters_data = True

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        for rij in objs:
            zuiver(rij)
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs, fields, *args, **kwargs):
        objs, fields = list(objs), list(fields)
        for rij in objs:
            zuiver(rij, namen=fields)
        return super().bulk_update(objs, fields, *args, **kwargs)

    bulk_update.alters_data = True
