"""The places of a municipality, its postcodes, its themes and agendas."""

from .agenda import Agenda, Agendapunt
from .postcode import Postcode
from .thema import Thema
from .wijk import Wijk

__all__ = ["Agenda", "Agendapunt", "Postcode", "Thema", "Wijk"]
