"""Reading a date the way people say it: "2019", "mei 2021", "12-5-2021", "half april 2022".

In English too, whatever the language of the page: what a form shows is what it is sent back.
"""

import datetime
import re
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from .precisie import Precisie, begin_van, datum_in_woorden, einde_van

EERSTE_JAAR, LAATSTE_JAAR = 1800, 2100
MAANDEN = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()
AFKORTINGEN = {"mrt": 3, "sept": 9} | {naam[:3]: i for i, naam in enumerate(MAANDEN, 1)}
MAANDNUMMER = AFKORTINGEN | {naam: nummer for nummer, naam in enumerate(MAANDEN, 1)}

MAANDEN_ENGELS = (
    "january february march april may june july august september october november december"
).split()
ENGELS = {
    **dict(zip(MAANDEN_ENGELS, MAANDEN, strict=True)),
    "mar": "mrt",
    "oct": "okt",
    "today": "vandaag",
    "yesterday": "gisteren",
    "since": "sinds",
    "from": "vanaf",
    "around": "rond",
    "about": "rond",
    "early": "begin",
    "mid": "half",
    "late": "eind",
}

DAG_IN_CIJFERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
DAG_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
DAG_IN_WOORDEN = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4})", re.ASCII)
DAG_ZONDER_JAAR = re.compile(r"(\d{1,2})(?: ([a-z]+)|[-/. ](\d{1,2}))", re.ASCII)
MAAND_ZONDER_JAAR = re.compile(
    r"(?:(?:begin|half|medio|eind|rond|circa|ca|ongeveer) )?([a-z]+)", re.ASCII
)
MAAND_IN_CIJFERS = re.compile(r"(\d{1,2})[-/](\d{4})", re.ASCII)
MAAND_IN_WOORDEN = re.compile(r"([a-z]+) (\d{4})", re.ASCII)
ONGEVEER_MAAND = re.compile(
    r"(begin|half|medio|eind|rond|circa|ca|ongeveer) ([a-z]+) (\d{4})", re.ASCII
)
ONGEVEER_JAAR = re.compile(r"(begin|half|medio|eind|rond|circa|ca|ongeveer) (\d{4})", re.ASCII)
JAAR = re.compile(r"(\d{4})", re.ASCII)


class Tijdstip(NamedTuple):
    """A day with how precisely it is known."""

    datum: datetime.date
    precisie: str

    def __str__(self):
        return datum_in_woorden(self.datum, self.precisie)


def lees_tijdstip(tekst, *, einde=False, vandaag=None):
    """Read `tekst`; the last day of what it says when `einde`, else the first.

    "vandaag" and "gisteren" count from `vandaag` (a date, default the local day).
    Raises ValueError with a sentence for the person who typed it.
    """
    schoon = " ".join(tekst.casefold().split()).strip(" .,")
    schoon = " ".join(ENGELS.get(woord, woord) for woord in schoon.replace("mid-", "mid ").split())
    schoon = schoon.removeprefix("sinds ").removeprefix("vanaf ").replace("ca. ", "ca ")
    if schoon in ("vandaag", "gisteren"):
        vandaag = vandaag or timezone.localdate()
        dagen = 1 if schoon == "gisteren" else 0
        return Tijdstip(vandaag - datetime.timedelta(days=dagen), Precisie.DAG)
    for patroon, lezer in LEZERS:
        treffer = patroon.fullmatch(schoon)
        if treffer:
            datum, precisie = lezer(*treffer.groups(), einde)
            rond_af = einde_van if einde else begin_van
            return Tijdstip(rond_af(datum, precisie), precisie)
    _mist_jaar(schoon)
    raise ValueError(
        _("Dit lezen we niet als datum. Schrijf bijvoorbeeld 2019, mei 2021 of 12-5-2021.")
    )


def _dag(jaar, maand, dag):
    jaar, maand, dag = int(jaar), int(maand), int(dag)
    if not EERSTE_JAAR <= jaar <= LAATSTE_JAAR:
        raise ValueError(_("Het jaar %(jaar)s kan niet kloppen.") % {"jaar": jaar})
    try:
        return datetime.date(jaar, maand, dag)
    except ValueError:
        raise ValueError(_("Die dag bestaat niet. Kijk de dag en de maand na.")) from None


def _mist_jaar(schoon):
    """Raise ValueError for what is a day or a month but for its year."""
    if treffer := DAG_ZONDER_JAAR.fullmatch(schoon):
        dag, naam, nummer = treffer.groups()
        maand = MAANDNUMMER.get(naam) if naam else int(nummer)
        if maand and 1 <= maand <= 12:
            # A leap year: without its year every day may be one that exists.
            _dag(2000, maand, dag)
            raise ValueError(_("Het jaar ontbreekt. Schrijf het erbij, zoals 12 mei 2021."))
    treffer = MAAND_ZONDER_JAAR.fullmatch(schoon)
    if treffer and treffer[1] in MAANDNUMMER:
        raise ValueError(_("Het jaar ontbreekt. Schrijf het erbij, zoals mei 2021."))


def _nummer(naam):
    if naam not in MAANDNUMMER:
        raise ValueError(
            _("“%(naam)s” is geen maand. Schrijf bijvoorbeeld mei 2021.") % {"naam": naam}
        )
    return MAANDNUMMER[naam]


def _dag_in_cijfers(dag, maand, jaar, einde):
    return _dag(jaar, maand, dag), Precisie.DAG


def _dag_iso(jaar, maand, dag, einde):
    return _dag(jaar, maand, dag), Precisie.DAG


def _dag_in_woorden(dag, maand, jaar, einde):
    return _dag(jaar, _nummer(maand), dag), Precisie.DAG


def _maand_in_cijfers(maand, jaar, einde):
    return _dag(jaar, maand, 1), Precisie.MAAND


def _maand_in_woorden(maand, jaar, einde):
    return _dag(jaar, _nummer(maand), 1), Precisie.MAAND


def _jaar(jaar, einde):
    return _dag(jaar, 1, 1), Precisie.JAAR


def _ongeveer_maand(woord, maand, jaar, einde):
    nummer = _nummer(maand)
    if woord in ("half", "medio"):
        return _dag(jaar, nummer, 15), Precisie.ONGEVEER
    if woord in ("begin", "eind"):
        # Days that the words "begin 2022" and "eind 2022" do not stand for.
        return _dag(jaar, nummer, 5 if woord == "begin" else 25), Precisie.ONGEVEER
    if einde:
        laatste = einde_van(_dag(jaar, nummer, 1), Precisie.MAAND)
        return _dag(jaar, nummer, 30 if nummer == 12 else laatste.day), Precisie.ONGEVEER
    return _dag(jaar, nummer, 2 if nummer == 1 else 1), Precisie.ONGEVEER


def _ongeveer_jaar(woord, jaar, einde):
    maand, dag = {"begin": (1, 1), "eind": (12, 31)}.get(woord, (7, 1))
    return _dag(jaar, maand, dag), Precisie.ONGEVEER


LEZERS = (
    (DAG_IN_CIJFERS, _dag_in_cijfers),
    (DAG_ISO, _dag_iso),
    (DAG_IN_WOORDEN, _dag_in_woorden),
    (MAAND_IN_CIJFERS, _maand_in_cijfers),
    (ONGEVEER_MAAND, _ongeveer_maand),
    (ONGEVEER_JAAR, _ongeveer_jaar),
    (MAAND_IN_WOORDEN, _maand_in_woorden),
    (JAAR, _jaar),
)
