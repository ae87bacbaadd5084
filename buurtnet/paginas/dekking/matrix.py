"""The coverage matrix: rows themes, columns wijken, with totals, a sentence and its export."""

from collections import Counter
from itertools import groupby
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtnet.kern.precisie import datum_in_iso
from buurtnet.kern.versheid import Samengeteld, nagegaan_van, samengeteld_van
from buurtnet.web.templatetags.componenten import DEKKING
from netwerken.dekking import EXTRA, HIER_NIET, LEEG, MET_AGENDA, VEROUDERD, WITTE_VLEK

from ..standen import standen_in_woorden

KOPPEN = [
    gettext_lazy("gebied"),
    gettext_lazy("wijk"),
    gettext_lazy("thema"),
    gettext_lazy("op de agenda"),
    gettext_lazy("stand"),
    gettext_lazy("partijen"),
    gettext_lazy("regels"),
    gettext_lazy("pas nagegaan"),
    gettext_lazy("oudste nagegaan op"),
    gettext_lazy("op datum"),
]
# Of a single cell, who is counted there.
KOPPEN_VAK = [
    *KOPPEN[:3],
    gettext_lazy("stand"),
    gettext_lazy("wie"),
    gettext_lazy("telt mee"),
    gettext_lazy("via"),
    gettext_lazy("wat er gebeurt"),
    gettext_lazy("vanaf"),
    gettext_lazy("tot"),
    gettext_lazy("oudste nagegaan op"),
    gettext_lazy("op datum"),
]

NIEMAND = (WITTE_VLEK, HIER_NIET, LEEG)


class Vak(NamedTuple):
    """A cell as it is shown."""

    op_agenda: bool
    stand: str
    partijen: int
    van_boven: bool
    nagegaan: Samengeteld

    @property
    def iemand(self):
        return self.stand not in NIEMAND

    @property
    def aantal(self):
        """The number in the cell, or "groep": nobody knows how many parties that is."""
        return self.partijen if self.partijen or not self.iemand else _("groep")


class Matrix:
    """What the page and the export show: `kolommen` (Plekken) by `themas`.

    `keuze` is the query string of a choice of who counts: then a cell without them is no white
    spot, and leads to this page about that cell alone. Keeps what is shown and not the Dekking
    it is made of, so it is small enough to remember. `van_mij` are keys of the columns where who
    looks may add: a white spot there leads to the rooster.
    """

    def __init__(self, dekking, kolommen, themas, peildatum, keuze="", van_mij=frozenset()):
        self.kolommen, self.themas = kolommen, themas
        self.peildatum, self.keuze, self.van_mij = peildatum, keuze, van_mij
        self.verborgen = len(dekking.omgeving.kolommen) - len(kolommen)
        self.alleen_met_iemand = bool(keuze) and kolommen == dekking.met_iemand()
        alle = {
            (kolom.pk, thema.pk): self._vak(dekking, kolom, thema)
            for kolom in dekking.omgeving.kolommen
            for thema in themas
        }
        self.standen = Counter(vak.stand for vak in alle.values())
        getoond = {kolom.pk for kolom in kolommen}
        self._vakken = {sleutel: vak for sleutel, vak in alle.items() if sleutel[0] in getoond}
        self._adressen = {kolom.pk: kolom.get_absolute_url() for kolom in kolommen}
        plekken = dekking.omgeving.plekken
        self._gebieden = {kolom.pk: _gebied_van(kolom, plekken) for kolom in kolommen}
        self.totalen = [self._totaal(dekking, kolommen, [thema]) for thema in themas]
        self.voet = [self._totaal(dekking, [kolom], themas) for kolom in kolommen]
        self.totaal = self._totaal(dekking, kolommen, themas)

    def _vak(self, dekking, kolom, thema):
        cel = dekking.cel(kolom.pk, thema.pk)
        stand, van_boven = cel.stand, dekking.alleen_van_boven(kolom, thema.pk)
        if stand == WITTE_VLEK and self.keuze:
            stand = HIER_NIET
        return Vak(cel.op_agenda, stand, cel.partijen, van_boven, cel.nagegaan)

    @property
    def groepen(self):
        """(gebied or None, number of columns), in the order of the columns."""
        gebieden = groupby(self.kolommen, lambda kolom: self._gebieden[kolom.pk])
        return [(gebied, len(list(groep))) for gebied, groep in gebieden]

    def vak(self, kolom, thema):
        return self._vakken[kolom.pk, thema.pk]

    def _totaal(self, dekking, kolommen, themas):
        """(parties, white spots) of this part of the table."""
        som = dekking.cel_over([kolom.pk for kolom in kolommen], [thema.pk for thema in themas])
        wit = sum(self.vak(k, t).stand == WITTE_VLEK for k in kolommen for t in themas)
        return som.partijen, wit

    def adres(self, kolom, thema):
        """Where exactly those are named who are counted in a cell, or can be put in."""
        if kolom.pk in self.van_mij and self.vak(kolom, thema).stand == WITTE_VLEK:
            rooster = reverse("netwerken:wijk_inzet", args=[kolom.slug])
            return f"{rooster}?thema={thema.slug}#rooster"
        if self.keuze:
            return f"?wijk={kolom.slug}&thema={thema.slug}{self.keuze}{self.peildatum.erbij}#wie"
        return f"{self._adressen[kolom.pk]}{self.peildatum.vraag}#thema-{thema.slug}"

    # In words

    @property
    def samenvatting(self):
        """What the table says, in one or two sentences."""
        punten = sum(self.standen[stand] for stand in (*MET_AGENDA, HIER_NIET))
        if self.keuze:
            return self._zin_keuze(punten)
        if not punten:
            return _("Hiervan staat nergens iets op de agenda.")
        return f"{self._zin_agenda()}{self._zin_standen(punten)}"

    @property
    def van_boven(self):
        """How much of what is extra is so only by who works for the whole city or gebied."""
        extra = [vak for vak in self._vakken.values() if vak.stand == EXTRA]
        aantal = sum(vak.van_boven for vak in extra)
        if not aantal:
            return ""
        if aantal == len(extra):
            return _(
                "Wat hier “extra” heet, komt alleen van wie voor de hele stad of het hele gebied"
                " werkt."
            )
        return _(
            "Van de %(alle)d keer “extra” komen er %(n)d alleen van wie voor de hele stad of het"
            " hele gebied werkt."
        ) % {"alle": len(extra), "n": aantal}

    @property
    def _alle(self):
        """How many places this is about, those without anything included."""
        return len(self.kolommen) + self.verborgen

    def _tel_kolommen(self, wat):
        return sum(any(wat(self.vak(k, t)) for t in self.themas) for k in self.kolommen)

    def _zin_keuze(self, punten):
        """Where somebody of the choice works, and on how much of the agendas."""
        met = self._tel_kolommen(lambda vak: vak.iemand)
        wat = f"“{self.themas[0].naam}”" if len(self.themas) == 1 else _("deze thema’s")
        deel = {"met": met, "alle": self._alle, "wat": wat, "waar": self.kolommen[0].naam}
        if self._alle > 1 and not met:
            zin = _(
                "In geen van de %(alle)d wijken en dorpen werkt iemand uit je keuze aan %(wat)s."
            )
        elif self._alle > 1:
            zin = _(
                "In %(met)d van de %(alle)d wijken en dorpen werkt iemand uit je keuze aan %(wat)s."
            )
        elif met:
            zin = _("In %(waar)s werkt iemand uit je keuze aan %(wat)s.")
        else:
            zin = _("In %(waar)s werkt niemand uit je keuze aan %(wat)s.")
        bezig = punten - self.standen[HIER_NIET]
        if punten < 2 or not bezig:
            return zin % deel
        erbij = _("Zo komen zij bij %(n)d van de %(punten)d punten op de agenda’s.")
        return f"{zin % deel} {erbij % {'n': bezig, 'punten': punten}}"

    def _zin_agenda(self):
        met = self._tel_kolommen(lambda vak: vak.op_agenda)
        wat = _("minstens één thema")
        if len(self.themas) == 1:
            wat = f"“{self.themas[0].naam}”"
        if self._alle == 1:
            deel = {"waar": self.kolommen[0].naam, "wat": wat}
            return _("In %(waar)s staat %(wat)s op de agenda") % deel
        deel = {"met": met, "alle": self._alle, "wat": wat}
        return _("In %(met)d van de %(alle)d wijken en dorpen staat %(wat)s op de agenda") % deel

    def _zin_standen(self, punten):
        """How what is on the agendas is covered: "; in 3 daarvan werkt er niemand aan"."""
        leeg = self.standen[WITTE_VLEK]
        if punten == 1:
            return self._zin_punt()
        if len(self.themas) == 1:
            niemand = _("; in %(n)d daarvan werkt er niemand aan.") % {"n": leeg}
            return niemand if leeg else _("; er werkt overal iemand aan.")
        begin = _(". Samen zijn dat %(n)d punten") % {"n": punten}
        return f"{begin}: {standen_in_woorden(self.standen)}."

    def _zin_punt(self):
        """How the only point there is stands."""
        if self.standen[WITTE_VLEK]:
            return _("; er werkt niemand aan.")
        if self.standen[VEROUDERD]:
            return _("; er werd aan gewerkt, maar dat is lang niet nagegaan.")
        return _("; er werkt iemand aan.")

    # As a file

    def regels(self):
        """One row per cell that is shown, under KOPPEN."""
        for thema in self.themas:
            for kolom in self.kolommen:
                vak = self.vak(kolom, thema)
                aantal = vak.aantal if vak.stand else 0
                waar, stand = self._waar(kolom, thema), self._stand_in_woorden(vak)
                vers = [vak.nagegaan.aantal, vak.nagegaan.vers, vak.nagegaan.dag]
                yield [*waar, vak.op_agenda, stand, aantal, *vers, self.peildatum.datum]

    def regels_van(self, wie):
        """One row per party of a table of one cell, under KOPPEN_VAK; `wie` are its Regels."""
        kolom, thema, datum = self.kolommen[0], self.themas[0], self.peildatum.datum
        waar, stand = self._waar(kolom, thema), self._stand_in_woorden(self.vak(kolom, thema))
        for regel in wie:
            hoe = _hoe(regel.rijen, datum)
            yield [*waar, stand, regel.naam, not regel.is_verzameling, *hoe, datum]

    def _waar(self, kolom, thema):
        gebied = self._gebieden[kolom.pk]
        return [gebied.naam if gebied else "", kolom.naam, thema.naam]

    def _stand_in_woorden(self, vak):
        return str(DEKKING[vak.stand][0]) if vak.stand else ""


def _hoe(rijen, datum):
    """Via what a party works and what it does there, from when to when, and when confirmed.

    Of several ways the first beginning and the last end; no end while one of them has none. Of
    their confirmations the oldest; none while one of them was never confirmed.
    """
    via = dict.fromkeys(naam for rij in rijen for naam, _url in rij["via"])
    wat = dict.fromkeys(filter(None, (rij.get("toelichting") for rij in rijen)))
    begin = [(rij["vanaf"], rij["vanaf_precisie"]) for rij in rijen if rij["vanaf"]]
    einde = [(rij["tot"], rij["tot_precisie"]) for rij in rijen if rij["tot"]]
    return [
        list(via),
        list(wat),
        datum_in_iso(*min(begin)) if begin else None,
        datum_in_iso(*max(einde)) if len(einde) == len(rijen) else None,
        samengeteld_van(map(nagegaan_van, rijen), datum).dag,
    ]


def _gebied_van(kolom, plekken):
    """The gebied that a column lies in, or None."""
    hogere = (plekken[pk] for pk in kolom.keten if pk in plekken)
    return next((plek for plek in hogere if plek.soort == "gebied"), None)
