"""Proposals: writing one down, seeing what it changes, accepting it, and cleaning up after.

- `maak(record, {field: value}, ...)` keeps one;
- `Verschil(voorstel, gebruiker)` says field by field what it would change by now;
- `pas_toe(voorstellen, gebruiker)` accepts several by the forms of their records, as one handeling,
  and `weiger` refuses them with a word back; `handel_af` settles one that somebody edited first;
- `schoon_op(datum)` takes away what need not be kept.
"""

from netwerken.models.voorstel import lees_code

from .maken import maak, sleutel_uit
from .opschonen import schoon_op
from .toepassen import Uitslag, handel_af, pas_toe, weiger
from .verschil import Verschil, vervalt

__all__ = [
    "Uitslag",
    "Verschil",
    "handel_af",
    "lees_code",
    "maak",
    "pas_toe",
    "schoon_op",
    "sleutel_uit",
    "vervalt",
    "weiger",
]
