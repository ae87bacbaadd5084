from .agenda import agenda
from .kaart import kaart
from .thema import thema, themas
from .wijk import wijk, wijken

__all__ = ["agenda", "kaart", "thema", "themas", "wijk", "wijken"]
