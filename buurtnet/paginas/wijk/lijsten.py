"""The lists on the page of a place: the first rows of each, those of the place itself first."""

from django.db.models import F

from buurtnet.kern.periode import te_tonen_q
from buurtnet.kern.versheid import is_onbevestigd
from initiatieven.models import Accommodatie, Activiteit, Initiatief, Verhaal
from netwerken.models import Netwerk, Peiling, Signaal, Werkgebied
from wijken.models import Wijk

from ..delen import ALLE, GETELD, met_rest, met_woorden
from .netwerkmatrix import lees_netwerkmatrix

EERSTE = 5  # rows of a list on the page; the rest is behind a link
VERHALEN, VRAGEN, PEILINGEN = 3, 20, 3
MEESTE_ERBIJ = 40  # so many more of a list that has no page of its own fold out
RIJ = ("naam", "slug", "status", "vanaf", "tot")
GROEP = (*RIJ, "soort", "is_verzameling")


class Wijklijsten:
    """What there is for the place `kolom` of `omgeving`, as far as `gebruiker` may see it.

    `lees_rijen` reads the lists, each in one query however long it is.
    """

    def __init__(self, omgeving, kolom, peildatum, gebruiker):
        self.omgeving, self.kolom = omgeving, kolom
        self.peildatum, self.gebruiker = peildatum, gebruiker
        self.te_tonen = te_tonen_q(peildatum)

    def lees_rijen(self):
        """{name: a list as `met_rest` gives it, its rows with `merk`: for which place they are}.

        `vragen_hoger` are not rows but [(Plek above, how many)]; `matrix` is a Netwerkmatrix or
        None.
        """
        vragen = self._zichtbaar(Signaal).open()
        return {
            "activiteiten": self._activiteiten(),
            "initiatieven": self._lijst(self._te_zien(Initiatief), (*GROEP, "omschrijving")),
            "plekken": self._lijst(self._te_zien(Accommodatie), (*GROEP, "adres", "lat", "lon")),
            **self._netwerken(),
            "verhalen": self._verhalen(),
            "vragen": self._vragen(vragen),
            "vragen_hoger": self.omgeving.aantal_hoger(vragen, self.kolom),
            "peilingen": self._peilingen(),
        }

    def _zichtbaar(self, model):
        return model.objects.visible_to(self.gebruiker)

    def _te_zien(self, model):
        """What is there on the day, or is planned then."""
        return self._zichtbaar(model).filter(self.te_tonen)

    def _lijst(self, rijen, velden, aantal=EERSTE, volgorde=("naam",)):
        model = rijen.model
        rijen = self.omgeving.dichtbij(rijen, self.kolom, "pk", *velden)
        geteld = GETELD if "is_verzameling" in velden else ALLE
        lijst = self._eerste(rijen.annotate(totaal=geteld), aantal, (*volgorde, "pk"))
        return met_woorden(lijst, model) if "soort" in velden else lijst

    def _eerste(self, rijen, aantal, volgorde):
        """The first rows of what `dichtbij` gave, each with its Merk, and how many are left."""
        rijen = list(rijen.annotate(alle=ALLE).order_by("hoger", *volgorde)[:aantal])
        for rij in rijen:
            rij["merk"] = self.omgeving.merk_van(rij, self.kolom)
        return met_rest(rijen)

    def _activiteiten(self):
        """What to go to, and whether any of its rows was not confirmed for a year: `oude`."""
        velden = (*RIJ, "ritme", "bevestigd_op", "accommodatie__naam", "accommodatie__openbaar")
        lijst = self._lijst(self._te_zien(Activiteit).om_heen_te_gaan(), velden)
        dagen = (rij["bevestigd_op"] for rij in lijst["rijen"])
        return lijst | {"oude": any(is_onbevestigd(dag, self.peildatum.datum) for dag in dagen)}

    def _verhalen(self):
        verhalen = self._zichtbaar(Verhaal).verschenen(self.peildatum.datum)
        return self._lijst(
            verhalen, ("naam", "slug", "datum", "datum_precisie"), VERHALEN, ("-datum",)
        )

    def _vragen(self, vragen):
        eigen = vragen.filter(wijken__in=self.omgeving.tak(self.kolom))
        volgorde = ("plaats", "soort", "naam")
        lijst = self._lijst(eigen, ("naam", "soort", "stand"), VRAGEN + MEESTE_ERBIJ, volgorde)
        return _met_uitklap(lijst, VRAGEN)

    def _peilingen(self):
        velden = ("naam", "soort", "uitkomst")
        lijst = self._lijst(self._te_zien(Peiling), velden, PEILINGEN + MEESTE_ERBIJ)
        return _met_uitklap(lijst, PEILINGEN)

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
