"""What is on, of every kind together: in order of days, for a page, a calendar or a feed."""

from functools import cached_property
from heapq import merge
from itertools import chain, groupby, islice
from typing import NamedTuple

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from buurtnet.lijsten.lijst import PER_PAGINA
from initiatieven.herhaling.dagen import EEN_DAG
from initiatieven.herhaling.kalender import TERMIJNEN, ZONDER_DAG, einde_van

from . import aanbod
from .lijst import SOORTEN, WANNEER

# Under this stands what has no rhythm at all: somebody to turn to rather than something to go to.
DOORLOPEND = "doorlopend"


class Plaats(NamedTuple):
    """Something on a day (None when that is open); `soort` is its number among the Aanbod."""

    dag: object
    volgorde: tuple
    soort: int
    sleutel: int


class Reeks:
    """A sequence of known length that is made anew, as far as it is asked."""

    def __init__(self, aantal, maak):
        self.aantal = aantal
        self.maak = maak

    def __len__(self):
        return self.aantal

    def __iter__(self):
        return iter(self.maak())

    def __getitem__(self, plak):
        return list(islice(self.maak(), plak.start, plak.stop))


def _kop_van(keer):
    """What a (day, record) stands under."""
    dag, record = keer
    return DOORLOPEND if dag is None and not record.ritme else dag


class Tab(NamedTuple):
    waarde: str
    titel: str
    aantal: int
    gekozen: bool


class TeDoen:
    """What a TeDoenFilters leaves, of every kind."""

    def __init__(self, lijst):
        self.lijst, self.soorten = lijst, lijst.soorten

    @cached_property
    def aantallen(self):
        """{name of a kind: how many of it there are now}."""
        return {soort.naam: len(soort.binnen(self.lijst.wanneer)) for soort in self.soorten}

    @property
    def aantal(self):
        return self.lijst.aantal

    @property
    def laatste_dag(self):
        """The last day of the stretch of days that was chosen, when that has more than one."""
        einde = einde_van(self.lijst.wanneer, self.lijst.datum)
        return einde if einde > self.lijst.datum else None

    @property
    def tabs(self):
        lijst = self.lijst
        return [
            Tab(
                waarde,
                titel,
                sum(len(soort.binnen(waarde)) for soort in self.soorten),
                waarde == lijst.wanneer,
            )
            for waarde, titel in WANNEER.items()
        ]

    @cached_property
    def plaatsen(self):
        """All to show: each time within a stretch of days, else each thing once."""
        per_keer = self.lijst.sortering == "wanneer" and self.lijst.wanneer in TERMIJNEN
        return Reeks(sum(self._aantal_keren()) if per_keer else self.aantal, self._plaatsen)

    def _aantal_keren(self):
        for soort in self.soorten:
            gekozen = soort.gekozen
            yield sum(
                sleutel in gekozen for _d, sleutel in soort.kalender.keren(self.lijst.wanneer)
            )

    def _plaatsen(self):
        """The same one by one: a page needs the first few only."""
        wanneer, nummers = self.lijst.wanneer, range(len(self.soorten))
        if self.lijst.sortering != "wanneer":
            return chain.from_iterable(map(self._op_lijst, nummers))
        met_dag = map(self._keren if wanneer in TERMIJNEN else self._eerste, nummers)
        zonder = (self._zonder_dag(nummer, met) for met in (True, False) for nummer in nummers)
        return chain(
            merge(*met_dag) if wanneer != ZONDER_DAG else (),
            chain.from_iterable(zonder) if wanneer not in TERMIJNEN else (),
        )

    def _keren(self, nummer):
        soort = self.soorten[nummer]
        volgorde = soort.kalender.volgorde
        for dag, sleutel in soort.kalender.keren(self.lijst.wanneer):
            if sleutel in soort.gekozen:
                yield Plaats(dag, volgorde[sleutel], nummer, sleutel)

    def _eerste(self, nummer):
        soort = self.soorten[nummer]
        for sleutel, dag in soort.kalender.eerste.items():
            if sleutel in soort.gekozen:
                yield Plaats(dag, soort.kalender.volgorde[sleutel], nummer, sleutel)

    def _zonder_dag(self, nummer, met_ritme):
        soort = self.soorten[nummer]
        for sleutel in soort.sleutels:
            if sleutel not in soort.kalender.eerste and (sleutel in soort.met_ritme) == met_ritme:
                yield Plaats(None, (), nummer, sleutel)

    def _op_lijst(self, nummer):
        """In the order that was asked, whatever the day."""
        soort = self.soorten[nummer]
        binnen = soort.binnen(self.lijst.wanneer)
        for sleutel in soort.sleutels:
            if sleutel in binnen:
                yield Plaats(soort.kalender.eerste.get(sleutel), (), nummer, sleutel)

    # Tables

    def tabel(self):
        """As Facetlijst.tabel, with what other apps add."""
        koppen, rijen = self.lijst.tabel()
        return koppen, chain(rijen, self._tabel_erbij())

    def _tabel_erbij(self):
        for soort in self.soorten[1:]:
            for record in soort.rijen(soort.binnen(self.lijst.wanneer)).values():
                yield [waarde(record) for _kop, waarde in self.lijst.kolommen]

    # Showing

    def pagina(self):
        """A page of records, each with the day it stands under as `dag`."""
        pagina = Paginator(self.plaatsen, PER_PAGINA).get_page(self.lijst.data.get("pagina"))
        pagina.object_list = [*self._met_records(pagina.object_list)]
        return pagina

    def _met_records(self, plaatsen):
        """(day, record) of each; what was deleted just now is left out."""
        per_soort = [
            soort.rijen([p.sleutel for p in plaatsen if p.soort == nummer])
            for nummer, soort in enumerate(self.soorten)
        ]
        for plaats in plaatsen:
            record = per_soort[plaats.soort].get(plaats.sleutel)
            if record:
                yield plaats.dag, record

    def dagen(self, pagina):
        """[(day, records)] of a page: None is on no fixed day, DOORLOPEND says nothing of when.

        One nameless group when it isn't in order of days.
        """
        if self.lijst.sortering != "wanneer":
            return [("", [rij for _dag, rij in pagina.object_list])]
        dagen = groupby(pagina.object_list, _kop_van)
        return [(dag, [rij for _dag, rij in rijen]) for dag, rijen in dagen]

    def komende(self, hoogstens):
        """(records with days to come, whether there were more), each once, the earliest first."""
        eens = {}
        for plaats in self.plaatsen:
            if plaats.dag:
                eens.setdefault((plaats.soort, plaats.sleutel), plaats)
        op_volgorde = sorted(eens.values(), key=lambda plaats: plaats.dag)
        records = [record for _dag, record in self._met_records(op_volgorde[:hoogstens])]
        return records, len(op_volgorde) > hoogstens

    def nieuwste(self, hoogstens):
        """The records that changed last, the newest first."""
        records = [rij for soort in self.soorten for rij in soort.nieuwste(hoogstens)]
        return aanbod.nieuwste_eerst(records)[:hoogstens]

    @property
    def titel(self):
        """What a calendar or feed of this list is called, with the places it is about."""
        plekken = self.lijst.gekozen_namen
        if not plekken:
            return _("Wat is er te doen")
        return _("Wat is er te doen: %(keuzes)s") % {"keuzes": ", ".join(plekken[:5])}


def komende_dagen(gebruiker, versie, vandaag, hoogstens):
    """[(day, record)]: what is on first in the coming seven days, for the front page.

    Takes one query per kind and a few for what is shown, however much there is.
    """
    gevonden = []
    for soort in SOORTEN:
        kalender = aanbod.kalender_van(soort.naam, soort.momenten, versie, vandaag)
        keren = kalender.keren_tot(vandaag + 6 * EEN_DAG)
        # Some may turn out not to be public, so a few more than are shown.
        kandidaten = [keer for keer, _n in zip(keren, range(hoogstens * 5), strict=False)]
        rijen = soort.te_zien({sleutel for _dag, sleutel in kandidaten}, gebruiker)
        gevonden += [
            (dag, kalender.volgorde[sleutel], rijen[sleutel])
            for dag, sleutel in kandidaten
            if sleutel in rijen
        ]
    gevonden.sort(key=lambda drietal: drietal[:2])
    return [(dag, rij) for dag, _volgorde, rij in gevonden[:hoogstens]]
