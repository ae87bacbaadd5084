"""The models of this app, by the rooms that they live in: `basis` keeps their tables."""

from buurtnet.bewerken.concepten.concept import Concept
from buurtnet.bewerken.handelingen import Handeling, Handelingrij
from buurtnet.bewerken.inleesbestand import Inleesbestand, Kolomkoppeling
from buurtnet.bewerken.inzending import Inzending
from buurtnet.kern.herkomst import Bron
from buurtnet.kern.record import OudAdres
from buurtnet.kern.zoekindex import Zoekingang, Zoeknaam, Zoekvermelding, Zoekwoord
from buurtnet.post.adressen import GeweigerdAdres
from buurtnet.post.bericht import Bericht
from buurtnet.web.dataversie import Dataversie
from buurtnet.zoeken.synoniemen import Synoniem

__all__ = [
    "Bericht",
    "Bron",
    "Concept",
    "Dataversie",
    "GeweigerdAdres",
    "Handeling",
    "Handelingrij",
    "Inleesbestand",
    "Inzending",
    "Kolomkoppeling",
    "OudAdres",
    "Synoniem",
    "Zoekingang",
    "Zoeknaam",
    "Zoekvermelding",
    "Zoekwoord",
]
