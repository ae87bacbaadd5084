"""What there is in a wijk: places, initiatives, activities and stories."""

from .accommodatie import Accommodatie
from .activiteit import Activiteit
from .doelgroep import Doelgroep
from .hulplijn import Hulplijn
from .initiatief import Initiatief
from .verhaal import Verhaal

__all__ = ["Accommodatie", "Activiteit", "Doelgroep", "Hulplijn", "Initiatief", "Verhaal"]
