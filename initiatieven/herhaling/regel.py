"""A recurrence rule of RFC 5545 (section 3.3.10): as much of it as people say in plain words.

What is left out (BYSETPOS, hours and seconds, rules that never come true) is refused, so that
every rule kept can be put into words and worked out in a bounded time.
"""

import datetime
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DAGEN = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# The largest INTERVAL of each frequency that still means something in a wijk.
FREQUENTIES = {"DAILY": 30, "WEEKLY": 26, "MONTHLY": 11, "YEARLY": 10}
MEESTE_KEREN = 400
RANGEN = (1, 2, 3, 4, 5, -1, -2)
LANGSTE = 200
EERSTE_JAAR, LAATSTE_JAAR = 1900, 2100
# Of ISO 8601; a year of 53 weeks has two odd weeks in a row.
WEKEN = {"even": tuple(range(2, 53, 2)), "oneven": tuple(range(1, 54, 2))}
LANGSTE_MAAND = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}

GETAL = re.compile(r"[0-9]{1,3}", re.ASCII)
DAG = re.compile(r"(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
TOT = re.compile(r"([0-9]{8})(T[0-9]{6}Z?)?", re.ASCII)


@dataclass(frozen=True)
class Regel:
    """`dagen` are pairs (rank in the month or 0, weekday with Monday as 0); `tot` is inclusive.

    `weken` is "even" or "oneven", or "" for all weeks.
    """

    freq: str
    elke: int = 1
    dagen: tuple = ()
    maanddagen: tuple = ()
    maanden: tuple = ()
    weken: str = ""
    keren: int | None = None
    tot: datetime.date | None = None

    def __str__(self):
        delen = [f"FREQ={self.freq}"]
        if self.elke > 1:
            delen.append(f"INTERVAL={self.elke}")
        if self.maanden:
            delen.append(f"BYMONTH={_komma(self.maanden)}")
        if self.weken:
            delen.append(f"BYWEEKNO={_komma(WEKEN[self.weken])}")
        if self.maanddagen:
            delen.append(f"BYMONTHDAY={_komma(self.maanddagen)}")
        if self.dagen:
            dagen = _komma(f"{nummer or ''}{DAGEN[dag]}" for nummer, dag in self.dagen)
            delen.append(f"BYDAY={dagen}")
        if self.keren:
            delen.append(f"COUNT={self.keren}")
        if self.tot:
            delen.append(f"UNTIL={self.tot:%Y%m%d}")
        return ";".join(delen)

    @property
    def heeft_vaste_dagen(self):
        """Whether the rule itself says on which days; else nobody knows them."""
        if self.freq == "DAILY":
            return True
        if self.freq == "YEARLY" and not self.weken:
            return bool(self.maanden and (self.dagen or self.maanddagen))
        return bool(self.dagen or self.maanddagen)

    @property
    def heeft_begin_nodig(self):
        """Whether it depends on the first time: "every other week", "ten times"."""
        return self.heeft_vaste_dagen and (self.elke > 1 or bool(self.keren))


def _komma(delen):
    return ",".join(str(deel) for deel in delen)


@lru_cache(maxsize=4000)
def lees_regel(tekst):
    """The Regel in `tekst`. Raises ValueError with a sentence for who wrote it."""
    if len(tekst) > LANGSTE:
        raise ValueError(_("Deze regel is te lang."))
    delen = {}
    for deel in tekst.strip().removeprefix("RRULE:").rstrip(";").split(";"):
        naam, _is, waarde = deel.strip().upper().partition("=")
        if naam in delen or not waarde:
            raise ValueError(_("Dit is geen regel volgens RFC 5545."))
        delen[naam] = waarde
    if delen.pop("WKST", "MO") != "MO":
        raise ValueError(_("De week begint hier op maandag."))
    onbekend = delen.keys() - LEZERS.keys() - {"FREQ"}
    if onbekend:
        raise ValueError(_("Dit deel van de regel kennen we niet: %s.") % min(onbekend)[:20])
    freq = delen.pop("FREQ", "")
    if freq not in FREQUENTIES:
        raise ValueError(_("Kies als FREQ: DAILY, WEEKLY, MONTHLY of YEARLY."))
    velden = dict(LEZERS[naam](waarde) for naam, waarde in delen.items())
    return keur(Regel(freq, **velden))


def keur(regel):
    """`regel` in its usual form. Raises ValueError for what we can't say or work out."""
    regel = gewoon(regel)
    bezwaar = next((zin for zin in _bezwaren(regel) if zin), None)
    if bezwaar:
        raise ValueError(bezwaar)
    return regel


def _bezwaren(regel):
    """What is wrong with a rule, as sentences; "" for what is right."""
    hoogste = FREQUENTIES[regel.freq]
    if regel.elke > hoogste:
        yield _("INTERVAL is hier hoogstens %d.") % hoogste
    if regel.keren and regel.tot:
        yield _("Kies één einde: een aantal keren of een laatste dag.")
    if regel.dagen and regel.maanddagen:
        yield _("Kies dagen van de week of dagen van de maand, niet allebei.")
    if regel.weken:
        yield from _bezwaren_weken(regel)
        return
    yield from _bezwaren_dagen(regel)
    if regel.freq == "YEARLY" and not regel.maanden and (regel.dagen or regel.maanddagen):
        yield _("Zeg ook in welke maand.")
    if regel.freq == "MONTHLY" and regel.elke > 1 and regel.maanden:
        yield _("Kies maanden, of om de hoeveel maanden; niet allebei.")
    langste = max((LANGSTE_MAAND.get(maand, 31) for maand in regel.maanden), default=31)
    if any(dag > langste for dag in regel.maanddagen):
        yield _("Die dag heeft die maand niet.")


def _bezwaren_weken(regel):
    if regel.freq != "YEARLY" or regel.elke > 1:
        yield _("Even of oneven weken horen bij YEARLY, elk jaar.")
    if regel.maanddagen or any(nummer for nummer, _dag in regel.dagen):
        yield _("Zeg bij even of oneven weken alleen de dagen: MO, TU, WE.")


def _bezwaren_dagen(regel):
    per_week = regel.freq in ("DAILY", "WEEKLY")
    if per_week and any(nummer for nummer, _dag in regel.dagen):
        yield _("Zeg bij een week alleen de dagen: MO, TU, WE.")
    if not per_week and any(nummer not in RANGEN for nummer, _dag in regel.dagen):
        yield _("Zeg bij een maand de hoeveelste: 1WE, of -1FR voor de laatste.")
    if per_week and regel.maanddagen:
        yield _("Dagen van de maand horen bij MONTHLY of YEARLY.")
    if regel.freq == "DAILY" and regel.dagen:
        yield _("Kies dagen van de week met WEEKLY.")
    zeldzaam = (regel.maanden, regel.maanddagen) == ((2,), (29,)) or any(
        nummer == 5 for nummer, _dag in regel.dagen
    )
    if regel.freq == "YEARLY" and regel.elke > 1 and zeldzaam:
        yield _("Die dag is er niet elk jaar. Kies een andere dag, of elk jaar.")
    van_jaar = regel.freq == "YEARLY" and regel.maanddagen
    if van_jaar and (len(regel.maanden) > 1 or len(van_jaar) > 1 or -1 in van_jaar):
        yield _("Kies bij een jaar één dag van één maand.")


def gewoon(regel):
    """The same rule in one form: days in order, all seven days as every day, and so on."""
    waarden = vars(regel) | {
        "dagen": tuple(sorted(set(regel.dagen), key=lambda p: (p[1], p[0] < 0, p[0]))),
        "maanddagen": tuple(sorted(set(regel.maanddagen), key=lambda dag: (dag < 0, dag))),
        "maanden": tuple(sorted(set(regel.maanden))),
    }
    regel = Regel(**waarden)
    if regel.elke > 1:
        return regel
    if regel.freq == "DAILY" and regel.dagen:
        regel = replace(regel, freq="WEEKLY")
    if regel.freq == "WEEKLY" and len(regel.dagen) == 7:
        regel = replace(regel, freq="DAILY", dagen=())
    if len(regel.maanden) == 12 and regel.weken:
        regel = replace(regel, maanden=())
    if len(regel.maanden) == 12:
        regel = replace(regel, maanden=(), freq=regel.freq.replace("YEAR", "MONTH"))
    if regel.maanden and not regel.weken and regel.freq in ("MONTHLY", "YEARLY"):
        return replace(regel, freq="YEARLY" if _is_jaarlijks(regel) else "MONTHLY")
    return regel


def _is_jaarlijks(regel):
    """Whether a rule for some months is better said of the year: "elk jaar op 5 december"."""
    if regel.maanddagen:
        return len(regel.maanden) == len(regel.maanddagen) == 1 and regel.maanddagen[0] > 0
    return bool(regel.dagen) or len(regel.maanden) == 1


def _getal(waarde, hoogste):
    if not GETAL.fullmatch(waarde) or not 1 <= int(waarde) <= hoogste:
        raise ValueError(_("Kies een heel getal van 1 tot en met %d.") % hoogste)
    return int(waarde)


def _dagen(waarde):
    treffers = [DAG.fullmatch(deel) for deel in waarde.split(",")]
    if not all(treffers):
        raise ValueError(_("Schrijf dagen als MO, 1WE of -1FR."))
    paren = tuple((int(t[1] or 0), DAGEN.index(t[2])) for t in treffers)
    return "dagen", paren


def _maanddagen(waarde):
    delen = waarde.split(",")
    return "maanddagen", tuple(-1 if deel == "-1" else _getal(deel, 31) for deel in delen)


def _weken(waarde):
    nummers = {_getal(deel, 53) for deel in waarde.split(",")}
    for naam, weken in WEKEN.items():
        if nummers == set(weken):
            return "weken", naam
    raise ValueError(_("Kies als BYWEEKNO alle even of alle oneven weken."))


def _tot(waarde):
    treffer = TOT.fullmatch(waarde)
    try:
        datum = datetime.datetime.strptime(treffer[1], "%Y%m%d").date()  # noqa: DTZ007 a day
    except (TypeError, ValueError):
        raise ValueError(_("Schrijf de laatste dag als 20261231.")) from None
    if not EERSTE_JAAR <= datum.year <= LAATSTE_JAAR:
        raise ValueError(_("Het jaar %(jaar)s kan niet kloppen.") % {"jaar": datum.year})
    return "tot", datum


LEZERS = {
    "INTERVAL": lambda waarde: ("elke", _getal(waarde, 99)),
    "COUNT": lambda waarde: ("keren", _getal(waarde, MEESTE_KEREN)),
    "BYDAY": _dagen,
    "BYMONTHDAY": _maanddagen,
    "BYMONTH": lambda waarde: (
        "maanden",
        tuple(_getal(deel, 12) for deel in waarde.split(",")),
    ),
    "BYWEEKNO": _weken,
    "UNTIL": _tot,
}


def keur_regel(tekst):
    """Validator of a model field that holds a rule."""
    try:
        lees_regel(tekst)
    except ValueError as fout:
        raise ValidationError(str(fout), code="invalid") from None
