"""A theme over all places: on whose agenda it is, who works on it where, what is missing."""

from functools import cached_property

from django.db.models import Count

from buurtnet.basis.beeld import Beeld, Naam, partij
from buurtnet.basis.taal import adresmaker, recordadres

from .models import Agenda, Agendapunt, Wijk
from .omgeving import Omgeving, plekken

NAMEN = 3  # parties named per place
PLEKKEN = 40  # places on the page; the matrix has them all
HOGER = (Wijk.Soort.STAD, Wijk.Soort.GEBIED, Wijk.Soort.STREEK)


class Themabeeld:
    """`inzetten` is all Inzet on `thema`; `user` sees what they may on `datum`."""

    def __init__(self, thema, inzetten, datum, user):
        self.thema, self.datum, self.user = thema, datum, user
        self.inzetten = inzetten.op(datum).visible_to(user)
        wijken = plekken(Wijk.objects.visible_to(user).woonplaatsen())
        self.omgeving = Omgeving(sorted(wijken, key=lambda wijk: wijk.naam))
        self.dekking = inzetten.dekking(self.omgeving, datum, user, themas=[thema.pk])

    @cached_property
    def regels(self):
        """One row per wijk or village that has the theme on its agenda or people of its own."""
        kolommen = [kolom for kolom in self.dekking.met_iets() if self._cel(kolom).stand]
        return [self._regel(kolom) for kolom in kolommen]

    @property
    def getoond(self):
        return self.regels[:PLEKKEN]

    @property
    def rest(self):
        return max(len(self.regels) - PLEKKEN, 0)

    @property
    def per_plek(self):
        """[(place, how many parties)] of the rows."""
        return [(regel["plek"], regel["cel"].partijen) for regel in self.regels]

    @cached_property
    def witte_vlekken(self):
        return [regel["plek"] for regel in self.regels if regel["cel"].stand == "witte_vlek"]

    @cached_property
    def op_agenda(self):
        """How many wijken and villages have it on their agenda, or on one from above."""
        return sum(self._cel(kolom).op_agenda for kolom in self.omgeving.kolommen)

    @cached_property
    def partijen(self):
        kolommen = [kolom.pk for kolom in self.omgeving.kolommen]
        return self.dekking.samen(kolommen, [self.thema.pk]).partijen

    @cached_property
    def hoger(self):
        """What is meant for the city, a whole gebied or an informal area."""
        plekken = [plek for plek in self.omgeving.plekken.values() if plek.soort in HOGER]
        rijen = [
            {"plek": p, "punten": self._punten.get(p.pk, []), "namen": self._namen.get(p.pk, [])}
            for p in plekken
        ]
        return [rij for rij in rijen if rij["punten"] or rij["namen"]]

    def tekening(self):
        """A drawing: who works on it on the left, where on the right."""
        rijen = (
            self.inzetten.filter(wijk__openbaar=True)
            .order_by()
            .values_list(
                *("organisatie__naam", "organisatie__slug", "organisatie__formeel"),
                *("omschreven_rol", "netwerk__naam", "netwerk__slug", "wijk__naam", "wijk__slug"),
            )
            .annotate(Count("pk"))
        )
        organisatie, netwerk, wijk = (
            adresmaker(naam)
            for naam in ("netwerken:organisatie", "netwerken:netwerk", "wijken:wijk")
        )

        def wie(naam, slug, formeel, rol, via, via_slug):
            if naam or rol:
                return partij(naam or rol, slug and organisatie(slug), formeel)
            return partij(via, netwerk(via_slug), "")

        return Beeld((wie(*rij[:6]), Naam(rij[6], wijk(rij[7])), rij[8]) for rij in rijen)

    def _cel(self, kolom):
        return self.dekking.cel(kolom.pk, self.thema.pk)

    def _regel(self, kolom):
        onder = self.omgeving.onder(kolom)
        return {
            "plek": kolom,
            "cel": self._cel(kolom),
            "punten": self._punten.get(kolom.pk, []),
            "namen": [naam for pk in onder for naam in self._namen.get(pk, [])][:NAMEN],
        }

    @cached_property
    def _namen(self):
        """{place: the first parties there, as (name, address or "")}."""
        namen = {}
        for rij in self.inzetten.eerste_per("wijk", NAMEN, []):
            slug = rij["organisatie__slug"]
            adres = recordadres("netwerken:organisatie", slug) if slug else ""
            if (rij["naam"], adres) not in namen.setdefault(rij["wijk"], []):
                namen[rij["wijk"]].append((rij["naam"], adres))
        return namen

    @cached_property
    def _punten(self):
        """{place: the points of its own agendas on this theme}."""
        rijen = (
            Agendapunt.objects.die_tellen(self.datum)
            .filter(thema=self.thema, agenda__wijken__isnull=False)
            .filter(agenda__in=Agenda.objects.geldend(self.datum).visible_to(self.user))
            .values_list("agenda__wijken", "tekst", "agenda__naam", "agenda__slug")
        )
        punten = {}
        for wijk, tekst, naam, slug in rijen:
            punten.setdefault(wijk, []).append((tekst, naam, recordadres("wijken:agenda", slug)))
        return punten
