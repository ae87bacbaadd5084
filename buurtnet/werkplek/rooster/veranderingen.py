"""What a sheet that was sent comes down to, beside what is saved by then."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Case, When
from django.utils.translation import gettext as _

from buurtnet.kern.noemen import BESLOTEN, STREEP
from buurtnet.kern.precisie import datum_in_woorden
from netwerken.models import Inzet
from netwerken.models.inzet import partijen_zichtbaar

from .overal import ZEGT_NIETS
from .partij import sleutel_van


class Botsing(NamedTuple):
    """A cell that two people filled in differently: which, and what each did."""

    waar: str
    jij: str
    wie: str
    ander: str


@dataclass
class Veranderingen:
    """`erbij` are cells (sleutel, theme); `eraf` gives per cell the rows that end; `ongeluk` is
    which of those cells never were so; `bevestigd` gives per party the rows that are still right,
    `overal` says of which parties these are the rows of all wijken.

    With `botsingen` nothing is to be saved.
    """

    erbij: list = field(default_factory=list)
    eraf: dict = field(default_factory=dict)
    ongeluk: frozenset = frozenset()
    bevestigd: dict = field(default_factory=dict)
    overal: set = field(default_factory=set)
    botsingen: list = field(default_factory=list)


def bepaal(rooster, ingevuld):
    """The Veranderingen that `ingevuld` makes of `rooster`, which is as it is saved by now.

    What somebody else did to a cell that the user left alone, stays as they did.
    """
    vorm = _Vergelijking(rooster, ingevuld.was)
    uit = Veranderingen()
    nu = rooster.cellen_met_eigen()
    uit.erbij = sorted(cel for cel in ingevuld.aan - vorm.was.keys() if cel not in nu)
    for cel, versies in vorm.was.items():
        if cel not in ingevuld.aan:
            uit.eraf[cel] = nu.get(cel, [])
            uit.botsingen += vorm.botsingen(cel, versies, nu.get(cel, []), _("stopt"))
    uit.ongeluk = ingevuld.ongeluk & uit.eraf.keys()
    _bevestig(vorm, ingevuld, nu, uit)
    _bevestig_overal(vorm, ingevuld, uit)
    return uit


def _bevestig(vorm, ingevuld, nu, uit):
    for cel, versies in vorm.was.items():
        sleutel, _thema = cel
        klopt = ingevuld.alles or sleutel in ingevuld.klopt or sleutel in ingevuld.overal
        if cel in uit.eraf or not klopt:
            continue
        gezien = [rij for rij in nu.get(cel, []) if rij.pk in versies]
        uit.botsingen += vorm.botsingen(cel, versies, gezien, _("klopt nog"))
        geldig = [rij for rij in gezien if rij.geldt_op(vorm.rooster.dag)]
        uit.bevestigd.setdefault(sleutel, []).extend(geldig)


def _bevestig_overal(vorm, ingevuld, uit):
    if not ingevuld.overal:
        return
    alle, nu = vorm.rooster.alle_wijken, vorm.rooster.overal
    merken = {sleutel: overal.merk for sleutel, overal in nu.items()}
    uit.overal = {
        sleutel for sleutel, merk in ingevuld.overal.items() if merken.get(sleutel) == merk
    }
    eraf = {rij.pk for rijen in uit.eraf.values() for rij in rijen}
    klopt = {sleutel: set(nu[sleutel].sleutels) - eraf for sleutel in uit.overal}
    rijen = alle.rijen().in_bulk(set().union(*klopt.values()))
    for sleutel, sleutels in klopt.items():
        uit.bevestigd[sleutel] = [rijen[pk] for pk in sorted(sleutels)]
    anders = sorted(ingevuld.overal.keys() - uit.overal) if not uit.botsingen else []
    for sleutel in anders:
        if rij := vorm.rooster.rij(sleutel):
            waar = _("%(wie)s, in alle wijken") % {"wie": rij.partij.naam}
            uit.botsingen.append(Botsing(waar, _("klopt nog"), *alle.laatste(sleutel)))


class _Vergelijking:
    """What the sheet was made from, set against what is saved now.

    `was` gives per cell {key: version}; read from the rows that are still as they were, and of
    the others from the history, in one query.
    """

    def __init__(self, rooster, versies):
        self.rooster = rooster
        rijen = {rij.pk: rij for cel in rooster.cellen_met_eigen().values() for rij in cel}
        anders = {pk for pk, v in versies.items() if pk not in rijen or rijen[pk].versie != v}
        self._lees_versies(anders)
        self.was = {}
        for pk, versie in versies.items():
            rij = self._toen.get((pk, versie)) if pk in anders else rijen[pk]
            if rij and rij.wijk_id == rooster.wijk.pk:
                cel = (sleutel_van(rij), rij.thema_id)
                if self.naam_van(cel):
                    self.was.setdefault(cel, {})[pk] = versie

    def _lees_versies(self, sleutels):
        self._toen, self._laatste = {}, {}
        if sleutels:
            te_zien = Case(When(partijen_zichtbaar(self.rooster.gebruiker), True), default=False)
            versies = Inzet.history.filter(id__in=sleutels).annotate(te_zien=te_zien)
            for versie in versies.order_by("history_id").select_related("history_user"):
                self._laatste[versie.id] = versie
                # What a browser says that it was shown, it may have made up.
                if versie.te_zien:
                    self._toen[versie.id, versie.versie] = versie

    def naam_van(self, cel):
        """What a cell is called to the user; "" when they know nothing of it."""
        sleutel, thema = cel
        rij, kolom = self.rooster.rij(sleutel), self.rooster.kolom(thema)
        return f"{rij.partij.naam}{STREEP}{kolom.naam}" if rij and kolom else ""

    def botsingen(self, cel, versies, rijen, jij):
        """What others did to the rows of a cell since `versies` were shown; `rijen` are there now.

        A confirmation by somebody else is in nobody's way.
        """
        over = {rij.pk: rij for rij in rijen}
        for pk, versie in versies.items():
            if pk not in over:
                yield self._botsing(cel, pk, jij, self._weg(pk))
            elif over[pk].versie != versie and (wat := self._anders(over[pk], versie)):
                yield self._botsing(cel, pk, jij, wat)
        for pk in over.keys() - versies.keys():
            yield self._botsing(cel, pk, jij, _("kwam erbij"))

    def _botsing(self, cel, pk, jij, ander):
        laatste = self._laatste.get(pk) or Inzet.history.filter(id=pk).latest()
        bekend = getattr(laatste, "te_zien", True) and laatste.history_user
        wie = str(bekend or _("iemand anders"))
        return Botsing(self.naam_van(cel), jij, wie, ander)

    def _weg(self, pk):
        laatste = self._laatste[pk]
        if laatste.history_type == "-":
            return _("weggehaald")
        if laatste.tot and laatste.te_zien:
            wanneer = datum_in_woorden(laatste.tot, laatste.tot_precisie)
            return _("gestopt op %(wanneer)s") % {"wanneer": wanneer}
        return _("anders gemaakt")

    def _anders(self, rij, versie):
        """The names of the fields that differ between `rij` and what it was; "" for none."""
        toen = self._toen.get((rij.pk, versie))
        if toen is None:
            return str(BESLOTEN)
        velden = [
            str(veld.verbose_name)
            for veld in Inzet._meta.concrete_fields
            if veld.name not in ZEGT_NIETS
            and getattr(toen, veld.attname) != getattr(rij, veld.attname)
        ]
        if not velden:
            return ""
        return _("veranderde %(velden)s") % {"velden": ", ".join(velden)}
