"""Asking by mail whether what we show is still right: who is due, about what, and what was said.

- `stel_vragen(datum)` writes down whom to ask, and `herinner(datum)` whom to ask once more;
- `vertel(datum)` whom to tell that they are kept, and `bezwaar` is what they may say of that;
- `zoek(sleutel, datum)` finds what a link is about, or says why it is of no use;
- `bevestig`, `stel_voor` and `stop` are the three answers.
"""

from .antwoorden import NietOpen, Reden, bevestig, zoek
from .vragen import herinner, sluit, stel_vragen, vertel
from .wijzigen import stel_voor, stop

__all__ = [
    "NietOpen",
    "Reden",
    "bevestig",
    "herinner",
    "sluit",
    "stel_voor",
    "stel_vragen",
    "stop",
    "vertel",
    "zoek",
]
