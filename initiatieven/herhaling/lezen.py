"""Reading plain Dutch: "elke eerste en derde woensdag van de maand" as a Herhaling."""

import datetime
import re
from dataclasses import replace
from functools import lru_cache

from django.utils.translation import gettext as _

from buurtnet.kern.datumtekst import lees_tijdstip
from buurtnet.kern.precisie import Precisie

from .lossedagen import lees_dagen
from .regel import EERSTE_JAAR, MEESTE_KEREN, Regel, keur, lees_regel
from .ritme import (
    DAG_MAAND,
    DAGEN,
    MAANDEN,
    getal,
    lees_ritme,
    maandnummers,
    met_elke,
    onbegrepen,
    weekdag,
    weekdagen,
    zonder_rang,
)
from .spelling import DATUM, in_gewone_woorden
from .tijden import neem_tijden
from .woorden import DAGDELEN, WISSELEND, Herhaling

LANGSTE = 400
WAT = {
    "keer": "keer",
    "maal": "keer",
    "dag": "dag",
    "dagen": "dag",
    **{deel: deel for deel in DAGDELEN},
    **{f"{deel}en": deel for deel in DAGDELEN},
}
KEREN = re.compile(r"(.*?),? ?\b(?:in totaal )?(\w+) (?:keer|maal)")
VANAF = re.compile(rf",? ?\bvanaf ({DATUM})(?= |,|$)")
TOT = re.compile(rf"(.+?),? (t/m|tot) ({DATUM})")
BEHALVE_MAANDEN = re.compile(
    rf",? behalve (?:in |van )?(?:de maanden? )?({MAANDEN})(?=$|,| t/m [0-9]| tot | [0-9]+ keer)"
)
IN_WEKEN = re.compile(r"(.*?),? ?in de (even|oneven) weken(.*)")
DAGDEEL = re.compile(r",? ?(?:(?<!\w)'s (\w+)s|in de (\w+))\b")
PER_WAT = re.compile(r"(\w+) (\w+) (?:per|in de|in het|in een|elke) (dag|week|maand|jaar)\b(.*)")
EEN_KEER_IN = re.compile(
    r"(?:één|een|eens|1)(?: keer)? (?:per|in de|elke|om de) (\w+) (dagen|weken|maanden|jaar)(.*)"
)
OP_DATUM = re.compile(r"(?:op )?(?:(\w+) )?([0-9].*)")


def lees_herhaling(tekst):
    """The Herhaling that `tekst` says. Raises ValueError with a sentence for who typed it."""
    if len(tekst) > LANGSTE:
        raise ValueError(_("Dat is te lang. Zeg in een paar woorden wanneer het is."))
    return _lees(" ".join(tekst.casefold().split()).strip(" .,;"))


@lru_cache(maxsize=4000)
def _lees(tekst):
    if tekst in WISSELEND:
        return Herhaling(wisselend=tekst)
    tekst, tijden = neem_tijden(re.sub("[’‘`]", "'", tekst))
    tekst, dagdeel = _neem_dagdeel(tekst)
    herhaling = _lees_dagen(in_gewone_woorden(tekst))
    if dagdeel and dagdeel != herhaling.dagdeel:
        herhaling = _met_dagdeel(herhaling, dagdeel, tijden)
    return replace(herhaling, tijden=tijden)


def _neem_dagdeel(tekst):
    """`tekst` without " 's avonds", and "avond", or ""."""
    for treffer in DAGDEEL.finditer(tekst):
        deel = (treffer[1] or treffer[2]).replace("morgen", "ochtend")
        if deel in DAGDELEN:
            rest = f"{tekst[: treffer.start()]} {tekst[treffer.end() :]}"
            return " ".join(rest.split()).strip(" ,") or f"elke {deel}", deel
    return tekst, ""


def _met_dagdeel(herhaling, dagdeel, tijden):
    """The same with its part of the day, which needs no saying beside a time."""
    met = replace(herhaling, dagdeel=dagdeel)
    if not herhaling.dagdeel and not herhaling.datum and _lees(met.woorden) == met.gezegd:
        return met
    if tijden:
        return herhaling
    raise ValueError(_("Zeg ook hoe laat, zoals “om 19:30”."))


def _lees_dagen(tekst):
    datum = _eenmalig(tekst)
    if datum:
        return Herhaling(datum=datum)
    tekst, vanaf = _neem_vanaf(tekst)
    tekst, buiten = _neem_buiten(tekst)
    tekst, niet_op = _neem_niet_op(tekst)
    tekst, einde = _neem_einde(tekst)
    herhaling = _lees_ritme(tekst, buiten, einde)
    return replace(herhaling, vanaf=vanaf, niet_op=niet_op)


def _neem_vanaf(tekst):
    treffer = VANAF.search(tekst)
    if not treffer:
        return tekst, None
    rest = f"{tekst[: treffer.start()]}{tekst[treffer.end() :]}"
    return rest.strip(" ,"), _tijdstip(treffer[1])


def _neem_buiten(tekst):
    """`tekst` without the months in which it is not, and those: "behalve in juli"."""
    treffer = BEHALVE_MAANDEN.search(tekst)
    if not treffer:
        return tekst, ()
    return f"{tekst[: treffer.start()]}{tekst[treffer.end() :]}", maandnummers(treffer[1])


def _neem_niet_op(tekst):
    """`tekst` without the days on which it is not, and those: "behalve op 24 december 2026"."""
    begin, behalve, staart = tekst.rpartition(" behalve ")
    if not behalve or weekdag(re.split(r"[ ,]", staart.removeprefix("op "))[0]):
        return tekst, ()
    return begin.rstrip(" ,"), tuple(lees_dagen(staart))


def _neem_einde(tekst):
    """`tekst` without its end, and that as fields of a Regel."""
    einde = {}
    treffer = TOT.fullmatch(tekst)
    if treffer:
        tekst, einde = treffer[1], {"tot": _laatste_dag(*treffer.groups()[1:])}
    treffer = KEREN.fullmatch(tekst)
    if treffer and getal(treffer[2]):
        if not treffer[1]:
            raise ValueError(_("Zeg ook wanneer, zoals “elke dinsdag, 10 keer”."))
        tekst, einde = treffer[1], einde | {"keren": _hoogstens(treffer[2])}
    return tekst, einde


def _laatste_dag(woord, tekst):
    """ "tot 1 juli 2027" is until the day before, "t/m" until that day."""
    if woord == "t/m":
        return _tijdstip(tekst, einde=True).datum
    tijdstip = _tijdstip(tekst)
    if tijdstip.precisie == Precisie.ONGEVEER:
        return tijdstip.datum
    dag = tijdstip.datum - datetime.timedelta(days=1)
    if dag.year < EERSTE_JAAR:
        raise onbegrepen()
    return dag


def _tijdstip(tekst, **hoe):
    if DAG_MAAND.fullmatch(tekst):
        raise ValueError(_("Zeg bij “%s” ook het jaar.") % tekst)
    return lees_tijdstip(tekst, **hoe)


def _lees_ritme(tekst, buiten, einde):
    treffer = IN_WEKEN.fullmatch(tekst)
    if treffer:
        rest = " ".join(f"{treffer[1]} {treffer[3]}".split()).strip(" ,")
        return _in_weken(rest, treffer[2], buiten, einde)
    treffer = PER_WAT.fullmatch(tekst)
    if treffer and treffer[2] in WAT:
        open_dagen = _per_wat(*treffer.groups(), heeft_meer=bool(buiten or einde))
        if open_dagen:
            return open_dagen
        tekst = f"elke {treffer[3]}{treffer[4]}"
    treffer = EEN_KEER_IN.fullmatch(tekst)
    if treffer:
        tekst = f"elke {treffer[1]} {treffer[2]}{treffer[3]}"
    delen, dagdeel = lees_ritme(met_elke(tekst))
    return _herhaling(delen, dagdeel, buiten, einde)


def _herhaling(delen, dagdeel, buiten, einde):
    if buiten:
        delen["maanden"] = tuple(m for m in delen.get("maanden") or range(1, 13) if m not in buiten)
        van_jaar = delen["freq"] == "YEARLY" and not (delen.get("dagen") or delen.get("weken"))
        if not delen["maanden"] or van_jaar:
            raise onbegrepen()
    return Herhaling(keur(Regel(**delen | einde)), dagdeel=dagdeel)


def _in_weken(tekst, weken, buiten, einde):
    """ "elke dinsdag" in the even weeks, which the years of ISO 8601 tell."""
    if not tekst or tekst.startswith("in "):
        tekst = f"elke week {tekst}".strip()
    delen, dagdeel = lees_ritme(met_elke(tekst))
    if delen["freq"] not in ("DAILY", "WEEKLY") or delen.get("elke", 1) > 1:
        raise onbegrepen()
    if delen["freq"] == "DAILY":
        delen["dagen"] = zonder_rang(range(7))
    return _herhaling(delen | {"freq": "YEARLY", "weken": weken}, dagdeel, buiten, einde)


def _hoogstens(woord):
    if getal(woord) > MEESTE_KEREN:
        raise ValueError(_("Hoogstens %d keer. Laat het anders zonder einde.") % MEESTE_KEREN)
    return getal(woord)


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


def _per_wat(aantal, wat, per, rest, *, heeft_meer):
    """The open days of "twee dagen per week"; None for "één keer per week", which is a rule."""
    n, wat = getal(aantal), WAT[wat]
    rest = rest.strip(" ,").removeprefix("op ")
    if not 1 <= n <= 99:
        raise onbegrepen()
    dagen, dagdeel = _op_weekdagen(rest) if wat == "keer" else ((), "")
    if n == 1 and wat in ("keer", "dag") and not (dagen and per != "week"):
        return None
    if per == "week" and n == len(dagen):
        return Herhaling(keur(Regel("WEEKLY", dagen=zonder_rang(dagen))), dagdeel=dagdeel)
    if heeft_meer or (rest and not dagen) or (per == "dag" and wat != "keer"):
        raise onbegrepen()
    if (wat in DAGDELEN and per == "jaar") or (per == "week" and 0 < len(dagen) < n):
        raise onbegrepen()
    return Herhaling(keren=(n, wat, per), op=dagen, dagdeel=dagdeel)


def _op_weekdagen(tekst):
    """(weekdays, part of the day); no days when it is about something else."""
    try:
        dagen, dagdeel = weekdagen(tekst)
    except ValueError:
        return (), ""
    return tuple(sorted(set(dagen))), dagdeel


@lru_cache(maxsize=4000)
def in_woorden(ritme, regel, taal):
    """What a page in `taal`, the active language, says about when something happens.

    In Dutch that is what was typed; other languages put it into words of their own.
    """
    if ritme and taal.startswith("nl"):
        return ritme
    try:
        if ritme:
            return lees_herhaling(ritme).woorden
        return Herhaling(lees_regel(regel)).woorden if regel else ""
    except ValueError:
        return ritme
