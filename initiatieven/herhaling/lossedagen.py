"""Loose days and stretches of days: "24 en 31 december 2026", "1 t/m 14 december 2026"."""

import datetime
import re
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from buurtnet.kern.datumtekst import ENGELS, MAANDNUMMER, lees_tijdstip
from buurtnet.kern.precisie import Precisie, einde_van

# Of days that are typed, and of days that they stand for.
MEESTE_DELEN, MEESTE = 60, 400
KORTSTE_REEKS = 3
EEN_DAG = datetime.timedelta(days=1)

SCHEIDING = re.compile(r"[,;\n]|\ben\b|\band\b|&")
SPAN = re.compile(r" ?(?:\bt/m\b|\bto\b|–|(?<= )-(?= )) ?")
KORTE_SPAN = re.compile(r"(?<![\d/.-])(\d{1,2})-(?=\d{1,2} [a-z])", re.ASCII)
VOORAF = re.compile(r"^(?:op |van |in |de |heel |hele )+")
JAAR = re.compile(r"\d{4}", re.ASCII)
MAAND_EN_JAAR = re.compile(r"(?:[a-z]+ )?\d{4}$", re.ASCII)
VAKANTIE = re.compile(r"vakantie|feestdag|holiday|zomerstop|winterstop")


def lees_dagen(tekst):
    """The days in `tekst`, in the order that they are typed. Raises ValueError with a sentence."""
    tekst = tekst.casefold().replace("tot en met", "t/m")
    if VAKANTIE.search(tekst):
        raise ValueError(
            _(
                "Wanneer het vakantie of een feestdag is, weten we hier niet. Vul de dagen in,"
                " zoals 1 juli t/m 31 augustus 2027."
            )
        )
    delen = [deel.strip(" .") for deel in SCHEIDING.split(tekst) if deel.strip(" .")]
    if len(delen) > MEESTE_DELEN:
        raise ValueError(_("Hoogstens %(n)d dagen.") % {"n": MEESTE_DELEN})
    dagen = [dag for deel in _aangevuld(delen) for dag in _reeks(deel)]
    if len(set(dagen)) > MEESTE:
        raise ValueError(_("Dat is meer dan een jaar. Vul liever in tot wanneer het loopt."))
    return dagen


def _aangevuld(delen):
    """Each with what the next one says for it: "24 en 31 december 2026"."""
    vol, erna = [], ""
    for deel in reversed(delen):
        heel = deel if JAAR.search(deel) else _vul_aan(deel, erna)
        vol.insert(0, heel)
        erna = SPAN.split(heel)[0]
    return vol


def _vul_aan(deel, erna):
    """ "24" before "31 december 2026", or "juli" before "augustus 2027"."""
    begin = VOORAF.sub("", SPAN.split(deel)[-1])
    staart = MAAND_EN_JAAR.search(erna)
    if not staart:
        return deel
    if begin.isdigit():
        return f"{deel} {staart[0]}"
    jaar = staart[0].split()[-1]
    return f"{deel} {jaar}" if _noemt_maand(begin) else deel


def _noemt_maand(tekst):
    woord = tekst.split()[-1] if tekst.split() else ""
    return ENGELS.get(woord, woord) in MAANDNUMMER


def _reeks(tekst):
    """All days of "1 t/m 14 december 2026", "juli 2027" or "24-12-2026"."""
    tekst = VOORAF.sub("", KORTE_SPAN.sub(r"\1 t/m ", tekst))
    eerste, *rest = [VOORAF.sub("", deel) for deel in SPAN.split(tekst)]
    if len(rest) > 1:
        raise _geen_dag(tekst)
    begin = _tijdstip(_vul_aan(eerste, rest[0]) if rest and not JAAR.search(eerste) else eerste)
    einde = _tijdstip(rest[0]) if rest else begin
    van, tot = begin.datum, einde_van(einde.datum, einde.precisie)
    if van > tot and _noemt_maand(eerste):
        # "20 december t/m 3 januari 2027" begins the year before.
        van = _tijdstip(f"{eerste} {tot.year - 1}").datum
    if van > tot:
        raise ValueError(_("“%(tekst)s”: het einde ligt voor het begin.") % {"tekst": tekst[:40]})
    if (tot - van).days > MEESTE:
        raise ValueError(_("Dat is meer dan een jaar. Vul liever in tot wanneer het loopt."))
    return [van + n * EEN_DAG for n in range((tot - van).days + 1)]


def _tijdstip(tekst):
    try:
        tijdstip = lees_tijdstip(tekst)
    except ValueError:
        tijdstip = None
    if tijdstip is None or tijdstip.precisie not in (Precisie.DAG, Precisie.MAAND):
        if _noemt_maand(tekst):
            raise ValueError(
                _("Zeg bij “%(tekst)s” ook het jaar, zoals 24 december 2026 of juli 2027.")
                % {"tekst": tekst[:40]}
            )
        raise _geen_dag(tekst)
    return tijdstip


def _geen_dag(tekst):
    return ValueError(
        _(
            "“%(tekst)s” is geen dag. Schrijf dag, maand en jaar, zoals 24 december 2026 of"
            " 1 t/m 14 december 2026."
        )
        % {"tekst": tekst[:40]}
    )


def reeksen(dagen):
    """`dagen`, in order, as lists of days that follow each other."""
    groepen = []
    for vorige, dag in pairwise([None, *dagen]):
        if vorige is None or dag - vorige != EEN_DAG:
            groepen.append([])
        groepen[-1].append(dag)
    return groepen


def dagen_in_woorden(dagen):
    """ "24 december 2026, 1 juli 2027 t/m 31 augustus 2027": what `lees_dagen` reads again."""
    delen = []
    for reeks in reeksen(dagen):
        namen = [date_format(dag, "j F Y") for dag in reeks]
        if len(reeks) >= KORTSTE_REEKS:
            einden = {"begin": _begin_van_reeks(reeks), "einde": namen[-1]}
            namen = [_("%(begin)s t/m %(einde)s") % einden]
        delen += namen
    return ", ".join(delen)


def _begin_van_reeks(reeks):
    """As short as people say it: without what the last day says already."""
    eerste, laatste = reeks[0], reeks[-1]
    if eerste.year != laatste.year:
        return date_format(eerste, "j F Y")
    return date_format(eerste, "j F" if eerste.month != laatste.month else "j")
