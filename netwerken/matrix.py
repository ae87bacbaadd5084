"""The coverage matrix: rows themes, columns wijken, with totals, a sentence and its export."""

from collections import Counter
from itertools import groupby

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


class Matrix:
    """What the page and the export show: `kolommen` (Plekken) by `themas`."""

    def __init__(self, dekking, kolommen, themas, vraag=""):
        self.dekking, self.kolommen, self.themas = dekking, kolommen, themas
        self.vraag = vraag  # keeps the date in links

    # Heads

    def gebied_van(self, kolom):
        """The gebied that a column lies in, or None."""
        plekken = self.dekking.omgeving.plekken
        boven = (plekken[pk] for pk in kolom.keten if pk in plekken)
        return next((plek for plek in boven if plek.soort == "gebied"), None)

    @cached_property
    def groepen(self):
        """(gebied or None, number of columns), in the order of the columns."""
        return [
            (gebied, len(list(groep))) for gebied, groep in groupby(self.kolommen, self.gebied_van)
        ]

    # Cells

    @cached_property
    def _vakken(self):
        """{(column, theme): (cell, state, parties)}: worked out once, read many times."""
        vakken = {}
        for kolom in self.kolommen:
            for thema in self.themas:
                cel = self.dekking.cel(kolom.pk, thema.pk)
                partijen = cel.partijen
                stand = stand_van(cel.op_agenda, partijen, cel.iemand, cel.vers)
                vakken[kolom.pk, thema.pk] = cel, stand, partijen
        return vakken

    def vak(self, kolom, thema):
        return self._vakken[kolom.pk, thema.pk]

    @cached_property
    def rijen(self):
        """(theme, cells as HTML, parties, white spots) per theme."""
        return [
            (
                thema,
                self._cellen(thema),
                self._partijen(self.kolommen, [thema]),
                self._witte_vlekken(self.kolommen, [thema]),
            )
            for thema in self.themas
        ]

    def _cellen(self, thema):
        """A row of cells in one go: a thousand trips through the template engine are dear."""
        return format_html_join("", "{}", ((self._cel(k, thema),) for k in self.kolommen))

    def _cel(self, kolom, thema):
        cel, stand, partijen = self.vak(kolom, thema)
        if not stand:
            return LEGE_CEL
        klassen = f"{'op-agenda' * cel.op_agenda} {'arcering' * (stand == WITTE_VLEK)}".strip()
        return format_html(
            '<td{}><a href="/wijken/{}/{}#thema-{}">{}</a></td>',
            KLASSE[klassen],
            kolom.slug,
            self.vraag,
            thema.slug,
            self._merk(stand, partijen),
        )

    def _merk(self, stand, aantal):
        if (stand, aantal) not in self._merken:
            self._merken[stand, aantal] = dekkingsmerk(stand, aantal=aantal)
        return self._merken[stand, aantal]

    @cached_property
    def _merken(self):
        return {}

    # Totals

    @cached_property
    def voet(self):
        """(parties, white spots) per column."""
        return [
            (self._partijen([kolom], self.themas), self._witte_vlekken([kolom], self.themas))
            for kolom in self.kolommen
        ]

    @cached_property
    def totaal(self):
        """(parties, white spots) of the whole table."""
        return (
            self._partijen(self.kolommen, self.themas),
            self._witte_vlekken(self.kolommen, self.themas),
        )

    def _partijen(self, kolommen, themas):
        return self.dekking.samen([k.pk for k in kolommen], [t.pk for t in themas]).partijen

    def _witte_vlekken(self, kolommen, themas):
        return sum(self.vak(k, t)[1] == WITTE_VLEK for k in kolommen for t in themas)

    @cached_property
    def standen(self):
        """How many cells are in which state."""
        return Counter(self.vak(k, t)[1] for k in self.kolommen for t in self.themas)

    # In words

    @property
    def samenvatting(self):
        """What the table says, in one or two sentences."""
        punten = sum(self.standen[stand] for stand in MET_AGENDA)
        if not punten:
            return _("Hiervan staat nergens iets op de agenda.")
        return f"{self._zin_agenda()}{self._zin_standen(punten)}"

    def _zin_agenda(self):
        met = sum(any(self.vak(k, t)[0].op_agenda for t in self.themas) for k in self.kolommen)
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
                cel, stand, partijen = self.vak(kolom, thema)
                gebied = self.gebied_van(kolom)
                naam = gebied.naam if gebied else ""
                woord = str(DEKKING[stand][0]) if stand else ""
                yield [naam, kolom.naam, thema.naam, cel.op_agenda, woord, partijen]


def opsomming(delen):
    """ "a", "a en b", "a, b en c"."""
    if len(delen) < 2:
        return "".join(delen)
    return _("%(begin)s en %(einde)s") % {"begin": ", ".join(delen[:-1]), "einde": delen[-1]}
