"""How often something happens: as a rule, in words, and on which days."""

from .dagen import MEESTE_DAGEN, Keer, dagen_van, komende
from .lezen import in_woorden, lees_herhaling
from .regel import Regel, lees_regel

__all__ = [
    "MEESTE_DAGEN",
    "Keer",
    "Regel",
    "dagen_van",
    "in_woorden",
    "komende",
    "lees_herhaling",
    "lees_regel",
]
