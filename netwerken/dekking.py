"""Coverage: who works where on which theme, set against the agendas in force there.

A place is covered by what is meant for itself, for a level above it ("heel Zuid",
"stadsbreed") and for what lies below it. One query per source (Inzet, Initiatief,
Agendapunt) adds up per place and theme; the tree is folded here, not in SQL.

Parties are counted once per cell: organisations, described roles, networks that work
themselves, and initiatives that no Inzet in that cell names. A collection ("kerken in
Paddepoel") counts as somebody at work but never as a party: with only a collection a
theme is thin.
"""

import datetime
import json
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Aggregate, Q, TextField

from buurtnet.kern.versheid import Samengeteld, oudste_op, samengeteld_op, vers_q
from initiatieven.models import Initiatief
from wijken.models import Agenda, Agendapunt
from wijken.telt_mee import Omgeving, lees_omgeving

from .models import Inzet, Netwerk, Organisatie

GEDEKT, DUN, VEROUDERD = "gedekt", "dun", "verouderd"
WITTE_VLEK, EXTRA, LEEG = "witte_vlek", "extra", ""
HIER_NIET = "hier_niet"  # on the agenda, and nobody of those that were asked for works on it
MET_AGENDA = (GEDEKT, DUN, VEROUDERD, WITTE_VLEK)


class Kenmerken(Aggregate):
    """The values of an expression as a list in JSON text; see `_lees`."""

    output_field = TextField()

    def as_sqlite(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, function="json_group_array", **extra)

    def as_postgresql(self, compiler, connection, **extra):
        sql, params = self.as_sql(compiler, connection, function="json_agg", **extra)
        return f"({sql})::text", params


def _lees(tekst):
    """What Kenmerken gave: mostly nothing, so that is not parsed."""
    return json.loads(tekst) if tekst and tekst != "[]" else ()


def stand_van(op_agenda, partijen, iemand, vers):
    """The state of a theme in a place.

    `partijen` is how many count, `iemand` whether anybody at all is active (a collection
    too), `vers` whether any of it is *vers* as `kern.versheid` says. Stale goes before thin: of
    what is stale nobody knows whether it is still there. VEROUDERD means that of all there is in
    it nothing is *vers*, be it "verouderd" or "onbevestigd".
    """
    if not op_agenda:
        return EXTRA if iemand else LEEG
    if not iemand:
        return WITTE_VLEK
    if not vers:
        return VEROUDERD
    return DUN if partijen <= 1 else GEDEKT


@dataclass(slots=True)
class Cel:
    """A theme in a place; `genoemd` are the initiatives that an Inzet there names.

    `groepen` are collections of initiatives: somebody, but never parties; of all initiatives
    `verse` are *vers*. `inzetten` is how many rows of Inzet there are, each once for each place,
    and `oudste` the oldest last confirmation of any of these.
    """

    op_agenda: bool = False
    iemand: bool = False
    wie: set = field(default_factory=set)
    initiatieven: set = field(default_factory=set)
    genoemd: set = field(default_factory=set)
    groepen: set = field(default_factory=set)
    verse: set = field(default_factory=set)
    inzetten: int = 0
    verse_inzetten: int = 0
    oudste: datetime.date = datetime.date.max

    @property
    def partijen(self):
        return len(self.wie) + len(self.initiatieven - self.genoemd)

    @property
    def organisaties(self):
        """Keys of the organisations among the parties."""
        return {wie for wie in self.wie if isinstance(wie, int)}

    @property
    def nagegaan(self):
        """The Samengeteld of every row of Inzet and every initiative that there is."""
        aantal = self.inzetten + len(self.initiatieven | self.groepen)
        return Samengeteld(aantal, self.verse_inzetten + len(self.verse), self.oudste)

    @property
    def vers(self):
        return bool(self.verse_inzetten or self.verse)

    @property
    def stand(self):
        return stand_van(self.op_agenda, self.partijen, self.iemand, self.vers)

    def neem_op(self, ander):
        """Count what is in `ander` here too."""
        self.op_agenda |= ander.op_agenda
        self.iemand |= ander.iemand
        self.inzetten += ander.inzetten
        self.verse_inzetten += ander.verse_inzetten
        if ander.oudste < self.oudste:
            self.oudste = ander.oudste
        self.wie |= ander.wie
        self.initiatieven |= ander.initiatieven
        self.genoemd |= ander.genoemd
        self.groepen |= ander.groepen
        self.verse |= ander.verse


class Dekking:
    """Coverage of `kolommen` (Wijken) on a date; read-only once made."""

    def __init__(self, omgeving, bronnen):
        self.omgeving = omgeving
        self._cellen, self._bezet, self._met_agenda = {}, set(), set()
        kolommen_van = omgeving.kolommen_van()
        for wijk, thema, stuk in bronnen:
            kolommen = omgeving.kolommen_onder(wijk) if stuk.op_agenda else kolommen_van[wijk]
            if stuk.op_agenda:
                self._met_agenda.update(kolommen)
            else:
                self._bezet.add((wijk, thema))
            for kolom in kolommen:
                self._cellen.setdefault((kolom, thema), Cel()).neem_op(stuk)

    def cel(self, wijk_id, thema_id):
        return self._cellen.get((wijk_id, thema_id)) or Cel()

    def cel_over(self, wijk_ids, thema_ids):
        """One Cel for all these places and themes: parties counted once."""
        paren = ((wijk_id, thema_id) for wijk_id in wijk_ids for thema_id in thema_ids)
        som = Cel()
        for paar in paren:
            if paar in self._cellen:
                som.neem_op(self._cellen[paar])
        return som

    def met_iets(self):
        """The columns that an agenda holds for, and those with people of their own.

        An agenda from above counts, or its white spots would be hidden; people from above
        alone don't, for these work in every column.
        """
        bezet = {wijk for wijk, _thema in self._bezet}
        return [
            kolom
            for kolom in self.omgeving.kolommen
            if kolom.pk in self._met_agenda or not bezet.isdisjoint(self.omgeving.tak(kolom))
        ]

    def met_iemand(self):
        """The columns where somebody works on something, for all of what they lie in too."""
        bezet = {kolom for (kolom, _thema), cel in self._cellen.items() if cel.iemand}
        return [kolom for kolom in self.omgeving.kolommen if kolom.pk in bezet]

    def alleen_van_boven(self, kolom, thema_id):
        """Whether nobody works on it but who works for all of what `kolom` lies in."""
        tak = self.omgeving.tak(kolom)
        return not any((wijk, thema_id) in self._bezet for wijk in tak)

    def standen_in_delen(self, plek, thema_id):
        """{stand: number} of the wijken and villages below `plek` with the theme on an agenda."""
        cellen = (self.cel(wijk.pk, thema_id) for wijk in self.omgeving.woonplaatsen_in(plek))
        return Counter(cel.stand for cel in cellen if cel.op_agenda)

    def standen(self, wijk_id, thema_ids):
        """How many of these themes are in which state there: {stand: number}."""
        return Counter(self.cel(wijk_id, thema_id).stand for thema_id in thema_ids)


def bereken(inzetten, kolommen, datum, gebruiker, *, themas=None, initiatieven=None):
    """The Dekking of `kolommen` on `datum` as `gebruiker` may see it.

    `kolommen` are Wijken, or an Omgeving that was made of them. `inzetten` and
    `initiatieven` are querysets, filtered as wanted (initiatieven: None is all); `themas`
    limits to these keys.
    """
    omgeving = kolommen if isinstance(kolommen, Omgeving) else lees_omgeving(kolommen)
    if initiatieven is None:
        initiatieven = Initiatief.objects.all()
    bronnen = [
        *_uit_inzet(inzetten.op(datum).visible_to(gebruiker), omgeving, datum, themas),
        *_uit_initiatieven(initiatieven.op(datum).visible_to(gebruiker), omgeving, datum, themas),
        *_uit_agendas(omgeving, datum, gebruiker, themas),
    ]
    return Dekking(omgeving, bronnen)


def _uit_inzet(inzetten, omgeving, datum, themas):
    organisatie_telt = ~Q(organisatie__in=_verzamelingen(Organisatie))
    zelf = Q(organisatie=None, omschreven_rol="")
    netwerk_telt = zelf & ~Q(netwerk__in=_verzamelingen(Netwerk))
    telt = (organisatie_telt & Q(organisatie__isnull=False)) | ~Q(omschreven_rol="") | netwerk_telt
    rijen = (
        inzetten.filter(wijk__in=omgeving.ids, **_alleen("thema__in", themas))
        .order_by()
        .values_list("wijk", "thema")
        .annotate(
            organisaties=Kenmerken(
                "organisatie", filter=organisatie_telt & Q(organisatie__isnull=False)
            ),
            rollen=Kenmerken("omschreven_rol", filter=~Q(omschreven_rol="")),
            netwerken=Kenmerken("netwerk", filter=netwerk_telt),
            genoemd=Kenmerken("initiatief", filter=Q(initiatief__isnull=False) & telt),
            **samengeteld_op(Inzet, datum),
        )
    )
    for wijk, thema, organisaties, rollen, netwerken, genoemd, *geteld in rijen:
        zelf = (("netwerk", pk) for pk in _lees(netwerken))
        wie = {*_lees(organisaties), *_lees(rollen), *zelf}
        nagegaan = dict(zip(("inzetten", "verse_inzetten", "oudste"), geteld, strict=True))
        yield wijk, thema, Cel(False, True, wie, genoemd=set(_lees(genoemd)), **nagegaan)


def _verzamelingen(model):
    return model.objects.filter(is_verzameling=True).order_by().values("pk")


def _uit_initiatieven(initiatieven, omgeving, datum, themas):
    rijen = (
        initiatieven.filter(
            wijken__in=omgeving.ids, themas__isnull=False, **_alleen("themas__in", themas)
        )
        .order_by()
        .values_list("wijken", "themas")
        .annotate(
            nummers=Kenmerken("pk", filter=Q(is_verzameling=False)),
            groepen=Kenmerken("pk", filter=Q(is_verzameling=True)),
            verse=Kenmerken("pk", filter=vers_q(Initiatief, datum)),
            oudste=oudste_op(datum),
        )
    )
    for wijk, thema, *sets, oudste in rijen:
        wat = dict(
            zip(("initiatieven", "groepen", "verse"), map(set, map(_lees, sets)), strict=True)
        )
        yield wijk, thema, Cel(iemand=True, oudste=oudste, **wat)


def _uit_agendas(omgeving, datum, gebruiker, themas):
    rijen = (
        Agendapunt.objects.die_tellen(datum)
        .filter(
            agenda__in=Agenda.objects.geldend(datum).visible_to(gebruiker),
            agenda__wijken__in=omgeving.ids,
            **_alleen("thema__in", themas),
        )
        .order_by()
        .values_list("agenda__wijken", "thema")
        .distinct()
    )
    for wijk, thema in rijen:
        yield wijk, thema, Cel(op_agenda=True)


def _alleen(veld, themas):
    return {} if themas is None else {veld: themas}
