from .agenda import agenda, agendas
from .kaart import kaart
from .thema import thema, themas
from .wijk import wijk, wijken

__all__ = ["agenda", "agendas", "kaart", "thema", "themas", "wijk", "wijken"]
