"""Reading plain Dutch: "elke eerste en derde woensdag van de maand" as a Herhaling."""

import datetime
import re
from functools import lru_cache

from django.utils.translation import gettext as _

from buurtnet.basis.datumtekst import MAANDNUMMER, lees_tijdstip
from buurtnet.basis.models import Precisie

from .regel import MEESTE_KEREN, Regel, keur, lees_regel
from .woorden import DAGDELEN, WERKDAGEN, WISSELEND, Herhaling

LANGSTE = 400
DAGEN = {
    naam: nummer
    for nummer, namen in enumerate(
        ("maandag ma", "dinsdag di", "woensdag wo", "donderdag do", "vrijdag vr", "zaterdag za")
    )
    for naam in namen.split()
} | {"zondag": 6, "zo": 6}
RANG = {
    "eerste": 1,
    "tweede": 2,
    "derde": 3,
    "vierde": 4,
    "vijfde": 5,
    "laatste": -1,
    "voorlaatste": -2,
}
IN_HET_KORT = {
    "dagelijks": "elke dag",
    "wekelijks": "elke week",
    "tweewekelijks": "om de week",
    "maandelijks": "elke maand",
    "jaarlijks": "elk jaar",
    "doordeweeks": "elke werkdag",
    "op werkdagen": "elke werkdag",
    "in het weekend": "elk weekend",
}
GETALLEN = {"een": 1, "één": 1, "eén": 1, "eens": 1} | {
    woord: n
    for n, woord in enumerate("twee drie vier vijf zes zeven acht negen tien elf twaalf".split(), 2)
}
PER = {"dag": "dag", "week": "week", "maand": "maand", "jaar": "jaar"}
WAT = {
    "keer": "keer",
    "maal": "keer",
    "dag": "dag",
    "dagen": "dag",
    **{deel: deel for deel in DAGDELEN},
    **{f"{deel}en": deel for deel in DAGDELEN},
}
FREQ = {"dag": "DAILY", "week": "WEEKLY", "maand": "MONTHLY", "jaar": "YEARLY"}
EENHEID = {"dagen": "dag", "weken": "week", "maanden": "maand", "jaren": "jaar"} | PER

TIJD = r"(\d{1,2})(?:[:.](\d{2}))?"
VAN_TOT = re.compile(rf",? ?van {TIJD} ?(?:uur )?(?:tot|-|–) ?{TIJD}(?: ?uur| ?u)?", re.ASCII)
OM = re.compile(rf",? ?(?:om|vanaf) {TIJD}(?: ?uur| ?u|(?= |$))", re.ASCII)
KEREN = re.compile(r"(.+?),? (?:in totaal )?(\w+) (?:keer|maal)")
TOT = re.compile(r"(.+?),? (?:tot en met|t/m) (.+)")
PER_WAT = re.compile(r"(\w+) (\w+) (?:per|in de|in het|in een|elke|elk) (dag|week|maand|jaar)(.*)")
ELKE = re.compile(r"(?:elke|elk|iedere|ieder) (.+)")
OM_DE = re.compile(r"om (?:de|het) (?:andere )?(?:(\w+) )?(dag|week|weken|maand|maanden|jaar)(.*)")
ELKE_N = re.compile(r"(\w+) (dagen|weken|maanden|jaren|jaar)(.*)")
_MAAND = "(?:{})".format("|".join(sorted(MAANDNUMMER, key=len, reverse=True)))
IN_MAANDEN = re.compile(rf"(.+?) (?:in|van) ({_MAAND}(?:(?:, | en ){_MAAND})*)")
MAANDEN_LANG = re.compile(r"(.+?) van (\w+) (?:tot en met|t/m) (\w+)")
EEN_KEER_IN = re.compile(
    r"(?:één|een|eens|1)(?: keer)? (?:per|in de|elke|om de) (\w+) (dagen|weken|maanden|jaar)(.*)"
)
RANGCIJFER = re.compile(r"([1-9]|[12][0-9]|3[01])(?:e|de|ste)", re.ASCII)
OP_DATUM = re.compile(r"(?:op )?(?:(\w+) )?(\d.*)")
DAG_MAAND = re.compile(r"(\d{1,2}) ([a-z]+)", re.ASCII)
SCHEIDING = re.compile(r",? en |, |,| & | / ")


def onbegrepen():
    return ValueError(
        _(
            "Dit begrijpen we niet. Schrijf bijvoorbeeld “elke zondag”, “om de week op dinsdag en"
            " donderdag”, “elke laatste vrijdag van de maand”, “twee keer per week” of “op 12"
            " december 2026”. Ligt het niet vast? Schrijf dan “wisselend”."
        )
    )


def lees(tekst):
    """The Herhaling that `tekst` says. Raises ValueError with a sentence for who typed it."""
    if len(tekst) > LANGSTE:
        raise ValueError(_("Dat is te lang. Zeg in een paar woorden wanneer het is."))
    return _lees(" ".join(tekst.casefold().split()).strip(" .,;"))


@lru_cache(maxsize=4000)
def _lees(tekst):
    if tekst in WISSELEND:
        return Herhaling(wisselend=tekst)
    zonder_tijd, tijden = _neem_tijden(tekst)
    herhaling = _lees_dagen(zonder_tijd)
    return Herhaling(**vars(herhaling) | {"tijden": tijden})


def _neem_tijden(tekst):
    """`tekst` without its time of day, and (begin, end or None), or None."""
    treffer = VAN_TOT.search(tekst) or OM.search(tekst)
    if not treffer:
        return tekst, None
    uren = treffer.groups()
    begin = _tijd(*uren[:2])
    einde = _tijd(*uren[2:]) if len(uren) == 4 else None
    rest = f"{tekst[: treffer.start()]} {tekst[treffer.end() :]}"
    return " ".join(rest.split()).strip(" ,"), (begin, einde)


def _tijd(uur, minuut):
    uur, minuut = int(uur), int(minuut or 0)
    if uur > 23 or minuut > 59:
        raise ValueError(_("Die tijd bestaat niet. Schrijf bijvoorbeeld 19:30."))
    return datetime.time(uur, minuut)


def _lees_dagen(tekst):
    datum = _eenmalig(tekst)
    if datum:
        return Herhaling(datum=datum)
    einde = {}
    treffer = TOT.fullmatch(tekst)
    if treffer and not _is_maand(treffer[2]) and not _dag(treffer[2]):
        tekst, einde = treffer[1], {"tot": lees_tijdstip(treffer[2], einde=True).datum}
    treffer = KEREN.fullmatch(tekst)
    if treffer and _getal(treffer[2]):
        tekst, einde = treffer[1], einde | {"keren": _hoogstens(treffer[2])}
    treffer = PER_WAT.fullmatch(tekst)
    if treffer and treffer[2] in WAT:
        return _per_wat(*treffer.groups(), einde)
    treffer = EEN_KEER_IN.fullmatch(tekst)
    if treffer:
        tekst = f"elke {treffer[1]} {treffer[2]}{treffer[3]}"
    delen, dagdeel = _ritme(_gewone_woorden(tekst))
    return Herhaling(keur(Regel(**delen | einde)), dagdeel=dagdeel)


def _hoogstens(woord):
    if _getal(woord) > MEESTE_KEREN:
        raise ValueError(_("Hoogstens %d keer. Laat het anders zonder einde.") % MEESTE_KEREN)
    return _getal(woord)


def _getal(woord):
    if woord.isascii() and woord.isdigit() and len(woord) < 5:
        return int(woord)
    return GETALLEN.get(woord, 0)


def _is_maand(tekst):
    return tekst in MAANDNUMMER


def _eenmalig(tekst):
    """The day in "op zaterdag 12 december 2026"; None when it says something else."""
    treffer = OP_DATUM.fullmatch(tekst)
    if not treffer or (treffer[1] and treffer[1] not in DAGEN):
        return None
    try:
        tijdstip = lees_tijdstip(treffer[2])
    except ValueError:
        if DAG_MAAND.fullmatch(treffer[2]):
            raise ValueError(_("Zeg ook het jaar, of “elk jaar op” die dag.")) from None
        return None
    if tijdstip.precisie != Precisie.DAG:
        return None
    if treffer[1] and DAGEN[treffer[1]] != tijdstip.datum.weekday():
        raise ValueError(_("Die datum valt op een andere dag van de week. Kijk het na."))
    return tijdstip.datum


def _per_wat(aantal, wat, per, rest, einde):
    """ "twee dagen per week" has no days; "één keer per jaar in september" is a rule."""
    n, wat = _getal(aantal), WAT[wat]
    if not 1 <= n <= 99:
        raise onbegrepen()
    if n == 1 and wat in ("keer", "dag"):
        delen, dagdeel = _ritme(f"elke {per}{rest}")
        return Herhaling(keur(Regel(**delen | einde)), dagdeel=dagdeel)
    if rest or einde or (per == "dag" and wat != "keer"):
        raise onbegrepen()
    if wat in DAGDELEN and per == "jaar":
        raise onbegrepen()
    return Herhaling(keren=(n, wat, per))


def _gewone_woorden(tekst):
    """ "'s zondags", "zondags" and bare "zondagmiddag" as "elke …"."""
    tekst = re.sub(r"^(?:op )?'s ", "", tekst.replace("’", "'"))
    tekst = re.sub(r"\b(maan|dins|woens|donder|vrij|zater|zon)dags\b", r"\1dag", tekst)
    tekst = tekst.replace("doordeweekse dag", "werkdag")
    if tekst in IN_HET_KORT:
        return IN_HET_KORT[tekst]
    kaal = tekst.removeprefix("op ").removeprefix("van ")
    eerste = re.split(r"[ ,]", kaal)[0].removesuffix("-")
    return f"elke {kaal}" if _dag(eerste) else tekst


def _ritme(tekst):
    """(fields of a Regel, part of the day) of what comes before any end."""
    tekst, maanden = _neem_maanden(tekst)
    treffer = OM_DE.fullmatch(tekst)
    if treffer:
        n = _getal(treffer[1]) if treffer[1] else 2
        return _op(n, EENHEID[treffer[2]], treffer[3], maanden)
    treffer = ELKE.fullmatch(tekst)
    if not treffer:
        raise onbegrepen()
    rest = treffer[1]
    treffer = ELKE_N.fullmatch(rest)
    if treffer and _getal(treffer[1]):
        return _op(_getal(treffer[1]), EENHEID[treffer[2]], treffer[3], maanden)
    return _elke(rest, maanden)


def _neem_maanden(tekst):
    """`tekst` without the months at its end, and those."""
    treffer = MAANDEN_LANG.fullmatch(tekst)
    if treffer and _is_maand(treffer[2]) and _is_maand(treffer[3]):
        eerste, laatste = MAANDNUMMER[treffer[2]], MAANDNUMMER[treffer[3]]
        aantal = (laatste - eerste) % 12 + 1
        return treffer[1], tuple((eerste + n - 1) % 12 + 1 for n in range(aantal))
    treffer = IN_MAANDEN.fullmatch(tekst)
    if not treffer:
        return tekst, ()
    return treffer[1], tuple(MAANDNUMMER[naam] for naam in SCHEIDING.split(treffer[2]))


def _elke(rest, maanden):
    """What comes after "elke"."""
    delen = {"maanden": maanden} if maanden else {}
    if rest in FREQ:
        return delen | {"freq": FREQ[rest]}, ""
    if rest == "werkdag":
        return delen | {"freq": "WEEKLY", "dagen": _zonder_rang(WERKDAGEN)}, ""
    if rest in DAGDELEN:
        return delen | {"freq": "DAILY"}, rest
    if rest.startswith("dag behalve "):
        weg, _dagdeel = _weekdagen(rest.removeprefix("dag behalve ").removeprefix("op "))
        dagen = _zonder_rang(dag for dag in range(7) if dag not in weg)
        return delen | {"freq": "WEEKLY", "dagen": dagen}, ""
    eenheid, _op_woord, dagen = rest.partition(" op ")
    if eenheid in FREQ:
        return _op(1, eenheid, f" op {dagen}", maanden)
    van_maand = rest.removesuffix(" van de maand").removesuffix(" van elke maand")
    if van_maand != rest or rest.split()[0] in RANG:
        return _van_maand(van_maand, "MONTHLY", delen)
    namen, dagdeel = _weekdagen(rest)
    return delen | {"freq": "WEEKLY", "dagen": _zonder_rang(namen)}, dagdeel


def _op(n, eenheid, rest, maanden):
    """ "om de week" and what comes after it: "op dinsdag en donderdag"."""
    delen = {"freq": FREQ[eenheid], "elke": n} | ({"maanden": maanden} if maanden else {})
    rest = rest.strip(" ,")
    if not rest:
        return delen, ""
    rest = rest.removeprefix("op ").removeprefix("de ")
    if eenheid == "week":
        namen, dagdeel = _weekdagen(rest)
        return delen | {"dagen": _zonder_rang(namen)}, dagdeel
    if eenheid == "maand":
        return _van_maand(rest.removesuffix(" van de maand"), "MONTHLY", delen)
    if eenheid == "jaar":
        treffer = DAG_MAAND.fullmatch(rest)
        if treffer and _is_maand(treffer[2]):
            maand = MAANDNUMMER[treffer[2]]
            return delen | {"maanden": (maand,), "maanddagen": (int(treffer[1]),)}, ""
        if maanden:
            return _van_maand(rest, "YEARLY", delen)
    raise onbegrepen()


def _zonder_rang(dagen):
    return tuple((0, dag) for dag in dagen)


def _van_maand(tekst, freq, delen):
    """ "eerste en derde woensdag", "15e", "laatste dag"."""
    dagen, maanddagen, rangen, dagdelen = [], [], [], set()
    for woord in SCHEIDING.sub(" ", tekst).split():
        dag = _dag(woord)
        if dag and rangen:
            dagen += [(rang, dag[0]) for rang in rangen]
            dagdelen.add(dag[1])
            rangen = []
        elif woord == "dag" and rangen:
            maanddagen, rangen = maanddagen + rangen, []
        else:
            rangen.append(_rang(woord))
    maanddagen += rangen
    if len(dagdelen) > 1 or min(maanddagen, default=-1) < -1:
        raise onbegrepen()
    delen = delen | {"freq": freq, "dagen": tuple(dagen), "maanddagen": tuple(maanddagen)}
    return delen, dagdelen.pop() if dagdelen else ""


def _rang(woord):
    treffer = RANGCIJFER.fullmatch(woord)
    if not treffer and woord not in RANG:
        raise onbegrepen()
    return int(treffer[1]) if treffer else RANG[woord]


def _weekdagen(tekst):
    """(numbers of the weekdays, part of the day) in "dinsdag- en donderdagochtend"."""
    if tekst in ("werkdagen", "werkdag"):
        return WERKDAGEN, ""
    if tekst == "weekend":
        return (5, 6), ""
    treffer = re.fullmatch(r"(\w+) (?:tot en met|t/m) (\w+)", tekst)
    if treffer and _dag(treffer[1]) and _dag(treffer[2]):
        eerste, laatste = _dag(treffer[1])[0], _dag(treffer[2])[0]
        return tuple((eerste + n) % 7 for n in range((laatste - eerste) % 7 + 1)), ""
    woorden = [woord.removeprefix("op ") for woord in SCHEIDING.split(tekst)]
    dagen = [_dag(woord.removesuffix("-")) for woord in woorden]
    if not all(dagen):
        raise onbegrepen()
    dagdeel = dagen[-1][1]
    if any(d[1] != dagdeel for d, woord in zip(dagen, woorden, strict=True) if woord[-1] != "-"):
        raise onbegrepen()
    return tuple(dag for dag, _deel in dagen), dagdeel


def _dag(woord):
    """(number of the weekday, part of the day) of "zondagmiddag", or None."""
    for deel in ("", *DAGDELEN):
        naam = woord.removesuffix(deel) if deel else woord.removesuffix("en")
        if naam in DAGEN and (not deel or naam != woord) and (naam == woord or len(naam) > 2):
            return DAGEN[naam], deel
    return None


@lru_cache(maxsize=4000)
def in_woorden(ritme, regel, taal):
    """What a page in `taal`, the active language, says about when something happens.

    In Dutch that is what was typed; other languages put it into words of their own.
    """
    if ritme and taal.startswith("nl"):
        return ritme
    try:
        if ritme:
            return lees(ritme).woorden
        return Herhaling(lees_regel(regel)).woorden if regel else ""
    except ValueError:
        return ritme
