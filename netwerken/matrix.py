"""The coverage matrix: rows themes, columns wijken, with totals, a sentence and its export."""

from collections import Counter
from itertools import groupby
from typing import NamedTuple

from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from buurtnet.basis.templatetags.componenten import DEKKING, dekkingsmerk

from .dekking import DUN, GEDEKT, MET_AGENDA, VEROUDERD, WITTE_VLEK, stand_van

KOPPEN = [
    gettext_lazy("gebied"),
    gettext_lazy("wijk"),
    gettext_lazy("thema"),
    gettext_lazy("op de agenda"),
    gettext_lazy("stand"),
    gettext_lazy("partijen"),
]


LEGE_CEL = SafeString("<td></td>")
KLASSE = {
    klassen: format_html(' class="{}"', klassen) if klassen else ""
    for klassen in ("", "op-agenda", "op-agenda arcering")
}


class Vak(NamedTuple):
    """A cell as it is shown."""

    op_agenda: bool
    stand: str
    partijen: int


class Matrix:
    """What the page and the export show: `kolommen` (Plekken) by `themas`.

    Keeps what is shown and not the Dekking it is made of, so it is small enough to remember.
    """

    def __init__(self, dekking, kolommen, themas, vraag=""):
        self.kolommen, self.themas = kolommen, themas
        self.vraag = vraag  # keeps the date in links
        self.verborgen = len(dekking.omgeving.kolommen) - len(kolommen)
        self._vakken = {
            (kolom.pk, thema.pk): _vak(dekking.cel(kolom.pk, thema.pk))
            for kolom in kolommen
            for thema in themas
        }
        self._adressen = {kolom.pk: kolom.get_absolute_url() for kolom in kolommen}
        plekken = dekking.omgeving.plekken
        self._gebieden = {kolom.pk: _gebied_van(kolom, plekken) for kolom in kolommen}
        self.rijen = [self._rij(dekking, thema) for thema in themas]
        self.voet = [self._totaal(dekking, [kolom], themas) for kolom in kolommen]
        self.totaal = self._totaal(dekking, kolommen, themas)
        self.standen = Counter(vak.stand for vak in self._vakken.values())

    @property
    def groepen(self):
        """(gebied or None, number of columns), in the order of the columns."""
        gebieden = groupby(self.kolommen, lambda kolom: self._gebieden[kolom.pk])
        return [(gebied, len(list(groep))) for gebied, groep in gebieden]

    def vak(self, kolom, thema):
        return self._vakken[kolom.pk, thema.pk]

    def _rij(self, dekking, thema):
        """(theme, cells as HTML, parties, white spots)."""
        return (thema, self._cellen(thema), *self._totaal(dekking, self.kolommen, [thema]))

    def _totaal(self, dekking, kolommen, themas):
        """(parties, white spots) of this part of the table."""
        som = dekking.samen([kolom.pk for kolom in kolommen], [thema.pk for thema in themas])
        wit = sum(self.vak(k, t).stand == WITTE_VLEK for k in kolommen for t in themas)
        return som.partijen, wit

    # Cells

    def _cellen(self, thema):
        """A row of cells in one go: a thousand trips through the template engine are dear."""
        return format_html_join("", "{}", ((self._cel(k, thema),) for k in self.kolommen))

    def _cel(self, kolom, thema):
        vak = self.vak(kolom, thema)
        if not vak.stand:
            return LEGE_CEL
        klassen = f"{'op-agenda' * vak.op_agenda} {'arcering' * (vak.stand == WITTE_VLEK)}".strip()
        return format_html(
            '<td{}><a href="{}{}#thema-{}">{}</a></td>',
            KLASSE[klassen],
            self._adressen[kolom.pk],
            self.vraag,
            thema.slug,
            self._merk(vak.stand, vak.partijen),
        )

    def _merk(self, stand, aantal):
        if (stand, aantal) not in self._merken:
            # Somebody is there, but only a collection: nobody knows how many parties that is.
            alleen_groep = not aantal and stand != WITTE_VLEK
            woord = _("groep") if alleen_groep else aantal
            self._merken[stand, aantal] = dekkingsmerk(stand, aantal=woord)
        return self._merken[stand, aantal]

    @cached_property
    def _merken(self):
        return {}

    # In words

    @property
    def samenvatting(self):
        """What the table says, in one or two sentences."""
        punten = sum(self.standen[stand] for stand in MET_AGENDA)
        if not punten:
            return _("Hiervan staat nergens iets op de agenda.")
        return f"{self._zin_agenda()}{self._zin_standen(punten)}"

    def _zin_agenda(self):
        met = sum(any(self.vak(k, t).op_agenda for t in self.themas) for k in self.kolommen)
        wat = _("minstens één thema")
        if len(self.themas) == 1:
            wat = f"“{self.themas[0].naam}”"
        if len(self.kolommen) == 1:
            deel = {"waar": self.kolommen[0].naam, "wat": wat}
            return _("In %(waar)s staat %(wat)s op de agenda") % deel
        deel = {"met": met, "alle": len(self.kolommen), "wat": wat}
        return _("In %(met)d van de %(alle)d wijken en dorpen staat %(wat)s op de agenda") % deel

    def _zin_standen(self, punten):
        """How what is on the agendas is covered: "; in 3 daarvan werkt er niemand aan"."""
        leeg = self.standen[WITTE_VLEK]
        if len(self.themas) == 1:
            niemand = ngettext(
                "; in %(n)d daarvan werkt er niemand aan.",
                "; in %(n)d daarvan werkt er niemand aan.",
                leeg,
            ) % {"n": leeg}
            return niemand if leeg else _("; er werkt overal iemand aan.")
        woorden = ((GEDEKT, _("gedekt")), (DUN, _("dun")), (VEROUDERD, _("verouderd")))
        delen = [f"{self.standen[s]} {woord}" for s, woord in woorden if self.standen[s]]
        if leeg:
            delen.append(ngettext("%(n)d witte vlek", "%(n)d witte vlekken", leeg) % {"n": leeg})
        begin = ngettext(". Samen is dat %(n)d punt", ". Samen zijn dat %(n)d punten", punten)
        return f"{begin % {'n': punten}}: {opsomming(delen)}."

    # As a file

    def regels(self):
        """One row per cell that is shown, under KOPPEN."""
        for thema in self.themas:
            for kolom in self.kolommen:
                vak, gebied = self.vak(kolom, thema), self._gebieden[kolom.pk]
                naam = gebied.naam if gebied else ""
                woord = str(DEKKING[vak.stand][0]) if vak.stand else ""
                yield [naam, kolom.naam, thema.naam, vak.op_agenda, woord, vak.partijen]


def _vak(cel):
    partijen = cel.partijen
    return Vak(cel.op_agenda, stand_van(cel.op_agenda, partijen, cel.iemand, cel.vers), partijen)


def _gebied_van(kolom, plekken):
    """The gebied that a column lies in, or None."""
    boven = (plekken[pk] for pk in kolom.keten if pk in plekken)
    return next((plek for plek in boven if plek.soort == "gebied"), None)


def opsomming(delen):
    """ "a", "a en b", "a, b en c"."""
    if len(delen) < 2:
        return "".join(delen)
    return _("%(begin)s en %(einde)s") % {"begin": ", ".join(delen[:-1]), "einde": delen[-1]}
