"""How often something happens, in words: what `lezen.lees` reads as the same again."""

import datetime
from dataclasses import dataclass, replace

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from buurtnet.kern.datumtekst import Tijdstip

from .regel import Regel, gewoon

DAGDELEN = ("ochtend", "middag", "avond")
RANGWOORDEN = {
    1: gettext_lazy("eerste"),
    2: gettext_lazy("tweede"),
    3: gettext_lazy("derde"),
    4: gettext_lazy("vierde"),
    5: gettext_lazy("vijfde"),
    -1: gettext_lazy("laatste"),
    -2: gettext_lazy("voorlaatste"),
}
GETALWOORDEN = {
    1: gettext_lazy("één"),
    2: gettext_lazy("twee"),
    3: gettext_lazy("drie"),
    4: gettext_lazy("vier"),
    5: gettext_lazy("vijf"),
    6: gettext_lazy("zes"),
    7: gettext_lazy("zeven"),
    8: gettext_lazy("acht"),
    9: gettext_lazy("negen"),
    10: gettext_lazy("tien"),
}
HALF_JAAR = 6
WERKDAGEN = (0, 1, 2, 3, 4)


@dataclass(frozen=True)
class Herhaling:
    """What somebody said about when something happens.

    `keren` is (how many, of what, per what) when the days are open: (2, "dag", "week"); `op` are
    the weekdays among which they are. `datum` is the day of what happens once. `tijden` are
    (begin, end or None), `vanaf` is a Tijdstip, `niet_op` are days.
    """

    regel: Regel | None = None
    dagdeel: str = ""
    keren: tuple | None = None
    op: tuple = ()
    datum: datetime.date | None = None
    wisselend: str = ""
    tijden: tuple | None = None
    vanaf: Tijdstip | None = None
    niet_op: tuple = ()

    @property
    def zonder_einde(self):
        """The same without its last day, which a Periode keeps."""
        return replace(self, regel=replace(self.regel, tot=None)) if self.regel else self

    @property
    def gezegd(self):
        """As much of it as `woorden` says: times, first day and exceptions have their own place."""
        return replace(self, tijden=None, vanaf=None, niet_op=())

    @property
    def woorden(self):
        if self.datum:
            return _("op %(dag)s") % {"dag": date_format(self.datum, "l j F Y")}
        if self.wisselend:
            return str(WISSELEND[self.wisselend])
        if self.keren:
            keren = _keren_in_woorden(*self.keren)
            if not self.op:
                return keren
            dagen = som_op(dagnaam(dag, self.dagdeel) for dag in self.op)
            return _("%(keren)s op %(dagen)s") % {"keren": keren, "dagen": dagen}
        return _regel_in_woorden(self.regel, self.dagdeel)


WISSELEND = {
    "wisselend": gettext_lazy("wisselend"),
    "op afspraak": gettext_lazy("op afspraak"),
    "op aanvraag": gettext_lazy("op aanvraag"),
    "op verzoek": gettext_lazy("op verzoek"),
    "in overleg": gettext_lazy("in overleg"),
    "onregelmatig": gettext_lazy("onregelmatig"),
    "nog niet bekend": gettext_lazy("nog niet bekend"),
    "af en toe": gettext_lazy("af en toe"),
}


# In words


def som_op(delen):
    """ "a", "a en b", "a, b en c"."""
    *begin, laatste = [str(deel) for deel in delen]
    if not begin:
        return laatste
    return _("%(begin)s en %(einde)s") % {"begin": ", ".join(begin), "einde": laatste}


def dag_in_woorden(dag, vandaag):
    """ "zondag 22 november", with the year when that is another one."""
    return date_format(dag, "l j F" if dag.year == vandaag.year else "l j F Y")


def dagnaam(dag, dagdeel=""):
    """ "zondag" or "zondagmiddag"; 0 is Monday."""
    vormen = {
        "ochtend": _("%(dag)sochtend"),
        "middag": _("%(dag)smiddag"),
        "avond": _("%(dag)savond"),
    }
    return vormen.get(dagdeel, "%(dag)s") % {"dag": WEEKDAYS[dag]}


def _keren_in_woorden(aantal, wat, per):
    """Whole sentences for each pair: other languages put the words elsewhere."""
    zinnen = {
        ("keer", "dag"): ngettext("%(n)s keer per dag", "%(n)s keer per dag", aantal),
        ("keer", "week"): ngettext("%(n)s keer per week", "%(n)s keer per week", aantal),
        ("keer", "maand"): ngettext("%(n)s keer per maand", "%(n)s keer per maand", aantal),
        ("keer", "jaar"): ngettext("%(n)s keer per jaar", "%(n)s keer per jaar", aantal),
        ("dag", "week"): ngettext("%(n)s dag per week", "%(n)s dagen per week", aantal),
        ("dag", "maand"): ngettext("%(n)s dag per maand", "%(n)s dagen per maand", aantal),
        ("dag", "jaar"): ngettext("%(n)s dag per jaar", "%(n)s dagen per jaar", aantal),
        ("ochtend", "week"): ngettext("%(n)s ochtend per week", "%(n)s ochtenden per week", aantal),
        ("middag", "week"): ngettext("%(n)s middag per week", "%(n)s middagen per week", aantal),
        ("avond", "week"): ngettext("%(n)s avond per week", "%(n)s avonden per week", aantal),
        ("ochtend", "maand"): ngettext(
            "%(n)s ochtend per maand", "%(n)s ochtenden per maand", aantal
        ),
        ("middag", "maand"): ngettext("%(n)s middag per maand", "%(n)s middagen per maand", aantal),
        ("avond", "maand"): ngettext("%(n)s avond per maand", "%(n)s avonden per maand", aantal),
    }
    return zinnen[wat, per] % {"n": GETALWOORDEN.get(aantal, aantal)}


def _regel_in_woorden(regel, dagdeel=""):
    vorm, maanden = regel, regel.maanden
    if len(maanden) > HALF_JAAR and regel.elke == 1 and not regel.weken and regel.dagen:
        # "Of the month, except in July" rather than "every year", with the names of ten months.
        vorm = replace(regel, freq=regel.freq.replace("YEAR", "MONTH"))
    zin = _in_weken(vorm, dagdeel) if vorm.weken else _IN_WOORDEN[vorm.freq](vorm, dagdeel)
    if maanden and (vorm.weken or vorm.freq != "YEARLY"):
        zin = _in_maanden(zin, maanden)
    if regel.keren:
        zin = ngettext("%(herhaling)s, %(n)d keer", "%(herhaling)s, %(n)d keer", regel.keren) % {
            "herhaling": zin,
            "n": regel.keren,
        }
    if regel.tot:
        datum = date_format(regel.tot, "j F Y")
        zin = _("%(herhaling)s, tot en met %(datum)s") % {"herhaling": zin, "datum": datum}
    return zin


def _in_maanden(zin, maanden):
    if len(maanden) <= HALF_JAAR:
        namen = som_op(MONTHS[maand] for maand in maanden)
        return _("%(herhaling)s in %(maanden)s") % {"herhaling": zin, "maanden": namen}
    namen = som_op(MONTHS[maand] for maand in range(1, 13) if maand not in maanden)
    return _("%(herhaling)s, behalve in %(maanden)s") % {"herhaling": zin, "maanden": namen}


def _in_weken(regel, dagdeel):
    """ "elke dinsdag in de even weken"."""
    vormen = {
        "even": (_("in de even weken"), _("%(herhaling)s in de even weken")),
        "oneven": (_("in de oneven weken"), _("%(herhaling)s in de oneven weken")),
    }
    kaal, met_dagen = vormen[regel.weken]
    if not regel.dagen:
        return kaal
    per_week = gewoon(Regel("WEEKLY", dagen=regel.dagen))
    return met_dagen % {"herhaling": _IN_WOORDEN[per_week.freq](per_week, dagdeel)}


def _per_dag(regel, dagdeel):
    if regel.elke == 1:
        vormen = {
            "ochtend": _("elke ochtend"),
            "middag": _("elke middag"),
            "avond": _("elke avond"),
        }
        return vormen.get(dagdeel) or _("elke dag")
    if regel.elke == 2:
        return _("om de dag")
    return _("elke %(n)d dagen") % {"n": regel.elke}


def _per_week(regel, dagdeel):
    dagen = tuple(dag for _nummer, dag in regel.dagen)
    if not dagen:
        return _om_de(regel.elke, _("elke week"), _("om de week"), _("elke %(n)d weken"))
    namen = som_op(dagnaam(dag, dagdeel) for dag in dagen)
    if regel.elke == 1 and not dagdeel and dagen == WERKDAGEN:
        return _("elke werkdag")
    if regel.elke == 1 and not dagdeel and len(dagen) == 6:
        weg = next(dag for dag in range(7) if dag not in dagen)
        return _("elke dag behalve %(dag)s") % {"dag": WEEKDAYS[weg]}
    zin = _om_de(
        regel.elke,
        _("elke %(dagen)s"),
        _("om de week op %(dagen)s"),
        _("elke %(n)d weken op %(dagen)s"),
    )
    return zin % {"dagen": namen, "n": regel.elke}


def _per_maand(regel, dagdeel):
    if not regel.dagen and not regel.maanddagen:
        return _om_de(regel.elke, _("elke maand"), _("om de maand"), _("elke %(n)d maanden"))
    zin = _om_de(
        regel.elke,
        _("elke %(dagen)s van de maand"),
        _("om de maand op de %(dagen)s van de maand"),
        _("elke %(n)d maanden op de %(dagen)s van de maand"),
    )
    return zin % {"dagen": _dagen_van_maand(regel, dagdeel), "n": regel.elke}


def _per_jaar(regel, dagdeel):
    elk = _om_de(regel.elke, _("elk jaar"), _("om het jaar"), _("elke %(n)d jaar"))
    maanden = som_op(MONTHS[maand] for maand in regel.maanden) if regel.maanden else ""
    deel = {"elk": elk, "maanden": maanden}
    if regel.dagen:
        deel["dagen"] = _dagen_van_maand(regel, dagdeel)
        return _("%(elk)s op de %(dagen)s van %(maanden)s") % deel
    if regel.maanddagen:
        deel["dagen"] = som_op(regel.maanddagen)
        return _("%(elk)s op %(dagen)s %(maanden)s") % deel
    return _("%(elk)s in %(maanden)s") % deel if maanden else elk


_IN_WOORDEN = {
    "DAILY": _per_dag,
    "WEEKLY": _per_week,
    "MONTHLY": _per_maand,
    "YEARLY": _per_jaar,
}


def _om_de(aantal, een, twee, meer):
    """One of three sentences; that of more holds `%(n)d`."""
    if aantal == 1:
        return een
    if aantal == 2:
        return twee
    return meer.replace("%(n)d", str(aantal))


def _dagen_van_maand(regel, dagdeel):
    """ "eerste en derde woensdag", "eerste woensdag en laatste vrijdag", "15e", "laatste dag"."""
    if regel.maanddagen:
        return som_op(
            _("laatste dag") if dag == -1 else _("%(dag)se") % {"dag": dag}
            for dag in regel.maanddagen
        )
    per_dag = {}
    for nummer, dag in regel.dagen:
        per_dag.setdefault(dag, []).append(nummer)
    return som_op(
        _("%(rang)s %(dag)s")
        % {"rang": som_op(RANGWOORDEN[n] for n in nummers), "dag": dagnaam(dag, dagdeel)}
        for dag, nummers in per_dag.items()
    )
