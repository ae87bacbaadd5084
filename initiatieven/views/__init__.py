from .accommodatie import accommodatie, accommodaties
from .activiteit import activiteit, activiteiten
from .initiatief import initiatief, initiatieven
from .verhaal import verhaal, verhalen

__all__ = [
    "accommodatie",
    "accommodaties",
    "activiteit",
    "activiteiten",
    "initiatief",
    "initiatieven",
    "verhaal",
    "verhalen",
]
