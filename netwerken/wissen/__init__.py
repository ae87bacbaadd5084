"""Erasing somebody everywhere: `wis` does it, `doorzoek` proves it, `Gezocht` says whom."""

from .bewijs import Vondst, doorzoek
from .gezocht import Gezocht
from .wissen import wis

__all__ = ["Gezocht", "Vondst", "doorzoek", "wis"]
