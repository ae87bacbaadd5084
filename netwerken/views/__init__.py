from .dekking import dekking
from .netwerk import netwerk, netwerken
from .organisatie import organisatie, organisaties
from .wijkgids import wijkgids

__all__ = ["dekking", "netwerk", "netwerken", "organisatie", "organisaties", "wijkgids"]
