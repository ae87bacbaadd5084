"""The wijkgids: what a place has to tell, gathered for a booklet to print and hand out.

A booklet lies on a table for everyone, so it holds what anyone may read, whoever prints it.
Of the city it tells what holds for the whole city; each wijk has a booklet of its own.
"""

from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Q, Window
from django.utils.dates import WEEKDAYS
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.periode import PERIODEVELDEN
from buurtnet.kern.precisie import datum_in_woorden
from buurtnet.kern.versheid import nagegaan_van, samengeteld_van, termijn_op
from buurtnet.kern.versheidtekst import nagegaan_in_woorden
from buurtnet.web.templatetags.opmaak import periode
from initiatieven.herhaling import in_woorden, lees_regel
from initiatieven.models import Accommodatie, Activiteit, Initiatief, Verhaal
from netwerken.dekking import bereken
from netwerken.models import Bijeenkomst, Contactpunt, Inzet, Netwerk, Signaal, Werkgebied
from netwerken.models.contactpunt import EIGENAREN
from wijken.models import Wijk

from ..delen import met_woorden
from ..wijk.agendaoverzicht import Agendaoverzicht

# How many of each a booklet holds; it says how many more there are.
PARTIJEN, PUNTEN, RIJEN_PER_PARTIJ = 10, 6, 2
ACTIVITEITEN, PLEKKEN, INITIATIEVEN, NETWERKEN, VRAGEN, VERHALEN = 40, 30, 30, 20, 15, 8
BIJEENKOMSTEN, CONTACTEN = 30, 60

# Headings of what is on: a day of the week is its number, Monday is 0.
ELKE_DAG, ZONDER_DAG = -1, 7
DAGEN = {ELKE_DAG: _("Elke dag"), **WEEKDAYS, ZONDER_DAG: _("Zonder vaste dag")}

STANDEN = {
    "gedekt": _("Hier wordt aan gewerkt."),
    "dun": _("Eén partij werkt hieraan."),
    "verouderd": _("Hier werd aan gewerkt, maar dat is lang niet nagegaan."),
    "witte_vlek": _("Hier werkt nog niemand aan, voor zover we weten."),
}
WAT_WIL = {
    Wijk.Soort.WIJK: _("Wat de wijk wil"),
    Wijk.Soort.DORP: _("Wat het dorp wil"),
    Wijk.Soort.STAD: _("Wat de stad wil"),
}
# What a resident knows and can write down when the site doesn't.
ZELF_IN_TE_VULLEN = ("te-doen", "plekken")
RIJ = ("pk", "naam", "slug", "bevestigd_op", *PERIODEVELDEN)


class Hoofdstuk(NamedTuple):
    """A numbered part of the booklet; `sleutel` is its anchor."""

    sleutel: str
    titel: str
    template: str


class Wijkgids:
    """The booklet of `plek` (a Wijk) on a Peildatum; each chapter is read once, when asked.

    `omgeving` is the Omgeving of that place alone.
    """

    def __init__(self, plek, omgeving, peildatum):
        self.plek, self.omgeving, self.peildatum = plek, omgeving, peildatum
        (self.kolom,) = omgeving.kolommen
        self.lezer = AnonymousUser()
        # What lies below the city would make a telephone book of it.
        self.alleen_eigen = plek.soort == Wijk.Soort.STAD

    @property
    def kruimels(self):
        """The Plekken above the place, the city first."""
        plekken = self.omgeving.plekken
        return [plekken[pk] for pk in self.plek.voorouder_ids if pk in plekken]

    @property
    def hoofdstukken(self):
        """The Hoofdstukken of the booklet in order: those with something to tell, or to fill in."""
        zelf = ZELF_IN_TE_VULLEN if self.plek.soort in Wijk.WOONPLAATSEN else ()
        return [
            Hoofdstuk(*hoofdstuk)
            for inhoud, *hoofdstuk in self._alle_hoofdstukken
            if inhoud or hoofdstuk[0] in zelf
        ]

    @property
    def _alle_hoofdstukken(self):
        wat_wil = WAT_WIL.get(self.plek.soort, _("Wat dit gebied wil"))
        return (
            (self.gidsen, "gidsen", _("Een gids per wijk of dorp"), "netwerken/gids/_gidsen.html"),
            (self.dagen, "te-doen", _("Wat is er te doen"), "netwerken/gids/_te_doen.html"),
            (
                self.plekken["rijen"],
                *("plekken", _("Plekken om heen te gaan"), "netwerken/gids/_plekken.html"),
            ),
            (
                self.initiatieven["rijen"],
                *("initiatieven", _("Initiatieven"), "netwerken/gids/_initiatieven.html"),
            ),
            (self.wie, "wie", _("Wie werkt waaraan"), "netwerken/gids/_wie.html"),
            (self.contacten, "contact", _("Zo bereik je ze"), "netwerken/gids/_contact.html"),
            (self.op_agenda, "agenda", wat_wil, "netwerken/gids/_agenda.html"),
            (
                self.netwerken["rijen"],
                *("netwerken", _("Wie komt er samen"), "netwerken/gids/_netwerken.html"),
            ),
            (self.vragen["rijen"], "vragen", _("Open vragen"), "netwerken/gids/_vragen.html"),
            (self.verhalen["rijen"], "verhalen", _("Verhalen"), "netwerken/gids/_verhalen.html"),
            (True, "notities", _("Je eigen aantekeningen"), "netwerken/gids/_notities.html"),
        )

    @property
    def is_leeg(self):
        """Whether there is nothing but room for notes."""
        return sum(bool(inhoud) for inhoud, *_hoofdstuk in self._alle_hoofdstukken) == 1

    @cached_property
    def versheid(self):
        """The Samengeteld of all lines that say who, where or when."""
        lijsten = (self.plekken, self.activiteiten, self.initiatieven, self.netwerken)
        rijen = [rij for lijst in lijsten for rij in lijst["rijen"]]
        rijen += [rij for blok in self.wie for regel in blok.regels for rij in regel.rijen]
        return samengeteld_van(map(nagegaan_van, rijen), self.peildatum.datum)

    # Who works on what, and what the place wants

    @property
    def agendas(self):
        return self._themas[0]

    @property
    def op_agenda(self):
        """The Themablokken of what is on an agenda."""
        return self._themas[1]

    @property
    def wie(self):
        """The Themablokken with anybody, on an agenda or not."""
        _agendas, op_agenda, extra = self._themas
        return [blok for blok in (*op_agenda, *extra) if blok.regels]

    @cached_property
    def _themas(self):
        """(agendas, Themablokken on one of them, other Themablokken)."""
        datum = self.peildatum.datum
        inzetten, initiatieven = Inzet.objects.all(), Initiatief.objects.all()
        if self.alleen_eigen:
            inzetten = inzetten.filter(wijk=self.plek)
            initiatieven = initiatieven.filter(wijken=self.plek)
        dekking = bereken(inzetten, self.omgeving, datum, self.lezer, initiatieven=initiatieven)
        overzicht = Agendaoverzicht(self.kolom, self.omgeving, dekking, datum, self.lezer)
        op_agenda, extra = overzicht.blokken(
            inzetten.op(datum).visible_to(self.lezer),
            initiatieven.op(datum).visible_to(self.lezer),
            getoond=PARTIJEN,
            punten=PUNTEN,
        )
        for blok in op_agenda:
            blok.in_woorden = STANDEN[blok.cel.stand]
        for blok in (*op_agenda, *extra):
            for regel in blok.regels:
                regel.rijen = regel.rijen[:RIJEN_PER_PARTIJ]
            blok.groepen = _samen_genoemd(blok.regels, datum)
        return overzicht.agendas, op_agenda, extra

    # The lists

    def _lijst(self, rijen, aantal, velden, volgorde=("naam",), langs="wijken", **anders):
        """The first rows around the place, as dicts with `merk`, and how many are left out.

        The first of `velden` is the key; for the rest see `Omgeving.dichtbij`.
        """
        if self.alleen_eigen:
            rijen = rijen.filter(**{langs: self.plek})
        if "bevestigd_op" in velden:
            anders["termijn"] = termijn_op(rijen.model)
        rijen = self.omgeving.dichtbij(rijen, self.kolom, *velden, langs=langs, **anders)
        rijen = rijen.annotate(totaal=Window(Count("*")))
        rijen = list(rijen.order_by("hoger", *volgorde, velden[0])[:aantal])
        for rij in rijen:
            rij["merk"] = self.omgeving.merk_van(rij, self.kolom)
        return {"rijen": rijen, "rest": rijen[0]["totaal"] - len(rijen) if rijen else 0}

    def _te_tonen(self, model):
        return model.objects.visible_to(self.lezer).te_tonen(self.peildatum)

    @cached_property
    def activiteiten(self):
        plek = {f"plek_{veld}": F(f"accommodatie__{veld}") for veld in ("naam", "openbaar")}
        return self._lijst(
            self._te_tonen(Activiteit).om_heen_te_gaan(),
            ACTIVITEITEN,
            (*RIJ, "ritme", "regel", "begint_om", "eindigt_om", "kosten", "aanmelden"),
            (F("begint_om").asc(nulls_last=True), "naam"),
            **plek,
        )

    @property
    def dagen(self):
        """[(day of the week, rows)]; what is on on several days stands with each of them."""
        per_dag = {}
        for rij in self.activiteiten["rijen"]:
            eenmalig = rij["vanaf"] and rij["vanaf"] == rij["tot"] and not rij["regel"]
            woorden = in_woorden(rij["ritme"], rij["regel"], get_language())
            rij["wanneer"] = periode(rij) if eenmalig else woorden
            dagen = {rij["vanaf"].weekday()} if eenmalig else weekdagen(rij["regel"])
            for dag in dagen or {ZONDER_DAG}:
                per_dag.setdefault(dag, []).append(rij)
        return [(titel, per_dag[dag]) for dag, titel in DAGEN.items() if dag in per_dag]

    @cached_property
    def plekken(self):
        velden = (*RIJ, "soort", "adres", "postcode", "openingstijden")
        velden += ("lat", "lon", "is_verzameling")
        return met_woorden(self._lijst(self._te_tonen(Accommodatie), PLEKKEN, velden), Accommodatie)

    @cached_property
    def initiatieven(self):
        velden = (*RIJ, "soort", "omschrijving")
        lijst = self._lijst(self._te_tonen(Initiatief), INITIATIEVEN, velden)
        return met_woorden(lijst, Initiatief)

    @cached_property
    def netwerken(self):
        """The networks that work here, each with its meetings that are still to come."""
        datum = self.peildatum.datum
        netwerken = Netwerk.objects.op(datum).visible_to(self.lezer).order_by()
        velden = {
            veld: F(f"netwerk__{veld}") for veld in ("naam", "slug", "soort", "ritme", "doel")
        }
        lijst = self._lijst(
            Werkgebied.objects.op(datum).filter(netwerk__in=netwerken.values("pk")),
            NETWERKEN,
            ("netwerk",),
            langs="wijk",
            nagegaan=F("netwerk__bevestigd_op"),
            termijn=termijn_op(Netwerk, "netwerk__"),
            **velden,
        )
        per_netwerk = {}
        for rij in met_woorden(lijst, Netwerk)["rijen"]:
            per_netwerk[rij["netwerk"]] = rij
            rij |= {"bevestigd_op": rij["nagegaan"], "bijeenkomsten": []}
        komend = Q(vanaf__gte=datum) | (~Q(ritme="") & (Q(tot__isnull=True) | Q(tot__gte=datum)))
        bijeenkomsten = Bijeenkomst.objects.visible_to(self.lezer).filter(
            komend, netwerk__in=per_netwerk
        )
        velden = ("netwerk", "naam", "ritme", "open_voor_bewoners", "vanaf", "vanaf_precisie")
        for rij in bijeenkomsten.order_by("vanaf", "naam", "pk").values(*velden)[:BIJEENKOMSTEN]:
            rij["wanneer"] = rij["ritme"] or datum_in_woorden(rij["vanaf"], rij["vanaf_precisie"])
            per_netwerk[rij["netwerk"]]["bijeenkomsten"].append(rij)
        return lijst

    @cached_property
    def vragen(self):
        """The questions of the place itself; of those from above only how many there are."""
        signalen = Signaal.objects.open().visible_to(self.lezer)
        lijst = self._lijst(signalen, VRAGEN, ("pk", "naam", "soort", "stand"), ("soort", "naam"))
        # What is from above comes last: where any of it stands, all of its own do.
        eigen = [rij for rij in lijst["rijen"] if not rij["hoger"]]
        hoger = lijst["rest"] + len(lijst["rijen"]) - len(eigen) if eigen != lijst["rijen"] else 0
        rest = 0 if hoger else lijst["rest"]
        return met_woorden({"rijen": eigen, "rest": rest, "hoger": hoger}, Signaal)

    @cached_property
    def verhalen(self):
        verhalen = Verhaal.objects.visible_to(self.lezer).verschenen(self.peildatum.datum)
        velden = ("pk", "naam", "datum", "datum_precisie")
        return self._lijst(verhalen, VERHALEN, velden, ("-datum", "naam"))

    @property
    def gidsen(self):
        """[(name of their gebied, places)] for the wijken and villages below this one."""
        plekken = self.omgeving.plekken
        lager = [plekken[pk] for pk in self.omgeving.tak(self.kolom) if pk != self.kolom.pk]
        per_gebied = {}
        for plek in lager:
            if plek.is_woonplaats:
                hogere = (plekken[pk] for pk in reversed(plek.keten[:-1]) if pk in plekken)
                gebied = next((p.naam for p in hogere if p.soort == Wijk.Soort.GEBIED), "")
                per_gebied.setdefault(gebied, []).append(plek)
        return [
            (gebied, sorted(delen, key=lambda plek: plek.naam))
            for gebied, delen in sorted(per_gebied.items())
        ]

    # How to reach who stands in it

    @cached_property
    def _bereikbaar(self):
        """Public ways to reach all that the booklet names, as Contacts."""
        wie = {soort: set() for soort in EIGENAREN}
        wie["accommodatie"] = {rij["slug"] for rij in self.plekken["rijen"]}
        wie["initiatief"] = {rij["slug"] for rij in self.initiatieven["rijen"]}
        wie["netwerk"] = {rij["slug"] for rij in self.netwerken["rijen"]}
        for rij in (rij for blok in self.wie for regel in blok.regels for rij in regel.rijen):
            wie["organisatie"].add(rij.get("organisatie__slug"))
        q = Q()
        for soort, slugs in wie.items():
            q |= Q(**{f"{soort}__slug__in": slugs - {None}, f"{soort}__openbaar": True})
        punten = Contactpunt.objects.filter(q).leesbaar_voor_allen().select_related(*EIGENAREN)
        return punten[:CONTACTEN].voor(self.lezer)

    @property
    def contacten(self):
        """[(name, ways to reach them)] by name; those of places stand with the place."""
        per_naam = {}
        for punt in self._bereikbaar:
            if punt.van[0] != "accommodatie":
                per_naam.setdefault(punt.van_naam, []).append(punt)
        return sorted(per_naam.items(), key=lambda paar: paar[0].casefold())

    @property
    def plekken_bereikbaar(self):
        """The places, each with the ways to reach it."""
        per_plek = {}
        for punt in self._bereikbaar:
            per_plek.setdefault(punt.van, []).append(punt)
        return [
            rij | {"contact": per_plek.get(("accommodatie", rij["pk"]), [])}
            for rij in self.plekken["rijen"]
        ]


def weekdagen(regel):
    """The days of the week that a rule names, as keys of DAGEN; none for no rule we know."""
    try:
        gelezen = lees_regel(regel)
    except ValueError:
        return set()
    if gelezen.freq == "DAILY":
        return {ELKE_DAG}
    return {dag for _rang, dag in gelezen.dagen}


def _samen_genoemd(regels, datum):
    """[(parties, rows)]: parties that work there in the same way are named in one breath."""
    groepen = {}
    for regel in regels:
        sleutel = tuple(
            (*(tuple(rij["via"]), periode(rij), rij["merk"]), _nagegaan(rij, datum))
            for rij in regel.rijen
        )
        groepen.setdefault(sleutel, ([], regel.rijen))[0].append(regel)
    return list(groepen.values())


def _nagegaan(rij, datum):
    return nagegaan_in_woorden(nagegaan_van(rij), datum)
