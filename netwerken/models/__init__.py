"""Who works where on which theme: organisations, networks and what ties them."""

from .afspraak import Afspraak, Toezegging
from .bespreekpunt import Bespreekpunt
from .bijeenkomst import Aanwezigheid, Bijeenkomst
from .contactadres import Contactadres
from .contactpunt import Contactpunt
from .hoede import Hoede
from .huisvesting import Huisvesting
from .inzet import Inzet
from .maandstand import Maandstand
from .navraag import Navraag
from .netwerk import Deelname, Netwerk, Werkgebied
from .organisatie import Organisatie
from .peiling import Peiling
from .signaal import Signaal
from .volger import Volger
from .voorstel import Voorstel

__all__ = [
    "Aanwezigheid",
    "Afspraak",
    "Bespreekpunt",
    "Bijeenkomst",
    "Contactadres",
    "Contactpunt",
    "Deelname",
    "Hoede",
    "Huisvesting",
    "Inzet",
    "Maandstand",
    "Navraag",
    "Netwerk",
    "Organisatie",
    "Peiling",
    "Signaal",
    "Toezegging",
    "Volger",
    "Voorstel",
    "Werkgebied",
]
