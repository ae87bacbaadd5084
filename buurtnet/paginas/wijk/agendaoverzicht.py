"""The agenda of a place as its page shows it: each theme with its state and who works on it."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import F
from django.utils.translation import gettext as _

from buurtnet.kern.periode import PERIODEVELDEN
from buurtnet.kern.versheid import termijn_op
from buurtnet.web.taal import recordadres
from initiatieven.models import Initiatief
from netwerken.partij import GETOOND, RIJEN_PER_PARTIJ, Partij, partij_van
from wijken.models import Agenda, Agendapunt, Thema, Wijk

from ..standen import standen_in_woorden

PUNTEN = 3
TELLEN = Agendapunt.SOORTEN_DIE_TELLEN
# States of an agenda that say nothing more than that it holds.
STIL = (Agenda.Stand.VASTGESTELD, Agenda.Stand.ONBEKEND)
WANNEER = ("bevestigd_op", *PERIODEVELDEN)


@dataclass
class Themablok:
    """A theme on the page of a place.

    Of a place wider than a wijk, `in_delen` says how many of the `wijken` in it have the theme on
    an agenda, by state.
    """

    thema: Thema
    cel: object
    punten: list
    regels: list
    in_delen: dict
    wijken: int

    @property
    def delen_in_woorden(self):
        """ "In 3 van de 12 wijken en dorpen op de agenda: 2 gedekt en 1 witte vlek."."""
        return _("In %(met)d van de %(alle)d wijken en dorpen op de agenda: %(standen)s.") % {
            "met": sum(self.in_delen.values()),
            "alle": self.wijken,
            "standen": standen_in_woorden(self.in_delen),
        }

    @property
    def rest(self):
        """How many parties are not shown."""
        return max(self.cel.partijen - sum(not regel.is_verzameling for regel in self.regels), 0)


class Agendaoverzicht:
    """All agendas and themes of the place `kolom` in `omgeving` on a date.

    `dekking` is the Dekking of that place then; what else it takes is read once, when asked.
    """

    def __init__(self, kolom, omgeving, dekking, datum, gebruiker):
        self.kolom, self.omgeving = kolom, omgeving
        self.dekking, self.datum, self.gebruiker = dekking, datum, gebruiker

    @cached_property
    def themas(self):
        """All themes that `gebruiker` may see."""
        return list(Thema.objects.visible_to(self.gebruiker))

    @property
    def agendas(self):
        """The agendas around the place, its own first, as dicts."""
        return self._agendas_en_punten[0]

    def blokken(self, inzetten, initiatieven, *, getoond=GETOOND, punten=PUNTEN):
        """(themes on the agenda, other themes with people), as Themablok.

        Takes the querysets of what `gebruiker` may see of all Inzet and Initiatieven on the date,
        and how many parties and points of the agenda to show per theme.
        """
        wie = self._wie(inzetten, initiatieven, getoond)
        op_agenda, extra = [], []
        wijken, (_agendas, punten_van) = self._woonplaatsen, self._agendas_en_punten
        for thema in self.themas:
            cel = self.dekking.cel(self.kolom.pk, thema.pk)
            in_delen = self.dekking.standen_in_delen(self.kolom, thema.pk) if wijken else {}
            if cel.stand or in_delen:
                regels = list(wie.get(thema.pk, {}).values())[:getoond]
                eigen_woorden = punten_van.get(thema.pk, [])[:punten]
                blok = Themablok(thema, cel, eigen_woorden, regels, in_delen, wijken)
                (op_agenda if cel.op_agenda or in_delen else extra).append(blok)
        return op_agenda, extra

    @property
    def _woonplaatsen(self):
        """How many wijken and villages lie in what is wider than one; 0 for any other place."""
        hoger = self.kolom.soort in Wijk.HOGER
        return len(self.omgeving.woonplaatsen_in(self.kolom)) if hoger else 0

    @cached_property
    def _agendas_en_punten(self):
        """The agendas around the place, and per theme the points that count there."""
        rijen = self.omgeving.dichtbij(
            Agenda.objects.aangekondigd_of_geldend(self.datum).visible_to(self.gebruiker),
            self.kolom,
            *("pk", "naam", "slug", "soort", "stand", "draagvlak", "status", "vanaf", "tot"),
            tekst=F("punten__tekst"),
            thema=F("punten__thema"),
            puntsoort=F("punten__soort"),
            volgorde=F("punten__volgorde"),
            punt=F("punten__pk"),
            punt_vanaf=F("punten__vanaf"),
            punt_tot=F("punten__tot"),
            punt_status=F("punten__status"),
        ).order_by("hoger", "naam", "pk", "volgorde", "punt")
        agendas, punten = {}, {}
        for rij in rijen:
            agenda = agendas.setdefault(rij["pk"], self._agenda(rij))
            hier = rij["plaats"] == 0 or rij["hoger"]
            if hier and agenda["telt"] and self._telt(rij):
                punten.setdefault(rij["thema"], []).append({"tekst": rij["tekst"], **agenda})
        return list(agendas.values()), punten

    def _telt(self, rij):
        """As `die_tellen`, of a row read here."""
        if not rij["thema"] or rij["puntsoort"] not in TELLEN:
            return False
        velden = ("vanaf", "tot", "status")
        return Agendapunt(**{veld: rij[f"punt_{veld}"] for veld in velden}).geldt_op(self.datum)

    def _agenda(self, rij):
        velden = ("slug", "stand", "draagvlak", "status", "vanaf", "tot")
        agenda = Agenda(**{veld: rij[veld] for veld in velden})
        return {
            "naam": rij["naam"],
            "url": agenda.get_absolute_url(),
            "soort": Agenda.Soort(rij["soort"]).label,
            "merk": self.omgeving.merk_van(rij, self.kolom),
            "telt": agenda.is_geldend(self.datum),
            "loopt": agenda.geldt_op(self.datum),
            **{veld: rij[veld] for veld in ("vanaf", "tot", "status")},
            "concept": agenda.is_concept_van_gesprekspartijen,
            "stand": "" if rij["stand"] in STIL else agenda.get_stand_display(),
        }

    def _wie(self, inzetten, initiatieven, getoond):
        """Per theme a Partij per party, those of the place itself first."""
        per_thema = {}
        rijen = inzetten.in_wijken(self.omgeving.meetellende(self.kolom))
        gelezen = int(getoond * RIJEN_PER_PARTIJ)
        for rij in rijen.eerste_per("thema", gelezen, self.omgeving.tak(self.kolom)):
            rij |= {"merk": self.omgeving.merk(rij["wijk"], self.kolom), "via": _via(rij)}
            partijen = per_thema.setdefault(rij["thema"], {})
            regel = partij_van(rij)
            partijen.setdefault((regel.naam, regel.url), regel).rijen.append(rij)
        erbij = self._initiatieven(initiatieven, per_thema, getoond)
        for thema, nummers in erbij.items():
            partijen = per_thema.setdefault(thema, {})
            partijen |= {(regel.naam, regel.url): regel for regel in nummers}
        return per_thema

    def _initiatieven(self, initiatieven, per_thema, getoond):
        """{theme: the initiatives that no Inzet there names}, as far as there is room."""
        nummers = {}
        for thema in self.themas:
            cel = self.dekking.cel(self.kolom.pk, thema.pk)
            ruimte = getoond - len(per_thema.get(thema.pk, ()))
            nieuw = [*sorted(cel.initiatieven - cel.genoemd), *sorted(cel.groepen - cel.genoemd)]
            nummers[thema.pk] = nieuw[: max(ruimte, 0)]
        rijen = self.omgeving.dichtbij(
            initiatieven.filter(pk__in={pk for groep in nummers.values() for pk in groep}),
            self.kolom,
            *("pk", "naam", "slug", "is_verzameling", *WANNEER),
            termijn=termijn_op(Initiatief),
        )
        regels = {rij["pk"]: _initiatief(rij, self.omgeving, self.kolom) for rij in rijen}
        return {
            thema: [regels[pk] for pk in groep if pk in regels] for thema, groep in nummers.items()
        }


def _via(rij):
    """[(name, address)] of what the party of a row of Inzet works via."""
    via = [("initiatieven:initiatief", rij["initiatief__naam"], rij["initiatief__slug"])]
    if not rij["initiatief__openbaar"]:
        via = []
    if rij["netwerk__naam"] and rij["netwerk__naam"] != rij["naam"]:
        via.insert(0, ("netwerken:netwerk", rij["netwerk__naam"], rij["netwerk__slug"]))
    return [(naam, recordadres(pagina, slug)) for pagina, naam, slug in via]


def _initiatief(rij, omgeving, kolom):
    rij |= {"merk": omgeving.merk_van(rij, kolom), "via": []}
    url = recordadres("initiatieven:initiatief", rij["slug"])
    return Partij(rij["naam"], url, rij["is_verzameling"], [rij])
