"""What in a text is of one person: numbers and addresses that lead to somebody.

Recognised are a burgerservicenummer, an IBAN, a Dutch mobile number and an e-mail address. Names
are not: no program tells "Jan de Boer" from a street.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from stdnum import iban, numdb
from stdnum.nl import bsn

# What people put between digits: a space, a dot, or one of the dashes.
SCHEIDING = "[ \t.\u2010-\u2015-]"
EMAIL = re.compile(
    r"[\w.+-]{1,64}(?:@| ?[(\[](?:at|apenstaartje)[)\]] ?)[^\W_][\w-]*(?:\.[\w-]+)+", re.IGNORECASE
)
IBAN_BEGIN = re.compile(r"(?<![^\W_])[a-z]{2}[0-9]{2}(?=[ .-]?[a-z0-9])", re.IGNORECASE)
IBAN_KOP = 4  # the country and two check digits, before what the bank gave out
# A day as "06-12-2026" and a time as "06.30 - 12.30" begin as a mobile number does.
GEEN_MOBIEL = (
    r"(?!06(?P<s>[-./])[0-9]{1,2}(?P=s)(?:19|20)[0-9]{2}(?![0-9]))"
    r"(?!06[.:][0-5][0-9](?:[ ]?[-\u2013]|[ ]?uur|[ ]tot))"
)
MOBIEL = re.compile(
    rf"(?<![0-9])(?<![0-9][-./]){GEEN_MOBIEL}"
    rf"(?:(?:\+|00){SCHEIDING}?31{SCHEIDING}{{0,2}}(?:\(0\))?{SCHEIDING}{{0,2}}6|316|0{SCHEIDING}?6)"
    # After it people also put a stroke, or "(06)".
    rf"(?:{SCHEIDING}|[/:)]){{0,3}}[1-9](?:{SCHEIDING}{{0,2}}[0-9]){{7}}(?![0-9])"
)
CIJFERS = re.compile(rf"[0-9]+(?:{SCHEIDING}[0-9]+)*")
GROEP = re.compile("[0-9]+")
# A burgerservicenummer on paper: 1234.56.782.
BSN_OP_PAPIER = [4, 2, 3]
BSN_LENGTE = 9
# Said right before or after a number: what it is instead.
GEEN_BSN_ERVOOR = re.compile(
    r"(?:\b(?:rsin|kvk|anbi|(?:bestel|order|factuur|offerte)(?:nummer|nr\.?))\W*"
    r"(?:(?:nummer|nr|is)\W*){0,2}"
    r"|(?:€|\beuro?)\s*|(?:\+|\b00)31\W{0,3}(?:\(0\)\W?)?|://\S*|\bwww\.\S*|\S\.nl/\S*)$",
    re.IGNORECASE,
)
GEEN_BSN_ERNA = re.compile(r",(?:[0-9]{2}\b|-)|\s?(?:euro?\b|€)", re.IGNORECASE)
BTW_ERVOOR, BTW_ERNA = (
    re.compile(r"\bNL$", re.IGNORECASE),
    re.compile(r"B[0-9]{2}\b", re.IGNORECASE),
)


class Soort(models.TextChoices):
    EMAIL = "email", _("een e-mailadres")
    IBAN = "iban", _("een rekeningnummer")
    MOBIEL = "mobiel", _("een mobiel nummer")
    BSN = "bsn", _("een burgerservicenummer")


RAAD = {
    Soort.EMAIL: _("Is het van een organisatie? Zet het dan bij haar contactpunten."),
    Soort.IBAN: _("Haal het weg."),
    Soort.MOBIEL: _("Is het van een organisatie? Zet het dan bij haar contactpunten."),
    Soort.BSN: _("Is het iets anders? Zet er dan voor wat, zoals “RSIN” of “bestelnummer”."),
}


class Gegeven(NamedTuple):
    """Something of one person: what kind it is, and how it stood in the text."""

    soort: Soort
    tekst: str


def vind_persoonsgegevens(tekst):
    """All that `tekst` holds of one person, as Gegevens in the order in which they stand there."""
    # Wide digits and spaces that don't break are read as people read them.
    rest = unicodedata.normalize("NFKC", tekst)
    gevonden = []
    for soort, zoek in ZOEKERS.items():
        plekken = zoek(rest)
        gevonden += [(begin, Gegeven(soort, rest[begin:einde])) for begin, einde in plekken]
        rest = _zonder(rest, plekken)
    return [gegeven for _begin, gegeven in sorted(gevonden)]


def weiger_persoonsgegevens(tekst):
    """A validator: raises ValidationError, in words for who typed it, when there is any."""
    fouten = []
    for soort, gevonden in vind_persoonsgegevens(tekst):
        zin = _("Hier staat %(wat)s: %(gevonden)s. Zet hier niets over één persoon. %(raad)s")
        woorden = {"wat": soort.label, "gevonden": gevonden, "raad": RAAD[soort]}
        fouten.append(ValidationError(zin, code=soort.value, params=woorden))
    if fouten:
        raise ValidationError(fouten)


def _zonder(tekst, plekken):
    """Each character is of one thing only: `tekst` without what stands at these spans, in order.

    The rest stays where it is.
    """
    delen, verder = [], 0
    for begin, einde in plekken:
        delen += [tekst[verder:begin], "_" * (einde - begin)]
        verder = einde
    return "".join([*delen, tekst[verder:]])


def _emailadressen(tekst):
    return [vondst.span() for vondst in EMAIL.finditer(tekst)]


def _ibans(tekst):
    """Spans of account numbers: how long one is, its country says, and its check digits agree."""
    plekken, verder = [], 0
    for begin in (vondst.start() for vondst in IBAN_BEGIN.finditer(tekst)):
        if begin >= verder and (einde := _einde_van_iban(tekst, begin)):
            plekken.append((begin, einde))
            verder = einde
    return plekken


def _einde_van_iban(tekst, begin):
    """Where the IBAN ends that begins at `begin`; None when none does."""
    tekens = _iban_van(tekst[begin : begin + 2].upper())
    vondst = tekens and tekens.match(tekst, begin)
    if vondst and iban.is_valid(re.sub("[ .-]", "", vondst[0]), check_country=False):
        return vondst.end()
    return None


@cache
def _iban_van(land):
    """What an account number looks like in a country, by its two capitals; None: there is none.

    Two letters name at most some hundreds of countries, so all of them may be remembered.
    """
    bekend = numdb.get("iban").info(land)[0][1]
    if not bekend:
        return None
    lengte = IBAN_KOP + sum(map(int, re.findall("([0-9]+)!", bekend["bban"])))
    teken = "[a-z0-9]"
    return re.compile(rf"{teken}(?:[ .-]?{teken}){{{lengte - 1}}}(?![^\W_])", re.IGNORECASE)


def _mobiele_nummers(tekst):
    return [vondst.span() for vondst in MOBIEL.finditer(tekst)]


def _bsns(tekst):
    """Spans of nine digits that pass the proof of eleven, and aren't said to be something else."""
    return [
        (begin, einde)
        for rij in CIJFERS.finditer(tekst)
        for begin, einde in _negentallen(tekst, rij)
        if bsn.is_valid(re.sub("[^0-9]", "", tekst[begin:einde]))
        and not _is_iets_anders(tekst, begin, einde)
    ]


def _negentallen(tekst, rij):
    """Spans in `rij`, a match of CIJFERS, of nine digits written as one number."""
    groepen = [groep.span() for groep in GROEP.finditer(tekst, *rij.span())]
    lengtes = [einde - begin for begin, einde in groepen]
    scheiding = [tekst[einde] for _begin, einde in groepen[:-1]]
    if sum(lengtes) == BSN_LENGTE and len(set(scheiding)) <= 1 and min(lengtes) > 1:
        return [rij.span()]
    heel = [groep for groep, lengte in zip(groepen, lengtes, strict=True) if lengte == BSN_LENGTE]
    papier = [
        (groepen[plek][0], groepen[plek + 2][1])
        for plek in range(len(groepen) - 2)
        if lengtes[plek : plek + 3] == BSN_OP_PAPIER and scheiding[plek] == scheiding[plek + 1]
    ]
    return heel + papier


def _is_iets_anders(tekst, begin, einde):
    ervoor, erna = tekst[max(0, begin - 80) : begin], tekst[einde : einde + 8]
    if BTW_ERVOOR.search(ervoor) and BTW_ERNA.match(erna):
        return True
    return bool(GEEN_BSN_ERVOOR.search(ervoor) or GEEN_BSN_ERNA.match(erna))


# In the order in which they are looked for: an IBAN or an address may hold other digits.
ZOEKERS = {
    Soort.EMAIL: _emailadressen,
    Soort.IBAN: _ibans,
    Soort.MOBIEL: _mobiele_nummers,
    Soort.BSN: _bsns,
}
