from .agenda import Agenda, Agendapunt
from .thema import Thema
from .wijk import Wijk

__all__ = ["Agenda", "Agendapunt", "Thema", "Wijk"]
