"""The rhythm itself in plain Dutch: "elke eerste en derde woensdag", "om de week op dinsdag".

Without its times, its end and its exceptions: those are taken out by `lezen`.
"""

import re

from django.utils.translation import gettext as _

from buurtnet.kern.datumtekst import MAANDNUMMER

from .tijden import MAAND
from .woorden import DAGDELEN, WERKDAGEN

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
GETALLEN = {"een": 1, "één": 1, "eén": 1, "eens": 1} | {
    woord: n
    for n, woord in enumerate("twee drie vier vijf zes zeven acht negen tien elf twaalf".split(), 2)
}
PER = {"dag": "dag", "week": "week", "maand": "maand", "jaar": "jaar"}
FREQ = {"dag": "DAILY", "week": "WEEKLY", "maand": "MONTHLY", "jaar": "YEARLY"}
EENHEID = {"dagen": "dag", "weken": "week", "maanden": "maand", "jaren": "jaar"} | PER

MAANDEN = rf"{MAAND}(?:(?:, | en | t/m ){MAAND})*"
IN_MAANDEN = re.compile(rf"(.+?),? (?:in|van)(?: de maanden?)? ({MAANDEN})")
ELKE = re.compile(r"elke (.+)")
OM_DE = re.compile(r"om (?:de|het) (?:andere )?(?:(\w+) )?(dag|week|weken|maand|maanden|jaar)(.*)")
ELKE_N = re.compile(r"(\w+) (dagen|weken|maanden|jaren|jaar)(.*)")
DAG_MAAND = re.compile(rf"([0-9]{{1,2}}) ({MAAND})")
RANGCIJFER = re.compile(r"([1-9]|[12][0-9]|3[01])(?:e|de|ste)")
SCHEIDING = re.compile(r",? en |, |,| & | / ")


def onbegrepen():
    return ValueError(
        _(
            "Dit begrijpen we niet. Schrijf bijvoorbeeld “elke zondag”, “om de week op dinsdag en"
            " donderdag”, “elke laatste vrijdag van de maand”, “twee keer per week” of “op 12"
            " december 2026”. Ligt het niet vast? Schrijf dan “wisselend”."
        )
    )


def getal(woord):
    if woord.isascii() and woord.isdigit() and len(woord) < 5:
        return int(woord)
    return GETALLEN.get(woord, 0)


def _is_maand(tekst):
    return tekst in MAANDNUMMER


def met_elke(tekst):
    """ "'s zondag", "op zondag" and bare "zondagmiddag" as "elke …"."""
    kaal = re.sub(r"^(?:op |van )?(?:'s )?", "", tekst)
    eerste = re.split(r"[ ,]", kaal)[0].removesuffix("-")
    return f"elke {kaal}" if weekdag(eerste) else tekst


def lees_ritme(tekst):
    """(fields of a Regel, part of the day) of what comes before any end."""
    tekst, maanden = _neem_maanden(tekst)
    treffer = OM_DE.fullmatch(tekst)
    if treffer:
        n = getal(treffer[1]) if treffer[1] else 2
        return _op(n, EENHEID[treffer[2]], treffer[3], maanden)
    treffer = ELKE.fullmatch(tekst)
    if not treffer:
        raise onbegrepen()
    rest = treffer[1]
    treffer = ELKE_N.fullmatch(rest)
    if treffer and getal(treffer[1]):
        return _op(getal(treffer[1]), EENHEID[treffer[2]], treffer[3], maanden)
    return _elke(rest, maanden)


def _neem_maanden(tekst):
    """`tekst` without the months at its end, and those."""
    treffer = IN_MAANDEN.fullmatch(tekst)
    return (treffer[1], maandnummers(treffer[2])) if treffer else (tekst, ())


def maandnummers(tekst):
    """Numbers of the months in "juni t/m augustus en december"."""
    maanden = []
    for deel in SCHEIDING.split(tekst):
        eerste, _tot_en_met, laatste = deel.partition(" t/m ")
        begin, einde = MAANDNUMMER[eerste], MAANDNUMMER[laatste or eerste]
        maanden += [(begin + n - 1) % 12 + 1 for n in range((einde - begin) % 12 + 1)]
    return tuple(maanden)


def _elke(rest, maanden):
    """What comes after "elke"."""
    delen = {"maanden": maanden} if maanden else {}
    if rest in FREQ:
        return delen | {"freq": FREQ[rest]}, ""
    if rest == "werkdag":
        return delen | {"freq": "WEEKLY", "dagen": zonder_rang(WERKDAGEN)}, ""
    if rest in DAGDELEN:
        return delen | {"freq": "DAILY"}, rest
    if rest.startswith("dag behalve "):
        weg, _dagdeel = weekdagen(rest.removeprefix("dag behalve ").removeprefix("op "))
        dagen = zonder_rang(dag for dag in range(7) if dag not in weg)
        return delen | {"freq": "WEEKLY", "dagen": dagen}, ""
    eenheid, _op_woord, dagen = rest.partition(" op ")
    if eenheid in FREQ:
        return _op(1, eenheid, f" op {dagen}", maanden)
    van_maand = rest.removesuffix(" van de maand")
    if van_maand != rest or rest.split()[0] in RANG:
        return _van_maand(van_maand, "MONTHLY", delen)
    namen, dagdeel = weekdagen(rest)
    return delen | {"freq": "WEEKLY", "dagen": zonder_rang(namen)}, dagdeel


def _op(n, eenheid, rest, maanden):
    """ "om de week" and what comes after it: "op dinsdag en donderdag"."""
    delen = {"freq": FREQ[eenheid], "elke": n} | ({"maanden": maanden} if maanden else {})
    rest = rest.strip(" ,")
    if not rest:
        return delen, ""
    rest = rest.removeprefix("op ").removeprefix("de ")
    if eenheid == "week":
        namen, dagdeel = weekdagen(rest)
        return delen | {"dagen": zonder_rang(namen)}, dagdeel
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


def zonder_rang(dagen):
    return tuple((0, dag) for dag in dagen)


def _van_maand(tekst, freq, delen):
    """ "eerste en derde woensdag", "15e", "laatste dag"."""
    dagen, maanddagen, rangen, dagdelen = [], [], [], set()
    for woord in SCHEIDING.sub(" ", tekst).split():
        dag = weekdag(woord)
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


def weekdagen(tekst):
    """(numbers of the weekdays, part of the day) in "dinsdag- en donderdagochtend"."""
    if tekst in ("werkdagen", "werkdag"):
        return WERKDAGEN, ""
    if tekst == "weekend":
        return (5, 6), ""
    treffer = re.fullmatch(r"(\w+) t/m (\w+)", tekst)
    if treffer and weekdag(treffer[1]) and weekdag(treffer[2]):
        eerste, laatste = weekdag(treffer[1])[0], weekdag(treffer[2])[0]
        return tuple((eerste + n) % 7 for n in range((laatste - eerste) % 7 + 1)), ""
    woorden = [woord.removeprefix("op ") for woord in SCHEIDING.split(tekst)]
    dagen = [weekdag(woord.removesuffix("-")) for woord in woorden]
    if not all(dagen):
        raise onbegrepen()
    dagdeel = dagen[-1][1]
    if any(d[1] != dagdeel for d, woord in zip(dagen, woorden, strict=True) if woord[-1] != "-"):
        raise onbegrepen()
    return tuple(dag for dag, _deel in dagen), dagdeel


def weekdag(woord):
    """(number of the weekday, part of the day) of "zondagmiddag", or None."""
    for deel in ("", *DAGDELEN):
        naam = woord.removesuffix(deel) if deel else woord.removesuffix("en")
        if naam in DAGEN and (not deel or naam != woord) and (naam == woord or len(naam) > 2):
            return DAGEN[naam], deel
    return None
