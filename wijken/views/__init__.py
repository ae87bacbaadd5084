from .agenda import agenda
from .thema import thema, themas
from .wijk import wijk, wijken

__all__ = ["agenda", "thema", "themas", "wijk", "wijken"]
