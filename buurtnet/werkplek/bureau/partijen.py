"""What was not confirmed for long, one line per party: with all that it does, and itself."""

import datetime
from typing import NamedTuple

from django.db.models import Case, Count, F, Min, Q, Value, When
from django.urls import reverse

from buurtnet.bewerken.opslaan import adres
from buurtnet.kern.versheid import Samengeteld
from netwerken.models import Inzet
from netwerken.nagelopen import NAGELOPEN, SINDS, met_partij, niet_nagegaan

ORGANISATIE, NETWERK, ROL = "organisatie", "netwerk", "rol"
# Of an inzet that a network does by itself: that network.
DOOR = Case(When(Q(organisatie=None, omschreven_rol=""), then=F("netwerk_id")))
WIE = ("organisatie", "omschreven_rol", "door")


class Partij(NamedTuple):
    """What is called so was not confirmed since `sinds` (NOOIT: never), in so many rows.

    `soort` and `sleutel` say which: a kind with the key of a record, or ROL with its words.
    """

    sinds: datetime.date
    soort: str
    sleutel: str
    aantal: int
    # The key of one inzet of theirs; None when only the record itself is asked about.
    inzet: int | None

    @property
    def nagegaan(self):
        """The Samengeteld of what was confirmed longest ago."""
        return Samengeteld(1, 0, self.sinds)

    @property
    def waarde(self):
        """What the form sends to say which."""
        return f"{self.soort}:{self.sleutel}"

    def met(self, ander):
        """This and what `ander`, the same party, counts, as one."""
        return self._replace(
            sinds=min(self.sinds, ander.sinds),
            aantal=self.aantal + ander.aantal,
            inzet=self.inzet or ander.inzet,
        )


class Regel(NamedTuple):
    """A Partij as a line of the desk: what it is (text or a record), and where to see all of it."""

    partij: Partij
    naam: object
    adres: str


def partijen(gebruiker, vandaag):
    """Each Partij with something that was not confirmed for long, the longest ago first."""
    per = {}
    for partij in _tellingen(gebruiker, vandaag):
        eerder = per.get(partij[1:3])
        per[partij[1:3]] = eerder.met(partij) if eerder else partij
    return sorted(per.values(), key=lambda partij: partij[:3])


def rijen_van(gebruiker, vandaag, waarden=None):
    """{kind: keys} of what is to be confirmed of these parties (as `Partij.waarde`); None: all."""
    rijen = niet_nagegaan(Inzet, gebruiker, vandaag).annotate(door=DOOR)
    keuze = None if waarden is None else set(waarden)
    gekozen = {}
    for pk, organisatie, rol, netwerk in rijen.values_list("pk", *WIE):
        if keuze is None or _waarde_van(organisatie, rol, netwerk) in keuze:
            gekozen.setdefault("inzet", []).append(pk)
    for soort, pk, _sinds in _records(gebruiker, vandaag):
        if keuze is None or f"{soort}:{pk}" in keuze:
            gekozen.setdefault(soort, []).append(pk)
    for soort, pk, organisatie in met_partij(gebruiker, vandaag):
        if keuze is None or f"{ORGANISATIE}:{organisatie}" in keuze:
            gekozen.setdefault(soort, []).append(pk)
    return gekozen


def _tellingen(gebruiker, vandaag):
    """A Partij for the inzet of each, and one for each record by itself."""
    rijen = niet_nagegaan(Inzet, gebruiker, vandaag).annotate(door=DOOR)
    groepen = rijen.values_list(*WIE).annotate(aantal=Count("pk"), langst=Min(SINDS), een=Min("pk"))
    for organisatie, rol, netwerk, aantal, sinds, inzet in groepen:
        soort, sleutel = _wie(organisatie, rol, netwerk)
        yield Partij(sinds, soort, sleutel, aantal, inzet)
    for soort, pk, sinds in _records(gebruiker, vandaag):
        yield Partij(sinds, soort, str(pk), 1, None)


def _records(gebruiker, vandaag):
    """(kind, key, last confirmation) of each record by itself, in one query."""
    eerste, *rest = [
        niet_nagegaan(model, gebruiker, vandaag)
        .annotate(soortnaam=Value(soort), sinds=SINDS)
        .values_list("soortnaam", "pk", "sinds")
        for soort, model in NAGELOPEN.items()
        if model is not Inzet
    ]
    return eerste.union(*rest, all=True)


def _wie(organisatie, rol, netwerk):
    """Which party an inzet is of: its kind, and its key or words."""
    if organisatie:
        return ORGANISATIE, str(organisatie)
    return (ROL, rol) if rol else (NETWERK, str(netwerk))


def _waarde_van(organisatie, rol, netwerk):
    return ":".join(_wie(organisatie, rol, netwerk))


def regels_van(pagina, gebruiker):
    """The Regel of each Partij of a page, in its order."""
    records = {}
    for soort in {partij.soort for partij in pagina} - {ROL}:
        model = NAGELOPEN[soort]
        sleutels = [partij.sleutel for partij in pagina if partij.soort == soort]
        rijen = model.objects.select_related(*model.rijsoort.relaties).in_bulk(sleutels)
        records |= {(soort, str(pk)): rij for pk, rij in rijen.items()}
    zonder_pagina = [p.inzet for p in pagina if p.inzet and p.soort != ORGANISATIE]
    inzetten = Inzet.objects.select_related("netwerk", "wijk").in_bulk(zonder_pagina)
    return [
        Regel(
            partij,
            records.get(partij[1:3], partij.sleutel),
            _waar(partij, records.get(partij[1:3]), inzetten.get(partij.inzet), gebruiker),
        )
        for partij in pagina
    ]


def _waar(partij, record, inzet, gebruiker):
    """The page with all that is asked about: the inzet of the party, or the form of the record."""
    if inzet:
        if inzet.netwerk_id in gebruiker.netwerk_ids():
            return reverse("netwerken:netwerk_inzet", args=[inzet.netwerk.slug])
        return reverse("netwerken:wijk_inzet", args=[inzet.wijk.slug])
    if partij.inzet:
        return reverse("netwerken:organisatie_inzet", args=[record.slug])
    return adres(record, "wijzigen")
