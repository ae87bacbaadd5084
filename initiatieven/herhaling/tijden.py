"""Times of day in plain Dutch: "van 10 tot 12.30 uur", "om half drie", "'s avonds om acht uur"."""

import datetime
import re

from django.utils.translation import gettext as _

from buurtnet.kern.datumtekst import MAANDNUMMER

MAAND = "(?:{})".format("|".join(sorted(MAANDNUMMER, key=len, reverse=True)))
# What goes on past midnight begins in the evening and is over by the morning.
AVOND, OCHTEND = datetime.time(17), datetime.time(6)

UREN = {
    woord: uur
    for uur, woord in enumerate(
        "twee drie vier vijf zes zeven acht negen tien elf twaalf".split(), start=2
    )
} | {"een": 1, "één": 1}
MINUTEN_ERBIJ = {"half ": -30, "kwart over ": 15, "kwart voor ": -15, "": 0}
_UUR = "(?:{})".format("|".join(UREN))
_EENHEID = r"(?! ?(?:keer|maal|dag|dagen|week|weken|maand|maanden|jaar|jaren)\b)"
GESPROKEN = re.compile(
    rf"\b(half |kwart over |kwart voor )({_UUR}|[0-9]{{1,2}})\b"
    rf"|(?<=\bom )({_UUR})\b{_EENHEID}"
    rf"|\b({_UUR})(?= uur\b)"
    rf"|(?<=\bvan )({_UUR})\b(?= tot )"
    rf"|(?<= tot )({_UUR})$",
)

LOS = r"(?<![0-9.:/-])"
TIJD = r"([0-9]{1,2})(?:[:.u]([0-9]{2}))?"
MET_MINUTEN = r"([0-9]{1,2})[:.u]([0-9]{2})"
UUR = r"(?: ?uur| ?u)\b"
GEEN_DATUM = rf"(?![0-9:.]*[0-9])(?![-/ ]*(?:[0-9]|{MAAND}\b))"
TOT = r" ?(?:uur |u )?(?:tot|t/m|-|–) ?"
# In this order: a pair of times before one, and what is surely a time before a bare number.
PATRONEN = [
    re.compile(patroon)
    for patroon in (
        rf",? ?\b(?:van|om|vanaf) {TIJD}{TOT}{TIJD}(?:{UUR}|\b){GEEN_DATUM}",
        rf",? ?{LOS}{MET_MINUTEN}{TOT}{MET_MINUTEN}(?:{UUR}|\b){GEEN_DATUM}",
        rf",? ?{LOS}{TIJD}{TOT}{TIJD}{UUR}",
        rf",? ?\b(?:om|vanaf) {TIJD}(?:{UUR}|\b){GEEN_DATUM}",
        rf",? ?{LOS}{MET_MINUTEN}(?:{UUR}|\b){GEEN_DATUM}",
        rf",? ?{LOS}{TIJD}{UUR}",
    )
]


def neem_tijden(tekst):
    """`tekst` without its time of day, and (begin, end or None), or None."""
    dagdeel = next((deel for deel in ("ochtend", "middag", "avond") if deel in tekst), "")
    tekst = GESPROKEN.sub(lambda treffer: _in_cijfers(treffer, dagdeel), tekst)
    treffer = next(filter(None, (patroon.search(tekst) for patroon in PATRONEN)), None)
    if not treffer:
        return tekst, None
    uren = treffer.groups()
    begin = _begin(*uren[:2], dagdeel)
    einde = _einde(*uren[2:], begin) if len(uren) == 4 else None
    keur_tijden(begin, einde)
    rest = f"{tekst[: treffer.start()]} {tekst[treffer.end() :]}"
    return " ".join(rest.split()).strip(" ,"), (begin, einde)


def keur_tijden(begin, einde):
    """Raises ValueError when it ends before it begins; it may go on past midnight."""
    if begin is None or einde is None or begin < einde or (begin >= AVOND and einde <= OCHTEND):
        return
    tijden = {"begin": f"{begin:%H:%M}", "einde": f"{einde:%H:%M}"}
    raise ValueError(_("Het begint om %(begin)s en eindigt om %(einde)s: kijk dat na.") % tijden)


def _in_cijfers(treffer, dagdeel):
    """ "half drie" as "14:30". Nobody means the night; morning or evening may be unclear."""
    erbij, *woorden = treffer.groups()
    woord = next(filter(None, woorden))
    uur = UREN.get(woord) or int(woord)
    minuten = (uur * 60 + MINUTEN_ERBIJ[erbij or ""]) % (24 * 60)
    einde = treffer.string[: treffer.start()].endswith(("tot ", "t/m ", "-", "- ", "– "))
    if uur in (7, 8) and not dagdeel and not einde:
        keuzes = {"vroeg": _klok(minuten), "laat": _klok(minuten + 12 * 60)}
        raise ValueError(
            _("Is dat ’s ochtends of ’s avonds? Schrijf %(vroeg)s of %(laat)s.") % keuzes
        )
    if minuten < 7 * 60 and dagdeel != "ochtend":
        minuten += 12 * 60
    return _klok(minuten)


def _klok(minuten):
    return f"{minuten // 60}:{minuten % 60:02d}"


def _tijd(uur, minuut):
    uur, minuut = int(uur), int(minuut or 0)
    if uur > 23 or minuut > 59:
        raise ValueError(_("Die tijd bestaat niet. Schrijf bijvoorbeeld 19:30."))
    return datetime.time(uur, minuut)


def _begin(uur, minuut, dagdeel):
    """Hours without minutes are said of the day: "om 2 uur" is 14:00; "'s avonds om 7:30" 19:30."""
    tijd = _tijd(uur, minuut)
    overdag = minuut is None and 1 <= tijd.hour <= 6 and dagdeel != "ochtend"
    laat = (dagdeel == "avond" and 5 <= tijd.hour < 12) or (
        dagdeel == "middag" and 1 <= tijd.hour < 7
    )
    return _later(tijd) if overdag or laat else tijd


def _einde(uur, minuut, begin):
    """The end after `begin`: "van 9 tot 1" is until 13:00. 24:00 is midnight."""
    if (uur, minuut or "00") == ("24", "00"):
        return datetime.time(0)
    tijd = _tijd(uur, minuut)
    spreektaal = tijd <= begin and tijd.hour < 12 and begin < _later(tijd)
    return _later(tijd) if spreektaal and (minuut is None or tijd.hour < 7) else tijd


def _later(tijd):
    return tijd.replace(hour=(tijd.hour + 12) % 24)
