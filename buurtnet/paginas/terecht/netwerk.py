"""Which network to ask about something: one that works there, and can be reached."""

from django.db.models import F

from netwerken.models import Netwerk, Werkgebied

# What is closest to residents first; somebody works on all of it.
VOLGORDE = ("wijknetwerk", "gebiedsnetwerk", "stedelijk", "overleg")
VELDEN = ("naam", "slug", "soort", "website")


class Netwerkkeuze:
    """The public networks around one place, as dicts with `contactpunten`.

    `eigen` are networks that something goes by itself: {key of an initiatief: dicts}.
    `lees_werkgebieden` adds those that work around the place, if there is one.
    """

    def __init__(self, omgeving, kolom, eigen):
        self.omgeving, self.kolom, self.eigen = omgeving, kolom, eigen
        self.alle, self._werkt_in = {}, {}
        for rij in [rij for rijen in eigen.values() for rij in rijen]:
            self.alle.setdefault(rij["netwerk"], rij)
        self._rangen = {}

    def lees_werkgebieden(self, vandaag):
        """Read which networks work around the place on that day; one query."""
        rijen = Werkgebied.objects.op(vandaag).filter(
            netwerk__openbaar=True, wijk__in=self.omgeving.meetellende(self.kolom)
        )
        velden = {veld: F(f"netwerk__{veld}") for veld in VELDEN}
        for rij in rijen.order_by("netwerk__naam", "pk").values("netwerk", "wijk", **velden):
            self.alle.setdefault(rij["netwerk"], rij)
            self._werkt_in.setdefault(rij["netwerk"], set()).add(rij["wijk"])

    def neem(self, contactpunten):
        """Give each network its public contact points: {("netwerk", key): list}."""
        for pk, rij in self.alle.items():
            rij["contactpunten"] = contactpunten.get(("netwerk", pk), [])

    def netwerken_voor(self, plek, initiatief=None):
        """Networks for something that is for `plek` (a key), the best to ask first.

        One that it goes by itself or that can be reached; then the nearest that takes it in.
        """
        eigen = [self.alle[rij["netwerk"]] for rij in self.eigen.get(initiatief, ())]
        eigen.sort(key=_rang)
        if not self.kolom:
            return eigen
        if plek not in self._rangen:
            self._rangen[plek] = self._in_de_buurt(plek)
        bekend = {rij["netwerk"] for rij in eigen}
        anders = [rij for rij in self._rangen[plek] if rij["netwerk"] not in bekend]
        return sorted([*eigen, *anders], key=lambda rij: not rij["contactpunten"])

    def _in_de_buurt(self, plek):
        keten = self.omgeving.plekken[plek].keten
        streken = [pk for pk, leden in self.omgeving.leden.items() if leden & set(keten)]
        stappen = {pk: stap for stap, pk in enumerate([*reversed(keten), *streken])}
        gevonden = [
            (min(stappen[pk] for pk in werkt_in & stappen.keys()), rij)
            for netwerk, werkt_in in self._werkt_in.items()
            if werkt_in & stappen.keys()
            for rij in [self.alle[netwerk]]
        ]
        gevonden.sort(key=lambda paar: (not paar[1]["contactpunten"], paar[0], *_rang(paar[1])))
        return [rij for _stap, rij in gevonden]


def _rang(rij):
    soort = rij["soort"]
    plaats = VOLGORDE.index(soort) if soort in VOLGORDE else len(VOLGORDE)
    return not rij["contactpunten"], not rij["website"], plaats, rij["naam"], rij["netwerk"]


def netwerken_van(inzet):
    """{key of an initiatief: the public networks that rows of `inzet` go by, as dicts}."""
    openbaar = Netwerk.objects.filter(openbaar=True)
    inzet = inzet.filter(netwerk__in=openbaar.values("pk"))
    velden = {veld: F(f"netwerk__{veld}") for veld in VELDEN}
    rijen = inzet.order_by("netwerk", "initiatief")
    gevonden = {}
    for rij in rijen.values("initiatief", "netwerk", **velden).distinct():
        gevonden.setdefault(rij["initiatief"], []).append(rij)
    return gevonden
