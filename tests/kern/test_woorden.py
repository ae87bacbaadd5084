"""Words for searching: the same word has the same stem, whoever asks at the same moment."""

import sys
from concurrent.futures import ThreadPoolExecutor

from buurtnet.kern import woorden

WOORDEN = [f"{begin}{einde}" for begin in "abcdefgh" for einde in ("eldigheid", "erigen", "oxen")]


def test_the_stem_of_a_word_depends_on_nobody_else():
    """The stemmer keeps the word that it is at: with one for all, words of others get in."""
    kaal = woorden.stam.__wrapped__
    verwacht = [kaal(woord) for woord in WOORDEN]
    tempo = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as draden:
            rondes = list(draden.map(lambda _n: [kaal(w) for w in WOORDEN], range(200)))
    finally:
        sys.setswitchinterval(tempo)
    assert all(ronde == verwacht for ronde in rondes)
