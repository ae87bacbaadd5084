"""The lists on the page of a place: the first rows of each, those of the place itself first."""

from django.db.models import Case, Count, F, Value, When, Window
from django.db.models.functions import RowNumber

from buurtnet.kern.versheid import is_onbevestigd, nagegaan_van, termijn_op
from buurtnet.kern.versheidtekst import eens_gezegd
from initiatieven.models import Accommodatie, Activiteit, Initiatief, Verhaal
from netwerken.gedeeld import gedeelde_themas, lees_open
from netwerken.models import Afspraak, Netwerk, Organisatie, Peiling, Signaal, Werkgebied
from wijken.models import Wijk

from ..delen import ALLE, GETELD, met_rest, met_woorden
from .netwerkmatrix import lees_netwerkmatrix

EERSTE = 5  # rows of a list on the page; the rest is behind a link
VERHALEN, VRAGEN, ANTWOORDEN, PEILINGEN = 3, 20, 3, 3
AFSPRAKEN = 5
MEESTE_ERBIJ = 40  # so many more of a list that has no page of its own fold out
RIJ = ("naam", "slug", "status", "vanaf", "tot")
GROEP = (*RIJ, "soort", "is_verzameling")
VERS = "bevestigd_op"


class Wijklijsten:
    """What there is for the place `kolom` of `omgeving`, as far as `gebruiker` may see it.

    `lees_rijen` reads the lists, each in one query however long it is.
    """

    def __init__(self, omgeving, kolom, peildatum, gebruiker):
        self.omgeving, self.kolom = omgeving, kolom
        self.peildatum, self.gebruiker = peildatum, gebruiker

    def lees_rijen(self):
        """{name: a list as `met_rest` gives it, its rows with `merk`: for which place they are}.

        `vragen_hoger` are not rows but [(Plek above, how many)]; `gedeeld`, of a city, what its
        wijken have in common; `matrix` is a Netwerkmatrix or None.
        """
        return {
            "activiteiten": self._activiteiten(),
            "initiatieven": self._lijst(self._te_zien(Initiatief), (*GROEP, "omschrijving", VERS)),
            "plekken": self._lijst(
                self._te_zien(Accommodatie), (*GROEP, "adres", "lat", "lon", VERS)
            ),
            **self._netwerken(),
            "verhalen": self._verhalen(),
            **self._signalen(),
            "vragen_hoger": self.omgeving.aantal_hoger(self._zichtbaar(Signaal).open(), self.kolom),
            "afspraken": self._afspraken(),
            "peilingen": self._peilingen(),
        }

    def _zichtbaar(self, model):
        return model.objects.visible_to(self.gebruiker)

    def _te_zien(self, model):
        """What is there on the day, or is planned then."""
        return self._zichtbaar(model).te_tonen(self.peildatum)

    def _lijst(self, rijen, velden, aantal=EERSTE, volgorde=("naam",)):
        model = rijen.model
        termijn = {"termijn": termijn_op(model)} if VERS in velden else {}
        rijen = self.omgeving.dichtbij(rijen, self.kolom, "pk", *velden, **termijn)
        geteld = GETELD if "is_verzameling" in velden else ALLE
        lijst = self._eerste(rijen.annotate(totaal=geteld), aantal, (*volgorde, "pk"))
        if VERS in velden:
            lijst["nagegaan"] = self._zeg_hoe_vers(lijst["rijen"])
        return met_woorden(lijst, model) if "soort" in velden else lijst

    def _zeg_hoe_vers(self, rijen):
        """Give each row its words, `nagegaan`; returns those that hold for all alike instead."""
        allemaal, woorden = eens_gezegd(map(nagegaan_van, rijen), self.peildatum.datum)
        for rij, woord in zip(rijen, woorden, strict=True):
            rij["nagegaan"] = woord
        return allemaal

    def _eerste(self, rijen, aantal, volgorde):
        """The first rows of what `dichtbij` gave, each with its Merk, and how many are left."""
        rijen = list(rijen.annotate(alle=ALLE).order_by("hoger", *volgorde)[:aantal])
        for rij in rijen:
            rij["merk"] = self.omgeving.merk_van(rij, self.kolom)
        return met_rest(rijen)

    def _activiteiten(self):
        """What to go to, and whether any of its rows was not confirmed for long: `oude`."""
        velden = (*RIJ, "ritme", VERS, "accommodatie__naam", "accommodatie__openbaar")
        lijst = self._lijst(self._te_zien(Activiteit).om_heen_te_gaan(), velden)
        nagegaan, datum = map(nagegaan_van, lijst["rijen"]), self.peildatum.datum
        return lijst | {"oude": any(is_onbevestigd(een, datum) for een in nagegaan)}

    def _verhalen(self):
        verhalen = self._zichtbaar(Verhaal).verschenen(self.peildatum.datum)
        return self._lijst(
            verhalen, ("naam", "slug", "datum", "datum_precisie"), VERHALEN, ("-datum",)
        )

    def _signalen(self):
        """What was heard here: the open questions, and apart the latest answers; in one query.

        Of a city, instead of the answers, what its wijken share.
        """
        if self.kolom.soort == Wijk.Soort.STAD:
            return self._signalen_van_stad()
        eigen = self._zichtbaar(Signaal).filter(wijken__in=self.omgeving.tak(self.kolom))
        velden = ("pk", "naam", "soort", "stand", "antwoord", "beantwoord_op")
        klaar = Case(When(stand=Signaal.Stand.BEANTWOORD, then=Value(1)), default=Value(0))
        # What is open has no day of an answer.
        volgorde = [F("beantwoord_op").desc(nulls_last=True), *("hoger", "plaats", "soort", "naam")]
        rijen = self.omgeving.dichtbij(eigen, self.kolom, *velden).annotate(
            klaar=klaar,
            alle=Window(Count("*"), partition_by=klaar),
            totaal=F("alle"),
            rang=Window(RowNumber(), partition_by=klaar, order_by=[*volgorde, "pk"]),
        )
        kanten = ([], [])
        for rij in rijen.filter(rang__lte=VRAGEN + MEESTE_ERBIJ).order_by("klaar", "rang", "pk"):
            kanten[rij["klaar"]].append(rij | {"merk": self.omgeving.merk_van(rij, self.kolom)})
        vragen, antwoorden = (met_woorden(met_rest(kant), Signaal) for kant in kanten)
        antwoorden["rijen"] = antwoorden["rijen"][:ANTWOORDEN]
        vragen = _met_uitklap(vragen, VRAGEN)
        return {"vragen": vragen, "antwoorden": antwoorden, "gedeeld": []}

    def _signalen_van_stad(self):
        open_, tak = lees_open(self.gebruiker), {*self.omgeving.tak(self.kolom)}
        rijen = []
        for rij in open_:
            if hier := tak & rij["wijken"]:
                plaats = 0 if self.kolom.pk in hier else min(hier)
                merk = self.omgeving.merk(plaats, self.kolom, len(hier) - 1)
                rijen.append(rij | {"plaats": plaats, "merk": merk, "hoger": 0})
        rijen.sort(key=lambda rij: (rij["plaats"], rij["soort"], rij["naam"], rij["pk"]))
        geteld = {"alle": len(rijen), "totaal": len(rijen)}
        eerste = [rij | geteld for rij in rijen[: VRAGEN + MEESTE_ERBIJ]]
        return {
            "vragen": _met_uitklap(met_woorden(met_rest(eerste), Signaal), VRAGEN),
            "antwoorden": met_rest([]),
            "gedeeld": gedeelde_themas(open_, self.omgeving.plekken),
        }

    def _afspraken(self):
        """What is open, pacts first: all of it, with what came of it, has a page of its own."""
        pact_eerst = Case(When(soort=Afspraak.Soort.WIJKPACT, then=Value(0)), default=Value(1))
        afspraken = self._zichtbaar(Afspraak).open().annotate(anders=pact_eerst)
        volgorde = ("anders", F("gemaakt_op").desc(nulls_last=True), "naam")
        velden = ("naam", "soort", "stand", "gemaakt_op")
        lijst = self._lijst(afspraken, velden, AFSPRAKEN, volgorde)
        for rij in lijst["rijen"]:
            if rij["stand"] == Afspraak.Stand.ONBEKEND.label:
                rij["stand"] = ""
        return lijst

    def _peilingen(self):
        """With who decides on each, by name, and what was done with it."""
        velden = ("naam", "soort", "uitkomst", "gevolg", "andere_beslissers")
        lijst = self._lijst(self._te_zien(Peiling), velden, PEILINGEN + MEESTE_ERBIJ)
        return _met_uitklap(_met_beslissers(lijst), PEILINGEN)

    def _netwerken(self):
        """The networks that work here: of a city as a matrix, else as a list."""
        datum = self.peildatum.datum
        if self.kolom.soort == Wijk.Soort.STAD:
            matrix = lees_netwerkmatrix(self._zichtbaar(Netwerk), self.omgeving, datum)
            if matrix.kolommen:
                return {"matrix": matrix, "netwerken": {"rijen": [], "totaal": matrix.geteld}}
        return {"matrix": None, "netwerken": self._netwerklijst(datum)}

    def _netwerklijst(self, datum):
        """The networks that work here, each once, however many of its places are here."""
        gebieden = self._zichtbaar(Werkgebied).op(datum)
        gebieden = gebieden.filter(netwerk__in=Netwerk.objects.op(datum).values("pk"))
        namen = {
            veld: F(f"netwerk__{veld}") for veld in ("naam", "slug", "soort", "is_verzameling")
        }
        namen["begin"] = F("netwerk__vanaf")
        rijen = self.omgeving.dichtbij(gebieden, self.kolom, "netwerk", langs="wijk", **namen)
        lijst = self._eerste(rijen.annotate(totaal=GETELD), EERSTE, ("naam", "netwerk"))
        return met_woorden(lijst, Netwerk)


def _met_uitklap(lijst, eerste):
    """The list with its rows after the first few apart, to fold away."""
    return lijst | {"rijen": lijst["rijen"][:eerste], "uitklap": lijst["rijen"][eerste:]}


def _met_beslissers(lijst):
    """The list of surveys, each with the names of who decides on it: organisations, and others."""
    rijen = {rij["pk"]: rij for rij in lijst["rijen"]}
    for rij in rijen.values():
        rij["beslissers"] = []
    if rijen:
        wie = Organisatie.objects.filter(openbaar=True, besliste_peilingen__in=rijen)
        paren = wie.order_by("naam", "pk").values_list("besliste_peilingen", "naam")
        for peiling, naam in paren:
            rijen[peiling]["beslissers"].append(naam)
    for rij in rijen.values():
        rij["beslissers"] += filter(None, [rij["andere_beslissers"]])
    return lijst
