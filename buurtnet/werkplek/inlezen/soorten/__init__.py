"""The kinds of tables that coordinators read in, by name."""

from .deelname import Deelnames
from .inzet import Inzetten
from .organisatie import Organisaties

SOORTEN = {soort.naam: soort for soort in (Inzetten, Deelnames, Organisaties)}
